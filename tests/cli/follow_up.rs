//! Answers, progress and charges by command.

use std::{fs, io::Write, process::Stdio};

use super::{Home, Ran, length};

const LINKED: [&str; 3] = ["ア-イ", "ア-ウ", "ア-エ"];

fn opinion(home: &Home, name: &str) -> serde_json::Value {
    home.run(&["show", name, "--format", "json"]).json()
}

#[test]
fn an_answer_is_drafted_checked_and_published() {
    let home = Home::with_records();
    let said = home.sato(&["answer", "ア-イ", "--kind", "既実施", "--text", "既にある。"]).fine();
    assert_eq!(said, "保存しました: ア(イ) 回答 2 既実施（下書き）\n");
    for stage in ["確認済", "公表", "公表"] {
        let said = home.sato(&["answer", "ア-イ", "--stage", stage]).fine();
        assert!(said.ends_with(&format!(": ア(イ) 回答 2 既実施（{stage}）\n")), "{said}");
    }
    let answers = opinion(&home, "ア-イ")["answers"].clone();
    assert_eq!((length(&answers), &answers[0]["text"]), (1, &"既にある。".into()));
    assert_eq!((&answers[0]["code"], &answers[0]["stage"]), (&2.into(), &"公表".into()));
    // Another text is to be looked at again.
    let said = home.sato(&["answer", "ア-イ", "--text", "まもなく始める。"]).fine();
    assert_eq!(said, "保存しました: ア(イ) 回答 2 既実施（下書き）（公表から戻しました）\n");
    assert!(home.sato(&["undo"]).fine().starts_with("元に戻しました: 回答 ア(イ)"));
    assert_eq!(opinion(&home, "ア-イ")["answers"][0]["text"], "既にある。");
    assert_eq!(length(&home.run(&["log", "--format", "json"]).json()), 5, "公表 was said once");
}

#[test]
fn several_opinions_are_one_act_with_a_line_each() {
    let home = Home::with_records();
    home.sato(&["answer", "ア-ウ", "--kind", "1"]).fine();
    let said = home.sato(&[&["answer"], &LINKED[..], &["ア(イ)", "--kind", "1"]].concat()).fine();
    assert_eq!(
        said,
        "保存しました: 回答 2件（ほか1件は変わりません）\n  ア(イ)  1 反映（下書き）\n  \
         ア(ウ)  1 反映（下書き）（変わりません）\n  ア(エ)  1 反映（下書き）\n"
    );
    let said = home.sato(&[&["answer"], &LINKED[..], &["--kind", "反映"]].concat()).fine();
    assert!(said.starts_with("変わりません: 回答 3件\n  ア(イ)  1 反映（下書き）\n"), "{said}");
    home.sato(&["undo"]).fine();
    let left = home.run(&["list", "--answer", "反映", "--format", "json"]).json();
    assert_eq!((length(&left), &left[0]["label"]), (1, &"ア(ウ)".into()));
    // One that is refused holds all of them back.
    let ran = home.sato(&["answer", "ア-ア", "ア-ウ", "--stage", "下書き"]);
    ran.refused(2, "ア(ア): まだ回答がありません。--kind で対応区分を付けてください。");
    home.sato(&["answer", "ア-ア", "ア-ヌ", "--kind", "1"])
        .refused(1, "にあたる意見はありません。");
    assert_eq!(length(&opinion(&home, "ア-ア")["answers"]), 0);
}

