//! A form on the screen: labels on the left, values beside them, two buttons below.

mod room;

use std::ops::Range;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    widgets::Widget,
};
use tui_input::Input;

use self::room::{Needs, Room};
use super::{
    input, pane,
    text::{Passage, fit, line, pad, right, span, width},
    theme::Theme,
};
use crate::app::form::{Button, Field, Form, NONE, TextArea, Value};

/// Columns of the mark of the focus, and of the gap between label and value.
const MARK: u16 = 2;
const GAP: u16 = 2;

/// Rows of what a form is about, in a body that has few rows and in one that has many.
const ABOUT: [usize; 2] = [2, 3];
const MANY: u16 = 14;

/// Rows of a hint, and of what is said about a field that was refused.
const HINT: usize = 2;
const TROUBLE: usize = 3;

/// Draws the form over the whole body and gives back the cell of the hardware cursor.
///
/// ```text
/// ─[ ア(イ) への回答 ]───────────────────────────────────────── 3/3 ─
///  スタートアップ支援について、スタートアップ企業と適切なメンターや…
///
///   対応区分    [反映] 既実施  説明  検討  対応困難
///   段階         着手 [実施中] 完了
/// > 市の考え方 │創業支援の窓口を増やし、メンターを紹介する。
///    21/2000字 │
///              │
///               会議で読み上げる文です。
///
///   [ 保存 ]   [ やめる ]        Enter 改行  Tab 次へ  F7 保存  Esc やめる
/// ```
#[must_use]
pub fn draw(form: &Form, theme: &Theme, body: Rect, buf: &mut Buffer) -> Option<Position> {
    if body.is_empty() {
        return None;
    }
    let at = form.at().map(|at| pane::position(at, form.fields().len())).unwrap_or_default();
    let area = pane::open(body, &form.title, &at, true, theme, buf).intersection(body);
    if area.is_empty() {
        return None;
    }
    let part = |from: u16, to: u16| {
        let to = to.min(area.height);
        Rect { y: area.y + from.min(to), height: to.saturating_sub(from), ..area }
    };
    let foot = area.height - 1;
    let warning = if area.height > 3 { foot - 1 } else { foot };
    let about = about(form, usize::from(area.width), area.height, theme);
    let above = about.len() + usize::from(!about.is_empty());
    let above = u16::try_from(above).unwrap_or_default().min(area.height / 3);
    for (text, place) in about.into_iter().zip(part(0, above).rows()) {
        line([span(text, theme.dim)]).render(place, buf);
    }
    let in_field = fields(form, theme, body.width, part(above, warning), buf);
    let on_button = buttons(form, theme, part(foot, foot + 1), buf);
    if let Some(warning_now) = form.warning() {
        let place = part(warning, warning + 1);
        let text = format!("! {}", warning_now.text());
        let text = pad(&text, usize::from(place.width), theme.borders);
        line([span(text, theme.warning)]).render(place, buf);
    }
    in_field.or(on_button)
}

/// The rows of what the form is about; the last one is cut where there is more.
fn about(form: &Form, room: usize, height: u16, theme: &Theme) -> Vec<String> {
    let limit = ABOUT[usize::from(height >= MANY)];
    let mut rows = Vec::new();
    for (at, text) in form.about.iter().enumerate() {
        let passage = Passage::new(text);
        for range in passage.wrap(room) {
            if rows.len() + 1 == limit {
                let here = std::iter::once(&passage.text()[range.start..]);
                let rest = here.chain(form.about[at + 1..].iter().map(String::as_str));
                rows.push(fit(&rest.collect::<Vec<_>>().join("  "), room, theme.borders));
                return rows;
            }
            rows.push(passage.text()[range].to_owned());
        }
    }
    rows
}

/// Where the values stand in a row.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    value: u16,
}

impl Columns {
    fn of(self, row: Rect) -> (Rect, Rect) {
        let label = Rect { width: MARK + self.label, ..row }.intersection(row);
        let before = MARK + self.label + GAP;
        let value = Rect { x: row.x.saturating_add(before), width: self.value, ..row };
        (label, value.intersection(row))
    }
}

