//! 使い方: the field in which one looks, and the keys of the view underneath or of every place.

use ratatui::{buffer::Buffer, layout::Rect, widgets::Widget};

use super::choices;
use crate::{
    app::{
        layout::LOOKUP_ROWS,
        list::List,
        overlay::{Help, Topic},
    },
    ui::{
        drawn::Drawn,
        input,
        popup::popup,
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Columns of the keys.
const KEYS: usize = 12;

/// Draws the popup.
///
/// ```text
/// ┌ 使い方（この画面）  言葉・読み・キーで探せます ┐
/// │検索 しゅう                                     │
/// │  【どの画面でも】                              │
/// │>   q           終了                            │
/// ```
pub fn draw(help: &Help, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let topics = help.topics();
    let whose = if help.all { "全部" } else { "この画面" };
    let title = format!("使い方（{whose}）  言葉・読み・キーで探せます  F1 で切替");
    lookup(&title, &help.list, theme, body, buf, |row, room| match topics.get(row) {
        Some(Topic::Heading(scope)) => {
            line([span(format!("【{}】", scope.heading()), theme.title)])
        }
        Some(Topic::Key(binding, keys)) => line([
            span(format!("  {}", pad(keys, KEYS, theme.borders)), theme.key),
            span(fit(binding.what, room.saturating_sub(KEYS + 2), theme.borders), theme.text),
        ]),
        None => line([]),
    })
}

/// A popup as large as the body: a field, and under it what was found.
pub fn lookup(
    title: &str,
    list: &List,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
    row: impl Fn(usize, usize) -> ratatui::text::Line<'static>,
) -> Drawn {
    let inner = popup(body, title, theme, buf);
    let field = Rect { height: 1, ..inner }.intersection(inner);
    let head = LOOKUP_ROWS - 1;
    let table = Rect { y: inner.y + head, height: inner.height.saturating_sub(head), ..inner };
    let mut drawn = choices(list, table, theme, buf, row);
    if list.rows().is_empty() {
        let first = Rect { height: 1, ..table }.intersection(table);
        let why = "見つかりません。言葉を短くするか、変えてみてください。";
        let why = fit(why, usize::from(first.width), theme.borders);
        line([span(why, theme.dim)]).render(first, buf);
    }
    drawn.cursor = input::field("検索", &list.query, field, theme, buf);
    drawn
}
