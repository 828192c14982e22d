//! Moving about: in lists, between panes, along a detail.

use std::ops::Range;

use crate::{
    analysis::Council,
    app::{
        Focus, Measure, Model, Overlay, View,
        form::Form,
        layout::{LOOKUP_ROWS, NEWS_ROWS, OUTLINE_ROWS, PICKER_ROWS, Pane},
        list::{List, Step},
        screen::Table,
    },
};

use super::reading;

/// So many records are made ready for a search while a key is drawn, if they are not yet.
const FEW: usize = 500;
/// How many between two looks for the next key: about a millisecond's work.
const ROWS_BETWEEN_KEYS: usize = 200;
/// A search that takes more pieces of work than that is slow: about a tenth of a second.
const PATIENCE: usize = 200;

impl Model {
    /// How many rows of its list the view shows at once.
    #[must_use]
    pub fn page(&self) -> usize {
        let (list, _) = self.size.split();
        let body = self.size.body();
        match self.view {
            View::Overview if self.council.is_for_members() => {
                body.rows(0).saturating_sub(usize::from(NEWS_ROWS)).max(1)
            }
            View::Overview => {
                let parts = self.overview.parts(&self.council, self.size);
                parts.todo.saturating_sub(1 + parts.counts).max(1)
            }
            View::Matrix => body.rows(2),
            View::History => body.rows(1),
            View::Opinions | View::Programs | View::Sources => list.rows(1),
            View::Sessions => list.rows(0),
        }
    }

    /// How many rows of its list the overlay shows at once.
    #[must_use]
    pub fn overlay_page(&self) -> usize {
        let body = self.size.body();
        match self.overlay {
            Some(Overlay::Picker(_)) => usize::from(body.height.saturating_sub(PICKER_ROWS)).max(1),
            Some(Overlay::SearchAll(_)) => body.rows(2),
            Some(Overlay::Bar(_)) => body.rows(1),
            Some(Overlay::Help(_) | Overlay::Palette(_)) => body.rows(LOOKUP_ROWS),
            Some(Overlay::Outline(_)) => body.rows(1 + OUTLINE_ROWS),
            Some(Overlay::CarryOver(_)) => body.rows(OUTLINE_ROWS),
            _ => usize::from(body.height.saturating_sub(4)),
        }
    }

    /// The pane of the detail in this view.
    #[must_use]
    pub fn detail_pane(&self) -> Pane {
        self.size.split().1
    }

    /// The list of the view.
    #[must_use]
    pub fn list(&self) -> &List {
        self.list_of(self.view)
    }

    pub(in crate::app) fn list_of(&self, view: View) -> &List {
        match view {
            View::Overview if self.council.is_for_members() => &self.changes.list,
            View::Overview => &self.overview.list,
            View::Opinions => &self.opinions.list,
            View::Programs => &self.programs.list,
            View::Matrix => match self.matrix.table {
                Table::Opinions => &self.matrix.opinions,
                Table::Unasked => &self.matrix.unasked,
            },
            View::Sessions => &self.sessions.list,
            View::Sources => &self.sources.list,
            View::History => &self.history.list,
        }
    }

    /// Whether anything is searched for.
    fn is_searched(&self) -> bool {
        let over = self.overlay.as_ref().and_then(Overlay::list);
        over.into_iter().chain([self.list()]).any(|list| !list.query.value().is_empty())
    }

    pub(in crate::app) fn list_mut(&mut self) -> &mut List {
        self.list_and_council().0
    }

    /// The list of the view, and the record by whose ids it moves.
    fn list_and_council(&mut self) -> (&mut List, &Council) {
        let council = &self.council;
        let list = match self.view {
            View::Overview if council.is_for_members() => &mut self.changes.list,
            View::Overview => &mut self.overview.list,
            View::Opinions => &mut self.opinions.list,
            View::Programs => &mut self.programs.list,
            View::Matrix => match self.matrix.table {
                Table::Opinions => &mut self.matrix.opinions,
                Table::Unasked => &mut self.matrix.unasked,
            },
            View::Sessions => &mut self.sessions.list,
            View::Sources => &mut self.sources.list,
            View::History => &mut self.history.list,
        };
        (list, council)
    }

