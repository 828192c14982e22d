//! The text of the city's report, imported, against what was transcribed by hand.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, to_value};
use shingi::{
    domain::{Basis, Entry, ProgramId, SourceId},
    import::report::{Fate, Known, Reading, Wish, read, record_files, sums},
    records::{Records, SHIPPED, audit, load_texts},
};

const REPORT: &str = "city-report-r7";

/// Where the import differs from the transcription: the field, and why.
const DIFFERENCES: &[(&str, &str)] = &[
    ("出典: purpose", "a sentence of ours, in our own words"),
    (
        "出典: source_note",
        "a person noticed the formulas that do not fit and a heading that varies",
    ),
    (
        "事業 city-r7/2-2 1: source_note",
        "a person compared an amount in the results with the columns",
    ),
    ("事業 city-r7/5-1 1: source_note", "a person thought about which year the results are of"),
    ("事業 city-r7/5-1 2: source_note", "a person noticed a missing particle"),
    ("取組 city-r7/4-1 エ: source_note", "a person noticed that two items say the same"),
];

/// What only a person can say: the report prints the name of a part of the program. The import
/// asks, and takes the answer as `--same`.
const PART_OF_A_PROGRAM: [&str; 2] = ["事業 city-r7/1-1 3: program", "事業 city-r7/1-1 3: name"];
const PART: &str = "くまもと森都心プラザ管理運営経費（うちビジネス支援施設分）";
const WHOLE: &str = "city/くまもと森都心プラザ管理運営経費";

fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join("records/sources/000-city-report-r7.txt")).unwrap()
}

/// The record as it was before the report came: all other documents.
fn before() -> Records {
    let others: Vec<_> =
        SHIPPED.iter().copied().filter(|(path, _)| !path.starts_with("000-")).collect();
    load_texts(&others).records
}

fn by_hand() -> Records {
    load_texts(SHIPPED).records
}

fn imported(text: &str, same: &[(&str, &str)]) -> Reading {
    let known = Known::of(&before());
    let file = "000-city-report-r7.txt".to_owned();
    let same = same.iter().map(|(name, id)| ((*name).to_owned(), ProgramId::from(*id))).collect();
    read(text, &Wish { year: "R7".parse().unwrap(), file, known: &known, same })
}

/// Every field in which two values differ.
fn differ(path: &str, read: &Value, by_hand: &Value, found: &mut BTreeSet<String>) {
    match (read, by_hand) {
        (Value::Object(read), Value::Object(by_hand)) => {
            for name in read.keys().chain(by_hand.keys()).collect::<BTreeSet<_>>() {
                let inner = if path.contains(':') {
                    format!("{path}.{name}")
                } else {
                    format!("{path}: {name}")
                };
                let field = |value: &serde_json::Map<String, Value>| {
                    value.get(name).cloned().unwrap_or_default()
                };
                differ(&inner, &field(read), &field(by_hand), found);
            }
        }
        _ if read != by_hand => {
            found.insert(path.to_owned());
        }
        _ => {}
    }
}

/// Compares two lists whose items are told apart by a name; their order counts.
fn compare<T: serde::Serialize>(
    kind: &str,
    read: &[T],
    by_hand: &[T],
    name: impl Fn(&T) -> String,
    found: &mut BTreeSet<String>,
) {
    let names = |list: &[T]| list.iter().map(&name).collect::<Vec<_>>();
    if names(read) != names(by_hand) {
        found.insert(format!("{kind}: {:?} / {:?}", names(read), names(by_hand)));
        return;
    }
    for (read, by_hand) in read.iter().zip(by_hand) {
        let path = format!("{kind} {}", name(by_hand));
        differ(path.trim_end(), &to_value(read).unwrap(), &to_value(by_hand).unwrap(), found);
    }
}

/// The rows of the report as they were transcribed, in printed order.
fn entries(records: &Records, numbered: bool) -> Vec<Entry> {
    let all = records.programs.iter().flat_map(|program| &program.entries);
    let mut entries: Vec<Entry> = all
        .filter(|entry| entry.source.as_str() == REPORT)
        .filter(|entry| entry.listed.number.is_some() == numbered)
        .cloned()
        .collect();
    let order: Vec<_> = records.areas().map(|area| &area.id).collect();
    let place = |entry: &Entry| {
        let area = order.iter().position(|id| **id == entry.listed.area);
        (area, entry.listed.number, entry.listed.label.clone())
    };
    entries.sort_by_key(place);
    entries
}

