//! 使い方: the keys of the view underneath.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::listed;
use crate::{
    app::overlay::{Help, Topic},
    ui::{
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Columns of the keys.
const KEYS: usize = 12;

/// Draws the popup.
pub fn draw(help: &Help, theme: &Theme, body: Rect, buf: &mut Buffer) -> Option<Position> {
    let topics = help.topics();
    let title = "使い方  Enter で実行  Esc で閉じる";
    listed(&help.list, title, 68, theme, body, buf, |row, room| match topics.get(row) {
        Some(Topic::Heading(scope)) => {
            line([span(format!("【{}】", scope.heading()), theme.title)])
        }
        Some(Topic::Key(binding)) => line([
            span(format!("  {}", pad(binding.written, KEYS, theme.borders)), theme.key),
            span(fit(binding.what, room.saturating_sub(KEYS + 2), theme.borders), theme.text),
        ]),
        None => line([]),
    })
}
