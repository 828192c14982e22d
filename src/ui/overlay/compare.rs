//! 前回からの変更: the popup that asks since when, and what it found.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::listed;
use crate::{
    app::{
        Model,
        overlay::{Compare, Told},
    },
    ui::{
        drawn::Drawn,
        pane,
        sheet::Sheet,
        text::{fit, line, span},
        theme::Theme,
    },
};

/// Draws the popup.
pub fn draw(compare: &Compare, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let title = "前回からの変更  Enter で選ぶ  Esc で閉じる";
    listed(&compare.list, title, 66, theme, body, buf, |row, room| {
        let name = compare.spans.get(row).map_or("", |(name, _)| name.as_str());
        line([span(fit(name, room, theme.borders), theme.text)])
    })
}

/// Draws what was found.
pub fn told(model: &Model, told: &Told, theme: &Theme, body: Rect, buf: &mut Buffer) -> Position {
    let sheet = sheet(told, theme, pane::text_room(model.size.body()));
    let at = pane::position(told.scroll, sheet.measure().lines);
    let area = pane::open(body, "前回からの変更", &at, true, theme, buf);
    sheet.draw(area, told.scroll, buf);
    area.as_position()
}

/// What was found, broken into rows. What is indented in the text stays so when it is broken.
pub fn sheet<'a>(told: &Told, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let mut sheet = Sheet::new(room, theme, "");
    for text in told.text.lines() {
        let rest = text.trim_start();
        match &text[..text.len() - rest.len()] {
            "" if rest.is_empty() => sheet.blank(),
            "" => sheet.heading(rest),
            indent => sheet.labelled(indent, rest),
        }
    }
    sheet
}
