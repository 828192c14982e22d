//! 配色: the looks to choose from, each shown while the cursor is on it.

use crate::{
    analysis::Council,
    app::{
        Look,
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct Looks {
    /// The look to go back to when nothing is chosen.
    pub before: Look,
    /// 一覧, by position among [`Look::ALL`].
    pub list: List,
}

impl Looks {
    /// The popup, on the look that is in use.
    #[must_use]
    pub fn new(council: &Council, before: Look) -> Self {
        let mut list = List::of(Kind::Positions);
        list.show(council, (0..Look::ALL.len()).collect());
        for _ in Look::ALL.iter().take_while(|look| **look != before) {
            list.step(council, crate::app::list::Step::Down, Look::ALL.len());
        }
        Self { before, list }
    }

    /// The look the cursor is on.
    #[must_use]
    pub fn selected(&self) -> Look {
        let row = self.list.row().and_then(|row| Look::ALL.get(row));
        row.copied().unwrap_or(self.before)
    }
}
