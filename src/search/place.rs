//! Where a term occurs in a key as it was typed, and what that place is worth.

use super::script::Script;

/// Where a contiguous occurrence stands, the better the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Inside a word.
    Middle,
    /// At the start of a word.
    WordStart,
    /// At the start of the text.
    Start,
    /// The term is the whole text.
    Whole,
}

/// The best place where the key contains the term.
pub(super) fn contiguous(key: &str, term: &str) -> Option<Place> {
    // `contains` is several times faster than a search for the place, and mostly answers no.
    if term.is_empty() || !key.contains(term) {
        return None;
    }
    if key.starts_with(term) {
        return Some(if key.len() == term.len() { Place::Whole } else { Place::Start });
    }
    let at_head = key.match_indices(term).any(|(at, _)| starts_word(key, at));
    Some(if at_head { Place::WordStart } else { Place::Middle })
}

/// What an occurrence of so many bytes at a byte of the key is worth.
pub(super) fn place_at(key: &str, at: usize, length: usize) -> Place {
    match at {
        0 if key.len() == length => Place::Whole,
        0 => Place::Start,
        at if starts_word(key, at) => Place::WordStart,
        _ => Place::Middle,
    }
}

/// Without spaces, a word starts where the script changes: `立地企業|スタートアップ|支援`.
fn starts_word(key: &str, at: usize) -> bool {
    let before = key[..at].chars().next_back().map(Script::of);
    let first = key[at..].chars().next().map(Script::of);
    before.is_none() || before == Some(Script::Other) || before != first
}

#[cfg(test)]
mod tests {
    use super::{super::fold::fold_key, *};

    #[test]
    fn a_contiguous_occurrence_is_worth_what_its_place_is() {
        for (text, typed, place) in [
            ("利子補給金", "利子補給金", Some(Place::Whole)),
            ("利子補給金", "利子", Some(Place::Start)),
            ("地域スタートアップ等支援事業", "スタートアップ", Some(Place::WordStart)),
            ("事業承継・引継ぎ支援事業", "引継ぎ", Some(Place::WordStart)),
            ("商店街魅力向上総合事業（政策）", "政策", Some(Place::WordStart)),
            ("起業支援と創業者の支援", "支援", Some(Place::WordStart)),
            ("創業者支援", "支援", Some(Place::Middle)),
            ("創業者支援", "助成", None),
        ] {
            assert_eq!(contiguous(&fold_key(text), &fold_key(typed)), place, "{text} {typed}");
        }
    }
}
