//! 記録の問題: everything that somebody should look at, and the selected one in full.

use ratatui::{buffer::Buffer, layout::Rect};

use super::listed;
use crate::{
    app::{Model, list::List},
    ui::{
        drawn::Drawn,
        pane,
        popup::clear_popup,
        sheet::Sheet,
        text::{fit, line, span},
        theme::Theme,
    },
};

/// Rows of the selected problem.
const FULL: u16 = 8;

/// Draws the popup and, under it, the selected problem.
pub fn draw(model: &Model, list: &List, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let problems = &model.council.troubles;
    let upper = Rect { height: body.height.saturating_sub(FULL), ..body };
    let lower = Rect { y: upper.bottom(), height: body.height - upper.height, ..body };
    let title = format!("記録の問題 {}件  Esc で閉じる", problems.len());
    let cursor = listed(list, &title, body.width, theme, upper, buf, |row, room| {
        let Some(problem) = problems.get(row) else { return line([]) };
        let place = problem.place.as_ref().map_or_else(String::new, |place| format!("{place} "));
        let text = format!("{} {place}{}", problem.severity.word(), problem.what);
        line([span(fit(&text, room, theme.borders), theme.text)])
    });
    clear_popup(lower, buf);
    let inner = pane::open(lower, "くわしく", "", false, theme, buf);
    if let Some(problem) = list.row().and_then(|row| problems.get(row)) {
        let mut sheet = Sheet::new(usize::from(inner.width), theme, "");
        for text in problem.to_string().lines() {
            sheet.text(text);
        }
        sheet.draw(inner, 0, buf);
    }
    cursor
}
