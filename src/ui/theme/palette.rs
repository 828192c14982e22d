//! The styles of each look.
//!
//! 標準 uses the sixteen colours of the terminal itself, which its owner may have chosen; 色覚対応
//! uses fixed ones, blue and orange, which everybody tells apart. No look paints a background: that
//! is the terminal's own. Neither black nor white is named where it could be that background.

use ratatui::style::{Color, Modifier, Style};

use super::{Borders, Theme};

pub(super) const STANDARD: Theme = Theme {
    borders: Borders::Line,
    text: Style::new(),
    title: bold().fg(Color::Cyan),
    label: Style::new().fg(Color::Cyan),
    frame: Style::new().fg(Color::DarkGray),
    selected: reversed(),
    marked: bold().fg(Color::LightMagenta),
    // Bright black is hard to read in PuTTY, and the background itself in some palettes.
    dim: Style::new().add_modifier(Modifier::DIM),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(Color::Yellow),
    good: Style::new().fg(Color::Green),
    warning: Style::new().fg(Color::Yellow),
    // Plain blue and plain red are next to invisible on black.
    bad: bold().fg(Color::LightRed),
    key: bold().fg(Color::Cyan),
    field: underlined(),
};

pub(super) const STANDARD_LIGHT: Theme = Theme {
    title: bold().fg(Color::Blue),
    label: Style::new().fg(Color::DarkGray),
    marked: bold().fg(Color::Blue),
    // Faint black is black.
    dim: Style::new().fg(Color::DarkGray),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(Color::Magenta),
    good: Style::new().fg(Color::Blue),
    warning: Style::new().fg(Color::Magenta),
    bad: bold().fg(Color::Red),
    key: bold().fg(Color::Blue),
    ..STANDARD
};

pub(super) const CONTRAST: Theme = Theme {
    title: bold().fg(Color::LightCyan),
    label: Style::new().fg(Color::LightCyan),
    marked: bold().fg(Color::LightYellow),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(Color::LightYellow),
    good: Style::new().fg(Color::LightGreen),
    warning: Style::new().fg(Color::LightYellow),
    key: bold().fg(Color::LightCyan),
    ..MONO
};

pub(super) const CONTRAST_LIGHT: Theme = Theme {
    title: bold().fg(Color::Blue),
    label: Style::new().fg(Color::Blue),
    marked: bold().fg(DARK_RED),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(DARK_RED),
    good: Style::new().fg(Color::Blue),
    warning: Style::new().fg(DARK_RED),
    key: bold().fg(Color::Blue),
    ..MONO
};

pub(super) const SAFE: Theme = Theme {
    title: bold(),
    label: Style::new().fg(PALE_BLUE),
    frame: Style::new().fg(Color::DarkGray),
    marked: bold().fg(ORANGE),
    dim: Style::new().fg(Color::Gray),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(ORANGE),
    good: Style::new().fg(SKY),
    warning: Style::new().fg(ORANGE),
    key: bold().fg(PALE_BLUE),
    ..MONO
};

pub(super) const SAFE_LIGHT: Theme = Theme {
    title: bold(),
    label: Style::new().fg(Color::DarkGray),
    frame: Style::new().fg(Color::DarkGray),
    marked: bold().fg(BROWN),
    dim: Style::new().fg(Color::DarkGray),
    highlight: underlined().add_modifier(Modifier::BOLD).fg(BROWN),
    good: Style::new().fg(DEEP_BLUE),
    warning: Style::new().fg(BROWN),
    key: bold().fg(DEEP_BLUE),
    ..MONO
};

pub(super) const MONO: Theme = Theme {
    borders: Borders::Line,
    text: Style::new(),
    title: bold(),
    label: Style::new(),
    frame: Style::new(),
    selected: reversed(),
    marked: bold(),
    dim: Style::new(),
    highlight: underlined().add_modifier(Modifier::BOLD),
    good: Style::new(),
    warning: bold(),
    bad: reversed().add_modifier(Modifier::BOLD),
    key: bold(),
    field: underlined(),
};

const PALE_BLUE: Color = Color::Indexed(117);
const SKY: Color = Color::Indexed(39);
const DEEP_BLUE: Color = Color::Indexed(25);
const ORANGE: Color = Color::Indexed(214);
const BROWN: Color = Color::Indexed(130);
const DARK_RED: Color = Color::Indexed(88);

const fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

const fn reversed() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}

