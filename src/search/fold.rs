//! Folding: one key for all the ways one thing is written, with a map back to the text.
//!
//! Printed text spaces out digits and letters (`1 5， 2 3 2 千円`, `D X`), mixes full and half width
//! and comes from PDFs with decomposed letters; people type whatever their IME gives them. Both
//! sides are folded, so they meet. A key is for comparing only and never shown.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::variant::one_form;

/// A folded text that knows where each of its characters came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The text in its one form.
    pub key: String,
    /// For each character of the key, the bytes of the original it stands for. Never decreasing.
    spans: Vec<(usize, usize)>,
}

impl Folded {
    /// The bytes of the original behind some *characters* of the key: from the first to the last,
    /// with what was dropped in between.
    #[must_use]
    pub fn source_range(&self, key_chars: Range<usize>) -> Range<usize> {
        let end = self.spans.last().map_or(0, |span| span.1);
        let from = self.spans.get(key_chars.start).map_or(end, |span| span.0);
        let last = key_chars.end.min(self.spans.len()).checked_sub(1);
        match last {
            Some(last) if last >= key_chars.start => from..self.spans[last].1,
            _ => from..from,
        }
    }
}

/// Folds a text, keeping the way back. For rows that are shown; an index needs only [`fold_key`].
#[must_use]
pub fn fold(text: &str) -> Folded {
    let cells = cells(text);
    Folded {
        key: cells.iter().map(|cell| cell.c).collect(),
        spans: cells.iter().map(|cell| (cell.from, cell.to)).collect(),
    }
}

/// The key alone.
#[must_use]
pub fn fold_key(text: &str) -> String {
    cells(text).iter().map(|cell| cell.c).collect()
}

/// The key of an identifier or label typed loosely: `ア(イ)`, `ア-イ`, `ｱｲ` and `アイ` are one.
///
/// Only letters and digits stay. A dash or slash between two digits stays as well: `1-1` is not
/// `11`. `アーイ` is `ア-イ`, because the key of the dash gives `ー` while the IME is on. For names
/// and pieces of names [`fold_key`] is the better one.
#[must_use]
pub fn fold_id(text: &str) -> String {
    id_of_key(&fold_key(text)).map(|(_, c)| c).collect()
}

/// The characters of a key that count in an identifier, with their places among its characters.
pub(super) fn id_of_key(key: &str) -> impl Iterator<Item = (usize, char)> {
    // The two characters before, the one at hand, the two behind.
    let mut window = ['\0'; 5];
    let behind = key.chars().map(Some).chain([None; 2]).map(Option::unwrap_or_default);
    behind.enumerate().filter_map(move |(i, next)| {
        window.rotate_left(1);
        window[4] = next;
        let [before2, before, c, after, after2] = window;
        let counts = match c {
            '-' | '/' | '.' => before.is_ascii_digit() && after.is_ascii_digit(),
            'ー' => !is_kana(before) || !is_kana(after) || is_kana(before2) || is_kana(after2),
            c => c.is_alphanumeric(),
        };
        counts.then(|| (i - 2, c))
    })
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゞ' | 'ー')
}

/// A character of the key and the bytes it stands for.
#[derive(Clone, Copy)]
struct Cell {
    c: char,
    from: usize,
    to: usize,
}

fn cells(text: &str) -> Vec<Cell> {
    let mut cells = close_up(&clusters(text));
    join_numbers(&mut cells);
    cells
}

/// Each cluster (a letter with its marks) in its one form. Runs of spaces become one.
fn clusters(text: &str) -> Vec<Cell> {
    // Japanese takes three bytes a character.
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len() / 3 + 8);
    let mut rest = text.char_indices().peekable();
    while let Some((from, first)) = rest.next() {
        let alone = from + first.len_utf8();
        let mut to = alone;
        while let Some((at, mark)) = rest.next_if(|&(_, c)| extends(c)) {
            to = at + mark.len_utf8();
        }
        let mut push = |c: char| {
            let space = c.is_whitespace();
            if !(space && cells.last().is_some_and(|last| last.c == ' ')) {
                cells.push(Cell { c: if space { ' ' } else { one_form(c) }, from, to });
            }
        };
        if to == alone && is_settled(first) {
            push(first.to_ascii_lowercase());
        } else {
            text[from..to]
                .chars()
                .filter(|&c| !is_invisible(c))
                .map(combining)
                .nfkc()
                .flat_map(char::to_lowercase)
                // A mark that did not compose would stick to another letter once spaces are gone.
                .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
                .for_each(&mut push);
        }
    }
    cells
}

