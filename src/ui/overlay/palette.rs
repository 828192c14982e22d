//! 操作: the field in which one looks, and what can be done.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{bar::words, help::lookup};
use crate::{
    app::overlay::Palette,
    ui::{drawn::Drawn, text::line, theme::Theme},
};

/// Draws the popup.
pub fn draw(palette: &Palette, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let title = "操作を探す  漢字・かな・ローマ字・キー  Enter で実行";
    lookup(title, &palette.list, theme, body, buf, |row, room| {
        palette.items().get(row).map_or_else(|| line([]), |item| words(item, true, room, theme))
    })
}
