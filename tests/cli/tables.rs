//! `shingi import table`: lists of opinions and programs from other programs' files.

use std::{fs, io::Write, path::Path};

use rust_xlsxwriter::{Format, Workbook};

use super::{Home, length};

/// Every file of the record.
fn files(home: &Home) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["records", "records/sources"] {
        for entry in fs::read_dir(home.path(folder)).unwrap().flatten() {
            if entry.path().is_file() {
                files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}

const OPINIONS: &str = "No.,ご意見,柱,会議,メモ\n\
    1,\"創業の支援が\n必要である。\",創業・事業承継の促進,第１回,甲\n\
    2,販路の支援が必要である。,2,1,\n\
    3,データの活用が重要である。,その他,2,\n";

fn sjis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

/// A workbook with two sheets that list programs, and one that does not.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let note = book.add_worksheet();
    note.set_name("説明").unwrap().write(0, 0, "この表は照会の控えです。").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("事業一覧").unwrap();
    sheet.write(0, 0, "令和8年度 事業一覧").unwrap();
    for (column, heading) in
        ["事業名", "方向性", "R7決算額（千円）", "予算額（千円）", "所管課", "概要", "実績"]
            .iter()
            .enumerate()
    {
        sheet.write(2, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    for (row, (name, area, settled, budget)) in [
        ("利子補給金", "2 経営", 7, 700),
        ("新しい事業", "1 創業", 0, 1_500),
        ("利子補給金", "1 創業", 7, 700),
    ]
    .into_iter()
    .enumerate()
    {
        let row = u32::try_from(row + 3).unwrap();
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 1, area).unwrap();
        if settled > 0 {
            sheet.write(row, 2, settled).unwrap();
        }
        sheet.write(row, 3, f64::from(budget)).unwrap();
        sheet.write(row, 4, "商業金融課\n経済政策課").unwrap();
        sheet.write(row, 6, "・補助件数：１件\n・相談件数：２件").unwrap();
    }
    book.save(path).unwrap();
}

#[test]
fn opinions_come_from_csv_in_whatever_it_is_saved() {
    for bytes in
        [OPINIONS.as_bytes().to_vec(), format!("\u{feff}{OPINIONS}").into_bytes(), sjis(OPINIONS)]
    {
        let home = Home::with_records();
        fs::write(home.path("意見.csv"), bytes).unwrap();
        let before = files(&home);
        let words = ["import", "table", "意見.csv", "--kind", "意見", "--year", "R7"];
        let shown = home.sato(&words).fine();
        for said in [
            "列の読み方（見出しからの案）:",
            "  意見 ← ご意見",
            "  見出し ← なし",
            "  取り込まない列: メモ",
            "読めた意見 3件",
            "まだ何も書いていません。",
        ] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        assert_eq!(files(&home), before);
        home.sato(&[&words[..], &["--write"]].concat()).fine();
        let listed = home.run(&["show", "table-005/1", "--format", "json"]).json();
        assert_eq!(
            (&listed["area"], &listed["text"]),
            (&"city-r7/1".into(), &"創業の支援が\n必要である。".into())
        );
        assert_eq!(length(&home.run(&["list", "--format", "json"]).json()), 28);
        let opinions = fs::read_to_string(home.path("records/005-opinions.ron")).unwrap();
        let third = opinions.split("label: \"3\"").nth(1).unwrap();
        assert!(third.contains("city-r7/第2回") && !third.contains("city-r7/第1回"), "{opinions}");
        home.run(&["check"]).fine();
        assert_eq!(home.run(&["fmt", "--check"]).code, Some(0));
        let again = home.sato(&[&words[..], &["--write"]].concat());
        assert_eq!(again.code, Some(2));
        assert!(again.err.contains("同じ表が、出典 `table-005` として"), "{}", again.err);
    }
}

#[test]
fn programs_come_from_the_sheet_that_lists_them() {
    let home = Home::with_records();
    workbook(&home.path("一覧.xlsx"));
    let words = ["import", "table", "一覧.xlsx", "--kind", "事業", "--year", "R8"];
    let shown = home.sato(&words).fine();
    for said in [
        "シート「事業一覧」（令和8年度）",
        "  施策 ← 方向性",
        "  利子補給金  決算 7  予算 700（千円）",
        "  新しい事業  決算 -  予算 1,500（千円）",
        "「予算額（千円）」の列を令和8年度の予算額として読みます。",
        "再掲としました。",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert!(!shown.contains("「R7決算額（千円）」の列を"), "{shown}");
    home.sato(&[&words[..], &["--write"]].concat()).fine();
    let shown = home.run(&["show", "利子補給金"]).fine();
    assert!(shown.contains("R8予算額: 700千円"), "{shown}");
    let json = home.run(&["show", "新しい事業", "--format", "json"]).json();
    assert_eq!(json["entries"][0]["results"][1], "相談件数：2件");
    home.run(&["check"]).fine();
}

#[test]
fn columns_a_person_named_are_remembered_beside_the_settings() {
    let home = Home::with_records();
    let odd = "整理,言葉,柱立て\n1,甲が必要である。,1\n";
    fs::write(home.path("a.csv"), odd).unwrap();
    fs::write(home.path("b.csv"), odd.replace('甲', "乙")).unwrap();
    let words = |file| ["import", "table", file, "--kind", "意見", "--year", "R7"];
    let refused = home.sato(&words("a.csv"));
    assert_eq!(refused.code, Some(2));
    for said in [
        "「番号」「意見」の列がありません。見出しは 整理・言葉・柱立て です。",
        "--map 項目=見出し",
    ] {
        assert!(refused.err.contains(said), "{said}: {}", refused.err);
    }
    let map = ["--map", "番号=整理", "--map", "意見=言葉", "--map", "施策=柱立て"];
    home.sato(&[&words("a.csv")[..], &map[..]].concat()).fine();
    let kept = fs::read_to_string(home.path(".config/shingi/columns.ron")).unwrap();
    assert!(kept.contains("言葉"), "{kept}");
    let shown = home.sato(&words("b.csv")).fine();
    assert!(
        shown.contains("前に同じ見出しの表を読んだとおり") && shown.contains("意見 ← 言葉"),
        "{shown}"
    );
    // What is said now goes before what was said then.
    let shown = home.sato(&[&words("b.csv")[..], &map[..4], &["--map", "施策="]].concat()).fine();
    assert!(shown.contains("施策 ← なし"), "{shown}");
}

#[test]
fn every_cell_that_cannot_be_read_is_named_and_nothing_is_written() {
    let home = Home::with_records();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("R8").unwrap();
    for (column, heading) in ["事業名", "施策", "予算額（千円）", "番号"].iter().enumerate()
    {
        sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    sheet.write(1, 0, "甲").unwrap().write(1, 1, "一").unwrap().write(1, 2, "約五百").unwrap();
    sheet.write(2, 0, "乙").unwrap().write(2, 2, 12.5).unwrap().write(2, 3, "三").unwrap();
    sheet.write(3, 2, 500).unwrap();
    sheet.merge_range(4, 1, 5, 1, "二", &Format::new()).unwrap();
    sheet.write(4, 0, "丙").unwrap();
    book.save(home.path("一覧.xlsx")).unwrap();
    let before = files(&home);
    let words = ["import", "table", "一覧.xlsx", "--kind", "事業", "--year", "R8"];
    let ran = home.sato(&words);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    for said in [
        "シート「R8」の C2: 「約五百」が金額（千円）として読めません。",
        "シート「R8」の B3: 施策がありません。",
        "シート「R8」の C3: 「12.5」に端数があります。",
        "シート「R8」の D3: 番号「三」が数字として読めません。",
        "シート「R8」の A4: 事業名がありません。要らない行（合計など）なら消してください。",
        "シート「R8」の 5行目から6行目: 縦に結合された欄があり",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let ran = home.sato(&[&words[..], &["--write"]].concat());
    assert!(
        ran.code == Some(2) && ran.err.contains("か所あるので、書き込みません。"),
        "{}",
        ran.err
    );
    fs::write(home.path("o.csv"), "番号,意見,施策,会議\n1,甲,ない施策,第9回\n1,乙,,\n").unwrap();
    let ran = home.sato(&["import", "table", "o.csv", "--kind", "意見", "--year", "R7"]);
    for said in [
        "2行目の3列目: 「ない施策」にあたる施策が",
        "2行目の4列目: 「第9回」にあたる令和7年度の会議が",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    assert_eq!(files(&home), before);
}

#[test]
fn a_file_that_is_no_table_is_refused_with_a_reason() {
    let home = Home::with_records();
    workbook(&home.path("good.xlsx"));
    let good = fs::read(home.path("good.xlsx")).unwrap();
    fs::write(home.path("cut.xlsx"), &good[..good.len() / 2]).unwrap();
    fs::write(home.path("empty.csv"), "\n\n").unwrap();
    fs::write(home.path("open.csv"), "番号,意見\n1,\"甲\n2,乙\n").unwrap();
    fs::write(home.path("binary.csv"), b"\x00\x01\x02").unwrap();
    fs::write(home.path("amount.csv"), "事業名,施策,予算額\n甲,一,5\n").unwrap();
    for (name, stream) in [("locked.xlsx", "EncryptedPackage"), ("old.xls", "Workbook")] {
        let mut locked = cfb::create(home.path(name)).unwrap();
        locked.create_stream(stream).unwrap().write_all(&[0; 600]).unwrap();
        locked.flush().unwrap();
    }
    let mut zip = Workbook::new();
    zip.add_worksheet().set_name("空").unwrap();
    zip.save(home.path("blank.xlsx")).unwrap();
    let docx = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    fs::write(home.path("zip.xlsx"), [b"PK\x03\x04", &docx[..]].concat()).unwrap();
    let before = files(&home);
    for (words, said) in [
        (&["locked.xlsx"][..], "パスワードで保護されたブックです。"),
        (&["old.xls"], "古い形式（.xls など）のファイルです。"),
        (&["cut.xlsx"], "ブックが壊れています。"),
        (&["zip.xlsx"], "ブック: "),
        (&["blank.xlsx"], "表に何もありません。"),
        (&["empty.csv"], "表に何もありません。"),
        (&["open.csv"], "2行目: 引用符「\"」が閉じていません。"),
        (&["binary.csv"], "文字だけのファイルではありません。"),
        (&["amount.csv", "--sheet", "一"], "CSV のファイルにはシートがありません。"),
        (&["good.xlsx", "--sheet", "第一"], "あるのは 「説明」、「事業一覧」 です。"),
        (&["good.xlsx", "--sheet", "説明"], "の列がありません。"),
        (&["good.xlsx", "--map", "事業名"], "「=」がありません。"),
        (&["good.xlsx", "--unit", "ドル"], "千円・円・百万円 のどれかを書きます。"),
        (&["none.xlsx"], "ファイルを読めません"),
    ] {
        let words =
            [&["import", "table"], words, &["--kind", "事業", "--year", "R8", "--write"]].concat();
        let ran = home.sato(&words);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{words:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    let ran = home.sato(&["import", "table", "amount.csv", "--kind", "事業", "--year", "R8"]);
    assert!(ran.out.contains("の列の単位が分かりません。"), "{}", ran.out);
    let ran = home.sato(&[
        "import",
        "table",
        "amount.csv",
        "--kind",
        "事業",
        "--year",
        "R8",
        "--unit",
        "百万円",
    ]);
    assert!(ran.fine().contains("予算 5,000（千円）"));
    assert_eq!(files(&home), before);
}

#[test]
fn ten_thousand_rows_are_read_and_a_word_in_the_last_corner_of_a_sheet_does_no_harm() {
    let home = Home::with_records();
    let rows: Vec<String> =
        (1..=10_000).map(|row| format!("{row},意見その{row}が必要である。")).collect();
    fs::write(home.path("many.csv"), format!("番号,意見\n{}\n", rows.join("\n"))).unwrap();
    let shown =
        home.sato(&["import", "table", "many.csv", "--kind", "意見", "--year", "R8"]).fine();
    assert!(shown.contains("読めた意見 10000件") && shown.contains("ほか 9995件"), "{shown}");
    home.sato(&["import", "table", "many.csv", "--kind", "意見", "--year", "R8", "--write"]).fine();
    assert_eq!(length(&home.run(&["list", "--format", "json"]).json()), 10_025);
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "番号").unwrap().write(1_048_575, 16_383, "隅").unwrap();
    book.save(home.path("corner.xlsx")).unwrap();
    let ran = home.sato(&["import", "table", "corner.xlsx", "--kind", "意見", "--year", "R8"]);
    assert!(ran.code == Some(2) && ran.err.contains("表が大きすぎます"), "{}", ran.err);
}
