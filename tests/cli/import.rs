//! `shingi import`: shown first, written when asked, refused with a reason.

use std::fs;

use super::{Home, length};

/// The report of 令和7年度 as if it were that of 令和8年度, spaced out as it is.
fn next_year() -> String {
    let text = include_str!("../../records/sources/000-city-report-r7.txt");
    let mut next = text.to_owned();
    for (from, to) in
        [("7", "8"), ("６", "7"), ("７", "８"), (" 7 ", " 8 "), ("6", "7"), (" 6 ", " 7 ")]
    {
        for [before, after] in [["令和", "年"], ["令和 ", " 年"], ["令和", " 年"], ["令和 ", "年"]]
        {
            next = next.replace(&format!("{before}{from}{after}"), &format!("{before}{to}{after}"));
        }
    }
    next.replace("（2025年）7月2日（水曜日）", "（2026年）7月1日（水曜日）")
        .replace("（2025年）8月20日（水曜日）", "（2026年）8月19日（水曜日）")
}

/// Every file of the record, with its text.
fn files(home: &Home) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["records", "records/sources", "records/journal"] {
        for entry in fs::read_dir(home.path(folder)).into_iter().flatten().flatten() {
            if entry.path().is_file() {
                files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_report_is_shown_then_written_and_checked() {
    let home = Home::with_records();
    fs::write(home.path("r8.txt"), next_year()).unwrap();
    let before = files(&home);
    let same = "くまもと森都心プラザ管理運営経費（うちビジネス支援施設分）=city/くまもと森都心プラザ管理運営経費";
    let words = ["import", "report", "r8.txt", "--year", "R8", "--same", same];
    let shown = home.sato(&words).fine();
    for said in [
        "施策 15件、取組 8件",
        "事業 64行（58事業。再掲 6行、記録に初めての事業 0件）",
        "会議 2件、意見 25件、官公需の表 3表",
        "読めなかった行 0",
        "施策の合計 26件と官公需の表 12行は、すべて合います。",
        "630行目: 見出し「経営基盤の強化について」",
        "まだ何も書いていません。書き込むには --write を付けてください。",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(files(&home), before);
    let json = home.sato(&[&words[..], &["--format", "json"]].concat()).json();
    assert_eq!((json["opinions"].as_u64(), length(&json["unread"])), (Some(25), 0));
    let written = home.sato(&[&words[..], &["--write"]].concat()).fine();
    assert!(written.contains("9個のファイルを書き込みました。"), "{written}");
    let after = files(&home);
    assert_eq!(after.len(), before.len() + 9);
    assert!(before.iter().all(|file| after.contains(file)));
    let listed = home.run(&["list", "--format", "json"]).json();
    assert_eq!(length(&listed), 50);
    assert!(home.run(&["show", "R8 ア(イ)"]).fine().contains("スタートアップ企業と適切な"));
    let again = home.sato(&[&words[..], &["--write"]].concat());
    assert_eq!(again.code, Some(2));
    assert!(
        again.err.contains("出典 `city-report-r8` は、すでに記録にあります。"),
        "{}",
        again.err
    );
    assert_eq!(files(&home), after);
    let fmt = home.run(&["fmt", "--check"]);
    assert_eq!(fmt.code, Some(0), "{}", fmt.out);
}

#[test]
fn what_is_not_understood_is_named_and_written_only_when_that_is_wanted() {
    let home = Home::with_records();
    let damaged = next_year().replacen("\t内容\t", "\t内容が\t", 1).replacen("千円", "円", 1);
    fs::write(home.path("r8.txt"), damaged).unwrap();
    let before = files(&home);
    let words = ["import", "report", "r8.txt", "--year", "R8"];
    let shown = home.sato(&words);
    assert_eq!(shown.code, Some(1), "{}", shown.err);
    for said in [
        "読めなかった行: 2件",
        "  25行目: 金額の後ろに「千円」がありません",
        "  37行目: 列がずれています",
        "「成長産業創出支援事業」に「内容」の行がありません。",
        "このままでは書き込めません: 読めなかった行が 2行あるので",
    ] {
        assert!(shown.out.contains(said), "{said}: {}", shown.out);
    }
    let refused = home.sato(&[&words[..], &["--write"]].concat());
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("記録は変わっていません。"), "{}", refused.err);
    assert_eq!(files(&home), before);
    let written = home.sato(&[&words[..], &["--write", "--with-unread"]].concat());
    assert_eq!(written.code, Some(1));
    assert!(written.out.contains("書き込みました"), "{}", written.out);
    let source = fs::read_to_string(home.path("records/005-r8-source.ron")).unwrap();
    assert!(source.contains("取り込みで読めなかった行: 25、37（原文の行）。"), "{source}");
}

#[test]
fn what_is_no_report_of_that_year_is_refused_with_a_reason() {
    let home = Home::with_records();
    let text = next_year();
    fs::write(home.path("r8.txt"), &text).unwrap();
    fs::write(home.path("empty.txt"), "").unwrap();
    fs::write(home.path("word.docx"), b"PK\x03\x04\0\0\0\0").unwrap();
    fs::write(home.path("wrong.txt"), b"\xff\xfd\xff").unwrap();
    fs::write(home.path("list.txt"), include_str!("../../records/sources/001-city-list-r5.txt"))
        .unwrap();
    let before = files(&home);
    for (words, said) in [
        (
            &["r8.txt", "--year", "R9"][..],
            "本文は令和8年度の報告書ですが、--year は令和9年度です。",
        ),
        (&["empty.txt", "--year", "R8"], "報告書として読み取れるところがありません。"),
        (
            &["list.txt", "--year", "R8", "--write", "--with-unread"],
            "報告書として読み取れるところがありません。",
        ),
        (
            &["list.txt", "--year", "R5", "--write", "--with-unread"],
            "報告書として読み取れるところがありません。",
        ),
        (&["word.docx", "--year", "R8"], "文字だけのファイルではありません。"),
        (&["wrong.txt", "--year", "R8"], "文字コードが UTF-8 でも Shift_JIS でもありません。"),
        (&["none.txt", "--year", "R8"], "ファイルを読めません"),
        (&["records", "--year", "R8"], "普通のファイルではありません"),
        (&["r8.txt", "--year", "R8", "--same", "利子補給金"], "「=」がありません。"),
        (&["r8.txt", "--year", "R8", "--same", "利子補給金=ない事業"], "にあたる"),
        (&["r8.txt", "--year", "八"], "年度は `R7` のように書きます"),
        (&["r8.txt"], "--year <年度> が足りません。"),
        (&["r8.txt", "--year", "R8", "--with-unread"], "--write が足りません。"),
    ] {
        let ran = home.sato(&[&["import", "report"], words].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{words:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    assert_eq!(files(&home), before);
    let ran = home.sato(&["--readonly", "import", "report", "r8.txt", "--year", "R8", "--write"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let ran = Home::new().sato(&["import"]);
    assert!(ran.code == Some(2) && ran.err.contains("report"), "{}", ran.err);
    assert_eq!(files(&home), before);
}