    /// The field that is being typed into.
    pub(super) fn input(&mut self) -> Option<&mut tui_input::Input> {
        if self.overlay.is_none() {
            return self.list_search.then(|| &mut self.list_mut().query);
        }
        match &mut self.overlay {
            Some(Overlay::Picker(picker)) => Some(&mut picker.list.query),
            Some(Overlay::SearchAll(search)) => Some(&mut search.list.query),
            Some(Overlay::Help(help)) => Some(&mut help.list.query),
            Some(Overlay::Palette(palette)) => Some(&mut palette.list.query),
            _ => None,
        }
    }

    /// Whether what is pressed is typed into a field.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        match &self.overlay {
            None => self.list_search,
            Some(
                Overlay::Picker(_) | Overlay::SearchAll(_) | Overlay::Help(_) | Overlay::Palette(_),
            ) => true,
            Some(overlay) => overlay.form().is_some_and(Form::is_typed_into),
        }
    }

    /// Goes on searching the list of the view.
    pub(in crate::app) fn search_list_for(&mut self, words: &str) {
        self.focus = Focus::List;
        self.list_search = true;
        self.list_mut().query = words.into();
    }

    /// Takes the marks of the list away; `false` where there are none.
    pub(super) fn clear_marks(&mut self) -> bool {
        let marked = self.list().marks() > 0;
        self.list_mut().clear_marks();
        marked
    }

    /// Clears what the list is searched for.
    pub(super) fn clear_query(&mut self) {
        self.list_mut().query.reset();
    }

    /// Whether something goes on between two keys: the index is not made, a search is on its way, or
    /// 候補 are made out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.council.is_all_prepared() || self.is_searching() || self.council.is_proposing()
    }

    fn is_searching(&self) -> bool {
        let over = match &self.overlay {
            Some(Overlay::SearchAll(search)) => search.is_searching(),
            Some(overlay) => overlay.list().is_some_and(List::is_searching),
            None => false,
        };
        over || self.list().is_searching()
    }

    /// Whether something has been searched for so long that the user must be told. What is found in
    /// the twinkling of an eye is shown without a word.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.waited >= PATIENCE && self.is_searching()
    }

    /// Does a little of what goes on between two keys: `true` where there is something new to draw.
    pub fn work(&mut self) -> bool {
        if !self.is_searching() {
            let proposing = self.council.is_proposing();
            if proposing {
                self.council.propose();
                self.settle();
            } else {
                self.council.prepare(ROWS_BETWEEN_KEYS);
            }
            return proposing;
        }
        self.waited += 1;
        let slow_now = self.waited == PATIENCE;
        if !self.council.prepare(ROWS_BETWEEN_KEYS) {
            return slow_now;
        }
        let before = self.rows_shown();
        self.settle();
        slow_now || self.rows_shown() != before || !self.is_searching()
    }

    fn rows_shown(&self) -> (usize, Option<usize>) {
        (self.list().shown(), self.overlay.as_ref().and_then(Overlay::list).map(List::shown))
    }

    /// Brings the search to its end: what a key does must be done to what was asked for.
    pub(super) fn finish_searching(&mut self) {
        while self.is_searching() {
            self.council.prepare(usize::MAX);
            self.settle();
        }
    }

    /// Makes the lists of view and overlay fit the record, and keeps what is selected in sight.
    pub(in crate::app) fn settle(&mut self) {
        let overlay_page = self.overlay_page();
        let records = &self.council.records;
        if records.opinions.len() + records.programs.len() <= FEW && self.is_searched() {
            self.council.prepare(usize::MAX);
        }
        let council = &self.council;
        match self.view {
            View::Overview if council.is_for_members() => self.changes.settle(council),
            View::Overview => self.overview.settle(council, self.today),
            View::Opinions => self.opinions.settle(council),
            View::Programs => self.programs.settle(council),
            View::Matrix => self.matrix.settle(council),
            View::Sessions => self.sessions.settle(council),
            View::Sources => self.sources.settle(council),
            View::History => self.history.settle(council),
        }
        match &mut self.overlay {
            None
            | Some(
                Overlay::Entry(_)
                | Overlay::Meeting(_)
                | Overlay::Review(_)
                | Overlay::KeepView(_)
                | Overlay::Confirm(_)
                | Overlay::Told(_),
            ) => {}
            Some(Overlay::Bar(bar)) => bar.settle(council),
            Some(Overlay::Palette(palette)) => palette.settle(council),
            Some(Overlay::Picker(picker)) => picker.settle(council),
            Some(Overlay::SearchAll(search)) => search.settle(council, &self.kept),
            Some(Overlay::Help(help)) => help.settle(council),
            Some(Overlay::Filter(menu)) => menu.settle(council),
            Some(Overlay::HandOut(hand_out)) => hand_out.settle(council),
            Some(Overlay::Compare(compare)) => compare.settle(council),
            Some(Overlay::Looks(looks)) => self.look = looks.selected(),
            Some(Overlay::Cell(cell)) => cell.settle(council),
            Some(Overlay::Reading(reading)) => reading.settle(council),
            Some(Overlay::Dispute(dispute)) => dispute.settle(council),
            Some(Overlay::Drafts(drafts)) => drafts.settle(council),
            Some(Overlay::Menu(menu)) => menu.settle(council),
            Some(Overlay::Outcomes(outcomes)) => outcomes.settle(council),
            Some(Overlay::Problems(list)) => settle_problems(list, council),
            Some(Overlay::Outline(outline)) => outline.settle(council),
            Some(Overlay::CarryOver(carry)) => carry.settle(council),
        }
        if !self.is_searching() {
            self.waited = 0;
        }
        let page = self.page();
        self.list_mut().scroll(page);
        if let Some(list) = self.overlay.as_mut().and_then(Overlay::list_mut) {
            list.scroll(overlay_page);
        }
    }
}

