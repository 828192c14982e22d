//! What ties the documents together: lineage, areas that correspond, and the contradictions and
//! variants of wording that somebody has looked at.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use shingi::{
    domain::{Acknowledged, Basis, ProgramId, SuccessionKind},
    records::{Records, load},
};
use unicode_normalization::UnicodeNormalization;

/// How an acknowledgement names each document.
const DOCUMENTS: &[(&str, &str)] = &[
    ("熊本市 令和7年度の報告 ", "city-report-r7"),
    ("熊本市 令和5年度の一覧 ", "city-list-r5"),
    ("熊本県 令和5年度の取組み ", "pref-efforts-r5"),
    ("熊本県 令和7年度における主な施策 ", "pref-measures-r7"),
    ("熊本市 地方創生推進交付金の報告資料 ", "city-grant-r4"),
];

/// The older and the newer list of the programs of a government.
const OLDER_AND_NEWER: [(&str, &str); 2] =
    [("city-list-r5", "city-report-r7"), ("pref-efforts-r5", "pref-measures-r7")];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

/// Wording without what the layout decides: width of characters, spaces, the marks of bold print.
fn plain(text: &str) -> String {
    text.replace("**", "").nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// The text of every document, by the id of its source.
fn texts(records: &Records) -> BTreeMap<&str, String> {
    let text = |file| fs::read_to_string(folder().join("sources").join(file)).expect("a text");
    records.sources.iter().map(|source| (source.id.as_str(), plain(&text(&source.file)))).collect()
}

fn programs<'a>(records: &'a Records, source: &str) -> BTreeSet<&'a ProgramId> {
    let entries = records.programs.iter().flat_map(|program| &program.entries);
    entries.filter(|entry| entry.source.as_str() == source).map(|entry| &entry.program).collect()
}

/// What stands in corner brackets, brackets inside brackets included.
fn quotes(note: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, letter) in note.char_indices() {
        match letter {
            '「' => {
                depth += 1;
                if depth == 1 {
                    start = at + letter.len_utf8();
                }
            }
            '」' => {
                depth -= 1;
                if depth == 0 {
                    found.push(&note[start..at]);
                }
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{note}");
    found
}

/// The documents an acknowledgement names; `同` is the one before.
fn documents(acknowledged: &Acknowledged) -> BTreeSet<&'static str> {
    let named = acknowledged.places.iter().filter_map(|place| {
        let known = DOCUMENTS.iter().find(|(name, _)| place.starts_with(name));
        assert!(known.is_some() || place.starts_with('同'), "which document is {place}");
        known.map(|(_, id)| *id)
    });
    named.collect()
}

#[test]
fn what_is_stated_stands_in_its_source() {
    let records = records();
    let texts = texts(&records);
    let lineage = records.successions.iter().map(|succession| &succession.basis);
    for basis in lineage.chain(records.correspondences.iter().map(|tie| &tie.basis)) {
        if let Basis::Stated { source, text, .. } = basis {
            assert!(texts[source.as_str()].contains(&plain(text)), "{source}: {text}");
        }
    }
}

#[test]
fn what_an_acknowledgement_quotes_stands_in_the_documents_it_names() {
    let records = records();
    let texts = texts(&records);
    for acknowledged in records.acknowledged.iter().filter(|it| it.finding.is_none()) {
        let documents = documents(acknowledged);
        let quotes = quotes(&acknowledged.note);
        let quoted_in =
            |quote: &str, document: &str| texts[document].contains(plain(quote).as_str());
        assert!(!quotes.is_empty(), "{}", acknowledged.note);
        for quote in &quotes {
            assert!(documents.iter().any(|document| quoted_in(quote, document)), "{quote}");
        }
        for document in documents {
            let note = &acknowledged.note;
            assert!(quotes.iter().any(|quote| quoted_in(quote, document)), "{document}: {note}");
        }
    }
}

#[test]
fn a_program_that_only_the_newer_list_of_its_government_prints_has_a_lineage() {
    let records = records();
    let come: BTreeSet<_> = records.successions.iter().flat_map(|s| &s.to).collect();
    for (older, newer) in OLDER_AND_NEWER {
        let new = &programs(&records, newer) - &programs(&records, older);
        let untold: Vec<_> = new.difference(&come).collect();
        assert!(untold.is_empty(), "where from {untold:?}");
    }
}

/// The prefecture's measures are a selection, so nothing follows from what they leave out.
#[test]
fn a_program_of_the_city_list_that_the_report_does_not_print_has_a_lineage() {
    let records = records();
    let gone: BTreeSet<_> = records.successions.iter().flat_map(|s| &s.from).collect();
    let missing = &programs(&records, "city-list-r5") - &programs(&records, "city-report-r7");
    let untold: Vec<_> = missing.difference(&gone).collect();
    assert!(untold.is_empty(), "what became of {untold:?}");
}

#[test]
fn a_succession_names_the_programs_its_kind_is_about() {
    use SuccessionKind::{Ended, Merged, New, Renamed, Rescoped, Split, Succeeded};
    for succession in &records().successions {
        let fits = match (succession.kind, succession.from.len(), succession.to.len()) {
            (New, from, to) => from == 0 && to == 1,
            (Ended, from, to) => from == 1 && to == 0,
            (Split, from, to) => from == 1 && to > 1,
            (Merged, from, to) => from > 1 && to == 1,
            (Renamed | Succeeded, 1, 1) => succession.from != succession.to,
            (Rescoped, 1, 1) => succession.from == succession.to,
            (Renamed | Succeeded | Rescoped, ..) => false,
        };
        assert!(fits, "{succession:?}");
    }
}

#[test]
fn every_area_of_the_city_list_corresponds_to_one_of_the_report() {
    let records = records();
    let one: BTreeSet<_> = records.correspondences.iter().map(|tie| &tie.one).collect();
    let other: BTreeSet<_> = records.correspondences.iter().map(|tie| &tie.other).collect();
    for area in records.areas() {
        let told = match area.id.as_str().split_once('/') {
            Some(("city-r5", _)) => one.contains(&area.id),
            Some(("city-r7", _)) => other.contains(&area.id),
            _ => true,
        };
        assert!(told, "{}", area.id);
    }
}

#[test]
fn two_areas_are_tied_once() {
    let records = records();
    let mut seen = BTreeSet::new();
    for tie in &records.correspondences {
        let pair = [&tie.one, &tie.other];
        assert!(tie.one != tie.other && seen.insert(BTreeSet::from(pair)), "{pair:?}");
    }
}
