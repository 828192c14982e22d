//! How the dashboard looks: the model becomes cells. Changes nothing.
//!
//! Everything on a screen is written through [`text`], in the styles and characters of
//! [`theme`]: no screen makes a span of its own, names a colour, or spells a frame.

mod drawn;
pub mod form;
mod frame;
pub mod input;
mod loading;
mod overlay;
mod pane;
pub mod popup;
mod screen;
mod sheet;
pub mod text;
pub mod theme;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::Widget,
};

pub use loading::loading;

use self::{
    drawn::Drawn,
    text::{fit, line, span},
    theme::{Borders, Theme},
};
use crate::{
    app::{
        Measure, Model, Overlay, Target, View,
        layout::{SMALLEST, Size},
    },
    shown::{Cells, in_use},
};

/// Draws the dashboard and gives back the cell of the hardware cursor: in the field that is being
/// typed into, where the terminal opens its input method, or else on the selected row, where a
/// screen reader reads.
pub fn view(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    draw(model, theme, area, buf).cursor
}

/// What stands in a cell of the dashboard: the screen is drawn once more, and what draws it says what
/// it puts there.
#[must_use]
pub fn target(model: &Model, theme: &Theme, area: Rect, cell: Position) -> Option<Target> {
    draw(model, theme, area, &mut Buffer::empty(area)).at(cell)
}

fn draw(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Drawn {
    let size = Size { width: area.width, height: area.height };
    if size.is_too_small() {
        let ask = format!(
            "画面を {}x{} 以上に広げてください（今 {}x{}）",
            SMALLEST.width, SMALLEST.height, area.width, area.height
        );
        line([span(fit(&ask, usize::from(area.width), theme.borders), theme.text)])
            .render(area, buf);
        return Drawn::default();
    }
    let mut drawn = frame::draw(model, theme, area, buf);
    let body = pane::rect(size.body(), area);
    drawn.lay(match &model.overlay {
        Some(overlay) if overlay.fills_the_body() => {
            overlay::draw(model, overlay, theme, body, buf)
        }
        Some(overlay) => {
            // What lies under a popup is seen, and cannot be pointed at.
            match model.beneath.iter().rfind(|under| under.fills_the_body()) {
                Some(under) => overlay::draw(model, under, theme, body, buf),
                None => screen::draw(model, theme, area, buf),
            };
            overlay::draw(model, overlay, theme, body, buf)
        }
        None => screen::draw(model, theme, area, buf),
    });
    drawn
}

/// How long the detail of the present view is, or the line at the top of a text that is read: for
/// [`Model::measure`].
#[must_use]
pub fn measure(model: &Model) -> Measure {
    let theme = &match in_use() {
        Cells::One => Theme::MONOCHROME,
        Cells::Two => Theme::MONOCHROME.with(Borders::Ascii),
    };
    if let Some(Overlay::Reading(reading)) = &model.overlay {
        return overlay::reading::measure(reading, pane::text_room(model.size.body()));
    }
    if let Some(Overlay::Told(told)) = &model.overlay {
        let room = pane::text_room(model.size.body());
        return overlay::compare::sheet(told, theme, room).measure();
    }
    let room = pane::text_room(model.detail_pane());
    match model.view {
        View::Opinions => screen::opinions::sheet(model, theme, room).measure(),
        View::Programs => screen::program::sheet(model, theme, room).measure(),
        View::Sessions => screen::sessions::sheet(model, theme, room).measure(),
        View::Sources => screen::sources::sheet(model, theme, room).measure(),
        View::Overview | View::Matrix | View::History => Measure::default(),
    }
}
