//! 引き継ぎ: what became of last year's programs in the new year, as far as it can be told.
//!
//! Everything here is a proposal with its reason. A person confirms it; only then it is 系譜.

mod likeness;
mod matching;
mod opinions;
mod remark;
mod stated;

pub use opinions::{Continuation, Lost, continuations, is_open, lost, open_opinions};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::lineage::in_words;
use crate::{
    domain::{
        Basis, Body, Certainty, Entry, FiscalYear, Program, ProgramId, Succession, SuccessionKind,
        words,
    },
    records::Records,
};
use likeness::plain;
use matching::{Match, matched};

words! {
    /// 引き継ぎの別.
    CarryKind {
        /// 同じ: the same id in both years; there is nothing to confirm.
        Same = "同じ",
        /// 改称.
        Renamed = "改称",
        /// 分割.
        Split = "分割",
        /// 統合.
        Merged = "統合",
        /// 終了.
        Ended = "終了",
        /// 新規.
        New = "新規",
    }
}

/// 引き継ぎの提案. What may have become of programs from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// A number that stays, whatever is confirmed: where its first program stands in the record.
    pub number: usize,
    /// What happened.
    pub kind: CarryKind,
    /// The programs before; empty for 新規.
    pub from: Vec<ProgramId>,
    /// The programs after; empty for 終了.
    pub to: Vec<ProgramId>,
    /// What would be written, the reason with it; nothing for 同じ.
    pub successions: Vec<Succession>,
}

impl Proposal {
    /// Whether there is anything to confirm.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.kind != CarryKind::Same
    }

    /// Whether a source says so, or there is hardly any doubt.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let is_sure = |it: &Succession| match &it.basis {
            Basis::Stated { .. } => true,
            Basis::Inferred { certainty, .. } => *certainty == Certainty::Sure,
        };
        self.is_open() && self.successions.iter().all(is_sure)
    }

    /// How sure it is, in a word: `明記`, `おそらく`.
    #[must_use]
    pub fn certainty(&self) -> &'static str {
        match self.successions.first().map(|it| &it.basis) {
            Some(Basis::Stated { .. }) => "明記",
            Some(Basis::Inferred { certainty, .. }) => certainty.word(),
            None => "",
        }
    }

    /// The two programs of it that a person who does not agree would part first; none where it ties
    /// no two.
    #[must_use]
    pub fn farthest(&self) -> Option<Apart> {
        let pairs = self.from.iter().flat_map(|old| self.to.iter().map(move |new| (old, new)));
        let mut pairs = pairs.rev().filter(|(old, new)| old != new);
        pairs.next().map(|(old, new)| (old.clone(), new.clone()))
    }

    /// Why it is thought so.
    #[must_use]
    pub fn reason(&self) -> String {
        self.successions.first().map_or_else(String::new, |it| in_words(&it.basis))
    }

    /// What happened, by the names of the programs: `「旧」→「新」`.
    #[must_use]
    pub fn line(&self, records: &Records) -> String {
        let names = |ids: &[ProgramId]| {
            let names = ids.iter().map(|id| format!("「{}」", records.program_name(id)));
            names.collect::<Vec<_>>().concat()
        };
        match (self.from.as_slice(), self.to.as_slice()) {
            (from, []) => names(from),
            ([], to) => names(to),
            (from, to) => format!("{} → {}", names(from), names(to)),
        }
    }
}

/// 年度の引き継ぎ. One government's programs, from one year to the next that the record holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carry {
    /// Whose programs.
    pub body: Body,
    /// 前の年度.
    pub before: FiscalYear,
    /// 新しい年度.
    pub year: FiscalYear,
    /// What may have become of each program, in the order of the numbers. Every program of either
    /// year stands in one of them, or among `told` or `unlike`: as one before in one proposal only.
    pub proposals: Vec<Proposal>,
    /// 系譜に記載: the programs whose way the record tells already.
    pub told: BTreeSet<ProgramId>,
    /// 種類の違う資料: the programs that only one of the years lists, where nothing follows from it:
    /// the documents of the two years differ in kind. One prints what is budgeted, the other what is
    /// done. Empty where they are of one kind.
    pub unlike: BTreeSet<ProgramId>,
}

