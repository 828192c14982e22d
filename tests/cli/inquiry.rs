//! `shingi export inquiry` and `shingi import answers`: what sections fill in, and take back.

#[path = "inquiry/book.rs"]
mod book;

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
};

use book::Book;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use zip::ZipArchive;

use super::{Home, length};

const FILE: &str = "照会様式_R7_産業振興課.xlsx";

/// A home where a section is charged with four opinions, and has answered one.
fn charged() -> Home {
    let home = Home::with_records();
    let link = ["link", "ア-イ", "地域スタートアップ等支援事業"];
    home.sato(&link).fine();
    home.sato(&["link", "ア-イ", "利子補給金"]).fine();
    home.sato(&["assign", "ア-ア", "ア-イ", "ア-ウ", "イ-ア", "産業振興課", "--due", "R99.1.31"])
        .fine();
    let text = ["--text", "支援しています。", "--stage", "確認済"];
    home.sato(&[&["answer", "ア-イ", "--kind", "既実施"], &text[..]].concat()).fine();
    home.sato(&["progress", "ア-ウ", "対応中", "--date", "R8.10.1"]).fine();
    home.sato(&["export", "inquiry"]).fine();
    home
}

fn journal(home: &Home) -> String {
    fs::read_to_string(home.path("records/journal/sato.ron")).unwrap()
}

/// The form, changed by somebody, as `返却.xlsx`.
fn returned(home: &Home, change: impl FnOnce(&mut Book)) {
    let mut book = Book::of(&home.path(FILE));
    change(&mut book);
    book.save(&home.path("返却.xlsx"));
}

/// What somebody does to a form.
type Edit = fn(&mut Book);

const ANSWER: [(&str, &str); 4] = [
    ("対応区分", "２"),
    ("市の考え方", "窓口を開いています。\n毎月です。"),
    ("段階", "確認済"),
    ("記入者", "山田"),
];

fn import(home: &Home, more: &[&str]) -> super::Ran {
    home.sato(&[&["import", "answers", "返却.xlsx"], more].concat())
}

#[test]
fn a_form_that_comes_back_as_it_went_out_changes_nothing() {
    let home = charged();
    let before = journal(&home);
    for file in [FILE, "照会様式_R7_担当未定.xlsx"] {
        let said = home.sato(&["import", "answers", file, "--write"]).fine();
        assert!(said.contains("変わりはありません。"), "{said}");
    }
    returned(&home, |_| {});
    let json = import(&home, &["--write", "--format", "json"]).json();
    assert_eq!((length(&json[0]["changes"]), &json[0]["same"]), (0, &Value::from(4)));
    assert_eq!(length(&json[0]["not_taken"]), 0, "{json}");
    assert_eq!(journal(&home), before);
}

#[test]
fn what_a_section_writes_is_understood_shown_and_then_said_in_one_act() {
    let home = charged();
    returned(&home, |book| {
        book.fill("ア(ア)", &ANSWER);
        let progress = [("進捗", "1"), ("現在日", "Ｒ8．1．31"), ("メモ", "内線２１")];
        book.fill("ア(ア)", &progress);
        let considering = [("進捗", "検討中"), ("期限", "令和９９年３月３１日"), ("記入者", "林")];
        book.fill("ア(ウ)", &considering);
        let head = book.head();
        book.rows()[head + 1..].reverse();
        let width = book.rows()[head].len();
        book.rows().insert(head + 2, vec![String::new(); width]);
        // A column of their own, between the others.
        for row in book.rows() {
            row.insert(2, "控え".to_owned());
        }
    });
    let before = journal(&home);
    let shown = import(&home, &[]).fine();
    for said in [
        "返却.xlsx: 令和7年度の照会様式（産業振興課、",
        "変わるもの: 意見 2件（ほか 2件は変わりません）",
        "  ア(ア)  記入: 山田\n    対応区分: なし → 既実施\n    市の考え方:\n      + 窓口を開いています。\n",
        "    進捗: なし → 未着手\n    現在日: なし → R8.1.31\n",
        "  ア(ウ)  記入: 林\n    進捗: 対応中 → 検討中\n    期限: なし → R99.3.31\n",
        "    注意: 現在日は 令和8年10月1日 のまま変わっていません。",
        "まだ何も書いていません。よければ --write を付けてください。",
    ] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    assert_eq!(journal(&home), before);
    let said = import(&home, &["--write"]).fine();
    assert!(said.contains("保存しました: 意見 2件。"), "{said}");
    let one = home.run(&["show", "ア-ア"]).fine();
    for said in [
        "回答: 2 既実施（確認済）",
        "進捗: 未着手 令和8年1月31日現在",
        "照会への記入: 産業振興課 山田\n    内線２１",
    ] {
        assert!(one.contains(said), "{said}: {one}");
    }
    let again = import(&home, &["--write"]).fine();
    assert!(again.contains("変わりはありません。"), "{again}");
    home.sato(&["undo"]).fine();
    let one = home.run(&["show", "ア-ア"]).fine();
    assert!(!one.contains("窓口を開いています。") || one.contains("回答: 未回答"), "{one}");
    let listed = home.run(&["list", "--answer", "未回答", "--department", "産業振興課"]).fine();
    assert!(listed.contains("ア(ア)"), "{listed}");
}

