//! 確認: what would be done, what it means, and the key that does it.

use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
    widgets::Widget,
};

use crate::{
    app::{Command, Target, overlay::Confirm},
    ui::{
        drawn::Drawn,
        popup::{centred, popup},
        sheet::Sheet,
        text::{line, span, width},
        theme::Theme,
    },
};

/// Draws the box.
///
/// ```text
/// ┌ 確認 ──────────────────────────────────────┐
/// │ 書きかけです。保存せずに捨てますか。       │
/// │                                            │
/// │ 捨てた文は、あとから戻せません。           │
/// │                                            │
/// │ y はい   [Enter いいえ]                    │
/// └────────────────────────────────────────────┘
/// ```
pub fn draw(confirm: &Confirm, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let room = body.width.saturating_sub(8).min(64);
    let mut sheet = Sheet::new(usize::from(room), theme, "");
    sheet.heading(&confirm.question);
    sheet.blank();
    for means in &confirm.means {
        sheet.text(means);
    }
    let lines = u16::try_from(sheet.measure().lines).unwrap_or(u16::MAX);
    let size = Size { width: room + 4, height: lines.saturating_add(4).min(body.height) };
    let inner = popup(centred(size, body), "確認", theme, buf);
    let text = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(2),
        height: inner.height.saturating_sub(2),
        ..inner
    };
    sheet.draw(text, 0, buf);
    let mut drawn = Drawn::default();
    let mut place = Rect { y: inner.bottom().saturating_sub(1), height: 1, ..text };
    for (word, command, style) in
        [("y はい", Command::Agree, theme.key), ("[Enter いいえ]", Command::Back, theme.title)]
    {
        place.width = u16::try_from(width(word)).unwrap_or_default().min(text.width);
        line([span(word, style)]).render(place, buf);
        drawn.put(place, Target::Command(command));
        if command == Command::Back {
            drawn.cursor = Some(place.as_position());
        }
        place.x += place.width + 3;
    }
    drawn
}
