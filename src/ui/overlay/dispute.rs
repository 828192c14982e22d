//! 食い違いの決定: who said what and when, a row each.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::overlay::Dispute,
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws the popup.
pub fn draw(dispute: &Dispute, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let title = format!("食い違い: {}  Enter で決める  Esc で閉じる", dispute.whose);
    let column = |of: fn(&crate::app::overlay::Head) -> &str| {
        dispute.heads.iter().map(|head| width(of(head))).max().unwrap_or_default()
    };
    let (by, at, what) =
        (column(|head| &head.by), column(|head| &head.at), column(|head| &head.what));
    listed(&dispute.list, &title, 76, theme, body, buf, |row, room| {
        let Some(head) = dispute.heads.get(row) else { return line([]) };
        let by = by.min(room / 4);
        let what = what.min(room / 2);
        let lead = format!(
            "{}  {}  {}  ",
            pad(&fit(&head.by, by, theme.borders), by, theme.borders),
            pad(&head.at, at, theme.borders),
            pad(&fit(&head.what, what, theme.borders), what, theme.borders)
        );
        let rest = room.saturating_sub(width(&lead));
        line([span(lead, theme.text), span(fit(&head.text, rest, theme.borders), theme.dim)])
    })
}
