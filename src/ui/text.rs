//! Text on the screen: the only door from data to a [`Span`].
//!
//! The order is always the same. First the text is made harmless ([`drawn`]), then it is
//! measured, cut, wrapped and highlighted, so that what was counted is what will be drawn. What
//! takes one line ([`span`], [`fit`], [`pad`], [`right`]) does so by itself; cleaning twice changes
//! nothing. What takes several lines, or has highlights, is a [`Passage`]: it holds the harmless
//! text, and all its byte ranges are ranges in that text.
//!
//! A Japanese character takes two cells, so characters are never counted, only cells.

mod passage;

use std::borrow::Cow;

use ratatui::{
    buffer::CellWidth,
    style::{Modifier, Style},
    text::{Line, Span},
};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    shown::{Shown, drawn},
    ui::theme::Borders,
};

pub use passage::Passage;

/// The text in one style, harmless, on one line.
pub fn span<'a>(text: impl Into<Cow<'a, str>>, style: Style) -> Span<'a> {
    Span::styled(
        match text.into() {
            Cow::Borrowed(text) => drawn(text).into(),
            Cow::Owned(text) => match drawn(&text).into() {
                Cow::Borrowed(_) => Cow::Owned(text),
                Cow::Owned(drawn) => Cow::Owned(drawn),
            },
        },
        style,
    )
}

/// Spans side by side.
pub fn line<'a>(spans: impl IntoIterator<Item = Span<'a>>) -> Line<'a> {
    Line::from_iter(spans)
}

/// The line without the colours of its parts, none of them faint; what was found stays underlined.
#[must_use]
pub fn plain(mut row: Line<'_>) -> Line<'_> {
    for part in &mut row.spans {
        part.style.fg = None;
        part.style.bg = None;
        part.style.add_modifier.remove(Modifier::DIM);
    }
    row
}

/// How many cells the text takes on one line.
#[must_use]
pub fn width(text: &str) -> usize {
    cells(&drawn(text))
}

/// The text, cut at a number of cells.
///
/// A cut is marked by the ellipsis of `borders` and never goes through a character.
#[must_use]
pub fn fit(text: &str, room: usize, borders: Borders) -> String {
    let text = drawn(text);
    // Counting on to the end of a long text would be for nothing.
    if head(&text, room) == text.len() {
        return text.into_owned();
    }
    let ellipsis = ellipsis(borders);
    let ellipsis = &ellipsis[..head(&ellipsis, room)];
    let mut fitted = text[..head(&text, room - cells(ellipsis))].to_owned();
    fitted.push_str(ellipsis);
    fitted
}

/// The text on the left of exactly this many cells.
#[must_use]
pub fn pad(text: &str, room: usize, borders: Borders) -> String {
    let mut text = fit(text, room, borders);
    text.extend(blanks(room - cells(&text)));
    text
}

/// The text on the right of exactly this many cells: for amounts.
#[must_use]
pub fn right(text: &str, room: usize, borders: Borders) -> String {
    let text = fit(text, room, borders);
    let mut padded: String = blanks(room - cells(&text)).collect();
    padded.push_str(&text);
    padded
}

/// What stands for text that was cut.
fn ellipsis(borders: Borders) -> Shown<'static> {
    drawn(borders.ellipsis())
}

/// So many spaces.
fn blanks(count: usize) -> impl Iterator<Item = char> {
    std::iter::repeat_n(' ', count)
}

/// The cells of harmless text: the sum of what ratatui will draw, cluster by cluster.
pub(in crate::ui) fn cells(text: &str) -> usize {
    let by_cluster = || text.graphemes(true).map(|c| usize::from(c.cell_width())).sum();
    text.chars().map(alone).sum::<Option<usize>>().unwrap_or_else(by_cluster)
}

/// The length in bytes of the longest head of harmless text that fits into `room` cells.
fn head(text: &str, room: usize) -> usize {
    let mut used = 0;
    for (start, c) in text.char_indices() {
        let Some(cells) = alone(c) else { return head_by_cluster(text, room) };
        used += cells;
        if used > room {
            return start;
        }
    }
    text.len()
}

fn head_by_cluster(text: &str, room: usize) -> usize {
    let mut used = 0;
    text.grapheme_indices(true)
        .find(|(_, cluster)| {
            used += usize::from(cluster.cell_width());
            used > room
        })
        .map_or(text.len(), |(start, _)| start)
}

