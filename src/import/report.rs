//! The city's yearly report to its assembly, read from the text of its pages: 第1 what was done for
//! small businesses, area by area; 第2 what the council said.
//!
//! Each line comes out as understood, as the page's own, or as unread with the reason; none is
//! lost. What was read that is not printed in so many words is noted.

mod amounts;
mod council;
mod files;
mod head;
mod held;
mod lineage;
mod lines;
mod marks;
mod plan;
mod procurement;
mod row;
mod sums;
mod words;

pub use files::record_files;
pub use lines::{Fate, Note};
pub use sums::{Sums, sums};

use std::collections::HashMap;

use self::{
    council::Deliberated,
    lines::{Ledger, Line},
    marks::{Mark, mark, title},
};
use crate::{
    domain::{
        Body, Entry, FiscalYear, Listing, Opinion, Plan, Procurement, ProgramId, Session, Source,
        SourceId, Succession,
    },
    import::tidy::squeezed,
    records::Records,
};

/// 報告書. What was understood, as records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// 出典.
    pub source: Source,
    /// 計画.
    pub plan: Plan,
    /// 会議.
    pub sessions: Vec<Session>,
    /// 意見.
    pub opinions: Vec<Opinion>,
    /// 事業.
    pub programs: Vec<Entry>,
    /// 予算のない取組.
    pub measures: Vec<Entry>,
    /// 官公需.
    pub procurement: Option<Procurement>,
    /// 系譜 that 備考 states.
    pub successions: Vec<Succession>,
}

/// 読み取り. A report, and what became of each line of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What was understood.
    pub report: Report,
    /// What became of each line, first line first.
    pub fates: Vec<Fate>,
    /// 読み替え, in the order of the lines.
    pub notes: Vec<Note>,
}

/// What is known before the text is read.
#[derive(Debug, Default)]
pub struct Known {
    programs: HashMap<(Body, String), Vec<ProgramId>>,
}

/// 取り込みの条件. What the text does not say.
#[derive(Debug)]
pub struct Wish<'a> {
    /// 年度 of the report.
    pub year: FiscalYear,
    /// The file its text will be kept in, under `sources/`.
    pub file: String,
    /// What the record holds already.
    pub known: &'a Known,
    /// A program as printed, and the program it is: said by a person.
    pub same: Vec<(String, ProgramId)>,
}

impl Known {
    /// The programs of a record by the names its sources print.
    #[must_use]
    pub fn of(records: &Records) -> Self {
        let mut programs: HashMap<_, Vec<ProgramId>> = HashMap::new();
        for program in &records.programs {
            for entry in &program.entries {
                let key = (program.id.body(), squeezed(entry.name()));
                let ids = programs.entry(key).or_default();
                if !ids.contains(&program.id) {
                    ids.push(program.id.clone());
                }
            }
        }
        Self { programs }
    }

    /// The city's program of a name: the one of the record that is printed so, or a new one.
    #[must_use]
    pub fn city_program(&self, name: &str) -> ProgramId {
        match self.find(Body::City, name) {
            [id] => id.clone(),
            _ => format!("{}/{name}", prefix(Body::City)).into(),
        }
    }

    fn find(&self, body: Body, name: &str) -> &[ProgramId] {
        self.programs.get(&(body, squeezed(name))).map_or(&[], Vec::as_slice)
    }
}

/// What everything in one report has in common.
struct Frame<'a> {
    year: FiscalYear,
    source: SourceId,
    plan: String,
    body: Body,
    wish: &'a Wish<'a>,
}

impl Frame<'_> {
    /// An entry with a name and a place, and nothing else yet.
    fn entry(&self, name: &str, listed: Listing) -> Entry {
        let program = self.program(name);
        let printed_name = (program.name() != name).then(|| name.to_owned());
        Entry {
            program,
            source: self.source.clone(),
            printed_name,
            listed,
            departments: Vec::new(),
            marks: Vec::new(),
            settled: None,
            budget: None,
            amounts: Vec::new(),
            content: None,
            items: Vec::new(),
            results: Vec::new(),
            remark: None,
            source_note: None,
        }
    }

    /// The program a printed name means: the one a person named, the one of the record that is
    /// printed so, or a new one.
    fn program(&self, name: &str) -> ProgramId {
        let key = squeezed(name);
        if let Some((_, id)) = self.wish.same.iter().find(|(named, _)| squeezed(named) == key) {
            return id.clone();
        }
        match self.wish.known.find(self.body, name) {
            [id] => id.clone(),
            _ => format!("{}/{name}", prefix(self.body)).into(),
        }
    }

    /// What a person should look at in the choice of a program.
    fn doubt(&self, entry: &Entry) -> Option<String> {
        let name = entry.name();
        let key = squeezed(name);
        if self.wish.same.iter().any(|(named, _)| squeezed(named) == key) {
            return None;
        }
        match self.wish.known.find(self.body, name) {
            [] => {}
            [_] => return None,
            several => {
                let ids: Vec<_> = several.iter().map(ProgramId::as_str).collect();
                return Some(format!("「{name}」は {} のどれか分かりません。", ids.join("、")));
            }
        }
        let (whole, _) = name.split_once('（')?;
        let [id] = self.wish.known.find(self.body, whole) else { return None };
        let same = *id == entry.program;
        (!same).then(|| {
            format!(
                "「{name}」は、記録にある「{whole}」とは別の事業としました。同じ事業なら \
                 --same '{name}={id}' を付けてください。"
            )
        })
    }
}

