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
        let text = &reading.text[reading.line(number)];
        let asked = reading.asked_in(number);
        let passage = Passage::marked(text, asked.as_slice());
        let asked = asked.map(|asked| shown_at(text, &asked));
        let rows = passage.wrap(room);
        let hidden = if number == first { hidden.min(rows.len() - 1) } else { 0 };
        for (at, row) in rows.into_iter().enumerate().skip(hidden) {
            let Some(place) = places.next() else { return cursor.or(Some(area.as_position())) };
            let meets = |asked: &Range<usize>| asked.start < row.end && row.start < asked.end;
            let is_asked = asked.as_ref().is_some_and(meets);
            let label = if at == 0 { (number + 1).to_string() } else { String::new() };
            let label = right(&label, gutter - 2, theme.borders);
            let (mark, style) = if is_asked { (">", theme.selected) } else { (" ", theme.dim) };
            let mut spans = vec![span(format!("{mark}{label} "), style)];
            spans.extend(passage.line(row, theme.text, theme.highlight).spans);
            line(spans).render(place, buf);
            cursor = cursor.or(is_asked.then(|| place.as_position()));
        }
    }
    cursor.or(Some(area.as_position()))
}

/// How many rows the line at the top is broken into, and in which the place asked for begins.
pub fn measure(reading: &Reading, room: usize) -> Measure {
    let text = &reading.text[reading.line(reading.top.line)];
    let rows = Passage::new(text).wrap(room.saturating_sub(gutter(reading)));
    let selected = reading.asked_in(reading.top.line).map(|asked| {
        let start = shown_at(text, &asked).start;
        let row = rows.iter().rposition(|row| row.start <= start).unwrap_or_default();
        row..row + 1
    });
    Measure { lines: rows.len(), selected }
}

/// Where a part of a line stands in it once it is made harmless, by which it may become longer.
fn shown_at(text: &str, part: &Range<usize>) -> Range<usize> {
    let shown = |end| Passage::new(&text[..end]).text().len();
    shown(part.start)..shown(part.end)
}

/// Columns of the mark, the number of the last line, and the blank behind it.
fn gutter(reading: &Reading) -> usize {
    let digits = reading.lines().to_string().len();
    digits + 2
}
