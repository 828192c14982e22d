//! 全体の検索: one search over opinions, programs and sessions.

use crate::{
    analysis::{Council, Seek, Subject},
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
    seek: Option<Box<Seek>>,
    generation: u64,
    searching: bool,
}

/// About how many rows are searched between two looks for the next key.
const SLICE: usize = 10_000;

impl Default for SearchAll {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Positions),
            hits: Vec::new(),
            seek: None,
            generation: 0,
            searching: false,
        }
    }
}

impl SearchAll {
    /// Makes the hits fit what is typed.
    pub fn settle(&mut self, council: &Council) {
        // The hits of another record than this would be wrong ones until the search is done.
        let late = self.seek.is_some() && self.generation != council.generation;
        if self.list.is_stale("", council.generation) {
            let query = Query::new(self.list.query.value());
            self.generation = council.generation;
            self.searching = !query.is_empty();
            if query.is_empty() {
                self.seek = None;
                self.hits = Vec::new();
                return self.list.show(council, Vec::new());
            }
            let before = self.seek.take().filter(|_| !late);
            let seek = before.map_or_else(|| Seek::new(&query), |it| Seek::after(&it, &query));
            self.seek = Some(Box::new(seek));
        }
        let Some(seek) = self.seek.as_mut().filter(|_| self.searching) else { return };
        let slice = if late { usize::MAX } else { SLICE };
        if (late || council.is_prepared()) && seek.advance(council.catalog(), slice) {
            self.searching = false;
            self.hits = seek.found(HITS);
            self.list.show(council, (0..self.hits.len()).collect());
        }
    }

    /// Whether there is more to find.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.searching
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Subject> {
        self.list.row().and_then(|row| self.hits.get(row).copied())
    }
}
