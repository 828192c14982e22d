//! Frames, and popups that lie over Japanese text without leaving half a character.

use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Rect, Size},
    widgets::{Block, Clear, Widget},
};

use super::{
    text::{fit, line, span},
    theme::Theme,
};

/// Draws a popup over what is there and gives back the room inside its frame.
///
/// ```text
/// 創業者等に┌ 対応付け ───────┐施を支援する
/// 経費の一部│                 │る。
/// する。    └─────────────────┘
/// ```
pub fn popup(area: Rect, title: &str, theme: &Theme, buf: &mut Buffer) -> Rect {
    clear_popup(area, buf);
    frame(area, title, theme, buf)
}

/// Draws a frame with a title and gives back the room inside.
pub fn frame(area: Rect, title: &str, theme: &Theme, buf: &mut Buffer) -> Rect {
    let area = area.intersection(buf.area);
    let block = Block::bordered().border_set(theme.borders.frame()).border_style(theme.frame);
    // A corner and a cell of air on either side.
    let title = fit(title, usize::from(area.width.saturating_sub(4)), theme.borders);
    let block = if title.is_empty() {
        block
    } else {
        block.title(line([span(format!(" {title} "), theme.title)]))
    };
    let inner = block.inner(area);
    block.render(area, buf);
    inner
}

/// Empties the area of a popup, and the other half of every wide character it covers half of.
///
/// ratatui's [`Clear`] leaves that half: the character is drawn on the left into the frame, and
/// on the right it leaves a hole in the row.
pub fn clear_popup(area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        let mut x = buf.area.left();
        while x < area.right() {
            let Some(cell) = buf.cell((x, y)) else { break };
            let style = cell.style();
            let end = x.saturating_add(cell.cell_width().max(1)).min(buf.area.right());
            let outside = (x..end.min(area.left())).chain(area.right().max(x)..end);
            if end > area.left() && (x < area.left() || end > area.right()) {
                for x in outside {
                    if let Some(half) = buf.cell_mut((x, y)) {
                        half.set_symbol(" ").set_style(style);
                    }
                }
            }
            x = end;
        }
    }
    Clear.render(area, buf);
}

/// The area of this size in the middle, cut where there is less room.
#[must_use]
pub fn centred(size: Size, within: Rect) -> Rect {
    let width = size.width.min(within.width);
    let height = size.height.min(within.height);
    Rect {
        x: within.x + (within.width - width) / 2,
        y: within.y + (within.height - height) / 2,
        width,
        height,
    }
}

