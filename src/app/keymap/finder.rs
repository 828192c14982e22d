//! Finding what can be done: by its words, by how they are read, in kana or romaji, or by its key.

use unicode_normalization::UnicodeNormalization;

use super::{Binding, reading};
use crate::search::fold_key;

/// 探す言葉. What was typed, ready to be compared.
#[derive(Debug)]
pub struct Finder {
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    /// A key as the table writes it.
    key: String,
    folded: String,
    /// The word in one spelling of romaji; nothing where it is no romaji.
    romaji: Option<String>,
}

impl Finder {
    /// What somebody looks for.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self { words: query.split_whitespace().map(Word::new).collect() }
    }

    /// Whether nothing is looked for, so that everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How near a row of the table is, 0 being nearest; `None` where it is not meant.
    #[must_use]
    pub fn rank(&self, binding: &Binding) -> Option<u8> {
        let said = fold_key(&format!("{} {}", binding.what, binding.hint));
        let read: Vec<&str> = reading(binding.command).split(' ').collect();
        let ranks = self.words.iter().map(|word| word.rank(binding, &said, &read));
        ranks.collect::<Option<Vec<u8>>>().map(|ranks| ranks.into_iter().max().unwrap_or(0))
    }
}

impl Word {
    fn new(typed: &str) -> Self {
        let plain: String = typed.nfkc().collect();
        let lower = plain.to_ascii_lowercase();
        let is_romaji = lower.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '-'));
        let mut with_ctrl = ["ctrl+", "ctrl-", "c-", "^"].into_iter();
        let with_ctrl = with_ctrl.find_map(|lead| lower.strip_prefix(lead));
        let key = match with_ctrl {
            Some(letter) => format!("^{}", letter.to_ascii_uppercase()),
            None => plain,
        };
        Self { key, folded: fold_key(typed), romaji: is_romaji.then(|| one_spelling(&lower)) }
    }

    fn rank(&self, binding: &Binding, said: &str, read: &[&str]) -> Option<u8> {
        let one_letter = self.key.chars().count() == 1;
        let is_key = |written: &str| {
            // `u` and `U` do different things; `f2` and `F2` do not.
            written == self.key || (!one_letter && written.eq_ignore_ascii_case(&self.key))
        };
        if binding.written.split(' ').any(is_key) {
            return Some(0);
        }
        let kana = |word: &&str| fold_key(word).starts_with(&self.folded);
        let romaji = |word: &&str| {
            self.romaji.as_ref().is_some_and(|typed| one_spelling(&romaji(word)).starts_with(typed))
        };
        // A word that goes on behind another: きにゅう in かいとうきにゅう.
        let whole = || read.concat();
        let within = || {
            self.folded.chars().count() > 1 && fold_key(&whole()).contains(&self.folded)
                || self.romaji.as_ref().is_some_and(|typed| {
                    typed.len() > 2 && one_spelling(&romaji_of(&whole())).contains(typed)
                })
        };
        if said.starts_with(&self.folded) {
            Some(1)
        } else if read.iter().any(kana) || read.iter().any(romaji) {
            Some(2)
        } else if said.contains(&self.folded) {
            Some(3)
        } else {
            within().then_some(4)
        }
    }
}

fn romaji(kana: &str) -> String {
    romaji_of(kana)
}

/// Hiragana in the letters of 訓令式.
fn romaji_of(kana: &str) -> String {
    let mut letters = String::new();
    let mut doubled = false;
    for c in kana.chars() {
        let syllable = match SYLLABLES.iter().find(|(kana, _)| *kana == c) {
            Some((_, syllable)) => *syllable,
            None if c == 'っ' => {
                doubled = true;
                continue;
            }
            // A long vowel in a foreign word is not spelt out.
            None => continue,
        };
        if let ('ゃ' | 'ゅ' | 'ょ', true) = (c, letters.ends_with('i')) {
            letters.pop();
        }
        if std::mem::take(&mut doubled) {
            letters.extend(syllable.chars().next());
        }
        letters.push_str(syllable);
    }
    letters
}

