//! The cells of a table, and what each is called.

use std::io::Cursor;

use super::Columns;

/// 欄. What stands in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, or digits somebody typed as words.
    Text(String),
    /// A number, as it is written without commas.
    Number(String),
    /// An error of a formula: `#N/A`.
    Error(String),
}

impl Cell {
    /// What stands in it, without spaces around it.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Self::Text(text) | Self::Number(text) | Self::Error(text)) = self;
        text.trim()
    }
}

/// 行. A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its line in a text, its row in a sheet; from 1.
    pub number: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// What stands in a column; empty where the row ends before it.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", Cell::text)
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text().is_empty())
    }
}

/// 表. The rows of a text or of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// シート; absent for a text.
    pub sheet: Option<String>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// 縦に結合された欄: the first and the last row of each.
    pub merged: Vec<(usize, usize)>,
}

/// 読めない欄.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The cell, as a person would look for it.
    pub place: String,
    /// What is wrong with it, and what to do.
    pub what: String,
}

/// How many rows are read.
pub(super) const MOST_ROWS: usize = 20_000;
/// How many columns are read.
pub(super) const MOST_COLUMNS: usize = 256;

impl Grid {
    /// The name of a cell: `シート「一覧」の B12`, `12行目の2列目`.
    #[must_use]
    pub fn place(&self, row: &Row, column: usize) -> String {
        match &self.sheet {
            Some(sheet) => format!("シート「{sheet}」の {}{}", letters(column), row.number),
            None => format!("{}行目の{}列目", row.number, column + 1),
        }
    }

    /// Merged cells under the headings: they say for several rows what only the first one holds.
    #[must_use]
    pub fn merged_under(&self, columns: &Columns) -> Vec<Fault> {
        let heading = self.rows.get(columns.heading).map_or(0, |row| row.number);
        let merged = self.merged.iter().filter(|(from, _)| *from > heading);
        let fault = |(from, to): &(usize, usize)| Fault {
            place: format!(
                "シート「{}」の {from}行目から{to}行目",
                self.sheet.as_deref().unwrap_or_default()
            ),
            what: "縦に結合された欄があり、どの行のものか決められません。結合を解き、行ごとに同じ\
                   言葉を入れてください。"
                .to_owned(),
        };
        merged.map(fault).collect()
    }

    /// A cell that cannot be read.
    #[must_use]
    pub fn fault(&self, row: &Row, column: usize, what: impl Into<String>) -> Fault {
        Fault { place: self.place(row, column), what: what.into() }
    }
}

/// The letters of a column: `A`, `Z`, `AA`.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The table that a text writes with commas, or with tabs.
///
/// # Errors
///
/// Where it is none, or too long.
pub fn csv(text: &str) -> Result<Grid, Fault> {
    let wrong = |place: String, what: &str| Fault { place, what: what.to_owned() };
    if text.matches('"').count() % 2 == 1 {
        let open = text.lines().position(|line| line.matches('"').count() % 2 == 1);
        let place = format!("{}行目", open.unwrap_or_default() + 1);
        return Err(wrong(place, "引用符「\"」が閉じていません。この行から後を確かめてください。"));
    }
    let first = text.lines().next().unwrap_or_default();
    let tabs = first.contains('\t') && !first.contains(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(if tabs { b'\t' } else { b',' })
        .from_reader(Cursor::new(text));
    let mut rows = Vec::new();
    // The line at hand, and where it begins.
    let (mut number, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|_| wrong("表".to_owned(), "CSV として読めません。"))?;
        // The reader passes over blank lines before a record without counting them.
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or_default();
        let blank =
            text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches('\n').len());
        let behind = text.get(counted..start + blank).unwrap_or_default();
        number += behind.matches('\n').count();
        counted = start + blank;
        if rows.len() == MOST_ROWS || record.len() > MOST_COLUMNS {
            return Err(too_large(format!("{number}行目")));
        }
        let cells = record.iter().map(|cell| Cell::Text(cell.to_owned())).collect();
        rows.push(Row { number, cells });
    }
    Ok(Grid { sheet: None, rows, merged: Vec::new() })
}

pub(super) fn too_large(place: String) -> Fault {
    let what = format!(
        "表が大きすぎます（{MOST_ROWS}行、{MOST_COLUMNS}列まで読めます）。分けて取り込んでください。"
    );
    Fault { place, what }
}

/// The table as a text with commas, for people to read beside the records.
#[must_use]
pub fn to_csv(grid: &Grid) -> String {
    let quoted = |cell: &Cell| {
        let text = cell.text();
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let line = |row: &Row| row.cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    grid.rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_commas_is_a_table_whose_cells_have_names() {
        let text = "番号,意見\n1,\"甲、\n乙 \"\"丙\"\"\"\n\n2,丁\n";
        let grid = csv(text).unwrap();
        let lines: Vec<_> = grid.rows.iter().map(|row| row.number).collect();
        assert_eq!(lines, [1, 2, 5]);
        assert_eq!(grid.rows[1].text(1), "甲、\n乙 \"丙\"");
        assert_eq!(grid.place(&grid.rows[2], 1), "5行目の2列目");
        assert_eq!(csv(&to_csv(&grid)).unwrap().rows[1].cells, grid.rows[1].cells);
        assert_eq!(csv("番号\t意見\n1\t甲, 乙").unwrap().rows[1].text(1), "甲, 乙");
        let fault = csv("番号,意見\n1,\"甲\n2,乙\n").unwrap_err();
        assert_eq!(fault.place, "2行目");
        assert!(csv(&"a\n".repeat(MOST_ROWS + 1)).is_err());
        assert_eq!(csv("").unwrap().rows, []);
    }

    #[test]
    fn columns_have_the_letters_of_a_sheet() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
