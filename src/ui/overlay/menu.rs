//! 記入: what can be said here, with the letters that say it.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::overlay::Menu,
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Columns of the keys.
const KEYS: usize = 7;

/// Draws the popup.
pub fn draw(menu: &Menu, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let rows: Vec<_> = Menu::rows().collect();
    let title = format!("{} に記入  Enter で選ぶ  Esc で閉じる", menu.whose);
    listed(&menu.list, &title, 64, theme, body, buf, |row, room| match rows.get(row) {
        Some(binding) => line([
            span(pad(binding.written, KEYS, theme.borders), theme.key),
            span(fit(binding.what, room.saturating_sub(KEYS), theme.borders), theme.text),
        ]),
        None => line([]),
    })
}
