//! What programs differ by.

use super::{COVERED, DEPARTMENT, Facet, TIES, UNASKED, once_each, true_ones};
use crate::{
    analysis::{Council, lacks_evidence},
    domain::{Entry, ProgramKind},
    journal::Tie,
};

/// What programs differ by.
pub const PROGRAMS: &[Facet] = &[
    Facet::new(COVERED, coverage),
    Facet::new(TIES, ties),
    Facet::new("種類", kind),
    Facet::new("実施主体", body),
    Facet::new("資料", source),
    Facet::new("年度", year),
    Facet::new(DEPARTMENT, |council, row| {
        once_each(entries(council, row).flat_map(|entry| entry.departments.iter().cloned()))
    }),
    Facet::new("印", |council, row| {
        once_each(entries(council, row).flat_map(|entry| entry.marks.iter().cloned()))
    }),
];

fn entries(council: &Council, row: usize) -> impl Iterator<Item = &Entry> {
    council.records.programs[row].entries.iter()
}

fn coverage(council: &Council, row: usize) -> Vec<String> {
    let asked = council.standing.asked[row] > 0;
    true_ones(&[(asked, "意見に対応"), (!asked && council.standing.is_unasked(row), UNASKED)])
}

fn ties(council: &Council, row: usize) -> Vec<String> {
    let id = &council.records.programs[row].id;
    let has = |is: fn(&Tie) -> bool| council.ties_to(id).any(is);
    true_ones(&[
        (has(Tie::is_draft), "案あり"),
        (has(lacks_evidence), "根拠なし"),
        (council.rejected_to(id).next().is_some(), "関連なしあり"),
    ])
}

fn kind(council: &Council, row: usize) -> Vec<String> {
    let word = match council.records.programs[row].kind() {
        ProgramKind::Project => "予算のある事業",
        ProgramKind::Measure => "予算のない取組",
    };
    vec![word.to_owned()]
}

fn body(council: &Council, row: usize) -> Vec<String> {
    vec![council.records.programs[row].id.body().word().to_owned()]
}

fn source(council: &Council, row: usize) -> Vec<String> {
    let sources = entries(council, row).filter_map(|entry| council.records.source(&entry.source));
    once_each(sources.map(|s| format!("{} {} {}", s.fiscal_year, s.issuer, s.title)))
}

fn year(council: &Council, row: usize) -> Vec<String> {
    let sources = entries(council, row).filter_map(|entry| council.records.source(&entry.source));
    once_each(sources.map(|source| source.fiscal_year.to_string()))
}
