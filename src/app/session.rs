//! The session: where a person was, to be there again at the next start.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tui_input::Input;

use super::{
    Model, View, field,
    filter::Filter,
    list::Place,
    screen::{Order, Table},
};

/// 続き. What is kept of a visit. Whatever of it the record no longer has is left out when it is taken
/// up again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The title of the view.
    pub view: String,
    /// How each view was left, by its title.
    pub views: BTreeMap<String, Left>,
    /// The word of the order of programs.
    pub order: String,
    /// Whether the second table of 対応表 was shown.
    pub unasked: bool,
    /// The column of 対応表.
    pub column: usize,
    /// Whether the mouse was given back to the terminal.
    pub no_mouse: bool,
}

/// A view as it was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Left {
    /// The row that was selected.
    pub place: Place,
    /// What was searched for.
    pub query: String,
    /// The words chosen, by their facet.
    pub filter: BTreeMap<String, String>,
}

impl Left {
    fn hides_rows(&self) -> bool {
        !self.query.is_empty() || !self.filter.is_empty()
    }
}

impl Model {
    /// Where the person is.
    #[must_use]
    pub fn session(&self) -> Session {
        let left = |view: View| {
            let list = self.list_of(view);
            let filter = self.filter_of(view).map(Filter::chosen).unwrap_or_default();
            let query = list.query.value().to_owned();
            (view.title().to_owned(), Left { place: list.place(), query, filter })
        };
        Session {
            view: self.view.title().to_owned(),
            views: View::ALL.into_iter().map(left).collect(),
            order: self.programs.order.word().to_owned(),
            unasked: self.matrix.table == Table::Unasked,
            column: self.matrix.column,
            no_mouse: !self.mouse,
        }
    }

    /// Goes where the person was, as far as the record still has it.
    pub fn resume(&mut self, session: &Session) {
        self.mouse = !session.no_mouse;
        self.matrix.column = session.column;
        self.matrix.table = if session.unasked { Table::Unasked } else { Table::Opinions };
        let mut orders = Order::ALL.into_iter();
        self.programs.order =
            orders.find(|order| order.word() == session.order).unwrap_or_default();
        for view in View::ALL {
            let Some(left) = session.views.get(view.title()) else { continue };
            self.view = view;
            if !left.filter.is_empty() {
                self.filter_again(left);
            }
            let mut query = Input::default();
            field::paste(&mut query, &left.query);
            // Its rows are made when it is looked at.
            self.list_mut().resume(left.place.clone(), query);
        }
        let mut views = View::ALL.into_iter();
        self.view = views.find(|view| view.title() == session.view).unwrap_or(View::Overview);
        self.settle();
        if session.views.get(self.view.title()).is_some_and(Left::hides_rows) {
            self.tell("前回の絞り込み・検索のまま開きました。Esc で全部を表示します。");
        }
    }

    /// Chooses what was chosen in the view, but for words that no record has any more: they would
    /// hide everything.
    fn filter_again(&mut self, left: &Left) {
        self.settle();
        let choices = super::update::choices(self);
        let kept = choices.iter().filter(|it| left.filter.get(it.facet) == Some(&it.word));
        let kept: Vec<_> = kept.map(|it| (it.facet, it.word.clone())).collect();
        if let Some(filter) = self.filter_mut() {
            *filter = Filter::of(kept);
        }
    }
}
