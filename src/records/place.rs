//! Where each record stands in its file.
//!
//! Texts are not kept: a place is a file and a range of bytes, and the file is read again when
//! somebody asks. Has it changed since, its name is all that can be said.

use std::{collections::HashMap, ops::Range, path::PathBuf};

use super::{Records, decode, files, outline::descend};
use crate::problem::Place;

/// 所在. Which record is meant, by its row in [`Records`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locus {
    /// A row of `sources`.
    Source(usize),
    /// A row of `plans`.
    Plan(usize),
    /// An area of a plan.
    Area(usize, usize),
    /// A row of `sessions`.
    Session(usize),
    /// A row of `opinions`.
    Opinion(usize),
    /// An entry of a program.
    Entry(usize, usize),
    /// A row of `procurement`.
    Procurement(usize),
    /// A table of a row of `procurement`.
    Table(usize, usize),
    /// A row of `claims`.
    Claim(usize),
    /// A row of `indicators`.
    Indicator(usize),
    /// A row of `successions`.
    Succession(usize),
    /// A row of `correspondences`.
    Correspondence(usize),
    /// A row of `acknowledged`.
    Acknowledged(usize),
}

/// A range of bytes of one of the files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub(super) file: u32,
    start: u32,
    end: u32,
}

impl Spot {
    pub(super) fn new(file: u32, range: &Range<usize>) -> Self {
        // A record file is far smaller than 4 GiB.
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file, start: narrow(range.start), end: narrow(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where the text of a file comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    Disk(PathBuf),
    BuiltIn(&'static str),
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct Origins {
    pub(super) name: String,
    pub(super) origin: Origin,
    /// The checksum of its text, to notice that it has changed.
    pub(super) checksum: u32,
}

/// The files that were read, and where the records stand in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) files: Vec<Origins>,
    pub(super) spots: HashMap<Locus, Spot>,
}

impl Places {
    fn text(&self, file: u32) -> Option<String> {
        let file = self.files.get(file as usize)?;
        let text = match &file.origin {
            Origin::Disk(path) => decode::decode("", files::read(path).ok()?).ok()?.text,
            Origin::BuiltIn(text) => decode::normalise("", (*text).to_owned()).text,
        };
        (crc32fast::hash(text.as_bytes()) == file.checksum).then_some(text)
    }
}

/// Finds places, keeping the last file at hand: questions come in the order of the files.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    places: &'a Places,
    last: Option<(u32, Option<String>)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self { places, last: None }
    }

    /// The place of a field of a record; of the record, where it does not write the field; of a
    /// word in it, where one is given and is there.
    pub(super) fn find(&mut self, spot: Spot, path: &str, word: &str) -> Place {
        let name = self.places.files.get(spot.file as usize).map_or("", |file| file.name.as_str());
        if self.last.as_ref().is_none_or(|(file, _)| *file != spot.file) {
            self.last = Some((spot.file, self.places.text(spot.file)));
        }
        let Some((_, Some(text))) = &self.last else { return Place::file(name) };
        let mut range = descend(text, spot.range(), path);
        if !word.is_empty()
            && let Some(at) = text.get(range.clone()).and_then(|value| value.find(word))
        {
            range = range.start + at..range.start + at + word.len();
        }
        Place::of(name, text, range)
    }

    /// The same for a record.
    pub(super) fn locate(&mut self, locus: Locus, path: &str, word: &str) -> Option<Place> {
        let spot = *self.places.spots.get(&locus)?;
        Some(self.find(spot, path, word))
    }
}

impl Records {
    /// Where a field of a record stands: `records.place(Locus::Opinion(3), "area")`.
    ///
    /// The path goes down through fields and lists, `rows.3.years.0.small.count`. A record that
    /// does not write the field is shown at its beginning, as it is for the empty path. `None`
    /// for a record that came from no file.
    #[must_use]
    pub fn place(&self, locus: Locus, path: &str) -> Option<Place> {
        self.place_of_word(locus, path, "")
    }

    /// Where a word stands in a field of a record; the field, where the word is not in it.
    #[must_use]
    pub fn place_of_word(&self, locus: Locus, path: &str, word: &str) -> Option<Place> {
        Finder::new(&self.places).locate(locus, path, word)
    }
}
