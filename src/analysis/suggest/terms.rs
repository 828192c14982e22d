//! The terms of a text: what of it bears meaning enough to be compared.
//!
//! Japanese is written without spaces. What is written in kanji, katakana or Latin letters names
//! things, and hiragana between them mostly says how they hang together. So runs of the first three
//! are taken apart, each in its own way, after folding; no dictionary is needed.

use std::{collections::HashMap, ops::Range};

use crate::{
    domain::Synonym,
    search::{Folded, fold, fold_key},
};

/// One term of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spot {
    /// The term in its one form; words that mean the same have a term of their own in common.
    pub(super) term: String,
    /// The bytes of the text it stands on.
    pub(super) range: Range<usize>,
    /// How many words it stands for: a word in katakana or Latin letters counts one, and so do two
    /// kanji, into however many terms they fall.
    pub(super) weight: f64,
    /// The group of synonyms, where that is what it stands for.
    pub(super) group: Option<usize>,
}

/// 類義語, ready to be found in texts.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    /// The folded words of each group, in its order, beside how they are written.
    pub(super) groups: Vec<Vec<(String, String)>>,
    /// The words by their first two characters.
    by_head: HashMap<[char; 2], Vec<(Vec<char>, usize)>>,
}

impl Thesaurus {
    /// Takes in the groups of the record. A word of one character would be found everywhere.
    pub(super) fn of(synonyms: &[Synonym]) -> Self {
        let mut thesaurus = Self::default();
        for (group, synonym) in synonyms.iter().enumerate() {
            let words = synonym.words.iter().map(|word| (fold_key(word), word.clone()));
            let words: Vec<_> = words.filter(|(key, _)| key.chars().nth(1).is_some()).collect();
            for (key, _) in &words {
                let letters: Vec<char> = key.chars().collect();
                let head = thesaurus.by_head.entry([letters[0], letters[1]]).or_default();
                head.push((letters, group));
            }
            thesaurus.groups.push(words);
        }
        thesaurus
    }

    /// Which groups a text has a word of, and where; each group once.
    fn found(&self, text: &str, folded: &Folded, key: &[char], spots: &mut Vec<Spot>) {
        let mut seen: Vec<usize> = Vec::new();
        for (at, pair) in key.windows(2).enumerate() {
            let Some(words) = self.by_head.get(&[pair[0], pair[1]]) else { continue };
            for (word, group) in words {
                if !seen.contains(group) && key[at..].starts_with(word) && is_whole(key, at, word) {
                    seen.push(*group);
                    let range = folded.source_range(at..at + word.len());
                    debug_assert!(text.is_char_boundary(range.start));
                    let term = format!("={group}");
                    spots.push(Spot { term, range, weight: 1.0, group: Some(*group) });
                }
            }
        }
    }
}

/// Whether a word is not just a piece of a longer word in Latin letters.
fn is_whole(key: &[char], at: usize, word: &[char]) -> bool {
    let joins = |one: Option<&char>, other: Option<&char>| {
        one.zip(other).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
    };
    let end = at + word.len();
    !joins(at.checked_sub(1).and_then(|before| key.get(before)), word.first())
        && !joins(word.last(), key.get(end))
}

/// How a character is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
    Other,
}

/// The spots of a text by the words that they are part of, in its order. What means the same as a
/// word goes with it.
pub(super) fn words(spots: Vec<Spot>) -> Vec<Vec<Spot>> {
    let mut words: Vec<(Range<usize>, Vec<Spot>)> = Vec::new();
    for spot in spots {
        let at = words.partition_point(|(range, _)| range.end <= spot.range.start);
        match words.get_mut(at).filter(|(range, _)| range.start < spot.range.end) {
            Some((range, word)) => {
                if spot.group.is_none() {
                    range.end = range.end.max(spot.range.end);
                }
                word.push(spot);
            }
            None => words.insert(at, (spot.range.clone(), vec![spot])),
        }
    }
    words.into_iter().map(|(_, word)| word).collect()
}

