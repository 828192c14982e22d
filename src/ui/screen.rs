//! The views, one a file, of the same names as their state.

mod changes;
mod history;
mod matrix;
pub mod opinions;
mod overview;
pub mod program;
pub mod programs;
pub mod sessions;
pub mod sources;
mod told;

use ratatui::{
    buffer::Buffer,
    layout::{Constraint, Layout, Rect},
    text::Line,
    widgets::Widget,
};

use super::{
    drawn::Drawn,
    input, pane,
    popup::clear_popup,
    text::{line, plain, right, span},
    theme::{Borders, Theme},
};
use crate::{
    analysis::Coverage,
    app::{Focus, Model, Target, View, filter::Filter, layout::Size, list::List},
    domain::{Percent, ProgressState, ThousandYen},
};

/// Draws the view.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Drawn {
    let size = Size { width: area.width, height: area.height };
    let body = pane::rect(size.body(), area);
    let (list, detail) = size.split();
    let (list, detail) = (pane::rect(list, area), pane::rect(detail, area));
    let has_detail =
        matches!(model.view, View::Opinions | View::Programs | View::Sessions | View::Sources);
    if has_detail && size.is_wide() {
        pane::divide(list, theme, buf);
    }
    let panes = Panes { list, detail };
    let mut drawn = Drawn::default();
    drawn.put(body, Target::List);
    if has_detail {
        drawn.put(detail, Target::Detail);
    }
    drawn.lay(match model.view {
        View::Overview if model.council.is_for_members() => changes::draw(model, theme, body, buf),
        View::Overview => overview::draw(model, theme, body, buf),
        View::Opinions => opinions::draw(model, theme, panes, buf),
        View::Programs => programs::draw(model, theme, panes, buf),
        View::Matrix => matrix::draw(model, theme, body, buf),
        View::Sessions => sessions::draw(model, theme, panes, buf),
        View::Sources => sources::draw(model, theme, panes, buf),
        View::History => history::draw(model, theme, body, buf),
    });
    drawn
}

/// Where list and detail go.
#[derive(Clone, Copy)]
pub(super) struct Panes {
    /// 一覧.
    pub list: Rect,
    /// 詳細.
    pub detail: Rect,
}

