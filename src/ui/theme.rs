//! Styles by meaning, and the characters of frames, rules and bars.
//!
//! No style says anything alone: what matters is also a word or a character on the screen.

mod bar;

use ratatui::{
    style::{Color, Modifier, Style},
    symbols::border,
};

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
    /// 標準. The sixteen colours of the terminal itself, so that light and dark both stay readable.
    ///
    /// Blue and yellow carry the contrast, not red and green. Neither black nor white is named:
    /// one of them is the background.
    pub const TERMINAL: Self = Self {
        borders: Borders::Line,
        text: Style::new(),
        title: bold().fg(Color::Cyan),
        label: Style::new().fg(Color::Cyan),
        frame: Style::new().fg(Color::DarkGray),
        selected: reversed(),
        marked: bold().fg(Color::Magenta),
        dim: Style::new().fg(Color::DarkGray),
        highlight: bold().fg(Color::Yellow).add_modifier(Modifier::UNDERLINED),
        good: Style::new().fg(Color::Blue),
        warning: Style::new().fg(Color::Yellow),
        bad: bold().fg(Color::Red),
        key: bold().fg(Color::Cyan),
        field: underlined(),
    };

    /// 白黒. No colour at all: a colour that is left out under `NO_COLOR` takes bold and reverse with it.
    pub const MONOCHROME: Self = Self {
        borders: Borders::Line,
        text: Style::new(),
        title: bold(),
        label: Style::new(),
        frame: Style::new(),
        selected: reversed(),
        marked: bold(),
        dim: Style::new(),
        highlight: bold().add_modifier(Modifier::UNDERLINED),
        good: Style::new(),
        warning: bold(),
        bad: bold().add_modifier(Modifier::REVERSED),
        key: bold(),
        field: underlined(),
    };

    /// The same styles with other characters.
    #[must_use]
    pub const fn with(self, borders: Borders) -> Self {
        Self { borders, ..self }
    }
}

const fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

const fn reversed() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}

const fn underlined() -> Style {
    Style::new().add_modifier(Modifier::UNDERLINED)
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

    fn styles(theme: Theme) -> [Style; 13] {
        let Theme { text, title, label, frame, selected, marked, dim, .. } = theme;
        let Theme { highlight, good, warning, bad, key, field, .. } = theme;
        [
            text, title, label, frame, selected, marked, dim, highlight, good, warning, bad, key,
            field,
        ]
    }

    #[test]
    fn the_monochrome_theme_names_no_colour() {
        for style in styles(Theme::MONOCHROME) {
            assert_eq!((style.fg, style.bg, style.underline_color), (None, None, None));
        }
    }

    #[test]
    fn the_terminal_theme_hides_nothing_on_light_or_dark() {
        for style in styles(Theme::TERMINAL) {
            assert_eq!(style.bg, None);
            assert!(!matches!(style.fg, Some(Color::Black | Color::White | Color::Rgb(..))));
        }
    }

    #[test]
    fn the_selected_row_is_seen_without_colours() {
        for theme in [Theme::TERMINAL, Theme::MONOCHROME] {
            assert!(theme.selected.add_modifier.contains(Modifier::REVERSED));
        }
    }

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
