//! Likeness: how much two texts have in common, by the pairs of characters they share.

use std::collections::HashMap;

use crate::search::fold_key;

/// 二文字の組. A text by the pairs of characters that stand beside each other in it.
/// Each pair once, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(Vec<(char, char)>);

impl Pairs {
    /// The pairs of a text. Spaces, signs, width and old forms of characters do not count.
    pub fn of(text: &str) -> Self {
        let key = plain(text);
        let mut pairs: Vec<_> = key.chars().zip(key.chars().skip(1)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much of both is shared, in hundredths.
    pub fn share(&self, other: &Self) -> usize {
        let common = self.0.iter().filter(|pair| other.0.binary_search(pair).is_ok());
        self.share_of(other, common.count())
    }

    /// The same, where it is known how many pairs stand in both.
    pub fn share_of(&self, other: &Self, common: usize) -> usize {
        let all = self.0.len() + other.0.len();
        // Rounded down: what is called alike is at least so much alike.
        (200 * common).checked_div(all).unwrap_or_default()
    }
}

/// 索引. Which of several texts have a pair: comparing one with all of them then looks at what they
/// share, not at everything in them.
#[derive(Debug, Default)]
pub(super) struct Postings {
    texts: u32,
    of: HashMap<(char, char), Vec<u32>>,
}

impl Postings {
    /// The index of texts, by the order they come in.
    pub fn of<'a>(texts: impl Iterator<Item = &'a Pairs>) -> Self {
        let mut postings = Self::default();
        for text in texts {
            for pair in &text.0 {
                postings.of.entry(*pair).or_default().push(postings.texts);
            }
            postings.texts += 1;
        }
        postings
    }

    /// How many pairs a text has in common with each.
    pub fn common(&self, text: &Pairs) -> Vec<usize> {
        let mut common = vec![0; self.texts as usize];
        for at in text.0.iter().filter_map(|pair| self.of.get(pair)).flatten() {
            common[*at as usize] += 1;
        }
        common
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
            let (one, other) = (Pairs::of(one), Pairs::of(other));
            for (one, other) in [(&one, &other), (&other, &one)] {
                assert_eq!(one.share(other), share, "{one:?} {other:?}");
                let common = Postings::of([one].into_iter()).common(other);
                assert_eq!(one.share_of(other, common[0]), share, "{one:?} {other:?}");
            }
        }
    }
}
