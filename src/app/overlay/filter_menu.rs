//! 絞込: the words by which the list underneath can be filtered. Enter chooses one, or no longer.

use crate::{
    analysis::Council,
    app::{
        filter::Choice,
        list::{Kind, List},
    },
    domain::SavedView,
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
    /// 保存した検索.
    View(SavedView),
    /// Gives the present search and filter a name.
    Keep,
}

/// What heads the searches that were kept.
const VIEWS: &str = "保存した検索";

impl FilterMenu {
    /// The menu of these words, those of a facet together, and of these searches; and whether there is
    /// one to keep.
    #[must_use]
    pub fn new(choices: Vec<Choice>, views: Vec<SavedView>, keep: bool) -> Self {
        let mut rows = Vec::new();
        for choice in choices {
            let heading = MenuRow::Heading(choice.facet);
            if !rows.contains(&heading) {
                rows.push(heading);
            }
            rows.push(MenuRow::Choice(choice));
        }
        if keep || !views.is_empty() {
            rows.push(MenuRow::Heading(VIEWS));
        }
        rows.extend(views.into_iter().map(MenuRow::View));
        rows.extend(keep.then_some(MenuRow::Keep));
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

    /// Takes other rows, and stays where it was among them.
    pub fn renew(&mut self, fresh: Self, council: &Council) {
        let at = self.list.at().min(fresh.rows.len().saturating_sub(1));
        self.rows = fresh.rows;
        self.list.show(council, (0..self.rows.len()).collect());
        let is_heading = matches!(self.rows.get(at), Some(MenuRow::Heading(_)));
        self.list.go(council, if is_heading { at.saturating_sub(1) } else { at });
    }

    /// The row that is selected.
    #[must_use]
    pub fn row(&self) -> Option<&MenuRow> {
        self.rows.get(self.list.row()?)
    }

    /// The word that is selected; `None` on any other row.
    #[must_use]
    pub fn selected(&self) -> Option<&Choice> {
        match self.row()? {
            MenuRow::Choice(choice) => Some(choice),
            MenuRow::Heading(_) | MenuRow::View(_) | MenuRow::Keep => None,
        }
    }
}
