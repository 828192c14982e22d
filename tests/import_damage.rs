//! Damaged texts of the city's report: whatever is wrong with a text, each of its lines is in the
//! record, known to be the page's, or named as unread.

use std::{fs, path::Path, time::Instant};

use proptest::prelude::*;
use serde_json::{Value, to_value};
use shingi::{
    domain::ThousandYen,
    import::{
        bytes,
        report::{Fate, Known, Reading, Report, Wish, read, record_files, sums, year_of},
    },
};
use unicode_normalization::UnicodeNormalization;

fn source(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("records/sources").join(name))
        .unwrap()
}

fn text() -> String {
    source("000-city-report-r7.txt")
}

fn imported(text: &str) -> Reading {
    let known = Known::default();
    let year = year_of(text).unwrap_or_else(|| "R7".parse().unwrap());
    read(text, &Wish { year, file: "x.txt".to_owned(), known: &known, same: Vec::new() })
}

/// Without spaces, in one width.
fn key(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// All the words of a report that a line may hold.
fn words(report: &Report) -> String {
    let mut words = String::new();
    let mut add = |pieces: &[&str]| words.push_str(&(key(&pieces.concat()) + "\n"));
    add(&[report.plan.label.as_deref().unwrap_or_default(), &report.plan.title]);
    for area in &report.plan.areas {
        add(&[&area.label, &area.title]);
    }
    for entry in report.programs.iter().chain(&report.measures) {
        add(&[&entry.listed.mark(), entry.name()]);
        add(&["・", &entry.results.join("・")]);
        entry.items.iter().for_each(|item| add(&[&item.label, &item.text]));
    }
    for session in &report.sessions {
        add(&["(", &session.number.to_string(), ")", &session.title]);
        let fields = [
            ("開催日時：", &session.held),
            ("場所：", &session.place),
            ("審議内容：", &session.agenda),
        ];
        for (head, text) in fields {
            add(&[head, text]);
        }
    }
    for opinion in &report.opinions {
        let (letter, item) = opinion.label.split_once('(').unwrap();
        add(&[letter, &opinion.heading]);
        add(&["(", item, &opinion.text]);
    }
    let kinds = [
        to_value(&report.source),
        to_value(&report.plan),
        to_value(&report.programs),
        to_value(&report.procurement),
    ];
    for kind in kinds {
        all_words(&kind.unwrap(), &mut words);
    }
    words
}

fn all_words(value: &Value, words: &mut String) {
    match value {
        Value::String(text) => words.push_str(&(key(text) + "\n")),
        Value::Number(number) => {
            words.push_str(&(ThousandYen(number.as_i64().unwrap()).to_string() + "\n"));
        }
        Value::Array(values) => values.iter().for_each(|value| all_words(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| all_words(value, words)),
        _ => {}
    }
}

/// What of an understood line is not in the report.
fn lost(line: &str, words: &str) -> Vec<String> {
    let heads = ["事業名", "内容", "結果", "備考"];
    let plain = line.replace("<ul style=\"list-style-type: none\">", " ");
    let all = key(&plain);
    if all.contains("決算額") && all.contains("千円")
        || all.contains("予算額") && all.contains("千円")
    {
        // The heads of amounts are fields; the figures must be there.
        let figures =
            all.split(|c: char| !c.is_ascii_digit() && c != ',').filter(|it| it.contains(','));
        return figures.filter(|it| !words.contains(*it)).map(str::to_owned).collect();
    }
    let parted = plain.replace("   ", "\t");
    let cells = parted.split('\t').map(key).filter_map(|cell| {
        let cell = cell.trim_start_matches('-').trim_end_matches('%');
        let number = cell.strip_suffix("事業名").unwrap_or(cell);
        let is_head = heads.contains(&cell) || words.contains(number);
        (!is_head).then(|| cell.to_owned())
    });
    cells.filter(|cell| !words.contains(cell.as_str())).collect()
}

/// Each line has one fate, and what is said to be understood is there.
fn accounted_for(text: &str, reading: &Reading) -> Result<(), String> {
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.len() != reading.fates.len() {
        return Err(format!("{} lines, {} fates", lines.len(), reading.fates.len()));
    }
    let words = words(&reading.report);
    for ((line, fate), number) in lines.iter().zip(&reading.fates).zip(1..) {
        let blank = line.trim().is_empty();
        let fine = match fate {
            Fate::Blank => blank,
            Fate::Layout(_) => key(line).chars().count() <= 7,
            Fate::Unread(why) => !blank && !why.is_empty(),
            Fate::Understood => !blank,
        };
        if !fine {
            return Err(format!("{number}: {fate:?}: {line}"));
        }
        if *fate == Fate::Understood {
            let lost = lost(line, &words);
            if !lost.is_empty() {
                return Err(format!("{number}: {lost:?} is understood and nowhere: {line}"));
            }
        }
    }
    Ok(())
}

fn unread(reading: &Reading) -> Vec<usize> {
    let fates = reading.fates.iter().zip(1..);
    fates.filter(|(fate, _)| matches!(fate, Fate::Unread(_))).map(|(_, line)| line).collect()
}

/// Whether anything was said to a person that the whole text does not give rise to.
fn complains(reading: &Reading, whole: &Reading) -> bool {
    let told = |reading: &Reading| -> Vec<String> {
        reading.notes.iter().map(|note| note.what.clone()).collect()
    };
    let before = told(whole);
    !unread(reading).is_empty()
        || !sums(&reading.report).wrong.is_empty()
        || told(reading).iter().any(|what| !before.contains(what))
}

#[track_caller]
fn check(text: &str) -> Reading {
    let reading = imported(text);
    accounted_for(text, &reading).unwrap_or_else(|why| panic!("{why}"));
    reading
}

#[test]
fn the_whole_text_is_accounted_for() {
    let reading = check(&text());
    assert_eq!(unread(&reading), [0; 0]);
}

#[test]
fn columns_parted_by_wide_gaps_are_read_as_those_parted_by_tabs() {
    let text = text().replace('\t', "     ");
    let whole = imported(&self::text()).report;
    // A table whose cells may be empty is lost without its tabs; nothing else is.
    let reading = check(&text);
    assert_eq!(
        (&reading.report.programs, &reading.report.opinions),
        (&whole.programs, &whole.opinions)
    );
}

#[test]
fn shifted_columns_are_read_right_or_named() {
    let whole = imported(&text());
    // Every row one column to the right is still the same table.
    let right = text()
        .lines()
        .map(|line| if line.contains('\t') { format!("\t{line}") } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(check(&right).report.programs, whole.report.programs);
    // Cells in another order are not.
    let turned = text()
        .lines()
        .map(|line| line.split('\t').rev().collect::<Vec<_>>().join("\t"))
        .collect::<Vec<_>>()
        .join("\n");
    let reading = check(&turned);
    assert_eq!(reading.report.programs, []);
    assert!(unread(&reading).len() > 300 && reading.report.opinions == whole.report.opinions);
}

#[test]
fn a_page_that_is_missing_is_noticed() {
    let text = text();
    let whole = imported(&text);
    let lines: Vec<&str> = text.split('\n').collect();
    // A page of the tables holds some forty lines.
    for first in (30..430).step_by(13) {
        let cut = [&lines[..first], &lines[first + 40..]].concat().join("\n");
        let reading = check(&cut);
        assert!(complains(&reading, &whole), "lines {first} to {} are missing", first + 40);
    }
    // One that is missing at either end.
    assert!(unread(&check(&lines[60..].join("\n"))).len() > 400);
    let reading = check(&lines[..300].join("\n"));
    assert!(complains(&reading, &whole) && reading.report.opinions.is_empty());
}

#[test]
fn rows_in_another_order_are_read_right_or_named() {
    let text = text();
    let whole = imported(&text);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut told = 0;
    for first in (34..460).step_by(5) {
        if !lines[first].contains('\t') || !lines[first + 1].contains('\t') {
            continue;
        }
        let mut turned = lines.clone();
        turned.swap(first, first + 1);
        let reading = check(&turned.join("\n"));
        let same = reading.report.programs == whole.report.programs;
        assert!(same || complains(&reading, &whole), "line {}: {}", first + 1, lines[first]);
        told += usize::from(!same);
    }
    assert!(told > 40, "{told}");
}

#[test]
fn another_document_and_an_empty_one_give_nothing() {
    for name in [
        "001-city-list-r5.txt",
        "002-pref-efforts-r5.txt",
        "003-pref-measures-r7.txt",
        "004-city-grant-r4.txt",
    ] {
        let text = source(name);
        let reading = check(&text);
        let Report { programs, measures, opinions, sessions, .. } = &reading.report;
        assert_eq!(
            (programs.len(), measures.len(), opinions.len(), sessions.len()),
            (0, 0, 0, 0),
            "{name}"
        );
        let filled = text.split('\n').filter(|line| !line.trim().is_empty()).count();
        assert_eq!(unread(&reading).len(), filled, "{name}");
    }
    for text in ["", "\n\n\n", "\u{c}\n"] {
        assert_eq!(unread(&check(text)), [0; 0]);
        assert!(!record_files(&imported(text).report).is_empty());
    }
}

#[test]
fn a_text_in_shift_jis_is_the_same_report() {
    let (sjis, _, lossy) = encoding_rs::SHIFT_JIS.encode(text().leak());
    assert!(!lossy, "every letter of it has a place in Shift_JIS");
    let read = bytes::text(&sjis).unwrap();
    assert_eq!(
        (read.encoding, imported(&read.text).report),
        ("Shift_JIS", imported(&text()).report)
    );
}

#[test]
fn ten_thousand_lines_are_read_in_no_time() {
    let text = text();
    let lines: Vec<&str> = text.split('\n').collect();
    let mut many = lines[..34].to_vec();
    while many.len() < 10_000 {
        many.extend(&lines[34..62]);
    }
    many.extend(&lines[560..]);
    let start = Instant::now();
    let reading = check(&many.join("\n"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    // The same five programs over and over: the numbers begin anew, and are told.
    assert!(reading.report.programs.len() > 1_500 && reading.notes.len() > 300);
    let long = format!("{}\n{}", text, "あ".repeat(300_000));
    check(&long);
}

/// One thing that can happen to a text.
#[derive(Debug, Clone)]
enum Harm {
    Drop(usize, usize),
    Swap(usize, usize),
    Twice(usize),
    Cut(usize, usize),
    Shift(usize),
    Untab(usize),
    Insert(usize, String),
}

fn harm() -> impl Strategy<Value = Harm> {
    let line = 0..648_usize;
    prop_oneof![
        (line.clone(), 1..60_usize).prop_map(|(at, count)| Harm::Drop(at, count)),
        (line.clone(), line.clone()).prop_map(|(one, other)| Harm::Swap(one, other)),
        line.clone().prop_map(Harm::Twice),
        (line.clone(), 0..40_usize).prop_map(|(at, keep)| Harm::Cut(at, keep)),
        line.clone().prop_map(Harm::Shift),
        line.clone().prop_map(Harm::Untab),
        (line, "[ 　\t0-9０-９ア-ン一-三()（）「」・：第年度千円決算額事業名内容備考\u{c}]{0,20}")
            .prop_map(|(at, text)| Harm::Insert(at, text)),
    ]
}

fn harmed(text: &str, harms: &[Harm]) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for harm in harms {
        let count = lines.len().max(1);
        match harm {
            Harm::Drop(at, length) => {
                let at = at % count;
                lines.drain(at..(at + length).min(lines.len()));
            }
            Harm::Swap(one, other) if !lines.is_empty() => lines.swap(one % count, other % count),
            Harm::Twice(at) if !lines.is_empty() => {
                let line = lines[at % count].clone();
                lines.insert(at % count, line);
            }
            Harm::Cut(at, keep) if !lines.is_empty() => {
                let line = &mut lines[at % count];
                *line = line.chars().take(*keep).collect();
            }
            Harm::Shift(at) if !lines.is_empty() => lines[at % count].insert(0, '\t'),
            Harm::Untab(at) if !lines.is_empty() => {
                lines[at % count] = lines[at % count].replacen('\t', " ", 1);
            }
            Harm::Insert(at, text) => lines.insert(at % (lines.len() + 1), text.clone()),
            _ => {}
        }
    }
    lines.join("\n")
}

proptest! {
    // The same damage at every run: a case found by chance becomes a test of its own.
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20),
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_line_of_a_damaged_text_vanishes(harms in prop::collection::vec(harm(), 1..12)) {
        let text = harmed(&text(), &harms);
        let reading = imported(&text);
        prop_assert_eq!(accounted_for(&text, &reading), Ok(()));
    }

    #[test]
    fn no_text_at_all_makes_it_fall(text in "(?s).{0,400}", lines in prop::collection::vec("[第1２ア(ア)\t 年度決算額：事業名内容結果備考・千円会議意見経過]{0,24}", 0..40)) {
        let mixed = format!("第 1 施策の実施状況\n{}\n第2 会議\n{text}", lines.join("\n"));
        for text in [&text, &mixed] {
            let reading = imported(text);
            prop_assert_eq!(reading.fates.len(), text.split('\n').count());
            let _ = sums(&reading.report);
            let _ = record_files(&reading.report);
        }
    }
}
