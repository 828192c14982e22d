//! A record as large as one likes, made from the words of the real one; the same at every run.
//!
//! Of its rows 20 % are opinions and 80 % programs, spread over ten fiscal years with a source, a
//! plan, a sitting and a file of either kind each. Every third opinion is linked to two programs.

#![allow(dead_code, reason = "not every benchmark asks everything")]

pub mod clock;

use std::{env, fmt::Write, fs, path::Path};

use jiff::{Zoned, civil::date};
use serde::Deserialize;
use shingi::{
    analysis::{Council, Wish},
    app::{Access, Model, View, layout::Size},
    domain::{
        Area, Claim, Entry, FiscalYear, Opinion, Person, Plan, Procurement, Program, Session,
        SessionId, Source, SourceId,
    },
    journal::{Folder, Journal},
    records::{self, Records},
    ui,
};
use tempfile::TempDir;

/// How many rows the records have: about what ten years come to, and ten times that.
pub const ROWS: [usize; 2] = [1_000, 10_000];

/// What is typed: in some names; scattered only; in nearly every row; two terms.
pub const WRITTEN: [&str; 4] = ["スタートアップ", "創業補助", "支援", "販路 海外"];

/// The same as it is said, in kana and in romaji: fuzzy-matcher and fzf find nothing by these.
pub const SAID: [&str; 2] = ["そうぎょう", "shoutengai"];

/// How many rows `--rows 1000,10000` asks for.
pub fn rows_asked(or: &[usize]) -> Vec<usize> {
    let mut rows = env::args().skip_while(|arg| arg != "--rows").skip(1);
    rows.next().map_or(or.to_vec(), |list| {
        list.split(',').filter_map(|count| count.parse().ok()).collect()
    })
}

/// The fiscal years the rows are spread over.
const YEARS: std::ops::RangeInclusive<i16> = 2016..=2025;

/// A record file as plain serde reads it.
#[derive(Deserialize)]
#[allow(dead_code, reason = "only its reading is measured")]
pub enum File {
    Source(Source),
    Plan(Plan),
    Sessions {
        source: SourceId,
        sessions: Vec<Session>,
    },
    Opinions {
        source: SourceId,
        fiscal_year: FiscalYear,
        sessions: Vec<SessionId>,
        opinions: Vec<Opinion>,
    },
    Programs {
        source: SourceId,
        entries: Vec<Entry>,
    },
    Measures {
        source: SourceId,
        entries: Vec<Entry>,
    },
    Procurement(Procurement),
    Claims {
        source: SourceId,
        claims: Vec<Claim>,
    },
}

/// The record of so many rows, in a folder of its own.
pub fn record(rows: usize) -> TempDir {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut words = Words::of_the_real_record();
    let a_year = rows / YEARS.count();
    for year in YEARS.map(FiscalYear::from_western) {
        for (name, text) in year_of(&mut words, year, a_year / 5, a_year - a_year / 5) {
            let text = records::formatted(&text);
            fs::write(home.path().join(format!("{year}-{name}.ron")), text).expect("a file");
        }
    }
    link(home.path());
    home
}

/// The texts of a folder's record files.
pub fn texts(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    let files = files.filter(|path| path.is_file());
    files.map(|path| fs::read_to_string(path).expect("a record file")).collect()
}

/// Record and journal of a folder, and what follows from them.
pub fn council(folder: &Path) -> Council {
    Council::new(records::load(folder), journal(folder).read())
}

/// The journal of a folder.
pub fn journal(folder: &Path) -> Folder {
    Folder::new(folder.join("journal"))
}

/// The dashboard over a record of so many rows.
pub fn model(rows: usize, view: View, size: (u16, u16)) -> Model {
    let home = record(rows);
    let person = "yamada".parse().expect("a plain name");
    let size = Size { width: size.0, height: size.1 };
    let today = date(2026, 11, 21);
    let council = council(home.path());
    let mut model = Model::new(council, person, Access::Write, today, size, ui::measure);
    model.view = view;
    // As it is some moments after the start.
    model.council.prepare(usize::MAX);
    if let Some(work) = model.council.look_ahead() {
        work();
    }
    model
}

/// Names and contents of some 130 characters together, from the words of the real record.
pub fn lines(count: usize) -> Vec<(String, String)> {
    let mut words = Words::of_the_real_record();
    let mut line = |_| {
        let name = words.some(1, |words| &words.names).concat();
        let clauses = 2 + words.number(3);
        (name, words.some(clauses, |words| &words.clauses).concat())
    };
    (0..count).map(&mut line).collect()
}

/// What the real record says, in pieces.
struct Words {
    record: Records,
    names: Vec<String>,
    clauses: Vec<String>,
    results: Vec<String>,
    wishes: Vec<String>,
    state: u64,
}

impl Words {
    fn of_the_real_record() -> Self {
        let record = records::load_texts(&records::record_files()).records;
        let clauses = |texts: Vec<&String>| -> Vec<String> {
            texts.iter().flat_map(|text| text.split_inclusive('、')).map(str::to_owned).collect()
        };
        let entries = || record.programs.iter().map(Program::latest);
        Self {
            names: record.programs.iter().map(|program| program.name().to_owned()).collect(),
            clauses: clauses(entries().filter_map(|entry| entry.content.as_ref()).collect()),
            results: entries().flat_map(|entry| entry.results.clone()).collect(),
            wishes: clauses(record.opinions.iter().map(|opinion| &opinion.text).collect()),
            record,
            state: 1,
        }
    }

    fn number(&mut self, below: usize) -> usize {
        // Knuth's generator: its upper bits are good enough to shuffle words.
        self.state = (self.state)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or_default() % below
    }

