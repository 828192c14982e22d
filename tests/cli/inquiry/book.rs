//! A workbook as another program would save it.

use std::{fs, io::Cursor, path::Path};

use calamine::{Data, Reader, SheetVisible, Xlsx};
use rust_xlsxwriter::Workbook;

/// The sheets of a workbook, as another program would save them: words in cells.
#[derive(Clone)]
pub struct Book(pub Vec<(String, bool, Vec<Vec<String>>)>);

impl Book {
    pub fn of(path: &Path) -> Self {
        let mut book = Xlsx::new(Cursor::new(fs::read(path).unwrap())).unwrap();
        let sheets = book.sheets_metadata().to_vec();
        let read = |sheet: calamine::Sheet| {
            let range = book.worksheet_range(&sheet.name).unwrap();
            let mut rows = Vec::new();
            for row in 0..=range.end().unwrap().0 {
                let cell = |column| match range.get_value((row, column)) {
                    None | Some(Data::Empty) => String::new(),
                    Some(Data::String(text)) => text.clone(),
                    Some(other) => panic!("{other:?}"),
                };
                rows.push((0..=range.end().unwrap().1).map(cell).collect());
            }
            (sheet.name, sheet.visible != SheetVisible::Visible, rows)
        };
        Self(sheets.into_iter().map(read).collect())
    }

    pub fn rows(&mut self) -> &mut Vec<Vec<String>> {
        &mut self.0[0].2
    }

    pub fn head(&mut self) -> usize {
        self.rows().iter().position(|row| row[0] == "番号").unwrap()
    }

    pub fn column(&mut self, name: &str) -> usize {
        let head = self.head();
        self.rows()[head].iter().position(|cell| cell == name).unwrap()
    }

    /// The first row of an opinion.
    pub fn row(&mut self, label: &str) -> usize {
        self.rows().iter().position(|row| row[0] == label).unwrap()
    }

    pub fn set(&mut self, label: &str, column: &str, text: &str) {
        let (row, column) = (self.row(label), self.column(column));
        text.clone_into(&mut self.rows()[row][column]);
    }

    pub fn fill(&mut self, label: &str, cells: &[(&str, &str)]) {
        for (column, text) in cells {
            self.set(label, column, text);
        }
    }

    pub fn place(&mut self, label: &str, column: &str) -> String {
        let (row, column) = (self.row(label), self.column(column));
        format!("シート「照会」の {}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1)
    }

    pub fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        for (name, hidden, rows) in &self.0 {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap().set_hidden(*hidden);
            for (row, cells) in (0..).zip(rows) {
                for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                    // What a person types as a number is one.
                    match text.parse::<f64>() {
                        Ok(number) => sheet.write(row, column, number).unwrap(),
                        Err(_) => sheet.write(row, column, text).unwrap(),
                    };
                }
            }
            if name == "照会" {
                sheet.set_column_hidden(3).unwrap();
            }
        }
        book.save(path).unwrap();
    }
}
