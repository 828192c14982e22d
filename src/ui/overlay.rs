//! What stands on top of a view, one a file, of the same names as their state.

mod bar;
mod carry;
mod cell;
pub(super) mod compare;
mod confirm;
mod dispute;
mod drafts;
mod filter_menu;
mod hand_out;
mod help;
mod looks;
mod menu;
mod outcomes;
mod outline;
mod palette;
mod picker;
mod problems;
pub mod reading;
mod search_all;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect, Size},
    text::Line,
    widgets::Widget,
};

use super::{
    drawn::Drawn,
    form,
    popup::{centred, popup},
    text::{line, plain, span},
    theme::Theme,
};
use crate::app::{Model, Overlay, Target, list::List};

/// Draws the overlay.
pub fn draw(
    model: &Model,
    overlay: &Overlay,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Drawn {
    match overlay {
        Overlay::Picker(picker) => picker::draw(model, picker, theme, body, buf),
        Overlay::SearchAll(search) => search_all::draw(model, search, theme, body, buf),
        Overlay::Help(help) => help::draw(help, theme, body, buf),
        Overlay::Palette(palette) => palette::draw(palette, theme, body, buf),
        Overlay::Bar(bar) => bar::draw(bar, theme, body, buf),
        Overlay::Confirm(confirm) => confirm::draw(confirm, theme, body, buf),
        Overlay::Filter(menu) => filter_menu::draw(model, menu, theme, body, buf),
        Overlay::HandOut(hand_out) => hand_out::draw(hand_out, theme, body, buf),
        Overlay::Compare(compare) => compare::draw(compare, theme, body, buf),
        Overlay::Looks(looks) => looks::draw(looks, theme, body, buf),
        Overlay::Told(told) => texts(Some(compare::told(model, told, theme, body, buf)), body),
        Overlay::Cell(cell) => cell::draw(model, cell, theme, body, buf),
        Overlay::Reading(reading) => texts(reading::draw(model, reading, theme, body, buf), body),
        Overlay::Entry(entry) => form::draw(&entry.form, theme, body, buf).into(),
        Overlay::Meeting(meeting) => form::draw(&meeting.form, theme, body, buf).into(),
        Overlay::Outline(outline) => outline::draw(model, outline, theme, body, buf),
        Overlay::CarryOver(carry) => carry::draw(model, carry, theme, body, buf),
        Overlay::Dispute(dispute) => dispute::draw(dispute, theme, body, buf),
        Overlay::Drafts(drafts) => drafts::draw(drafts, theme, body, buf),
        Overlay::Menu(menu) => menu::draw(menu, theme, body, buf),
        Overlay::Outcomes(outcomes) => outcomes::draw(outcomes, theme, body, buf),
        Overlay::KeepView(keep) => form::draw(&keep.form, theme, body, buf).into(),
        Overlay::Review(review) => form::draw(&review.form, theme, body, buf).into(),
        Overlay::Problems(list) => problems::draw(model, list, theme, body, buf),
    }
}

/// A text that is read: the wheel scrolls it.
fn texts(cursor: Option<Position>, body: Rect) -> Drawn {
    let mut drawn = Drawn::from(cursor);
    drawn.put(body, Target::List);
    drawn
}

/// Draws a list in a popup as high as it needs to be. `row` draws one record in so many columns.
fn listed(
    list: &List,
    title: &str,
    width: u16,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
    row: impl Fn(usize, usize) -> Line<'static>,
) -> Drawn {
    let height = u16::try_from(list.rows().len()).unwrap_or(u16::MAX).max(1).saturating_add(2);
    let size = Size {
        width: width.min(body.width.saturating_sub(4)),
        height: height.min(body.height - 2),
    };
    let inner = popup(centred(size, body), title, theme, buf);
    choices(list, inner, theme, buf, row)
}

/// Draws the rows of a list that there is room for. `row` draws one record in so many columns.
fn choices(
    list: &List,
    inner: Rect,
    theme: &Theme,
    buf: &mut Buffer,
    row: impl Fn(usize, usize) -> Line<'static>,
) -> Drawn {
    let mut told = Drawn::default();
    told.put(inner, Target::List);
    let (first, shown) = list.page(usize::from(inner.height));
    for ((at, record), place) in (first..).zip(shown).zip(inner.rows()) {
        let selected = at == list.at();
        let mark = if selected { "> " } else { "  " };
        let mut spans = vec![span(mark, theme.text)];
        spans.extend(row(*record, usize::from(place.width).saturating_sub(3)).spans);
        let mut drawn = line(spans);
        if selected {
            buf.set_style(place, theme.selected);
            drawn = plain(drawn).style(theme.selected);
            told.cursor = Some(place.as_position());
        }
        told.put(place, Target::Row(at));
        drawn.render(place, buf);
    }
    told
}
