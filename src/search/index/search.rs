//! A search that runs in slices: it can be left and taken up again between two keys.
//!
//! Four passes, each below the one before: rows that have every term as typed in what they are called;
//! those that have them as typed at all; those that have some of them only scattered, by
//! fuzzy-matcher; those that have some of them only by their reading. What a pass has found is handed
//! over best first when it is through, so what has been found never moves when more is.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    Hit, Index, Rank,
    found::{Extent, Found, Needle},
};
use crate::search::{
    matcher::Matcher,
    query::{Mask, Query},
};

/// 検索. A query on its way through an index.
#[derive(Debug, Clone)]
pub struct Search {
    query: Query,
    step: Step,
    /// How far the step has come.
    at: usize,
    /// The rows to look at; `None` for all rows.
    among: Option<Vec<u32>>,
    /// Rows for the next pass.
    rest: Vec<u32>,
    /// What the pass has found: equals in the order of the rows.
    found: BTreeMap<Reverse<Rank>, Vec<Hit>>,
    /// Best first, of the passes that are through.
    hits: Vec<Hit>,
    /// By row, whether it is among the hits. Empty as long as there are none.
    is_hit: Vec<bool>,
    /// The rows that have all the characters, and those among them that cannot have the terms as
    /// typed nor scattered: a longer query is looked for in the others. Ascending.
    held: Vec<u32>,
    dropped: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Look(Pass),
    HandOver(Pass),
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Names,
    Texts,
    Scattered,
    Read,
}

impl Pass {
    /// What a row costs, beside one whose name is looked at.
    fn cost(self) -> usize {
        match self {
            Self::Names => 1,
            Self::Texts => 4,
            Self::Scattered => 16,
            Self::Read => 8,
        }
    }
}

/// So many hits are handed over at the price of a row.
const HANDED_OVER: usize = 4;

