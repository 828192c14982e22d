//! The prefecture's results of R4 and efforts of R5 against the text they were transcribed from:
//! nothing printed is missing, nothing unprinted is in the record.

#[path = "support/cover.rs"]
mod cover;

use std::{collections::HashSet, fs, path::Path};

use cover::{Cover, Cursor, LeftOut};
use shingi::{
    domain::{Area, Entry, Item, NamedAmount, Plan, Source, ThousandYen},
    records::{Records, load},
};

const EFFORTS: &str = "pref-efforts-r5";

/// The one amount whose year has no colon behind it.
const WITHOUT_COLON: ThousandYen = ThousandYen(249_871);

/// What the text prints and the record does not hold as text.
const LEFT_OUT: &[LeftOut] = &[
    ("-", 75, "the mark of a list item in the text"),
    ("・", 38, "the bullets of 36 items, the dots between 2 pairs of departments"),
    ("、", 4, "the mark between 4 pairs of departments"),
    ("○", 12, "the bullets of paragraphs and of sentences that introduce items"),
    ("【", 93, "the bracket before the departments"),
    ("】", 93, "the bracket behind the departments"),
    ("《", 3, "the bracket before the title of a part"),
    ("》", 3, "the bracket behind the title of a part"),
    ("[", 11, "the bracket before 関連予算"),
    ("]", 11, "the bracket behind 関連予算"),
    ("R4年度：", 11, "the year of an amount: the field says it"),
    ("、R5年度：", 10, "the year of an amount: the field says it"),
    ("、R5年度", 1, "the year of an amount, printed without a colon"),
    ("千円", 22, "the unit behind every amount"),
    ("販促", 1, "the department once more, behind the R5 paragraph that goes on with ①"),
    ("子未来", 2, "the department once more, behind the R5 paragraphs that go on with ① and ②"),
];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

fn source(records: &Records) -> &Source {
    records.sources.iter().find(|source| source.id.as_str() == EFFORTS).expect("a source")
}

fn plan(records: &Records) -> &Plan {
    records.plans.iter().find(|plan| plan.source.as_str() == EFFORTS).expect("a plan")
}

fn entries(records: &Records) -> impl Iterator<Item = &Entry> {
    let all = records.programs.iter().flat_map(|program| &program.entries);
    all.filter(|entry| entry.source.as_str() == EFFORTS)
}

/// What the source lists under an area, in printed order.
fn listed<'a>(records: &'a Records, area: &Area) -> Vec<&'a Entry> {
    entries(records).filter(|entry| entry.listed.area == area.id).collect()
}

/// The text without the marks of bold and raised print, which stand in the middle of sentences.
fn plain_text(source: &Source) -> String {
    let text = fs::read_to_string(folder().join("sources").join(&source.file)).expect("a text");
    text.replace("**", "").replace("^{【", "【").replace("】}", "】")
}

#[test]
fn the_record_covers_the_efforts_of_the_prefecture_and_holds_nothing_else() {
    let records = records();
    let source = source(&records);
    let mut cover = Cover::new(&plain_text(source), &[], &[]);
    cover.claim(&mut Cursor::default(), &source.title);
    cover.repeats(&mut Cursor::default(), &plan(&records).title);
    claim_areas(&mut cover, &records);
    claim_all(&mut cover, &mut Cursor::default(), "", &source.prose);
    for claim in records.claims.iter().filter(|claim| claim.source.as_str() == EFFORTS) {
        cover.repeats(&mut Cursor::default(), &claim.text);
        for figure in claim.figures.iter().filter(|f| !claim.text.contains(&f.printed)) {
            cover.fail(format!("`{}` is not in: {}", figure.printed, claim.text));
        }
    }
    let problems = cover.problems(LEFT_OUT);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// The columns of the table stand one after the other under each heading: results, then what goes
/// on, then tables and captions. Each has a cursor of its own, and all of them stay between the
/// heading and the next.
fn claim_areas(cover: &mut Cover, records: &Records) {
    let heading = &mut Cursor::default();
    let mut before: Vec<Cursor> = Vec::new();
    for area in &plan(records).areas {
        cover.claim_between(heading, "", &area.label, &area.title);
        cover.claim(heading, &area.title);
        for mut cursor in before.drain(..) {
            cover.repeats(&mut cursor, &area.title);
        }
        claim_amounts(cover, heading, &area.amounts);
        let (mut results, mut efforts, mut tables, mut prose) =
            (*heading, *heading, *heading, *heading);
        for entry in listed(records, area) {
            let Entry { departments, marks, content, items, results: printed, remark, .. } = entry;
            if !entry.listed.mark().is_empty() {
                cover.claim_between(&mut results, "", &entry.listed.mark(), first(printed));
            }
            claim_all(cover, &mut results, "", printed);
            claim_all(cover, &mut efforts, "", content);
            let behind = if printed.is_empty() { &mut efforts } else { &mut results };
            claim_departments(cover, behind, departments);
            claim_tables(cover, &mut tables, items);
            claim_all(cover, &mut prose, "", marks.iter().chain(remark));
        }
        claim_all(cover, &mut prose, "", &area.prose);
        before = vec![results, efforts, tables, prose];
    }
}

fn first(pieces: &[String]) -> &str {
    pieces.first().map_or("", String::as_str)
}

fn claim_all<'a>(
    cover: &mut Cover,
    cursor: &mut Cursor,
    before: &str,
    pieces: impl IntoIterator<Item = &'a String>,
) {
    for piece in pieces {
        cover.claim_between(cursor, before, piece, "");
    }
}

