//! 会議: the council's sittings, and what came of each year's.

use super::{Detail, Linked};
use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::RecordId,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Sessions {
    /// 一覧.
    pub list: List,
    /// 詳細.
    pub detail: Detail<Linked>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { list: List::of(Kind::Sessions), detail: Detail::default() }
    }
}

impl Sessions {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        let count = council.records.sessions.len();
        if let Some(rows) = self.list.found("", council, |all| &all.sessions, count) {
            self.list.show(council, rows);
        }
        let linked = self.linked(council);
        let of = self.list.row().map(|row| council.records.sessions[row].id.as_str());
        self.detail.settle(of, &linked);
    }

    /// What can be selected in the detail, from top to bottom: notes, and the opinions that the
    /// record ties to the selected session.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<Linked> {
        let Some(row) = self.list.row() else { return Vec::new() };
        let session = &council.records.sessions[row].id;
        let rows = council.records.opinions_of(session).iter();
        let opinion = |row: &usize| Linked::Opinion(council.records.opinions[*row].id.clone());
        let notes = council.ledger.notes(&RecordId::Session(session.clone())).iter();
        let notes = notes.map(|note| Linked::Note(note.id.clone()));
        notes.chain(rows.map(opinion)).collect()
    }
}
