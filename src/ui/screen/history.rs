//! 履歴: everybody's acts, newest first.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{list_title, rows};
use crate::{
    app::{Model, filter::Filter},
    ui::{
        pane,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws the list.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Option<Position> {
    let list = &model.history.list;
    let total = model.council.history.len();
    let title = list_title("履歴", list, total, "新しい順", &Filter::default());
    let at = pane::position(list.at(), list.rows().len());
    let area = pane::open(body, &title, &at, true, theme, buf);
    if model.council.history.is_empty() && !model.list_search {
        let mut sheet = crate::ui::sheet::Sheet::new(usize::from(area.width), theme, "");
        sheet.aside("まだ操作がありません。2 意見 で F2 を押すと、事業を対応付けられます。");
        return sheet.draw(area, 0, buf);
    }
    rows(model, list, area, &[], theme, buf, |row, room| {
        let deed = &model.council.history[row];
        let lead = format!(
            "{}  {} ",
            deed.time(),
            pad(model.council.records.name_of(&deed.by), 10, theme.borders)
        );
        let what = fit(&deed.what(), room.saturating_sub(width(&lead)), theme.borders);
        line([span(lead, theme.dim), span(what, theme.text)])
    })
}
