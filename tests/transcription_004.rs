//! The shipped record against the city's report on its grant projects of 令和4年度.

#[path = "support/cover.rs"]
#[allow(dead_code, reason = "not every document needs every question")]
mod cover;

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use cover::{Cover, Cursor, LeftOut};
use shingi::{
    domain::{Area, Entry, Indicator, Item, NamedAmount, Reading, Source},
    records::{Records, load},
};

const GRANT: &str = "city-grant-r4";

/// What the report prints and the record does not hold as text.
const LEFT_OUT: &[LeftOut] = &[
    ("基本目標 施策 R3決算額（千円） R4予算額（千円）", 1, "the heads of the table of goals"),
    ("＜", 3, "the bracket before the name of a goal"),
    ("＞", 3, "the bracket behind the name of a goal"),
    (
        "申請事業名 新規・継続 (事業期間) R4年度 事業費（千円） R4年度 交付決定額（千円）",
        1,
        "the heads of the table of projects",
    ),
    ("施策概要", 3, "the head of a page: the items say it"),
    ("KPI達成状況とR4年度における主な取組", 1, "the head of a page"),
    ("KPI達成状況とR4年度における取組", 2, "the head of a page"),
    ("KPI 基準値（R1） R2 R3 R4", 1, "the heads of a table: the years of the readings say it"),
    ("KPI 基準値（R3） R4 R5 R6", 2, "the heads of a table: the years of the readings say it"),
    ("目標値", 9, "the head of a row: the field says it"),
    ("実績値", 9, "the head of a row: the field says it"),
    (".0", 4, "a tenth of nothing: 16.0 is 16"),
    ("【KPI達成状況の振り返り】", 3, "the head of a cell: the field says it"),
    ("【R4年度における主な取組】", 2, "the head of a cell: the field says it"),
    ("【R4年度における主な取組の内容】", 1, "the same head, printed otherwise"),
    ("【R4年度における取組】", 2, "the same head, printed otherwise"),
    ("※", 3, "the marks that tie 3 figures to the note of their page"),
    ("〇", 4, "a bullet"),
    ("・", 2, "a bullet"),
    ("■", 31, "a bullet"),
    ("✓", 5, "a bullet"),
    ("1", 1, "the number of a page"),
    ("2", 1, "the number of a page"),
    ("3", 1, "the number of a page"),
    ("4", 1, "the number of a page"),
    ("5", 1, "the number of a page"),
    ("6", 1, "the number of a page"),
    ("7", 1, "the number of a page"),
    ("8", 1, "the number of a page"),
    ("9", 1, "the number of a page"),
    ("10", 1, "the number of a page"),
    ("11", 1, "the number of a page"),
    ("12", 1, "the number of a page"),
    ("13", 1, "the number of a page"),
];

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn source(records: &Records) -> &Source {
    records.sources.iter().find(|source| source.id.as_str() == GRANT).expect("a source")
}

fn areas(records: &Records) -> impl Iterator<Item = &Area> {
    let plans = records.plans.iter().filter(|plan| plan.source.as_str() == GRANT);
    plans.flat_map(|plan| &plan.areas)
}

/// The projects, in printed order.
fn projects(records: &Records) -> Vec<&Entry> {
    let entries = records.programs.iter().flat_map(|program| &program.entries);
    let mut projects: Vec<_> = entries.filter(|entry| entry.source.as_str() == GRANT).collect();
    projects.sort_by_key(|entry| &entry.listed.label);
    projects
}

fn indicators(records: &Records) -> Vec<&Indicator> {
    records.indicators.iter().filter(|indicator| indicator.source.as_str() == GRANT).collect()
}

/// Claims a piece wherever it stands first: pages print their parts in no order.
fn claim(cover: &mut Cover, piece: &str) {
    cover.claim(&mut Cursor::default(), piece);
}

