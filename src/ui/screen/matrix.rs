//! 対応表: opinions against areas with frozen heads, and the programs no opinion asked for.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use super::{amount, change, coverage, list_title, rows};
use crate::{
    analysis::Council,
    app::{
        Model,
        filter::Filter,
        screen::{Table, amounts, growth},
    },
    domain::{Area, AreaId},
    ui::{
        drawn::Drawn,
        pane,
        text::{fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Columns of label and coverage, frozen at the left.
const LABEL: usize = 7;
const COVERAGE: usize = 10;

/// The least and the most columns of an opinion's text between the frozen ones and the areas.
const TEXT: std::ops::RangeInclusive<usize> = 10..=60;

/// Draws the table that is chosen.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    match model.matrix.table {
        Table::Opinions => opinions(model, theme, body, buf),
        Table::Unasked => unasked(model, theme, body, buf),
    }
}

/// Which areas are in sight, and how much of the text is.
struct Columns<'a> {
    areas: &'a [AreaId],
    first: usize,
    /// Columns of one area: its name, and a blank before it.
    width: usize,
    text: usize,
}

impl<'a> Columns<'a> {
    /// All areas if they fit, else as many as do, the selected one among them.
    fn of(council: &'a Council, selected: usize, room: usize) -> Self {
        let areas = &council.matrix.areas;
        let longest = areas.iter().map(|id| width(&council.short_area(id))).max();
        let width = longest.unwrap_or_default() + 1;
        let room = room.saturating_sub(2 + LABEL + COVERAGE);
        let count = (room / width).clamp(1, areas.len().max(1)).min(areas.len());
        let first = (selected + 1).saturating_sub(count).min(areas.len() - count);
        let spare = room.saturating_sub(count * width);
        let text = if spare < *TEXT.start() { 0 } else { spare.min(*TEXT.end()) };
        Self { areas: &areas[first..first + count], first, width, text }
    }
}

fn opinions(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let council = &model.council;
    let state = &model.matrix;
    let total = council.records.opinions.len();
    let title = list_title(
        "対応表 意見",
        &state.opinions,
        total,
        "数は対応する事業の数",
        &Filter::default(),
    );
    let at = pane::place(model, &state.opinions, theme);
    let area = pane::open(body, &title, &at, true, theme, buf);
    if council.matrix.areas.is_empty() && !model.list_search {
        line([span("施策がまだありません。", theme.dim)]).render(area, buf);
        return Drawn::default();
    }
    let columns = Columns::of(council, state.column, usize::from(area.width));
    let table = Rect { height: area.height.saturating_sub(2), ..area };
    let mut heads = vec![span(
        format!(
            "  {}{}{}",
            pad("意見", LABEL, theme.borders),
            pad("対応", COVERAGE, theme.borders),
            pad("", columns.text, theme.borders)
        ),
        theme.label,
    )];
    for (at, id) in (columns.first..).zip(columns.areas) {
        let short = council.short_area(id);
        // In the blank before the name: the column is seen without colours too.
        let (mark, style) = if at == state.column { (">", theme.title) } else { ("", theme.label) };
        let head = right(&format!("{mark}{short}"), columns.width, theme.borders);
        heads.push(span(head, style));
    }
    let cursor = rows(model, &state.opinions, table, &[line(heads)], theme, buf, |row, _| {
        cells(model, row, &columns, theme)
    });
    let mut places = area.rows().skip(usize::from(table.height));
    if let Some(place) = places.next() {
        totals(model, &columns, theme).render(place, buf);
    }
    if let Some(place) = places.next() {
        let text = fit(&selection(model), usize::from(place.width), theme.borders);
        line([span(text, theme.text)]).render(place, buf);
    }
    cursor
}

