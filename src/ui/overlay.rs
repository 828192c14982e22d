//! What stands on top of a view, one a file, of the same names as their state.

mod carry;
mod cell;
pub(super) mod compare;
mod dispute;
mod drafts;
mod filter_menu;
mod hand_out;
mod help;
mod looks;
mod menu;
mod outcomes;
mod outline;
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
    form,
    popup::{centred, popup},
    text::{line, plain, span},
    theme::Theme,
};
use crate::app::{Model, Overlay, list::List};

/// Draws the overlay and gives back the cell of the cursor.
pub fn draw(
    model: &Model,
    overlay: &Overlay,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    match overlay {
        Overlay::Picker(picker) => picker::draw(model, picker, theme, body, buf),
        Overlay::SearchAll(search) => search_all::draw(model, search, theme, body, buf),
        Overlay::Help(help) => help::draw(help, theme, body, buf),
        Overlay::Filter(menu) => filter_menu::draw(model, menu, theme, body, buf),
        Overlay::HandOut(hand_out) => hand_out::draw(hand_out, theme, body, buf),
        Overlay::Compare(compare) => compare::draw(compare, theme, body, buf),
        Overlay::Looks(looks) => looks::draw(looks, theme, body, buf),
        Overlay::Told(told) => Some(compare::told(model, told, theme, body, buf)),
        Overlay::Cell(cell) => cell::draw(model, cell, theme, body, buf),
        Overlay::Reading(reading) => reading::draw(model, reading, theme, body, buf),
        Overlay::Entry(entry) => form::draw(&entry.form, theme, body, buf),
        Overlay::Meeting(meeting) => form::draw(&meeting.form, theme, body, buf),
        Overlay::Outline(outline) => outline::draw(model, outline, theme, body, buf),
        Overlay::CarryOver(carry) => carry::draw(model, carry, theme, body, buf),
        Overlay::Dispute(dispute) => dispute::draw(dispute, theme, body, buf),
        Overlay::Drafts(drafts) => drafts::draw(drafts, theme, body, buf),
        Overlay::Menu(menu) => menu::draw(menu, theme, body, buf),
        Overlay::Outcomes(outcomes) => outcomes::draw(outcomes, theme, body, buf),
        Overlay::KeepView(keep) => form::draw(&keep.form, theme, body, buf),
        Overlay::Review(review) => form::draw(&review.form, theme, body, buf),
        Overlay::Problems(list) => problems::draw(model, list, theme, body, buf),
    }
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
) -> Option<Position> {
    let height = u16::try_from(list.rows().len()).unwrap_or(u16::MAX).max(1).saturating_add(2);
    let size = Size {
        width: width.min(body.width.saturating_sub(4)),
        height: height.min(body.height - 2),
    };
    let inner = popup(centred(size, body), title, theme, buf);
    let (first, shown) = list.page(usize::from(inner.height));
    let mut cursor = None;
    for ((at, record), place) in (first..).zip(shown).zip(inner.rows()) {
        let selected = at == list.at();
        let mark = if selected { "> " } else { "  " };
        let mut spans = vec![span(mark, theme.text)];
        spans.extend(row(*record, usize::from(place.width).saturating_sub(3)).spans);
        let mut drawn = line(spans);
        if selected {
            buf.set_style(place, theme.selected);
            drawn = plain(drawn).style(theme.selected);
            cursor = Some(place.as_position());
        }
        drawn.render(place, buf);
    }
    cursor
}
