//! 記入: what can be said here, made from the key table. Enter or the letter says it.

use crate::{
    analysis::Council,
    app::{
        keymap::{self, Binding, Scope},
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct Menu {
    /// What it is for: `ア(イ)`, `3件の意見`.
    pub whose: String,
    /// 一覧, by position among the rows.
    pub list: List,
}

impl Menu {
    /// The menu for something.
    #[must_use]
    pub fn new(whose: String) -> Self {
        Self { whose, list: List::of(Kind::Positions) }
    }

    /// Its rows.
    pub fn rows() -> impl Iterator<Item = &'static Binding> {
        keymap::bindings(&[Scope::Writing])
    }

    /// Makes the list fit the key table.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..Self::rows().count()).collect());
        }
    }

    /// The row that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&'static Binding> {
        Self::rows().nth(self.list.row()?)
    }
}
