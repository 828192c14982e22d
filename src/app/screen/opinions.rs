//! 意見: the list of opinions, and one of them in full.

use super::Detail;
use crate::{
    analysis::Council,
    app::{
        filter::{Filter, OPINIONS},
        list::{Kind, List},
    },
    domain::ProgramId,
    search::Query,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Opinions {
    /// 一覧.
    pub list: List,
    /// 絞り込み.
    pub filter: Filter,
    /// 詳細.
    pub detail: Detail<ProgramId>,
}

impl Default for Opinions {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Opinions),
            filter: Filter::default(),
            detail: Detail::default(),
        }
    }
}

impl Opinions {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale(&self.filter.words(), council.generation) {
            let mut rows = council.catalog().opinions.rows(&Query::new(self.list.query.value()));
            rows.retain(|row| self.filter.shows(OPINIONS, council, *row));
            self.list.show(council, rows);
        }
        let linked = self.linked(council);
        let of = self.list.row().map(|row| council.records.opinions[row].id.as_str());
        self.detail.settle(of, &linked);
    }

    /// The programs linked to the selected opinion, answers first.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<ProgramId> {
        let selected = self.list.row().map(|row| &council.records.opinions[row].id);
        let ties = selected.into_iter().flat_map(|id| council.ties_of(id));
        ties.map(|tie| tie.program.clone()).collect()
    }
}
