//! 操作: everything that can be done, found by words, readings or keys.

use crate::{
    analysis::Council,
    app::{
        Model,
        keymap::{
            finder::Finder,
            items::{Item, items},
        },
        list::{Kind, List},
    },
};

/// State of the palette.
#[derive(Debug)]
pub struct Palette {
    /// 一覧, by position among the items.
    pub list: List,
    items: Vec<Item>,
}

impl Palette {
    /// The palette over a view.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        Self { list: List::of(Kind::Positions), items: items(model) }
    }

    /// Its items.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Makes the list fit what is typed: what can be done here first, then the nearest.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            let finder = Finder::new(self.list.query.value());
            let found = self.items.iter().enumerate().filter_map(|(at, item)| {
                Some((item.trouble.is_some(), finder.rank(item.binding)?, at))
            });
            let mut found: Vec<_> = found.collect();
            found.sort_unstable();
            self.list.show(council, found.into_iter().map(|(.., at)| at).collect());
        }
    }

    /// The item that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Item> {
        self.items.get(self.list.row()?)
    }
}
