//! The shipped record against the city's list of 令和5年度.

#[path = "support/cover.rs"]
#[allow(dead_code, reason = "not every document needs every question")]
mod cover;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::{Path, PathBuf},
};

use cover::{Cover, Cursor, LeftOut};
use shingi::{
    domain::{Area, Entry, Source},
    records::{Records, load},
};
use unicode_normalization::UnicodeNormalization;

const CITY_LIST: &str = "city-list-r5";

/// What the city's list prints and the record does not hold as text.
const LEFT_OUT_OF_CITY_LIST: &[LeftOut] = &[
    ("事業名 担当課（室） 予算額（千円）", 8, "the heads of the columns, once a page"),
    ("分野", 8, "the head of a column, once a page"),
    ("事業概要", 8, "the head of a column, once a page"),
    ("-", 8, "the mark of a row without a budget: the field is absent"),
    ("・", 4, "the bullets of 3 paragraphs, the dot between 2 departments"),
];

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn source<'a>(records: &'a Records, id: &str) -> &'a Source {
    records.sources.iter().find(|source| source.id.as_str() == id).expect("a source")
}

fn text(source: &Source) -> String {
    fs::read_to_string(folder().join("sources").join(&source.file)).expect("a text")
}

/// The areas of the list, in printed order.
fn areas(records: &Records) -> impl Iterator<Item = &Area> {
    let plans = records.plans.iter().filter(|plan| plan.source.as_str() == CITY_LIST);
    plans.flat_map(|plan| &plan.areas)
}

/// Everything a source lists, in no order.
fn entries<'a>(records: &'a Records, source: &str) -> Vec<&'a Entry> {
    let entries = records.programs.iter().flat_map(|program| &program.entries);
    entries.filter(|entry| entry.source.as_str() == source).collect()
}

/// The rows the list prints under an area, in printed order.
fn listed<'a>(records: &'a Records, area: &Area) -> Vec<&'a Entry> {
    let mut rows = entries(records, CITY_LIST);
    rows.retain(|entry| entry.listed.area == area.id);
    rows.sort_by_key(|entry| entry.listed.number);
    rows
}

#[test]
fn the_record_covers_the_city_list_and_holds_nothing_else() {
    let records = records();
    let source = source(&records, CITY_LIST);
    let mut cover = Cover::new(&text(source), &[], &[]);
    for paragraph in &source.prose {
        cover.claim(&mut Cursor::default(), paragraph);
    }
    for plan in records.plans.iter().filter(|plan| plan.source.as_str() == CITY_LIST) {
        let label = plan.label.as_deref().unwrap_or_default();
        cover.claim(&mut Cursor::default(), &format!("{label} {}", plan.title));
    }
    let cursor = &mut Cursor::default();
    for area in areas(&records) {
        cover.claim_between(cursor, "", &area.label, &area.title);
        cover.claim_between(cursor, &area.label, &area.title, "");
        for entry in listed(&records, area) {
            claim_row(&mut cover, cursor, entry);
        }
    }
    let problems = cover.problems(LEFT_OUT_OF_CITY_LIST);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// A row of the table, and its description, which stands somewhere else on the page.
fn claim_row(cover: &mut Cover, cursor: &mut Cursor, entry: &Entry) {
    let Entry { departments, marks, settled, budget, amounts, content, items, results, .. } = entry;
    let (stars, marks): (Vec<&str>, Vec<&str>) =
        marks.iter().map(String::as_str).partition(|mark| *mark == "★");
    let number = entry.listed.mark();
    let head = format!("{}({number}) {}{}", stars.concat(), marks.concat(), entry.name());
    cover.claim(cursor, &head);
    for department in departments {
        cover.claim(cursor, department);
    }
    let department = departments.last().expect("a department");
    let amount = budget.as_ref().map_or("-".to_owned(), |budget| budget.thousand_yen.to_string());
    if budget.is_some() {
        cover.claim_between(cursor, department, &amount, "");
    }
    // Fresh cursors: descriptions are jumbled within their page. Paragraphs stand one under the other.
    cover.claim(&mut Cursor::default(), content.as_deref().unwrap_or_default());
    if settled.is_some() || !amounts.is_empty() || !items.is_empty() || !results.is_empty() {
        cover.fail(format!("the list has no column for it: {}", entry.name()));
    }
    if entry.remark.is_some() {
        cover.fail(format!("the list prints no remarks: {}", entry.name()));
    }
}

#[test]
fn the_city_list_prints_63_rows_with_their_marks() {
    let records = records();
    let rows = entries(&records, CITY_LIST);
    let programs: HashSet<_> = rows.iter().map(|entry| &entry.program).collect();
    assert_eq!((rows.len(), programs.len()), (63, 59));
    assert_eq!(areas(&records).map(|area| listed(&records, area).len()).sum::<usize>(), 63);
    let mut marks: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &rows {
        for mark in &entry.marks {
            *marks.entry(mark).or_default() += 1;
        }
        let again = entry.marks.iter().any(|mark| mark == "【再掲】");
        assert_eq!(entry.listed.relisted, again, "{}", entry.program);
        let measure = entry.budget.is_none();
        let bidding = entry.listed.area.as_str() == "city-r5/4-9";
        let continuity = entry.listed.area.as_str() == "city-r5/3-7";
        assert_eq!(measure, bidding || continuity, "{}", entry.program);
        let year = entry.budget.as_ref().map(|budget| budget.year.to_string());
        assert!(year.is_none_or(|year| year == "R5"), "{}", entry.program);
    }
    let expected = [("★", 8), ("【コロナ】", 10), ("【再掲】", 4), ("【新】", 3)];
    assert_eq!(marks.into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(expected));
}

#[test]
fn the_areas_of_the_city_list_are_named_by_their_printed_numbers() {
    let records = records();
    for area in areas(&records) {
        let number: String = area.label.nfkc().filter(char::is_ascii_digit).collect();
        let (id, head) = match &area.parent {
            Some(parent) => (format!("{parent}-{number}"), "取組"),
            None => (format!("city-r5/{number}"), "方向性"),
        };
        assert_eq!(area.id.as_str(), id, "{}", area.title);
        assert!(area.label.starts_with(head), "{}", area.label);
    }
    assert_eq!(areas(&records).count(), 15);
}

#[test]
fn the_city_list_says_of_when_it_is() {
    let records = records();
    let source = source(&records, CITY_LIST);
    let day = source.as_of.expect("a day").strftime("%Y年%-m月末日時点").to_string();
    assert!(source.prose.iter().any(|paragraph| paragraph.contains(&day)), "{day}");
}