impl Carry {
    /// What waits for a person.
    pub fn open(&self) -> impl Iterator<Item = &Proposal> {
        self.proposals.iter().filter(|proposal| proposal.is_open())
    }
}

/// 別の事業. Two programs that a person holds for different ones.
pub type Apart = (ProgramId, ProgramId);

/// The carry-over of each government. Where no year is named, of the newest one, if the record holds
/// the year right before: over a gap nobody is asked of what may long be forgotten. To a year that
/// is named, from the last one before that the record holds.
#[must_use]
pub fn carries(records: &Records, year: Option<FiscalYear>, apart: &[Apart]) -> Vec<Carry> {
    let of = |body| Some(Board::new(records, body, between(records, body, year)?, apart).carry());
    [Body::City, Body::Prefecture].into_iter().filter_map(of).collect()
}

/// The newest year to which anything is carried over.
pub(super) fn newest_year(records: &Records) -> Option<FiscalYear> {
    let years = [Body::City, Body::Prefecture].map(|body| between(records, body, None));
    years.into_iter().flatten().map(|(_, year)| year).max()
}

/// The two years between which the programs of a government are carried over.
fn between(
    records: &Records,
    body: Body,
    year: Option<FiscalYear>,
) -> Option<(FiscalYear, FiscalYear)> {
    let years = years(records, body);
    let newest = years.last().copied()?;
    let before = years.range(..year.unwrap_or(newest)).next_back().copied()?;
    let year = match year {
        Some(year) => years.contains(&year).then_some(year)?,
        None => (before == newest.previous()).then_some(newest)?,
    };
    Some((before, year))
}

/// The years of which the record holds programs of a government.
pub(super) fn years(records: &Records, body: Body) -> BTreeSet<FiscalYear> {
    let programs = records.programs.iter().filter(|program| program.id.body() == body);
    let entries = programs.flat_map(|program| &program.entries);
    entries.filter_map(|entry| Some(records.source(&entry.source)?.fiscal_year)).collect()
}

/// What is being worked out: who is still without a place.
struct Board<'a> {
    records: &'a Records,
    body: Body,
    before: FiscalYear,
    year: FiscalYear,
    apart: &'a [Apart],
    old: BTreeMap<ProgramId, &'a Entry>,
    new: BTreeMap<ProgramId, &'a Entry>,
    told: BTreeSet<ProgramId>,
    unlike: BTreeSet<ProgramId>,
    proposals: Vec<Proposal>,
    /// Those that stand in a proposal as one before, and as one after.
    placed: [HashSet<ProgramId>; 2],
}