/// One spelling for ヘボン式, 訓令式 and what an IME takes: `shi` and `si`, `juu` and `zyu`, `kann` and
/// `kan` become the same, long vowels short. For comparing only.
fn one_spelling(romaji: &str) -> String {
    let mut text = romaji.replace(['\'', '-'], "");
    for (from, to) in [
        ("tch", "tt"),
        ("cch", "tt"),
        ("sh", "sy"),
        ("ch", "ty"),
        ("ts", "t"),
        ("dzu", "zu"),
        ("du", "zu"),
        ("di", "zi"),
        ("jy", "zy"),
        ("j", "zy"),
        ("fu", "hu"),
        ("f", "hu"),
        ("syi", "si"),
        ("tyi", "ti"),
        ("zyi", "zi"),
        ("mb", "nb"),
        ("mp", "np"),
        ("mm", "nm"),
        ("ou", "o"),
        ("oo", "o"),
        ("uu", "u"),
        ("nn", "n"),
    ] {
        text = text.replace(from, to);
    }
    // A syllable that is still being typed: `sh`, `c` for `chi`.
    let unfinished = ["sy", "ty", "zy", "c"].iter().any(|end| text.ends_with(end));
    match text.as_str() {
        "c" => return "t".to_owned(),
        _ if unfinished => text.pop(),
        _ => None,
    };
    text
}

