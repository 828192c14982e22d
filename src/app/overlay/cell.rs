//! 内訳: the programs of one cell of the 対応表.

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::{AreaId, OpinionId},
};

/// State of the popup.
#[derive(Debug)]
pub struct Cell {
    /// The row.
    pub opinion: OpinionId,
    /// The column.
    pub area: AreaId,
    /// The programs of the cell.
    pub list: List,
}

impl Cell {
    /// The popup of a cell.
    #[must_use]
    pub fn new(opinion: OpinionId, area: AreaId) -> Self {
        Self { opinion, area, list: List::of(Kind::Programs) }
    }

    /// Makes the list fit the record.
    pub fn settle(&mut self, council: &Council) {
        let rows = council.records.opinion(&self.opinion).map(|opinion| {
            let programs = council.matrix.cell(opinion, &self.area).iter();
            programs.filter_map(|id| council.records.program_row(id)).collect()
        });
        self.list.show(council, rows.unwrap_or_default());
    }
}
