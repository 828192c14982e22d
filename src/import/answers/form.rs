//! The workbook itself: what went out, by the hidden sheet, and the rows that came back.

use std::{collections::HashMap, ops::Range};

use crate::{
    analysis::inquiry::{Column, FORM, HEAD, HIDDEN, MARK, checksum},
    domain::{EventId, FiscalYear, OpinionId},
    import::{
        table::{Cell, Columns, Fault, Grid, Row, is_workbook, sheet_names, sheets},
        tidy::squeezed,
    },
};

/// Behind these cells of a row of the hidden sheet stands what each column held.
const KNOWN: usize = 5;
/// How many rows may stand above the headings.
const ABOVE: usize = 30;
/// A row with so many of the headings is meant to be that of the headings.
const ENOUGH: usize = 5;

/// 戻ってきた様式.
#[derive(Debug)]
pub struct Returned {
    /// 年度 of the opinions.
    pub year: FiscalYear,
    /// 担当課; empty where nobody is charged.
    pub department: String,
    /// The day it went out, `2026-11-21`.
    pub day: String,
    /// 照合番号 of the record that it was made from.
    pub version: String,
    rows: HashMap<String, Sent>,
    order: Vec<OpinionId>,
    grid: Grid,
    heading: usize,
    columns: Vec<usize>,
}

/// 出した行. A row as it went out.
#[derive(Debug)]
pub(super) struct Sent {
    pub opinion: OpinionId,
    /// Whether the answer is filled in here.
    pub is_first: bool,
    /// The last words on the answer that the section saw.
    pub answer: Vec<EventId>,
    /// The last words on the progress that the section saw.
    pub progress: Vec<EventId>,
    /// What stood in each column.
    pub cells: Vec<String>,
}

/// Opens a workbook as a form that was handed out.
///
/// # Errors
///
/// Why it is none, or cannot be read.
pub fn open(bytes: &[u8]) -> Result<Returned, Fault> {
    if !is_workbook(bytes) {
        return Err(whole(
            "Excel のブックではありません。課から返ってきた「Excel ブック (.xlsx)」を指定してください。",
        ));
    }
    if !sheet_names(bytes)?.iter().any(|name| name == HIDDEN) {
        return Err(whole(
            "照会様式ではありません。shingi export inquiry で書き出し、課から返ってきたファイルを\
             指定してください（別のブックへ写した表は読めません）。",
        ));
    }
    let hidden = sheets(bytes, Some(HIDDEN))?;
    let hidden: Vec<Vec<String>> = hidden.iter().flat_map(|grid| &grid.rows).map(cells).collect();
    let altered = || {
        let what =
            "隠れたシートが書き換えられています。書き出したままのファイルに書き直してください。";
        Fault { place: format!("シート「{HIDDEN}」"), what: what.to_owned() }
    };
    let (first, rest) = hidden.split_first().ok_or_else(altered)?;
    if first.first().is_none_or(|mark| mark != MARK) || rest.len() < HEAD.len() {
        return Err(altered());
    }
    let (head, rows) = rest.split_at(HEAD.len());
    if head[0][1] != FORM {
        let what = format!(
            "様式の版「{}」は、この審議では読めません。新しい審議で取り込むか、書き出し直してください。",
            head[0][1]
        );
        return Err(Fault { place: format!("シート「{HIDDEN}」の B2"), what });
    }
    let named = head.iter().zip(HEAD).all(|(row, name)| row[0] == name);
    if !named || first[1] != checksum(rest.iter().map(Vec::as_slice)) {
        return Err(altered());
    }
    let year = head[2][1].parse().map_err(|_| altered())?;
    let order = rows.iter().filter(|row| !row[2].is_empty());
    let order = order.map(|row| OpinionId::from(row[1].as_str())).collect();
    let rows = rows.iter().map(|row| (row[0].clone(), sent(row))).collect();
    let (grid, heading, columns) = form_sheet(bytes)?;
    Ok(Returned {
        year,
        department: head[3][1].clone(),
        day: head[4][1].clone(),
        version: head[5][1].clone(),
        rows,
        order,
        grid,
        heading,
        columns,
    })
}

/// A row of the hidden sheet, without the words of the lists that stand behind it.
fn cells(row: &Row) -> Vec<String> {
    let columns: Range<usize> = 0..KNOWN + Column::ALL.len();
    columns.map(|column| row.text(column).to_owned()).collect()
}