const fn underlined() -> Style {
    Style::new().add_modifier(Modifier::UNDERLINED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Look;

    /// Every style, and whether it is one for lines and asides, which may be faint.
    fn styles(theme: Theme) -> [(Style, bool); 13] {
        let Theme { text, title, label, frame, selected, marked, dim, .. } = theme;
        let Theme { highlight, good, warning, bad, key, field, .. } = theme;
        let clear =
            [text, title, label, selected, marked, highlight, good, warning, bad, key, field];
        let mut styles = clear.map(|style| (style, false)).to_vec();
        styles.extend([(frame, true), (dim, true)]);
        styles.try_into().unwrap()
    }

    /// The sixteen colours as xterm, `PuTTY` and Windows Terminal come with them.
    const TERMINALS: [[u32; 16]; 3] = [
        [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5,
            0x7f_7f7f, 0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
        [
            0x00_0000, 0xbb_0000, 0x00_bb00, 0xbb_bb00, 0x00_00bb, 0xbb_00bb, 0x00_bbbb, 0xbb_bbbb,
            0x55_5555, 0xff_5555, 0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
        ],
        [
            0x0c_0c0c, 0xc5_0f1f, 0x13_a10e, 0xc1_9c00, 0x00_37da, 0x88_1798, 0x3a_96dd, 0xcc_cccc,
            0x76_7676, 0xe7_4856, 0x16_c60c, 0xf9_f1a5, 0x3b_78ff, 0xb4_009e, 0x61_d6d6, 0xf2_f2f2,
        ],
    ];

    fn rgb(colour: Color, sixteen: &[u32; 16]) -> u32 {
        let named = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        if let Color::Indexed(index) = colour {
            let at = u32::from(index - 16);
            let level = |step: u32| if step == 0 { 0 } else { 55 + 40 * step };
            return level(at / 36) << 16 | level(at / 6 % 6) << 8 | level(at % 6);
        }
        sixteen[named.iter().position(|name| *name == colour).unwrap()]
    }

    /// How much brighter the one is than the other, as the WCAG counts it.
    fn contrast(one: u32, other: u32) -> f64 {
        let brightness = |rgb: u32| {
            let linear = |byte: u32| {
                let part = f64::from(byte & 255) / 255.0;
                if part <= 0.03928 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb) + 0.05
        };
        let (one, other) = (brightness(one), brightness(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_colour_is_read_on_its_background_in_the_terminals_of_offices() {
        for (look, light, least, faint) in [
            (Look::Standard, false, 3.0, 2.7),
            (Look::StandardLight, true, 4.0, 4.0),
            (Look::Contrast, false, 7.0, 7.0),
            (Look::ContrastLight, true, 7.0, 7.0),
            (Look::Safe, false, 4.5, 2.7),
            (Look::SafeLight, true, 4.0, 4.0),
        ] {
            for sixteen in &TERMINALS {
                let ground = if light { 0xff_ffff } else { sixteen[0] };
                for (style, aside) in styles(Theme::of(look)) {
                    let Some(colour) = style.fg else { continue };
                    let found = contrast(rgb(colour, sixteen), ground);
                    assert!(found >= if aside { faint } else { least }, "{look} {colour} {found}");
                }
            }
        }
    }

    #[test]
    fn no_look_paints_a_background_or_names_what_may_be_one() {
        for (style, _) in Look::ALL.into_iter().flat_map(|look| styles(Theme::of(look))) {
            assert_eq!((style.bg, style.underline_color), (None, None));
            assert!(!matches!(style.fg, Some(Color::Black | Color::White | Color::Rgb(..))));
        }
        assert!(styles(Theme::of(Look::Mono)).iter().all(|(style, _)| style.fg.is_none()));
    }

    #[test]
    fn only_the_usual_look_is_left_to_the_terminals_own_colours() {
        for look in [Look::Standard, Look::StandardLight] {
            let fixed = |(style, _): &(Style, bool)| matches!(style.fg, Some(Color::Indexed(_)));
            assert!(!styles(Theme::of(look)).iter().any(fixed));
        }
    }

    #[test]
    fn what_is_selected_marked_found_and_wrong_is_seen_without_colours() {
        for theme in Look::ALL.map(Theme::of) {
            assert!(theme.selected.add_modifier.contains(Modifier::REVERSED));
            assert!(theme.field.add_modifier.contains(Modifier::UNDERLINED));
            assert!(theme.highlight.add_modifier.contains(Modifier::UNDERLINED));
            for style in [theme.title, theme.marked, theme.bad, theme.key] {
                assert!(style.add_modifier.contains(Modifier::BOLD));
            }
        }
    }
}
