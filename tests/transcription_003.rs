//! The prefecture's measures of R7 against the text they were transcribed from: nothing printed is
//! missing, nothing unprinted is in the record.

#[path = "support/cover.rs"]
mod cover;

use std::{collections::HashSet, fs, path::Path};

use cover::{Cover, Cursor, LeftOut};
use shingi::{
    domain::{Area, Entry, Item, Plan, Program, ProgramKind, Source},
    records::{Records, load},
};
use unicode_normalization::UnicodeNormalization;

const MEASURES: &str = "pref-measures-r7";

/// The area of the program sheets. It has neither number nor title in print.
const SHEETS: &str = "pref-r7/sheets";

/// Words of pictures that print no heading of their own: this label is ours.
const PICTURE: &str = "図";

/// What the text prints and the record does not hold as text.
const LEFT_OUT: &[LeftOut] = &[
    ("〔再掲〕", 4, "the mark of a line listed again: the field says it"),
    ("[", 29, "the bracket before the program of a line or the department of a sheet"),
    ("]", 29, "the bracket behind it"),
    ("○", 36, "the bullets of labelled items"),
    ("◯", 5, "the bullets of labelled items on one sheet"),
    ("〇", 1, "the bullet of a labelled item"),
    ("：", 45, "the colons behind the labels of items and behind two totals"),
    ("＜事業概要＞", 5, "the head of a box without a text of its own"),
    ("＜現状・課題＞", 2, "the head of a box whose two halves have heads of their own"),
    ("＜課題・方向性＞", 2, "the head of a box whose two halves have heads of their own"),
    ("＜目的・概要＞", 1, "the head of the content: the field says it"),
    ("＜", 19, "the bracket before the head of a box"),
    ("＞", 19, "the bracket behind the head of a box"),
    ("【", 4, "the bracket before 現状 and 課題 on two sheets"),
    ("】", 4, "the bracket behind them"),
    ("■", 2, "the mark before the labels of two items"),
    ("6", 1, "a lone figure at the foot of a sheet, most likely its page"),
];

/// What stands before and behind the label of an item.
const FRAMES: [(&str, &str); 7] =
    [("○", "："), ("◯", "："), ("〇", "："), ("＜", "＞"), ("【", "】"), ("■", ""), ("", "")];

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
}

fn records() -> Records {
    let loaded = load(&folder());
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    loaded.records
}

fn source(records: &Records) -> &Source {
    records.sources.iter().find(|source| source.id.as_str() == MEASURES).expect("a source")
}

fn plan(records: &Records) -> &Plan {
    records.plans.iter().find(|plan| plan.source.as_str() == MEASURES).expect("a plan")
}

fn text(records: &Records) -> String {
    fs::read_to_string(folder().join("sources").join(&source(records).file)).expect("a text")
}

fn entries(records: &Records) -> impl Iterator<Item = &Entry> {
    let all = records.programs.iter().flat_map(|program| &program.entries);
    all.filter(|entry| entry.source.as_str() == MEASURES)
}

fn listed<'a>(records: &'a Records, area: &'a Area) -> impl Iterator<Item = &'a Entry> {
    entries(records).filter(|entry| entry.listed.area == area.id)
}

/// The text as the search of a cover sees it.
fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// A page begins where a line begins with a space: first the overview, then one sheet each.
fn pages(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text.match_indices("\n ").map(|(at, _)| at).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pages = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]);
    pages.filter(|page| !page.trim().is_empty()).collect()
}

/// A cursor at the beginning of every page.
fn beginnings(text: &str, pages: &[&str]) -> Vec<Cursor> {
    let mut ruler = Cover::new(text, &[], &[]);
    let mut cursor = Cursor::default();
    let mut beginnings = Vec::new();
    for page in pages {
        beginnings.push(cursor);
        ruler.claim(&mut cursor, page);
    }
    beginnings
}

