//! Text that may be shown: the only way from data to a terminal.
//!
//! What stands in a record, a journal, a file name or an error message is data. A terminal would
//! obey an escape sequence in it, and a direction mark would turn a line round. [`Shown`] is text in
//! which such characters are visible and harmless; the record itself is left as it is. Nothing else
//! is written to standard output, to standard error or into the cells of a screen.

pub mod ambiguous;
mod drawn;
mod escaped;
mod marked;
mod wrap;

use std::{
    borrow::{Borrow, Cow},
    fmt::{self, Write},
    ops::Deref,
};

use unicode_normalization::char::is_combining_mark;

pub use drawn::{Cells, draw_for, drawn, drawn_lines, in_use};
pub use escaped::escaped;
pub use marked::marked_lines;
pub use wrap::wrap;

/// How many marks may stand on one letter. More is a prank, not a language.
const MARKS: usize = 4;

/// 表示できる文字列. Text of which nothing acts on a terminal, and nothing hides from the eye.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown<'a>(Cow<'a, str>);

impl<'a> Shown<'a> {
    /// JSON as it is but for the characters that act: they are escaped, so that whoever reads the
    /// JSON gets exactly what the record holds.
    #[must_use]
    pub fn json(text: &'a str) -> Self {
        // In valid JSON such characters stand in strings only, but for white space.
        let needs_escape = |c: char| is_dangerous(c) && !matches!(c, '\n' | '\r' | '\t');
        if !text.contains(needs_escape) {
            return Self(Cow::Borrowed(text));
        }
        let mut safe = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if needs_escape(c) {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(safe, "\\u{unit:04x}");
                }
            } else {
                safe.push(c);
            }
        }
        Self(Cow::Owned(safe))
    }

    /// The text itself.
    #[must_use]
    pub fn into_owned(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Shown<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Shown<'_> {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'a> From<Shown<'a>> for Cow<'a, str> {
    fn from(text: Shown<'a>) -> Self {
        text.0
    }
}

impl From<Shown<'_>> for String {
    fn from(text: Shown<'_>) -> Self {
        text.into_owned()
    }
}

impl PartialEq<&str> for Shown<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

/// The text with everything replaced that a terminal or an eye could take for something else.
///
/// Tabs and line feeds become spaces: what is shown is one line.
#[must_use]
pub fn shown(text: &str) -> Shown<'_> {
    Shown(harmless(text, Some(" ")))
}

/// The same for text of several lines: only the line feeds stay.
#[must_use]
pub fn shown_lines(text: &str) -> Shown<'_> {
    Shown(harmless(text, None))
}

/// What is shown instead of a text, a line feed being `feed`, or staying.
fn harmless<'a>(text: &'a str, feed: Option<&str>) -> Cow<'a, str> {
    let is_odd = |c| !is_plain(c) && (acts(c) || is_combining_mark(c));
    if !text.contains(|c| is_odd(c) && (c != '\n' || feed.is_some())) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut eye = Eye::default();
    for c in text.chars() {
        match eye.sees(c) {
            Sight::Whole => safe.push(c),
            Sight::Mark => {}
            Sight::Hidden => match c {
                '\t' => safe.push_str("    "),
                '\n' => safe.push_str(feed.unwrap_or("\n")),
                // The pictures of C0 stand in the same order as C0 itself.
                '\0'..='\x1f' => safe.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('?')),
                '\x7f' => safe.push('␡'),
                c => {
                    // Writing to a String cannot fail.
                    let _ = write!(safe, "⟨U+{:04X}⟩", u32::from(c));
                }
            },
        }
    }
    Cow::Owned(safe)
}

/// The characters of a text that are not shown as they stand, with their bytes, but for tabs and line
/// feeds.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut eye = Eye::default();
    text.char_indices().filter(move |(_, c)| {
        let seen = eye.sees(*c);
        seen != Sight::Whole && !matches!(c, '\n' | '\t')
    })
}

/// The sentence for a character that [`hidden`] or [`escaped`] found.
#[must_use]
pub fn hidden_words(c: char) -> String {
    let code = u32::from(c);
    if is_combining_mark(c) && !acts(c) && !is_selector(c) {
        return format!(
            "一つの文字に、重なる記号（U+{code:04X} など）が{MARKS}個より多く付いています。"
        );
    }
    format!("目に見えないか、画面を乱すおそれのある文字 U+{code:04X} があります。")
}

/// How a character of a text is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    /// As it stands.
    Whole,
    /// Not at all, or it does something.
    Hidden,
    /// One mark too many.
    Mark,
}

