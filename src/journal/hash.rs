//! 64 bits in 13 characters: event ids, and hashes of words.

use std::{hash::Hasher, sync::Arc};

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher24;
use unicode_normalization::UnicodeNormalization;

use crate::domain::EventId;

/// Base32 as Crockford has it: no `i`, `l`, `o` and `u`, so that an id can be read out.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The keys of the hash of words: "shingi: " and "words v1". They stand in every journal through
/// its hashes and never change.
const KEYS: (u64, u64) = (0x7368_696e_6769_3a20, 0x776f_7264_7320_7631);

/// A hash of words, in the form of an event id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(pub Arc<str>);

impl Hash {
    /// The hash of words as they are meant: spacing, line breaks and the width of letters, in which
    /// two prints of the same words differ, do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let plain: Option<String> = text.chars().map(plain).collect();
        let mut meant = plain.unwrap_or_else(|| text.nfkc().collect());
        meant.retain(|c| !c.is_whitespace());
        let mut hasher = SipHasher24::new_with_keys(KEYS.0, KEYS.1);
        hasher.write(meant.as_bytes());
        Self(base32(hasher.finish()).into())
    }
}

/// What normalisation makes of a character whatever stands beside it; `None` where that matters. A
/// short cut for nearly every character of a Japanese text.
fn plain(c: char) -> Option<char> {
    match c {
        '\n' | ' '..='~' | '、'..='〟' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' => Some(c),
        '\u{3000}' => Some(' '),
        // Full-width forms stand in the order of ASCII.
        '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')),
        _ => None,
    }
}

/// A new event id; absent where the system has no random numbers to give.
pub(super) fn fresh_id() -> Option<EventId> {
    Some(EventId::from(base32(getrandom::u64().ok()?)))
}

fn base32(bits: u64) -> String {
    (0..13)
        .rev()
        .map(|digit| {
            // Five bits are always below 32.
            let at = usize::try_from((bits >> (digit * 5)) & 31).unwrap_or_default();
            char::from(DIGITS[at])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_bits_stand_in_thirteen_characters_in_order() {
        for (bits, written) in [
            (0, "0000000000000"),
            (31, "000000000000z"),
            (32, "0000000000010"),
            (u64::MAX, "fzzzzzzzzzzzz"),
        ] {
            assert_eq!(base32(bits), written);
        }
    }

    #[test]
    fn a_hash_stays_the_same_for_ever() {
        assert_eq!(&*Hash::of("創業者への支援").0, "1eayzz1pqd0sk");
        assert_eq!(&*Hash::of("").0, "33agtxskb3wmj");
    }

    #[test]
    fn spacing_layout_and_width_do_not_count() {
        let plain = Hash::of("DX推進、1,523千円");
        for same in ["ＤＸ推進、1,523千円", "D X 推 進、\n　1，523\t千円", "DX推進、1,523千円 "]
        {
            assert_eq!(Hash::of(same), plain, "{same}");
        }
        for other in ["DX推進。1,523千円", "DX推進、1,524千円", "推進DX、1,523千円"]
        {
            assert_ne!(Hash::of(other), plain, "{other}");
        }
    }

    #[test]
    fn what_is_plain_is_what_normalisation_makes_of_it_in_any_company() {
        let plain_ones: Vec<char> = ('\0'..=char::MAX).filter(|c| plain(*c).is_some()).collect();
        let whole: String = plain_ones.iter().collect();
        assert!(whole.nfkc().eq(plain_ones.iter().filter_map(|c| plain(*c))));
        let backwards: String = plain_ones.iter().rev().collect();
        assert!(backwards.nfkc().eq(plain_ones.iter().rev().filter_map(|c| plain(*c))));
        assert_eq!(Hash::of("か\u{3099}"), Hash::of("が"), "a mark is not plain");
    }

    #[test]
    fn ids_do_not_repeat() {
        let ids: std::collections::HashSet<_> = (0..1000).map(|_| fresh_id().unwrap()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(ids.iter().all(|id| id.as_str().len() == 13));
    }
}
