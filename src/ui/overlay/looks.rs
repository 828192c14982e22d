//! 配色: the popup that shows each look while the cursor is on it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::{Look, overlay::Looks},
    ui::{
        drawn::Drawn,
        text::{line, pad, span},
        theme::Theme,
    },
};

/// Columns of the name.
const NAME: usize = 20;

/// Draws the popup: names, and in the look under the cursor what each style is for.
pub fn draw(looks: &Looks, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let title = "配色  ↑↓ で試す  Enter で決める  Esc でやめる";
    listed(&looks.list, title, 64, theme, body, buf, |row, room| {
        let look = Look::ALL.get(row).copied().unwrap_or_default();
        line([
            span(pad(look.word(), NAME.min(room), theme.borders), theme.text),
            span(pad(look.purpose(), room.saturating_sub(NAME), theme.borders), theme.dim),
        ])
    })
}
