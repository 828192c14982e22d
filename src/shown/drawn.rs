//! Text as the dashboard draws it: harmless, and of the width that is counted for it.
//!
//! What replaces a character may be wider than the character itself (`①` becomes `(1)`), so it is
//! replaced before anything is measured, cut, wrapped or placed: this is the first step of every
//! text on the screen, and the only place where it happens. Exports and commands print the
//! characters themselves.

use std::{borrow::Cow, cell::Cell, ops::RangeInclusive};

use unicode_normalization::UnicodeNormalization;

use super::{
    Shown,
    ambiguous::{is_ambiguous, stand_in},
    is_plain, is_selector, shown, shown_lines,
};

/// Half-width punctuation, kana and voiced marks.
const HALF_WIDTH_KANA: RangeInclusive<char> = '\u{ff61}'..='\u{ff9f}';

/// 曖昧な文字の幅. How many cells the terminal gives to characters of ambiguous width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// One, as ratatui counts them: they are drawn as they stand.
    #[default]
    One,
    /// Two: none of them is drawn.
    Two,
}

thread_local! {
    /// A fact of the surroundings, as a locale is: there is one terminal, and one thread draws on it.
    /// Handed down from call to call it would have to reach everything that measures a text, the
    /// fields that are typed into included, and one that was left out would spoil the screen.
    static CELLS: Cell<Cells> = const { Cell::new(Cells::One) };
}

/// From here on this thread draws for a terminal that gives so many cells to ambiguous characters.
///
/// Said once, before anything is drawn.
pub fn draw_for(cells: Cells) {
    CELLS.set(cells);
}

/// What this thread draws for.
#[must_use]
pub fn in_use() -> Cells {
    CELLS.get()
}

/// The text as it will be drawn on one line.
///
/// Half-width kana are in full width, for terminals and ratatui do not agree on the cells of one with
/// its voiced mark; and see [`draw_for`].
#[must_use]
pub fn drawn(text: &str) -> Shown<'_> {
    certain(shown(text))
}

/// The same for text of several lines: line feeds stay.
#[must_use]
pub fn drawn_lines(text: &str) -> Shown<'_> {
    certain(shown_lines(text))
}

fn certain(text: Shown<'_>) -> Shown<'_> {
    let text = full_width_kana(text.0);
    Shown(match in_use() {
        Cells::One => text,
        Cells::Two => without_ambiguous(text),
    })
}

fn without_ambiguous(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(|c| !is_plain(c) && is_ambiguous(c)) {
        return text;
    }
    let mut certain = String::with_capacity(text.len() + 8);
    let mut replaced = false;
    for c in text.chars() {
        // A selector chose among the forms of what is no longer there.
        if replaced && is_selector(c) {
            continue;
        }
        replaced = !is_plain(c) && is_ambiguous(c);
        if replaced {
            stand_in(c, &mut certain);
        } else {
            certain.push(c);
        }
    }
    Cow::Owned(certain)
}

fn full_width_kana(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(|c| HALF_WIDTH_KANA.contains(&c)) {
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
    use unicode_width::UnicodeWidthStr;

    use super::*;

    /// The text as it is drawn for such a terminal.
    fn drawn_on(cells: Cells, text: &str) -> String {
        let before = in_use();
        draw_for(cells);
        let drawn = drawn_lines(text).into_owned();
        draw_for(before);
        drawn
    }

    #[test]
    fn half_width_kana_are_drawn_in_full_width() {
        for (text, wide) in [
            ("ｽﾀｰﾄｱｯﾌﾟ支援", "スタートアップ支援"),
            ("｢ｶﾞｲﾄﾞ｣､IT｡", "「ガイド」、IT。"),
            ("aﾞ ｱﾟ", "a゛ ア゜"),
            ("ア(ｲ)", "ア(イ)"),
        ] {
            assert_eq!(drawn(text), wide);
        }
    }

    #[test]
    fn ambiguous_characters_are_replaced_only_where_they_take_two_cells() {
        for (text, two) in [
            ("①創業②承継", "(1)創業(2)承継"),
            ("○ △300 ※", "〇 －300 ＊"),
            ("①\u{fe0e}…", "(1).."),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("e\u{301}", "e\u{301}"),
            ("創業", "創業"),
        ] {
            assert_eq!(drawn_on(Cells::One, text), text);
            assert_eq!(drawn_on(Cells::Two, text), two);
        }
    }

    #[test]
    fn no_character_at_all_leaves_one_of_ambiguous_width_behind() {
        for c in '\0'..=char::MAX {
            let drawn = drawn_on(Cells::Two, &format!("一{c}a{c}"));
            assert!(!drawn.contains(is_ambiguous), "U+{:04X}: {drawn}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn to_draw_twice_changes_nothing(
            text in "[\\PC\\n\\t\u{1b}\u{202e}ｦ-ﾟ\u{3099}\u{301}①-⑳○…]*",
        ) {
            for cells in [Cells::One, Cells::Two] {
                let once = drawn_on(cells, &text);
                prop_assert_eq!(drawn_on(cells, &once), once);
            }
        }

        #[test]
        fn on_two_cells_every_text_is_as_wide_as_it_is_counted(text in "\\PC{0,20}") {
            let drawn = drawn_on(Cells::Two, &text);
            prop_assert_eq!(drawn.width(), drawn.width_cjk(), "{}", drawn);
        }
    }
}