/// Marks the selected row of the list and moves on to the next.
pub fn mark(model: &mut Model) {
    let page = model.page();
    if let Some((list, council)) = markable(model) {
        list.mark_and_step(council, page);
    }
}

/// Marks every row the list shows, or takes their marks away.
pub fn mark_all(model: &mut Model) {
    if let Some((list, council)) = markable(model) {
        list.mark_all_shown(council);
    }
}

/// The list whose rows can be marked. From the detail one does not see what would be marked next.
fn markable(model: &mut Model) -> Option<(&mut List, &Council)> {
    if model.focus == Focus::Detail {
        model.tell("印は一覧で付けます。Tab で一覧に移ります。");
        return None;
    }
    match model.view {
        View::Opinions => Some((&mut model.opinions.list, &model.council)),
        View::Programs => Some((&mut model.programs.list, &model.council)),
        _ => None,
    }
}

fn settle_problems(list: &mut List, council: &Council) {
    if list.is_stale("", council.generation) {
        list.show(council, (0..council.troubles.len()).collect());
    }
}

/// Moves in the overlay, the list, or the detail: whichever has the focus.
pub fn step(model: &mut Model, step: Step) {
    let (page, overlay_page) = (model.page(), model.overlay_page());
    if matches!(model.overlay, Some(Overlay::Reading(_))) {
        reading::step(model, step);
    } else if matches!(model.overlay, Some(Overlay::Told(_))) {
        in_told(model, step);
    } else if let Some(overlay) = &mut model.overlay {
        overlay.step(&model.council, step, overlay_page);
    } else if model.focus == Focus::Detail && !model.list_search {
        in_detail(model, step);
    } else {
        let (list, council) = model.list_and_council();
        list.step(council, step, page);
    }
}

/// Selects a row of the list on top, by its place among the rows shown.
pub fn select(model: &mut Model, at: usize) {
    if let Some(overlay) = &mut model.overlay {
        let row = overlay.list().and_then(|list| list.rows().get(at).copied());
        if row.is_some_and(|row| !overlay.is_heading(row))
            && let Some(list) = overlay.list_mut()
        {
            list.go(&model.council, at);
        }
        return;
    }
    model.focus = Focus::List;
    let (list, council) = model.list_and_council();
    list.go(council, at);
}

/// Scrolls the detail by so many lines, whatever is selected in it.
pub fn scroll_detail(model: &mut Model, down: bool, lines: usize) {
    let page = model.detail_pane().rows(0);
    let last = (model.measure)(model).lines.saturating_sub(page);
    if let Some(scroll) = scroll_of(model) {
        let top = (*scroll).min(last);
        *scroll = if down { (top + lines).min(last) } else { top.saturating_sub(lines) };
    }
}

