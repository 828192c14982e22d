//! The workbook, read back by a library that did not write it.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;
use zip::ZipArchive;

use super::{ODD, answered, column, exported, json, length, long, table};

type Book = Xlsx<Cursor<Vec<u8>>>;

fn book(bytes: &[u8]) -> Book {
    Xlsx::new(Cursor::new(bytes.to_vec())).unwrap()
}

fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The row of the headings, by the first of them.
fn head(sheet: &Range<Data>, first: &str) -> usize {
    sheet.rows().position(|row| row[0] == Data::String(first.to_owned())).unwrap()
}

/// A cell as the JSON of the same report has it.
fn value(cell: &Data) -> Value {
    match cell {
        Data::Empty => Value::Null,
        Data::String(text) => Value::from(text.as_str()),
        #[allow(clippy::cast_possible_truncation)]
        Data::Float(number) => Value::from(*number as i64),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            Value::from(format!("{year:04}-{month:02}-{day:02}"))
        }
        other => panic!("{other:?}"),
    }
}

/// The rows below the headings, each with what goes on in the rows behind it.
fn read_rows(sheet: &Range<Data>, head: usize, columns: usize) -> Vec<Vec<Value>> {
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for at in head + 1..sheet.height() {
        // Behind the last cell that is not empty a library may see nothing at all.
        let cell = |column| sheet.get((at, column)).map_or(Value::Null, value);
        let cells: Vec<_> = (0..columns).map(|column| joined(&cell(column))).collect();
        let goes_on = cells[0].as_str().is_some_and(|name| name.ends_with("（続き）"));
        match rows.last_mut().filter(|_| goes_on) {
            None => rows.push(cells),
            Some(row) => {
                for (whole, part) in row.iter_mut().zip(cells).skip(1) {
                    if let (Some(first), Some(then)) = (whole.as_str(), part.as_str()) {
                        *whole = Value::from(format!("{first}{then}"));
                    }
                }
            }
        }
    }
    rows
}

/// The same without the line feeds, at which a long text may have been cut.
fn joined(value: &Value) -> Value {
    value.as_str().map_or(value.clone(), |text| Value::from(text.replace('\n', "")))
}

#[test]
fn every_cell_is_what_the_record_says_and_what_is_absent_is_empty() {
    let home = answered();
    for words in [&[][..], &["--direction", "事業"], &["--template", "対応状況一覧"]] {
        let report = json(&home, words);
        let mut book = book(&exported(&home, "xlsx", words));
        let tables = report["tables"].as_array().unwrap();
        let names: Vec<_> = tables.iter().map(|table| table["name"].as_str().unwrap()).collect();
        assert_eq!(book.sheet_names(), names);
        for table in tables {
            let name = table["name"].as_str().unwrap();
            let sheet = sheet(&mut book, name);
            let head = head(&sheet, table["columns"][0]["name"].as_str().unwrap());
            let columns = length(&table["columns"]);
            let rows = table["rows"].as_array().unwrap().iter();
            let rows: Vec<_> = rows.chain(table["totals"].as_array().unwrap()).collect();
            let read = read_rows(&sheet, head, columns);
            assert_eq!(read.len(), rows.len(), "{name}");
            for (read, row) in read.iter().zip(rows) {
                let row: Vec<_> = row.as_array().unwrap().iter().map(joined).collect();
                assert_eq!(*read, row, "{name}");
            }
        }
    }
}

#[test]
fn the_list_is_made_to_go_on_with() {
    let home = answered();
    let mut book = book(&exported(&home, "xlsx", &[]));
    let list = sheet(&mut book, "一覧");
    assert_eq!(head(&list, "意見番号"), 0, "headings in the first row");
    let at = |name: &str| {
        let heading = |cell: &Data| *cell == Data::String(name.to_owned());
        list.rows().next().unwrap().iter().position(heading).unwrap_or_else(|| panic!("{name}"))
    };
    // Four links; the opinions without one have a row each.
    assert_eq!(list.height(), 1 + 25);
    let dump = home.sato(&["dump"]).json();
    let programs = dump["programs"].as_array().unwrap();
    for row in list.rows().skip(1) {
        let opinion = dump["opinions"].as_array().unwrap().iter();
        let opinion = opinion.clone().find(|o| value(&row[at("意見の識別子")]) == o["id"]).unwrap();
        assert_eq!(value(&row[at("意見")]), opinion["text"]);
        assert_eq!(value(&row[at("意見番号")]), opinion["label"]);
        assert_eq!(row[at("年度（西暦）")], Data::Float(2025.0));
        assert!(row.iter().all(|cell| !cell.to_string().contains('\n')), "one datum a cell");
        let id = value(&row[at("事業の識別子")]);
        let Some(program) = programs.iter().find(|program| program["id"] == id) else {
            assert_eq!(row[at("R7予算額（千円）")], Data::Empty, "absent is not zero");
            continue;
        };
        let entry = program["entries"].as_array().unwrap().iter();
        let entry = entry.clone().find(|entry| entry["source"] == "city-report-r7").unwrap();
        assert_eq!(value(&row[at("対応事業")]), program["name"]);
        assert_eq!(value(&row[at("R7予算額（千円）")]), entry["budget"]["thousand_yen"]);
        assert_eq!(value(&row[at("R6決算額（千円）")]), entry["settled"]["thousand_yen"]);
    }
    let answers = sheet(&mut book, "対応");
    let ones = answers.rows().flatten().filter(|cell| **cell == Data::Float(1.0)).count();
    assert_eq!(ones, 2, "only what is 確定 and 新規・拡充・継続");
    let words = sheet(&mut book, "種別");
    let kinds: Vec<_> = words.rows().skip(1).flat_map(|row| &row[1..]).collect();
    let kinds: Vec<_> = kinds.iter().filter(|cell| ***cell != Data::Empty).collect();
    assert_eq!(kinds.len(), 4);
}

