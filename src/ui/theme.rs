//! Styles by meaning, and the characters of frames, rules and bars.
//!
//! No style says anything alone: what matters is also a word or a character on the screen.

mod bar;
mod palette;

use ratatui::{style::Style, symbols::border};

use crate::app::Look;

pub use bar::bar;

/// Every style of the dashboard, by what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The characters that go with it.
    pub borders: Borders,
    /// What is read.
    pub text: Style,
    /// What names a screen, a pane or a part.
    pub title: Style,
    /// The heads of columns, the names of fields.
    pub label: Style,
    /// Frames and rules.
    pub frame: Style,
    /// The row the cursor is on.
    pub selected: Style,
    /// Rows picked for an action.
    pub marked: Style,
    /// What may be overlooked.
    pub dim: Style,
    /// The characters a search found.
    pub highlight: Style,
    /// Done, answered.
    pub good: Style,
    /// Somebody should look.
    pub warning: Style,
    /// Not well: an error, something not saved.
    pub bad: Style,
    /// A key one can press.
    pub key: Style,
    /// The place where one types.
    pub field: Style,
}

impl Theme {
    /// The styles of a look.
    #[must_use]
    pub const fn of(look: Look) -> Self {
        match look {
            Look::Standard => Self::TERMINAL,
            Look::StandardLight => palette::STANDARD_LIGHT,
            Look::Contrast => palette::CONTRAST,
            Look::ContrastLight => palette::CONTRAST_LIGHT,
            Look::Safe => palette::SAFE,
            Look::SafeLight => palette::SAFE_LIGHT,
            Look::Mono => Self::MONOCHROME,
        }
    }

    /// 標準, on a dark background.
    pub const TERMINAL: Self = palette::STANDARD;

    /// 白黒. No colour at all: a colour that is left out under `NO_COLOR` takes bold and reverse with it.
    pub const MONOCHROME: Self = palette::MONO;

    /// The same styles with other characters.
    #[must_use]
    pub const fn with(self, borders: Borders) -> Self {
        Self { borders, ..self }
    }
}

/// The characters of frames, rules and bars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Borders {
    /// Light lines and blocks.
    #[default]
    Line,
    /// ASCII only: for terminals that give `─`, `█` or `…` two cells.
    Ascii,
}

impl Borders {
    /// The corners and sides of a frame.
    #[must_use]
    pub const fn frame(self) -> border::Set<'static> {
        match self {
            Self::Line => border::PLAIN,
            Self::Ascii => border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            },
        }
    }

    /// One cell of a horizontal rule.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        self.frame().horizontal_top
    }

    /// One cell of a vertical rule.
    #[must_use]
    pub const fn vertical(self) -> &'static str {
        self.frame().vertical_left
    }

    /// What stands for text that was cut.
    #[must_use]
    pub const fn ellipsis(self) -> &'static str {
        match self {
            Self::Line => "…",
            Self::Ascii => "..",
        }
    }

    /// The sign of a negative amount.
    #[must_use]
    pub const fn minus(self) -> &'static str {
        match self {
            Self::Line => "△",
            Self::Ascii => "-",
        }
    }

    /// One cell of a bar: full, partial, empty.
    #[must_use]
    pub const fn bar(self) -> [char; 3] {
        match self {
            Self::Line => ['█', '▒', '░'],
            Self::Ascii => ['#', '=', '.'],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_borders_are_ascii() {
        let ascii = Borders::Ascii;
        let frame = ascii.frame();
        let all = [frame.top_left, frame.top_right, frame.bottom_left, frame.bottom_right]
            .into_iter()
            .chain([frame.vertical_left, frame.vertical_right])
            .chain([frame.horizontal_top, frame.horizontal_bottom])
            .chain([ascii.rule(), ascii.vertical(), ascii.ellipsis(), ascii.minus()]);
        assert!(all.into_iter().all(str::is_ascii));
        assert!(ascii.bar().iter().all(char::is_ascii));
    }
}
