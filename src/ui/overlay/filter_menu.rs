//! 絞込: the words by which the list underneath can be filtered.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::{
        Model,
        overlay::{FilterMenu, MenuRow},
    },
    ui::{
        drawn::Drawn,
        text::{fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Columns of the number of records.
const COUNT: usize = 8;

/// Draws the popup.
pub fn draw(
    model: &Model,
    menu: &FilterMenu,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Drawn {
    let Some(filter) = model.filter() else { return Drawn::default() };
    let title = "絞込  Enter で選ぶ・外す  Esc で閉じる";
    listed(&menu.list, title, 66, theme, body, buf, |row, room| match menu.rows.get(row) {
        Some(MenuRow::Heading(facet)) => line([span(format!("【{facet}】"), theme.title)]),
        Some(MenuRow::Choice(choice)) => {
            let mark = if filter.has(choice.facet, &choice.word) { " * " } else { "   " };
            let word = room.saturating_sub(COUNT + 3);
            let named = if choice.own { "自分の課  " } else { "" };
            let named = format!("{named}{}", choice.word);
            let fitted = fit(&named, word.saturating_sub(1), theme.borders);
            line([
                span(mark, theme.marked),
                span(pad(&fitted, word, theme.borders), theme.text),
                span(right(&format!("{}件", choice.count), COUNT, theme.borders), theme.dim),
            ])
        }
        Some(MenuRow::View(view)) => {
            let name = pad(&fit(&view.name, room / 2, theme.borders), room / 3, theme.borders);
            let left = room.saturating_sub(width(&name) + 5);
            let query = fit(&view.query, left, theme.borders);
            line([span(format!("   {name}"), theme.text), span(format!("  {query}"), theme.dim)])
        }
        Some(MenuRow::Keep) => {
            line([span("   いまの検索と絞り込みに名前を付けて残す", theme.text)])
        }
        None => line([]),
    })
}