impl Search {
    /// A search that has not begun.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self {
            query,
            step: Step::Look(Pass::Names),
            at: 0,
            among: None,
            rest: Vec::new(),
            found: BTreeMap::new(),
            hits: Vec::new(),
            is_hit: Vec::new(),
            held: Vec::new(),
            dropped: Vec::new(),
        }
    }

    /// A search for what was typed after another, in the same index: where the query only grew, the
    /// rows that did not have the shorter one are not looked at again.
    #[must_use]
    pub fn after(before: &Self, query: Query) -> Self {
        let mut search = Self::new(query);
        if before.step != Step::Look(Pass::Names) && search.query.narrows(&before.query) {
            let mut dropped = before.dropped.iter().peekable();
            let is_left = |row: &&u32| dropped.next_if_eq(row).is_none();
            search.among = Some(before.held.iter().filter(is_left).copied().collect());
        }
        search
    }

    /// What is searched for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What has been found, best first. Whatever comes later stands behind.
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The same, taken out.
    #[must_use]
    pub fn into_hits(self) -> Vec<Hit> {
        self.hits
    }

    /// Whether there is nothing more to find.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.step == Step::Done
    }

    /// Goes on by about so many rows, and on through the passes; tells what is left of them when it
    /// comes to its end before. The index must be the one it began with.
    pub fn advance(&mut self, index: &Index, mut rows: usize) -> usize {
        while rows > 0 && !self.is_done() {
            rows -= self.step_on(index, rows);
        }
        rows
    }

    /// Goes on by so many rows, at most to the end of a step; what that cost.
    pub(super) fn step_on(&mut self, index: &Index, rows: usize) -> usize {
        match self.step {
            Step::Look(pass) => self.look(index, pass, rows),
            Step::HandOver(pass) => self.hand_over(pass, rows),
            Step::Done => 0,
        }
    }

    fn look(&mut self, index: &Index, pass: Pass, rows: usize) -> usize {
        let count = self.among.as_ref().map_or(index.len(), Vec::len);
        let to = count.min(self.at.saturating_add((rows / pass.cost()).max(1)));
        let from = std::mem::replace(&mut self.at, to);
        let query = std::mem::take(&mut self.query);
        let among = self.among.take();
        match &among {
            None => {
                let all = (from..to).filter_map(|row| u32::try_from(row).ok());
                self.look_at(index, &query, pass, all);
            }
            Some(among) => self.look_at(index, &query, pass, among[from..to].iter().copied()),
        }
        (self.query, self.among) = (query, among);
        if to == count {
            self.hits.reserve(self.found.values().map(Vec::len).sum());
            (self.step, self.at) = (Step::HandOver(pass), 0);
        }
        (to - from).saturating_mul(pass.cost()).clamp(1, rows)
    }

    fn look_at(
        &mut self,
        index: &Index,
        query: &Query,
        pass: Pass,
        rows: impl Iterator<Item = u32>,
    ) {
        let needles: Vec<Needle<'_>> = query.terms.iter().map(Needle::new).collect();
        let without: Vec<Needle<'_>> = query.without.iter().map(Needle::new).collect();
        let mut wanted = Mask::default();
        for needle in &needles {
            wanted.join(needle.term.mask);
        }
        let matcher = Matcher::new();
        // A term alone is not looked for again in ways in which it has not been found.
        let alone = needles.len() == 1;
        let has = |row: usize, needle: &Needle<'_>| index.masks[row].holds(&needle.term.mask);
        let written = |row: usize, needle: &Needle<'_>| {
            let as_typed = if alone { None } else { index.as_typed(row, needle, Extent::Whole) };
            as_typed.or_else(|| index.scattered(row, needle, &matcher))
        };
        for at in rows {
            let row = at as usize;
            let hit = match pass {
                Pass::Names if !index.masks[row].holds(&wanted) => continue,
                Pass::Names => {
                    self.held.push(at);
                    hit(at, &needles, |needle| index.as_typed(row, needle, Extent::Names))
                }
                Pass::Texts => {
                    hit(at, &needles, |needle| index.as_typed(row, needle, Extent::Whole))
                }
                Pass::Scattered => hit(at, &needles, |needle| written(row, needle)),
                Pass::Read if self.is_hit.get(row).is_some_and(|hit| *hit) => continue,
                Pass::Read => hit(at, &needles, |needle| {
                    let written = || (!alone && has(row, needle)).then(|| written(row, needle));
                    written().flatten().or_else(|| index.read(row, needle.term))
                }),
            };
            let Some(mut hit) = hit else {
                let may_have = |needle| index.may_have(row, needle);
                if pass != Pass::Texts || needles.iter().all(may_have) {
                    self.rest.push(at);
                } else {
                    self.dropped.push(at);
                }
                continue;
            };
            let is_without = |needle: &Needle<'_>| {
                has(row, needle) && index.as_typed(row, needle, Extent::Whole).is_some()
            };
            if without.iter().any(is_without) {
                continue;
            }
            if !alone && matches!(pass, Pass::Names | Pass::Texts) {
                hit.rank.grade |= index.nearness(row, &needles) << NEARNESS;
            }
            if self.is_hit.is_empty() {
                self.is_hit = vec![false; index.len()];
            }
            self.is_hit[row] = true;
            self.found.entry(Reverse(hit.rank)).or_default().push(hit);
        }
    }

    fn hand_over(&mut self, pass: Pass, rows: usize) -> usize {
        let most = rows.saturating_mul(HANDED_OVER);
        let mut given = 0;
        while given < most
            && let Some(best) = self.found.first_entry()
        {
            let hits = &best.get()[self.at..];
            let hits = &hits[..hits.len().min(most - given)];
            self.hits.extend_from_slice(hits);
            self.at += hits.len();
            given += hits.len();
            if self.at == best.get().len() {
                best.remove();
                self.at = 0;
            }
        }
        if self.found.is_empty() {
            self.step = self.behind(pass);
            self.among = match self.step {
                Step::Look(Pass::Read) => None,
                _ => Some(std::mem::take(&mut self.rest)),
            };
            self.rest.clear();
        }
        given.div_ceil(HANDED_OVER).clamp(1, rows)
    }

    fn behind(&self, pass: Pass) -> Step {
        match pass {
            Pass::Names => Step::Look(Pass::Texts),
            Pass::Texts => Step::Look(Pass::Scattered),
            Pass::Scattered if self.query.terms.iter().any(|term| term.said().is_some()) => {
                Step::Look(Pass::Read)
            }
            Pass::Scattered | Pass::Read => Step::Done,
        }
    }
}

/// The bits of a [`Rank`]'s grade.
const WEAKEST: u32 = 20;
const TIERS: u32 = 10;
const NEARNESS: u32 = 8;

/// The row as an answer, if every term is found in it.
fn hit(
    row: u32,
    needles: &[Needle<'_>],
    find: impl Fn(&Needle<'_>) -> Option<Found>,
) -> Option<Hit> {
    let (mut weakest, mut field) = (u8::MAX, 0);
    let (mut tiers, mut places, mut score) = (0, 0, 0_i32);
    for needle in needles {
        let found = find(needle)?;
        if found.tier < weakest {
            (weakest, field) = (found.tier, found.field.0);
        }
        tiers += u32::from(found.tier);
        places += u32::from(found.place);
        score = score.saturating_add(found.score);
    }
    let weakest = u32::from(weakest.min(15));
    let grade = weakest << WEAKEST | tiers.min(0x3ff) << TIERS | places.min(0xff);
    Some(Hit { row, field, rank: Rank { grade, score } })
}
