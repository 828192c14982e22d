//! Lines in which some words stand out, on a terminal.

use std::{borrow::Cow, ops::Range};

use super::{Shown, shown_lines};

/// Bold and underlined, and neither: seen without colours too.
const ON: &str = "\x1b[1;4m";
const OFF: &str = "\x1b[22;24m";

/// Lines made harmless, in which the parts at these bytes stand out. The bytes are in order.
///
/// The one sequence that a terminal obeys is the program's own: what is in the lines is made harmless
/// before it is put there.
#[must_use]
pub fn marked_lines(text: &str, marks: &[Range<usize>]) -> Shown<'static> {
    let mut lines = String::with_capacity(text.len());
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(word)) = (text.get(at..mark.start), text.get(mark.clone())) else {
            continue;
        };
        lines.extend([&*shown_lines(before), ON, &shown_lines(word), OFF]);
        at = mark.end;
    }
    lines.push_str(&shown_lines(text.get(at..).unwrap_or_default()));
    Shown(Cow::Owned(lines))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_out_and_nothing_else_acts() {
        for (text, marks, lines) in [
            ("創業支援", &[(0, 6)][..], "\x1b[1;4m創業\x1b[22;24m支援"),
            ("創業支援", &[][..], "創業支援"),
            ("a\n\x1b[31mb", &[(7, 8)][..], "a\n␛[31m\x1b[1;4mb\x1b[22;24m"),
            ("\x1b[0m", &[(0, 4)][..], "\x1b[1;4m␛[0m\x1b[22;24m"),
            ("創業", &[(1, 3), (3, 9), (3, 6)][..], "創\x1b[1;4m業\x1b[22;24m"),
        ] {
            let marks: Vec<_> = marks.iter().map(|(from, to)| *from..*to).collect();
            assert_eq!(marked_lines(text, &marks), lines, "{text:?} {marks:?}");
        }
    }
}