fn differences(reading: &Reading) -> BTreeSet<String> {
    let (read, hand) = (&reading.report, by_hand());
    let id = SourceId::from(REPORT);
    let mut found = BTreeSet::new();
    let of_source = |source: &SourceId| *source == id;
    let source: Vec<_> = hand.sources.iter().filter(|it| of_source(&it.id)).cloned().collect();
    compare("出典", std::slice::from_ref(&read.source), &source, |_| String::new(), &mut found);
    let plan: Vec<_> = hand.plans.iter().filter(|it| of_source(&it.source)).cloned().collect();
    compare("計画", std::slice::from_ref(&read.plan), &plan, |_| String::new(), &mut found);
    let sessions: Vec<_> =
        hand.sessions.iter().filter(|it| of_source(&it.source)).cloned().collect();
    compare("会議", &read.sessions, &sessions, |it| it.id.to_string(), &mut found);
    let opinions: Vec<_> =
        hand.opinions.iter().filter(|it| of_source(&it.source)).cloned().collect();
    compare("意見", &read.opinions, &opinions, |it| it.id.to_string(), &mut found);
    // The fields that a file says once at its head.
    assert_eq!((&read.sessions, &read.opinions), (&sessions, &opinions));
    let place = |entry: &Entry| format!("{} {}", entry.listed.area, entry.listed.mark());
    compare("事業", &read.programs, &entries(&hand, true), place, &mut found);
    compare("取組", &read.measures, &entries(&hand, false), place, &mut found);
    let tables: Vec<_> =
        hand.procurement.iter().filter(|it| of_source(&it.source)).cloned().collect();
    compare("官公需", read.procurement.as_slice(), &tables, |_| String::new(), &mut found);
    let tells = |basis: &Basis| matches!(basis, Basis::Stated { source, .. } if of_source(source));
    let stated: Vec<_> = hand.successions.iter().filter(|it| tells(&it.basis)).cloned().collect();
    let name = |it: &shingi::domain::Succession| format!("{} {:?} {:?}", it.kind, it.from, it.to);
    compare("系譜", &read.successions, &stated, name, &mut found);
    found
}

#[test]
fn the_report_imports_to_what_was_transcribed_by_hand() {
    let expected = |more: &[&str]| -> BTreeSet<String> {
        let named = DIFFERENCES.iter().map(|(field, _)| *field).chain(more.iter().copied());
        named.map(str::to_owned).collect()
    };
    let answered = imported(&text(), &[(PART, WHOLE)]);
    assert_eq!(differences(&answered), expected(&[]));
    let asked = imported(&text(), &[]);
    assert_eq!(differences(&asked), expected(&PART_OF_A_PROGRAM));
    let asks = |reading: &Reading| {
        reading.notes.iter().any(|note| note.line == 45 && note.what.contains("--same"))
    };
    assert!(asks(&asked) && !asks(&answered), "{:?}", asked.notes);
    let read = &answered.report;
    let rows: Vec<_> =
        read.procurement.iter().flat_map(|it| &it.tables).flat_map(|it| &it.rows).collect();
    let figures = [
        read.plan.areas.len(),
        read.programs.len(),
        read.measures.len(),
        rows.len(),
        read.sessions.len(),
        read.opinions.len(),
        read.successions.len(),
    ];
    assert_eq!(figures, [15, 64, 8, 12, 2, 25, 6]);
}

#[test]
fn every_line_of_the_report_is_understood_and_every_total_adds_up() {
    let reading = imported(&text(), &[]);
    assert_eq!(reading.fates.len(), text().split('\n').count());
    let unread = reading.fates.iter().filter(|fate| matches!(fate, Fate::Unread(_))).count();
    assert_eq!(unread, 0);
    let sums = sums(&reading.report);
    assert_eq!((sums.totals, sums.rows, sums.wrong), (26, 12, vec![]));
    // What was joined over the end of a page, a name that varies, a part of a program.
    assert_eq!(reading.notes.len(), 10, "{:#?}", reading.notes);
}

#[test]
fn what_is_written_is_read_back_and_holds_together_with_all_other_documents() {
    let reading = imported(&text(), &[(PART, WHOLE)]);
    let mut files: Vec<(&str, &'static str)> = SHIPPED
        .iter()
        .copied()
        .filter(|(path, _)| {
            let kept = ["000-claims.ron", "000-acknowledged.ron"].contains(path);
            // These changes are stated by the report, and come from it now.
            (kept || !path.starts_with("000-")) && *path != "lineage.ron"
        })
        .collect();
    for (kind, text) in record_files(&reading.report) {
        let name: &str = format!("000-{kind}.ron").leak();
        files.push((name, text.leak()));
    }
    let loaded = load_texts(&files);
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    let open = audit(&loaded.records).open;
    assert!(open.is_empty(), "{open:#?}");
    let read = &reading.report;
    assert_eq!(
        (entries(&loaded.records, true), entries(&loaded.records, false)),
        (read.programs.clone(), read.measures.clone())
    );
    assert_eq!(
        (&loaded.records.sessions, &loaded.records.opinions),
        (&read.sessions, &read.opinions)
    );
    assert_eq!(loaded.records.successions.len(), 6);
    assert_eq!(loaded.records.procurement.first(), read.procurement.as_ref());
    assert!(
        loaded.records.plans.contains(&read.plan) && loaded.records.sources.contains(&read.source)
    );
}
