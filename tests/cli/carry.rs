//! The new year by commands: what became of the programs, which opinions go on, which links hold.

use std::fs;

use super::{Home, next_year};

/// A record with the report of a year to come.
fn with_report(year: &str) -> Home {
    let home = Home::with_records();
    next_year::report(&home.path("records"), year);
    home
}

/// Every file of the record but the journal, by its name.
fn files(home: &Home) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(home.path("records")).unwrap().flatten();
    let files = files.filter(|entry| entry.path().is_file());
    let read = files.map(|entry| {
        (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap())
    });
    let mut files: Vec<_> = read.collect();
    files.sort();
    files
}

/// The number of the proposal whose line holds something.
fn number(home: &Home, text: &str) -> String {
    let out = home.run(&["carry"]).out;
    let line = out.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{out}"));
    line.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn without_the_year_before_there_is_nothing_to_carry_over() {
    let home = Home::with_records();
    let ran = home.run(&["carry"]);
    assert!(ran.fine().contains("前の令和6年度の資料がありません"));
    let ran = home.run(&["carry", "--year", "R9"]);
    assert!(ran.code == Some(1) && ran.err.contains("令和9年度"), "{ran:?}");
}

#[test]
fn what_is_confirmed_goes_into_a_file_of_its_own_and_numbers_stay() {
    let home = with_report("R8");
    let before = files(&home);
    let ran = home.run(&["carry"]);
    assert_eq!(ran.code, Some(1));
    for line in [
        "令和8年度への引き継ぎ（市の事業、令和7年度の資料と比べる）",
        "分割  「成長産業創出支援事業」 → 「研究開発助成事業」「産学連携推進事業」  明記",
        "統合  「企業立地促進事業」「立地企業支援事業」 → 「企業立地促進事業」  明記",
        "改称  「地域スタートアップ等支援事業」 → 「地域スタートアップ成長支援事業」  ほぼ確実",
        "名前の81％、内容の100％が重なる。改称とは書かれていない。",
        "終了  「大学連携型起業家支援経費」  明記",
        "終了  「創業者チャレンジ支援・育成事業」  可能性あり",
        "新規  「空飛ぶくるま実証事業」  明記",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    assert_eq!(files(&home), before, "showing writes nothing");

    let (gone, renamed) = (number(&home, "創業者チャレンジ"), number(&home, "改称"));
    home.sato(&["carry", "--write", &gone]).fine();
    let after = files(&home);
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|file| after.contains(file)));
    assert_eq!(number(&home, "改称"), renamed);
    let ran = home.sato(&["carry", "--write", &gone]);
    assert!(ran.code == Some(1) && ran.err.contains("何も書いていません"), "{ran:?}");
    assert_eq!(files(&home), after);

    // A hand's comment stays, and every other byte.
    let path = home.path("records/lineage-r8.ron");
    let written = fs::read_to_string(&path).unwrap();
    let kept = format!("// 事務局の覚え書き\n{written}");
    fs::write(&path, &kept).unwrap();
    home.sato(&["carry", "--all-certain"]).fine();
    let now = fs::read_to_string(&path).unwrap();
    assert!(now.starts_with(kept.strip_suffix("    ],\n)\n").unwrap()), "{now}");
    home.run(&["fmt", "--check", "records/lineage-r8.ron"]).fine();
    home.run(&["check"]).fine();
    assert!(!home.run(&["carry"]).out.contains("明記\n"));
    assert!(home.sato(&["carry", "--all-certain"]).fine().contains("書き込むものはありません"));
}

#[test]
fn programs_that_are_not_one_are_parted_before_they_are_written() {
    let home = with_report("R8");
    let renamed = number(&home, "改称");
    let out = home.run(&["carry", "--apart", &renamed]).out;
    assert!(out.contains("終了  「地域スタートアップ等支援事業」"), "{out}");
    assert!(out.contains("とは別の事業と、担当者が判断した。"), "{out}");
    home.sato(&["carry", "--apart", &renamed, "--write", &renamed]).fine();
    let lineage = fs::read_to_string(home.path("records/lineage-r8.ron")).unwrap();
    assert!(lineage.contains("終了") && !lineage.contains("改称,"), "{lineage}");
}

#[test]
fn what_cannot_be_meant_or_written_changes_nothing() {
    let home = with_report("R8");
    let before = files(&home);
    for (words, code, why) in [
        (vec!["carry", "--write", "9999"], 1, "9999番の提案はありません"),
        (vec!["carry", "--apart", "9999"], 1, "9999番に"),
        (vec!["carry", "--write", "一"], 2, "数字で書きます"),
        (vec!["carry", "--write", "1", "--all-certain"], 2, ""),
        (vec!["--readonly", "carry", "--all-certain"], 1, "--readonly"),
        (vec!["carry", "opinions", "--from", "R7", "--to", "第9回"], 1, "第9回"),
        (vec!["carry", "opinions", "--from", "R7", "--to", "令和7年度第1回"], 1, "より後の意見"),
        (vec!["confirm", "--area", "9"], 1, "方向性「9」の意見はありません"),
        (vec!["confirm", "--area", "1", "--year", "R7"], 1, "最も新しい事業は令和8年度です"),
        (vec!["confirm", "--area", "1"], 1, "前年度のままの対応付けはありません"),
        (vec!["confirm", "--year", "R8"], 2, ""),
    ] {
        let ran = home.sato(&words);
        assert!(ran.code == Some(code) && ran.err.contains(why), "{words:?} {ran:?}");
    }
    // A file of that name which holds something else.
    let taken = "Acknowledged(findings: [])\n";
    fs::write(home.path("records/lineage-r8.ron"), taken).unwrap();
    let ran = home.sato(&["carry", "--all-certain"]);
    assert!(ran.code == Some(1) && ran.err.contains("別のファイルが使っています"), "{ran:?}");
    fs::remove_file(home.path("records/lineage-r8.ron")).unwrap();
    assert_eq!(files(&home), before);
}