/// Whether NFKC leaves the character as it is when it stands alone: a short cut for nearly all.
fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | 'ぁ'..='ゔ' | 'ァ'..='ヶ' | '・' | 'ー' | '、'..='。' | '「'..='】'
        | '\u{4e00}'..='\u{9fff}')
}

/// Whether the character belongs to the one before it.
fn extends(c: char) -> bool {
    // Below are only ASCII and Latin-1; the test saves a table look-up for all of them.
    c >= '\u{300}'
        && !matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4e00}'..='\u{9fff}')
        && (is_combining_mark(c) || is_invisible(c) || combining(c) != c || is_half_width_mark(c))
}

fn is_half_width_mark(c: char) -> bool {
    matches!(c, 'ﾞ' | 'ﾟ')
}

/// The voiced marks that NFKC would set off by a space.
fn combining(c: char) -> char {
    match c {
        '゛' => '\u{3099}',
        '゜' => '\u{309a}',
        c => c,
    }
}

/// Variation selectors and characters of no width.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// Drops the spaces that layout put in, and the commas inside numbers.
fn close_up(cells: &[Cell]) -> Vec<Cell> {
    let at = |index: Option<usize>| index.and_then(|i| cells.get(i)).map_or('\0', |cell| cell.c);
    let beyond_space = |near: Option<usize>, far: Option<usize>| match at(near) {
        ' ' => at(far),
        c => c,
    };
    let mut kept = Vec::with_capacity(cells.len());
    for (i, &cell) in cells.iter().enumerate() {
        let (back, next) = (i.checked_sub(1), Some(i + 1));
        let (back2, next2) = (i.checked_sub(2), Some(i + 2));
        match cell.c {
            ' ' => {
                let around = [at(back2), at(back), at(next), at(next2)];
                let words = around.iter().all(char::is_ascii_lowercase);
                let numbers = around.iter().all(char::is_ascii_digit);
                if words || numbers {
                    kept.push(cell);
                }
            }
            ',' => {
                let in_number = beyond_space(back, back2).is_ascii_digit()
                    && beyond_space(next, next2).is_ascii_digit();
                if !in_number {
                    kept.push(Cell { c: '/', ..cell });
                }
            }
            _ => kept.push(cell),
        }
    }
    kept
}

