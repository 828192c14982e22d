//! 書き出し: the forms, for whose eyes each.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::overlay::HandOut,
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Columns of the edition.
const EDITION: usize = 8;

/// Draws the popup.
pub fn draw(hand_out: &HandOut, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let title = format!("{} を書き出す  Enter で選ぶ  Esc で閉じる", hand_out.what);
    listed(&hand_out.list, &title, 60, theme, body, buf, |row, room| {
        let Some(order) = hand_out.orders.get(row) else { return line([]) };
        let edition = format!("{}版", order.edition.word());
        let called = fit(order.sort.called(), room.saturating_sub(EDITION), theme.borders);
        line([span(pad(&edition, EDITION, theme.borders), theme.key), span(called, theme.text)])
    })
}
