//! 書きかけの控え: when, where, and how what was typed begins.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::overlay::Drafts,
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws the popup.
pub fn draw(drafts: &Drafts, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let day = drafts.kept.iter().map(|kept| width(&kept.at)).max().unwrap_or_default();
    let longest = drafts.kept.iter().map(|kept| width(&kept.draft.title)).max().unwrap_or_default();
    let title = "書きかけがあります  Enter で続ける  x で捨てる";
    listed(&drafts.list, title, 76, theme, body, buf, |row, room| {
        let Some(kept) = drafts.kept.get(row) else { return line([]) };
        let at = (day + 2).min(room / 3);
        let what = longest.min(room.saturating_sub(at) / 2);
        let words: String = kept.draft.words().chars().take(room).collect();
        let name = fit(&kept.draft.title, what, theme.borders);
        line([
            span(pad(&fit(&kept.at, at, theme.borders), at, theme.borders), theme.dim),
            span(pad(&name, what + 2, theme.borders), theme.text),
            span(
                fit(&words.replace('\n', " "), room.saturating_sub(at + what + 2), theme.borders),
                theme.text,
            ),
        ])
    })
}
