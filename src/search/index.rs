//! The index: keys folded once, for any query to run over.
//!
//! A record of this kind has hundreds of rows, ten years of it thousands. So there is no inverted
//! index: a mask of its characters turns most rows away, the rest is searched.

mod search;

pub use search::Search;

use std::{borrow::Cow, cmp::Reverse, ops::Range};

use super::{
    fold::{fold_id, fold_key},
    matcher::{Matcher, Place, contiguous, place_at},
    query::{Mask, Query, Term},
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
    row: u32,
    field: u16,
    /// How good an answer it is: the greater the better, also between hits of different indexes.
    pub rank: Rank,
}

impl Hit {
    /// The document's position in the index.
    #[must_use]
    pub fn row(&self) -> usize {
        self.row as usize
    }

    /// The field in which the weakest term was found: if that is not the name, it is the one to
    /// quote from.
    #[must_use]
    pub fn field(&self) -> usize {
        usize::from(self.field)
    }
}

/// The weakest term decides first: a row is as good an answer as its poorest part. Then what all
/// the terms are worth, how near each other they are, where in their words they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Weakest tier, sum of tiers, nearness, sum of places, from the upper bits down.
    grade: u32,
    /// Of the scattered terms, by fuzzy-matcher; of those found by their reading, by that.
    score: i32,
}

/// One term found in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    /// As typed above scattered above read; then the weight of the field.
    tier: u8,
    place: u8,
    score: i32,
    /// Of two equal finds the earlier field counts.
    field: Reverse<u16>,
}

impl Found {
    fn new(kind: Kind, key: &Key) -> Self {
        let (base, place, score) = match kind {
            Kind::Contiguous(place) => (8, place as u8, 0),
            Kind::Scattered(score) => (4, 0, score),
            Kind::Read(worth) => (0, 0, worth),
        };
        Self { tier: base + key.weight as u8, place, score, field: Reverse(key.nth) }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Contiguous(Place),
    Scattered(i32),
    Read(i32),
}

/// The keys of all rows.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// All keys, one behind the other: a search walks through memory in order. Those of a row end
    /// in a line end each, which no key holds.
    keys: String,
    /// Those of a row together, the weightiest first.
    fields: Vec<Key>,
    rows: Vec<Row>,
    /// Of all the keys of a row.
    masks: Vec<Mask>,
}

#[derive(Debug, Clone)]
struct Key {
    start: usize,
    end: usize,
    weight: Weight,
    /// Its position in the document.
    nth: u16,
}

#[derive(Debug, Clone)]
struct Row {
    fields: Range<usize>,
    /// Where the keys behind the labels start.
    text: usize,
}

