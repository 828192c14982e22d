//! Text that may be shown: the only way from data to a terminal.
//!
//! What stands in a record, a journal, a file name or an error message is data. A terminal would
//! obey an escape sequence in it, and a direction mark would turn a line round. [`shown`] makes
//! such characters visible and harmless; the record itself is left as it is.

use std::{borrow::Cow, fmt::Write};

use unicode_normalization::char::is_combining_mark;

/// How many marks may stand on one letter. More is a prank, not a language.
const MARKS: usize = 4;

/// The text with everything replaced that a terminal or an eye could take for something else.
///
/// Tabs and line feeds become spaces: what is shown is one line.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| !is_plain(c) && (is_dangerous(c) || is_combining_mark(c))) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        match c {
            _ if marks > MARKS => {}
            '\t' => safe.push_str("    "),
            '\n' => safe.push(' '),
            // The pictures of C0 stand in the same order as C0 itself.
            '\0'..='\x1f' => safe.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('?')),
            '\x7f' => safe.push('␡'),
            c if is_dangerous(c) => {
                // Writing to a String cannot fail.
                let _ = write!(safe, "⟨U+{:04X}⟩", u32::from(c));
            }
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// The same for text of several lines: only the line feeds stay.
#[must_use]
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    let is_odd = |c| (is_dangerous(c) && c != '\n') || is_combining_mark(c);
    if !text.chars().any(|c| !is_plain(c) && is_odd(c)) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<_> = text.split('\n').map(shown).collect();
    Cow::Owned(lines.join("\n"))
}

/// Whether a character does something instead of showing something.
///
/// Variation selectors are not among them: they belong to the names of people and places.
#[must_use]
pub fn is_dangerous(c: char) -> bool {
    !is_plain(c) && acts(c)
}

fn acts(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' // C0, DEL, C1
        | '\u{ad}' | '\u{61c}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// A short cut for nearly every character: ASCII that shows, kana, kanji, full-width forms. None
/// of them does anything, and none is a mark on another.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3000}'..='\u{3029}' | 'ぁ'..='ゖ' | '\u{309b}'..='\u{9fff}'
        | '\u{ff01}'..='\u{ff9d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_pictures_and_invisible_ones_their_number() {
        for (text, safe) in [
            ("ア(イ) 創業", "ア(イ) 創業"),
            ("\u{1b}[31m赤", "␛[31m赤"),
            ("a\tb\nc\rd", "a    b c␍d"),
            ("\u{9b}2J", "⟨U+009B⟩2J"),
            ("明\u{202e}暗", "明⟨U+202E⟩暗"),
            ("\u{e0041}", "⟨U+E0041⟩"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("か\u{3099}", "か\u{3099}"),
        ] {
            assert_eq!(shown(text), safe);
        }
        assert_eq!(
            shown(&format!("e{}", "\u{301}".repeat(50))),
            format!("e{}", "\u{301}".repeat(4))
        );
    }

    #[test]
    fn what_is_plain_is_neither_dangerous_nor_a_mark() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert!(!acts(c) && !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(shown_lines("一\n\u{7}二"), "一\n␇二");
    }
}
