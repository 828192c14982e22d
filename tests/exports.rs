//! Whatever stands in a record, what a form wrote is what another library reads.

#[path = "support/odd.rs"]
mod odd;

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use jiff::civil::{Date, date};
use odd::words;
use proptest::prelude::*;
use shingi::{
    analysis::Council,
    export::{
        Form, Style, file,
        report::{Direction, Report, Shown, Template, Wish},
        table::{Cell, Column, Table},
    },
    journal::Journal,
    records::{SHIPPED, load_texts},
};

const DAY: Date = date(2026, 11, 21);

/// A report that holds this table and the tables of the shipped record.
fn report(rows: Vec<Vec<Cell>>) -> Report {
    let council = Council::new(load_texts(SHIPPED), Journal::default());
    let shown = Shown::opinions(&council, vec![0], vec!["一件だけ".to_owned()]);
    let wish = Wish { direction: Direction::Opinions, template: Template::Ties, shown };
    let columns = vec![
        Column::text("文", 20),
        Column::number("数", "千円", 12),
        Column::date("日", 15),
        Column::text("もう一つの文", 9),
    ];
    let list = Table { rows, ..Table::data("一覧", "一覧", columns) };
    Report { list, ..Report::of(&council, &wish, DAY) }
}

fn row() -> impl Strategy<Value = Vec<Cell>> {
    let number = prop_oneof![
        Just(Cell::Nothing),
        (-999_999_999_999_999..=999_999_999_999_999_i64).prop_map(Cell::Number),
        Just(Cell::Number(0)),
    ];
    let day = prop_oneof![
        Just(Cell::Nothing),
        (1900_i16..=2999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Cell::Date(date(y, m, d))),
    ];
    (words(), number, day, words()).prop_map(|(first, number, day, last)| {
        // The first column says whose row it is: it is never empty.
        vec![Cell::text(format!("行{first}")), number, day, Cell::text(last)]
    })
}

fn read(cell: &Data) -> Cell {
    match cell {
        Data::Empty => Cell::Nothing,
        Data::String(text) => Cell::Text(text.clone()),
        #[allow(clippy::cast_possible_truncation)]
        Data::Float(number) => Cell::Number(*number as i64),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            let [month, day] = [month, day].map(|part| i8::try_from(part).unwrap());
            Cell::Date(date(i16::try_from(year).unwrap(), month, day))
        }
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_is_read_back_as_it_was_meant(rows in proptest::collection::vec(row(), 1..8)) {
        let bytes = file(&report(rows.clone()), Form::Xlsx, &Style::default()).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheet = book.worksheet_range("一覧").unwrap();
        let cell = |row: usize, column: usize| sheet.get((row + 1, column)).map_or(Cell::Nothing, read);
        prop_assert_eq!(sheet.height(), rows.len() + 1);
        for (at, row) in rows.iter().enumerate() {
            let read: Vec<_> = (0..row.len()).map(|column| cell(at, column)).collect();
            prop_assert_eq!(&read, row);
        }
    }

    #[test]
    fn a_csv_is_read_back_as_it_was_meant(rows in proptest::collection::vec(row(), 1..8)) {
        let bytes = file(&report(rows.clone()), Form::Csv, &Style::default()).unwrap();
        let body = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader = csv::Reader::from_reader(body);
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        prop_assert_eq!(read.len(), rows.len());
        for (read, row) in read.iter().zip(rows) {
            for (field, cell) in read.iter().zip(row) {
                let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
                let is_number = matches!(cell, Cell::Number(_));
                prop_assert!(is_number || !field.trim_start().starts_with(formula), "{}", field);
                let meant = match cell.on_one_line() {
                    Cell::Nothing => String::new(),
                    Cell::Text(text) | Cell::Open(text) => text,
                    Cell::Number(number) => number.to_string(),
                    Cell::Date(date) => date.to_string(),
                };
                prop_assert_eq!(field.strip_prefix('\'').filter(|_| !meant.starts_with('\'')).unwrap_or(field), meant);
            }
        }
    }
}

#[test]
fn a_text_longer_than_a_cell_is_refused_with_its_place() {
    let long = Cell::text("長".repeat(32_768));
    let row = vec![Cell::text("ア(ア)"), Cell::Nothing, Cell::Nothing, long];
    let refused = file(&report(vec![row]), Form::Xlsx, &Style::default()).unwrap_err();
    for part in ["一覧", "ア(ア)", "もう一つの文", "32767字", "html か json"] {
        assert!(refused.contains(part), "{part}: {refused}");
    }
}

#[test]
fn a_font_is_a_name_that_excel_knows() {
    for (name, fine) in [("ＭＳ 明朝", true), (" 游明朝 ", true), ("", false), ("a\"b", false)]
    {
        assert_eq!(name.parse::<shingi::export::xlsx::Font>().is_ok(), fine, "{name}");
    }
}
