//! What the search promises of any text and any query. Asked by the fuzz target and by a test.

use std::ops::Range;

use shingi::search::{
    Document, Field, Folded, Hit, Index, Query, Search, Weight, excerpt, fold, fold_id, fold_key,
    highlight,
};

/// Panics where a promise is broken. The first line is what is typed, every other is a row: its
/// label and its name before the first and second tab, its text behind them.
pub fn kept(input: &str) {
    let (typed, written) = input.split_once('\n').unwrap_or((input, input));
    let rows: Vec<Document<'_>> = written.split('\n').map(document).collect();
    for field in rows.iter().flat_map(|row| &row.fields) {
        folding_leads_back(&field.text);
        marks_lie_on_what_was_found(typed, &field.text);
    }
    let index = Index::build(rows.iter().cloned());
    let hits = index.search(&Query::new(typed), None);
    hits_have_what_was_typed(typed, &rows, &hits);
    slices_and_narrowing_change_nothing(typed, &index, &hits);
}

fn document(line: &str) -> Document<'_> {
    let weights = [Weight::Label, Weight::Name, Weight::Body];
    let texts: Vec<&str> = line.splitn(3, '\t').collect();
    // A line without tabs is a text alone, one with one tab has a name.
    let weights = &weights[3 - texts.len()..];
    let fields = weights.iter().zip(texts).map(|(weight, text)| Field::new(*weight, text));
    Document { fields: fields.collect() }
}

fn folding_leads_back(text: &str) {
    let folded = fold(text);
    assert_eq!(folded.key, fold_key(text));
    assert_eq!(fold_key(&folded.key), folded.key, "folded again");
    assert!(!folded.key.contains('\n'));
    let mut before = 0..0;
    for at in 0..folded.key.chars().count() {
        let range = folded.source_range(at..at + 1);
        assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?}");
        assert!(before == range || before.end <= range.start, "{before:?} {range:?}");
        before = range;
    }
    assert!(fold_id(text).chars().count() <= folded.key.chars().count());
}

fn marks_lie_on_what_was_found(typed: &str, text: &str) {
    let query = Query::new(typed);
    let marks = highlight(&query, text);
    let mut before = 0;
    for mark in &marks {
        assert!(text.get(mark.clone()).is_some_and(|part| !part.is_empty()), "{mark:?}");
        assert!(mark.start > before || before == 0, "{marks:?}");
        before = mark.end;
    }
    let folded = fold(text);
    for term in terms(typed) {
        for place in as_typed(&folded, &term) {
            let marked = |mark: &Range<usize>| mark.start <= place.start && place.end <= mark.end;
            assert!(marks.iter().any(marked), "{term} at {place:?}: {marks:?}");
        }
    }
    for chars in [0, 1, 7, 30] {
        let part = text.get(excerpt(&query, text, chars)).expect("a part of the text");
        assert!(chars > 0 || part.is_empty());
    }
}

fn hits_have_what_was_typed(typed: &str, rows: &[Document<'_>], hits: &[Hit]) {
    assert!(hits.is_sorted_by(|a, b| a.rank > b.rank || (a.rank == b.rank && a.row() < b.row())));
    let query = Query::new(typed);
    let asks = terms(typed).len() == words(typed).count() && !words(typed).any(is_excluded);
    let has = |text: &str, term: &String| fold_key(text).contains(term);
    for (row, document) in rows.iter().enumerate() {
        let texts = document.fields.iter().filter(|field| field.weight != Weight::Label);
        let texts: Vec<&str> = texts.map(|field| field.text.as_ref()).collect();
        let hit = hits.iter().find(|hit| hit.row() == row);
        let has_all = terms(typed).iter().all(|term| texts.iter().any(|text| has(text, term)));
        if asks && has_all {
            assert!(hit.is_some(), "{typed:?} is in {texts:?}");
        }
        let Some(hit) = hit else { continue };
        assert!(hit.field() < document.fields.len().max(1));
        for word in words(typed).filter(|word| is_excluded(word)) {
            let without = key_of(word.strip_prefix(DASHES).unwrap_or(word));
            assert!(without.is_empty() || !texts.iter().any(|text| has(text, &without)), "{word}");
        }
        if asks && !query.is_empty() && texts.len() == document.fields.len() {
            let marked = texts.iter().any(|text| !highlight(&query, text).is_empty());
            assert!(marked, "{typed:?} is found in {texts:?}, and nothing is marked");
        }
    }
}

fn slices_and_narrowing_change_nothing(typed: &str, index: &Index, hits: &[Hit]) {
    let mut before: Option<Search> = None;
    // The last keys alone: a paste of a page would be typed for hours.
    let keys: Vec<usize> = typed.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    for end in &keys[keys.len().saturating_sub(6)..] {
        let query = Query::new(&typed[..*end]);
        let mut search = match &before {
            Some(before) => Search::after(before, query.clone()),
            None => Search::new(query.clone()),
        };
        let mut seen: Vec<Hit> = Vec::new();
        while !search.is_done() {
            search.advance(index, 3);
            assert!(search.hits().starts_with(&seen), "what was shown moved");
            seen = search.hits().to_vec();
        }
        assert_eq!(seen, index.search(&query, None), "{query:?}");
        before = Some(search);
    }
    if !keys.is_empty() {
        assert_eq!(before.map(Search::into_hits).as_deref(), Some(hits));
    }
}

/// The dash of either width, and what its key gives while the IME is on.
const DASHES: [char; 5] = ['-', '－', '−', 'ー', '‐'];

fn words(typed: &str) -> impl Iterator<Item = &str> {
    typed.split_whitespace()
}

fn is_excluded(word: &str) -> bool {
    word.starts_with(DASHES)
}

/// The words that are terms whatever stands beside them: letters spaced out may be one.
fn terms(typed: &str) -> Vec<String> {
    let asked = words(typed).filter(|word| !is_excluded(word)).map(key_of);
    asked.filter(|key| key.chars().nth(1).is_some()).collect()
}

fn key_of(word: &str) -> String {
    match word.trim_end_matches([',', '，']) {
        "" => fold_key(word),
        word => fold_key(word),
    }
}

/// Where a text has a term as typed.
fn as_typed(folded: &Folded, term: &str) -> Vec<Range<usize>> {
    let chars = |byte: usize| folded.key[..byte].chars().count();
    let places = folded.key.match_indices(term);
    places.map(|(at, _)| folded.source_range(chars(at)..chars(at + term.len()))).collect()
}
