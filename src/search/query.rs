//! What a person typed into a search line.

use super::fold::{fold_key, id_of_key};

/// 検索語. Terms between half or full width spaces; a row must have them all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) terms: Vec<Term>,
}

/// One folded term. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub key: String,
    /// How many characters the key has.
    pub length: usize,
    /// The term read as an identifier; empty when it holds neither letter nor digit.
    pub id: String,
    /// Set for the letters and digits only, so that it is good for labels as well.
    pub signature: u64,
}

impl Query {
    /// Reads what was typed. Anything is a query.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let mut keys: Vec<String> = Vec::new();
        let mut spelt = false;
        for key in typed.split_whitespace().map(key_of).filter(|key| !key.is_empty()) {
            // `D X` and `1 5， 2 3 2`, pasted from a page that spaces them out, are one term.
            let letter = key.len() == 1 && key.as_bytes()[0].is_ascii_alphanumeric();
            match keys.last_mut() {
                Some(last) if letter && spelt => last.push_str(&key),
                _ => keys.push(key),
            }
            spelt = letter;
        }
        Self { terms: keys.into_iter().map(Term::new).collect() }
    }

    /// Whether nothing is asked for, so that every row is an answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
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
        Self { length: key.chars().count(), signature: signature(&id), key, id }
    }
}

/// A set of characters in 64 bits: if a bit of the term is missing in a text, so is the term.
pub(super) fn signature(key: &str) -> u64 {
    // Fibonacci hashing: neighbours in a Unicode block fall on different bits.
    key.chars().fold(0, |bits, c| bits | 1 << (u32::from(c).wrapping_mul(0x9e37_79b1) >> 26))
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
    fn a_signature_holds_that_of_any_part() {
        let text = fold_key("創業・スタートアップ等への支援");
        for part in ["創業", "すたーと", "支援"] {
            assert_eq!(signature(&text) & signature(part), signature(part));
        }
        assert_ne!(signature("創業") & signature("ぞ"), signature("ぞ"));
    }
}
