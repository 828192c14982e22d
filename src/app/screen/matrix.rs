//! 対応表: opinions against areas, and the programs that no opinion asked for.

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::AreaId,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// Which of the two tables is shown.
    pub table: Table,
    /// The rows of the first table.
    pub opinions: List,
    /// The column of the first table.
    pub column: usize,
    /// 計: how many answers each area holds, over the rows shown.
    pub totals: Vec<usize>,
    /// The rows of the second table.
    pub unasked: List,
}

/// 表.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Table {
    /// 意見×施策.
    #[default]
    Opinions,
    /// 求める意見のない事業.
    Unasked,
}

impl Default for Matrix {
    fn default() -> Self {
        Self {
            table: Table::default(),
            opinions: List::of(Kind::Opinions),
            column: 0,
            totals: Vec::new(),
            unasked: List::of(Kind::Programs),
        }
    }
}

impl Matrix {
    /// Makes both tables fit the record.
    pub fn settle(&mut self, council: &Council) {
        let count = council.records.opinions.len();
        if let Some(rows) = self.opinions.found("", council, |all| &all.opinions, count) {
            let shown = || rows.iter().map(|row| &council.records.opinions[*row]);
            let total = |area| shown().map(|o| council.matrix.cell(o, area).len()).sum();
            self.totals = council.matrix.areas.iter().map(total).collect();
            self.opinions.show(council, rows);
        }
        let count = council.records.programs.len();
        if let Some(mut rows) = self.unasked.found("", council, |all| &all.programs, count) {
            rows.retain(|row| council.standing.is_unasked(*row));
            self.unasked.show(council, rows);
        }
        self.column = self.column.min(council.matrix.areas.len().saturating_sub(1));
    }

    /// The area of the selected column.
    #[must_use]
    pub fn area<'a>(&self, council: &'a Council) -> Option<&'a AreaId> {
        council.matrix.areas.get(self.column)
    }
}
