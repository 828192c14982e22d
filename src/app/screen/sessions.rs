//! 会議: the council's sittings, and what came of each year's.

use super::Detail;
use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::OpinionId,
    search::Query,
};

/// State of the view.
#[derive(Debug)]
pub struct Sessions {
    /// 一覧.
    pub list: List,
    /// 詳細.
    pub detail: Detail<OpinionId>,
}

impl Default for Sessions {
    fn default() -> Self {
        Self { list: List::of(Kind::Sessions), detail: Detail::default() }
    }
}

impl Sessions {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let rows = council.catalog.sessions.rows(&Query::new(self.list.query.value()));
            self.list.show(council, rows);
        }
        let linked = self.linked(council);
        self.detail.settle(&linked);
    }

    /// The opinions that the record ties to the selected session.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<OpinionId> {
        let Some(row) = self.list.row() else { return Vec::new() };
        let session = &council.records.sessions[row].id;
        let opinions = council.records.opinions.iter();
        opinions.filter(|o| o.sessions.contains(session)).map(|o| o.id.clone()).collect()
    }
}
