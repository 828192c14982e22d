//! What to mark in a shown text, and which part of a long one to show.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    fold::{Folded, fold, id_of_key},
    query::{Query, Term},
    readings::Spoken,
    scattered::Matcher,
};

/// The bytes of the text to mark: merged, in order, on character boundaries.
///
/// Every term that occurs is marked, wherever it occurs as typed; failing that, where a short text
/// such as the label `ア(イ)` has it without brackets and dashes; failing that, where it is found
/// scattered; failing that, where words are read as it is said.
#[must_use]
pub fn highlight(query: &Query, text: &str) -> Vec<Range<usize>> {
    merged(by_term(query, text).into_iter().flatten().collect())
}

/// The part of a text, of at most so many characters, that shows most of what was asked for.
///
/// Begins at a clause where one is near; at the start of the text where nothing was found. Mark the
/// whole text and clip: a part alone may be read differently.
#[must_use]
pub fn excerpt(query: &Query, text: &str, chars: usize) -> Range<usize> {
    let starts: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    if starts.len() <= chars {
        return 0..text.len();
    }
    let byte = |i: usize| starts.get(i).copied().unwrap_or(text.len());
    let terms = by_term(query, text);
    // Different terms first, then all that is marked.
    let worth = |from: usize| {
        let (from, to) = (byte(from), byte(from + chars));
        let inside = |range: &&Range<usize>| from <= range.start && range.end <= to;
        let counts = terms.iter().map(|term| term.iter().filter(inside).count());
        counts.fold((0, 0), |(terms, marks), count| (terms + usize::from(count > 0), marks + count))
    };
    let mut best = (worth(0), 0);
    for range in terms.iter().flatten() {
        let at = starts.partition_point(|&start| start <= range.start).saturating_sub(1);
        let clause = clause_before(text, &starts, at, chars / 3);
        // Near the end of the text more fits in front, but not the stop of a clause.
        let from = (clause.min(starts.len() - chars)..clause)
            .find(|&i| !STOPS.contains(char_at(text, starts[i])))
            .unwrap_or(clause);
        let found = worth(from);
        if found > best.0 || (found == best.0 && from < best.1) {
            best = (found, from);
        }
    }
    byte(best.1)..byte(best.1 + chars)
}

/// What ends a clause.
const STOPS: &str = "。、！？：\n";

fn char_at(text: &str, byte: usize) -> char {
    text[byte..].chars().next().unwrap_or_default()
}

/// Where to begin at most `lead` characters before a place: at a clause, else at the kanji or
/// katakana behind a particle.
fn clause_before(text: &str, starts: &[usize], at: usize, lead: usize) -> usize {
    let char = |i: usize| char_at(text, starts[i]);
    let hiragana = |i: usize| matches!(char(i), 'ぁ'..='ゖ');
    let earliest = at.saturating_sub(lead);
    let places = || earliest.max(1)..=at;
    places()
        .find(|&i| STOPS.contains(char(i - 1)))
        .or_else(|| places().find(|&i| hiragana(i - 1) && !hiragana(i)))
        .unwrap_or(earliest)
}

/// For each term the bytes where it occurs.
fn by_term(query: &Query, text: &str) -> Vec<Vec<Range<usize>>> {
    if query.is_empty() {
        return Vec::new();
    }
    let folded = fold(text);
    let matcher = Matcher::new();
    query.terms.iter().map(|term| occurrences(&folded, term, &matcher)).collect()
}

fn occurrences(folded: &Folded, term: &Term, matcher: &Matcher) -> Vec<Range<usize>> {
    let as_typed = contiguous(folded, &term.key);
    if !as_typed.is_empty() {
        return as_typed;
    }
    if let Some(label) = as_label(folded, &term.id) {
        return vec![label];
    }
    let Some(found) = matcher.scattered(&folded.key, term) else { return read(folded, term) };
    found
        .chars
        .chunk_by(|a, b| a + 1 == *b)
        .map(|run| folded.source_range(run[0]..run[run.len() - 1] + 1))
        .collect()
}

/// The words that are read as the term is; where some are exactly, those alone.
fn read(folded: &Folded, term: &Term) -> Vec<Range<usize>> {
    let mut places = term.said().map(|said| said.places(&folded.key)).unwrap_or_default();
    if places.iter().any(|place| place.exact) {
        places.retain(|place| place.exact);
    }
    let chars = |byte: usize| folded.key[..byte].chars().count();
    let range = |place: Spoken| folded.source_range(chars(place.from)..chars(place.to));
    places.into_iter().map(range).collect()
}

fn contiguous(folded: &Folded, term: &str) -> Vec<Range<usize>> {
    let length = term.chars().count();
    let (mut byte, mut char) = (0, 0);
    folded
        .key
        .match_indices(term)
        .map(|(at, _)| {
            char += folded.key[byte..at].chars().count();
            byte = at;
            folded.source_range(char..char + length)
        })
        .collect()
}