#[test]
fn what_cannot_be_taken_is_named_by_its_cell_and_nothing_is_written() {
    let home = charged();
    let before = journal(&home);
    let cases: [(Edit, &str, &str, &str); 16] = [
        (
            |it| it.set("ア(ア)", "対応区分", "はい"),
            "ア(ア)",
            "対応区分",
            "「はい」という対応区分はありません。反映・既実施・説明・今後の参考・その他 から選んでください。",
        ),
        (|it| it.set("ア(ア)", "対応区分", "3 既実施"), "ア(ア)", "対応区分", "「3 既実施」という"),
        (
            |it| it.set("ア(ウ)", "進捗", "ほぼ済"),
            "ア(ウ)",
            "進捗",
            "未着手・検討中・対応中・対応済・対応困難・対象外 から",
        ),
        (|it| it.set("ア(ア)", "段階", "公表"), "ア(ア)", "段階", "事務局だけ"),
        (
            |it| it.set("ア(ア)", "段階", "済"),
            "ア(ア)",
            "段階",
            "「済」という段階はありません。下書き・確認済 から",
        ),
        (
            |it| it.set("ア(ア)", "市の考え方", ""),
            "ア(ア)",
            "市の考え方",
            "市の考え方の文が要ります。",
        ),
        (|it| it.set("ア(ア)", "記入者", ""), "ア(ア)", "記入者", "記入者がありません。"),
        (|it| it.set("ア(イ)", "対応区分", ""), "ア(イ)", "対応区分", "対応区分がありません。"),
        (|it| it.set("ア(ウ)", "進捗", "検討中"), "ア(ウ)", "期限", "期限を書いてください。"),
        (|it| it.set("ア(ウ)", "進捗", "対象外"), "ア(ウ)", "理由", "理由を書いてください。"),
        (|it| it.set("ア(ウ)", "期限", "R99.3.31"), "ア(ウ)", "期限", "「検討中」のときだけ"),
        (
            |it| it.set("ア(ウ)", "現在日", "来年"),
            "ア(ウ)",
            "現在日",
            "「来年」は日付として読めません。",
        ),
        (
            |it| it.set("ア(ウ)", "現在日", "46053"),
            "ア(ウ)",
            "現在日",
            "「46053」は日付として読めません。",
        ),
        (
            |it| it.set("ア(イ)", "識別子", "city-r7/ア(ン)"),
            "ア(イ)",
            "識別子",
            "「city-r7/ア(ン)」の行は、この様式にはありません。",
        ),
        (
            |it| it.set("イ(ア)", "識別子", "city-r7/ア(イ)"),
            "イ(ア)",
            "番号",
            "番号「イ(ア)」の行に、「ア(イ)」の識別子が付いています。",
        ),
        (
            |it| it.set("ア(ア)", "市の考え方", &"長".repeat(2_001)),
            "ア(ア)",
            "市の考え方",
            "2001字。2000字まで",
        ),
    ];
    for (edit, label, column, what) in cases {
        let mut place = String::new();
        returned(&home, |book| {
            book.fill("ア(ア)", &ANSWER);
            edit(book);
            place = book.place(label, column);
        });
        let shown = import(&home, &[]);
        assert_eq!(shown.code, Some(1), "{what}: {}", shown.out);
        let line = shown.out.lines().find(|line| line.contains(&format!("{place}: ")));
        let line = line.unwrap_or_else(|| panic!("{place}: {}", shown.out));
        assert!(line.contains(what), "{what}: {line}");
        assert!(shown.out.contains("上の欄を直すまで取り込めません。"), "{}", shown.out);
        let refused = import(&home, &["--write"]);
        assert_eq!(refused.code, Some(2), "{what}");
        assert!(
            refused.err.contains("返却.xlsx") && refused.err.contains("記録は変わっていません。")
        );
        assert_eq!(journal(&home), before, "{what}");
    }
}