#[test]
fn open_opinions_go_on_in_those_of_a_new_meeting() {
    let home = with_report("R8");
    home.sato(&["session", "add", "--date", "R8.7.2"]).fine();
    let list = "ア 創業・事業承継の促進について\n\
        (ア) 若者の起業を支援するためには、市のイベント開催だけでなく、他県の先進的な事例を学ぶことが必要である。\n\
        (イ) 宇宙へ行きたい。\n";
    fs::write(home.path("list.txt"), list).unwrap();
    let add = ["opinions", "add", "list.txt", "--session", "令和8年度第1回", "--write"];
    home.sato(&add).fine();
    let carry = ["carry", "opinions", "--from", "R7", "--to", "令和8年度第1回"];
    let ran = home.sato(&carry);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("継承の候補 1件"), "{}", ran.out);
    assert!(ran.out.contains("   1  R8 ア(ア) は R7 ア(エ) を継承"), "{}", ran.out);
    let open = |home: &Home| home.run(&["carry"]).out.contains("R7 ア(エ)");
    assert!(open(&home));
    let none = home.sato(&[&carry[..], &["--write", "2"]].concat());
    assert!(none.code == Some(1) && none.err.contains("2番の候補はありません"), "{none:?}");
    home.sato(&[&carry[..], &["--write"]].concat()).fine();
    assert!(!open(&home), "it is carried over");
    assert!(home.sato(&carry).fine().contains("継承の候補 0件"));
    home.sato(&["undo"]).fine();
    assert!(open(&home));
}

#[test]
fn an_opinion_that_was_said_anew_in_other_words_goes_on_with_the_old_one() {
    let home = with_report("R8");
    home.sato(&["session", "add", "--date", "R8.7.2"]).fine();
    let list = "ア 創業・事業承継の促進について\n\
        (ア) 事業承継には長い準備の期間がかかるので、長期にわたる伴走型の支援をお願いしたい。\n\
        (イ) 事業承継に係る税の優遇措置を国に求める必要がある。\n\
        イ 新たな事業活動の促進について\n\
        (ア) 台湾に限らず、アジア各国から広く観光客を誘致する取組を進めてほしい。\n\
        (イ) 物産品の販路拡大に向けて、展示会への出展費の補助にとどまらず、商談に結び付ける支援を求める。\n\
        (ウ) 商店街の街路灯の更新に対する補助を拡充してほしい。\n\
        ウ 経営基盤の強化について\n\
        (ア) 最低賃金の引上げで影響を受けた事業者に、融資などの支援を行うべきである。\n\
        (イ) 県外の大学へ進んだ若者に熊本の良さを伝え、地元の雇用につなげる取組が必要である。\n";
    fs::write(home.path("list.txt"), list).unwrap();
    let add = ["opinions", "add", "list.txt", "--session", "令和8年度第1回", "--write"];
    home.sato(&add).fine();
    let out = home.sato(&["carry", "opinions", "--from", "R7", "--to", "令和8年度第1回"]).out;
    assert!(out.contains("継承の候補 5件"), "{out}");
    for pair in [
        "R8 ア(ア) は R7 ア(オ) を継承",
        "R8 イ(ア) は R7 イ(キ) を継承",
        "R8 イ(イ) は R7 イ(ア) を継承",
        "R8 ウ(ア) は R7 ウ(オ) を継承",
        "R8 ウ(イ) は R7 ウ(イ) を継承",
    ] {
        assert!(out.contains(pair), "{pair}: {out}");
    }
    assert!(out.contains("共通の言葉: 最低賃金"), "{out}");
    let found = home.run(&["suggest", "R8 イ(ア)", "--opinions"]).fine();
    assert!(found.lines().next().unwrap().contains("R7 イ(キ)"), "{found}");
}

#[test]
fn links_of_last_year_are_looked_at_by_area_and_what_turned_one_by_one() {
    // The links are of 令和8年度, whatever day it is: the programs are of a year to come.
    let home = with_report("R90");
    home.sato(&["link", "ア-ア", "中小企業金融対策事業"]).fine();
    home.sato(&["link", "ア-イ", next_year::GONE]).fine();
    home.sato(&["link", "イ-ア", "中小企業金融対策事業"]).fine();
    let line = |home: &Home| {
        let out = home.run(&["coverage"]).fine();
        out.lines().find(|line| line.starts_with("対応付け:")).unwrap().to_owned()
    };
    assert!(line(&home).ends_with("前年度のまま 3"), "{}", line(&home));
    assert!(home.run(&["show", "ア-ア"]).fine().contains("前年度のまま"));
    let ended = r#"Lineage(successions: [Succession(kind: 終了, year: "R90", from: ["city/創業者チャレンジ支援・育成事業"], basis: Inferred(reason: "例", certainty: おそらく))])"#;
    fs::write(home.path("records/lineage-r90.ron"), ended).unwrap();
    let ran = home.sato(&["confirm", "--area", "1", "--year", "R90", "--note", "確かめた"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("ア(ア) 再確認 「中小企業金融対策事業」"), "{ran:?}");
    assert!(ran.err.contains("1件は、事業に異動があったか"), "{ran:?}");
    // What was looked at in a year before the programs' is of last year still: nobody can look
    // from a year to come.
    home.sato(&["confirm", "ア-イ", next_year::GONE]).fine();
}
