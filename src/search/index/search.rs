//! A search that runs in slices: it can be left and taken up again between two keys.
//!
//! Three passes, each below the one before: rows that have every term as typed; those that have some
//! of them only scattered, by fuzzy-matcher; those that have some of them only by their reading. So
//! what has been found never moves when more is.

use std::cmp::Reverse;

use super::{Found, Hit, Index, Needle, Rank};
use crate::search::{
    matcher::Matcher,
    query::{Mask, Query},
};

/// 検索. A query on its way through an index.
#[derive(Debug, Clone)]
pub struct Search {
    query: Query,
    pass: Pass,
    /// How many of its rows the pass has behind it.
    at: usize,
    /// The rows of the pass; `None` for all rows.
    among: Option<Vec<u32>>,
    /// Rows for the next pass.
    rest: Vec<u32>,
    /// Best first as far as the passes are done.
    hits: Vec<Hit>,
    sorted: usize,
    /// What a longer query can be looked for in: the rows that had this one as typed, and those that
    /// may still have it scattered. Ascending.
    typed: Vec<u32>,
    scattered: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pass {
    AsTyped,
    Scattered,
    Read,
    Done,
}

/// What a scattered row costs beside one that is looked for as typed, and one that is read.
const SCATTERED: usize = 8;
const READ: usize = 16;

impl Search {
    /// A search that has not begun.
    #[must_use]
    pub fn new(query: Query) -> Self {
        let pass = Pass::AsTyped;
        let (among, rest, hits, typed, scattered) = (None, vec![], vec![], vec![], vec![]);
        Self { query, pass, at: 0, among, rest, hits, sorted: 0, typed, scattered }
    }

    /// A search for what was typed after another, in the same index: where the query only grew, the
    /// rows that did not have the shorter one are not looked at again.
    #[must_use]
    pub fn after(before: &Self, query: Query) -> Self {
        let mut search = Self::new(query);
        if before.pass > Pass::AsTyped && search.query.narrows(&before.query) {
            search.among = Some(merged(&before.typed, &before.scattered));
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
        &self.hits[..self.sorted]
    }

    /// The same, taken out.
    #[must_use]
    pub fn into_hits(mut self) -> Vec<Hit> {
        self.hits.truncate(self.sorted);
        self.hits
    }

    /// Whether there is nothing more to find.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.pass == Pass::Done
    }

    /// Goes on by about so many rows, and on through the passes; tells what is left of them when it
    /// comes to its end before. The index must be the one it began with.
    pub fn advance(&mut self, index: &Index, mut rows: usize) -> usize {
        while rows > 0 && !self.is_done() {
            rows -= self.pass_on(index, rows);
        }
        rows
    }

    /// Goes on by so many rows, at most to the end of a pass; what that cost.
    pub(super) fn pass_on(&mut self, index: &Index, rows: usize) -> usize {
        let count = self.among.as_ref().map_or(index.len(), Vec::len);
        let cost = match self.pass {
            Pass::AsTyped => 1,
            Pass::Scattered => SCATTERED,
            Pass::Read => READ,
            Pass::Done => return 0,
        };
        let to = count.min(self.at.saturating_add((rows / cost).max(1)));
        let from = std::mem::replace(&mut self.at, to);
        let query = std::mem::take(&mut self.query);
        let among = self.among.take();
        match &among {
            None => self.slice(index, &query, (from..to).filter_map(|row| u32::try_from(row).ok())),
            Some(among) => self.slice(index, &query, among[from..to].iter().copied()),
        }
        (self.query, self.among) = (query, among);
        if to == count {
            self.finish_pass(index);
        }
        (to - from).saturating_mul(cost).clamp(1, rows)
    }

    fn slice(&mut self, index: &Index, query: &Query, rows: impl Iterator<Item = u32>) {
        let needles: Vec<Needle<'_>> = query.terms.iter().map(Needle::new).collect();
        let without: Vec<Needle<'_>> = query.without.iter().map(Needle::new).collect();
        let excluded = |row: usize| {
            without.iter().any(|needle| {
                index.masks[row].holds(&needle.term.mask) && index.as_typed(row, needle).is_some()
            })
        };
        let matcher = Matcher::new();
        let mut wanted = Mask::default();
        for needle in &needles {
            wanted.join(needle.term.mask);
        }
        for row32 in rows {
            let row = row32 as usize;
            let found = match self.pass {
                Pass::AsTyped => {
                    if !index.masks[row].holds(&wanted) {
                        continue;
                    }
                    hit(row32, &needles, |needle| index.as_typed(row, needle))
                        .map(|hit| near(hit, || index.nearness(row, &needles), needles.len()))
                }
                // A term alone has been looked for as typed.
                Pass::Scattered if needles.len() == 1 => {
                    hit(row32, &needles, |needle| index.scattered(row, needle.term, &matcher))
                }
                Pass::Scattered => hit(row32, &needles, |needle| {
                    let as_typed = index.as_typed(row, needle);
                    as_typed.or_else(|| index.scattered(row, needle.term, &matcher))
                }),
                // A term alone has been looked for in every other way.
                _ if needles.len() == 1 => {
                    hit(row32, &needles, |needle| index.read(row, needle.term))
                }
                _ => hit(row32, &needles, |needle| {
                    let held = index.masks[row].holds(&needle.term.mask);
                    let as_typed = || index.as_typed(row, needle);
                    let scattered = || index.scattered(row, needle.term, &matcher);
                    let written = held.then(|| as_typed().or_else(scattered)).flatten();
                    written.or_else(|| index.read(row, needle.term))
                }),
            };
            match found {
                Some(hit) if !excluded(row) => self.hits.push(hit),
                Some(_) => {}
                None => self.rest.push(row32),
            }
        }
    }

    fn finish_pass(&mut self, index: &Index) {
        if self.pass == Pass::AsTyped {
            self.typed = self.hits.iter().map(|hit| hit.row).collect();
        }
        // Stable: equals stay in the order of the rows.
        self.hits[self.sorted..].sort_by_key(|hit| Reverse(hit.rank));
        self.sorted = self.hits.len();
        self.at = 0;
        let rest = std::mem::take(&mut self.rest);
        self.pass = match self.pass {
            Pass::AsTyped => {
                self.scattered.clone_from(&rest);
                self.among = Some(rest);
                Pass::Scattered
            }
            Pass::Scattered if self.query.terms.iter().any(|term| term.said().is_some()) => {
                let mut found = vec![false; index.len()];
                for hit in &self.hits {
                    found[hit.row()] = true;
                }
                let others = (0..).zip(found).filter(|(_, found)| !found).map(|(row, _)| row);
                self.among = Some(others.collect());
                Pass::Read
            }
            _ => {
                self.among = Some(Vec::new());
                Pass::Done
            }
        };
        let nothing = self.among.as_ref().is_some_and(Vec::is_empty);
        if nothing && self.pass != Pass::Done {
            self.finish_pass(index);
        }
    }
}

/// Two ascending runs as one.
fn merged(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let mut b = b.iter().copied().peekable();
    for &row in a {
        while let Some(before) = b.next_if(|other| *other < row) {
            merged.push(before);
        }
        merged.push(row);
    }
    merged.extend(b);
    merged
}

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
    let grade = weakest << 20 | tiers.min(0x3ff) << 10 | places.min(0xff);
    Some(Hit { row, field, rank: Rank { grade, score } })
}

/// With several terms: how near each other they stand comes before where in their words they do.
fn near(mut hit: Hit, nearness: impl FnOnce() -> u32, terms: usize) -> Hit {
    if terms > 1 {
        hit.rank.grade |= nearness() << 8;
    }
    hit
}
