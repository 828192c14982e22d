//! Where each record stands in its file.
//!
//! Neither texts nor bytes are kept: a place is a file and which of its items, and the file is read
//! again when somebody asks. Has it changed since, its name is all that can be said.

use std::{collections::HashMap, ops::Range, path::PathBuf};

use super::{
    Records, decode, files,
    outline::{descend, items, tag, top},
    schema::shape,
};
use crate::problem::{Lines, Place};

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
    /// A row of `terms`.
    Term(usize),
    /// A row of `synonyms`.
    Synonym(usize),
    /// A row of `people`.
    Person(usize),
    /// A row of `views`.
    View(usize),
}

/// An item of the list of one of the files that were read, or the file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Spot {
    pub(super) file: u32,
    pub(super) item: Option<u32>,
}

/// Where the text of a file comes from.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    Disk(PathBuf),
    BuiltIn(&'static str),
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct RecordFile {
    pub(super) name: String,
    pub(super) origin: Origin,
    /// The checksum of its text, to notice that it has changed.
    pub(super) checksum: u32,
    pub(super) outline: Outline,
}

/// Where the items of a file stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outline {
    /// The file is right: its text tells, when somebody asks.
    Told,
    /// Only these could be read.
    Kept(Vec<Range<usize>>),
}

impl Outline {
    pub(super) fn items(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Told => {
                let shape = tag(text).and_then(|tag| shape(&text[tag]));
                items(text, shape.map_or("", |shape| shape.list))
            }
            Self::Kept(items) => items.clone(),
        }
    }
}

/// The files that were read, and where the records stand in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) files: Vec<RecordFile>,
    pub(super) spots: HashMap<Locus, Spot>,
}

impl Places {
    /// The numbers of the files.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.files.iter().zip(0..).map(|(_, number)| number)
    }

    /// Whether nothing was wrong with a file.
    pub(super) fn is_right(&self, number: u32) -> bool {
        self.files.get(number as usize).is_some_and(|file| file.outline == Outline::Told)
    }

    /// Name and text of a file that is still as it was read.
    pub(super) fn named(&self, number: u32) -> Option<(&str, String)> {
        Some((self.files.get(number as usize)?.name.as_str(), self.text(number)?))
    }

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
    last: Option<(u32, Option<Open>)>,
}

/// A file that was read again: its text, and where its items stand.
#[derive(Debug)]
struct Open {
    lines: Lines<'static>,
    items: Vec<Range<usize>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(places: &'a Places) -> Self {
        Self { places, last: None }
    }

    /// The place of a field of a record; of the record, where it does not write the field; of a
    /// word in it, where one is given and is there.
    pub(super) fn find(&mut self, spot: Spot, path: &str, word: &str) -> Place {
        let Some(file) = self.places.files.get(spot.file as usize) else { return Place::file("") };
        let name = file.name.as_str();
        if self.last.as_ref().is_none_or(|(file, _)| *file != spot.file) {
            let open = self.places.text(spot.file).map(|text| {
                let items = file.outline.items(&text);
                Open { lines: Lines::new(text), items }
            });
            self.last = Some((spot.file, open));
        }
        let Some((_, Some(Open { lines, items }))) = &self.last else { return Place::file(name) };
        let text = lines.text();
        let item = spot.item.and_then(|item| items.get(item as usize));
        let mut range = descend(text, item.cloned().unwrap_or_else(|| top(text)), path);
        if !word.is_empty()
            && let Some(at) = text.get(range.clone()).and_then(|value| value.find(word))
        {
            range = range.start + at..range.start + at + word.len();
        }
        lines.place(name, range)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::load_texts;

    const FILES: [(&str, &str); 2] = [
        (
            "plan.ron",
            "\u{feff}Plan(\r\n    id: \"p\", source: \"s\", title: \"計画\", areas: [\r\n        Area(id: \"p/1\", label: \"1\", title: \"創業の促進\"),\r\n    ],\r\n)\r\n",
        ),
        (
            "source.ron",
            "Source(\n    id: \"s\", title: \"報告\", issuer: \"市\", fiscal_year: \"R7\", file: \"f\", purpose: \"\",\n)\n",
        ),
    ];

    #[test]
    fn a_record_a_field_and_a_word_have_a_place() {
        let records = load_texts(&FILES).records;
        let place = |place: Option<Place>| place.map(|place| (place.to_string(), place.length));
        let expected = |place: &str, length| Some((place.to_owned(), length));
        let area = Locus::Area(0, 0);
        assert_eq!(place(records.place(area, "")), expected("plan.ron:3:9", 43));
        assert_eq!(place(records.place(area, "title")), expected("plan.ron:3:44", 7));
        assert_eq!(
            place(records.place_of_word(area, "title", "促進")),
            expected("plan.ron:3:48", 2)
        );
        assert_eq!(place(records.place(area, "budget.year")), expected("plan.ron:3:9", 4));
        assert_eq!(
            place(records.place(Locus::Source(0), "issuer")),
            expected("source.ron:2:35", 3)
        );
        assert_eq!(place(records.place(Locus::Opinion(0), "")), None);
        assert_eq!(
            records.place(area, "").unwrap().excerpt.trim(),
            "Area(id: \"p/1\", label: \"1\", title: \"創業の促進\"),"
        );
    }

    #[test]
    fn a_file_that_has_changed_since_is_named_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("source.ron");
        std::fs::write(&path, FILES[1].1).unwrap();
        let records = crate::records::load(folder.path()).records;
        let line = || records.place(Locus::Source(0), "title").unwrap().line;
        assert_eq!(line(), 2);
        std::fs::write(&path, FILES[1].1.replace("報告", "報告書")).unwrap();
        assert_eq!(line(), 0);
    }
}
