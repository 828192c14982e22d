//! 履歴: everybody's acts, newest first.

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use super::{list_title, rows};
use crate::{
    analysis::{Council, taken_back},
    app::Model,
    ui::{
        drawn::Drawn,
        pane,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Columns of time, person, kind; the subject has its own where there is room for what follows it.
struct Columns {
    time: usize,
    person: usize,
    kind: usize,
    subject: Option<usize>,
}

impl Columns {
    fn of(room: usize) -> Self {
        let person = if room < 70 { 8 } else { 10 };
        let left = room.saturating_sub(12 + person + 15);
        let subject = (left >= 38).then_some(left * 11 / 20);
        Self { time: 12, person, kind: 15, subject }
    }
}

/// Draws the list.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let list = &model.history.list;
    let total = model.council.history.len();
    let title = list_title("履歴", list, total, "新しい順", &model.history.filter);
    let at = pane::place(model, list, theme);
    let area = pane::open(body, &title, &at, true, theme, buf);
    if model.council.history.is_empty() && !model.list_search {
        let mut sheet = crate::ui::sheet::Sheet::new(usize::from(area.width), theme, "");
        sheet.aside("まだ操作がありません。2 意見 で F2 を押すと、事業を対応付けられます。");
        return sheet.draw(area, 0, buf).into();
    }
    let columns = Columns::of(usize::from(area.width).saturating_sub(2));
    let head = heads(&columns, theme);
    rows(model, list, area, &[head], theme, buf, |row, room| {
        deed_row(&model.council, row, room, &columns, theme)
    })
}

fn heads(columns: &Columns, theme: &Theme) -> Line<'static> {
    let mut text = format!(
        "  {}{}{}",
        pad("日時", columns.time, theme.borders),
        pad("記入者", columns.person, theme.borders),
        pad("種類", columns.kind, theme.borders),
    );
    match columns.subject {
        Some(subject) => {
            text.push_str(&pad("対象", subject, theme.borders));
            text.push_str("内容");
        }
        None => text.push_str("対象・内容"),
    }
    line([span(text, theme.label)])
}

/// `11/21 10:05  佐藤  回答  ア(イ)  既実施・確認済・…`. What was taken back says so before its subject.
fn deed_row(
    council: &Council,
    row: usize,
    room: usize,
    columns: &Columns,
    theme: &Theme,
) -> Line<'static> {
    let deed = &council.history[row];
    let cell = |text: &str, room: usize| {
        let fitted = fit(text, room.saturating_sub(1), theme.borders);
        pad(&fitted, room, theme.borders)
    };
    let lead = format!(
        "{}{}",
        cell(&deed.time(), columns.time),
        cell(council.records.name_of(&deed.by), columns.person),
    );
    let kind = cell(deed.kind.word(), columns.kind);
    let taken = deed.way.map_or_else(String::new, |way| format!("{}: ", taken_back(way)));
    let subject = format!("{taken}{}", deed.subject);
    let rest = room.saturating_sub(width(&lead) + columns.kind);
    let text = match columns.subject {
        Some(subject_room) => format!("{}{}", cell(&subject, subject_room), deed.detail),
        None if deed.detail.is_empty() => subject,
        None => format!("{subject}（{}）", deed.detail),
    };
    line([
        span(lead, theme.dim),
        span(kind, theme.text),
        span(fit(&text, rest, theme.borders), theme.text),
    ])
}
