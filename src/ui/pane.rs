//! A pane: a title in a rule, and room under it.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::{
    text::{fit, line, span, width},
    theme::Theme,
};
use crate::app::{Model, layout::Pane, list::List};

/// Columns on either side of a pane's text.
const AIR: u16 = 1;

/// The cells of a pane.
pub fn rect(pane: Pane, area: Rect) -> Rect {
    Rect::new(area.x + pane.x, area.y + pane.y, pane.width, pane.height).intersection(area)
}

/// How many columns a pane leaves for text.
pub fn text_room(pane: Pane) -> usize {
    usize::from(pane.width.saturating_sub(2 * AIR))
}

/// Draws the title of a pane and gives back the room under it.
///
/// ```text
/// ─[ 意見 25件 ]──────────────────────── 3/25 ─   the pane that has the focus
/// ─ ア(イ) ────────────────────────────────────
/// ```
pub fn open(
    area: Rect,
    title: &str,
    at: &str,
    focused: bool,
    theme: &Theme,
    buf: &mut Buffer,
) -> Rect {
    let room = usize::from(area.width);
    let rule = theme.borders.rule();
    let title = fit(title, room.saturating_sub(8 + width(at)), theme.borders);
    let title = match (title.is_empty(), focused) {
        (true, _) => String::new(),
        (false, true) => format!("[ {title} ]"),
        (false, false) => format!(" {title} "),
    };
    let at = if at.is_empty() { String::new() } else { format!(" {at} ") };
    let style = if focused { theme.title } else { theme.label };
    let rest = room.saturating_sub(2 + width(&title) + width(&at));
    let spans = [
        span(rule, theme.frame),
        span(title, style),
        span(rule.repeat(rest), theme.frame),
        span(at, theme.dim),
        span(rule, theme.frame),
    ];
    line(spans).render(Rect { height: 1, ..area }, buf);
    Rect {
        x: area.x + AIR,
        y: area.y + 1,
        width: area.width.saturating_sub(2 * AIR),
        height: area.height.saturating_sub(1),
    }
}

/// The rule between two panes side by side.
pub fn divide(list: Rect, theme: &Theme, buf: &mut Buffer) {
    for y in list.top()..list.bottom() {
        buf.set_string(list.right(), y, theme.borders.vertical(), theme.frame);
    }
}

/// Which row of a list is selected, or that it is still being searched for.
pub fn place(model: &Model, list: &List, theme: &Theme) -> String {
    if model.is_slow() { searching(theme) } else { position(list.at(), list.count()) }
}

/// What stands where the count will be.
pub fn searching(theme: &Theme) -> String {
    format!("検索中{}", theme.borders.ellipsis())
}

/// `3/25`, or nothing for an empty list.
pub fn position(at: usize, count: usize) -> String {
    if count == 0 { String::new() } else { format!("{}/{count}", at + 1) }
}
