//! Characters that are hidden in a file as an escape: `\x1b`, `\u{202e}`.

use std::ops::Range;

use super::is_dangerous;

/// The first dangerous character that a text of RON writes as an escape, and where. `\n` and `\t` are
/// none: they are shown as white space.
#[must_use]
pub fn escaped(ron: &str) -> Option<(Range<usize>, char)> {
    let mut from = 0;
    while let Some(found) = ron[from..].find('\\') {
        let at = from + found;
        let rest = &ron[at + 1..];
        let (length, c) = match rest.chars().next()? {
            'r' => (2, Some('\r')),
            '0' => (2, Some('\0')),
            'x' => (4, rest.get(1..3).and_then(code)),
            'u' => {
                let end = rest.find('}').unwrap_or(0);
                (end + 2, rest.get(2..end).and_then(code))
            }
            c => (1 + c.len_utf8(), None),
        };
        let hides = |c: &char| is_dangerous(*c) && !matches!(c, '\n' | '\t');
        if let Some(c) = c.filter(hides) {
            return Some((at..at + length, c));
        }
        from = (at + length).min(ron.len());
        if !ron.is_char_boundary(from) {
            return None;
        }
    }
    None
}

fn code(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}