fn cells(model: &Model, row: usize, columns: &Columns<'_>, theme: &Theme) -> Line<'static> {
    let council = &model.council;
    let opinion = &council.records.opinions[row];
    let (word, style) = coverage(council.standing.opinions[row], theme);
    let selected = model.matrix.opinions.row() == Some(row);
    let mut spans = vec![
        span(pad(&opinion.label, LABEL, theme.borders), theme.text),
        span(pad(&word, COVERAGE, theme.borders), style),
    ];
    if columns.text > 0 {
        let text = fit(&opinion.text, columns.text - 1, theme.borders);
        spans.push(span(pad(&text, columns.text, theme.borders), theme.text));
    }
    for (at, id) in (columns.first..).zip(columns.areas) {
        let count = council.matrix.cell(opinion, id).len();
        let here = selected && at == model.matrix.column;
        let text = if count == 0 { ".".to_owned() } else { count.to_string() };
        // Brackets, for the row is a bar already.
        let text = if here { format!("[{text}]") } else { format!("{text} ") };
        spans.push(span(right(&text, columns.width, theme.borders), theme.text));
    }
    line(spans)
}

fn totals(model: &Model, columns: &Columns<'_>, theme: &Theme) -> Line<'static> {
    let mut text = pad("  計", 2 + LABEL + COVERAGE + columns.text, theme.borders);
    for total in model.matrix.totals.iter().skip(columns.first).take(columns.areas.len()) {
        text.push_str(&right(&format!("{total} "), columns.width, theme.borders));
    }
    line([span(text, theme.label)])
}

/// What the selected cell says: `ア(オ) × 1(2) 事業承継支援: 2件`.
fn selection(model: &Model) -> String {
    let council = &model.council;
    let state = &model.matrix;
    let (Some(row), Some(id)) = (state.opinions.row(), state.area(council)) else {
        return String::new();
    };
    let opinion = &council.records.opinions[row];
    let area = council.records.area(id).map_or_else(
        || id.to_string(),
        |area| format!("{} {}", council.short_area(id), area.title),
    );
    let more = council.matrix.areas.len().saturating_sub(1);
    let where_to =
        if state.column < more || state.column > 0 { "  ←→ で列を移動" } else { "" };
    match council.matrix.cell(opinion, id).len() {
        0 => format!("{} と {area}: 対応する事業なし{where_to}", opinion.label),
        count => format!("{} と {area}: {count}件（Enter で内訳）{where_to}", opinion.label),
    }
}

/// Columns of amounts and change in the second table.
const AMOUNT: usize = 12;
const GROWTH: usize = 9;

fn unasked(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let council = &model.council;
    let list = &model.matrix.unasked;
    let total = council.standing.unasked().0;
    let title = list_title("求める意見のない事業", list, total, "金額は千円", &Filter::default());
    let at = pane::place(model, list, theme);
    let area = pane::open(body, &title, &at, true, theme, buf);
    let table = Rect { height: area.height.saturating_sub(1), ..area };
    let name = usize::from(area.width).saturating_sub(2 + 6 + 2 * AMOUNT + GROWTH);
    let borders = theme.borders;
    let head = format!(
        "  {}{}{}{}{}",
        pad("施策", 6, borders),
        pad("事業名", name, borders),
        right("決算額", AMOUNT, borders),
        right("予算額", AMOUNT, borders),
        right("増減", GROWTH, borders)
    );
    let head = line([span(head, theme.label)]);
    rows(model, list, table, &[head], theme, buf, |row, _| {
        let program = &council.records.programs[row];
        let area = program.areas().next().and_then(|id| council.records.area(id));
        let (settled, budget) = amounts(council, row);
        let change = change(growth(council, row), borders);
        let fitted = fit(program.name(), name.saturating_sub(1), borders);
        line([
            span(pad(&area.map(Area::short).unwrap_or_default(), 6, borders), theme.dim),
            span(pad(&fitted, name, borders), theme.text),
            span(amount(settled, AMOUNT, borders), theme.text),
            span(amount(budget, AMOUNT, borders), theme.text),
            span(right(&change, GROWTH, borders), theme.text),
        ])
    })
}
