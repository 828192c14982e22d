//! The style letters are written in, and the shortest way from one to another.

use std::fmt::Write;

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

/// What a blank cell shows of its style, besides its background.
const SEEN_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Modifiers, what turns each on, and what turns it off with all that share the number.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// 筆. The style a terminal writes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    underline: Color,
    modifier: Modifier,
}

impl Pen {
    pub(super) const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        underline: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            foreground: cell.fg,
            background: cell.bg,
            underline: cell.underline_color,
            modifier: cell.modifier,
        }
    }

    /// Whether a blank looks the same in both.
    pub(super) fn is_like_on_blanks(self, other: Self) -> bool {
        let lined = |pen: Self| pen.modifier.intersects(SEEN_ON_BLANK);
        // The colours of a line or of a reversed blank are those of the letters.
        let tinted = |pen: Self| lined(pen).then_some((pen.foreground, pen.underline));
        self.background == other.background
            && self.modifier & SEEN_ON_BLANK == other.modifier & SEEN_ON_BLANK
            && tinted(self) == tinted(other)
    }

    /// Whether a blank in it shows nothing at all.
    pub(super) fn is_plain_on_blanks(self) -> bool {
        self.is_like_on_blanks(Self::PLAIN)
    }

    /// The shorter of two ways to the other style: from plain, or only what differs.
    pub(super) fn change_to(self, other: Self) -> String {
        if other == self {
            return String::new();
        }
        let mut anew = Codes::default();
        // No number at all means plain, but in front of others some terminals do not take it so.
        if other != Self::PLAIN {
            anew.add(0);
        }
        anew.differences(Self::PLAIN, other);
        let mut onward = Codes::default();
        onward.differences(self, other);
        let shorter = if anew.0.len() <= onward.0.len() { anew } else { onward };
        format!("\x1b[{}m", shorter.0)
    }
}

/// The numbers of one sequence.
#[derive(Default)]
struct Codes(String);

impl Codes {
    fn add(&mut self, code: u8) {
        if !self.0.is_empty() {
            self.0.push(';');
        }
        // Writing to a string does not fail.
        let _ = write!(self.0, "{code}");
    }

    fn differences(&mut self, from: Pen, to: Pen) {
        let mut kept = from.modifier;
        for (modifier, _, off) in MODIFIERS {
            if kept.contains(modifier) && !to.modifier.contains(modifier) {
                self.add(off);
                let gone = MODIFIERS.iter().filter(|(.., other)| *other == off);
                gone.for_each(|(modifier, ..)| kept.remove(*modifier));
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if to.modifier.contains(modifier) && !kept.contains(modifier) {
                self.add(on);
            }
        }
        if from.foreground != to.foreground {
            self.colour(to.foreground, 30);
        }
        if from.background != to.background {
            self.colour(to.background, 40);
        }
        if from.underline != to.underline {
            self.colour(to.underline, 50);
        }
    }

    /// A colour of letters (30), of the background (40) or of the line under letters (50).
    fn colour(&mut self, colour: Color, base: u8) {
        let named = match colour {
            Color::Reset => return self.add(base + 9),
            Color::Rgb(red, green, blue) => {
                return [base + 8, 2, red, green, blue].into_iter().for_each(|code| self.add(code));
            }
            Color::Indexed(index) => {
                return [base + 8, 5, index].into_iter().for_each(|code| self.add(code));
            }
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        match named {
            // The line under letters has no short names.
            _ if base == 50 => [58, 5, named].into_iter().for_each(|code| self.add(code)),
            0..8 => self.add(base + named),
            _ => self.add(base + 60 + named - 8),
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn pen(style: Style) -> Pen {
        let mut cell = Cell::EMPTY;
        cell.set_style(style);
        Pen::of(&cell)
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let plain = Style::new();
        for (from, to, bytes) in [
            (plain, plain, ""),
            (plain, plain.reversed(), "\x1b[7m"),
            (plain.reversed(), plain, "\x1b[m"),
            (plain, plain.bold().cyan(), "\x1b[1;36m"),
            (plain.bold().cyan(), plain.cyan(), "\x1b[22m"),
            (plain.bold().underlined().yellow(), plain.yellow(), "\x1b[0;33m"),
            (plain.bold(), plain.dim(), "\x1b[0;2m"),
            (plain.bold().dim(), plain.dim(), "\x1b[0;2m"),
            (plain.bold().dim().red().on_blue(), plain.dim().red().on_blue(), "\x1b[22;2m"),
            (plain.red(), plain.dark_gray(), "\x1b[90m"),
            (plain.red().on_white(), plain.red(), "\x1b[49m"),
            (
                plain,
                plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 2, 3)),
                "\x1b[38;5;200;48;2;1;2;3m",
            ),
            (plain, plain.underline_color(Color::LightRed), "\x1b[58;5;9m"),
        ] {
            assert_eq!(pen(from).change_to(pen(to)), bytes, "{from:?} {to:?}");
        }
    }

    #[test]
    fn a_blank_shows_its_background_and_the_lines_through_it_only() {
        let plain = Style::new();
        for (one, other, alike) in [
            (plain, plain.red().bold().italic(), true),
            (plain, plain.on_red(), false),
            (plain, plain.reversed(), false),
            (plain.underlined(), plain.underlined().red(), false),
            (plain.reversed(), plain.reversed().bold(), true),
            (plain.on_red(), plain.on_red().dim(), true),
        ] {
            assert_eq!(pen(one).is_like_on_blanks(pen(other)), alike, "{one:?} {other:?}");
        }
    }
}
