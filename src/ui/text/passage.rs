//! Text of several lines, or with highlights, on its way to the screen.

use std::{borrow::Cow, ops::Range};

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::{cells, ellipsis, head};
use crate::{
    shown::{drawn_lines, wrap},
    ui::theme::Borders,
};

/// Text made harmless once, and the parts of it to highlight.
///
/// Ranges going in ([`Passage::marked`]) are ranges of the text as it stands in the record;
/// ranges coming out are ranges of [`Passage::text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    text: Cow<'a, str>,
    /// In order, apart from each other, never inside a letter.
    marks: Vec<Range<usize>>,
}

impl<'a> Passage<'a> {
    /// A passage without highlights.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text: drawn_lines(text).into(), marks: Vec::new() }
    }

    /// A passage with highlights, given as byte ranges of `text`. What is no range of it is left out.
    #[must_use]
    pub fn marked(text: &'a str, marks: &[Range<usize>]) -> Self {
        let clean = drawn_lines(text);
        let marks = marks.iter().filter_map(|mark| moved(text, mark));
        let marks = joined(marks.map(|mark| whole_letters(&clean, mark)).collect());
        Self { text: clean.into(), marks }
    }

    /// The harmless text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The lines of the passage, none wider than `room` cells.
    ///
    /// Breaks follow UAX #14 (禁則), a number stays with its unit, a word longer than a line is
    /// cut between letters. A line feed starts a new line; spaces at the end of a line are not
    /// part of it. There is always at least one line. A letter that is wider than the room by
    /// itself (any kanji in one cell) has a line of its own.
    #[must_use]
    pub fn wrap(&self, room: usize) -> Vec<Range<usize>> {
        self.wrap_hanging(room, room)
    }

    /// The same, with other room on the first line than on the rest.
    ///
    /// The first line is left empty where its room does not hold the first word.
    #[must_use]
    pub fn wrap_hanging(&self, first: usize, rest: usize) -> Vec<Range<usize>> {
        wrap(&self.text, first, rest, cells)
    }

    /// One line of the passage, as [`Passage::wrap`] found it. `mark` is laid over `base`.
    #[must_use]
    pub fn line(&self, line: Range<usize>, base: Style, mark: Style) -> Line<'_> {
        let line = line.start.min(self.text.len())..line.end.min(self.text.len());
        let mut spans = Vec::new();
        let mut at = line.start;
        for highlight in &self.marks {
            let highlight = highlight.start.max(at)..highlight.end.min(line.end);
            if highlight.is_empty() {
                continue;
            }
            spans.extend(self.piece(at..highlight.start, base));
            spans.extend(self.piece(highlight.clone(), base.patch(mark)));
            at = highlight.end;
        }
        spans.extend(self.piece(at..line.end, base));
        Line::from(spans)
    }

    /// The whole passage on one line of at most `room` cells, highlights kept: a row of a list.
    #[must_use]
    pub fn row(&self, room: usize, borders: Borders, base: Style, mark: Style) -> Line<'_> {
        let end = self.text.find('\n').unwrap_or(self.text.len());
        let complete = end == self.text.len() && head(&self.text, room) == end;
        if complete {
            return self.line(0..end, base, mark);
        }
        let ellipsis = ellipsis(borders);
        let ellipsis = ellipsis[..head(&ellipsis, room)].to_owned();
        let kept = head(&self.text[..end], room - cells(&ellipsis));
        let mut row = self.line(0..kept, base, mark);
        row.push_span(Span::styled(ellipsis, base));
        row
    }

    fn piece(&self, range: Range<usize>, style: Style) -> Option<Span<'_>> {
        let text = self.text.get(range).filter(|text| !text.is_empty())?;
        Some(Span::styled(text, style))
    }
}

/// Where a range of a text lies in it as it is drawn; `None` for what is not a range of it.
fn moved(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = drawn_lines(text.get(..range.start)?).len();
    let end = drawn_lines(text.get(..range.end)?).len();
    (start < end).then_some(start..end)
}

/// The range, widened to whole clusters: a mark drawn apart from its letter would be lost.
fn whole_letters(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |at| GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true);
    let clusters = text[..range.start].char_indices().rev().map(|(at, _)| at);
    let start = std::iter::once(range.start).chain(clusters).find(|&at| boundary(at)).unwrap_or(0);
    let mut end = start;
    for cluster in text[start..].graphemes(true) {
        if end >= range.end {
            break;
        }
        end += cluster.len();
    }
    start..end
}

