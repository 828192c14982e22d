//! 履歴: what was said, by whom and when, newest first.

use crate::{
    analysis::Council,
    app::{
        filter::{DEEDS, Filter},
        list::{Kind, List},
    },
    search::{Document, Field, Index, Query, Weight},
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct History {
    /// 一覧: positions in the council's history.
    pub list: List,
    /// 絞り込み.
    pub filter: Filter,
}

impl Default for History {
    fn default() -> Self {
        Self { list: List::of(Kind::Deeds), filter: Filter::default() }
    }
}

impl History {
    /// Makes the list fit the journal.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale(&self.filter.words(), council.generation) {
            let query = Query::new(self.list.query.value());
            let mut rows = if query.is_empty() {
                (0..council.history.len()).collect()
            } else {
                found(council, &query)
            };
            rows.retain(|row| self.filter.shows(DEEDS, council, *row));
            self.list.show(council, rows);
        }
    }
}

/// The deeds with every word, in order of time all the same.
fn found(council: &Council, query: &Query) -> Vec<usize> {
    let document = |line| Document { fields: vec![Field::new(Weight::Body, line)] };
    let index = Index::build(council.history.iter().map(|deed| document(deed.line())));
    let mut rows = index.rows(query);
    rows.sort_unstable();
    rows
}
