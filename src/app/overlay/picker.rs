//! 対応付け: choosing the programs that answer opinions, or the opinions programs answer.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Council, Wish},
    app::list::{Kind, List},
    domain::{OpinionId, ProgramId},
};

pub use crate::journal::Pair;

/// State of the overlay.
#[derive(Debug)]
pub struct Picker {
    /// What is being linked.
    pub side: Side,
    /// The candidates. Without marks the selected one is meant.
    pub list: List,
    /// 種別・範囲・段階.
    pub wish: Wish,
}

/// Which ends of the links are given; the others are chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The opinions are given, programs are chosen.
    Opinions(Vec<OpinionId>),
    /// The programs are given, opinions are chosen.
    Programs(Vec<ProgramId>),
}

impl Side {
    /// How many records are given.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Opinions(opinions) => opinions.len(),
            Self::Programs(programs) => programs.len(),
        }
    }
}

impl Picker {
    /// A picker as it opens: 継続・全部・確定, which most links are.
    #[must_use]
    pub fn new(side: Side) -> Self {
        let kind = match side {
            Side::Opinions(_) => Kind::Programs,
            Side::Programs(_) => Kind::Opinions,
        };
        Self { side, list: List::of(kind), wish: Wish::default() }
    }

    /// Makes the candidates fit what is typed. As long as nothing is, those linked already stand
    /// first.
    pub fn settle(&mut self, council: &Council) {
        let records = &council.records;
        let found = match self.side {
            Side::Opinions(_) => {
                self.list.found("", council, |all| &all.programs, records.programs.len())
            }
            Side::Programs(_) => {
                self.list.found("", council, |all| &all.opinions, records.opinions.len())
            }
        };
        if let Some(mut rows) = found {
            if self.list.query.value().trim().is_empty() {
                let linked = self.linked(council);
                rows.sort_by_key(|row| !linked.contains(row));
            }
            self.list.show(council, rows);
        }
    }

    /// The candidates that are linked to any of what is given.
    fn linked(&self, council: &Council) -> HashSet<usize> {
        let (records, ledger) = (&council.records, &council.ledger);
        match &self.side {
            Side::Opinions(opinions) => {
                let links = opinions.iter().flat_map(|opinion| ledger.links_of(opinion));
                links.filter_map(|live| records.program_row(&live.what.program)).collect()
            }
            Side::Programs(programs) => {
                let links = programs.iter().flat_map(|program| ledger.links_to(program));
                links.filter_map(|live| records.opinion_row(&live.what.opinion)).collect()
            }
        }
    }

    /// The pairs that a row of the candidates makes with what is given.
    #[must_use]
    pub fn pairs(&self, council: &Council, row: usize) -> Vec<Pair> {
        let records = &council.records;
        match &self.side {
            Side::Opinions(opinions) => {
                let program = &records.programs[row].id;
                opinions.iter().map(|opinion| (opinion.clone(), program.clone())).collect()
            }
            Side::Programs(programs) => {
                let opinion = &records.opinions[row].id;
                programs.iter().map(|program| (opinion.clone(), program.clone())).collect()
            }
        }
    }

    /// The pairs that are chosen: those of the marked candidates, or else of the selected one.
    #[must_use]
    pub fn chosen(&self, council: &Council) -> Vec<Pair> {
        let rows = self.list.marked_rows(council);
        rows.into_iter().flat_map(|row| self.pairs(council, row)).collect()
    }
}