#[test]
fn two_rows_of_one_opinion_must_say_the_same() {
    let home = charged();
    let before = journal(&home);
    // A copied row, and the row of another program of the opinion.
    for copied in [true, false] {
        returned(&home, |book| {
            book.fill("ア(イ)", &[("市の考え方", "一つ目"), ("記入者", "山田")]);
            let (row, text) = (book.row("ア(イ)"), book.column("市の考え方"));
            if copied {
                let copy = book.rows()[row].clone();
                book.rows().push(copy);
            }
            let last = if copied { book.rows().len() - 1 } else { row + 1 };
            "二つ目".clone_into(&mut book.rows()[last][text]);
        });
        let shown = import(&home, &[]);
        assert!(shown.out.contains("同じ意見の市の考え方が、シート「照会」の I"), "{}", shown.out);
        assert_eq!(import(&home, &["--write"]).code, Some(2));
        assert_eq!(journal(&home), before);
    }
    // The same in both is clear.
    returned(&home, |book| {
        book.fill("ア(イ)", &[("市の考え方", "一つ目"), ("記入者", "山田")]);
        let row = book.row("ア(イ)");
        let copy = book.rows()[row].clone();
        book.rows().push(copy);
    });
    import(&home, &["--write"]).fine();
}

#[test]
fn what_is_no_form_of_the_year_is_refused_as_a_whole() {
    let home = charged();
    let before = journal(&home);
    let whole = fs::read(home.path(FILE)).unwrap();
    fs::write(home.path("cut.xlsx"), &whole[..whole.len() / 2]).unwrap();
    fs::write(home.path("text.xlsx"), "番号,意見\n").unwrap();
    fs::write(home.path("empty.xlsx"), "").unwrap();
    let mut locked = cfb::create(home.path("locked.xlsx")).unwrap();
    locked.create_stream("EncryptedPackage").unwrap().write_all(&[0; 600]).unwrap();
    locked.flush().unwrap();
    let mut other = Workbook::new();
    other.add_worksheet().write(0, 0, "議事録").unwrap();
    other.save(home.path("other.xlsx")).unwrap();
    home.sato(&["export", "xlsx", "--out", "table.xlsx"]).fine();
    let saved = |name: &str, change: fn(&mut Book)| {
        let mut book = Book::of(&home.path(FILE));
        change(&mut book);
        book.save(&home.path(name));
    };
    saved("hidden.xlsx", |book| "R8".clone_into(&mut book.0[1].2[3][1]));
    saved("sum.xlsx", |book| "反映".clone_into(&mut book.0[1].2[8][12]));
    saved("newer.xlsx", |book| "2".clone_into(&mut book.0[1].2[1][1]));
    saved("unheaded.xlsx", |book| {
        let (head, column) = (book.head(), book.column("期限"));
        "しめきり".clone_into(&mut book.rows()[head][column]);
    });
    saved("twice.xlsx", |book| {
        let mut copy = book.0[0].clone();
        "照会 (2)".clone_into(&mut copy.0);
        book.0.push(copy);
    });
    saved("gone.xlsx", |book| book.0[0].2.clear());
    for (name, said) in [
        ("cut.xlsx", "ブックが壊れています。"),
        ("text.xlsx", "Excel のブックではありません。"),
        ("empty.xlsx", "Excel のブックではありません。"),
        ("locked.xlsx", "パスワードで保護されたブックです。"),
        ("other.xlsx", "照会様式ではありません。"),
        ("table.xlsx", "照会様式ではありません。"),
        ("hidden.xlsx", "シート「_shingi」: 隠れたシートが書き換えられています。"),
        ("sum.xlsx", "隠れたシートが書き換えられています。"),
        ("newer.xlsx", "様式の版「2」は、この審議では読めません。"),
        ("unheaded.xlsx", "シート「照会」の 8行目: 見出し「期限」の列がありません。"),
        ("twice.xlsx", "照会の表のシートが 2枚あります（照会、照会 (2)）。"),
        ("gone.xlsx", "照会の表のシートがありません。"),
        ("none.xlsx", "ファイルを読めません"),
    ] {
        let ran = home.sato(&["import", "answers", name, "--write"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{name}: {}", ran.err);
        assert!(ran.err.contains(said) && ran.err.contains(name), "{name}: {}", ran.err);
        assert!(ran.err.contains("記録は変わっていません。"), "{name}: {}", ran.err);
    }
    let ran = home.sato(&["import", "answers", FILE, "--year", "R8", "--write"]);
    ran.refused(2, "令和7年度の照会様式です。いま取り込むのは令和8年度の回答です。");
    assert_eq!(journal(&home), before);
}

#[test]
fn a_file_is_taken_whole_or_not_and_another_file_does_not_suffer() {
    let home = charged();
    returned(&home, |book| book.fill("ア(ア)", &ANSWER));
    let mut wrong = Book::of(&home.path(FILE));
    wrong.fill("イ(ア)", &ANSWER);
    wrong.set("ア(ウ)", "進捗", "なし");
    wrong.save(&home.path("誤り.xlsx"));
    let ran = home.sato(&["import", "answers", "誤り.xlsx", "返却.xlsx", "--write"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("誤り.xlsx") && ran.err.contains("1か所"), "{}", ran.err);
    let listed = home.run(&["list", "--answer", "既実施"]).fine();
    assert!(listed.contains("ア(ア)") && !listed.contains("イ(ア)"), "{listed}");
}

#[test]
fn an_answer_that_was_changed_meanwhile_is_not_written_over() {
    let home = charged();
    home.run(&["--as", "abe", "answer", "ア-イ", "--kind", "説明", "--text", "別の考え"]).fine();
    returned(&home, |book| {
        book.fill("ア(イ)", &[("市の考え方", "課の考え"), ("記入者", "山田")]);
    });
    let shown = import(&home, &["--write"]).fine();
    let said = "様式を出した後に、abeさんの「3 説明（下書き）」という回答が記録されています。";
    assert!(shown.contains(said), "{shown}");
    let one = home.run(&["show", "ア-イ"]).fine();
    assert!(one.contains("食い違い"), "{one}");
    for said in ["別の考え", "課の考え"] {
        assert!(one.contains(said), "{said}: {one}");
    }
    // Where only the secretariat changed something, the section changes nothing.
    let home = charged();
    home.run(&["--as", "abe", "answer", "ア-イ", "--kind", "説明", "--text", "別の考え"]).fine();
    let said = home.sato(&["import", "answers", FILE, "--write"]).fine();
    assert!(said.contains("変わりはありません。"), "{said}");
}

#[test]
fn what_is_locked_is_told_and_not_taken() {
    let home = charged();
    let mut place = String::new();
    returned(&home, |book| {
        book.fill("ア(ア)", &ANSWER);
        book.set("ア(ア)", "意見", "書き換えた意見");
        let row = book.row("イ(ア)");
        book.rows().remove(row);
        let (head, width) = (book.head(), book.rows()[0].len().max(17));
        let mut own = vec![String::new(); width];
        "課の控え".clone_into(&mut own[2]);
        book.rows().insert(head + 1, own);
        place = book.place("ア(ア)", "意見");
    });
    let shown = import(&home, &["--write"]).fine();
    for said in [
        format!("{place}: 灰色の欄が変わっています（取り込みません）。"),
        "事務局が作った行ではないので、読みません。".to_owned(),
        "返ってきた表に行がない意見が 1件あります（変わらないものとします）: ".to_owned(),
        "保存しました: 意見 1件。".to_owned(),
    ] {
        assert!(shown.contains(&said), "{said}: {shown}");
    }
    assert!(!home.run(&["show", "ア-ア"]).fine().contains("書き換えた意見"));
    // What is written where nobody knows to what opinion it belongs is no aside.
    returned(&home, |book| {
        let row = book.row("イ(ア)");
        let key = book.column("識別子");
        book.rows()[row][key].clear();
        book.fill("イ(ア)", &ANSWER);
    });
    let shown = import(&home, &[]);
    assert!(shown.out.contains("どの意見への記入か分かりません。"), "{}", shown.out);
}

#[test]
fn ten_thousand_rows_are_read_and_more_are_refused() {
    let home = charged();
    let rows = |count: usize, written: bool| {
        returned(&home, |book| {
            book.fill("ア(ア)", &ANSWER);
            let mut row = vec![String::new(); 17];
            "控え".clone_into(&mut row[if written { 8 } else { 2 }]);
            book.rows().extend(vec![row; count]);
        });
    };
    rows(10_000, false);
    let shown = import(&home, &[]).fine();
    assert!(
        shown.contains("取り込まないもの: 10000件") && shown.contains("ほか 9960件"),
        "{shown}"
    );
    rows(10_000, true);
    let shown = import(&home, &["--write"]);
    assert_eq!(shown.code, Some(2));
    assert!(shown.err.contains("取り込めない欄が 10000か所あるので"), "{}", shown.err);
    rows(20_001, false);
    let refused = import(&home, &["--write"]);
    refused.refused(2, "表が大きすぎます（20000行、256列まで読めます）。");
}

#[test]
fn only_the_secretariat_hands_out_and_takes_back_and_no_file_is_lost() {
    let home = charged();
    let before = fs::read(home.path(FILE)).unwrap();
    home.sato(&["export", "inquiry"]).refused(1, "は既にあります。何も書いていません。");
    home.sato(&["export", "inquiry", "--department", "観光課"])
        .refused(2, "産業振興課・担当未定 のどれかを書きます。");
    home.sato(&["export", "inquiry", "--year", "R2"]).refused(2, "令和2年度の意見は");
    home.sato(&["export", "inquiry", "--out", "records/x"]).refused(2, "記録のフォルダーの中");
    home.sato(&["--reader", "export", "inquiry", "--out", "x"]).refused(2, "事務局の作業です。");
    home.sato(&["export", "inquiry", "xlsx"]).refused(2, "xlsx");
    home.sato(&["export"]).refused(2, "形");
    assert!(!home.path("x").exists() && !home.path("records/x").exists());
    assert_eq!(fs::read(home.path(FILE)).unwrap(), before);
    let said =
        home.sato(&["export", "inquiry", "--department", "産業振興課", "--out", "新/課"]).fine();
    assert!(said.contains("産業振興課: 意見 4件"), "{said}");
    assert_eq!(fs::read_dir(home.path("新/課")).unwrap().count(), 1);
    home.sato(&["export", "inquiry", "--force"]).fine();
    returned(&home, |book| book.fill("ア(ア)", &ANSWER));
    let refused = home.sato(&["--readonly", "import", "answers", "返却.xlsx", "--write"]);
    assert_eq!(refused.code, Some(2), "{}", refused.out);
}

#[test]
fn the_form_is_locked_where_it_is_grey_and_prints_on_a4() {
    let home = charged();
    let file = fs::File::open(home.path(FILE)).unwrap();
    let mut zip = ZipArchive::new(file).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            parts.insert(part.name().unwrap().into_owned(), text);
        }
    }
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    for mark in [
        "<sheetProtection sheet=\"1\"",
        "fitToPage=\"1\"",
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<dataValidation type=\"list\"",
        "'_shingi'!$AE$1:$AE$5",
        "state=\"frozen\"",
        "hidden=\"1\"",
    ] {
        assert!(sheet.contains(mark), "{mark}");
    }
    assert!(parts["xl/workbook.xml"].contains("name=\"_shingi\" sheetId=\"2\" state=\"hidden\""));
    assert!(parts["xl/workbook.xml"].contains("_xlnm.Print_Titles"));
    assert!(parts["xl/styles.xml"].contains("<protection locked=\"0\"/>"));
}