/// Labels are short; in a long text the reading without brackets would mark nonsense.
const LONGEST_LABEL: usize = 24;

fn as_label(folded: &Folded, id: &str) -> Option<Range<usize>> {
    if id.is_empty() || folded.key.chars().nth(LONGEST_LABEL).is_some() {
        return None;
    }
    let (places, letters): (Vec<usize>, String) = id_of_key(&folded.key).unzip();
    let first = letters[..letters.find(id)?].chars().count();
    let last = first + id.chars().count() - 1;
    Some(folded.source_range(places[first]..places[last] + 1))
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marked<'a>(typed: &str, text: &'a str) -> Vec<&'a str> {
        highlight(&Query::new(typed), text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn marks_lie_on_the_text_as_printed() {
        for (typed, text, marks) in [
            ("支援", "創業者支援と起業支援", vec!["支援", "支援"]),
            ("ＤＸ", "中小企業者のD Xを推進", vec!["D X"]),
            ("15,232", "決算額 1 5， 2 3 2 千円", vec!["1 5， 2 3 2"]),
            ("メンター", "ﾒﾝﾀｰによるメンタリング", vec!["ﾒﾝﾀｰ"]),
            ("めんたー", "起業家等のメンターによる", vec!["メンター"]),
            ("ﾒﾝﾀｰ", "起業家等のメンターによる", vec!["メンター"]),
            ("メンタ", "メンタリングを行うメンター", vec!["メンタ", "メンタ"]),
            ("メンター", "メンタリング", vec![]),
            ("がく", "か\u{3099}くしゅう", vec!["か\u{3099}く"]),
            ("株式", "㈱くまもと株式会社", vec!["株式"]),
            ("創業 支援", "創業支援", vec!["創業支援"]),
            ("創業 外国", "創業支援", vec!["創業"]),
            ("引継ぎ", "事業の引き継ぎを", vec!["引", "継ぎ"]),
            ("ｱｲ", "ア(イ)", vec!["ア(イ"]),
            ("ア-イ", "R7 ア(イ)", vec!["ア(イ"]),
            ("アーイ", "ア(イ)", vec!["ア(イ"]),
            ("ア(イ)", "ア(イ)", vec!["ア(イ)"]),
            ("sougyou", "創業者と創業", vec!["創業", "創業"]),
            ("そうぎょう", "創 業 者", vec!["創 業"]),
            ("sougyou", "祖業と創業", vec!["創業"]),
            ("hikitsugi", "事業の引き継ぎを", vec!["引き継ぎ"]),
            ("kumamoto", "くまもと・熊本", vec!["くまもと", "熊本"]),
            ("suta-toappu", "ｽﾀｰﾄｱｯﾌﾟの支援", vec!["ｽﾀｰﾄｱｯﾌﾟ"]),
            ("創業 -支援", "創業支援", vec!["創業"]),
            ("", "創業", vec![]),
            ("創業", "", vec![]),
        ] {
            assert_eq!(marked(typed, text), marks, "{typed} {text}");
        }
    }

    #[test]
    fn an_excerpt_shows_the_best_match() {
        let text = "ビジネス支援施設において、経営相談や創業支援のほか、先輩起業家等のメンターによる\
                    メンタリングや様々な支援プログラムを実施することで、起業機運の醸成を図る。";
        for (typed, chars, part) in [
            ("メンター", 16, "メンターによるメンタリングや様々"),
            ("メンター 支援", 30, "経営相談や創業支援のほか、先輩起業家等のメンターによるメンタ"),
            ("醸成", 12, "起業機運の醸成を図る。"),
            ("販路", 8, "ビジネス支援施設"),
            ("", 8, "ビジネス支援施設"),
            ("メンター", 0, ""),
            ("メンター", 1_000, text),
        ] {
            let range = excerpt(&Query::new(typed), text, chars);
            assert_eq!(&text[range], part, "{typed} {chars}");
        }
        let decomposed = "か\u{3099}".repeat(9);
        assert_eq!(&decomposed[excerpt(&Query::new("x"), &decomposed, 2)], "か\u{3099}か\u{3099}");
    }

    proptest! {
        #[test]
        fn marks_and_excerpts_never_cut_a_character(
            text in prop_oneof![any::<String>(), "[か゛\u{3099}ﾞｶアー1,， 2aB㈱創業支援。・]{0,60}"],
            typed in prop_oneof![any::<String>(), "[かがア12a創業支援株 -]{0,6}", "[a-z' -]{0,9}"],
            chars in 0usize..40,
        ) {
            let query = Query::new(&typed);
            let mut before = 0;
            for range in highlight(&query, &text) {
                prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(before <= range.start);
                before = range.end;
            }
            let part = text.get(excerpt(&query, &text, chars));
            prop_assert!(part.is_some_and(|part| part.graphemes(true).count() <= chars));
        }
    }
}
