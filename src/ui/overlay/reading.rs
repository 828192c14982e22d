//! 原文: the text of a source, line by line, with the place that was asked for.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

use crate::{
    app::{
        Measure, Model,
        overlay::{Reading, Row},
    },
    ui::{
        pane,
        text::{Passage, line, right, span},
        theme::Theme,
    },
};

/// Draws the rows of the text that are in sight. Only their lines are looked at.
pub fn draw(
    model: &Model,
    reading: &Reading,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let title = model.council.records.source(&reading.source).map_or_else(
        || format!("{}（参照先なし）", reading.source),
        |source| format!("{} {} {}", source.issuer, source.fiscal_year.japanese(), source.title),
    );
    let at = format!("{}行", pane::position(reading.top.line, reading.lines()));
    let area = pane::open(body, &title, &at, true, theme, buf);
    let gutter = gutter(reading);
    let room = usize::from(area.width).saturating_sub(gutter);
    let mut places = area.rows();
    let mut cursor = None;
    let Row { line: first, row: hidden } = reading.top;
    for number in first..reading.lines() {
        let asked = reading.asked_in(number);
        let passage = passage(reading, number, asked.as_ref());
        let rows = passage.wrap(room);
        let hidden = if number == first { hidden.min(rows.len() - 1) } else { 0 };
        for (at, range) in rows.into_iter().enumerate().skip(hidden) {
            let Some(place) = places.next() else { return cursor.or(Some(area.as_position())) };
            let mark = if at == 0 { (number + 1).to_string() } else { String::new() };
            let mark = format!("{} ", right(&mark, gutter - 2, theme.borders));
            let (lead, style) = match asked {
                Some(_) => (">", theme.selected),
                None => (" ", theme.dim),
            };
            let mut spans = vec![span(format!("{lead}{mark}"), style)];
            spans.extend(passage.line(range, theme.text, theme.highlight).spans);
            line(spans).render(place, buf);
            cursor = cursor.or(asked.as_ref().map(|_| place.as_position()));
        }
    }
    cursor.or(Some(area.as_position()))
}

/// How many rows the line at the top is broken into, and in which the place asked for begins.
pub fn measure(reading: &Reading, room: usize) -> Measure {
    let number = reading.top.line;
    let asked = reading.asked_in(number);
    let passage = passage(reading, number, None);
    let rows = passage.wrap(room.saturating_sub(gutter(reading)));
    let selected = asked.map(|asked| {
        // In front of the place the text may have become longer by being made harmless.
        let before = &reading.text[reading.line(number)][..asked.start];
        let start = Passage::new(before).text().len();
        let row = rows.iter().rposition(|row| row.start <= start).unwrap_or_default();
        row..row + 1
    });
    Measure { lines: rows.len(), selected }
}

fn passage<'a>(reading: &'a Reading, number: usize, asked: Option<&Range<usize>>) -> Passage<'a> {
    let text = &reading.text[reading.line(number)];
    asked.map_or_else(
        || Passage::new(text),
        |asked| Passage::marked(text, std::slice::from_ref(asked)),
    )
}

/// Columns of the mark, the number of the last line, and the blank behind it.
fn gutter(reading: &Reading) -> usize {
    let digits = reading.lines().to_string().len();
    digits + 2
}