#[test]
fn a_text_comes_from_a_file_or_from_standard_input() {
    let home = Home::with_records();
    fs::write(home.path("a.txt"), "\u{feff}一行目\r\n二行目\r\n\r\n").unwrap();
    home.sato(&["answer", "ア-イ", "--kind", "3", "--text-file", "a.txt"]).fine();
    assert_eq!(opinion(&home, "ア-イ")["answers"][0]["text"], "一行目\n二行目");
    let mut command = home.command(&["--as", "sato", "answer", "ア-イ", "--text-file", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("流し込み\n".as_bytes()).unwrap();
    let said = Ran::of(&child.wait_with_output().unwrap()).out;
    assert_eq!(said, "保存しました: ア(イ) 回答 3 説明（下書き）\n");
    assert_eq!(opinion(&home, "ア-イ")["answers"][0]["text"], "流し込み");
    fs::write(home.path("a.txt"), b"\x82\xa0").unwrap();
    let asked = ["answer", "ア-イ", "--text-file", "a.txt"];
    home.sato(&asked).refused(2, "`a.txt` は UTF-8 ではありません。何も書いていません。");
    home.sato(&["answer", "ア-イ", "--text-file", "b.txt"]).refused(2, "`b.txt` を読めません");
}

#[test]
fn an_office_says_it_in_its_own_words() {
    let home = Home::with_records();
    let file = home.path("records/vocabulary.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("word: \"既実施\"", "word: \"対応2(既記載)\"")).unwrap();
    for typed in ["対応2(既記載)", "既実施", "2", "２"] {
        let said = home.sato(&["answer", "ア-イ", "--kind", typed]).fine();
        assert!(said.ends_with("回答 2 対応2(既記載)（下書き）\n"), "{typed}: {said}");
    }
    home.sato(&["answer", "ア-イ", "--kind", "0"]).refused(2, "反映・対応2(既記載)・説明");
    assert!(home.run(&["list", "--answer", "2"]).fine().contains("対応2(既記載)"));
}

#[test]
fn progress_asks_for_the_day_or_the_reason_it_needs() {
    let home = Home::with_records();
    let asked = |words: &[&str]| home.sato(&[&["progress"], words].concat());
    for (words, said) in [
        (&["ア-イ", "検討中"][..], "検討中には期限が要ります。--until で"),
        (&["ア-イ", "検討中"], "shingi progress ア-イ 検討中 --until "),
        (&["ア-イ", "検討中", "--until", "いつか"], "--until: 「いつか」は日付として読めません。"),
        (&["ア-イ", "検討中", "--until", "R7.1.1"], "--until の期限が、もう過ぎています。"),
        (&["ア-イ", "対応中", "--until", "R99.1.1"], "--until を付けられるのは検討中だけです。"),
        (&["ア-イ", "対応困難"], "対応困難には理由が要ります。--reason で書いてください。"),
        (&["ア-イ", "対象外", "--reason", " "], "対象外には理由が要ります。"),
        (&["ア-イ", "済"], "進捗: `済` ではなく、未着手・検討中・"),
        (&["ア-イ", "対応済", "--date", "2999-1-1"], "まだ来ていません。"),
    ] {
        asked(words).refused(2, said);
    }
    let said = asked(&["ア-イ", "ア-ウ", "検討中", "--until", "令和80年3月31日"]).fine();
    assert!(said.ends_with("  ア(ウ)  検討中（令和80年3月31日まで）\n"), "{said}");
    assert!(asked(&["ア-イ", "対応困難", "--reason", "財源"]).fine().contains("対応困難"));
    // A day without a year is the last one that was.
    for day in ["1月1日", "12月31日", "今日"] {
        asked(&["ア-ウ", "対応済", "--date", day]).fine();
        let as_of = opinion(&home, "ア-ウ")["progress"][0]["as_of"].clone();
        let today = home.run(&["coverage", "--format", "json"]).json()["as_of"].clone();
        assert!(as_of.as_str() <= today.as_str(), "{day}: {as_of}");
    }
    let now = opinion(&home, "ア-イ")["progress"].clone();
    assert_eq!((&now[0]["state"], &now[0]["reason"]), (&"対応困難".into(), &"財源".into()));
    assert_eq!(now[0]["until"], serde_json::Value::Null);
}

#[test]
fn a_department_is_charged_kept_to_its_day_and_relieved() {
    let home = Home::with_records();
    let due = |name| opinion(&home, name)["assignments"][0]["due"].clone();
    let said = home.sato(&["assign", "ア-イ", "ア-ウ", "産業振興課", "--due", "R80.1.31"]).fine();
    assert!(said.contains("  ア(イ)  産業振興課（期限 令和80年1月31日）\n"), "{said}");
    home.sato(&["assign", "ア-イ", "観光課"]).fine();
    assert_eq!(due("ア-イ"), "2098-01-31");
    home.sato(&["assign", "ア-イ", "観光課", "--due", "なし"]).fine();
    assert_eq!(due("ア-イ"), serde_json::Value::Null);
    let said = home.sato(&["assign", "ア-イ", "ア-エ", "--none"]).fine();
    assert!(said.contains("担当課 1件（ほか1件は変わりません）"), "{said}");
    home.sato(&["assign", "ア-イ"]).refused(2, "担当課が足りません。");
    home.sato(&["assign", "ア-イ", " "]).refused(2, "担当課が足りません。");
}

#[test]
fn the_list_is_narrowed_to_a_section_an_answer_or_a_state() {
    let home = Home::with_records();
    let people = "People(people: [Profile(login: \"sato\", name: \"佐藤\", role: 事務局, \
                  department: \"産業振興課\"), Profile(login: \"abe\", name: \"阿部\", role: 事務局)])";
    fs::write(home.path("records/people.ron"), people).unwrap();
    home.run(&["check"]).fine();
    home.sato(&["assign", "ア-イ", "ア-ウ", "産業振興課"]).fine();
    home.sato(&["assign", "ア-エ", "観光課"]).fine();
    home.sato(&["answer", "ア-ウ", "--kind", "5"]).fine();
    home.sato(&["progress", "ア-エ", "対応中"]).fine();
    let listed = |words: &[&str]| {
        let list = home.sato(&[&["list", "--format", "json"], words].concat()).json();
        let labels = list.as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap());
        labels.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(listed(&["--mine"]), ["ア(イ)", "ア(ウ)"]);
    assert_eq!(listed(&["--department", "産業"]), ["ア(イ)", "ア(ウ)"]);
    assert_eq!(listed(&["--mine", "--answer", "その他"]), ["ア(ウ)"]);
    assert_eq!(listed(&["--mine", "--answer", "未回答"]), ["ア(イ)"]);
    assert_eq!(listed(&["--progress", "対応中"]), ["ア(エ)"]);
    assert_eq!(listed(&["--progress", "未設定"]).len(), 24);
    let text = home.sato(&["list", "--mine"]).fine();
    assert!(text.starts_with("番号 ") && text.contains("その他・下書き"), "{text}");
    assert_eq!(home.sato(&["list", "--answer", "1"]).fine(), "あてはまる意見はありません。\n");
    home.run(&["--as", "abe", "list", "--mine"])
        .refused(2, "名簿に abe さんの所属課がありません。");
    home.run(&["--as", "ito", "list", "--mine"])
        .refused(2, "名簿（People）に ito さんがいません。");
    home.run(&["list", "事業", "--answer", "1"]).refused(2, "意見の一覧で使えます。");
    home.run(&["list", "--answer", "済"]).refused(2, "のどれかを書きます。未回答 も書けます。");
}

#[test]
fn contradictory_last_words_are_shown_until_somebody_chooses() {
    let home = Home::with_records();
    for person in ["sato", "abe"] {
        home.run(&["--as", person, "answer", "ア-イ", "--kind", "1", "--text", person]).fine();
        home.run(&["--as", person, "progress", "ア-イ", "未着手"]).fine();
        home.run(&["--as", person, "assign", "ア-イ", person]).fine();
    }
    // Two copies of the record were written in at the same time: nobody saw the other's word.
    let abe = home.path("records/journal/abe.ron");
    fs::remove_file(&abe).unwrap();
    let other = Home::with_records();
    other.run(&["--as", "abe", "answer", "ア-イ", "--kind", "3", "--text", "説明"]).fine();
    other.run(&["--as", "abe", "progress", "ア-イ", "対応中"]).fine();
    other.run(&["--as", "abe", "assign", "ア-イ", "観光課"]).fine();
    fs::copy(other.path("records/journal/abe.ron"), &abe).unwrap();

    assert!(home.run(&["list"]).fine().contains("食い違い"));
    assert_eq!(length(&opinion(&home, "ア-イ")["answers"]), 2);
    let shown = home.run(&["show", "ア-イ"]).fine();
    for said in [
        "回答: 食い違い（shingi answer で書くと、それに決まります）\n  1 反映（下書き） (sato) 20",
        "\n  3 説明（下書き） (abe) 20",
        "進捗: 食い違い",
        "担当課: 食い違い",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    home.sato(&["answer", "ア-イ", "--stage", "公表"]).refused(2, "回答が食い違っています。");
    let said = home.sato(&["answer", "ア-イ", "--kind", "3"]).fine();
    assert_eq!(said, "保存しました: ア(イ) 回答 3 説明（下書き）（食い違いはなくなりました）\n");
    home.sato(&["progress", "ア-イ", "対応中"]).fine();
    home.sato(&["assign", "ア-イ", "観光課"]).fine();
    let now = opinion(&home, "ア-イ");
    assert_eq!((length(&now["answers"]), &now["answers"][0]["text"]), (1, &"説明".into()));
    assert!(!home.run(&["show", "ア-イ"]).fine().contains("食い違い"));
}

#[test]
fn nothing_people_type_commands_the_terminal_or_begins_a_line() {
    let home = Home::with_records();
    let typed = "前\n偽\u{1b}[2J\u{202e}";
    for words in [
        &["answer", "ア-イ", "--kind", "1", "--text"][..],
        &["progress", "ア-イ", "対応中", "--reason"],
        &["assign", "ア-イ"],
        &["reject", "ア-イ", "観光戦略経費", "--reason"],
        &["relate", "ア-イ", "継承", "ア-ア", "--note"],
        &["refer", "ア-イ", "--to", "国へ要望", "--note"],
        &["note", "ア-イ", "--text"],
        &["list", "--department"],
        &["show", "ア-イ"],
        &["log"],
        &["answer", "ア-イ", "--kind"],
        &["progress", "ア-イ"],
        &["withdraw"],
        &["list", "--answer"],
        &["progress", "ア-イ", "検討中", "--until"],
    ] {
        let last = if matches!(words, ["show", ..] | ["log"]) { None } else { Some(typed) };
        let ran = home.sato(&[words, last.as_slice()].concat());
        let printed = format!("{}{}", ran.out, ran.err);
        assert!(!printed.contains(['\u{1b}', '\u{202e}']), "{words:?}: {printed:?}");
        assert!(printed.lines().all(|line| !line.starts_with('偽')), "{words:?}: {printed}");
    }
    assert_eq!(opinion(&home, "ア-イ")["answers"][0]["text"], typed);
}