/// What stands before a character: a selector or a mark belongs to it.
#[derive(Default)]
struct Eye {
    before: Option<char>,
    marks: usize,
}

impl Eye {
    fn sees(&mut self, c: char) -> Sight {
        let before = self.before.replace(c);
        if is_plain(c) {
            self.marks = 0;
            return Sight::Whole;
        }
        if is_selector(c) {
            // Names of people and places have one behind a kanji. Elsewhere it is seen by no eye.
            let belongs = match (before, c) {
                (None, _) => false,
                (Some(base), '\u{e0100}'..) => is_ideograph(base),
                (Some(base), _) => !base.is_whitespace() && !is_selector(base) && !acts(base),
            };
            return if belongs { Sight::Whole } else { Sight::Hidden };
        }
        if is_combining_mark(c) && !acts(c) {
            self.marks += 1;
            return if self.marks > MARKS { Sight::Mark } else { Sight::Whole };
        }
        self.marks = 0;
        if acts(c) { Sight::Hidden } else { Sight::Whole }
    }
}

/// Whether a character does something, or nothing at all, instead of showing something.
///
/// Variation selectors are not among them: they belong to the names of people and places. Where they
/// stand behind nothing they could select, [`hidden`] finds them.
#[must_use]
pub fn is_dangerous(c: char) -> bool {
    !is_plain(c) && acts(c)
}

fn acts(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' // C0, DEL, C1
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || is_no_character(c)
}

/// Code points that are no character and never will be.
fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Variation selectors: `葛` with U+E0100 is another form of the letter.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// A short cut for nearly every character: ASCII that shows, kana, kanji, full-width forms. None
/// of them does anything, none is a mark on another, and none is of ambiguous width.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3000}'..='\u{3029}' | 'ぁ'..='ゖ' | '\u{309b}'..='\u{3163}'
        | '\u{3165}'..='\u{3247}' | '\u{3250}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9d}')
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
            ("明\u{3164}暗\u{fffe}", "明⟨U+3164⟩暗⟨U+FFFE⟩"),
            ("\u{e0041}", "⟨U+E0041⟩"),
            ("か\u{3099}", "か\u{3099}"),
        ] {
            assert_eq!(shown(text), safe);
        }
        assert_eq!(
            shown(&format!("e{}", "\u{301}".repeat(50))).into_owned(),
            format!("e{}", "\u{301}".repeat(4))
        );
    }

    #[test]
    fn names_keep_their_variation_selectors_and_nothing_else_hides_in_them() {
        for (text, safe) in [
            ("葛\u{e0100}城 辻\u{e0101}", "葛\u{e0100}城 辻\u{e0101}"),
            (
                "\u{fa19}\u{fe00} ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
                "\u{fa19}\u{fe00} ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
            ),
            ("葛\u{e0100}\u{e0101}", "葛\u{e0100}⟨U+E0101⟩"),
            ("a\u{e0100}", "a⟨U+E0100⟩"),
            ("\u{fe0f}a \u{fe01}", "⟨U+FE0F⟩a ⟨U+FE01⟩"),
        ] {
            assert_eq!(shown(text), safe);
            assert_eq!(hidden(text).next().is_some(), text != safe, "{text:?}");
        }
    }

    #[test]
    fn what_is_plain_does_nothing_is_no_mark_and_has_one_width() {
        for c in ('\0'..=char::MAX).filter(|c| is_plain(*c)) {
            assert!(!acts(c) && !is_combining_mark(c) && !is_selector(c), "{c:?}");
            assert!(!ambiguous::is_ambiguous(c), "{c:?}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(shown_lines("一\n\u{7}二"), "一\n␇二");
    }

    #[test]
    fn to_show_twice_changes_nothing_whatever_the_character() {
        for c in '\0'..=char::MAX {
            let text = format!("一{c}a{c}");
            let once = shown(&text);
            assert!(!once.contains(is_dangerous), "U+{:04X}", u32::from(c));
            assert_eq!(shown(&once), &*once, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn json_keeps_every_character_and_shows_none_that_acts() {
        let text = "葛\u{e0100}城\u{1b}[2J\u{202e}\u{e0041}\u{9b}";
        let written = serde_json::to_string_pretty(&[text]).unwrap();
        let safe = Shown::json(&written);
        assert!(!safe.contains(|c| is_dangerous(c) && c != '\n'), "{safe}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap(), [text]);
        assert!(safe.contains("葛\u{e0100}城"), "{safe}");
    }
}
