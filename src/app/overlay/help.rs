//! 使い方: the keys of the present view or of the whole program, made from the key table, found by
//! words, readings or keys. Enter does what a row says.

use crate::{
    analysis::Council,
    app::{
        Command,
        keymap::{self, BINDINGS, Binding, Scope, finder::Finder},
        list::{Kind, List},
    },
};

/// State of the popup.
#[derive(Debug)]
pub struct Help {
    /// 一覧, by position among the topics.
    pub list: List,
    /// Whether the keys of every place are shown.
    pub all: bool,
    scopes: &'static [Scope],
    /// The keys that may be shown.
    offered: Vec<&'static Binding>,
    topics: Vec<Topic>,
}

/// 行. One row of the help.
#[derive(Debug, Clone)]
pub enum Topic {
    /// A heading: the scope that the rows under it belong to.
    Heading(Scope),
    /// A row of the table, with the keys that count.
    Key(&'static Binding, String),
}

impl Help {
    /// The help of a place: the keys of its scopes, as far as what they do is offered.
    #[must_use]
    pub fn new(scopes: &'static [Scope], offered: impl Fn(Command) -> bool) -> Self {
        let offered = BINDINGS.iter().filter(|binding| offered(binding.command)).collect();
        let list = List::of(Kind::Positions);
        Self { list, all: false, scopes, offered, topics: Vec::new() }
    }

    /// Shows the keys of every place, or those of the present one again.
    pub fn turn(&mut self) {
        self.all = !self.all;
    }

    /// Makes the rows fit what is typed.
    pub fn settle(&mut self, council: &Council) {
        if !self.list.is_stale(if self.all { "all" } else { "" }, 0) {
            return;
        }
        let finder = Finder::new(self.list.query.value());
        self.topics.clear();
        let mut best: Option<(u8, usize)> = None;
        for scope in self.shown_scopes() {
            let rows = self.offered.iter().filter(|binding| binding.scope == scope);
            let rows: Vec<_> = rows.filter_map(|row| Some((finder.rank(row)?, *row))).collect();
            if !rows.is_empty() {
                self.topics.push(Topic::Heading(scope));
            }
            for (rank, binding) in rows {
                let at = self.topics.len();
                if best.is_none_or(|(least, _)| rank < least) {
                    best = Some((rank, at));
                }
                let here = self.scopes.contains(&scope);
                let scopes = if here { self.scopes } else { std::slice::from_ref(&binding.scope) };
                self.topics.push(Topic::Key(binding, binding.keys_in(scopes)));
            }
        }
        self.list.show(council, (0..self.topics.len()).collect());
        // Without a query that is the first row under the first heading.
        self.list.go(council, best.map_or(0, |(_, at)| at));
    }

    fn shown_scopes(&self) -> Vec<Scope> {
        let mut scopes = self.scopes.to_vec();
        if self.all {
            // What counts in views stands at the end of the table.
            for binding in BINDINGS.iter().rev() {
                if !scopes.contains(&binding.scope) {
                    scopes.push(binding.scope);
                }
            }
        }
        scopes
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
            Topic::Key(binding, _) => Some(binding),
            Topic::Heading(_) => None,
        }
    }

    /// Whether a row counts where the help was asked for.
    #[must_use]
    pub fn counts(&self, binding: &Binding) -> bool {
        let mut here = keymap::bindings(self.scopes);
        here.any(|other| other.command == binding.command)
    }
}
