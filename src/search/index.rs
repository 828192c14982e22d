//! The index: keys folded once, then ranked for any query.
//!
//! A record of this kind has hundreds of rows, ten years of it thousands. So there is no inverted
//! index: a 64-bit signature rejects most rows, the rest is searched.

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use super::{
    fold::{fold_id, fold_key},
    matcher::{Matcher, Place, contiguous},
    query::{Query, Term, signature},
};

/// A row to be found, as its fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document<'a> {
    /// In any order; a hit tells the position.
    pub fields: Vec<Field<'a>>,
}

/// One text of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// As printed. Lines that are thoughts of their own are better fields of their own.
    pub text: Cow<'a, str>,
    /// What a match in it is worth.
    pub weight: Weight,
}

impl<'a> Field<'a> {
    /// A field of some weight.
    pub fn new(weight: Weight, text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), weight }
    }
}

/// What a match in a field is worth, the more the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// What is said beside the matter: remarks, notes, departments.
    Aside,
    /// The text: content, results, the words of an opinion.
    Body,
    /// What the row is called.
    Name,
    /// A printed label or id such as `ア(イ)`. Typed loosely, never matched scattered.
    Label,
}

/// A row that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The document's position when the index was built.
    pub row: usize,
    /// The field in which the weakest term was found: if that is not the name, it is the one to
    /// quote from.
    pub field: usize,
    /// How good an answer it is: the greater the better, also between hits of different indexes.
    pub rank: Rank,
}

/// The weakest term decides first: a row is as good an answer as its poorest part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    weakest: u8,
    sum: u32,
    /// Of the scattered terms, by fuzzy-matcher.
    score: i64,
}

/// One term found in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// Contiguous above scattered, then the weight of the field.
    tier: u8,
    place: u8,
    score: i64,
    /// Of two equal finds the earlier field counts.
    field: Reverse<usize>,
}

impl Found {
    fn new(kind: Kind, weight: Weight, field: usize) -> Self {
        let (base, place, score) = match kind {
            Kind::Contiguous(place) => (4, place as u8, 0),
            Kind::Scattered(score) => (0, 0, score),
        };
        Self { tier: base + weight as u8, place, score, field: Reverse(field) }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Contiguous(Place),
    Scattered(i64),
}

/// The keys of all rows.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// All keys, one behind the other: a search walks through memory in order.
    keys: String,
    fields: Vec<Key>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone)]
struct Key {
    start: usize,
    end: usize,
    signature: u64,
    weight: Weight,
}

#[derive(Debug, Clone)]
struct Row {
    /// The union of its fields'.
    signature: u64,
    fields: Range<usize>,
}

impl Index {
    /// Folds every field of every document, once.
    #[must_use]
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut index = Self::default();
        for document in documents {
            let first = index.fields.len();
            let mut union = 0;
            for field in document.fields {
                let key = match field.weight {
                    Weight::Label => fold_id(&field.text),
                    _ => fold_key(&field.text),
                };
                let start = index.keys.len();
                index.keys.push_str(&key);
                let signature = signature(&key);
                union |= signature;
                let end = index.keys.len();
                index.fields.push(Key { start, end, signature, weight: field.weight });
            }
            index.rows.push(Row { signature: union, fields: first..index.fields.len() });
        }
        index
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that have every term, best first, equals in the order of the rows; with a limit
    /// only the first so many. An empty query is answered by all rows in order.
    #[must_use]
    pub fn search(&self, query: &Query, limit: Option<usize>) -> Vec<Hit> {
        self.ranked(query, 0..self.rows.len(), limit.unwrap_or(usize::MAX))
    }

    /// The rows of [`Index::search`] alone.
    #[must_use]
    pub fn rows(&self, query: &Query) -> Vec<usize> {
        if query.is_empty() {
            return (0..self.len()).collect();
        }
        self.search(query, None).into_iter().map(|hit| hit.row).collect()
    }

    /// The same over some of the rows, each named once: a list that is already filtered.
    ///
    /// Not for the hits of a shorter query while someone types: `創業補` is found nowhere in a
    /// sentence where `創業補助` is, because only the longer one ends in a word.
    #[must_use]
    pub fn search_among(&self, query: &Query, rows: &[usize]) -> Vec<Hit> {
        self.ranked(query, rows.iter().copied().filter(|&row| row < self.len()), usize::MAX)
    }

    fn ranked(&self, query: &Query, rows: impl Iterator<Item = usize>, limit: usize) -> Vec<Hit> {
        let wanted = query.terms.iter().fold(0, |bits, term| bits | term.signature);
        let mut hits = Vec::new();
        let mut rest = Vec::new();
        for row in rows.filter(|&row| self.rows[row].signature & wanted == wanted) {
            match hit(row, query, |row, term| self.find_contiguous(row, term)) {
                Some(hit) => hits.push(hit),
                None => rest.push(row),
            }
        }
        // A row with a scattered term stands below all of these, so a full list needs none.
        if hits.len() < limit {
            let matcher = Matcher::new();
            hits.extend(rest.into_iter().filter_map(|row| {
                hit(row, query, |row, term| {
                    self.find_contiguous(row, term)
                        .or_else(|| self.find_scattered(row, term, &matcher))
                })
            }));
        }
        let order = |hit: &Hit| (Reverse(hit.rank), hit.row);
        if limit < hits.len() {
            hits.select_nth_unstable_by_key(limit, order);
            hits.truncate(limit);
        }
        hits.sort_unstable_by_key(order);
        hits
    }

    fn find_contiguous(&self, row: usize, term: &Term) -> Option<Found> {
        self.fields_with(row, term)
            .filter_map(|(field, key)| {
                let typed = if key.weight == Weight::Label { &term.id } else { &term.key };
                let place = contiguous(&self.keys[key.start..key.end], typed)?;
                Some(Found::new(Kind::Contiguous(place), key.weight, field))
            })
            .max()
    }

    fn find_scattered(&self, row: usize, term: &Term, matcher: &Matcher) -> Option<Found> {
        self.fields_with(row, term)
            .filter(|(_, key)| key.weight != Weight::Label)
            .filter_map(|(field, key)| {
                let found = matcher.scattered(&self.keys[key.start..key.end], term)?;
                Some(Found::new(Kind::Scattered(found.score), key.weight, field))
            })
            .max()
    }

    /// The fields that may hold the term.
    fn fields_with(&self, row: usize, term: &Term) -> impl Iterator<Item = (usize, &Key)> {
        let wanted = term.signature;
        self.fields[self.rows[row].fields.clone()]
            .iter()
            .enumerate()
            .filter(move |(_, key)| key.signature & wanted == wanted)
    }
}

/// The row as an answer, if every term is found in it.
fn hit(row: usize, query: &Query, find: impl Fn(usize, &Term) -> Option<Found>) -> Option<Hit> {
    let mut hit = Hit { row, field: 0, rank: Rank { weakest: u8::MAX, ..Rank::default() } };
    for term in &query.terms {
        let found = find(row, term)?;
        if found.tier < hit.rank.weakest {
            hit.rank.weakest = found.tier;
            hit.field = found.field.0;
        }
        // Places are told apart within a tier and never reach the next.
        hit.rank.sum += u32::from(found.tier) * 8 + u32::from(found.place);
        hit.rank.score = hit.rank.score.saturating_add(found.score);
    }
    Some(hit)
}

#[cfg(test)]
mod tests;
