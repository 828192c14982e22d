//! The state of each view: parameters (what is searched, filtered, selected), never copies.

mod changes;
mod history;
mod matrix;
mod opinions;
mod overview;
mod programs;
mod sessions;
mod sources;

pub use changes::{Changes, News};
pub use history::History;
pub use matrix::{Matrix, Table};
pub use opinions::{Opinions, Part};
pub use overview::{Overview, Row, Task};
pub use programs::{Order, Programs, amounts, growth};
pub use sessions::Sessions;
pub use sources::{Exhibit, Sources, Taken};

use crate::domain::{EventId, OpinionId, ProgramId};

/// What a detail leads to, or holds to be acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// 意見.
    Opinion(OpinionId),
    /// 事業.
    Program(ProgramId),
    /// 関連なし, of everybody who says so of the opinion.
    Reject(OpinionId),
    /// メモ.
    Note(EventId),
    /// 候補: an opinion that a program may answer, and nobody has linked.
    Candidate(OpinionId),
}

/// 詳細. Where the reader is in a detail pane.
#[derive(Debug, Clone)]
pub struct Detail<Id> {
    /// Whose detail it is, by id.
    of: Option<String>,
    /// Which of the linked records is selected; `None` where nothing is linked.
    pub selected: Option<Id>,
    /// Where that stood when the record was last looked at; where to stay when it goes.
    at: usize,
    /// How many lines are scrolled away.
    pub scroll: usize,
}

impl<Id> Default for Detail<Id> {
    fn default() -> Self {
        Self { of: None, selected: None, at: 0, scroll: 0 }
    }
}

impl<Id: Clone + PartialEq> Detail<Id> {
    /// The detail of a record, with one of its linked records selected.
    pub fn at(of: &str, selected: Id) -> Self {
        Self { of: Some(of.to_owned()), selected: Some(selected), ..Self::default() }
    }

    /// Moves among the linked records; `false` where there is none to move to.
    pub fn step(&mut self, linked: &[Id], down: bool) -> bool {
        let at = self.selected.as_ref().and_then(|id| linked.iter().position(|other| other == id));
        let to = match (at, down) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) if at > 0 => at - 1,
            (Some(_), false) => return false,
        };
        let Some(id) = linked.get(to) else { return false };
        self.selected = Some(id.clone());
        true
    }

    /// Reads another record from the top. What is selected stays selected; where it has gone, what
    /// took its place is.
    pub fn settle(&mut self, of: Option<&str>, linked: &[Id]) {
        if self.of.as_deref() != of {
            *self = Self { of: of.map(str::to_owned), ..Self::default() };
        }
        let found =
            self.selected.as_ref().and_then(|id| linked.iter().position(|other| other == id));
        self.at = found.unwrap_or(self.at.min(linked.len().saturating_sub(1)));
        self.selected = linked.get(self.at).cloned();
    }
}
