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
    text::{Passage, line, span, width},
    theme::Theme,
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
            self.lines.push(if selected { row.style(self.theme.selected) } else { row });
        }
        if selected {
            self.selected = Some(start..self.lines.len());
        }
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
