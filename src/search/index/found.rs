//! What a row has of a term, and what that is worth.

use std::cmp::Reverse;

use memchr::memmem::Finder;

use super::{
    Index, Weight,
    keys::{Key, Keys},
};
use crate::search::{
    matcher::{Matcher, Place, contiguous, place_at},
    query::Term,
};

/// One term found in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// As typed above scattered above read; then the weight of the field.
    pub tier: u8,
    pub place: u8,
    pub score: i32,
    /// Of two equal finds the earlier field counts.
    pub field: Reverse<u16>,
}

impl Found {
    fn new(kind: Kind, key: &Key<'_>) -> Self {
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

/// A term, ready to be looked for in many rows.
pub(super) struct Needle<'a> {
    pub term: &'a Term,
    key: Finder<'a>,
    chars: Vec<Finder<'a>>,
}

impl<'a> Needle<'a> {
    pub fn new(term: &'a Term) -> Self {
        let chars = term.key.char_indices();
        let chars = chars.map(|(at, c)| Finder::new(&term.key[at..at + c.len_utf8()])).collect();
        Self { term, key: Finder::new(&term.key), chars }
    }

    /// The best place at which the keys of a row have the term.
    fn within(&self, keys: &Keys, row: usize) -> Option<Found> {
        let text = keys.text(row);
        let mut at = self.key.find(text)?;
        let length = self.term.key.len();
        let mut keys = keys.of(row).peekable();
        let mut best: Option<Found> = None;
        let mut weight = Weight::Aside;
        loop {
            while keys.next_if(|key| key.from + key.text.len() <= at).is_some() {}
            let key = keys.peek()?;
            if best.is_some() && key.weight < weight {
                return best;
            }
            weight = key.weight;
            let place = place_at(key.text, at - key.from, length);
            best = best.max(Some(Found::new(Kind::Contiguous(place), key)));
            // Of several names one may be the very term. A text is not read on for that.
            let enough = if weight == Weight::Name { Place::Whole } else { Place::WordStart };
            let behind = at + length;
            match self.key.find(&text[behind..]) {
                Some(next) if place < enough => at = behind + next,
                _ => return best,
            }
        }
    }

    /// Whether the characters stand in the text in their order.
    fn is_strewn_over(&self, text: &[u8]) -> bool {
        let mut from = 0;
        self.chars.iter().all(|c| {
            let at = c.find(&text[from..]);
            from += at.map_or(0, |at| at + c.needle().len());
            at.is_some()
        })
    }
}

/// How far into a row a term is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// In its labels and names.
    Names,
    Whole,
}

impl Index {
    /// The best place at which a row has a term as typed.
    pub(super) fn as_typed(
        &self,
        row: usize,
        needle: &Needle<'_>,
        extent: Extent,
    ) -> Option<Found> {
        let in_texts = || (extent == Extent::Whole).then(|| needle.within(&self.texts, row));
        let in_labels = self.in_labels(row, needle);
        in_labels.or_else(|| needle.within(&self.names, row)).or_else(|| in_texts()?)
    }

    fn in_labels(&self, row: usize, needle: &Needle<'_>) -> Option<Found> {
        let in_label = |label: Key<'_>| {
            let place = contiguous(label.text, &needle.term.id)?;
            Some(Found::new(Kind::Contiguous(place), &label))
        };
        self.labels.of(row).filter_map(in_label).max()
    }

    /// Whether a row can have a term as typed or scattered. Where it has not, it has no longer one
    /// either.
    pub(super) fn may_have(&self, row: usize, needle: &Needle<'_>) -> bool {
        let strewn = |keys: &Keys| needle.is_strewn_over(keys.text(row));
        strewn(&self.texts) || strewn(&self.names) || self.in_labels(row, needle).is_some()
    }

    /// The best place at which a row has a term scattered.
    pub(super) fn scattered(
        &self,
        row: usize,
        needle: &Needle<'_>,
        matcher: &Matcher,
    ) -> Option<Found> {
        let in_key = |key: Key<'_>| {
            let found = matcher.scattered(key.text, needle.term)?;
            let score = i32::try_from(found.score).unwrap_or_default();
            Some(Found::new(Kind::Scattered(score), &key))
        };
        let mut parts = [&self.names, &self.texts].into_iter();
        parts.find_map(|keys| keys.of(row).filter_map(in_key).max())
    }

    /// The best place at which a row reads as a term is said.
    pub(super) fn read(&self, row: usize, term: &Term) -> Option<Found> {
        let said = term.said()?;
        let in_key = |key: Key<'_>| {
            let spoken = said.best(key.text)?;
            Some(Found::new(Kind::Read(spoken.worth()), &key))
        };
        let mut parts = [&self.names, &self.texts].into_iter();
        parts.find_map(|keys| keys.of(row).filter_map(in_key).max())
    }

    /// How near each other all terms stand, where one field has them all: 3 next to each other, 2
    /// about a clause apart, 1 in one text, 0 apart.
    pub(super) fn nearness(&self, row: usize, needles: &[Needle<'_>]) -> u32 {
        let keys = [&self.names, &self.texts].into_iter().flat_map(|keys| keys.of(row));
        let near = keys.map(|key| {
            let text = key.text.as_bytes();
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
