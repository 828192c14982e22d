//! What stands on top of a view. There is never more than one.

mod cell;
mod filter_menu;
mod help;
mod picker;
mod search_all;

pub use cell::Cell;
pub use filter_menu::{FilterMenu, MenuRow};
pub use help::{Help, Topic};
pub use picker::{Pair, Picker, Side};
pub use search_all::SearchAll;

use super::list::{List, Step};
use crate::analysis::Council;

/// 小窓.
#[derive(Debug)]
pub enum Overlay {
    /// 対応付け.
    Picker(Picker),
    /// 全体の検索.
    SearchAll(SearchAll),
    /// 使い方.
    Help(Help),
    /// 絞込.
    Filter(FilterMenu),
    /// 対応表の内訳.
    Cell(Cell),
    /// 記録の問題, by position.
    Problems(List),
}

impl Overlay {
    /// The list in it.
    #[must_use]
    pub fn list(&self) -> &List {
        match self {
            Self::Picker(picker) => &picker.list,
            Self::SearchAll(search) => &search.list,
            Self::Help(help) => &help.list,
            Self::Filter(menu) => &menu.list,
            Self::Cell(cell) => &cell.list,
            Self::Problems(list) => list,
        }
    }

    /// Whether a row only heads others, so that there is nothing to choose on it.
    fn is_heading(&self, row: usize) -> bool {
        match self {
            Self::Help(help) => help.is_heading(row),
            Self::Filter(menu) => matches!(menu.rows.get(row), Some(MenuRow::Heading(_))),
            Self::Picker(_) | Self::SearchAll(_) | Self::Cell(_) | Self::Problems(_) => false,
        }
    }

    /// Moves in the list, over headings.
    pub(super) fn step(&mut self, council: &Council, step: Step, page: usize) {
        self.list_mut().step(council, step, page);
        let on_heading = self.list().row().is_some_and(|row| self.is_heading(row));
        if on_heading {
            // The first row of all is a heading: from there it only goes down.
            let up = matches!(step, Step::Up | Step::PageUp) && self.list().at() > 0;
            self.list_mut().step(council, if up { Step::Up } else { Step::Down }, page);
        }
    }

    /// Whether it takes the place of the view instead of lying on it.
    #[must_use]
    pub fn fills_the_body(&self) -> bool {
        matches!(self, Self::Picker(_) | Self::SearchAll(_))
    }

    pub(super) fn list_mut(&mut self) -> &mut List {
        match self {
            Self::Picker(picker) => &mut picker.list,
            Self::SearchAll(search) => &mut search.list,
            Self::Help(help) => &mut help.list,
            Self::Filter(menu) => &mut menu.list,
            Self::Cell(cell) => &mut cell.list,
            Self::Problems(list) => list,
        }
    }
}