/// The terms of a text, in its order, those of synonyms last.
pub(super) fn spots(text: &str, thesaurus: &Thesaurus) -> Vec<Spot> {
    let folded = fold(text);
    let key: Vec<char> = folded.key.chars().collect();
    let scripts = scripts(text, &folded, &key);
    let mut spots = Vec::with_capacity(key.len());
    let mut start = 0;
    while start < key.len() {
        let script = scripts[start];
        let end = (start..key.len()).find(|at| scripts[*at] != script).unwrap_or(key.len());
        let mut push = |range: Range<usize>, weight: f64| {
            let term = key[range.clone()].iter().collect();
            spots.push(Spot { term, range: folded.source_range(range), weight, group: None });
        };
        let length = end - start;
        let count = f64::from(u32::try_from(length).unwrap_or(u32::MAX));
        match script {
            Script::Kanji => {
                let weight = count / 2.0 / (count - 1.0).max(1.0);
                (start + 1..end).for_each(|at| push(at - 1..at + 1, weight));
            }
            Script::Katakana if length == 2 => push(start..end, 1.0),
            Script::Katakana => {
                let weight = 1.0 / (count - 2.0).max(1.0);
                (start + 3..=end).for_each(|at| push(at - 3..at, weight));
            }
            Script::Latin if length > 1 && key[start..end].iter().any(|c| !c.is_ascii_digit()) => {
                push(start..end, 1.0);
            }
            Script::Latin | Script::Other => {}
        }
        start = end;
    }
    thesaurus.found(text, &folded, &key, &mut spots);
    spots
}

/// How each character of the key is written in the text: the key itself has katakana and hiragana
/// in one form.
fn scripts(text: &str, folded: &Folded, key: &[char]) -> Vec<Script> {
    let mut scripts: Vec<Script> = (key.iter().enumerate())
        .map(|(at, c)| {
            let source = || text[folded.source_range(at..at + 1)].chars().next();
            match c {
                c if c.is_ascii_alphanumeric() => Script::Latin,
                '々' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' => Script::Kanji,
                'ぁ'..='ゖ' | 'ー' if source().is_some_and(is_katakana) => Script::Katakana,
                _ => Script::Other,
            }
        })
        .collect();
    for at in 1..key.len().saturating_sub(1) {
        let between = scripts[at - 1] == Script::Latin && scripts[at + 1] == Script::Latin;
        if key[at] == '&' && between {
            scripts[at] = Script::Latin;
        }
    }
    scripts
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヴ' | 'ー' | 'ｦ'..='ﾟ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_what_names_things() {
        for (text, terms) in [
            ("事業承継の支援", &["事業", "業承", "承継", "支援"][..]),
            ("ＤＸを推進する", &["dx", "推進"]),
            ("市内の D X 推進", &["市内", "dx", "推進"]),
            ("M&Aなどで", &["m&a"]),
            ("令和7年8月の大雨", &["令和", "大雨"]),
            ("メンター・ｾﾐﾅｰ", &["めんた", "んたー", "せみな", "みなー"]),
            ("データ", &["でーた"]),
            ("ためには、について", &[]),
            ("県", &[]),
            ("", &[]),
        ] {
            let spots = spots(text, &Thesaurus::default());
            let found: Vec<_> = spots.iter().map(|spot| spot.term.as_str()).collect();
            assert_eq!(found, terms, "{text}");
        }
    }

    #[test]
    fn the_terms_of_a_word_stay_together_with_what_means_the_same() {
        let groups = [Synonym { words: ["創業", "起業"].map(str::to_owned).into() }];
        let of = |text: &str| -> Vec<Vec<String>> {
            let spots = spots(text, &Thesaurus::of(&groups));
            let terms = |word: Vec<Spot>| word.into_iter().map(|spot| spot.term).collect();
            words(spots).into_iter().map(terms).collect()
        };
        assert_eq!(
            of("学生の起業家とセミナー"),
            [&["学生"][..], &["起業", "業家", "=0"], &["せみな", "みなー"]]
        );
        assert_eq!(of("創業、支援"), [&["創業", "=0"][..], &["支援"]]);
        assert_eq!(of(""), [&[""; 0]; 0]);
    }

    #[test]
    fn words_that_mean_the_same_share_a_term() {
        let groups = [["創業", "起業"], ["EC", "ネット通販"]];
        let groups = groups.map(|words| Synonym { words: words.map(str::to_owned).into() });
        let thesaurus = Thesaurus::of(&groups);
        let of = |text: &str| -> Vec<String> {
            let spots = spots(text, &thesaurus).into_iter();
            spots.filter_map(|spot| spot.group.map(|_| text[spot.range].to_owned())).collect()
        };
        let none: Vec<String> = Vec::new();
        assert_eq!(of("若者の起業と創業"), ["起業"]);
        assert_eq!(of("ＥＣなど"), ["ＥＣ"]);
        assert_eq!(of("RECORDの起動"), none);
    }
}
