//! 対応付け: choosing the programs that answer opinions, or the opinions programs answer.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Candidate, Council, Wish},
    app::list::{Kind, List},
    domain::{OpinionId, ProgramId},
    journal::Tie,
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
    /// 候補の理由 of the candidates that have one, by row, as long as nothing is typed.
    pub reasons: BTreeMap<usize, String>,
}

/// 候補 whose reasons are made out beforehand: nobody looks further without typing.
const REASONS: usize = 50;

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
        Self { side, list: List::of(kind), wish: Wish::default(), reasons: BTreeMap::new() }
    }

    /// Makes the candidates fit what is typed. As long as nothing is, those that somebody
    /// linked stand first, then 候補 with the best first, whatever the first draft says of them; what is
    /// 関連なし stands last.
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
            self.reasons.clear();
            if self.list.query.value().trim().is_empty() {
                self.suggest(council, &mut rows);
            }
            self.list.show(council, rows);
        }
    }

    /// Puts the candidates in the order of 候補.
    fn suggest(&mut self, council: &Council, rows: &mut [usize]) {
        let scores = match &self.side {
            Side::Opinions(given) => best_of(given.iter().map(|id| council.program_scores(id))),
            Side::Programs(given) => best_of(given.iter().map(|id| council.opinion_scores(id))),
        };
        let standing = |row: usize| {
            let pairs = self.pairs(council, row);
            let said = |tie: &Tie| tie.links.iter().any(|live| !live.by.is_draft());
            let linked = |pair: &Pair| council.ledger.tie(&pair.0, &pair.1).is_some_and(said);
            match pairs.iter().any(linked) {
                true => Standing::Linked,
                false if pairs.iter().all(|pair| council.is_ruled_out(pair)) => Standing::Rejected,
                false => Standing::Open,
            }
        };
        let candidate =
            |row: usize| Candidate::answering(row, scores.get(row).copied().unwrap_or_default());
        rows.sort_by_cached_key(|row| (standing(*row), Reverse(candidate(*row).rank())));
        let open = rows.iter().filter(|row| standing(**row) == Standing::Open);
        let strong = open.map(|row| candidate(*row)).take_while(|it| !it.weak).take(REASONS);
        let strong: Vec<usize> = strong.map(|it| it.row).collect();
        let reasons = match &self.side {
            Side::Opinions(given) if given.len() == 1 => council.reasons(&given[0], &strong),
            Side::Programs(given) if given.len() == 1 => {
                let program = council.records.program_row(&given[0]).unwrap_or_default();
                let of = |row: &usize| {
                    council.reasons(&council.records.opinions[*row].id, &[program]).concat()
                };
                strong.iter().map(of).collect()
            }
            _ => Vec::new(),
        };
        let reasons = strong.into_iter().zip(reasons).map(|(row, words)| (row, words.join("・")));
        self.reasons = reasons.filter(|(_, words)| !words.is_empty()).collect();
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

/// Where a candidate stands as long as nothing is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Linked,
    Open,
    Rejected,
}

/// The best score of each row.
fn best_of(each: impl Iterator<Item = Vec<f64>>) -> Vec<f64> {
    let best = |one: Vec<f64>, other: Vec<f64>| {
        one.into_iter().zip(other).map(|(one, other)| one.max(other)).collect()
    };
    each.reduce(best).unwrap_or_default()
}