impl<'a> Board<'a> {
    fn new(
        records: &'a Records,
        body: Body,
        (before, year): (FiscalYear, FiscalYear),
        apart: &'a [Apart],
    ) -> Self {
        let of = |year| {
            let entry = |program: &'a Program| {
                let of_year = |entry: &&Entry| {
                    records.source(&entry.source).is_some_and(|it| it.fiscal_year == year)
                };
                Some((program.id.clone(), program.entries.iter().find(of_year)?))
            };
            let programs = records.programs.iter().filter(|program| program.id.body() == body);
            programs.filter_map(entry).collect::<BTreeMap<_, _>>()
        };
        let (old, new) = (of(before), of(year));
        let (told, unlike, proposals) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        let placed = [HashSet::new(), HashSet::new()];
        let mut board =
            Self { records, body, before, year, apart, old, new, told, unlike, proposals, placed };
        let ids = board.old.keys().chain(board.new.keys());
        board.told = ids.filter(|id| board.is_told(id)).cloned().collect();
        board
    }

    fn carry(mut self) -> Carry {
        self.by_remarks();
        self.by_names();
        self.by_likeness();
        self.rest();
        let Self { body, before, year, mut proposals, told, unlike, .. } = self;
        proposals.sort_by_key(|proposal| proposal.number);
        Carry { body, before, year, proposals, told, unlike }
    }

    /// Whether the record says already what a program came from or went on in.
    fn is_told(&self, id: &ProgramId) -> bool {
        use SuccessionKind::{New, Rescoped};
        let says = |it: &&Succession| it.kind != Rescoped && it.year <= self.year;
        let mut said = self.records.successions.iter().filter(says);
        match (self.old.contains_key(id), self.new.contains_key(id)) {
            // What ended before is listed no more, and needs no second end.
            (true, false) => {
                said.any(|it| it.kind != New && it.year >= self.before && it.from.contains(id))
            }
            (false, true) => {
                said.any(|it| it.to.contains(id) && (it.kind == New || it.year > self.before))
            }
            _ => said.any(|it| it.kind != New && it.year > self.before && it.from.contains(id)),
        }
    }

    /// Whether a program of the year before has no place yet.
    fn waits(&self, id: &ProgramId) -> bool {
        self.old.contains_key(id) && !self.told.contains(id) && !self.placed[0].contains(id)
    }

    /// Whether a program of the new year alone comes from nowhere yet.
    fn arrives(&self, id: &ProgramId) -> bool {
        self.new.contains_key(id)
            && !self.old.contains_key(id)
            && !self.told.contains(id)
            && !self.placed[1].contains(id)
    }

    fn is_apart(&self, one: &ProgramId, other: &ProgramId) -> bool {
        self.apart.iter().any(|(a, b)| (a, b) == (one, other))
    }

    fn propose(&mut self, kind: CarryKind, from: Vec<ProgramId>, to: Vec<ProgramId>, why: Basis) {
        let first = from.first().or(to.first());
        let number = first.and_then(|id| self.records.program_row(id)).map_or(0, |row| row + 1);
        let year = match (&why, kind) {
            (Basis::Stated { text, .. }, CarryKind::Ended) => remark::ended(text),
            (Basis::Stated { text, .. }, CarryKind::New) => remark::begun(text),
            _ => None,
        };
        let year = year.filter(|year| *year > self.before && *year <= self.year);
        let mut successions = Vec::new();
        if let Some(kind) = written(kind) {
            let year = year.unwrap_or(self.year);
            let (from, to) = (from.clone(), to.clone());
            successions.push(Succession { kind, year, from, to, basis: why });
        }
        // A remark may say of one program that it was split and that it ended, or is new.
        if matches!(kind, CarryKind::Renamed | CarryKind::Split | CarryKind::Merged) {
            let ends = from.iter().filter_map(|id| self.stated_end(id));
            let begins = to.iter().filter(|id| !self.old.contains_key(*id));
            let begins = begins.filter_map(|id| self.stated_begin(id));
            successions.extend(ends.chain(begins).collect::<Vec<_>>());
        }
        self.placed[0].extend(from.iter().cloned());
        self.placed[1].extend(to.iter().cloned());
        self.proposals.push(Proposal { number, kind, from, to, successions });
    }

    /// The same name, but for spaces and the like, under another id.
    fn by_names(&mut self) {
        let gone: Vec<_> = self.old.keys().filter(|id| self.leaves(id)).cloned().collect();
        let mut named: HashMap<String, Vec<ProgramId>> = HashMap::new();
        for (new, entry) in self.new.iter().filter(|(new, _)| self.arrives(new)) {
            named.entry(plain(entry.name())).or_default().push(new.clone());
        }
        for old in gone {
            let same = named.get(&plain(self.old[&old].name())).into_iter().flatten();
            let mut same =
                same.filter(|new| self.arrives(new) && !self.is_apart(&old, new)).cloned();
            let (Some(new), None) = (same.next(), same.next()) else { continue };
            let reason = format!(
                "{}にも{}にも、空白や字の幅などを除いて同じ名前がある。改称とは書かれていない。",
                self.before.japanese(),
                self.year.japanese()
            );
            let basis = Basis::Inferred { reason, certainty: Certainty::Sure };
            self.propose(CarryKind::Renamed, vec![old], vec![new], basis);
        }
    }

    /// Whether a program without a place is not listed any more.
    fn leaves(&self, id: &ProgramId) -> bool {
        self.waits(id) && !self.new.contains_key(id)
    }

    fn by_likeness(&mut self) {
        let old = self.old.iter().filter(|(id, _)| self.leaves(id));
        let new = self.new.iter().filter(|(id, _)| self.arrives(id));
        let (old, new): (Vec<_>, Vec<_>) = (old.collect(), new.collect());
        let matches = matched(&old, &new, |one, other| self.is_apart(one, other));
        for Match { kind, from, to, basis } in matches {
            self.propose(kind, from, to, basis);
        }
    }

    /// What is in one of the years only, and what is in both.
    fn rest(&mut self) {
        let ids: BTreeSet<ProgramId> = self.old.keys().chain(self.new.keys()).cloned().collect();
        let (before, year) = (self.before.japanese(), self.year.japanese());
        let alike = is_budgeted(&self.old) == is_budgeted(&self.new);
        for id in ids {
            let apart = self.held_apart(&id);
            let is_stated = self.stated_begin(&id).is_some();
            if !alike && !is_stated && (self.leaves(&id) || self.arrives(&id)) {
                self.unlike.insert(id);
            } else if self.leaves(&id) {
                let reason = format!(
                    "{before}の資料にあり、{year}の資料にない。終了とはどこにも書かれていない。{apart}"
                );
                let basis = Basis::Inferred { reason, certainty: Certainty::Possible };
                self.propose(CarryKind::Ended, vec![id], Vec::new(), basis);
            } else if self.waits(&id) {
                let reason = String::new();
                let basis = Basis::Inferred { reason, certainty: Certainty::Sure };
                self.propose(CarryKind::Same, vec![id.clone()], vec![id], basis);
            } else if self.arrives(&id) {
                let reason = format!(
                    "{year}の資料にあり、{before}の資料にない。新規とはどこにも書かれていない。{apart}"
                );
                let basis = Basis::Inferred { reason, certainty: Certainty::Likely };
                let basis = self.stated_begin(&id).map_or(basis, |begin| begin.basis);
                self.propose(CarryKind::New, Vec::new(), vec![id], basis);
            }
        }
    }

    /// What a person said of a program that was proposed for another.
    fn held_apart(&self, id: &ProgramId) -> String {
        let other = self
            .apart
            .iter()
            .find_map(|(one, other)| (one == id).then_some(other).or((other == id).then_some(one)));
        other.map_or_else(String::new, |other| {
            format!("「{}」とは別の事業と、担当者が判断した。", self.records.program_name(other))
        })
    }
}

/// Whether the documents of a year print budgets: of more than a quarter of what they list, since
/// even a list of budgets leaves some out.
fn is_budgeted(entries: &BTreeMap<ProgramId, &Entry>) -> bool {
    let budgeted = entries.values().filter(|entry| entry.budget.is_some()).count();
    budgeted * 4 > entries.len()
}

/// The kind that is written into the record; none for what stays as it was.
fn written(kind: CarryKind) -> Option<SuccessionKind> {
    match kind {
        CarryKind::Same => None,
        CarryKind::Renamed => Some(SuccessionKind::Renamed),
        CarryKind::Split => Some(SuccessionKind::Split),
        CarryKind::Merged => Some(SuccessionKind::Merged),
        CarryKind::Ended => Some(SuccessionKind::Ended),
        CarryKind::New => Some(SuccessionKind::New),
    }
}

#[cfg(test)]
#[path = "carry_tests.rs"]
mod tests;