#[rustfmt::skip]
const SYLLABLES: &[(char, &str)] = &[
    ('あ', "a"), ('い', "i"), ('う', "u"), ('え', "e"), ('お', "o"),
    ('か', "ka"), ('き', "ki"), ('く', "ku"), ('け', "ke"), ('こ', "ko"),
    ('が', "ga"), ('ぎ', "gi"), ('ぐ', "gu"), ('げ', "ge"), ('ご', "go"),
    ('さ', "sa"), ('し', "si"), ('す', "su"), ('せ', "se"), ('そ', "so"),
    ('ざ', "za"), ('じ', "zi"), ('ず', "zu"), ('ぜ', "ze"), ('ぞ', "zo"),
    ('た', "ta"), ('ち', "ti"), ('つ', "tu"), ('て', "te"), ('と', "to"),
    ('だ', "da"), ('ぢ', "zi"), ('づ', "zu"), ('で', "de"), ('ど', "do"),
    ('な', "na"), ('に', "ni"), ('ぬ', "nu"), ('ね', "ne"), ('の', "no"),
    ('は', "ha"), ('ひ', "hi"), ('ふ', "hu"), ('へ', "he"), ('ほ', "ho"),
    ('ば', "ba"), ('び', "bi"), ('ぶ', "bu"), ('べ', "be"), ('ぼ', "bo"),
    ('ぱ', "pa"), ('ぴ', "pi"), ('ぷ', "pu"), ('ぺ', "pe"), ('ぽ', "po"),
    ('ま', "ma"), ('み', "mi"), ('む', "mu"), ('め', "me"), ('も', "mo"),
    ('や', "ya"), ('ゆ', "yu"), ('よ', "yo"), ('ゃ', "ya"), ('ゅ', "yu"), ('ょ', "yo"),
    ('ら', "ra"), ('り', "ri"), ('る', "ru"), ('れ', "re"), ('ろ', "ro"),
    ('わ', "wa"), ('を', "o"), ('ん', "n"), ('ぁ', "a"), ('ぃ', "i"), ('ぅ', "u"), ('ぇ', "e"), ('ぉ', "o"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{
        Command, Topic, View,
        keymap::{BINDINGS, Scope},
    };

    /// What is found first.
    fn best(query: &str) -> Vec<Command> {
        let finder = Finder::new(query);
        let ranked = BINDINGS.iter().filter_map(|it| Some((finder.rank(it)?, it.command)));
        let ranked: Vec<_> = ranked.collect();
        let least = ranked.iter().map(|(rank, _)| *rank).min();
        ranked
            .iter()
            .filter(|(rank, _)| Some(*rank) == least)
            .map(|(_, command)| *command)
            .collect()
    }

    #[test]
    fn an_action_is_found_by_its_words_its_reading_in_kana_or_romaji_and_its_key() {
        for (query, command) in [
            ("終了", Command::Quit),
            ("しゅうりょう", Command::Quit),
            ("シュウリョウ", Command::Quit),
            ("ｼｭｳﾘｮｳ", Command::Quit),
            ("syuuryou", Command::Quit),
            ("shuryo", Command::Quit),
            ("ｓｈｕｕｒｙｏｕ", Command::Quit),
            ("q", Command::Quit),
            ("書き出す", Command::HandOut),
            ("かきだ", Command::HandOut),
            ("kakid", Command::HandOut),
            ("excel", Command::Quit),
            ("ctrl+e", Command::HandOut),
            ("^e", Command::HandOut),
            ("f10", Command::MenuBar),
            ("Ｆ１０", Command::MenuBar),
            ("menyu", Command::MenuBar),
            ("メニュー", Command::MenuBar),
            ("たいおうづけ", Command::Pick),
            ("taiouduke", Command::Pick),
            ("taiozuke jigyo", Command::Pick),
            ("しんちょく", Command::Write(Topic::Progress)),
            ("sinchoku", Command::Write(Topic::Progress)),
            ("kaitou kaku", Command::Write(Topic::Answer)),
            ("会議 追加", Command::AddSession),
            ("taiouhyou", Command::Show(View::Matrix)),
            ("rireki", Command::Show(View::History)),
            ("U", Command::Redo),
            ("u", Command::Undo),
        ] {
            let best = best(query);
            if query == "excel" {
                assert!(best.is_empty(), "{best:?}");
            } else {
                assert!(best.contains(&command), "{query}: {best:?}");
            }
        }
        assert!(best("ほげほげ").is_empty() && best("zzz").is_empty());
    }

    #[test]
    fn every_row_of_the_table_is_found_by_its_reading_letter_by_letter() {
        for binding in BINDINGS.iter().filter(|binding| binding.scope != Scope::Form) {
            for word in reading(binding.command).split(' ') {
                let letters = romaji_of(word);
                assert!(!letters.is_empty() && letters.is_ascii(), "{word}");
                for end in 1..=letters.len() {
                    let typed = &letters[..end];
                    assert!(Finder::new(typed).rank(binding).is_some(), "{typed} {}", binding.what);
                }
                for (end, _) in word.char_indices().skip(1) {
                    assert!(Finder::new(&word[..end]).rank(binding).is_some(), "{}", &word[..end]);
                }
            }
        }
    }

    #[test]
    fn what_is_found_is_found_while_it_is_being_typed() {
        for (whole, command) in [
            ("shinchoku", Command::Write(Topic::Progress)),
            ("sintyoku", Command::Write(Topic::Progress)),
            ("jigyou", Command::Show(View::Programs)),
            ("shuuryou", Command::Quit),
            ("tsuika", Command::AddSession),
            ("chuudan", Command::Interrupt),
            ("fairu", Command::HandOut),
            ("jun'you", Command::Write(Topic::Relate)),
        ] {
            let binding = BINDINGS.iter().find(|binding| binding.command == command).unwrap();
            for end in 1..=whole.len() {
                assert!(Finder::new(&whole[..end]).rank(binding).is_some(), "{}", &whole[..end]);
            }
        }
    }

    #[test]
    fn the_ways_of_writing_romaji_are_one() {
        for (a, b) in [
            ("shinchoku", "sintyoku"),
            ("jigyou", "zigyo"),
            ("tsuika", "tuika"),
            ("fairu", "huairu"),
            ("kann'i", "kani"),
            ("shuuryou", "syuryo"),
            ("jun'you", "zyunyo"),
        ] {
            assert_eq!(one_spelling(a), one_spelling(b));
        }
    }
}
