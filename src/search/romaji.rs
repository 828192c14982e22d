//! Romaji in one form, of what is typed and of kana alike.
//!
//! Hepburn and Kunrei, an IME's own spellings and those without long vowels must meet. So there are
//! two forms: the *full* one, in which only spelling is made one (`shi` is `si`, doubled consonants
//! and the bar of long vowels are gone), and the *plain* one, which drops long vowels as well.

/// The full form of Latin letters; `None` where something else is among them.
pub(super) fn of_latin(typed: &str) -> Option<String> {
    let mut rest = typed;
    let mut romaji = String::with_capacity(typed.len());
    while let Some(c) = rest.chars().next() {
        // As written, and in the one form; the longer spellings first.
        let spelling = SPELLINGS.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (length, one) = match (spelling, c) {
            (Some((spelling, one)), _) => (spelling.len(), *one),
            (None, '-' | '\'') => (1, ""),
            (None, 'a'..='z') => (1, &rest[..1]),
            _ => return None,
        };
        romaji.push_str(one);
        rest = &rest[length..];
    }
    Some(without_doubles(&romaji))
}

const SPELLINGS: &[(&str, &str)] = &[
    ("tchi", "ti"),
    ("tch", "ty"),
    ("cchi", "ti"),
    ("cch", "ty"),
    ("shi", "si"),
    ("chi", "ti"),
    ("tsu", "tu"),
    ("thi", "ti"),
    ("dhi", "zi"),
    ("dzu", "zu"),
    ("sh", "sy"),
    ("ch", "ty"),
    ("cy", "ty"),
    ("ts", "tu"),
    ("du", "zu"),
    ("di", "zi"),
    ("dy", "zy"),
    ("ji", "zi"),
    ("jy", "zy"),
    ("j", "zy"),
    ("fu", "hu"),
    ("f", "hu"),
    ("v", "b"),
    ("wo", "o"),
    ("l", "r"),
    ("mb", "nb"),
    ("mp", "np"),
    ("mm", "nm"),
];

/// The full form of folded kana; `None` where something else is among them.
pub(super) fn of_kana(kana: &str) -> Option<String> {
    let mut romaji = String::with_capacity(kana.len());
    for c in kana.chars() {
        // A small letter changes the end of the syllable before it.
        match c {
            'ゃ' | 'ゅ' | 'ょ' => {
                let vowel = [('ゃ', 'a'), ('ゅ', 'u'), ('ょ', 'o')];
                let vowel = vowel.iter().find(|(small, _)| *small == c)?.1;
                if romaji.ends_with('i') {
                    romaji.pop();
                }
                romaji.extend(['y', vowel]);
            }
            'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => small_vowel(&mut romaji, c),
            'っ' | 'ー' => {}
            c => romaji.push_str(syllable(c)?),
        }
    }
    Some(without_doubles(&romaji))
}

fn small_vowel(romaji: &mut String, c: char) {
    let (last, vowel) = match c {
        'ぁ' => ("", "a"),
        'ぃ' => ("e", "i"),
        'ぅ' => ("o", "u"),
        'ぇ' => ("i", "e"),
        _ => ("", "o"),
    };
    let as_one = match (last, &romaji[romaji.len().saturating_sub(2)..]) {
        ("e", "te") => Some("ti"),
        ("e", "de") => Some("zi"),
        ("o", "to") => Some("tu"),
        ("o", "do") => Some("zu"),
        ("i", "si") => Some("sye"),
        ("i", "ti") => Some("tye"),
        ("i", "zi") => Some("zye"),
        (_, "bu") => None,
        _ => Some(""),
    };
    match as_one {
        Some("") => {
            // うぃ, うぇ
            if romaji.ends_with('u') && romaji.len() == 1 && vowel != "o" {
                romaji.pop();
                romaji.push('w');
            }
            romaji.push_str(vowel);
        }
        Some(one) => {
            romaji.truncate(romaji.len() - 2);
            romaji.push_str(one);
        }
        None => {
            romaji.pop();
            romaji.push_str(vowel);
        }
    }
}