fn joined(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_by_key(|mark| mark.start);
    marks.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    marks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::shown::{Cells, draw_for};

    /// The line with its highlights in 【】.
    fn picture(line: &Line) -> String {
        line.spans.iter().fold(String::new(), |text, span| {
            if span.style == Style::new().reversed() {
                text + "【" + &span.content + "】"
            } else {
                text + &span.content
            }
        })
    }

    fn picture_of(passage: &Passage, line: Range<usize>) -> String {
        picture(&passage.line(line, Style::new(), Style::new().reversed()))
    }

    #[test]
    fn highlights_go_on_over_a_line_break() {
        let text = "創業者に対し支援行う";
        let passage = Passage::marked(text, &[12..24, 0..3, 3..6]);
        let lines: Vec<_> =
            passage.wrap(10).into_iter().map(|line| picture_of(&passage, line)).collect();
        assert_eq!(lines, ["【創業】者に【対】", "【し支援】行う"]);
    }

    #[test]
    fn highlights_cover_whole_letters_and_stray_ones_are_dropped() {
        for (text, marks, shown) in [
            ("か\u{3099}く", [3..6, 9..9], "【か\u{3099}】く"),
            ("か\u{3099}く", [0..3, 9..9], "【か\u{3099}】く"),
            ("ｶﾞｲﾄﾞ", [6..9, 9..9], "ガ【イ】ド"),
            ("創業", [1..2, 2..99], "創業"),
            ("創業支援", [0..6, 3..9], "【創業支】援"),
        ] {
            let passage = Passage::marked(text, &marks);
            assert_eq!(picture_of(&passage, 0..passage.text().len()), shown);
        }
    }

    #[test]
    fn a_row_of_a_list_keeps_its_highlights_when_cut() {
        let passage = Passage::marked("地域スタートアップ等支援事業", &[6..15, 15..27]);
        for (room, borders, shown) in [
            (40, Borders::Line, "地域【スタートアップ】等支援事業"),
            (9, Borders::Line, "地域【スタ】…"),
            (9, Borders::Ascii, "地域【ス】.."),
            (3, Borders::Line, "地…"),
            (0, Borders::Line, ""),
        ] {
            let row = passage.row(room, borders, Style::new(), Style::new().reversed());
            assert_eq!(picture(&row), shown, "{room} cells");
            assert!(row.width() <= room);
        }
        let two_lines = Passage::new("一行目\n二行目");
        assert_eq!(
            picture(&two_lines.row(9, Borders::Line, Style::new(), Style::new())),
            "一行目…"
        );
    }

    #[test]
    fn a_highlight_moves_with_its_text() {
        draw_for(Cells::Two);
        for (text, range, moved_text) in [
            ("\u{1b}[1m創業", 4..10, Some("創業")),
            ("ｶﾞｲﾄﾞ本", 6..12, Some("イド")),
            ("ｶﾞｲﾄﾞ本", 15..18, Some("本")),
            ("①創業②", 3..9, Some("創業")),
            ("①創業②", 0..6, Some("(1)創")),
            ("創業\n支援", 7..13, Some("支援")),
            ("創業", 1..3, None),
            ("創業", 0..99, None),
            ("創業", 3..3, None),
        ] {
            let found = moved(text, &range);
            let found = found.map(|range| drawn_lines(text)[range].to_owned());
            assert_eq!(found.as_deref(), moved_text);
        }
        draw_for(Cells::One);
    }

    proptest! {
        #[test]
        fn a_line_shows_its_text_whatever_is_highlighted(
            text in "[ぁ-んｱ-ﾟa-c\u{3099}\n\u{202e}]{0,30}",
            marks in prop::collection::vec((0_usize..60, 0_usize..60), 0..6),
            room in 0_usize..20,
        ) {
            let marks: Vec<_> = marks.into_iter().map(|(start, end)| start..end).collect();
            let passage = Passage::marked(&text, &marks);
            for line in passage.wrap(room) {
                let drawn = passage.line(line.clone(), Style::new(), Style::new().bold());
                let drawn: String = drawn.spans.iter().map(|span| &*span.content).collect();
                prop_assert_eq!(drawn, &passage.text()[line]);
            }
        }
    }
}