fn fields(form: &Form, theme: &Theme, body: u16, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (label, value) = form.columns(body);
    let columns = Columns {
        label: u16::try_from(label).unwrap_or_default(),
        value: u16::try_from(value).unwrap_or_default(),
    };
    let notes: Vec<_> = (0..form.fields().len()).map(|at| note(form, at, value, theme)).collect();
    let needs = form.fields().iter().zip(&notes).map(|(field, (rows, _))| Needs {
        rows: match &field.value {
            Value::Choice { .. } => choice_rows(field, value).len(),
            Value::Line(_) => 1,
            Value::Text(_) => 0,
        },
        note: rows.len(),
    });
    let room = Room::new(&needs.collect::<Vec<_>>(), form.at(), usize::from(area.height));
    let mut cursor = None;
    for (at, (field, (rows, style))) in form.fields().iter().zip(notes).enumerate() {
        let focused = form.at() == Some(at);
        let place = |row: usize| {
            let y = u16::try_from(room.row(at, row)?).ok()?;
            Some(Rect { y: area.y + y, height: 1, ..area })
        };
        if let Some(place) = place(0) {
            let (mark, style) = if focused { ("> ", theme.title) } else { ("  ", theme.label) };
            let label = fit(&field.label, label, theme.borders);
            let named = span(format!("{mark}{label}"), style);
            line([named]).render(columns.of(place).0, buf);
        }
        let own = room.rows(at);
        let found = match &field.value {
            Value::Choice { at, .. } => {
                let places = |row| place(row).map(|place| columns.of(place).1);
                choice(field, *at, focused, value, theme, places, buf)
            }
            Value::Line(input) => {
                place(0).and_then(|place| one_line(input, focused, columns.of(place).1, theme, buf))
            }
            Value::Text(text) => {
                let places = |row| place(row).map(|place| columns.of(place));
                text_area(text, focused, own, value, theme, places, buf)
            }
        };
        cursor = cursor.or(found.filter(|_| focused));
        for (at, text) in rows.into_iter().enumerate() {
            if let Some(place) = place(own + at) {
                line([span(text, style)]).render(columns.of(place).1, buf);
            }
        }
    }
    cursor
}

/// What is said under a field: why it was refused, that it is full, or how to fill it in.
fn note(form: &Form, at: usize, room: usize, theme: &Theme) -> (Vec<String>, Style) {
    let field = &form.fields()[at];
    let refused = form.trouble().filter(|(field, _)| *field == at);
    let (text, limit, style) = match (refused, &field.value) {
        (Some((_, why)), _) => (format!("! {why}"), TROUBLE, theme.bad),
        _ if form.at() != Some(at) => return (Vec::new(), theme.dim),
        (None, Value::Text(area)) if area.full() => {
            let full = format!("! {}字までです。これ以上は入りません。", area.limit());
            (full, HINT, theme.warning)
        }
        (None, _) => (field.hint.clone(), HINT, theme.dim),
    };
    if text.is_empty() {
        return (Vec::new(), style);
    }
    let passage = Passage::new(&text);
    let lines = passage.wrap(room);
    let cut = |(row, range): (usize, Range<usize>)| {
        let end = if row + 1 == limit { passage.text().len() } else { range.end };
        fit(&passage.text()[range.start..end], room, theme.borders)
    };
    (lines.into_iter().enumerate().take(limit).map(cut).collect(), style)
}

/// The words of a choice: what each stands for, and how it is written.
fn words(field: &Field) -> Vec<(Option<usize>, &str)> {
    let Value::Choice { words, optional, .. } = &field.value else { return Vec::new() };
    let none = optional.then_some((None, NONE)).into_iter();
    none.chain(words.iter().enumerate().map(|(at, word)| (Some(at), word.as_str()))).collect()
}

/// Which words stand on which row. Each has a cell on either side, for brackets.
fn choice_rows(field: &Field, room: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut first, mut used) = (0, 0);
    let words = words(field);
    for (at, (_, word)) in words.iter().enumerate() {
        let wide = width(word) + 2;
        // The bracket before the first word stands in the gap.
        if at > first && used + wide > room + 1 {
            rows.push(first..at);
            (first, used) = (at, 0);
        }
        used += wide;
    }
    rows.push(first..words.len());
    rows
}

fn choice(
    field: &Field,
    chosen: Option<usize>,
    focused: bool,
    room: usize,
    theme: &Theme,
    place: impl Fn(usize) -> Option<Rect>,
    buf: &mut Buffer,
) -> Option<Position> {
    let words = words(field);
    let mut cursor = None;
    for (row, range) in choice_rows(field, room).into_iter().enumerate() {
        let Some(place) = place(row).filter(|place| !place.is_empty()) else { continue };
        let mut x = place.x.saturating_sub(1);
        for (at, word) in &words[range] {
            let word = fit(word, room.saturating_sub(1), theme.borders);
            let wide = u16::try_from(width(&word)).unwrap_or_default();
            let here = *at == chosen;
            let (text, style) = match (here, focused) {
                (true, true) => (format!("[{word}]"), theme.selected),
                (true, false) => (format!("[{word}]"), theme.title),
                (false, _) => (format!(" {word} "), theme.text),
            };
            let cell = Rect { x, width: wide + 2, ..place };
            let cell = cell.intersection(Rect { x: x.min(place.x), width: u16::MAX, ..place });
            line([span(text, style)]).render(cell, buf);
            if here || cursor.is_none() {
                cursor = Some(Position::new((x + 1).min(place.right() - 1), place.y));
            }
            x = x.saturating_add(wide + 2);
        }
    }
    cursor
}

