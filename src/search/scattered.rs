//! Where a key has the characters of a term that is not there as it was typed.
//!
//! fuzzy-matcher finds them, and then they must pass a reader's sense of what belongs together
//! ([`is_plausible`]): a Japanese sentence of a hundred characters contains almost any two kanji in
//! almost any order.

use std::ops::Range;

use fuzzy_matcher::{
    FuzzyMatcher,
    skim::{SkimMatcherV2, SkimScoreConfig},
};

use super::{query::Term, script::Script};

/// A scattered occurrence.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scattered {
    /// By fuzzy-matcher; may be negative. Comparable between keys for one term.
    pub score: i64,
    /// The characters of the key that matched, ascending.
    pub chars: Vec<usize>,
}

/// Longer terms are words and sentences, and nobody scatters those.
const LONGEST_TERM: usize = 32;
/// More characters than any sentence; bounds the matrix of fuzzy-matcher.
const LONGEST_SENTENCE: usize = 1_000;

/// fuzzy-matcher, set up for folded Japanese keys.
pub(super) struct Matcher(SkimMatcherV2);

impl Matcher {
    pub fn new() -> Self {
        // The defaults are made for paths: they would rather hit two heads far apart than a run
        // of kanji. Here a gap costs more than any head can earn.
        let scores = SkimScoreConfig {
            gap_start: -6,
            gap_extension: -1,
            bonus_first_char_multiplier: 1,
            bonus_consecutive: 10,
            ..SkimScoreConfig::default()
        };
        Self(SkimMatcherV2::default().score_config(scores).ignore_case())
    }

    /// The best plausible scattered occurrence within one sentence of the key.
    pub fn scattered(&self, key: &str, term: &Term) -> Option<Scattered> {
        if !(2..=LONGEST_TERM).contains(&term.length) || !is_subsequence(key, &term.key) {
            return None;
        }
        let reading = Reading::of(key);
        let mut best: Option<(usize, Scattered)> = None;
        let mut from = 0;
        for sentence in key.split('|') {
            if let Some((at, found)) = self.in_sentence(sentence, &term.key, reading)
                && best.as_ref().is_none_or(|(_, best)| found.score > best.score)
            {
                best = Some((from + at, found));
            }
            from += sentence.len() + 1;
        }
        best.map(|(at, mut found)| {
            let before = key[..at].chars().count();
            found.chars.iter_mut().for_each(|c| *c += before);
            found
        })
    }

    /// Looks from one character before the first occurrence of the term's first character to the
    /// last of its last: the rest cannot change the outcome. Gives the byte where that starts.
    fn in_sentence(
        &self,
        sentence: &str,
        term: &str,
        reading: Reading,
    ) -> Option<(usize, Scattered)> {
        let first = sentence.find(term.chars().next()?)?;
        let last = term.chars().next_back()?;
        let end = sentence.rfind(last)? + last.len_utf8();
        let at = sentence[..first].char_indices().next_back().map_or(0, |(at, _)| at);
        let window = sentence.get(at..end)?;
        if !is_close(window, term, reading) {
            return None;
        }
        let chars: Vec<char> = window.chars().collect();
        if chars.len() > LONGEST_SENTENCE {
            return None;
        }
        let (score, places) = self.0.fuzzy_indices(window, term)?;
        is_plausible(&chars, &places, reading).then_some((at, Scattered { score, chars: places }))
    }
}

/// Whether the term's characters stand in order with no gap that [`is_plausible`] would not take: what
/// spares most sentences the score.
fn is_close(window: &str, term: &str, reading: Reading) -> bool {
    let mut chars = ['\0'; LONGEST_TERM];
    let length = term.chars().zip(&mut chars).map(|(c, place)| *place = c).count();
    let term = &chars[..length];
    // Two words have more characters than that, unless one is of letters.
    let one_word = reading == Reading::Prose && length <= 3 && !term.iter().any(char::is_ascii);
    let step = 1 + if one_word { LONGEST_INFLECTION } else { reading.longest_gap() };
    let mut rest = window;
    while let Some(from) = term.first().and_then(|first| rest.find(*first)) {
        // Where the first so many characters of the term could last end: the latest place is best.
        let mut ends = [None; LONGEST_TERM];
        let mut newest = 0;
        let mut dead = None;
        for (at, (byte, c)) in rest[from..].char_indices().enumerate() {
            if at > newest + step {
                dead = Some(from + byte);
                break;
            }
            for nth in (0..length).rev().filter(|nth| term[*nth] == c) {
                let follows = |end: usize| at - end <= step;
                if nth == 0 || ends[nth - 1].is_some_and(follows) {
                    (ends[nth], newest) = (Some(at), at);
                }
            }
            if ends[length - 1].is_some() {
                return true;
            }
        }
        match dead {
            Some(byte) => rest = &rest[byte..],
            None => return false,
        }
    }
    false
}

