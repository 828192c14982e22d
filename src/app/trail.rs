//! The trail: where the user was before following a link, to go back to.

use super::{
    Focus, Model, View,
    screen::{History, Matrix, Opinions, Overview, Programs, Sessions, Sources},
};

/// 来た所. A view as it was left: what was selected, searched, filtered and read in it.
#[derive(Debug, Clone)]
pub struct Spot {
    focus: Focus,
    state: State,
}

#[derive(Debug, Clone)]
enum State {
    Overview(Overview),
    Opinions(Opinions),
    Programs(Programs),
    Matrix(Matrix),
    Sessions(Sessions),
    Sources(Sources),
    History(History),
}

impl Model {
    /// Where the user is.
    pub(super) fn here(&self) -> Spot {
        let state = match self.view {
            View::Overview => State::Overview(self.overview.clone()),
            View::Opinions => State::Opinions(self.opinions.clone()),
            View::Programs => State::Programs(self.programs.clone()),
            View::Matrix => State::Matrix(self.matrix.clone()),
            View::Sessions => State::Sessions(self.sessions.clone()),
            View::Sources => State::Sources(self.sources.clone()),
            View::History => State::History(self.history.clone()),
        };
        Spot { focus: self.focus, state }
    }

    /// Goes back to where the user was.
    pub(super) fn go_back(&mut self, spot: Spot) {
        self.focus = spot.focus;
        self.view = match spot.state {
            State::Overview(state) => {
                self.overview = state;
                View::Overview
            }
            State::Opinions(mut state) => {
                state.list.take_marks(&mut self.opinions.list);
                self.opinions = state;
                View::Opinions
            }
            State::Programs(mut state) => {
                state.list.take_marks(&mut self.programs.list);
                self.programs = state;
                View::Programs
            }
            State::Matrix(state) => {
                self.matrix = state;
                View::Matrix
            }
            State::Sessions(state) => {
                self.sessions = state;
                View::Sessions
            }
            State::Sources(state) => {
                self.sources = state;
                View::Sources
            }
            State::History(state) => {
                self.history = state;
                View::History
            }
        };
    }
}
