//! 結果: what came of an act on several records, a line each.

use super::entry::Outcome;
use crate::{
    analysis::Council,
    app::list::{Kind, List},
};

/// State of the popup.
#[derive(Debug)]
pub struct Outcomes {
    /// A record each.
    pub parts: Vec<Outcome>,
    /// 一覧, by position among the parts.
    pub list: List,
}

impl Outcomes {
    /// What came of an act.
    #[must_use]
    pub fn new(parts: Vec<Outcome>) -> Self {
        Self { parts, list: List::of(Kind::Positions) }
    }

    /// Makes the list fit the parts.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.parts.len()).collect());
        }
    }
}