/// A kana alone.
pub(super) fn syllable(c: char) -> Option<&'static str> {
    Some(match c {
        'あ' => "a",
        'い' => "i",
        'う' => "u",
        'え' => "e",
        'お' | 'を' => "o",
        'か' => "ka",
        'き' => "ki",
        'く' => "ku",
        'け' => "ke",
        'こ' => "ko",
        'が' => "ga",
        'ぎ' => "gi",
        'ぐ' => "gu",
        'げ' => "ge",
        'ご' => "go",
        'さ' => "sa",
        'し' => "si",
        'す' => "su",
        'せ' => "se",
        'そ' => "so",
        'ざ' => "za",
        'じ' | 'ぢ' => "zi",
        'ず' | 'づ' => "zu",
        'ぜ' => "ze",
        'ぞ' => "zo",
        'た' => "ta",
        'ち' => "ti",
        'つ' => "tu",
        'て' => "te",
        'と' => "to",
        'だ' => "da",
        'で' => "de",
        'ど' => "do",
        'な' => "na",
        'に' => "ni",
        'ぬ' => "nu",
        'ね' => "ne",
        'の' => "no",
        'は' => "ha",
        'ひ' => "hi",
        'ふ' => "hu",
        'へ' => "he",
        'ほ' => "ho",
        'ば' => "ba",
        'び' => "bi",
        'ぶ' | 'ゔ' => "bu",
        'べ' => "be",
        'ぼ' => "bo",
        'ぱ' => "pa",
        'ぴ' => "pi",
        'ぷ' => "pu",
        'ぺ' => "pe",
        'ぽ' => "po",
        'ま' => "ma",
        'み' => "mi",
        'む' => "mu",
        'め' => "me",
        'も' => "mo",
        'や' => "ya",
        'ゆ' => "yu",
        'よ' => "yo",
        'ら' => "ra",
        'り' => "ri",
        'る' => "ru",
        'れ' => "re",
        'ろ' => "ro",
        'わ' => "wa",
        'ん' => "n",
        _ => return None,
    })
}

/// っ, and nn for ん, are written in many ways: no consonant stands twice.
fn without_doubles(romaji: &str) -> String {
    let mut kept = String::with_capacity(romaji.len());
    for c in romaji.chars() {
        if is_vowel(c) || !kept.ends_with(c) {
            kept.push(c);
        }
    }
    kept
}

/// The plain form of a full one.
pub(super) fn plain(full: &str) -> String {
    let mut kept = String::with_capacity(full.len());
    for c in full.chars() {
        let last = kept.chars().next_back();
        if !last.is_some_and(|last| (is_vowel(c) && last == c) || (last, c) == ('o', 'u')) {
            kept.push(c);
        }
    }
    kept
}

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'i' | 'u' | 'e' | 'o')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_word_is_one() {
        for (kana, typed) in [
            ("そうぎょう", vec!["sougyou", "soogyoo"]),
            ("しょうてんがい", vec!["shoutengai", "syoutengai", "shotengai"]),
            ("すたーとあっぷ", vec!["suta-toappu", "sutaatoappu", "sutatoappu"]),
            ("しんぶん", vec!["shimbun", "sinbun", "shinbunn"]),
            ("あんない", vec!["annai", "annnai"]),
            ("まっち", vec!["matchi", "macchi", "matti"]),
            ("じぎょう", vec!["jigyou", "zigyou", "jigyo"]),
            ("じゅうたく", vec!["jutaku", "juutaku", "jyuutaku", "zyuutaku"]),
            ("ふぁんど", vec!["fando"]),
            ("ぱーてぃー", vec!["pa-thi-", "pati"]),
            ("でぃーえっくす", vec!["diekkusu"]),
            ("ゔぁいおりん", vec!["vaiorin", "baiorin"]),
            ("ちぇっく", vec!["chekku"]),
            ("うぇぶ", vec!["webu"]),
            ("しんいん", vec!["shin'in", "shinin"]),
            ("つづき", vec!["tsuzuki", "tuduki"]),
        ] {
            let meant = plain(&of_kana(kana).unwrap());
            for typed in typed {
                assert_eq!(plain(&of_latin(typed).unwrap()), meant, "{kana} {typed}");
            }
        }
        assert_eq!(of_kana("そうぎょう").unwrap(), "sougyou");
        assert_eq!((of_kana("創業"), of_latin("5g")), (None, None));
    }

    #[test]
    fn small_letters_may_stand_anywhere() {
        for kana in ["ぁ", "ゃ", "ぃぃ", "んぇ", "っっー", "ぶぁぁ", ""] {
            assert!(of_kana(kana).is_some(), "{kana}");
        }
    }
}