/// Draws the rows of a list that are in sight. While it is searched, the field takes the place of
/// the title. `row` draws one record, by its position, in so many columns.
#[allow(clippy::too_many_arguments, reason = "one call a screen, each argument named by its type")]
pub(super) fn rows(
    model: &Model,
    list: &List,
    area: Rect,
    headings: &[Line<'_>],
    theme: &Theme,
    buf: &mut Buffer,
    row: impl Fn(usize, usize) -> Line<'static>,
) -> Drawn {
    let mut told = Drawn::default();
    let focused = model.overlay.is_none() && model.focus == Focus::List;
    if focused && model.list_search {
        let place = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
        clear_popup(place, buf);
        let found =
            if model.is_slow() { pane::searching(theme) } else { format!("{}件", list.count()) };
        let [field, count] =
            Layout::horizontal([Constraint::Min(20), Constraint::Length(10)]).areas::<2>(place);
        told.cursor = input::field("検索", &list.query, field, theme, buf);
        line([span(right(&found, usize::from(count.width), theme.borders), theme.dim)])
            .render(count, buf);
    }
    let mut places = area.rows();
    for (heading, place) in headings.iter().zip(places.by_ref()) {
        heading.render(place, buf);
    }
    if list.rows().is_empty() {
        if let Some(place) = places.next() {
            let why = if list.query.value().is_empty() {
                "該当するものはありません。"
            } else if model.is_slow() {
                &pane::searching(theme)
            } else if list.shown() == 0 {
                ""
            } else {
                "見つかりません。言葉を短くするか、変えてみてください。"
            };
            line([span(why, theme.dim)]).render(place, buf);
        }
        return told;
    }
    let page = usize::from(area.height).saturating_sub(headings.len());
    let (first, shown) = list.page(page);
    for ((at, record), place) in (first..).zip(shown).zip(places) {
        let selected = at == list.at();
        let drawn = row(*record, usize::from(place.width).saturating_sub(2));
        if selected {
            buf.set_style(place, theme.selected);
            told.cursor = told.cursor.or(Some(place.as_position()));
        }
        told.put(place, Target::Row(at));
        let marked = list.is_marked(&model.council, *record);
        let mut spans = vec![
            span(if selected { ">" } else { " " }, theme.text),
            span(if marked { "*" } else { " " }, theme.marked),
        ];
        spans.extend(drawn.spans);
        let drawn = line(spans);
        // On the bar its style alone counts: two colours on reverse are hard to read.
        let drawn = if selected { plain(drawn).style(theme.selected) } else { drawn };
        drawn.render(place, buf);
    }
    told
}

/// The title of a list: `意見 25件中 3件  印 2件  絞込: 一部  検索: 創業`. What hides rows is always
/// said, and how many marked ones are among them.
pub(super) fn list_title(
    what: &str,
    list: &List,
    total: usize,
    order: &str,
    filter: &Filter,
) -> String {
    let mut parts = vec![match list.count() {
        shown if shown == total => format!("{what} {total}件"),
        shown => format!("{what} {total}件中 {shown}件"),
    }];
    parts.extend(match (list.marks(), list.hidden_marks()) {
        (0, _) => None,
        (marks, 0) => Some(format!("印 {marks}件")),
        (marks, hidden) => Some(format!("印 {marks}件（{hidden}件は絞り込みの外）")),
    });
    parts.extend((!order.is_empty()).then(|| order.to_owned()));
    parts.extend((!filter.is_empty()).then(|| format!("絞込: {}", filter.words())));
    let query = list.query.value();
    parts.extend((!query.is_empty()).then(|| format!("検索: {query}")));
    parts.join("  ")
}

/// How a coverage is shown in a column of eight cells: mark and word, so that neither colour nor
/// reading is needed alone.
pub(super) fn coverage(coverage: Coverage, theme: &Theme) -> (String, ratatui::style::Style) {
    let (mark, style) = match coverage {
        Coverage::Full => ('#', theme.good),
        Coverage::Partial => ('+', theme.warning),
        Coverage::Noted => ('.', theme.dim),
        Coverage::Proposed => ('?', theme.dim),
        Coverage::None => (' ', theme.text),
    };
    (format!("{mark}{}", coverage.word()), style)
}

/// How far an answer has got, with a mark before the word.
pub(super) fn progress(
    model: &Model,
    state: ProgressState,
    theme: &Theme,
) -> (String, ratatui::style::Style) {
    let (mark, style) = match state {
        ProgressState::NotStarted => ('.', theme.text),
        ProgressState::Considering => ('~', theme.warning),
        ProgressState::Underway => ('+', theme.warning),
        ProgressState::Done => ('#', theme.good),
        ProgressState::Difficult => ('x', theme.bad),
        ProgressState::OutOfScope => ('-', theme.dim),
    };
    (format!("{mark}{}", model.council.records.word(state)), style)
}

/// An amount at the right of its column; `-` where the source prints none.
pub(super) fn amount(amount: Option<ThousandYen>, room: usize, borders: Borders) -> String {
    let text = amount.map_or_else(|| "-".to_owned(), |amount| signed(&amount.to_string(), borders));
    right(&text, room, borders)
}

/// A change in percent: `+42.2%`; empty where there is nothing to compare.
pub(super) fn change(growth: Option<Percent>, borders: Borders) -> String {
    growth.map_or_else(String::new, |percent| {
        // From ten times on nobody thinks in percent.
        if percent.0 >= 9_000 {
            let times = percent.0 / 1000 + 1;
            return format!("{times}倍");
        }
        let plus = if percent.0 > 0 { "+" } else { "" };
        signed(&format!("{plus}{percent}%"), borders)
    })
}

/// The same with the minus of the character set in use.
fn signed(text: &str, borders: Borders) -> String {
    text.replace('△', borders.minus())
}
