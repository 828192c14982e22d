//! The catalog: what can be found, and by which words.

mod documents;
mod seek;
mod spoken;

pub use seek::Seek;
pub(super) use spoken::note;
pub use spoken::{Spoken, Uttered};

use crate::{domain::words, records::Records, search::Index};

/// 検索対象. What can be found, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 意見.
    Opinion(usize),
    /// 事業.
    Program(usize),
    /// 会議.
    Session(usize),
    /// 回答, by its position among those of [`Spoken`].
    Answer(usize),
    /// メモ, by its position among those of [`Spoken`].
    Note(usize),
    /// 指標.
    Indicator(usize),
}

words! {
    /// 検索対象の種別, in the order in which equally good ones are shown.
    SubjectKind {
        /// 事業.
        Program = "事業",
        /// 意見.
        Opinion = "意見",
        /// 回答.
        Answer = "回答",
        /// 会議.
        Session = "会議",
        /// 指標.
        Indicator = "指標",
        /// メモ: what the secretariat, and the members to an answer, wrote beside the matter.
        Note = "メモ",
    }
}

impl SubjectKind {
    /// The word for other programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Opinion => "opinion",
            Self::Answer => "answer",
            Self::Session => "session",
            Self::Indicator => "indicator",
            Self::Note => "note",
        }
    }

    /// The subject of the kind at a position.
    #[must_use]
    pub fn at(self, row: usize) -> Subject {
        match self {
            Self::Program => Subject::Program(row),
            Self::Opinion => Subject::Opinion(row),
            Self::Answer => Subject::Answer(row),
            Self::Session => Subject::Session(row),
            Self::Indicator => Subject::Indicator(row),
            Self::Note => Subject::Note(row),
        }
    }
}

impl Subject {
    /// 種別.
    #[must_use]
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Program(_) => SubjectKind::Program,
            Self::Opinion(_) => SubjectKind::Opinion,
            Self::Answer(_) => SubjectKind::Answer,
            Self::Session(_) => SubjectKind::Session,
            Self::Indicator(_) => SubjectKind::Indicator,
            Self::Note(_) => SubjectKind::Note,
        }
    }
}

/// 索引. One index a kind; a row of an index is the record's position.
#[derive(Debug, Default)]
pub struct Catalog {
    /// 意見.
    pub opinions: Index,
    /// 事業.
    pub programs: Index,
    /// 会議.
    pub sessions: Index,
    /// 指標.
    pub indicators: Index,
}

impl Catalog {
    /// Indexes every record.
    #[must_use]
    pub fn of(records: &Records) -> Self {
        let mut catalog = Self::default();
        catalog.grow(records, usize::MAX);
        catalog
    }

    /// Indexes so many more records; `true` once all are.
    pub fn grow(&mut self, records: &Records, count: usize) -> bool {
        for _ in 0..count {
            if let Some(it) = records.opinions.get(self.opinions.len()) {
                self.opinions.push(&documents::opinion(records, it));
            } else if let Some(it) = records.programs.get(self.programs.len()) {
                self.programs.push(&documents::program(records, it));
            } else if let Some(it) = records.sessions.get(self.sessions.len()) {
                self.sessions.push(&documents::session(it));
            } else if let Some(it) = records.indicators.get(self.indicators.len()) {
                self.indicators.push(&documents::indicator(records, it));
            } else {
                return true;
            }
        }
        false
    }
}