/// The cells of a character that is a cluster of its own beside others of its like: a short cut
/// for nearly all text, for to look for clusters is most of what a frame costs.
fn alone(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '、'..='】' | 'ぁ'..='ゖ' | 'ァ'..='ヿ' | '一'..='\u{9fff}' | '！'..='｠' => {
            Some(2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn never_cuts_through_a_wide_character() {
        for (room, shown, ascii) in [
            (9, "起業支援", "起業支援"),
            (8, "起業支援", "起業支援"),
            (7, "起業支…", "起業.."),
            (6, "起業…", "起業.."),
            (5, "起業…", "起.."),
            (3, "起…", ".."),
            (2, "…", ".."),
            (1, "…", "."),
            (0, "", ""),
        ] {
            assert_eq!(fit("起業支援", room, Borders::Line), shown, "{room} cells");
            assert_eq!(fit("起業支援", room, Borders::Ascii), ascii, "{room} cells, ASCII");
        }
    }

    #[test]
    fn never_cuts_through_a_letter_of_several_characters() {
        for (text, room, shown) in [
            ("か\u{3099}き\u{3099}く", 4, "か\u{3099}…"),
            ("葛\u{e0100}城市役所", 3, "葛\u{e0100}…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("🇯🇵🇯🇵🇯🇵", 4, "🇯🇵…"),
            ("🇯🇵🇯🇵🇯🇵", 5, "🇯🇵🇯🇵…"),
        ] {
            assert_eq!(fit(text, room, Borders::Line), shown);
        }
    }

    #[test]
    fn a_column_is_filled_to_the_cell() {
        for (text, room, left_aligned, right_aligned) in [
            ("15,232", 8, "15,232  ", "  15,232"),
            ("事業名", 8, "事業名  ", "  事業名"),
            ("事業名", 5, "事業…", "事業…"),
            ("事業名称", 6, "事業… ", " 事業…"),
            ("", 2, "  ", "  "),
            ("ｶﾞｲﾄﾞ", 6, "ガイド", "ガイド"),
        ] {
            assert_eq!(pad(text, room, Borders::Line), left_aligned);
            assert_eq!(right(text, room, Borders::Line), right_aligned);
        }
    }

    #[test]
    fn data_cannot_speak_to_the_terminal() {
        assert_eq!(span("\u{1b}[31m赤\n青", Style::new()).content, "␛[31m赤 青");
        assert_eq!(span(String::from("明\u{202e}暗"), Style::new()).content, "明⟨U+202E⟩暗");
        assert_eq!(width("明\u{202e}"), 10);
    }

    #[test]
    fn what_stands_alone_is_as_wide_as_it_is_drawn() {
        for c in ('\0'..=char::MAX).filter(|c| alone(*c).is_some()) {
            assert_eq!(alone(c), Some(usize::from(c.to_string().as_str().cell_width())), "{c:?}");
            assert_eq!(format!("{c}{c}一{c}a{c}").graphemes(true).count(), 6, "{c:?}");
        }
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(span("創業", Style::new()).content, Cow::Borrowed("創業")));
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_its_room(text in ".*", room in 0_usize..40) {
            for borders in [Borders::Line, Borders::Ascii] {
                prop_assert!(width(&fit(&text, room, borders)) <= room);
                prop_assert_eq!(width(&pad(&text, room, borders)), room);
                prop_assert_eq!(width(&right(&text, room, borders)), room);
            }
        }

        #[test]
        fn the_short_cut_leads_where_the_long_way_does(
            text in "[ a1、（ぁがァー一鿿！｠\u{3099}\u{301}\u{fe0e}\u{fe0f}\u{200d}\u{20e3}ﾞ⌚🇯]{0,12}",
            room in 0_usize..20,
        ) {
            let by_cluster: usize = text.graphemes(true).map(|c| usize::from(c.cell_width())).sum();
            prop_assert_eq!(cells(&text), by_cluster);
            prop_assert_eq!(head(&text, room), head_by_cluster(&text, room));
        }

        #[test]
        fn what_is_counted_is_what_is_drawn(text in ".{0,40}") {
            use ratatui::{buffer::Buffer, layout::Rect};
            let mut buf = Buffer::empty(Rect::new(0, 0, 1_000, 1));
            let end = buf.set_span(0, 0, &span(text.as_str(), Style::new()), 1_000);
            prop_assert_eq!(usize::from(end.0), width(&text));
        }
    }
}
