//! 事業: the list of programs with their amounts, and one of them in full.

use super::{Detail, Linked};
use crate::{
    analysis::{Council, kin, of_year},
    app::{
        filter::{Filter, PROGRAMS},
        list::{Kind, List},
    },
    domain::{Percent, RecordId, ThousandYen},
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Programs {
    /// 一覧.
    pub list: List,
    /// 絞り込み.
    pub filter: Filter,
    /// 並べ替え.
    pub order: Order,
    /// 詳細.
    pub detail: Detail<Linked>,
}

/// 並べ替え.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// 掲載順; with a search, best first.
    #[default]
    Printed,
    /// 決算額, largest first.
    Settled,
    /// 予算額, largest first.
    Budget,
    /// 増減, largest growth first.
    Growth,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 4] = [Self::Printed, Self::Settled, Self::Budget, Self::Growth];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Printed => "掲載順",
            Self::Settled => "決算額順",
            Self::Budget => "予算額順",
            Self::Growth => "増減順",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|order| *order == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    /// Sorts rows; what is not printed comes last, and equals stay as they were.
    fn sort(self, council: &Council, rows: &mut [usize]) {
        let key = |row: &usize| -> Option<i64> {
            let (settled, budget) = amounts(council, *row);
            match self {
                Self::Printed => None,
                Self::Settled => settled.map(|amount| amount.0),
                Self::Budget => budget.map(|amount| amount.0),
                Self::Growth => growth(council, *row).map(|percent| percent.0),
            }
        };
        rows.sort_by_cached_key(|row| std::cmp::Reverse(key(row)));
    }
}

/// 決算額 and 予算額 of a program's latest entry, where they are of the years that are compared.
#[must_use]
pub fn amounts(council: &Council, row: usize) -> (Option<ThousandYen>, Option<ThousandYen>) {
    let entry = council.records.programs[row].latest();
    let (settled, budget) = council.standing.years;
    (of_year(entry.settled.as_ref(), settled), of_year(entry.budget.as_ref(), budget))
}

/// 増減. The budget against the settled amount; `None` where either is not printed.
#[must_use]
pub fn growth(council: &Council, row: usize) -> Option<Percent> {
    let (settled, budget) = amounts(council, row);
    Percent::growth(settled?, budget?)
}

impl Default for Programs {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Programs),
            filter: Filter::default(),
            order: Order::default(),
            detail: Detail::default(),
        }
    }
}

impl Programs {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        let order = self.order;
        let choice = format!("{} {}", self.filter.words(), order.word());
        let count = council.records.programs.len();
        if let Some(mut rows) = self.list.found(&choice, council, |all| &all.programs, count) {
            rows.retain(|row| self.filter.shows(PROGRAMS, council, *row));
            if order != Order::Printed {
                order.sort(council, &mut rows);
            }
            self.list.show(council, rows);
        }
        let linked = self.linked(council);
        let of = self.list.row().map(|row| council.records.programs[row].id.as_str());
        self.detail.settle(of, &linked);
    }

    /// What can be selected in the detail, from top to bottom: the opinions linked to the selected
    /// program, those it is 関連なし for, the programs it came from and went on in, notes, 候補.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<Linked> {
        let Some(row) = self.list.row() else { return Vec::new() };
        let id = &council.records.programs[row].id;
        let opinions = council.ties_to(id).map(|tie| Linked::Opinion(tie.opinion.clone()));
        let kin = kin(&council.records, id).into_iter().filter_map(|kin| kin.other);
        let rejected = council.rejected_to(id).map(|(opinion, _)| Linked::Reject(opinion.clone()));
        let notes = council.ledger.notes(&RecordId::Program(id.clone())).iter();
        let notes = notes.map(|note| Linked::Note(note.id.clone()));
        let kin = kin.map(|(_, other)| Linked::Program(other));
        let likely = council.likely_opinions(id).into_iter();
        let likely = likely.map(|it| council.records.opinions[it.row].id.clone());
        let likely = likely.map(Linked::Candidate);
        opinions.chain(rejected).chain(kin).chain(notes).chain(likely).collect()
    }
}
