//! The index: keys folded once, for any query to run over.
//!
//! A record of this kind has hundreds of rows, ten years of it thousands. So there is no inverted
//! index: a mask of its characters turns most rows away, the rest is searched.

mod found;
mod keys;
mod search;

pub use search::Search;

use std::{borrow::Cow, cmp::Reverse};

use self::keys::Keys;
use super::{
    fold::{fold_id, fold_key},
    query::{Mask, Query},
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

/// The keys of all rows.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// Of labels.
    labels: Keys,
    /// Of names, apart from what is long: a search for a name walks through little memory.
    names: Keys,
    /// Of the rest, what is weightier first.
    texts: Keys,
    /// Of all the keys of a row.
    masks: Vec<Mask>,
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
        let mut mask = Mask::default();
        let mut fields: Vec<(u16, &Field<'_>)> = (0..).zip(&document.fields).collect();
        fields.sort_by_key(|(_, field)| Reverse(field.weight));
        for (nth, Field { text, weight }) in fields {
            let key = if *weight == Weight::Label { fold_id(text) } else { fold_key(text) };
            mask.join(Mask::of(&key));
            let keys = match weight {
                Weight::Label => &mut self.labels,
                Weight::Name => &mut self.names,
                Weight::Body | Weight::Aside => &mut self.texts,
            };
            keys.push(&key, nth, *weight);
        }
        for keys in [&mut self.labels, &mut self.names, &mut self.texts] {
            keys.end_row();
        }
        self.masks.push(mask);
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.masks.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.masks.is_empty()
    }

    /// The rows that have every term, best first, equals in the order of the rows; with a limit
    /// only the first so many. An empty query is answered by all rows in order. For a list that
    /// must not wait there is [`Search`].
    #[must_use]
    pub fn search(&self, query: &Query, limit: Option<usize>) -> Vec<Hit> {
        let mut search = Search::new(query.clone());
        let limit = limit.unwrap_or(usize::MAX);
        while search.hits().len() < limit && search.step_on(self, usize::MAX) > 0 {}
        let mut hits = search.into_hits();
        hits.truncate(limit);
        hits
    }

    /// The rows of [`Index::search`] alone.
    #[must_use]
    pub fn rows(&self, query: &Query) -> Vec<usize> {
        self.search(query, None).iter().map(Hit::row).collect()
    }
}

#[cfg(test)]
mod tests;