/// What only its neighbours tell: `3ヶ月`, `3ケ月` and `3箇月` are `3か月`; `1ー1` is `1-1`.
fn join_numbers(cells: &mut [Cell]) {
    for i in 1..cells.len().saturating_sub(1) {
        let (before, after) = (cells[i - 1].c, cells[i + 1].c);
        match cells[i].c {
            'け' | '箇' if is_numeral(before) && "月年所国条村店".contains(after) => {
                cells[i].c = 'か';
            }
            'ー' if before.is_ascii_digit() && after.is_ascii_digit() => cells[i].c = '-',
            _ => {}
        }
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千数何".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_reads_the_same_has_the_same_key() {
        for (text, key) in [
            ("ＤＸ", "dx"),
            ("D X", "dx"),
            ("市内中小企業者のD Xを推進", "市内中小企業者のdxを推進"),
            ("１２件", "12件"),
            ("スタート", "すたーと"),
            ("ｽﾀｰﾄ", "すたーと"),
            ("ﾒﾝﾀｰ", "めんたー"),
            ("ｸﾞﾙｰﾌﾟ", "ぐるーぷ"),
            ("か\u{3099}", "が"),
            ("ク\u{3099}ルーフ\u{309a}", "ぐるーぷ"),
            ("か゛", "が"),
            ("か \u{3099}", "か"),
            ("あ\u{3099}", "あ"),
            ("㈱くまもと①", "(株)くまもと1"),
            ("1 5， 2 3 2 千円", "15232千円"),
            ("１５，２３２千円", "15232千円"),
            ("15,232千円", "15232千円"),
            ("第1、2回", "第1/2回"),
            ("令和7年,8月", "令和7年/8月"),
            ("U I J ターン", "uijたーん"),
            ("XOSS POINT.（クロスポイント）", "xoss point.(くろすぽいんと)"),
            ("ISO 9001", "iso9001"),
            ("12 34", "12 34"),
            ("1 2 3 4", "1234"),
            ("本 市\u{3000}の\n事業", "本市の事業"),
            ("髙﨑・渡邊・渡邉・濵田・濱田・齋藤・齊藤", "高崎/渡辺/渡辺/浜田/浜田/斉藤/斉藤"),
            ("市\u{2ed1}", "市長"),
            ("\u{2f63}産", "生産"),
            ("葛\u{e0100}城", "葛城"),
            ("龍ヶ崎", "竜け崎"),
            ("竜ケ崎", "竜け崎"),
            ("3ヶ年・三ケ所・3カ年・３箇月", "3か年/三か所/3か年/3か月"),
            ("ヴヵヮヰヱ", "ゔかわいえ"),
            ("9〜10時、9～10、9−10、9ー10、9–10", "9~10時/9~10/9-10/9-10/9-10"),
            ("「創業・承継」【新規】：", "(創業/承継)(新規)/"),
            ("“引用” ‘引用’", "\"引用\"'引用'"),
            ("△ 25 ▲25", "△25△25"),
            ("スタート\u{200b}アップ", "すたーとあっぷ"),
            ("", ""),
        ] {
            assert_eq!(fold_key(text), key, "{text}");
            assert_eq!(fold(text).key, key, "{text}");
        }
    }

    #[test]
    fn a_range_of_the_key_spans_what_was_dropped_from_the_text() {
        for (text, chars, source) in [
            ("決算額 1 5， 2 3 2 千円", 3..8, "1 5， 2 3 2"),
            ("中小企業者のD Xを", 6..8, "D X"),
            ("U I J ターン", 0..3, "U I J"),
            ("U I J ターン", 3..6, "ターン"),
            ("ク\u{3099}ルーフ\u{309a}", 0..1, "ク\u{3099}"),
            ("ｸﾞﾙｰﾌﾟ", 3..4, "ﾌﾟ"),
            ("㈱くまもと", 1..2, "㈱"),
            ("㈱くまもと", 0..4, "㈱く"),
            ("葛\u{e0100}城", 0..1, "葛\u{e0100}"),
            ("スタート\u{200b}アップ", 3..5, "ト\u{200b}ア"),
            ("市\u{2ed1}が", 1..2, "\u{2ed1}"),
            ("支援", 1..1, ""),
            ("支援", 1..9, "援"),
            ("支援", 7..9, ""),
            ("", 0..1, ""),
        ] {
            assert_eq!(&text[fold(text).source_range(chars)], source, "{text}");
        }
    }

    #[test]
    fn an_identifier_may_be_typed_loosely() {
        for typed in [
            "ア(イ)",
            "ア（イ）",
            "ア-イ",
            "ア－イ",
            "アーイ",
            "ｱｲ",
            "アイ",
            "あい",
            "ア イ",
            "ア.イ",
        ] {
            assert_eq!(fold_id(typed), "あい", "{typed}");
        }
        assert_eq!(fold_id("city-r7/ア(イ)"), "cityr7あい");
        assert_eq!(fold_id("１－１"), "1-1");
        assert_eq!(fold_id("1ー1"), "1-1");
        assert_ne!(fold_id("1-1"), fold_id("11"));
        assert_eq!(fold_id("（・）"), "");
        assert_eq!(fold_id("センター・ビデーオ"), "せんたーびでーお");
    }

    #[test]
    fn folding_any_character_again_changes_nothing() {
        for c in ('\0'..='\u{32fff}').chain('\u{e0000}'..='\u{e01ff}') {
            let once = fold_key(&format!("か{c}"));
            assert_eq!(fold_key(&once), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in any_text()) {
            let once = fold_key(&text);
            prop_assert_eq!(fold_key(&once), once);
        }

        #[test]
        fn source_ranges_follow_the_text_on_its_boundaries(text in any_text()) {
            let folded = fold(&text);
            prop_assert_eq!(folded.key.chars().count(), folded.spans.len());
            let mut before = 0..0;
            for i in 0..folded.spans.len() {
                let range = folded.source_range(i..i + 1);
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(before == range || before.end <= range.start);
                before = range;
            }
        }
    }

    /// Anything at all, and text of the kind that occurs.
    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[か゛\u{3099}ﾞｶアー1,， \u{3000}2aBケ月、。(\u{fe00}創業㈱⻑-]{0,24}"
        ]
    }
}
