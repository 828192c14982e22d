//! 全体の検索: one search over opinions, programs and sessions.

use crate::{
    analysis::{Council, Subject},
    app::list::{Kind, List},
    search::Query,
};

/// How many hits are listed. Nobody reads further; another word narrows faster.
const HITS: usize = 200;

/// State of the overlay.
#[derive(Debug)]
pub struct SearchAll {
    /// 一覧, by position among the hits.
    pub list: List,
    /// 検索結果, best first.
    pub hits: Vec<Subject>,
}

impl Default for SearchAll {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), hits: Vec::new() }
    }
}

impl SearchAll {
    /// Makes the hits fit what is typed.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let query = Query::new(self.list.query.value());
            self.hits =
                if query.is_empty() { Vec::new() } else { council.catalog().search(&query, HITS) };
            self.list.show(council, (0..self.hits.len()).collect());
        }
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Subject> {
        self.list.row().and_then(|row| self.hits.get(row).copied())
    }
}