#[test]
fn the_record_covers_the_measures_of_the_prefecture_and_holds_nothing_else() {
    let records = records();
    let text = text(&records);
    let pages = pages(&text);
    let mut cover = Cover::new(&text, &[], &["事業費", "概要"]);
    claim_anywhere(&mut cover, &source(&records).title);
    // Marks of one letter last, as every one of them stands in other words too.
    let (short, long): (Vec<_>, Vec<_>) =
        source(&records).prose.iter().partition(|piece| piece.chars().count() == 1);
    for piece in long {
        claim_anywhere(&mut cover, piece);
    }
    claim_plan(&mut cover, plan(&records));
    for area in plan(&records).areas.iter().filter(|area| area.id.as_str() != SHEETS) {
        for entry in listed(&records, area) {
            claim_line(&mut cover, entry);
        }
    }
    for piece in short {
        claim_anywhere(&mut cover, piece);
    }
    let mut sheets: Vec<&Entry> =
        entries(&records).filter(|entry| entry.listed.area.as_str() == SHEETS).collect();
    for (page, start) in pages.iter().zip(beginnings(&text, &pages)).skip(1) {
        let page = plain(page);
        match sheets.iter().position(|sheet| is_on(sheet, &page)) {
            Some(at) => claim_sheet(&mut cover, start, &page, sheets.remove(at)),
            None => cover.fail(format!("no sheet of the record is that of the page {page}")),
        }
    }
    for sheet in sheets {
        cover.fail(format!("no page is that of the sheet {}", sheet.program));
    }
    for piece in plan(&records).areas.iter().flat_map(|area| &area.prose) {
        claim_anywhere(&mut cover, piece);
    }
    let problems = cover.problems(LEFT_OUT);
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// Claims a piece at its first free place: on the overview, which the columns have jumbled.
fn claim_anywhere(cover: &mut Cover, piece: &str) {
    cover.claim(&mut Cursor::default(), piece);
}

fn claim_plan(cover: &mut Cover, plan: &Plan) {
    let label = plan.label.as_deref().expect("a label");
    claim_anywhere(cover, &format!("{label} {}", plan.title));
    for amount in &plan.amounts {
        let cursor = &mut Cursor::default();
        cover.claim(cursor, &amount.label);
        cover.claim(cursor, amount.printed.as_deref().expect("an amount in words"));
    }
    for Area { label, title, .. } in plan.areas.iter().filter(|area| area.id.as_str() != SHEETS) {
        cover.claim_between(&mut Cursor::default(), "", label, title);
        cover.claim_between(&mut Cursor::default(), label, title, "");
    }
}

/// A line of the overview: what it is, one mark a line, then the program and its amount.
fn claim_line(cover: &mut Cover, entry: &Entry) {
    let lines: Vec<&str> = entry.content.iter().flat_map(|content| content.split('\n')).collect();
    assert_eq!(entry.marks.len(), lines.len(), "{}", entry.program);
    for (mark, line) in entry.marks.iter().zip(lines) {
        cover.claim_between(&mut Cursor::default(), "", mark, line);
        cover.claim_between(&mut Cursor::default(), mark, line, "");
    }
    let cursor = &mut Cursor::default();
    cover.claim(cursor, entry.name());
    for printed in amounts_in_words(entry) {
        cover.claim(cursor, &printed);
    }
    for Item { label, text } in &entry.items {
        claim_anywhere(cover, label);
        claim_anywhere(cover, text);
    }
    // Printed once, in the head of the page.
    for department in &entry.departments {
        cover.repeats(&mut Cursor::default(), department);
    }
}

/// The amounts as they are printed; where the record keeps no wording, it is the plain one.
fn amounts_in_words(entry: &Entry) -> Vec<String> {
    let budget = entry.budget.iter().map(|amount| (&amount.thousand_yen, &amount.printed));
    let named = entry.amounts.iter().map(|amount| (&amount.thousand_yen, &amount.printed));
    let words = budget.chain(named).map(|(thousand_yen, printed)| {
        printed.clone().unwrap_or_else(|| format!("予算額{thousand_yen}千円"))
    });
    words.collect()
}

/// Whether a sheet is the one of a page: its name, its amount and its content stand there.
fn is_on(sheet: &Entry, page: &str) -> bool {
    let content = sheet.content.iter().flat_map(|content| content.split('\n').map(str::to_owned));
    let words = amounts_in_words(sheet).into_iter().chain(content).chain([sheet.name().to_owned()]);
    words.into_iter().all(|words| page.contains(&plain(&words)))
}

/// A piece, and what must stand right before and behind it.
type Piece = (String, String, String);

/// Everything of a sheet stands on its page, in whatever order the columns came; longer pieces are
/// claimed first, as shorter ones stand in them too.
fn claim_sheet(cover: &mut Cover, start: Cursor, page: &str, sheet: &Entry) {
    let content = sheet.content.iter().flat_map(|content| content.split('\n').map(str::to_owned));
    let mut pieces: Vec<Piece> = amounts_in_words(sheet)
        .into_iter()
        .chain(content)
        .chain([sheet.name().to_owned()])
        .chain(sheet.marks.iter().chain(&sheet.departments).cloned())
        .map(alone)
        .collect();
    for item in &sheet.items {
        pieces.extend(pieces_of(item, page));
    }
    pieces.sort_by_key(|(piece, before, behind)| {
        std::cmp::Reverse(plain(&format!("{before}{piece}{behind}")).chars().count())
    });
    for (piece, before, behind) in pieces {
        cover.claim_between(&mut start.clone(), &before, &piece, &behind);
    }
}

fn alone(piece: String) -> Piece {
    (piece, String::new(), String::new())
}

/// A label and its paragraphs. Where they stand in one line, they are claimed in that line.
fn pieces_of(item: &Item, page: &str) -> Vec<Piece> {
    let Item { label, text } = item;
    let mut paragraphs: Vec<Piece> = text.split('\n').map(|text| alone(text.to_owned())).collect();
    let first = paragraphs[0].0.clone();
    if label == PICTURE {
        return paragraphs;
    }
    let frame = FRAMES.into_iter().find(|(open, close)| {
        let text = if *close == "：" { first.as_str() } else { "" };
        page.contains(&plain(&format!("{open}{label}{close}{text}")))
    });
    let (open, close) = frame.unwrap_or_default();
    let mut behind = close.to_owned();
    if close == "：" {
        behind.push_str(&first);
        paragraphs[0].1 = format!("{label}{close}");
    }
    paragraphs.push((label.clone(), open.to_owned(), behind));
    paragraphs
}

#[test]
fn every_figure_of_a_statement_is_quoted_from_the_text() {
    let records = records();
    let text = plain(&text(&records));
    let claims = records.claims.iter().filter(|claim| claim.source.as_str() == MEASURES);
    let mut count = 0;
    for claim in claims {
        for line in claim.text.split('\n') {
            assert!(text.contains(&plain(line)), "{line}");
        }
        for figure in &claim.figures {
            assert!(plain(&claim.text).contains(&plain(&figure.printed)), "{}", figure.printed);
            count += 1;
        }
    }
    assert_eq!(count, 47);
}

#[test]
fn the_overview_lists_13_programs_in_17_lines_and_13_sheets_follow() {
    let records = records();
    let (sheets, lines): (Vec<&Entry>, Vec<&Entry>) =
        entries(&records).partition(|entry| entry.listed.area.as_str() == SHEETS);
    let programs: HashSet<_> = lines.iter().map(|line| &line.program).collect();
    assert_eq!((lines.len(), programs.len(), sheets.len()), (17, 13, 13));
    let relisted = |entries: &[&Entry]| entries.iter().filter(|e| e.listed.relisted).count();
    assert_eq!((relisted(&lines), relisted(&sheets)), (4, 1));
    for entry in lines.iter().chain(&sheets) {
        assert!(entry.program.as_str().starts_with("pref/"), "{}", entry.program);
    }
    let sections: Vec<_> = plan(&records).areas.iter().map(|area| area.id.as_str()).collect();
    let shown: Vec<_> = sections.iter().map(|id| id.trim_start_matches("pref-r7/")).collect();
    assert_eq!(shown.join(" "), "1 1-1 1-2 1-3 2 2-1 3 3-1 4 4-1 4-2 5 5-1 5-2 sheets");
}

#[test]
fn money_carried_over_is_no_initial_budget() {
    let records = records();
    for line in entries(&records).filter(|entry| entry.listed.area.as_str() != SHEETS) {
        let carried = line.marks.iter().any(|mark| mark == "◎");
        assert_eq!((carried, !carried), (line.amounts.len() == 1, line.budget.is_some()));
        let sheets = entries(&records)
            .filter(|entry| entry.program == line.program && entry.listed.area.as_str() == SHEETS);
        for sheet in sheets {
            assert_eq!(sheet.budget.is_none(), carried, "{}", sheet.program);
        }
    }
    let of_source: HashSet<_> = entries(&records).map(|entry| &entry.program).collect();
    let of_source = records.programs.iter().filter(|program| of_source.contains(&program.id));
    let without: Vec<_> = of_source
        .filter(|program| program.kind() == ProgramKind::Measure)
        .map(Program::name)
        .collect();
    assert_eq!(without, ["くまもとDX推進コンソーシアムの活動について"]);
}