fn sent(row: &[String]) -> Sent {
    let ids = |cell: &str| cell.split_whitespace().map(EventId::from).collect();
    Sent {
        opinion: OpinionId::from(row[1].as_str()),
        is_first: !row[2].is_empty(),
        answer: ids(&row[3]),
        progress: ids(&row[4]),
        cells: row[KNOWN..].to_vec(),
    }
}

/// The sheet with the rows, where its headings are, and in which column what stands.
fn form_sheet(bytes: &[u8]) -> Result<(Grid, usize, Vec<usize>), Fault> {
    let mut found = Vec::new();
    for grid in sheets(bytes, None)? {
        let rows = grid.rows.iter().take(ABOVE);
        let heading = rows.map(|row| headings(row).count()).enumerate();
        let heading = heading.filter(|(_, count)| *count >= ENOUGH).max_by_key(|(_, count)| *count);
        if let Some((heading, _)) = heading {
            found.push((grid, heading));
        }
    }
    if found.len() > 1 {
        let names: Vec<_> = found.iter().filter_map(|(grid, _)| grid.sheet.as_deref()).collect();
        let what = format!(
            "照会の表のシートが {}枚あります（{}）。どれを取り込むか決められないので、一枚だけ残してください。",
            found.len(),
            names.join("、")
        );
        return Err(whole(&what));
    }
    let Some((grid, heading)) = found.pop() else {
        return Err(whole(
            "照会の表のシートがありません。隠したか消したシートを戻すか、もとの様式に書き直してください。",
        ));
    };
    let row = &grid.rows[heading];
    let mut columns = Vec::new();
    for column in Column::ALL {
        let mut places = headings(row).filter(|(_, named)| named == column).map(|(at, _)| at);
        match (places.next(), places.next()) {
            (Some(at), None) => columns.push(at),
            (None, _) => {
                let what = format!(
                    "見出し「{column}」の列がありません。消したか書き換えた見出しを戻してください。"
                );
                return Err(Fault { place: sheet_and_row(&grid, row), what });
            }
            (Some(_), Some(second)) => {
                let what = format!("見出し「{column}」の列が二つあります。一つにしてください。");
                return Err(grid.fault(row, second, what));
            }
        }
    }
    Ok((grid, heading, columns))
}

/// The columns of a row that are headings of the form.
fn headings(row: &Row) -> impl Iterator<Item = (usize, Column)> {
    row.cells.iter().enumerate().filter_map(|(at, cell)| {
        let text = squeezed(cell.text());
        let column = Column::ALL.iter().find(|column| squeezed(column.word()) == text)?;
        Some((at, *column))
    })
}

fn sheet_and_row(grid: &Grid, row: &Row) -> String {
    format!("シート「{}」の {}行目", grid.sheet.as_deref().unwrap_or_default(), row.number)
}

fn whole(what: &str) -> Fault {
    Fault { place: "ブック".to_owned(), what: what.to_owned() }
}

impl Returned {
    /// The rows under the headings in which anything stands.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.grid.rows.iter().skip(self.heading + 1).filter(|row| !row.is_blank())
    }

    /// The opinions it asks about, in the order it went out in.
    pub(super) fn opinions(&self) -> impl Iterator<Item = &OpinionId> {
        self.order.iter()
    }

    pub(super) fn sent(&self, key: &str) -> Option<&Sent> {
        self.rows.get(key)
    }

    /// The row of an opinion in which the answer is filled in.
    pub(super) fn first(&self, opinion: &OpinionId) -> Option<&Sent> {
        self.rows.get(opinion.as_str()).filter(|sent| sent.is_first)
    }

    pub(super) fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        row.cells.get(self.columns[column.at()])
    }

    /// What stands in a cell, its lines ending as everywhere.
    pub(super) fn text(&self, row: &Row, column: Column) -> String {
        let text = row.text(self.columns[column.at()]);
        text.replace("\r\n", "\n").replace('\r', "\n")
    }

    pub(super) fn place(&self, row: &Row, column: Column) -> String {
        self.grid.place(row, self.columns[column.at()])
    }

    pub(super) fn fault(&self, row: &Row, column: Column, what: impl Into<String>) -> Fault {
        self.grid.fault(row, self.columns[column.at()], what)
    }

    /// Cells that stand for several rows: nobody knows which of them they are of.
    pub(super) fn merged(&self) -> Vec<Fault> {
        self.grid.merged_under(&Columns { heading: self.heading, ..Columns::default() })
    }
}
