//! 官公需の契約実績: the tables of contracts, whose left halves stand on one page and whose right
//! halves on the next.

use super::{
    Frame,
    amounts::whole,
    lines::{Ledger, Line},
    words::Words,
};
use crate::{
    domain::{Change, Contracts, FiscalYear, Percent, Procurement, Row, Table, ThousandYen, Total},
    import::tidy::{squeezed, tidy},
};

/// The tables in the making.
pub(super) struct Contracting {
    title: Words,
    place: String,
    grids: Vec<Grid>,
    notes: Vec<Words>,
}

/// Rows of a table that stand together.
struct Grid {
    /// What is printed above the left half of a table; a right half has none.
    heading: Option<Line>,
    rows: Vec<Line>,
}

/// A half of a table, read.
struct Half {
    years: Vec<String>,
    /// The heads of the columns in the second and the third row.
    heads: Vec<String>,
    columns: Vec<Column>,
    rows: Vec<(usize, Vec<String>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Count,
    Share,
    Amount,
}

impl Contracting {
    pub(super) fn begun(line: &Line, place: String) -> Self {
        let title = Words::of(line, &line.text);
        Self { title, place, grids: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn take(&mut self, line: &Line) {
        if line.cells[0].starts_with('【') {
            let mut rows = Vec::new();
            let mut heading = line.clone();
            if line.is_row() {
                let mut row = line.clone();
                row.cells[0].clear();
                rows.push(row);
                heading.text.clone_from(&line.cells[0]);
            }
            self.grids.push(Grid { heading: Some(heading), rows });
        } else if line.is_row() {
            let begins = line.gap > 0 && squeezed(&line.cells[0]).ends_with("年度");
            match self.grids.last_mut().filter(|_| !begins) {
                Some(grid) => grid.rows.push(line.clone()),
                None => self.grids.push(Grid { heading: None, rows: vec![line.clone()] }),
            }
        } else {
            match self.notes.last_mut().filter(|_| line.gap == 0) {
                Some(note) => note.add(line, &line.text),
                None => self.notes.push(Words::of(line, &line.text)),
            }
        }
    }

    fn lines(&self) -> Vec<usize> {
        let grids = self.grids.iter().flat_map(|grid| grid.heading.iter().chain(&grid.rows));
        let notes = self.notes.iter().flat_map(Words::lines);
        self.title.lines().chain(notes).chain(grids.map(|line| line.number)).collect()
    }

    /// All the tables, or none: halves that stand on two pages are told apart by their order.
    pub(super) fn finish(self, frame: &Frame, ledger: &mut Ledger) -> Option<Procurement> {
        let lines = self.lines();
        match self.tables() {
            Ok(tables) => {
                ledger.all_understood(lines);
                Some(Procurement {
                    source: frame.source.clone(),
                    place: self.place,
                    title: self.title.cell(ledger),
                    notes: self.notes.iter().map(|note| note.cell(ledger)).collect(),
                    tables,
                })
            }
            Err((line, why)) => {
                let what = format!("官公需の表が読めません（{line}行目: {why}）");
                ledger.all_unread(lines, &what);
                None
            }
        }
    }

    fn tables(&self) -> Result<Vec<Table>, (usize, String)> {
        let (left, right): (Vec<&Grid>, Vec<_>) =
            self.grids.iter().partition(|grid| grid.heading.is_some());
        if left.is_empty() || left.len() != right.len() {
            let line = self.title.lines().next().unwrap_or_default();
            let (left, right) = (left.len(), right.len());
            return Err((line, format!("左半分が{left}、右半分が{right}あります")));
        }
        left.into_iter().zip(right).map(|(left, right)| table(left, right)).collect()
    }
}

fn table(left: &Grid, right: &Grid) -> Result<Table, (usize, String)> {
    let heading = left.heading.as_ref();
    let heading_line = heading.map_or(0, |line| line.number);
    let heading = heading.map_or_else(String::new, |line| tidy(&line.text));
    let scope = scope(&heading).ok_or((heading_line, "範囲が分かりません".to_owned()))?;
    let (first, second) = (half(left, heading_line)?, half(right, heading_line)?);
    let line = first.rows.first().map_or(heading_line, |(line, _)| *line);
    let wrong = |why: &str| (line, why.to_owned());
    let ([newer, broken], [rest, difference]) = (&first.years[..], &second.years[..]) else {
        return Err(wrong("年度の見出しが読めません"));
    };
    let older = format!("{broken}{rest}");
    let years: [FiscalYear; 2] = match (newer.parse(), older.parse()) {
        (Ok(newer), Ok(older)) => [newer, older],
        _ => return Err(wrong("年度の見出しが読めません")),
    };
    let Some((side, first_heads)) = first.heads.split_first() else {
        return Err(wrong("列の見出しが読めません"));
    };
    if first.rows.len() != second.rows.len() || first.rows.is_empty() {
        return Err(wrong("左半分と右半分の行の数が違います"));
    }
    let mut rows = Vec::new();
    for ((line, left), (other, right)) in first.rows.iter().zip(&second.rows) {
        let Some((kind, left)) = left.split_first() else {
            return Err((*line, "区分がありません".to_owned()));
        };
        let [total, small, total_before] = totals(left, &first.columns, *line)?;
        let [small_before, change, change_small] = totals(right, &second.columns, *other)?;
        rows.push(Row {
            kind: tidy(kind),
            years: vec![
                Contracts { year: years[0], total, small },
                Contracts { year: years[1], total: total_before, small: small_before },
            ],
            change: Change { total: change, small: change_small },
        });
    }
    let heads = [newer.clone(), older].into_iter().chain(first_heads.iter().cloned());
    let heads = heads.chain([difference.clone()]).chain(second.heads).collect();
    Ok(Table { scope: scope.to_owned(), heading, side: side.clone(), heads, rows })
}

/// 範囲 that the heading of a table names in its brackets.
fn scope(heading: &str) -> Option<&'static str> {
    let inside = heading.split('】').next().unwrap_or_default();
    let scopes = [("全体", "全体"), ("市内", "市内"), ("県内", "県内")];
    scopes.iter().find(|(word, _)| inside.contains(word)).map(|(_, scope)| *scope)
}

fn half(grid: &Grid, line: usize) -> Result<Half, (usize, String)> {
    let [years, groups, formulas, rows @ ..] = &grid.rows[..] else {
        return Err((line, "見出しの行が足りません".to_owned()));
    };
    let cells = |line: &Line| line.filled().into_iter().map(tidy).collect::<Vec<_>>();
    let columns = cells(formulas).iter().map(|head| column(head)).collect::<Option<Vec<_>>>();
    let columns = columns.ok_or((formulas.number, "列の見出しが読めません".to_owned()))?;
    Ok(Half {
        years: cells(years),
        heads: [cells(groups), cells(formulas)].concat(),
        columns,
        rows: rows
            .iter()
            .map(|row| (row.number, row.filled().into_iter().map(str::to_owned).collect()))
            .collect(),
    })
}

fn column(head: &str) -> Option<Column> {
    let columns = [("件数", Column::Count), ("割合", Column::Share), ("契約金額", Column::Amount)];
    columns.iter().find(|(word, _)| head.starts_with(word)).map(|(_, column)| *column)
}

/// The cells of a row as three times 件数 and 契約金額, each with its share where there is a column
/// for one.
fn totals(
    cells: &[String],
    columns: &[Column],
    line: usize,
) -> Result<[Total; 3], (usize, String)> {
    let wrong = |why: String| (line, why);
    if cells.len() != columns.len() {
        let (cells, columns) = (cells.len(), columns.len());
        return Err(wrong(format!("列が{columns}あるはずの所に{cells}あります")));
    }
    let mut totals: Vec<Total> = Vec::new();
    let mut before = None;
    for (cell, column) in cells.iter().zip(columns) {
        let key = squeezed(cell);
        let unreadable = || wrong(format!("「{cell}」が数字として読めません"));
        match (column, totals.last_mut()) {
            (Column::Count, _) => {
                let count = signed(&key).ok_or_else(unreadable)?;
                let amount = ThousandYen::default();
                totals.push(Total { count, count_share: None, amount, amount_share: None });
            }
            (Column::Amount, Some(total)) => {
                total.amount = ThousandYen(signed(&key).ok_or_else(unreadable)?);
            }
            (Column::Share, Some(total)) => {
                let share: Percent = key.parse().map_err(|_| unreadable())?;
                let held = match before {
                    Some(Column::Count) => &mut total.count_share,
                    _ => &mut total.amount_share,
                };
                *held = Some(share);
            }
            (_, None) => return Err(wrong("列の順序が読めません".to_owned())),
        }
        before = Some(*column);
    }
    let found = totals.len();
    totals.try_into().map_err(|_| wrong(format!("件数の列が三つあるはずの所に{found}あります")))
}

fn signed(key: &str) -> Option<i64> {
    match key.strip_prefix(['△', '▲', '-']) {
        Some(rest) => whole(rest).map(|figure| -figure),
        None => whole(key),
    }
}
