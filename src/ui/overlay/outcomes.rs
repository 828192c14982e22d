//! 結果: what came of an act on several records.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::overlay::{Outcomes, entry::Came},
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws the popup.
pub fn draw(outcomes: &Outcomes, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let parts = &outcomes.parts;
    let longest = parts.iter().map(|part| width(&part.who)).max().unwrap_or_default();
    let title = format!("結果 {}件  Esc で閉じる", parts.len());
    listed(&outcomes.list, &title, 76, theme, body, buf, |row, room| {
        let Some(part) = parts.get(row) else { return line([]) };
        let who = longest.min(room / 2);
        let style = match part.outcome {
            Came::Done(_) => theme.text,
            Came::Same => theme.dim,
            Came::Refused(_) => theme.warning,
        };
        let name = fit(&part.who, who, theme.borders);
        line([
            span(pad(&name, who + 2, theme.borders), theme.text),
            span(fit(part.what(), room.saturating_sub(who + 2), theme.borders), style),
        ])
    })
}