fn prefix(body: Body) -> &'static str {
    match body {
        Body::City => "city",
        Body::Prefecture => "pref",
    }
}

/// The heads of the two parts, as they stand in the lines.
struct Parts {
    first: usize,
    second: usize,
}

impl Parts {
    /// 第1 tells what was done, 第2 what the council said; a text without 第1 is another document.
    fn of(lines: &[Line]) -> Option<Self> {
        let is_part = |line: &Line, wanted: u32, words: [&str; 2]| match mark(line) {
            Some(Mark::Part(number, behind)) => {
                let key = squeezed(behind);
                number == wanted && words.iter().any(|word| key.contains(word))
            }
            _ => false,
        };
        let first = lines.iter().position(|it| is_part(it, 1, ["実施状況", "施策の状況"]))?;
        let second = lines[first..].iter().position(|it| is_part(it, 2, ["会議", "審議"]));
        Some(Self { first, second: second.map_or(lines.len(), |second| first + second) })
    }
}

/// 年度 of the report that a text prints: the year of its budgets, else of its title page.
#[must_use]
pub fn year_of(text: &str) -> Option<FiscalYear> {
    let lines = lines::lines(text);
    let mut totals = lines.iter().filter_map(|line| amounts::of_area(&line.key())?.ok());
    let budget = totals.find(|(_, column, _)| *column == amounts::Column::Budget);
    let on_the_title_page = || {
        let keys = lines.iter().map(Line::key);
        keys.filter(|key| key.ends_with("年度")).find_map(|key| key.parse().ok())
    };
    budget.map(|(year, ..)| year).or_else(on_the_title_page)
}

/// Reads the text of a report.
#[must_use]
pub fn read(text: &str, wish: &Wish) -> Reading {
    let lines = lines::lines(text);
    let mut ledger = Ledger::of(text, &lines);
    let parts = Parts::of(&lines);
    let (first, second) = parts.as_ref().map_or((0, 0), |parts| (parts.first, parts.second));
    let head = head::read(&lines[..first], &mut ledger);
    let issuer = head.issuer.clone().unwrap_or_default();
    let body = if issuer.ends_with('県') { Body::Prefecture } else { Body::City };
    let (short, year) = (prefix(body), wish.year.to_string().to_lowercase());
    let frame = Frame {
        year: wish.year,
        source: format!("{short}-report-{year}").into(),
        plan: format!("{short}-{year}"),
        body,
        wish,
    };
    let mut plan = empty_plan(&frame);
    let (mut listed, mut council) = (plan::Listed::default(), Deliberated::default());
    if parts.is_some() {
        let heading = &lines[first];
        if let Some(Mark::Part(number, words)) = mark(heading) {
            plan.label = Some(format!("第{number}"));
            plan.title = title(words).unwrap_or_default();
            ledger.understood(heading.number);
        }
        listed = plan::read(&lines[first + 1..second], &frame, &mut ledger);
        council = council::read(&lines[second..], &listed.areas, &frame, &mut ledger);
    }
    plan.areas = listed.areas;
    let mut report = Report {
        source: source(&frame, head, council.prose),
        plan,
        sessions: council.sessions,
        opinions: council.opinions,
        programs: listed.programs,
        measures: listed.measures,
        procurement: listed.procurement,
        successions: Vec::new(),
    };
    relist(&mut report, &frame, &mut ledger);
    report.successions = lineage::stated(&report, &mut ledger);
    if report.source.title.is_empty() || issuer.is_empty() {
        ledger.note(
            1,
            "標題（「（報告）」で終わる行）か発行者（市か県の名だけの行）が見つかりません。",
        );
    }
    ledger.notes.sort_by_key(|note| note.line);
    Reading { report, fates: ledger.fates(), notes: ledger.notes }
}

fn empty_plan(frame: &Frame) -> Plan {
    Plan {
        id: frame.plan.clone(),
        source: frame.source.clone(),
        label: None,
        title: String::new(),
        amounts: Vec::new(),
        areas: Vec::new(),
    }
}

fn source(frame: &Frame, head: head::Head, prose: Vec<String>) -> Source {
    Source {
        id: frame.source.clone(),
        title: head.title.unwrap_or_default(),
        issuer: head.issuer.unwrap_or_default(),
        fiscal_year: frame.year,
        as_of: None,
        file: frame.wish.file.clone(),
        purpose: format!(
            "{}の報告書。shingi import で本文から取り込んだもの。",
            frame.year.japanese()
        ),
        prose: head.prose.into_iter().chain(prose).collect(),
        source_note: None,
    }
}

/// 再掲: a program that the report prints a second time. The remark should say so.
fn relist(report: &mut Report, frame: &Frame, ledger: &mut Ledger) {
    let mut first: HashMap<ProgramId, usize> = HashMap::new();
    for (at, entry) in report.programs.iter_mut().enumerate() {
        entry.listed.relisted = first.contains_key(&entry.program);
        let remark = entry.remark.as_deref().unwrap_or_default();
        let says_so = remark.contains("掲載分") || remark.contains("（再掲）");
        if entry.listed.relisted != says_so {
            let what = if says_so {
                "備考には再掲とありますが、前に同じ名の事業がありません"
            } else {
                "前に同じ名の事業がありますが、備考に再掲とありません"
            };
            ledger.note_on(&entry.listed, format!("「{}」: {what}。", entry.name()));
        }
        if !entry.listed.relisted
            && let Some(doubt) = frame.doubt(entry)
        {
            ledger.note_on(&entry.listed, doubt);
        }
        first.entry(entry.program.clone()).or_insert(at);
    }
}
