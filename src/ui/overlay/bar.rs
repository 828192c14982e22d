//! メニュー: the bar in place of the tabs, and the open menu under its word.

use ratatui::{
    buffer::Buffer,
    layout::{Rect, Size},
    text::Line,
    widgets::Widget,
};

use super::choices;
use crate::{
    app::{Target, keymap::items::Item, overlay::Bar},
    ui::{
        drawn::Drawn,
        popup::{beside, clear_popup, popup},
        text::{fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Columns of the keys.
const KEYS: usize = 10;

/// Columns of a mark, of the frame and the air around an item.
const AROUND: usize = 9;

/// Draws the bar and the open menu.
///
/// ```text
///  ファイル  [記入]  編集   表示   移動   ヘルプ
///            ┌─────────────────────────────────┐
///            │> 対応する事業を選ぶ        F2 a │
///            │  - 会議を追加する          F2 a │
/// ```
pub fn draw(bar: &Bar, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let mut drawn = Drawn::default();
    let screen = buf.area;
    // The hints stay what they are.
    drawn.put(Rect { height: screen.height.saturating_sub(1), ..screen }, Target::Beside);
    let row = Rect { height: 1, ..screen };
    clear_popup(row, buf);
    let mut x = row.x + 1;
    let mut under = row;
    for (at, word) in bar.titles().enumerate() {
        let open = at == bar.at;
        let word = if open { format!("[{word}]") } else { format!(" {word} ") };
        let cells = u16::try_from(width(&word)).unwrap_or_default();
        let place = Rect { x, width: cells, ..row }.intersection(row);
        line([span(word, if open { theme.title } else { theme.text })]).render(place, buf);
        drawn.put(place, Target::Menu(at));
        if open {
            under = place;
        }
        x = x.saturating_add(cells + 1);
    }
    let items = bar.items();
    let longest = items.iter().map(|item| width(item.name())).max().unwrap_or_default();
    let size = Size {
        width: u16::try_from(longest + KEYS + AROUND).unwrap_or(u16::MAX),
        height: u16::try_from(items.len() + 2).unwrap_or(u16::MAX).min(body.height),
    };
    let inner = popup(beside(under, size, screen), "", theme, buf);
    drawn.lay(choices(&bar.list, inner, theme, buf, |row, room| {
        items.get(row).map_or_else(|| line([]), |item| words(item, false, room, theme))
    }));
    if let Some(why) = bar.selected().and_then(|item| item.trouble.as_deref()) {
        let place = Rect { y: screen.bottom().saturating_sub(2), height: 1, ..screen };
        clear_popup(place, buf);
        let text = fit(&format!(" - {why}"), usize::from(place.width), theme.borders);
        line([span(text, theme.warning)]).render(place, buf);
    }
    drawn
}

/// An item: what it does, its keys at the right. What does nothing here has a dash before it, and,
/// where there is room, says why.
pub fn words(item: &Item, with_reason: bool, room: usize, theme: &Theme) -> Line<'static> {
    let style = if item.trouble.is_some() { theme.dim } else { theme.text };
    let mark = if item.trouble.is_some() { "- " } else { "" };
    let room = room.saturating_sub(KEYS + 1);
    let why = item.trouble.as_ref().filter(|_| with_reason);
    let why = why.map_or_else(String::new, |why| format!("  {why}"));
    let name = fit(&format!("{mark}{}{why}", item.name()), room, theme.borders);
    line([
        span(pad(&name, room + 1, theme.borders), style),
        span(right(&item.keys, KEYS, theme.borders), theme.key),
    ])
}
