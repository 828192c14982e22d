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
    /// Of the history of one generation.
    index: Option<(u64, Index)>,
}

impl Default for History {
    fn default() -> Self {
        Self { list: List::of(Kind::Deeds), filter: Filter::default(), index: None }
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
                self.search(council, &query)
            };
            rows.retain(|row| self.filter.shows(DEEDS, council, *row));
            self.list.show(council, rows);
        }
    }

    /// The deeds with every word, in order of time all the same.
    fn search(&mut self, council: &Council, query: &Query) -> Vec<usize> {
        let generation = council.generation;
        let document = |line| Document { fields: vec![Field::new(Weight::Body, line)] };
        let (_, index) = match self.index.take().filter(|(made, _)| *made == generation) {
            Some(made) => self.index.insert(made),
            None => self.index.insert((
                generation,
                Index::build(council.history.iter().map(|deed| document(deed.line()))),
            )),
        };
        let mut rows = index.rows(query);
        rows.sort_unstable();
        rows
    }
}