#[test]
fn a_row_too_long_for_excel_goes_on_in_the_next_and_nothing_is_cut() {
    let home = answered();
    let mut book = book(&exported(&home, "xlsx", &[]));
    let main = sheet(&mut book, "対応表");
    let head = head(&main, "意見番号");
    let view = main.rows().nth(head).unwrap();
    let view = view.iter().position(|cell| cell.to_string().starts_with("市の考え方")).unwrap();
    let own = main.rows().filter(|row| row[0].to_string().starts_with("ア(カ)"));
    let own: Vec<_> = own.map(|row| row[view].to_string()).collect();
    assert!(own.len() > 1);
    assert_eq!(own.concat(), long());
    let heights = part(&exported(&home, "xlsx", &[]), "xl/worksheets/sheet1.xml");
    let heights = heights.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    assert!(heights.map(|height| height.parse::<f64>().unwrap()).all(|height| height <= 409.0));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_sheet_prints_on_a4_one_page_wide_with_its_headings_repeated() {
    let home = answered();
    let bytes = exported(&home, "xlsx", &[]);
    let names = book(&bytes).sheet_names();
    let workbook = part(&bytes, "xl/workbook.xml");
    for (at, name) in names.iter().enumerate() {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
        for set in [
            "<pageSetUpPr fitToPage=\"1\"/>",
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToHeight=\"0\"",
            "state=\"frozen\"",
            "&amp;P / &amp;N ページ",
            "現在",
        ] {
            assert!(xml.contains(set), "{name}: {set}");
        }
        assert!(!xml.contains("fitToWidth="), "{name}: one page wide is what it is without a word");
        assert!(!xml.contains("mergeCell"), "{name}");
        assert!(!xml.contains("<f>"), "{name}: no formula");
        for defined in ["Print_Titles", "Print_Area"] {
            let defined = format!("name=\"_xlnm.{defined}\" localSheetId=\"{at}\"");
            assert!(workbook.contains(&defined), "{name}: {defined}");
        }
    }
    let main = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(
        main.contains("&amp;&quot;游ゴシック,標準&quot;") || main.contains("\"游ゴシック,標準\""),
        "{main}"
    );
    assert!(main.contains("意見と事業の対応表"), "the header has the title");
    let styles = part(&bytes, "xl/styles.xml");
    for set in [
        "<name val=\"游ゴシック\"/>",
        "<sz val=\"10\"/>",
        "#,##0;&quot;△ &quot;#,##0\"",
        "[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
        "wrapText=\"1\"",
    ] {
        assert!(styles.contains(set), "{set}: {styles}");
    }
    let fonts = |styles: &str| styles.matches("<name val=").count();
    assert_eq!(styles.matches("<name val=\"游ゴシック\"/>").count(), fonts(&styles), "{styles}");
    let own = part(&exported(&home, "xlsx", &["--font", "ＭＳ 明朝"]), "xl/styles.xml");
    assert_eq!(own.matches("<name val=\"ＭＳ 明朝\"/>").count(), fonts(&own));
}

#[test]
fn what_looks_like_a_formula_stays_the_words_it_is() {
    let home = answered();
    let mut book = book(&exported(&home, "xlsx", &[]));
    let main = sheet(&mut book, "対応表");
    assert!(main.rows().flatten().any(|cell| *cell == Data::String(ODD.to_owned())));
    let report = json(&home, &[]);
    assert!(
        column(table(&report, "対応表"), "市の考え方（対応内容・今後の方針）")
            .contains(&&Value::from(ODD))
    );
}
