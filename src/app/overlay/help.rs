//! 使い方: the keys of the present view, made from the key table. Enter does what a row says.

use crate::{
    analysis::Council,
    app::{
        Command,
        keymap::{self, Binding, Scope},
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct Help {
    /// 一覧, by position among the topics.
    pub list: List,
    topics: Vec<Topic>,
}

/// 行. One row of the help.
#[derive(Debug, Clone, Copy)]
pub enum Topic {
    /// A heading: the scope that the rows under it belong to.
    Heading(Scope),
    /// A key.
    Key(&'static Binding),
}

impl Help {
    /// The help of a view: the keys of its scopes, as far as what they do is offered.
    #[must_use]
    pub fn new(scopes: &'static [Scope], offered: impl Fn(Command) -> bool) -> Self {
        let mut topics = Vec::new();
        for scope in scopes {
            let keys = keymap::bindings(std::slice::from_ref(scope));
            let mut keys = keys.filter(|binding| offered(binding.command)).peekable();
            if keys.peek().is_some() {
                topics.push(Topic::Heading(*scope));
            }
            topics.extend(keys.map(Topic::Key));
        }
        Self { list: List::of(Kind::Positions), topics }
    }

    /// Makes the list fit the key table.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.topics().len()).collect());
            // The first row is a heading.
            self.list.go(council, 1);
        }
    }

    /// Its rows.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// Whether a row is a heading.
    pub(super) fn is_heading(&self, row: usize) -> bool {
        matches!(self.topics().get(row), Some(Topic::Heading(_)))
    }

    /// The key that is selected; `None` on a heading.
    #[must_use]
    pub fn selected(&self) -> Option<&'static Binding> {
        match self.topics().get(self.list.row()?)? {
            Topic::Key(binding) => Some(binding),
            Topic::Heading(_) => None,
        }
    }
}
