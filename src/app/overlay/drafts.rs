//! 書きかけの控え: what was being typed when the dashboard ended before, to go on with or to throw away.

use crate::{
    analysis::Council,
    app::{
        draft::Kept,
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct Drafts {
    /// 控え, the latest first.
    pub kept: Vec<Kept>,
    /// 一覧, by position among them.
    pub list: List,
}

impl Drafts {
    /// The popup as it opens.
    #[must_use]
    pub fn new(kept: Vec<Kept>) -> Self {
        Self { kept, list: List::of(Kind::Positions) }
    }

    /// Makes the list fit what there is.
    pub fn settle(&mut self, council: &Council) {
        let count = self.kept.len();
        if self.list.is_stale(&count.to_string(), 0) {
            self.list.show(council, (0..count).collect());
        }
    }

    /// The one that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Kept> {
        self.kept.get(self.list.row()?)
    }
}