impl Index {
    /// Folds every field of every document, once.
    #[must_use]
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut index = Self::default();
        for document in documents {
            index.push(&document);
        }
        index
    }

    /// Adds a document behind the others.
    pub fn push(&mut self, document: &Document<'_>) {
        let first = self.fields.len();
        let mut mask = Mask::default();
        let mut fields: Vec<(u16, &Field<'_>)> = (0..).zip(&document.fields).collect();
        fields.sort_by_key(|(_, field)| Reverse(field.weight));
        let mut text = self.keys.len();
        for (nth, field) in fields {
            let is_label = field.weight == Weight::Label;
            let key = if is_label { fold_id(&field.text) } else { fold_key(&field.text) };
            let start = self.keys.len();
            self.keys.push_str(&key);
            mask.join(Mask::of(&key));
            let end = self.keys.len();
            self.keys.push('\n');
            if is_label {
                text = self.keys.len();
            }
            self.fields.push(Key { start, end, weight: field.weight, nth });
        }
        self.rows.push(Row { fields: first..self.fields.len(), text });
        self.masks.push(mask);
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
    /// only the first so many. An empty query is answered by all rows in order. For a list that
    /// must not wait there is [`Search`].
    #[must_use]
    pub fn search(&self, query: &Query, limit: Option<usize>) -> Vec<Hit> {
        let mut search = Search::new(query.clone());
        let limit = limit.unwrap_or(usize::MAX);
        while search.hits().len() < limit && search.pass_on(self, usize::MAX) > 0 {}
        let mut hits = search.into_hits();
        hits.truncate(limit);
        hits
    }

    /// The rows of [`Index::search`] alone.
    #[must_use]
    pub fn rows(&self, query: &Query) -> Vec<usize> {
        self.search(query, None).iter().map(Hit::row).collect()
    }

    fn key(&self, key: &Key) -> &str {
        &self.keys[key.start..key.end]
    }

    fn fields(&self, row: usize) -> &[Key] {
        &self.fields[self.rows[row].fields.clone()]
    }

    /// The best place at which a row has a term as typed.
    fn as_typed(&self, row: usize, needle: &Needle<'_>) -> Option<Found> {
        let fields = self.fields(row);
        let labels = fields.iter().take_while(|key| key.weight == Weight::Label);
        let places = labels.filter_map(|label| {
            let place = contiguous(self.key(label), &needle.term.id)?;
            Some(Found::new(Kind::Contiguous(place), label))
        });
        places.max().or_else(|| self.in_text(row, fields, needle))
    }

    fn in_text(&self, row: usize, fields: &[Key], needle: &Needle<'_>) -> Option<Found> {
        let start = self.rows[row].text;
        let end = fields.last()?.end;
        let text = self.keys.as_bytes().get(start..end)?;
        let mut fields = fields.iter().peekable();
        let mut best: Option<Found> = None;
        let mut weight = Weight::Aside;
        for at in needle.key.find_iter(text).map(|at| start + at) {
            while fields.next_if(|key| key.end <= at).is_some() {}
            let key = *fields.peek()?;
            if best.is_some() && key.weight < weight {
                break;
            }
            weight = key.weight;
            let place = place_at(self.key(key), at - key.start, needle.term.key.len());
            let found = Found::new(Kind::Contiguous(place), key);
            best = best.max(Some(found));
            // Of several names one may be the very term. A text is not read on for that.
            let enough = if weight == Weight::Name { Place::Whole } else { Place::WordStart };
            if place >= enough {
                break;
            }
        }
        best
    }

    fn scattered(&self, row: usize, term: &Term, matcher: &Matcher) -> Option<Found> {
        let text = self.fields(row).iter().filter(|key| key.weight != Weight::Label);
        let found = text.filter_map(|key| {
            let found = matcher.scattered(self.key(key), term)?;
            let score = i32::try_from(found.score).unwrap_or_default();
            Some(Found::new(Kind::Scattered(score), key))
        });
        found.max()
    }

    fn read(&self, row: usize, term: &Term) -> Option<Found> {
        let said = term.said()?;
        let text = self.fields(row).iter().filter(|key| key.weight != Weight::Label);
        let found = text.filter_map(|key| {
            let spoken = said.best(self.key(key))?;
            Some(Found::new(Kind::Read(spoken.worth()), key))
        });
        found.max()
    }

    /// How near each other all terms stand, where one field has them all: 3 next to each other, 2
    /// about a clause apart, 1 in one text, 0 apart.
    fn nearness(&self, row: usize, needles: &[Needle<'_>]) -> u32 {
        let near = self.fields(row).iter().map(|key| {
            let text = self.key(key).as_bytes();
            let places: Vec<Vec<usize>> = needles
                .iter()
                .map(|needle| needle.key.find_iter(text).take(MOST).collect())
                .collect();
            let gap = |anchor: usize| {
                let ends = needles.iter().zip(&places).filter_map(|(needle, places)| {
                    let nearest = places.iter().min_by_key(|place| place.abs_diff(anchor))?;
                    Some((*nearest, nearest + needle.term.key.len()))
                });
                let ends: Vec<_> = ends.collect();
                let (from, to) =
                    (ends.iter().map(|end| end.0).min()?, ends.iter().map(|end| end.1).max()?);
                let words: usize = needles.iter().map(|needle| needle.term.key.len()).sum();
                (ends.len() == needles.len()).then(|| (to - from).saturating_sub(words))
            };
            match places.first().into_iter().flatten().filter_map(|anchor| gap(*anchor)).min() {
                // In bytes, three a character.
                Some(0..=6) => 3,
                Some(7..=36) => 2,
                Some(_) => 1,
                None => 0,
            }
        });
        near.max().unwrap_or_default()
    }
}

/// How many occurrences of a term in one text are looked at for the nearest.
const MOST: usize = 32;

/// A term, ready to be looked for in many rows.
struct Needle<'a> {
    term: &'a Term,
    key: memchr::memmem::Finder<'a>,
}

impl<'a> Needle<'a> {
    fn new(term: &'a Term) -> Self {
        Self { term, key: memchr::memmem::Finder::new(&term.key) }
    }
}

#[cfg(test)]
mod tests;