fn is_subsequence(key: &str, term: &str) -> bool {
    let mut rest = key;
    term.chars().all(|c| rest.find(c).map(|at| rest = &rest[at + c.len_utf8()..]).is_some())
}

/// How a text is read, which decides what may be left out between the parts of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A name. People abbreviate names by the heads of their words (商魅事業), so a single kanji
    /// may stand for a word.
    Name,
    /// Sentences. Only whole words count, near each other.
    Prose,
}

/// The longest program name printed has 31 characters.
const LONGEST_NAME: usize = 40;

impl Reading {
    /// Told by the text itself, so that a list, its search and its highlights always agree.
    fn of(key: &str) -> Self {
        let short = key.len() <= 3 * LONGEST_NAME || key.chars().count() <= LONGEST_NAME;
        if short && !key.contains('|') { Self::Name } else { Self::Prose }
    }

    /// How many characters may lie between two words of a term. In prose about one clause.
    fn longest_gap(self) -> usize {
        match self {
            Self::Name => 20,
            Self::Prose => 12,
        }
    }
}

/// Whether a reader would say that the matched characters are what was typed.
///
/// Pieces that only okurigana, a particle or punctuation keeps apart (引き継ぎ for 引継ぎ) are one
/// word; every word must be a word, and words must be near each other.
fn is_plausible(chars: &[char], places: &[usize], reading: Reading) -> bool {
    let mut words = 1;
    let mut word: Vec<Range<usize>> = Vec::new();
    for piece in places.chunk_by(|a, b| a + 1 == *b) {
        let piece = piece[0]..piece[piece.len() - 1] + 1;
        if let Some(before) = word.last() {
            let gap = before.end..piece.start;
            if chars[before.end - 1].is_ascii_digit() && chars[piece.start].is_ascii_digit() {
                return false;
            }
            if !is_inflection(chars, &gap) {
                if gap.len() > reading.longest_gap() || !is_word(chars, &word, reading) {
                    return false;
                }
                words += 1;
                word.clear();
            }
        }
        word.push(piece);
    }
    words == 1 || is_word(chars, &word, reading)
}

/// Characters between the parts of one word: 引[き]継ぎ.
const LONGEST_INFLECTION: usize = 2;

/// Whether a gap is what Japanese spelling leaves open.
fn is_inflection(chars: &[char], gap: &Range<usize>) -> bool {
    let is = |i: usize, script| Script::of(chars[i]) == script;
    let by_kanji = is(gap.start - 1, Script::Kanji) || is(gap.end, Script::Kanji);
    gap.len() <= LONGEST_INFLECTION
        && (gap.clone().all(|i| is(i, Script::Other))
            || (by_kanji && gap.clone().all(|i| is(i, Script::Kana))))
}