/// Scrolls what was found.
fn in_told(model: &mut Model, step: Step) {
    let page = model.size.body().rows(0);
    let last = (model.measure)(model).lines.saturating_sub(page);
    if let Some(Overlay::Told(told)) = &mut model.overlay {
        told.scroll = step.from(told.scroll.min(last), last + 1, page);
    }
}

/// In a detail the arrows move among what can be selected, and scroll by a line where the next of it
/// is out of sight: nothing is passed over unread.
fn in_detail(model: &mut Model, step: Step) {
    let page = model.detail_pane().rows(0);
    let Measure { lines, selected } = (model.measure)(model);
    let last = lines.saturating_sub(page);
    let Some(scroll) = scroll_of(model) else { return };
    let top = (*scroll).min(last);
    // What has been scrolled away is come back to before another is selected.
    let far = match (&selected, step) {
        (Some(at), Step::Down) => at.start >= top + page,
        (Some(at), Step::Up) => at.end <= top,
        _ => false,
    };
    if !far && among_linked(model, step) {
        let to = (model.measure)(model).selected.unwrap_or_default();
        let (reached, back) = match step {
            Step::Down => (to.start <= top + page, Step::Up),
            _ => (to.end >= top, Step::Down),
        };
        if reached {
            return show_lines(model, &to);
        }
        among_linked(model, back);
    }
    if let Some(scroll) = scroll_of(model) {
        *scroll = step.from(top, last + 1, page);
    }
}

/// Brings lines of the detail into sight, moving as little as possible. Those that are longer than
/// the page are shown from the first.
fn show_lines(model: &mut Model, at: &Range<usize>) {
    let page = model.detail_pane().rows(0);
    let last = (model.measure)(model).lines.saturating_sub(page);
    if let Some(scroll) = scroll_of(model) {
        *scroll = (*scroll).max(at.end.saturating_sub(page)).min(at.start).min(last);
    }
}

/// Goes into the detail, what is selected there in sight.
pub fn into_detail(model: &mut Model) {
    model.focus = Focus::Detail;
    if let Some(at) = (model.measure)(model).selected {
        show_lines(model, &at);
    }
}

fn scroll_of(model: &mut Model) -> Option<&mut usize> {
    match model.view {
        View::Opinions => Some(&mut model.opinions.detail.scroll),
        View::Programs => Some(&mut model.programs.detail.scroll),
        View::Sessions => Some(&mut model.sessions.detail.scroll),
        View::Sources => Some(&mut model.sources.detail.scroll),
        View::Overview | View::Matrix | View::History => None,
    }
}

/// Moves to what can be selected above or below; `false` where there is none.
fn among_linked(model: &mut Model, step: Step) -> bool {
    let down = match step {
        Step::Up => false,
        Step::Down => true,
        _ => return false,
    };
    let council = &model.council;
    match model.view {
        View::Opinions => {
            let parts = model.opinions.parts(council);
            model.opinions.detail.step(&parts, down)
        }
        View::Programs => {
            let linked = model.programs.linked(council);
            model.programs.detail.step(&linked, down)
        }
        View::Sessions => {
            let linked = model.sessions.linked(council);
            model.sessions.detail.step(&linked, down)
        }
        View::Sources => {
            let linked = model.sources.linked(council);
            model.sources.detail.step(&linked, down)
        }
        _ => false,
    }
}

/// To the menu beside this one, or to the column beside this one of the table.
pub fn sideways(model: &mut Model, right: bool) {
    if let Some(Overlay::Bar(bar)) = &mut model.overlay {
        return bar.turn(right);
    }
    let column = model.matrix.column;
    model.matrix.column = if right { column + 1 } else { column.saturating_sub(1) };
}

/// Changes the focus between list and detail, where there is a detail.
pub fn next_pane(model: &mut Model) {
    let has_detail =
        matches!(model.view, View::Opinions | View::Programs | View::Sessions | View::Sources);
    match model.focus {
        Focus::List if has_detail => into_detail(model),
        _ => model.focus = Focus::List,
    }
}

/// The next or previous record, the focus staying where it is.
pub fn other_record(model: &mut Model, direction: Step) {
    let focus = std::mem::replace(&mut model.focus, Focus::List);
    step(model, direction);
    model.focus = focus;
}
