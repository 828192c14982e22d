//! A field of one line, and where its cursor stands.

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Position, Rect},
    widgets::Widget,
};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    popup::clear_popup,
    text::{cells, fit, line, span, width},
    theme::Theme,
};
use crate::shown::drawn;

/// Draws `絞り込み 創業▏` on the first row of the area and gives back the cursor's cell.
///
/// The terminal opens the window of its input method at the cursor, so every focused field
/// must place it (`Frame::set_cursor_position`). The text is scrolled so far that the character under
/// the cursor is whole; the label gets half of the room at most. `None` where there is no room.
pub fn field(
    label: &str,
    input: &Input,
    area: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) -> Option<Position> {
    let area = Rect { height: 1, ..area }.intersection(buf.area);
    let label = fit(label, usize::from(area.width / 2).saturating_sub(1), theme.borders);
    let gap = if label.is_empty() { 0 } else { width(&label) + 1 };
    let value = area.width.saturating_sub(u16::try_from(gap).ok()?);
    if area.is_empty() || value == 0 {
        return None;
    }
    // It may take the place of a title, whose characters need not end where its parts begin.
    clear_popup(area, buf);
    line([span(label, theme.label)]).render(area, buf);

    let value = Rect { x: area.right() - value, width: value, ..area };
    let typed = drawn(input.value());
    let cursor = cells(&drawn(before_cursor(input)));
    let (scrolled, start) = scroll(&typed, cursor, usize::from(value.width));
    buf.set_style(value, theme.field);
    line([span(&typed[scrolled..], theme.field)]).render(value, buf);
    let column = u16::try_from(cursor - start).unwrap_or(u16::MAX);
    Some(Position::new(value.x + column.min(value.width - 1), value.y))
}

fn before_cursor(input: &Input) -> &str {
    let text = input.value();
    let end = text.char_indices().nth(input.cursor()).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Where the visible part begins, in bytes and in cells: as far left as the cursor allows.
fn scroll(text: &str, cursor: usize, room: usize) -> (usize, usize) {
    let mut column = 0;
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut under_cursor = 1;
    for (at, letter) in text.grapheme_indices(true) {
        if column > cursor {
            break;
        }
        starts.push((at, column));
        let width = usize::from(letter.cell_width());
        under_cursor = if column == cursor { width.max(1) } else { 1 };
        column += width;
    }
    if column == cursor {
        starts.push((text.len(), column));
    }
    let visible = |needed: usize| {
        starts
            .iter()
            .copied()
            .find(|(_, start)| start + room >= cursor + needed && *start <= cursor)
    };
    visible(under_cursor).or_else(|| visible(1)).unwrap_or((0, 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown_field(label: &str, input: &Input, width: u16) -> (String, Option<u16>) {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        let cursor = field(label, input, buf.area, &Theme::MONOCHROME, &mut buf);
        let mut text = String::new();
        let mut x = 0;
        while x < width {
            let cell = &buf[(x, 0)];
            text.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        assert_eq!(x, width, "no character may stick out");
        (text, cursor.map(|at| at.x))
    }

    #[test]
    fn the_cursor_is_always_in_sight_and_never_inside_a_character() {
        for (cursor, width, shown, column) in [
            (4, 20, "絞込 創業支援       ", 13),
            (0, 20, "絞込 創業支援       ", 5),
            (2, 20, "絞込 創業支援       ", 9),
            (4, 14, "絞込 創業支援 ", 13),
            (4, 13, "絞込 業支援  ", 11),
            (3, 13, "絞込 創業支援", 11),
            (3, 12, "絞込 業支援 ", 9),
            (0, 12, "絞込 創業支 ", 5),
            (4, 7, "… 支援 ", 6),
        ] {
            let input = Input::from("創業支援").with_cursor(cursor);
            assert_eq!(
                shown_field("絞込", &input, width),
                (shown.to_owned(), Some(column)),
                "{width} cells"
            );
        }
    }

    #[test]
    fn nothing_of_what_was_there_shows_through() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 1));
        for shift in 0..2 {
            buf.set_string(shift, 0, "意見二十五件中三件", Theme::TERMINAL.text);
            let area = Rect::new(1, 0, 18, 1);
            field("検索", &Input::from("創業"), area, &Theme::MONOCHROME, &mut buf);
            let text: String = (1..19).map(|x| buf[(x, 0)].symbol()).collect();
            assert_eq!(text.trim_end(), "検 索  創 業", "shifted by {shift}");
        }
    }

    #[test]
    fn what_was_typed_is_shown_harmless() {
        let input = Input::from("\u{202e}ｶﾞ");
        assert_eq!(shown_field("", &input, 14), ("⟨U+202E⟩ガ    ".to_owned(), Some(10)));
    }

    #[test]
    fn an_empty_field_can_be_seen_without_colours() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        field("", &Input::default(), buf.area, &Theme::MONOCHROME, &mut buf);
        let underlined = ratatui::style::Modifier::UNDERLINED;
        assert!(buf.content().iter().all(|cell| cell.modifier.contains(underlined)));
    }

    #[test]
    fn a_character_that_shrinks_by_what_follows_keeps_the_cursor_inside() {
        let input = Input::from("⌚\u{fe0e}").with_cursor(1);
        assert_eq!(shown_field("", &input, 1).1, Some(0));
    }

    #[test]
    fn without_room_there_is_no_cursor() {
        assert_eq!(shown_field("絞込", &Input::from("創業"), 0), (String::new(), None));
    }

    proptest! {
        #[test]
        fn the_cursor_stands_before_its_character_at_every_width(
            text in "[ぁ-ん一-鿋a-zｱ-ﾟ\u{3099}\u{fe0e}⌚\u{1b}]{0,20}|.{0,20}",
            cursor in 0_usize..22,
            width in 1_u16..30,
        ) {
            let input = Input::from(text.as_str()).with_cursor(cursor);
            let area = Rect::new(3, 0, width, 1);
            let mut buf = Buffer::empty(Rect::new(0, 0, 40, 1));
            let at = field("検索", &input, area, &Theme::TERMINAL, &mut buf);
            let at = at.expect("one cell is room enough");
            prop_assert!(area.contains(at));
            prop_assert!(buf[(2, 0)].symbol() == " " && buf[(3 + width, 0)].symbol() == " ");
            let rest: String = text.chars().skip(cursor).collect();
            let next = drawn(&rest).chars().next();
            let plain = next.filter(|c| ('ぁ'..='ん').contains(c) || ('一'..='鿋').contains(c));
            if let (Some(next), true) = (plain, width > 12) {
                prop_assert!(buf[at].symbol().contains(next), "{:?} at {}", buf, at);
            }
        }
    }
}
