//! The first step of everything shown: harmless, and as wide as it is counted.

use std::{borrow::Cow, ops::Range};

use unicode_normalization::UnicodeNormalization;

use crate::shown::{shown, shown_lines};

/// Half-width punctuation, kana and voiced marks.
const HALF_WIDTH_KANA: std::ops::RangeInclusive<char> = '\u{ff61}'..='\u{ff9f}';

/// The text as it will be drawn on one line.
///
/// Harmless (see [`crate::shown`]), and half-width kana in full width: terminals and ratatui do
/// not agree on the cells of a half-width kana with its voiced mark.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    full_width_kana(shown(text))
}

/// The same for text of several lines: line feeds stay.
pub(super) fn clean_lines(text: &str) -> Cow<'_, str> {
    full_width_kana(shown_lines(text))
}

/// Where a range of `text` lies in `clean_lines(text)`; `None` for what is not a range of it.
pub(super) fn moved(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = clean_lines(text.get(..range.start)?).len();
    let end = clean_lines(text.get(..range.end)?).len();
    (start < end).then_some(start..end)
}

fn full_width_kana(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.chars().any(|c| HALF_WIDTH_KANA.contains(&c)) {
        return text;
    }
    let mut wide = String::with_capacity(text.len());
    for run in text.split_inclusive(|c| !HALF_WIDTH_KANA.contains(&c)) {
        let kana = run.trim_end_matches(|c| !HALF_WIDTH_KANA.contains(&c));
        // A voiced mark that found no kana must not settle on whatever stands before it.
        wide.extend(kana.nfkc().map(|c| match c {
            '\u{3099}' => '゛',
            '\u{309a}' => '゜',
            c => c,
        }));
        wide.push_str(&run[kana.len()..]);
    }
    Cow::Owned(wide)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn half_width_kana_are_shown_in_full_width() {
        for (text, wide) in [
            ("ｽﾀｰﾄｱｯﾌﾟ支援", "スタートアップ支援"),
            ("｢ｶﾞｲﾄﾞ｣､IT｡", "「ガイド」、IT。"),
            ("aﾞ ｱﾟ", "a゛ ア゜"),
            ("ア(ｲ)", "ア(イ)"),
        ] {
            assert_eq!(clean(text), wide);
        }
    }

    #[test]
    fn a_highlight_moves_with_its_text() {
        for (text, range, moved_text) in [
            ("\u{1b}[1m創業", 4..10, Some("創業")),
            ("ｶﾞｲﾄﾞ本", 6..12, Some("イド")),
            ("ｶﾞｲﾄﾞ本", 15..18, Some("本")),
            ("創業\n支援", 7..13, Some("支援")),
            ("創業", 1..3, None),
            ("創業", 0..99, None),
            ("創業", 3..3, None),
        ] {
            let found = moved(text, &range);
            assert_eq!(
                found.map(|range| clean_lines(text)[range].to_owned()).as_deref(),
                moved_text
            );
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[\\PC\\n\\t\u{1b}\u{202e}ｦ-ﾟ\u{3099}\u{301}]*") {
            let once = clean_lines(&text).into_owned();
            prop_assert_eq!(clean_lines(&once), once.as_str());
        }
    }
}