fn is_word(chars: &[char], pieces: &[Range<usize>], reading: Reading) -> bool {
    let length: usize = pieces.iter().map(ExactSizeIterator::len).sum();
    let kanji = pieces
        .iter()
        .flat_map(Clone::clone)
        .filter(|&i| Script::of(chars[i]) == Script::Kanji)
        .count();
    let (Some(start), Some(end)) =
        (pieces.first().map(|piece| piece.start), pieces.last().map(|piece| piece.end))
    else {
        return false;
    };
    let edge = |a: Option<&char>, b: Option<&char>| match (a, b) {
        (Some(&a), Some(&b)) => Script::of(a) == Script::Other || Script::of(a) != Script::of(b),
        _ => true,
    };
    let head = edge(start.checked_sub(1).and_then(|i| chars.get(i)), chars.get(start));
    match reading {
        Reading::Name => kanji > 0 || length > 1 || head,
        // Two kanji make a word; two kana occur everywhere. Letters and digits only whole: DX, 5.
        Reading::Prose => {
            let whole = head && edge(chars.get(end), chars.get(end - 1));
            let latin = matches!(Script::of(chars[start]), Script::Letter | Script::Digit);
            kanji >= 2 || length >= 3 || (latin && whole)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::fold::fold_key, super::query::Query, *};

    /// The characters of the text's key at which a term is found scattered.
    fn scattered(text: &str, typed: &str) -> Option<Vec<usize>> {
        let query = Query::new(typed);
        Matcher::new().scattered(&fold_key(text), &query.terms[0]).map(|found| found.chars)
    }

    #[test]
    fn fuzzy_matcher_tells_characters_not_bytes() {
        let found = Matcher::new().scattered("創業者支援", &Query::new("支援").terms[0]);
        assert_eq!(found.map(|found| found.chars), Some(vec![3, 4]));
        let found = scattered("か\u{3099}く生の支援", "がく支援");
        assert_eq!(found, Some(vec![0, 1, 4, 5]));
    }

    #[test]
    fn names_may_be_abbreviated() {
        for (name, typed) in [
            ("地域スタートアップ等支援事業", "地スタ"),
            ("商店街魅力向上総合事業（政策）", "商店街政策"),
            ("事業承継・引継ぎ支援事業", "事業承継支援"),
            ("事業承継・引継ぎ支援事業", "事業承継引継ぎ"),
            ("デジタルコンテンツ誘致強化事業", "デジコン"),
            ("U I J ターン移住促進雇用対策事業", "移住雇用"),
            ("特定求職者雇用対策経費", "雇対"),
            ("移動して住む", "移住"),
        ] {
            assert!(scattered(name, typed).is_some(), "{name} {typed}");
        }
        for (name, typed) in [
            ("コンテンツビジネス", "コンビ"),
            ("令和2年度から令和5年度", "25"),
            ("メンタリング・セミナー", "メンター"),
        ] {
            assert_eq!(scattered(name, typed), None, "{name} {typed}");
        }
    }

    #[test]
    fn sentences_must_hold_the_words_of_a_term_near_each_other() {
        let content = "創業者等に対し、創業や新規事業へ挑戦する際に必要となる経費の一部助成や資金調達支援を\
                       行うとともに、高校生・大学生向け起業スクールを開催する。";
        for (typed, found) in [
            ("資金調達の支援", None),
            ("経費助成", Some("経費助成")),
            ("一部の助成", None),
            ("高校大学", Some("高校大学")),
            ("創支", None),
            ("経助", None),
            ("創業開催", None),
            ("経校開", None),
            ("際必要", Some("際必要")),
            ("スクル", None),
        ] {
            let key: Vec<char> = fold_key(content).chars().collect();
            let text =
                scattered(content, typed).map(|at| at.iter().map(|&i| key[i]).collect::<String>());
            assert_eq!(text.as_deref(), found, "{typed}");
        }
        let opinions = "若い世代が事業を引き継ぐために、後継者のメンバーが集まるセンターが必要である。\
                        DXの推進を取り組みとして進める。タイの会社とワンチームになる。";
        for (typed, found) in [
            ("引継ぐ", true),
            ("取組", true),
            ("DX取組", true),
            ("推進取組", true),
            ("メンター", false),
            ("タイワン", false),
            // Not across the end of a sentence.
            ("必要推進", false),
        ] {
            assert_eq!(scattered(opinions, typed).is_some(), found, "{typed}");
        }
    }

    #[test]
    fn three_characters_over_a_long_text_are_no_match() {
        let text = format!("創{}業{}者。", "あ".repeat(40), "い".repeat(40));
        assert_eq!(scattered(&text, "創業者"), None);
        let endless = format!("創業{}支援", "の".repeat(200_000));
        assert_eq!(scattered(&endless, "創業支援"), None);
        // The price of a bound on the work: such a text is searched only as typed.
        let endless = format!("創業の支援{}援", "の".repeat(1_000));
        assert_eq!(scattered(&endless, "創業支援"), None);
    }

    proptest! {
        #[test]
        fn nothing_plausible_is_taken_for_too_far_apart(
            text in "[創業支援のスタ・1a]{0,60}", typed in "[創業支援スタ1a]{2,5}",
        ) {
            let (key, term) = (fold_key(&text), fold_key(&typed));
            let reading = Reading::of(&key);
            let chars: Vec<char> = key.chars().collect();
            let matcher = Matcher::new();
            if let Some((_, places)) = matcher.0.fuzzy_indices(&key, &term)
                && is_plausible(&chars, &places, reading)
            {
                prop_assert!(is_close(&key, &term, reading));
            }
        }

        #[test]
        fn matched_characters_spell_the_term(
            text in "[創業支援のスタ|・1a]{0,60}", typed in "[創業支援スタ1a]{1,6}",
        ) {
            let key: Vec<char> = fold_key(&text).chars().collect();
            if let Some(places) = scattered(&text, &typed) {
                let spelt: String = places.iter().map(|&i| key[i]).collect();
                prop_assert_eq!(spelt, fold_key(&typed));
                prop_assert!(places.is_sorted_by(|a, b| a < b));
            }
        }
    }
}
