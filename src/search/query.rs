//! What a person typed into a search line.

use std::sync::{Arc, OnceLock};

use super::{
    fold::{fold_key, id_of_key},
    readings::Said,
};

/// 検索語. Terms between half or full width spaces; a row must have them all, and none of those that
/// begin with a dash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
    /// 除く語.
    pub(super) without: Vec<Term>,
}

/// One folded term. Never empty.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub key: String,
    /// How many characters the key has.
    pub length: usize,
    /// The term read as an identifier; empty when it holds neither letter nor digit.
    pub id: String,
    /// Set for the letters and digits only, so that it is good for labels as well.
    pub mask: Mask,
    /// Spelt out when something is first looked for by its reading.
    said: OnceLock<Option<Arc<Said>>>,
}

impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Term {}

impl Query {
    /// Reads what was typed. Anything is a query.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut keys: Vec<String> = Vec::new();
        let mut without = Vec::new();
        let mut spelt = false;
        for word in typed.split_whitespace() {
            if let Some(excluded) = excluded(word) {
                without.extend(Some(key_of(excluded)).filter(|key| !key.is_empty()));
                spelt = false;
                continue;
            }
            let key = key_of(word);
            if key.is_empty() {
                continue;
            }
            // `D X` and `1 5， 2 3 2`, pasted from a page that spaces them out, are one term.
            let letter = key.len() == 1 && key.as_bytes()[0].is_ascii_alphanumeric();
            match keys.last_mut() {
                Some(last) if letter && spelt => last.push_str(&key),
                _ => keys.push(key),
            }
            spelt = letter;
        }
        let terms = |keys: Vec<String>| keys.into_iter().map(Term::new).collect();
        Self { terms: terms(keys), without: terms(without) }
    }

    /// Whether nothing is asked for, so that every row is an answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.without.is_empty()
    }

    /// Whether a row that has every term of this query as typed has every term of the other as well:
    /// so it is while a word grows under the fingers.
    pub(super) fn narrows(&self, other: &Self) -> bool {
        let held = |term: &Term| {
            let in_labels = |id: &str| id.contains(&term.id) && id.is_empty() == term.id.is_empty();
            self.terms.iter().any(|own| own.key.contains(&term.key) && in_labels(&own.id))
        };
        !other.terms.is_empty() && self.without == other.without && other.terms.iter().all(held)
    }
}

/// What follows a dash. The dash key gives `ー` while the IME is on, and no word begins with that.
fn excluded(word: &str) -> Option<&str> {
    word.strip_prefix(['-', '－', '−', 'ー', '‐'])
}

/// On the way from `15` to `15,232` the comma must not empty the list.
fn key_of(typed: &str) -> String {
    match typed.trim_end_matches([',', '，']) {
        "" => fold_key(typed),
        trimmed => fold_key(trimmed),
    }
}

impl Term {
    fn new(key: String) -> Self {
        let id: String = id_of_key(&key).map(|(_, c)| c).collect();
        let said = OnceLock::new();
        Self { length: key.chars().count(), mask: Mask::of(&id), key, id, said }
    }

    /// The term as it is said; `None` where it is not romaji or kana.
    pub fn said(&self) -> Option<&Said> {
        self.said.get_or_init(|| Said::of(&self.key)).as_deref()
    }
}

/// A set of characters in 256 bits: if a bit of the term is missing in a text, so is the term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mask([u64; 4]);

impl Mask {
    pub fn of(key: &str) -> Self {
        let mut mask = Self::default();
        for c in key.chars() {
            // Fibonacci hashing: neighbours in a Unicode block fall on different bits.
            let bit = u32::from(c).wrapping_mul(0x9e37_79b1) >> 24;
            mask.0[bit as usize / 64] |= 1 << (bit % 64);
        }
        mask
    }

    pub fn join(&mut self, other: Self) {
        for (bits, more) in self.0.iter_mut().zip(other.0) {
            *bits |= more;
        }
    }

    pub fn holds(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |missing, (bits, wanted)| missing | (wanted & !bits))
            == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_stand_between_spaces_of_either_width() {
        for (typed, keys) in [
            ("創業　ＤＸ", vec!["創業", "dx"]),
            ("  販路 海外\u{3000}", vec!["販路", "海外"]),
            ("１５，２３２", vec!["15232"]),
            ("15,", vec!["15"]),
            ("D X 推進", vec!["dx", "推進"]),
            ("U I J ターン", vec!["uij", "たーん"]),
            ("1 5， 2 3 2", vec!["15232"]),
            ("R7 5 G", vec!["r7", "5g"]),
            ("創 業", vec!["創", "業"]),
            ("、", vec!["/"]),
            ("", vec![]),
            (" \u{3000}\u{200b}", vec![]),
        ] {
            let query = Query::new(typed);
            let found: Vec<_> = query.terms.iter().map(|term| &term.key).collect();
            assert_eq!(found, keys, "{typed}");
            assert_eq!(query.is_empty(), keys.is_empty());
        }
    }

    #[test]
    fn a_dash_before_a_term_excludes_it() {
        for (typed, terms, without) in [
            ("創業 -支援", vec!["創業"], vec!["支援"]),
            ("－支援 創業", vec!["創業"], vec!["支援"]),
            ("創業 ー支援", vec!["創業"], vec!["支援"]),
            ("-", vec![], vec![]),
            ("ア-イ", vec!["あ-い"], vec![]),
            ("すたーと", vec!["すたーと"], vec![]),
        ] {
            let query = Query::new(typed);
            let keys = |terms: &[Term]| terms.iter().map(|t| t.key.clone()).collect::<Vec<_>>();
            assert_eq!(keys(&query.terms), terms, "{typed}");
            assert_eq!(keys(&query.without), without, "{typed}");
        }
    }

    #[test]
    fn a_word_that_grows_narrows_what_was_found() {
        for (typed, before, narrows) in [
            ("スタ", "ス", true),
            ("創業 支", "創業", true),
            ("創業 支援", "創業 支", true),
            ("創", "創業", false),
            ("創業 -支", "創業", false),
            ("創業", "", false),
            ("創業", "支援", false),
        ] {
            let narrow = Query::new(typed).narrows(&Query::new(before));
            assert_eq!(narrow, narrows, "{typed} {before}");
        }
    }

    #[test]
    fn a_mask_holds_that_of_any_part() {
        let text = Mask::of(&fold_key("創業・スタートアップ等への支援"));
        for part in ["創業", "すたーと", "支援"] {
            assert!(text.holds(&Mask::of(part)));
        }
        assert!(!Mask::of("創業").holds(&Mask::of("ぞ")));
    }
}
