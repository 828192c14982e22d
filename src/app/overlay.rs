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

use super::list::List;

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