/// The area of this size under the row `at`, above it where there is more room, never outside.
#[must_use]
pub fn beside(at: Rect, size: Size, within: Rect) -> Rect {
    let at = at.clamp(within);
    let below = within.bottom().saturating_sub(at.bottom());
    let above = at.top().saturating_sub(within.top());
    let width = size.width.min(within.width);
    let height = size.height.min(below.max(above));
    let y = if height <= below { at.bottom() } else { at.top() - height };
    Rect { x: at.x.min(within.right() - width), y, width, height }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;
    use crate::ui::theme::Borders;

    const SCREEN: Rect = Rect::new(0, 0, 30, 6);

    /// A screen of wide characters; every row starts one cell further to the right or left.
    fn full_width(shift: u16) -> Buffer {
        let mut buf = Buffer::empty(SCREEN);
        for y in 0..SCREEN.height {
            let start = (y + shift) % 2;
            let room = usize::from(SCREEN.width - start);
            buf.set_stringn(
                start,
                y,
                "審議経過意見事業対応施策取組会議資料履歴",
                room,
                Style::new().reversed(),
            );
        }
        buf
    }

    /// Every wide symbol has its own blank cell beside it, inside the screen.
    fn broken(buf: &Buffer) -> Option<(u16, u16)> {
        for y in buf.area.rows().map(|row| row.y) {
            let mut x = buf.area.left();
            while x < buf.area.right() {
                let width = buf[(x, y)].cell_width().max(1);
                let own = |x| buf.cell((x, y)).is_some_and(|cell| cell.symbol() == " ");
                if !(x + 1..x + width).all(own) {
                    return Some((x, y));
                }
                x += width;
            }
        }
        None
    }

    fn row(buf: &Buffer, y: u16) -> String {
        let mut text = String::new();
        let mut x = buf.area.left();
        while x < buf.area.right() {
            text.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        text
    }

    #[test]
    fn no_popup_leaves_half_a_character_wherever_it_lies() {
        for borders in [Borders::Line, Borders::Ascii] {
            let theme = Theme::TERMINAL.with(borders);
            for shift in 0..2 {
                for x in 0..SCREEN.width {
                    for width in 0..=SCREEN.width + 2 - x {
                        let mut buf = full_width(shift);
                        let area = Rect::new(x, 1, width, 4);
                        popup(area, "対応付け", &theme, &mut buf);
                        assert_eq!(broken(&buf), None, "{area}, shifted by {shift}");
                        let whole = full_width(shift);
                        assert_eq!(row(&buf, 0), row(&whole, 0));
                        assert_eq!(row(&buf, 5), row(&whole, 5));
                    }
                }
            }
        }
    }

    #[test]
    fn the_other_half_becomes_a_blank_of_the_same_row() {
        let mut buf = full_width(0);
        popup(Rect::new(5, 0, 14, 3), "対応付け", &Theme::TERMINAL, &mut buf);
        assert_eq!(row(&buf, 0), "審議 ┌ 対応付け ──┐ 施策取組会");
        assert_eq!(row(&buf, 1), " 審議│            │応施策取組 ");
        for x in [4, 19] {
            assert!(buf[(x, 0)].modifier.contains(Modifier::REVERSED), "column {x}");
        }
    }

    #[test]
    fn a_title_is_cut_to_its_frame() {
        for (width, top) in [
            (14, "+ 対応付け --+"),
            (12, "+ 対応付け +"),
            (11, "+ 対応.. -+"),
            (6, "+ .. +"),
            (5, "+ . +"),
            (4, "+--+"),
            (2, "++"),
        ] {
            let area = Rect::new(0, 0, width, 3);
            let mut buf = Buffer::empty(area);
            let inner = frame(area, "対応付け", &Theme::MONOCHROME.with(Borders::Ascii), &mut buf);
            assert_eq!(row(&buf, 0), top);
            assert_eq!(inner, Rect::new(1, 1, width - 2, 1));
        }
    }

    #[test]
    fn popups_stay_inside() {
        let within = Rect::new(2, 1, 20, 10);
        for (size, found) in [
            (Size::new(10, 4), Rect::new(7, 4, 10, 4)),
            (Size::new(99, 99), within),
            (Size::new(0, 0), Rect::new(12, 6, 0, 0)),
        ] {
            assert_eq!(centred(size, within), found);
        }
        for (at, size, found) in [
            (Rect::new(4, 3, 5, 1), Size::new(10, 4), Rect::new(4, 4, 10, 4)),
            (Rect::new(4, 9, 5, 1), Size::new(10, 4), Rect::new(4, 5, 10, 4)),
            (Rect::new(20, 3, 2, 1), Size::new(10, 4), Rect::new(12, 4, 10, 4)),
            (Rect::new(4, 5, 5, 1), Size::new(10, 99), Rect::new(4, 6, 10, 5)),
        ] {
            assert_eq!(beside(at, size, within), found);
        }
        for (x, y) in (0..40).flat_map(|x| (0..20).map(move |y| (x, y))) {
            for size in [Size::new(1, 1), Size::new(9, 5), Size::new(90, 50)] {
                let found = beside(Rect::new(x, y, 3, 1), size, within);
                assert_eq!(found.intersection(within), found, "at {x}, {y}");
            }
        }
    }
}
