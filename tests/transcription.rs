//! The shipped record against the documents it was transcribed from: nothing printed is missing,
//! nothing unprinted is in it.

#[path = "support/cover.rs"]
mod cover;

use std::{collections::HashSet, fs, path::Path};

use cover::{Cover, Cursor, LeftOut};
use shingi::{
    domain::{
        Amount, Area, AreaId, Change, Contracts, Entry, FiscalYear, Item, Opinion, Percent,
        Procurement, Row, Session, Source, Table, ThousandYen, Total,
    },
    records::{Records, load},
};

const CITY_REPORT: &str = "city-report-r7";

/// What the city's report prints and the record does not hold as text.
const LEFT_OUT_OF_CITY_REPORT: &[LeftOut] = &[
    ("決算額：", 13, "the head of a total: the field says it"),
    ("予算額：", 13, "the head of a total: the field says it"),
    ("事業名", 64, "the head of a row's name: the field says it"),
    ("前年度決算額", 58, "the head of an amount: the field and its year say it"),
    ("今年度予算額", 60, "the head of an amount: the field and its year say it"),
    ("千円", 144, "the unit behind every amount"),
    ("内容", 64, "the head of a cell: the field says it"),
    ("結果", 60, "the head of a cell: the field says it"),
    (
        "備考",
        65,
        "the head of a cell, blank cells included, and once more where a page begins in one",
    ),
    ("・", 172, "the bullets of 118 results, the dots between 54 pairs of amounts"),
    ("-", 29, "the mark of a list item in the text"),
    ("(1)", 1, "the place of a session in the list of sessions"),
    ("(2)", 1, "the place of a session in the list of sessions"),
    ("開催日時：", 2, "the head of a line: the field says it"),
    ("場所：", 2, "the head of a line: the field says it"),
    ("審議内容：", 2, "the head of a line: the field says it"),
];

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn source<'a>(records: &'a Records, id: &str) -> &'a Source {
    records.sources.iter().find(|source| source.id.as_str() == id).expect("a source")
}

/// The rows a source prints under an area, in printed order.
fn listed<'a>(records: &'a Records, source: &str, area: &Area) -> Vec<&'a Entry> {
    let mut rows: Vec<&Entry> = (records.programs.iter().flat_map(|program| &program.entries))
        .filter(|entry| entry.source.as_str() == source && entry.listed.area == area.id)
        .collect();
    rows.sort_by_key(|entry| (entry.listed.number, entry.listed.label.clone()));
    rows
}

