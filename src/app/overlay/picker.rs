//! 対応付け: choosing the programs that answer an opinion, or the opinions a program answers.

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::{Extent, LinkKind, OpinionId, ProgramId},
    search::Query,
};

/// State of the overlay.
#[derive(Debug)]
pub struct Picker {
    /// What is being linked.
    pub side: Side,
    /// The candidates.
    pub list: List,
    /// 印: pairs, in the order they were marked. Empty: the selected row is meant.
    pub marked: Vec<Pair>,
    /// 種別.
    pub kind: LinkKind,
    /// 範囲.
    pub extent: Extent,
}

/// 対. An opinion and a program that shall be linked.
pub type Pair = (OpinionId, ProgramId);

/// Which end of the links is given; the other is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The opinion is given, programs are chosen.
    Opinion(OpinionId),
    /// The program is given, opinions are chosen.
    Program(ProgramId),
}

impl Picker {
    /// A picker as it opens: 継続・全部, which most links are.
    #[must_use]
    pub fn new(side: Side) -> Self {
        let kind = match side {
            Side::Opinion(_) => Kind::Programs,
            Side::Program(_) => Kind::Opinions,
        };
        Self {
            side,
            list: List::of(kind),
            marked: Vec::new(),
            kind: LinkKind::Continuing,
            extent: Extent::Full,
        }
    }

    /// Makes the candidates fit what is typed.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let query = Query::new(self.list.query.value());
            let index = match self.side {
                Side::Opinion(_) => &council.catalog().programs,
                Side::Program(_) => &council.catalog().opinions,
            };
            self.list.show(council, index.rows(&query));
        }
    }

    /// The pair that a row of the candidates makes with what is given.
    #[must_use]
    pub fn pair(&self, council: &Council, row: usize) -> Pair {
        match &self.side {
            Side::Opinion(opinion) => (opinion.clone(), council.records.programs[row].id.clone()),
            Side::Program(program) => (council.records.opinions[row].id.clone(), program.clone()),
        }
    }

    /// Marks the selected row, or takes its mark away.
    pub fn mark(&mut self, council: &Council) {
        let Some(row) = self.list.row() else { return };
        let pair = self.pair(council, row);
        match self.marked.iter().position(|marked| *marked == pair) {
            Some(at) => {
                self.marked.remove(at);
            }
            None => self.marked.push(pair),
        }
    }

    /// The pairs that are chosen: those marked, or else the selected one.
    #[must_use]
    pub fn chosen(&self, council: &Council) -> Vec<Pair> {
        if self.marked.is_empty() {
            self.list.row().map(|row| self.pair(council, row)).into_iter().collect()
        } else {
            self.marked.clone()
        }
    }
}
