//! 内訳: the programs of one cell of the 対応表.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::listed;
use crate::{
    app::{Model, overlay::Cell, screen::amounts},
    ui::{
        drawn::Drawn,
        popup::centred,
        screen::amount,
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Draws the popup.
pub fn draw(model: &Model, cell: &Cell, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let records = &model.council.records;
    let label = records.opinion(&cell.opinion).map_or(cell.opinion.as_str(), |o| &o.label);
    let area = records.area(&cell.area);
    let area = area.map_or_else(String::new, |area| format!("{} {}", area.short(), area.title));
    let title = format!("{label} と {area}  決算・予算は千円");
    let cursor = listed(&cell.list, &title, 76, theme, body, buf, |row, room| {
        let (settled, budget) = amounts(&model.council, row);
        let name = room.saturating_sub(24);
        let fitted = fit(records.programs[row].name(), name.saturating_sub(1), theme.borders);
        line([
            span(pad(&fitted, name, theme.borders), theme.text),
            span(amount(settled, 12, theme.borders), theme.text),
            span(amount(budget, 12, theme.borders), theme.text),
        ])
    });
    if cell.list.rows().is_empty() {
        let size = ratatui::layout::Size { width: 44, height: 1 };
        let text = fit("対応する事業はありません。Esc で閉じます。", 44, theme.borders);
        line([span(text, theme.dim)]).render(centred(size, body), buf);
    }
    cursor
}