#[test]
fn the_record_covers_the_city_report_and_holds_nothing_else() {
    let records = records();
    let source = source(&records, CITY_REPORT);
    let text = fs::read_to_string(folder().join("sources").join(&source.file)).expect("a text");
    let mut cover = Cover::new(
        &text,
        &["<ul style=\"list-style-type: none\">"],
        &[
            "大西一史",
            "【official】）を",
            "区分",
            "工事",
            "合計",
            "全体",
            "熊本市内企業",
            "熊本県内企業（熊本市を除く）",
        ],
    );
    claim_prose(&mut cover, source);
    claim_plan(&mut cover, &records);
    for procurement in records.procurement.iter().filter(|p| p.source.as_str() == CITY_REPORT) {
        claim_procurement(&mut cover, procurement);
    }
    claim_sessions(&mut cover, &records);
    claim_opinions(&mut cover, &records);
    let cursor = &mut Cursor::default();
    for claim in records.claims.iter().filter(|claim| claim.source.as_str() == CITY_REPORT) {
        cover.repeats(cursor, &claim.text);
        for figure in claim.figures.iter().filter(|f| !claim.text.contains(&f.printed)) {
            cover.fail(format!("`{}` is not in: {}", figure.printed, claim.text));
        }
    }
    let problems = cover.problems(LEFT_OUT_OF_CITY_REPORT);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn claim_prose(cover: &mut Cover, source: &Source) {
    cover.claim(&mut Cursor::default(), &source.title);
    let cursor = &mut Cursor::default();
    for paragraph in &source.prose {
        cover.claim(cursor, paragraph);
    }
}

/// Areas, and what is listed under them: one cursor, as the report prints one after the other.
fn claim_plan(cover: &mut Cover, records: &Records) {
    let cursor = &mut Cursor::default();
    for plan in records.plans.iter().filter(|plan| plan.source.as_str() == CITY_REPORT) {
        let label = plan.label.as_deref().unwrap_or_default();
        cover.claim(cursor, &format!("{label} {}", plan.title));
        for area in &plan.areas {
            cover.claim(cursor, &format!("{} {}", area.label, area.title));
            claim_total(cover, cursor, "決算額：", area.settled.as_ref());
            claim_total(cover, cursor, "予算額：", area.budget.as_ref());
            for entry in listed(records, CITY_REPORT, area) {
                claim_entry(cover, cursor, entry);
            }
        }
    }
}

fn claim_total(cover: &mut Cover, cursor: &mut Cursor, head: &str, amount: Option<&Amount>) {
    if let Some(amount) = amount {
        cover.claim_between(cursor, "", &amount.year.japanese(), head);
        claim_amount(cover, cursor, head, Some(amount));
    }
}

fn claim_amount(cover: &mut Cover, cursor: &mut Cursor, head: &str, amount: Option<&Amount>) {
    if let Some(Amount { year: _, thousand_yen, printed }) = amount {
        cover.claim_between(cursor, head, &thousand_yen.to_string(), "千円");
        claim_all(cover, cursor, "", printed);
    }
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

/// A row of the report's tables, or a lettered measure. Every field is claimed, those the report
/// has no column for as well: nothing unprinted stays unnoticed.
fn claim_entry(cover: &mut Cover, cursor: &mut Cursor, entry: &Entry) {
    let Entry { departments, marks, settled, budget, content, items, results, remark, .. } = entry;
    let head = if entry.listed.number.is_some() { "事業名" } else { "" };
    let name = entry.name();
    cover.claim_between(cursor, "", &entry.listed.mark(), &format!("{head}{name}"));
    cover.claim_between(cursor, head, name, "");
    claim_all(cover, cursor, "", marks);
    claim_all(cover, cursor, "", departments);
    claim_amount(cover, cursor, "前年度決算額", settled.as_ref());
    claim_amount(cover, cursor, "今年度予算額", budget.as_ref());
    claim_all(cover, cursor, "内容", content);
    for Item { label, text } in items {
        cover.claim(cursor, &format!("{label} {text}"));
    }
    claim_all(cover, cursor, "・", results);
    claim_all(cover, cursor, "備考", remark);
}

/// The head of the newer year's columns is broken over the two pages the tables are printed on.
const BROKEN_HEAD: (&str, &str) = ("令和", "5年度");

/// The left halves of the tables stand on one page, with the notes under them, the right halves
/// on the next.
fn claim_procurement(cover: &mut Cover, procurement: &Procurement) {
    let cursor = &mut Cursor::default();
    cover.claim(cursor, &procurement.title);
    for table in &procurement.tables {
        let (left, _) = halves(table);
        cover.claim(cursor, &table.heading);
        cover.claim(cursor, &left[0]);
        cover.claim(cursor, BROKEN_HEAD.0);
        cover.claim(cursor, &table.side);
        cover.claim(cursor, &left[2..].join(" "));
        for Row { kind, years, change: _ } in &table.rows {
            let cells = [vec![kind.clone()], cells(&years[0]), total(&years[1].total, "%")];
            cover.claim(cursor, &cells.concat().join(" "));
        }
    }
    claim_all(cover, cursor, "", &procurement.notes);
    for table in &procurement.tables {
        let (_, right) = halves(table);
        cover.claim(cursor, BROKEN_HEAD.1);
        cover.claim(cursor, &right.join(" "));
        for Row { kind: _, years, change: Change { total: all, small } } in &table.rows {
            let cells = [total(&years[1].small, "%"), total(all, ""), total(small, "")];
            cover.claim(cursor, &cells.concat().join(" "));
        }
    }
}

fn halves(table: &Table) -> (&[String], &[String]) {
    let right = table.heads.iter().position(|head| head.ends_with("（差）"));
    table.heads.split_at(right.expect("the head of the differences"))
}

fn cells(contracts: &Contracts) -> Vec<String> {
    [total(&contracts.total, "%"), total(&contracts.small, "%")].concat()
}

fn total(total: &Total, unit: &str) -> Vec<String> {
    let share = |share: Option<Percent>| share.map(|share| format!("{share}{unit}"));
    let count = Some(ThousandYen(total.count).to_string());
    let amount = Some(total.amount.to_string());
    [count, share(total.count_share), amount, share(total.amount_share)]
        .into_iter()
        .flatten()
        .collect()
}

fn claim_sessions(cover: &mut Cover, records: &Records) {
    let cursor = &mut Cursor::default();
    for session in records.sessions.iter().filter(|s| s.source.as_str() == CITY_REPORT) {
        let Session { title, held, place, agenda, members, .. } = session;
        cover.claim(cursor, title);
        cover.claim_between(cursor, "開催日時：", held, "");
        cover.claim_between(cursor, "場所：", place, "");
        cover.claim_between(cursor, "審議内容：", agenda, "");
        if let Some(members) = members {
            cover.claim_between(cursor, "委員数：", &members.to_string(), "人");
        }
    }
}

fn claim_opinions(cover: &mut Cover, records: &Records) {
    let cursor = &mut Cursor::default();
    let mut group = String::new();
    for opinion in records.opinions.iter().filter(|o| o.source.as_str() == CITY_REPORT) {
        let Opinion { label, heading, text, .. } = opinion;
        let (letter, number) = label.split_at(label.find('(').expect("a label such as ア(ア)"));
        let head = format!("{letter} {heading}");
        if head != group {
            cover.claim(cursor, &head);
            group = head;
        }
        cover.claim(cursor, &format!("{number} {text}"));
    }
}

/// Everything the city's report lists, in printed order.
fn city_entries(records: &Records) -> Vec<&Entry> {
    records.areas().flat_map(|area| listed(records, CITY_REPORT, area)).collect()
}

#[test]
fn the_city_report_lists_58_programs_in_64_rows_and_8_measures() {
    let records = records();
    let entries = city_entries(&records);
    let (rows, measures): (Vec<&Entry>, Vec<_>) =
        entries.iter().partition(|entry| entry.listed.number.is_some());
    let programs: HashSet<_> = rows.iter().map(|entry| &entry.program).collect();
    assert_eq!((rows.len(), programs.len(), measures.len()), (64, 58, 8));
    for entry in &entries {
        assert!(entry.program.as_str().starts_with("city/"), "{}", entry.program);
        assert!(entry.name().starts_with(entry.program.name()), "{}", entry.program);
    }
    let letters: Vec<_> = measures.iter().map(|entry| entry.listed.mark()).collect();
    assert_eq!(letters, ["ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク"]);
    let of_source = |entry: &&Entry| entry.source.as_str() == CITY_REPORT;
    let all = records.programs.iter().flat_map(|program| &program.entries).filter(of_source);
    assert_eq!(all.count(), entries.len(), "an entry stands under no area");
    for area in records.areas() {
        let numbers =
            listed(&records, CITY_REPORT, area).into_iter().filter_map(|e| e.listed.number);
        for (number, expected) in numbers.zip(1..) {
            assert_eq!(number, expected, "{}", area.id);
        }
    }
}

#[test]
fn the_areas_of_the_city_report_are_named_by_their_printed_numbers() {
    let records = records();
    let plans = records.plans.iter().filter(|plan| plan.source.as_str() == CITY_REPORT);
    let mut ids = Vec::new();
    for area in plans.flat_map(|plan| &plan.areas) {
        let number = area.label.trim_matches(['(', ')']);
        let id = match &area.parent {
            Some(parent) => format!("{parent}-{number}"),
            None => format!("city-r7/{number}"),
        };
        assert_eq!(area.id.as_str(), id, "{}", area.title);
        ids.push(id);
    }
    let shown: Vec<_> = ids.iter().map(|id| id.trim_start_matches("city-r7/")).collect();
    assert_eq!(shown.join(" "), "1 1-1 1-2 2 2-1 2-2 3 3-1 3-2 3-3 3-4 4 4-1 5 5-1");
}

#[test]
fn a_row_listed_again_says_so_and_repeats_the_first() {
    let records = records();
    let mut firsts: Vec<&Entry> = Vec::new();
    for entry in city_entries(&records) {
        let first = firsts.iter().find(|first| first.program == entry.program);
        assert_eq!(entry.listed.relisted, first.is_some(), "{}", entry.program);
        let remark = entry.remark.as_deref().unwrap_or_default();
        assert_eq!(entry.listed.relisted, remark.contains("掲載分"), "{}", entry.program);
        match first {
            Some(first) => {
                assert_eq!((&entry.settled, &entry.budget), (&first.settled, &first.budget));
                assert_eq!((&entry.content, &entry.results), (&first.content, &first.results));
            }
            None => firsts.push(entry),
        }
    }
}

#[test]
fn the_printed_totals_of_the_city_report_are_the_sums_of_its_rows() {
    let records = records();
    let entries = city_entries(&records);
    let sum = |area: &Area, amount: fn(&Entry) -> Option<&Amount>| {
        let under = |entry: &&&Entry| {
            entry.listed.area == area.id || records.top_area(&entry.listed.area) == &area.id
        };
        let amounts = entries.iter().filter(under).filter_map(|entry| amount(entry));
        amounts.map(|amount| amount.thousand_yen).reduce(|a, b| a + b)
    };
    let printed = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.thousand_yen);
    for area in records.areas().filter(|area| area.id.as_str().starts_with("city-r7/")) {
        assert_eq!(printed(&area.settled), sum(area, |e| e.settled.as_ref()), "{}", area.id);
        assert_eq!(printed(&area.budget), sum(area, |e| e.budget.as_ref()), "{}", area.id);
    }
}

#[test]
fn the_city_report_settles_the_year_before_its_own_and_budgets_its_own() {
    let records = records();
    let own = source(&records, CITY_REPORT).fiscal_year;
    let years = |amounts: Vec<&Amount>, year: FiscalYear| {
        for amount in amounts {
            assert_eq!(amount.year, year);
        }
    };
    let entries = city_entries(&records);
    years(entries.iter().filter_map(|entry| entry.settled.as_ref()).collect(), own.previous());
    years(entries.iter().filter_map(|entry| entry.budget.as_ref()).collect(), own);
    for table in records.procurement.iter().flat_map(|procurement| &procurement.tables) {
        let heads: Vec<FiscalYear> =
            table.heads[..2].iter().flat_map(|head| head.parse()).collect();
        for row in &table.rows {
            let years: Vec<_> = row.years.iter().map(|contracts| contracts.year).collect();
            assert_eq!(years, heads, "{} {}", table.scope, row.kind);
        }
    }
}

#[test]
fn the_two_sessions_of_the_city_report_are_dated_as_it_prints() {
    let records = records();
    let sessions: Vec<&Session> =
        records.sessions.iter().filter(|s| s.source.as_str() == CITY_REPORT).collect();
    assert_eq!(sessions.len(), 2);
    for (session, number) in sessions.into_iter().zip(1..) {
        let year = session.fiscal_year.japanese();
        assert_eq!(session.number, number);
        assert_eq!(session.id.as_str(), format!("city-r7/第{number}回"));
        assert_eq!(session.title, format!("{year}第{number}回熊本市中小企業活性化会議"));
        let (start, end) = (session.start.expect("a start"), session.end.expect("an end"));
        let day = session.date.strftime("（%Y年）%-m月%-d日（水曜日）");
        assert_eq!(session.held, format!("令和7年{day}{}～{}", clock(start), clock(end)));
        assert_eq!(session.date.weekday(), jiff::civil::Weekday::Wednesday);
    }
}

/// A time as the report prints it; noon is 午前12時.
fn clock(time: jiff::civil::Time) -> String {
    let (half, hour) =
        if time.hour() <= 12 { ("午前", time.hour()) } else { ("午後", time.hour() - 12) };
    let minute = if time.minute() == 0 { String::new() } else { format!("{}分", time.minute()) };
    format!("{half}{hour}時{minute}")
}

#[test]
fn the_25_opinions_of_the_city_report_stand_under_the_areas_their_headings_name() {
    let records = records();
    let opinions: Vec<&Opinion> =
        records.opinions.iter().filter(|o| o.source.as_str() == CITY_REPORT).collect();
    assert_eq!(opinions.len(), 25);
    let of_report = records.sessions.iter().filter(|s| s.source.as_str() == CITY_REPORT);
    let sessions: Vec<_> = of_report.map(|session| session.id.clone()).collect();
    for (letter, area, count) in [
        ("ア", Some("city-r7/1"), 7),
        ("イ", Some("city-r7/2"), 10),
        ("ウ", Some("city-r7/3"), 5),
        ("エ", None, 3),
    ] {
        let group: Vec<_> = opinions.iter().filter(|o| o.label.starts_with(letter)).collect();
        assert_eq!(group.len(), count, "{letter}");
        for opinion in group {
            assert_eq!(opinion.id.as_str(), format!("city-r7/{}", opinion.label));
            assert_eq!(opinion.area.as_ref().map(AreaId::as_str), area, "{}", opinion.id);
            assert_eq!(opinion.sessions, sessions, "{}", opinion.id);
        }
    }
}
