//! A sheet: what a detail pane shows, line by line, as long as it may be.

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::Line,
    widgets::Widget,
};

use super::{
    text::{Passage, fit, line, plain, span, width},
    theme::{Borders, Theme},
};
use crate::{
    app::Measure,
    search::{Query, highlight},
};

/// Lines of a detail, wrapped to the room, with the words of a search highlighted.
pub struct Sheet<'a> {
    theme: &'a Theme,
    room: usize,
    query: Query,
    lines: Vec<Line<'static>>,
    /// The lines of the selected record.
    selected: Option<Range<usize>>,
}

impl<'a> Sheet<'a> {
    /// An empty sheet so many columns wide.
    pub fn new(room: usize, theme: &'a Theme, query: &str) -> Self {
        Self { theme, room, query: Query::new(query), lines: Vec::new(), selected: None }
    }

    /// How many columns there are.
    pub fn room(&self) -> usize {
        self.room
    }

    /// The characters of cuts.
    pub fn borders(&self) -> Borders {
        self.theme.borders
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// A line of its own, already fitted.
    pub fn row(&mut self, row: Line<'static>) {
        self.lines.push(row);
    }

    /// The name of what follows.
    pub fn heading(&mut self, text: &str) {
        self.wrapped("", text, self.theme.label, self.theme.label);
    }

    /// Running text.
    pub fn text(&mut self, text: &str) {
        self.wrapped("", text, self.theme.text, self.theme.text);
    }

    /// Running text that may be overlooked.
    pub fn aside(&mut self, text: &str) {
        self.wrapped("", text, self.theme.dim, self.theme.dim);
    }

    /// A label, and text that stays to the right of it on every line.
    pub fn labelled(&mut self, label: &str, text: &str) {
        self.wrapped(label, text, self.theme.label, self.theme.text);
    }

    /// Rows of the record that is selected, or one of its like.
    pub fn record(&mut self, selected: bool, rows: Vec<Line<'static>>) {
        let start = self.lines.len();
        for row in rows {
            // On the bar its style alone counts: two colours on reverse are hard to read.
            self.lines.push(if selected { plain(row).style(self.theme.selected) } else { row });
        }
        if selected {
            self.selected = Some(start..self.lines.len());
        }
    }

    /// The lines since belong to the record that is selected, if this is it: they come into sight
    /// with it, but are not on the bar.
    pub fn belongs(&mut self, selected: bool) {
        if let Some(at) = self.selected.as_mut().filter(|_| selected) {
            at.end = self.lines.len();
        }
    }

    /// A record of running text, behind what heads it.
    pub fn entry(&mut self, selected: bool, head: &str, text: &str) {
        let start = self.lines.len();
        let mark = if selected { "> " } else { "  " };
        self.wrapped(&format!("{mark}{head}"), text, self.theme.dim, self.theme.text);
        let rows = self.lines.split_off(start);
        self.record(selected, rows);
    }

    /// Something to look into, behind a label.
    pub fn warned(&mut self, label: &str, text: &str) {
        self.wrapped(label, text, self.theme.warning, self.theme.warning);
    }

    /// What one says of a thing in few words, behind its name: as many to a line as there is room
    /// for, the rest under them.
    pub fn parts(&mut self, selected: bool, name: &str, parts: &[(String, Style)]) {
        let mark = if selected { "> " } else { "  " };
        let mut row = vec![span(format!("{mark}{name}"), self.theme.label)];
        let indent = width(name) + 2;
        let (mut rows, mut used) = (Vec::new(), indent);
        for (text, style) in parts.iter().filter(|(text, _)| !text.is_empty()) {
            let room = self.room.saturating_sub(indent);
            let text = fit(text, room, self.theme.borders);
            let gap = if used == indent { 0 } else { 2 };
            if used > indent && used + gap + width(&text) > self.room {
                rows.push(line(std::mem::take(&mut row)));
                row.push(span(" ".repeat(indent), self.theme.text));
                used = indent;
            } else {
                row.push(span(" ".repeat(gap), self.theme.text));
                used += gap;
            }
            used += width(&text);
            row.push(span(text, *style));
        }
        rows.push(line(row));
        self.record(selected, rows);
    }

    fn wrapped(&mut self, label: &str, text: &str, label_style: Style, style: Style) {
        let indent = width(label);
        let marks = highlight(&self.query, text);
        let passage = Passage::marked(text, &marks);
        for (at, range) in passage.wrap(self.room.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if at == 0 { label.to_owned() } else { " ".repeat(indent) };
            let rest = passage.line(range, style, self.theme.highlight);
            let rest = rest.spans.into_iter().map(|s| span(s.content.into_owned(), s.style));
            self.lines.push(line(std::iter::once(span(lead, label_style)).chain(rest)));
        }
    }

    /// How long it is, and where the selected record stands in it.
    pub fn measure(&self) -> Measure {
        Measure { lines: self.lines.len(), selected: self.selected.clone() }
    }

    /// Draws the lines from `scroll` on, and gives back where the selected record stands.
    pub fn draw(self, area: Rect, scroll: usize, buf: &mut Buffer) -> Option<Position> {
        let rows = usize::from(area.height);
        let last = self.lines.len().saturating_sub(rows);
        let first = scroll.min(last);
        let selected = self.selected.map(|selected| selected.start);
        let shown = self.lines.into_iter().enumerate().skip(first).zip(area.rows());
        let mut cursor = None;
        for ((at, row), place) in shown {
            let full = row.style != Style::default();
            if full {
                buf.set_style(place, row.style);
            }
            row.render(place, buf);
            if Some(at) == selected {
                cursor = Some(place.as_position());
            }
        }
        cursor
    }
}
