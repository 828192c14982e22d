//! 原文: the text of a source, and the place in it that was asked for.

use std::{ops::Range, sync::Arc};

use crate::{analysis::Council, domain::SourceId};

/// State of the overlay.
#[derive(Debug)]
pub struct Reading {
    /// 出典.
    pub source: SourceId,
    /// The text, shared with the record.
    pub text: Arc<str>,
    /// The place asked for, in bytes of the text; `None` where the source itself is read.
    pub place: Option<Range<usize>>,
    /// The row at the top of the page.
    pub top: Row,
    /// Where each line begins.
    starts: Vec<usize>,
}

/// 表示上の一行. A line of the text, and which of the rows it is broken into.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// 行, from 0.
    pub line: usize,
    /// Its row, from 0.
    pub row: usize,
}

impl Reading {
    /// The text of a source, opened at a place or at its beginning.
    #[must_use]
    pub fn new(source: SourceId, text: Arc<str>, place: Option<Range<usize>>) -> Self {
        let starts = starts(&text);
        let mut reading = Self { source, text, place, top: Row::default(), starts };
        let at = reading.place.as_ref().map(|place| reading.line_at(place.start));
        reading.top.line = at.unwrap_or_default();
        reading
    }

    /// How many lines the text has; at least one.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// Where a line stands in the text, its end left out.
    #[must_use]
    pub fn line(&self, line: usize) -> Range<usize> {
        let all = self.text.strip_suffix('\n').unwrap_or(&self.text).len();
        let end = self.starts.get(line + 1).map_or(all, |next| next - 1);
        self.starts.get(line).map_or(end..end, |start| *start..end)
    }

    /// The part of a line that was asked for, in bytes of the line.
    #[must_use]
    pub fn asked_in(&self, line: usize) -> Option<Range<usize>> {
        let (place, line) = (self.place.as_ref()?, self.line(line));
        let part = place.start.max(line.start)..place.end.min(line.end);
        (part.start < part.end).then(|| part.start - line.start..part.end - line.start)
    }

    /// The line of a byte.
    fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Shows the text as the record holds it now. In another text the place is another one.
    pub fn settle(&mut self, council: &Council) {
        let now = council.records.text(&self.source);
        match now {
            Some(now) if Arc::ptr_eq(&now, &self.text) => {}
            Some(now) if now == self.text => self.text = now,
            now => {
                self.text = now.unwrap_or_else(|| Arc::from(""));
                self.starts = starts(&self.text);
                self.place = None;
                self.top = Row { line: self.top.line.min(self.lines() - 1), row: 0 };
            }
        }
    }
}

fn starts(text: &str) -> Vec<usize> {
    let feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let mut starts: Vec<_> = std::iter::once(0).chain(feeds.map(|(at, _)| at + 1)).collect();
    // The feed at the end of the last line begins no other.
    if starts.len() > 1 && starts.last() == Some(&text.len()) {
        starts.pop();
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        for (text, lines) in [
            ("", &[""][..]),
            ("一", &["一"]),
            ("一\n", &["一"]),
            ("一\n\n二", &["一", "", "二"]),
            ("\n\n", &["", ""]),
        ] {
            let reading = Reading::new("s".into(), text.into(), None);
            let found: Vec<_> = (0..reading.lines()).map(|at| &text[reading.line(at)]).collect();
            assert_eq!(found, lines, "{text:?}");
            assert!(reading.line(99).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_place_over_two_lines_is_marked_in_both() {
        let reading = Reading::new("s".into(), "abc\ndefg\nh".into(), Some(2..6));
        assert_eq!(reading.top.line, 0);
        let parts: Vec<_> = (0..3).map(|line| reading.asked_in(line)).collect();
        assert_eq!(parts, [Some(2..3), Some(0..2), None]);
    }
}
