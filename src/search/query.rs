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
        Self { terms: typed.split_whitespace().filter_map(Term::new).collect() }
    }

    /// Whether nothing is asked for, so that every row is an answer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Term {
    fn new(typed: &str) -> Option<Self> {
        // On the way from `15` to `15,232` the comma must not empty the list.
        let key = match typed.trim_end_matches([',', '，']) {
            "" => fold_key(typed),
            trimmed => fold_key(trimmed),
        };
        let id: String = id_of_key(&key).map(|(_, c)| c).collect();
        let signature = signature(&id);
        (!key.is_empty()).then(|| Self { length: key.chars().count(), key, id, signature })
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
