//! Likeness: how much two texts have in common, by the pairs of characters they share.

use std::collections::HashSet;

use crate::search::fold_key;

/// 二文字の組. A text by the pairs of characters that stand beside each other in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(HashSet<(char, char)>);

impl Pairs {
    /// The pairs of a text. Spaces, signs, width and old forms of characters do not count.
    pub fn of(text: &str) -> Self {
        let key = plain(text);
        Self(key.chars().zip(key.chars().skip(1)).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much of both is shared, in hundredths.
    pub fn share(&self, other: &Self) -> usize {
        let all = self.0.len() + other.0.len();
        let shared = self.0.intersection(&other.0).count();
        // Rounded down: what is called alike is at least so much alike.
        (200 * shared).checked_div(all).unwrap_or_default()
    }
}

/// What of a text counts when names are compared.
pub(super) fn plain(text: &str) -> String {
    fold_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_wholly_alike_and_others_are_not() {
        for (one, other, share) in [
            ("創業支援", "創業支援", 100),
            ("創業支援", "創 業・支援", 100),
            ("ＤＸ推進", "DX推進", 100),
            ("創業支援", "創業融資", 33),
            ("創業", "承継", 0),
            ("", "", 0),
            ("創", "創", 0),
        ] {
            assert_eq!(Pairs::of(one).share(&Pairs::of(other)), share, "{one} {other}");
            assert_eq!(Pairs::of(other).share(&Pairs::of(one)), share, "{other} {one}");
        }
    }
}
