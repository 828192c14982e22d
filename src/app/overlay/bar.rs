//! メニュー: the menu bar, made from the key table.

use crate::{
    analysis::Council,
    app::{
        Model,
        keymap::items::{Item, Title, items},
        list::{Kind, List},
    },
};

/// State of the menu bar.
#[derive(Debug)]
pub struct Bar {
    /// Which menu is open, by position.
    pub at: usize,
    /// 一覧, by position among the items of the open menu.
    pub list: List,
    menus: Vec<(Title, Vec<Item>)>,
}

impl Bar {
    /// The menus over a view. The menus are those in which there is anything.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let mut all = items(model);
        let mut menus = Vec::new();
        for title in Title::ALL {
            let (here, rest): (Vec<_>, Vec<_>) =
                all.into_iter().partition(|item| Title::of(item.command) == Some(title));
            all = rest;
            if !here.is_empty() {
                menus.push((title, here));
            }
        }
        Self { at: 0, list: List::of(Kind::Positions), menus }
    }

    /// The words on the bar.
    pub fn titles(&self) -> impl Iterator<Item = &'static str> {
        self.menus.iter().map(|(title, _)| title.word())
    }

    /// The items of the open menu.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        self.menus.get(self.at).map_or(&[], |(_, items)| items)
    }

    /// The item that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Item> {
        self.items().get(self.list.row()?)
    }

    /// Opens the menu so many places further, around the ends.
    pub fn turn(&mut self, right: bool) {
        let count = self.menus.len().max(1);
        let step = if right { 1 } else { count - 1 };
        self.open((self.at + step) % count);
    }

    /// Opens a menu.
    pub fn open(&mut self, at: usize) {
        self.at = at.min(self.menus.len().saturating_sub(1));
        self.list = List::of(Kind::Positions);
    }

    /// Makes the list fit the open menu.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.items().len()).collect());
        }
    }
}