/// The name is printed once before all of them.
fn claim_amounts(cover: &mut Cover, cursor: &mut Cursor, amounts: &[NamedAmount]) {
    for (nth, amount) in amounts.iter().enumerate() {
        let NamedAmount { label, year, thousand_yen, printed } = amount;
        if nth == 0 {
            cover.claim_between(cursor, "[", label, &format!("]{year}年度："));
        } else if *label != amounts[0].label {
            cover.fail(format!("`{label}` is printed nowhere"));
        }
        let colon = if *thousand_yen == WITHOUT_COLON { "" } else { "：" };
        let head = format!("{year}年度{colon}");
        cover.claim_between(cursor, &head, &thousand_yen.to_string(), "千円");
        claim_all(cover, cursor, "", printed);
    }
}

/// Right behind the text: `【商金・産支】`, `【商政、監理】`.
fn claim_departments(cover: &mut Cover, cursor: &mut Cursor, departments: &[String]) {
    for (nth, department) in departments.iter().enumerate() {
        let before = if nth == 0 { "【" } else { "" };
        let after = if nth + 1 == departments.len() { "】" } else { "" };
        cover.claim_between(cursor, before, department, after);
    }
}

/// A table of two rows is read down its columns, one with headed rows line by line.
fn claim_tables(cover: &mut Cover, cursor: &mut Cursor, items: &[Item]) {
    for Item { label, text } in items {
        let (start, mut caption) = (*cursor, *cursor);
        cover.claim(&mut caption, label);
        let columns: Vec<_> = text.lines().filter_map(|line| line.split_once(' ')).collect();
        if columns.iter().all(|(year, count)| year.len() < 4 && !count.contains(' ')) {
            cover.claim(cursor, text.lines().next().unwrap_or_default());
            let (years, counts): (Vec<&str>, Vec<&str>) = columns.into_iter().unzip();
            cover.claim(cursor, &years.join(" "));
            cover.claim(cursor, &counts.join(" "));
        } else {
            text.lines().for_each(|line| cover.claim(cursor, line));
            // The next table stands beside this one.
            *cursor = start;
        }
    }
}

#[test]
fn the_efforts_are_39_results_and_51_other_items_each_a_program_of_its_own() {
    let records = records();
    let (results, efforts): (Vec<&Entry>, Vec<_>) =
        entries(&records).partition(|entry| !entry.results.is_empty());
    let goes_on = |entry: &&&Entry| entry.content.is_some();
    let both: Vec<_> = results.iter().filter(goes_on).map(|e| e.listed.area.as_str()).collect();
    assert_eq!((results.len(), efforts.len()), (39, 51));
    assert_eq!(both, ["pref-r5/2-4", "pref-r5/2-10", "pref-r5/2-10"]);
    let ids: HashSet<_> = entries(&records).map(|entry| &entry.program).collect();
    assert_eq!(ids.len(), 90);
    for entry in &efforts {
        assert!(entry.content.is_some() && entry.listed.mark().is_empty(), "{}", entry.program);
    }
    for area in &plan(&records).areas {
        let marks: String = listed(&records, area).iter().map(|e| e.listed.mark()).collect();
        assert!("①②③④⑤".starts_with(&marks), "{}: {marks}", area.id);
    }
}

#[test]
fn every_program_is_named_by_words_of_its_own_and_has_a_department() {
    let records = records();
    for entry in entries(&records) {
        let name = entry.program.as_str().strip_prefix("pref/").expect("of the prefecture");
        let mut words = entry.content.iter().chain(&entry.results);
        let table = entry.items.iter().any(|item| item.label.contains(name));
        assert!(table || words.any(|words| words.contains(name)), "{name}");
        assert!(name.chars().count() <= 31, "{name}");
        assert!(!entry.departments.is_empty(), "{name}");
        for department in &entry.departments {
            assert!(!department.contains(['、', '・', '【', '】']), "{department}");
        }
        assert_eq!((&entry.settled, &entry.budget), (&None, &None), "{name}");
    }
}

#[test]
fn the_areas_are_the_three_parts_and_eleven_policies_each_with_its_related_budgets() {
    let records = records();
    let areas = &plan(&records).areas;
    let ids: Vec<_> = areas.iter().map(|a| a.id.as_str().trim_start_matches("pref-r5/")).collect();
    assert_eq!(ids.join(" "), "1 2 2-1 2-2 2-3 2-4 2-5 2-6 2-7 2-8 2-9 2-10 2-11 3");
    for (area, id) in areas.iter().zip(ids) {
        let policy = id.strip_prefix("2-");
        let years: Vec<_> = area.amounts.iter().map(|amount| amount.year.to_string()).collect();
        assert_eq!(years, if policy.is_some() { vec!["R4", "R5"] } else { vec![] }, "{id}");
        assert_eq!(area.parent.is_some(), policy.is_some(), "{id}");
        let number = area.label.trim_matches(['(', ')', '（', '）']);
        let part = ["1", "2", "3"].iter().position(|part| id == *part);
        assert_eq!(number, part.map_or(policy.unwrap_or_default(), |p| ["Ⅰ", "Ⅱ", "Ⅲ"][p]));
    }
}