fn one_line(
    input: &Input,
    focused: bool,
    area: Rect,
    theme: &Theme,
    buf: &mut Buffer,
) -> Option<Position> {
    if focused {
        return input::field("", input, area, theme, buf);
    }
    // Of a line that is not typed into, the beginning is shown.
    input::field("", &input.clone().with_cursor(0), area, theme, buf)
}

fn text_area(
    area: &TextArea,
    focused: bool,
    own: usize,
    room: usize,
    theme: &Theme,
    place: impl Fn(usize) -> Option<(Rect, Rect)>,
    buf: &mut Buffer,
) -> Option<Position> {
    let rows = area.rows(room);
    let (row, column) = area.cursor_at(room);
    let top = if focused { top(row, rows.len(), own) } else { 0 };
    let mut cursor = None;
    for at in 0..own {
        let Some((label, value)) = place(at).filter(|(_, value)| !value.is_empty()) else {
            continue;
        };
        let count = format!("{}/{}字", area.count(), area.limit());
        if at == 1 && width(&count) <= usize::from(label.width.saturating_sub(MARK)) {
            let count = right(&count, usize::from(label.width), theme.borders);
            line([span(count, theme.dim)]).render(label, buf);
        }
        // What is out of sight is told where it begins.
        let (rule, style) = match () {
            () if at == 0 && top > 0 => ("^", theme.key),
            () if at + 1 == own && top + own < rows.len() => ("v", theme.key),
            () => (theme.borders.vertical(), theme.frame),
        };
        let edge = Rect { x: value.x.saturating_sub(1), width: 1, ..value };
        line([span(rule, style)]).render(edge, buf);
        if let Some(range) = rows.get(top + at) {
            line([span(&area.text()[range.clone()], theme.text)]).render(value, buf);
        }
        if top + at == row {
            let column = u16::try_from(column).unwrap_or(u16::MAX).min(value.width - 1);
            cursor = Some(Position::new(value.x + column, value.y));
        }
    }
    cursor
}

/// The row of a text at the top of so many that are in sight. It moves by half a page, so that the
/// text stands still while the cursor moves about in it.
fn top(row: usize, count: usize, page: usize) -> usize {
    let Some(beyond) = row.checked_sub(page) else { return 0 };
    let step = (page / 2).max(1);
    ((beyond / step + 1) * step).min(count.saturating_sub(page))
}

fn buttons(form: &Form, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let button = |button: Button, word: &'static str| {
        let here = form.button() == Some(button);
        let style = if here { theme.selected } else { theme.text };
        [span(if here { "> " } else { "  " }, theme.title), span(word, style)]
    };
    let [save, leave] = [button(Button::Save, "[ 保存 ]"), button(Button::Leave, "[ やめる ]")];
    let first = u16::try_from(width(&save[1].content)).unwrap_or_default() + MARK + 1;
    let row = line(save.into_iter().chain([span(" ", theme.text)]).chain(leave));
    let taken = u16::try_from(row.width()).unwrap_or_default();
    row.render(area, buf);
    keys(form, theme, Rect { x: area.x + taken.min(area.width), ..area }.intersection(area), buf);
    let x = match form.button()? {
        Button::Save => MARK,
        Button::Leave => first + MARK,
    };
    // On the first letter of the word, behind bracket and blank.
    Some(Position::new(area.x + (x + 2).min(area.width.checked_sub(1)?), area.y))
}

/// The keys that count in the field, as far as there is room: the gentlest to miss stand first.
fn keys(form: &Form, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let own = form.at().map(|at| match form.fields()[at].value {
        Value::Choice { .. } => ("←→", "選ぶ"),
        Value::Line(_) => ("Enter", "次へ"),
        Value::Text(_) => ("Enter", "改行"),
    });
    let all =
        [own.unwrap_or(("Enter", "決定")), ("Tab", "次へ"), ("F7", "保存"), ("Esc", "やめる")];
    let wide = |(key, what): &(&str, &str)| width(key) + width(what) + 3;
    let fits =
        |from: &usize| all[*from..].iter().map(wide).sum::<usize>() <= usize::from(area.width);
    let from = (0..all.len()).find(fits).unwrap_or(all.len());
    let shown = &all[from..];
    let taken = u16::try_from(shown.iter().map(wide).sum::<usize>()).unwrap_or_default();
    let spans = shown.iter().flat_map(|(key, what)| {
        [span(format!("  {key}"), theme.key), span(format!(" {what}"), theme.dim)]
    });
    let area = Rect { x: area.right().saturating_sub(taken), ..area }.intersection(area);
    line(spans).render(area, buf);
}

#[cfg(test)]
mod tests;
