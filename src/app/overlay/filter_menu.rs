//! 絞込: the words by which the list underneath can be filtered. Enter chooses one, or no longer.

use crate::{
    analysis::Council,
    app::{
        filter::Choice,
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct FilterMenu {
    /// The words, a heading before each facet's.
    pub rows: Vec<MenuRow>,
    /// 一覧, by position among the rows.
    pub list: List,
}

/// 行. One row of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuRow {
    /// The name of a facet.
    Heading(&'static str),
    /// A word.
    Choice(Choice),
}

impl FilterMenu {
    /// The menu of these words, those of a facet together.
    #[must_use]
    pub fn new(choices: Vec<Choice>) -> Self {
        let mut rows = Vec::new();
        for choice in choices {
            let heading = MenuRow::Heading(choice.facet);
            if !rows.contains(&heading) {
                rows.push(heading);
            }
            rows.push(MenuRow::Choice(choice));
        }
        Self { rows, list: List::of(Kind::Positions) }
    }

    /// Makes the list fit the rows.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.rows.len()).collect());
            // The first row is a heading.
            self.list.go(council, 1);
        }
    }

    /// The word that is selected; `None` on a heading.
    #[must_use]
    pub fn selected(&self) -> Option<&Choice> {
        match self.rows.get(self.list.row()?)? {
            MenuRow::Choice(choice) => Some(choice),
            MenuRow::Heading(_) => None,
        }
    }
}
