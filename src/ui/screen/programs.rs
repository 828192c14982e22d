//! 事業: the list with its amounts, and the selected one beside it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
};

use super::{Panes, amount, change, list_title, program, rows};
use crate::{
    analysis::Council,
    app::{
        Focus, Model,
        screen::{amounts, growth as growth_of},
    },
    search::{Query, highlight},
    ui::{
        drawn::Drawn,
        pane,
        text::{Passage, line, pad, right, span},
        theme::Theme,
    },
};

/// Columns of area, number of opinions, amounts and change.
const AREA: usize = 5;
const ASKED: usize = 5;
const AMOUNT: usize = 10;
const GROWTH: usize = 8;

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Drawn {
    let state = &model.programs;
    let total = model.council.records.programs.len();
    let title = list_title("事業", &state.list, total, state.order.word(), &state.filter);
    let at = pane::place(model, &state.list, theme);
    let focused = model.focus == Focus::List;
    let area = pane::open(panes.list, &title, &at, focused, theme, buf);
    let query = Query::new(state.list.query.value());
    let head = heading(model, usize::from(area.width), theme);
    let mut drawn = rows(model, &state.list, area, &[head], theme, buf, |row, room| {
        list_row(&model.council, row, room, &query, theme)
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if !focused {
        drawn.cursor = in_detail;
    }
    drawn
}

/// The heads of the columns, with the years the newest source prints and the unit, once.
fn heading(model: &Model, room: usize, theme: &Theme) -> Line<'static> {
    let year = |what: &str, year: Option<crate::domain::FiscalYear>| {
        year.map_or_else(|| what.to_owned(), |year| format!("{year}{what}"))
    };
    let (settled, budget) = model.council.standing.years;
    let name = room.saturating_sub(2 + AREA + ASKED + 2 * AMOUNT + GROWTH);
    let borders = theme.borders;
    let text = format!(
        "  {}{}{}{}{}{}",
        pad("施策", AREA, borders),
        pad("事業名（金額は千円）", name, borders),
        right("意見", ASKED, borders),
        right(&year("決算", settled), AMOUNT, borders),
        right(&year("予算", budget), AMOUNT, borders),
        right("増減", GROWTH, borders),
    );
    line([span(text, theme.label)])
}

fn list_row(
    council: &Council,
    row: usize,
    room: usize,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let program = &council.records.programs[row];
    let area = program.areas().next().and_then(|id| council.records.area(id));
    let (settled, budget) = amounts(council, row);
    let name_room = room.saturating_sub(AREA + ASKED + 2 * AMOUNT + GROWTH);
    let passage = Passage::marked(program.name(), &highlight(query, program.name()));
    let name = passage.row(name_room.saturating_sub(1), theme.borders, theme.text, theme.highlight);
    let gap = name_room.saturating_sub(name.width());
    let asked = match council.standing.asked[row] {
        0 => String::new(),
        asked => format!("{asked}件"),
    };
    let area = area.map(crate::domain::Area::short).unwrap_or_default();
    let mut spans = vec![span(pad(&area, AREA, theme.borders), theme.dim)];
    spans.extend(name.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    spans.push(span(" ".repeat(gap), theme.text));
    spans.push(span(right(&asked, ASKED, theme.borders), theme.good));
    spans.push(span(amount(settled, AMOUNT, theme.borders), theme.text));
    spans.push(span(amount(budget, AMOUNT, theme.borders), theme.text));
    let change = change(growth_of(council, row), theme.borders);
    spans.push(span(right(&change, GROWTH, theme.borders), theme.text));
    line(spans)
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let programs = &model.council.records.programs;
    let title = model.programs.list.row().map_or("", |row| programs[row].name());
    let area = pane::open(area, title, "", model.focus == Focus::Detail, theme, buf);
    let sheet = program::sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.programs.detail.scroll, buf)
}