#[test]
fn the_record_covers_the_grant_report_and_holds_nothing_else() {
    let records = records();
    let source = source(&records);
    let text = fs::read_to_string(folder().join("sources").join(&source.file)).expect("a text");
    let mut cover = Cover::new(&text, &[], &[]);
    for paragraph in &source.prose {
        claim(&mut cover, paragraph);
    }
    let title = source.title.as_str();
    assert!(source.prose.iter().any(|paragraph| paragraph.contains(title)), "{title}");
    // The table of projects stands before the pages about them, and prints their names as well.
    claim_table(&mut cover, &records);
    claim_areas(&mut cover, &records);
    for project in projects(&records) {
        claim_text(&mut cover, project);
    }
    claim_indicators(&mut cover, &records);
    for statement in records.claims.iter().filter(|claim| claim.source.as_str() == GRANT) {
        // `…` stands for the cells of a table between those that are added up.
        let cursor = &mut Cursor::default();
        for piece in statement.text.split(" … ") {
            cover.repeats(cursor, piece);
        }
    }
    let problems = cover.problems(LEFT_OUT);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn claim_table(cover: &mut Cover, records: &Records) {
    let cursor = &mut Cursor::default();
    let whole = areas(records).find(|area| !area.amounts.is_empty()).expect("the whole grant");
    cover.claim(cursor, &whole.title);
    claim_amounts(cover, cursor, &whole.amounts);
    for project in projects(records) {
        cover.claim(cursor, &format!("{}{}", project.listed.mark(), project.name()));
        cover.claim(cursor, &project.marks.concat());
        cover.claim(cursor, &format!("（{}）", project.items[0].text));
        claim_amounts(cover, cursor, &project.amounts);
    }
}

fn claim_amounts(cover: &mut Cover, cursor: &mut Cursor, amounts: &[NamedAmount]) {
    for amount in amounts {
        cover.claim(cursor, &amount.thousand_yen.to_string());
        assert_eq!(amount.year.to_string(), "R4");
    }
}

/// Goals, the measures under them, and the pages of the projects.
fn claim_areas(cover: &mut Cover, records: &Records) {
    for area in areas(records) {
        let cursor = &mut Cursor::default();
        let Area { label, title, settled, budget, prose, .. } = area;
        if let (Some(settled), Some(budget)) = (settled, budget) {
            cover.claim_between(cursor, "", label, &format!("＜{title}＞"));
            cover.claim_between(cursor, "＜", title, "＞");
            claim(cover, &format!("{} {}", settled.thousand_yen, budget.thousand_yen));
        } else if area.amounts.is_empty() {
            cover.claim(cursor, &format!("{label}{title}"));
        }
        for paragraph in prose {
            claim(cover, paragraph);
        }
    }
}

/// What the pages of a project print about it; its term stands in the table.
fn claim_text(cover: &mut Cover, project: &Entry) {
    let Entry { content, items, departments, settled, budget, results, remark, .. } = project;
    claim(cover, content.as_deref().unwrap_or_default());
    for Item { label, text } in &items[1..] {
        claim(cover, label);
        for paragraph in text.lines() {
            claim(cover, paragraph);
        }
    }
    assert_eq!(items[0].label, "事業期間");
    assert!(departments.is_empty() && results.is_empty() && remark.is_none());
    assert!(settled.is_none() && budget.is_none());
}

/// The tables print one indicator under the other; what is said about them stands anywhere.
fn claim_indicators(cover: &mut Cover, records: &Records) {
    let cursor = &mut Cursor::default();
    // A paragraph about two indicators of a project is printed once and held by both.
    let mut said = HashSet::new();
    for indicator in indicators(records) {
        let Indicator { area, label, name, unit, baseline, targets, actuals, .. } = indicator;
        cover.claim(cursor, &format!("{label}{name}（{unit}）"));
        claim_readings(cover, cursor, targets);
        claim_readings(cover, cursor, baseline);
        claim_readings(cover, cursor, actuals);
        let Indicator { review, efforts, notes, .. } = indicator;
        for paragraph in review.iter().chain(efforts).chain(notes) {
            if said.insert((area, paragraph)) {
                claim(cover, paragraph);
            } else {
                cover.repeats(&mut Cursor::default(), paragraph);
            }
        }
    }
}

fn claim_readings<'a>(
    cover: &mut Cover,
    cursor: &mut Cursor,
    readings: impl IntoIterator<Item = &'a Reading>,
) {
    for Reading { year: _, value, qualifier } in readings {
        let value = value.map(|value| value.to_string());
        let piece = match (&value, qualifier) {
            (Some(value), Some(words)) => format!("{value}({words})"),
            (Some(words), None) | (None, Some(words)) => words.clone(),
            (None, None) => String::new(),
        };
        cover.claim(cursor, &piece);
    }
}

#[test]
fn every_indicator_has_a_target_and_an_actual_value_for_each_year_of_its_project() {
    let records = records();
    let indicators = indicators(&records);
    assert_eq!(indicators.len(), 9);
    for indicator in indicators {
        let Indicator { id, area, label, baseline, targets, actuals, .. } = indicator;
        assert_eq!(id.as_str(), format!("{area}-{label}"));
        let first = if area.as_str() == "city-grant-r4/①" { "R1" } else { "R3" };
        let years = |readings: &[Reading]| -> Vec<String> {
            readings.iter().map(|reading| reading.year.to_string()).collect()
        };
        let baseline = years(std::slice::from_ref(baseline.as_ref().expect("a baseline")));
        assert_eq!(baseline, [first], "{id}");
        assert_eq!(years(targets), [baseline, years(actuals)].concat(), "{id}");
        assert_eq!(actuals.len(), 3, "{id}");
    }
}

#[test]
fn each_project_is_a_program_listed_in_the_area_of_its_indicators() {
    let records = records();
    let projects = projects(&records);
    let labels: Vec<_> = projects.iter().map(|project| project.listed.mark()).collect();
    assert_eq!(labels, ["①", "②", "③", "④"]);
    for project in projects {
        let area = records.area(&project.listed.area).expect("an area");
        assert_eq!((&area.label, area.title.as_str()), (&project.listed.mark(), project.name()));
        assert!(project.name().starts_with(project.program.name()), "{}", project.program);
    }
}
