//! 資料: the indicators, the contract tables, and the documents the record was transcribed from.

mod contracts;
mod document;
mod indicator;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
};

use super::{Panes, list_title, rows};
use crate::{
    analysis::newest_year,
    app::{
        Focus, Model,
        filter::Filter,
        screen::{Exhibit, Taken},
    },
    domain::Reading,
    search::{Query, highlight},
    ui::{
        drawn::Drawn,
        pane,
        sheet::Sheet,
        text::{Passage, line, pad, right, span},
        theme::{Borders, Theme},
    },
};

/// Columns of kind, year, target and actual.
const KIND: usize = 7;
const YEAR: usize = 4;
const TARGET: usize = 8;
const ACTUAL: usize = 14;

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Drawn {
    let list = &model.sources.list;
    let at = pane::place(model, list, theme);
    let focused = model.focus == Focus::List;
    let total = Exhibit::count(&model.council);
    let title = list_title("資料", list, total, "", &Filter::default());
    let area = pane::open(panes.list, &title, &at, focused, theme, buf);
    let query = Query::new(list.query.value());
    let head = heading(usize::from(area.width), theme);
    let mut drawn = rows(model, list, area, &[head], theme, buf, |row, room| {
        list_row(model, row, room, &query, theme)
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if !focused {
        drawn.cursor = in_detail;
    }
    drawn
}

fn heading(room: usize, theme: &Theme) -> Line<'static> {
    let borders = theme.borders;
    let name = room.saturating_sub(2 + KIND + YEAR + TARGET + ACTUAL);
    let text = format!(
        "  {}{}{}{}{}",
        pad("種類", KIND, borders),
        pad("名称（指標は単位も）", name, borders),
        pad("年度", YEAR, borders),
        right("目標", TARGET, borders),
        right("実績", ACTUAL, borders),
    );
    line([span(text, theme.label)])
}

/// `指標  ①-② キャリア教育…（％）  R4  80  測定中`.
fn list_row(model: &Model, row: usize, room: usize, query: &Query, theme: &Theme) -> Line<'static> {
    let council = &model.council;
    let Some(exhibit) = Exhibit::at(council, row) else { return line([]) };
    let borders = theme.borders;
    let (year, figures) = match exhibit {
        Exhibit::Indicator(row) => {
            let newest = newest_year(&council.records.indicators[row]);
            let target = newest.and_then(|it| it.target);
            let actual = newest.and_then(|it| it.actual);
            let year = newest.map(|it| it.year);
            let figures = format!(
                "{}{}",
                right(&printed(target, borders), TARGET, borders),
                right(&printed(actual, borders), ACTUAL, borders)
            );
            (year, figures)
        }
        Exhibit::Contracts(record, table) => {
            let rows = &council.records.procurement[record].tables[table].rows;
            (rows.first().and_then(|row| row.years.first()).map(|it| it.year), String::new())
        }
        Exhibit::Document(row) => (Some(council.records.sources[row].fiscal_year), String::new()),
    };
    let tail = if figures.is_empty() { 0 } else { TARGET + ACTUAL };
    let title = exhibit.title(council);
    let name_room = room.saturating_sub(KIND + YEAR + TARGET + ACTUAL);
    let passage = Passage::marked(&title, &highlight(query, &title));
    let name = passage.row(name_room.saturating_sub(1), borders, theme.text, theme.highlight);
    let gap = name_room.saturating_sub(name.width());
    let year = year.map_or_else(String::new, |year| year.to_string());
    let mut spans = vec![span(pad(exhibit.word(), KIND, borders), theme.dim)];
    spans.extend(name.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    spans.push(span(" ".repeat(gap), theme.text));
    spans.push(span(pad(&year, YEAR, borders), theme.text));
    spans.push(span(right(&figures, tail, borders), theme.text));
    line(spans)
}

/// A reading as printed: the number, the words beside it or instead of it, or `-` for neither.
fn printed(reading: Option<&Reading>, borders: Borders) -> String {
    let Some(Reading { value, qualifier, .. }) = reading else { return String::new() };
    let value = value.map(|value| value.to_string().replace('△', borders.minus()));
    let parts: Vec<_> = value.into_iter().chain(qualifier.clone()).collect();
    if parts.is_empty() { "-".to_owned() } else { parts.join(" ") }
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let exhibit = model.sources.selected(&model.council);
    let title = match exhibit {
        Some(Exhibit::Contracts(..)) => "官公需の契約実績".to_owned(),
        Some(Exhibit::Document(_)) => "出典".to_owned(),
        Some(exhibit @ Exhibit::Indicator(_)) => exhibit.title(&model.council),
        None => String::new(),
    };
    let area = pane::open(area, &title, "", model.focus == Focus::Detail, theme, buf);
    let sheet = sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.sources.detail.scroll, buf)
}

/// What is selected, in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let state = &model.sources;
    let mut sheet = Sheet::new(room, theme, state.list.query.value());
    let records = &model.council.records;
    match state.selected(&model.council) {
        Some(Exhibit::Indicator(row)) => indicator::write(&mut sheet, model, row, theme),
        Some(Exhibit::Contracts(record, table)) => {
            let procurement = &records.procurement[record];
            contracts::write(&mut sheet, procurement, &procurement.tables[table], theme);
        }
        Some(Exhibit::Document(row)) => {
            let Taken { kinds, lines, .. } = &state.taken;
            document::write(&mut sheet, &records.sources[row], kinds, *lines);
        }
        None => {}
    }
    sheet
}