    fn some(&mut self, count: usize, of: fn(&Self) -> &Vec<String>) -> Vec<String> {
        let mut one = || {
            let at = self.number(of(self).len());
            of(self)[at].clone()
        };
        (0..count).map(|_| one()).collect()
    }
}

/// The files of one year: name and text.
fn year_of(
    words: &mut Words,
    year: FiscalYear,
    opinions: usize,
    programs: usize,
) -> Vec<(&'static str, String)> {
    let plan = &words.record.plans[0];
    let rename = |id: &str| id.replace(&plan.id, &format!("city-{year}"));
    let areas: Vec<Area> = plan
        .areas
        .iter()
        .map(|area| Area {
            id: rename(area.id.as_str()).into(),
            parent: area.parent.as_ref().map(|id| rename(id.as_str()).into()),
            ..area.clone()
        })
        .collect();
    let is_parent =
        |area: &&Area| areas.iter().any(|other| other.parent.as_ref() == Some(&area.id));
    let (tops, leaves): (Vec<&Area>, Vec<&Area>) = areas.iter().partition(is_parent);

    let (entries, sums) = entries(words, year, &leaves, programs);
    let mut plan =
        format!("Plan(id: \"city-{year}\", source: \"{year}\", title: \"計画\", areas: [\n");
    for area in &areas {
        let Area { id, label, title, .. } = area;
        let _ = write!(plan, "    Area(id: {:?}, label: {label:?}, title: {title:?}", id.as_str());
        if let Some(parent) = &area.parent {
            let _ = write!(plan, ", parent: {:?}", parent.as_str());
        }
        if let Some(leaf) = leaves.iter().position(|leaf| leaf.id == area.id) {
            let _ = write!(plan, ", settled: {}", amount(year.previous(), sums[leaf]));
        }
        plan.push_str("),\n");
    }
    plan.push_str("])\n");

    let source = format!(
        "Source(id: \"{year}\", title: \"報告\", issuer: \"熊本市\", fiscal_year: \"{year}\", \
         file: \"{year}.txt\", purpose: \"\")\n"
    );
    let sessions = format!(
        "Sessions(source: \"{year}\", sessions: [Session(id: \"{year}/第1回\", \
         fiscal_year: \"{year}\", number: 1, title: \"第1回\", held: \"7月2日\", \
         date: \"2025-07-02\", place: \"会議室\", agenda: \"施策等について\")])\n"
    );
    let opinions = self::opinions(words, year, &tops, opinions);
    vec![
        ("source", source),
        ("plan", plan),
        ("sessions", sessions),
        ("opinions", opinions),
        ("programs", entries),
    ]
}

fn opinions(words: &mut Words, year: FiscalYear, areas: &[&Area], count: usize) -> String {
    let mut text = format!(
        "Opinions(\n    source: \"{year}\",\n    fiscal_year: \"{year}\",\n    \
         sessions: [\"{year}/第1回\"],\n    opinions: [\n"
    );
    for number in 1..=count {
        let area = areas[words.number(areas.len())];
        let _ = write!(
            text,
            "        Opinion(\n            id: \"{year}/{number}\",\n            \
             label: \"ア({number})\",\n            heading: \"{}について\",\n            \
             area: {:?},\n            text: {:?},\n        ),\n",
            area.title,
            area.id.as_str(),
            words.some(3, |words| &words.wishes).concat(),
        );
    }
    text + "    ],\n)\n"
}

/// The programs of a year, and the sums of the areas they are listed in.
fn entries(
    words: &mut Words,
    year: FiscalYear,
    areas: &[&Area],
    count: usize,
) -> (String, Vec<usize>) {
    let mut text = format!("Programs(\n    source: \"{year}\",\n    entries: [\n");
    let mut sums = vec![0; areas.len()];
    for number in 0..count {
        let at = number % areas.len();
        let (settled, budget) = (words.number(100_000), words.number(100_000));
        sums[at] += settled;
        let length = 3 + words.number(4);
        let _ = write!(
            text,
            "        Entry(\n            program: \"city/{}（{year}・{number}）\",\n            \
             listed: Listing(area: {:?}, number: {}),\n            settled: {},\n            \
             budget: {},\n            content: {:?},\n            results: {:?},\n        ),\n",
            words.some(1, |words| &words.names)[0],
            areas[at].id.as_str(),
            number / areas.len() + 1,
            amount(year.previous(), settled),
            amount(year, budget),
            words.some(length, |words| &words.clauses).concat(),
            words.some(2, |words| &words.results),
        );
    }
    (text + "    ],\n)\n", sums)
}

fn amount(year: FiscalYear, thousand_yen: usize) -> String {
    format!("Amount(year: \"{year}\", thousand_yen: {thousand_yen})")
}

/// Two people link every third opinion to two programs, one act a person.
fn link(folder: &Path) {
    let council = Council::new(records::load(folder), Journal::default());
    let Records { opinions, programs, .. } = &*council.records;
    let now: Zoned = "2026-11-21T10:00:00+09:00[+09:00]".parse().expect("a time");
    for (nth, name) in ["yamada", "tanaka"].iter().enumerate() {
        let person: Person = name.parse().expect("a plain name");
        let answered = opinions.iter().step_by(3).enumerate();
        let pairs: Vec<_> = answered
            .map(|(at, opinion)| {
                let program = &programs[(at * 7 + nth) % programs.len()];
                (opinion.id.clone(), program.id.clone())
            })
            .collect();
        let sayings = council.link(&person, &pairs, &Wish::default());
        journal(folder).append(&person, &sayings, &now).expect("a journal that can be written");
    }
}
