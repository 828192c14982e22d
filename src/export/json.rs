//! JSON: the stable door for other tools. Kinds are added to it, never renamed.

mod candidate;
mod carry;
mod coverage;
mod follow_up;
mod over_years;
mod report;
mod said;
mod todo;

pub use candidate::CandidateJson;
pub use carry::{CarryJson, carry};
pub use coverage::{CoverageJson, coverage};
pub use follow_up::{in_full, noted, standing};
pub use over_years::{IndicatorJson, SuccessionJson, indicator, succession};
pub use report::report;
pub use said::SaidJson;
pub use todo::{TodoJson, todo};

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    analysis::Council,
    domain::{
        Amount, Area, AreaId, Body, EventId, Extent, FiscalYear, LinkKind, NamedAmount, Opinion,
        OpinionId, Program, ProgramId, ProgramKind, Session, SessionId, Source, SourceId, Stage,
        ThousandYen,
    },
    journal::{Link, Said},
    problem::Problem,
};

/// Everything: `shingi dump`.
#[derive(Debug, Serialize)]
pub struct Dump<'a> {
    sources: Vec<SourceJson<'a>>,
    areas: Vec<AreaJson<'a>>,
    sessions: Vec<SessionJson<'a>>,
    opinions: Vec<OpinionJson<'a>>,
    programs: Vec<ProgramJson<'a>>,
    lineage: Vec<SuccessionJson<'a>>,
    indicators: Vec<IndicatorJson<'a>>,
    procurement: &'a [crate::domain::Procurement],
    links: Vec<LinkJson<'a>>,
    #[serde(flatten)]
    said: SaidJson<'a>,
    coverage: CoverageJson,
}

impl<'a> Dump<'a> {
    /// The whole council on a day.
    #[must_use]
    pub fn of(council: &'a Council, as_of: Date) -> Self {
        let records = &council.records;
        let areas =
            records.plans.iter().flat_map(|plan| plan.areas.iter().map(|a| area(&plan.id, a)));
        Self {
            sources: records.sources.iter().map(source).collect(),
            areas: areas.collect(),
            sessions: records.sessions.iter().map(session).collect(),
            opinions: records.opinions.iter().map(opinion).collect(),
            programs: records.programs.iter().map(program).collect(),
            lineage: records.successions.iter().map(succession).collect(),
            indicators: records.indicators.iter().map(indicator).collect(),
            procurement: &records.procurement,
            links: council.ledger.ties().iter().flat_map(|tie| &tie.links).map(link).collect(),
            said: SaidJson::of(council),
            coverage: coverage(council, as_of),
        }
    }
}

/// 出典.
#[derive(Debug, Serialize)]
pub struct SourceJson<'a> {
    id: &'a SourceId,
    title: &'a str,
    issuer: &'a str,
    fiscal_year: FiscalYear,
}

fn source(source: &Source) -> SourceJson<'_> {
    SourceJson {
        id: &source.id,
        title: &source.title,
        issuer: &source.issuer,
        fiscal_year: source.fiscal_year,
    }
}

/// 方向性・施策.
#[derive(Debug, Serialize)]
pub struct AreaJson<'a> {
    id: &'a AreaId,
    plan: &'a str,
    label: &'a str,
    title: &'a str,
    parent: Option<&'a AreaId>,
    totals: Vec<TotalJson<'a>>,
}

#[derive(Debug, Serialize)]
struct TotalJson<'a> {
    /// `settled`, `budget`, or `named`, with its name.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    fiscal_year: FiscalYear,
    thousand_yen: ThousandYen,
}

fn area<'a>(plan: &'a str, area: &'a Area) -> AreaJson<'a> {
    let totals = [("settled", &area.settled), ("budget", &area.budget)];
    let totals = totals.into_iter().filter_map(|(kind, amount)| {
        let Amount { year, thousand_yen, .. } = amount.as_ref()?;
        Some(TotalJson { kind, label: None, fiscal_year: *year, thousand_yen: *thousand_yen })
    });
    let named = area.amounts.iter().map(|amount| TotalJson {
        kind: "named",
        label: Some(&amount.label),
        fiscal_year: amount.year,
        thousand_yen: amount.thousand_yen,
    });
    AreaJson {
        id: &area.id,
        plan,
        label: &area.label,
        title: &area.title,
        parent: area.parent.as_ref(),
        totals: totals.chain(named).collect(),
    }
}

/// 会議.
#[derive(Debug, Serialize)]
pub struct SessionJson<'a> {
    id: &'a SessionId,
    fiscal_year: FiscalYear,
    number: u32,
    date: Date,
    start: Option<String>,
    end: Option<String>,
    place: &'a str,
    agenda: &'a str,
}

/// One session.
#[must_use]
pub fn session(session: &Session) -> SessionJson<'_> {
    let clock = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
    SessionJson {
        id: &session.id,
        fiscal_year: session.fiscal_year,
        number: session.number,
        date: session.date,
        start: session.start.map(clock),
        end: session.end.map(clock),
        place: &session.place,
        agenda: &session.agenda,
    }
}

/// 意見.
#[derive(Debug, Serialize)]
pub struct OpinionJson<'a> {
    id: &'a OpinionId,
    label: &'a str,
    fiscal_year: FiscalYear,
    heading: &'a str,
    area: Option<&'a AreaId>,
    text: &'a str,
    source: &'a SourceId,
}

/// One opinion.
#[must_use]
pub fn opinion(opinion: &Opinion) -> OpinionJson<'_> {
    OpinionJson {
        id: &opinion.id,
        label: &opinion.label,
        fiscal_year: opinion.fiscal_year,
        heading: &opinion.heading,
        area: opinion.area.as_ref(),
        text: &opinion.text,
        source: &opinion.source,
    }
}

/// 事業.
#[derive(Debug, Serialize)]
pub struct ProgramJson<'a> {
    id: &'a ProgramId,
    name: &'a str,
    body: Body,
    kind: ProgramKind,
    entries: Vec<EntryJson<'a>>,
}

#[derive(Debug, Serialize)]
struct EntryJson<'a> {
    source: &'a SourceId,
    area: &'a AreaId,
    number: Option<u32>,
    label: Option<&'a str>,
    relisted: bool,
    name: &'a str,
    department: &'a [String],
    marks: &'a [String],
    settled: Option<AmountJson>,
    budget: Option<AmountJson>,
    amounts: Vec<NamedAmountJson<'a>>,
    content: Option<&'a str>,
    items: Vec<ItemJson<'a>>,
    results: &'a [String],
    remark: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct AmountJson {
    fiscal_year: FiscalYear,
    thousand_yen: ThousandYen,
}

#[derive(Debug, Serialize)]
struct NamedAmountJson<'a> {
    label: &'a str,
    fiscal_year: FiscalYear,
    thousand_yen: ThousandYen,
}

#[derive(Debug, Serialize)]
struct ItemJson<'a> {
    label: &'a str,
    text: &'a str,
}

/// One program with every entry.
#[must_use]
pub fn program(program: &Program) -> ProgramJson<'_> {
    let amount = |amount: &Option<Amount>| {
        amount.as_ref().map(|amount| AmountJson {
            fiscal_year: amount.year,
            thousand_yen: amount.thousand_yen,
        })
    };
    let entries = program.entries.iter().map(|entry| EntryJson {
        source: &entry.source,
        area: &entry.listed.area,
        number: entry.listed.number,
        label: entry.listed.label.as_deref(),
        relisted: entry.listed.relisted,
        name: entry.name(),
        department: &entry.departments,
        marks: &entry.marks,
        settled: amount(&entry.settled),
        budget: amount(&entry.budget),
        amounts: entry.amounts.iter().map(named_amount).collect(),
        content: entry.content.as_deref(),
        items: entry.items.iter().map(|i| ItemJson { label: &i.label, text: &i.text }).collect(),
        results: &entry.results,
        remark: entry.remark.as_deref(),
    });
    ProgramJson {
        id: &program.id,
        name: program.name(),
        body: program.id.body(),
        kind: program.kind(),
        entries: entries.collect(),
    }
}

fn named_amount(amount: &NamedAmount) -> NamedAmountJson<'_> {
    NamedAmountJson {
        label: &amount.label,
        fiscal_year: amount.year,
        thousand_yen: amount.thousand_yen,
    }
}

/// 対応付け.
#[derive(Debug, Serialize)]
pub struct LinkJson<'a> {
    id: &'a EventId,
    opinion: &'a OpinionId,
    program: &'a ProgramId,
    kind: LinkKind,
    extent: Extent,
    stage: Stage,
    by: &'a str,
    at: String,
    note: &'a str,
    evidence: &'a str,
}

/// One link that holds.
#[must_use]
pub fn link(live: &Said<Link>) -> LinkJson<'_> {
    let Link { opinion, program, kind, extent, stage, note, evidence, .. } = &live.what;
    LinkJson {
        id: &live.id,
        opinion,
        program,
        kind: *kind,
        extent: *extent,
        stage: *stage,
        by: live.by.as_str(),
        at: live.at.to_string(),
        note,
        evidence,
    }
}

/// 検索結果.
#[derive(Debug, Serialize)]
pub struct HitJson {
    /// `opinion`, `program`, `session`, `answer`, `note` or `indicator`.
    pub kind: &'static str,
    /// 識別子.
    pub id: String,
    /// 名称.
    pub title: String,
    /// The part of its text that holds what was looked for.
    pub excerpt: String,
}

/// 保存した検索.
#[derive(Debug, Serialize)]
pub struct ViewJson<'a> {
    /// 名前.
    pub name: &'a str,
    /// 検索, as it is typed.
    pub query: &'a str,
    /// Whether it is everybody's.
    pub shared: bool,
}

/// 問題.
#[derive(Debug, Serialize)]
pub struct ProblemJson<'a> {
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    what: &'a str,
    meaning: &'a str,
    remedy: &'a str,
    /// What an `Acknowledged` record names it by.
    key: Option<&'a str>,
}

/// One problem.
#[must_use]
pub fn problem(problem: &Problem) -> ProblemJson<'_> {
    let place = problem.place.as_ref();
    let in_line = place.filter(|place| place.line > 0);
    ProblemJson {
        severity: problem.severity.word(),
        file: place.map(|place| place.file.as_str()),
        line: in_line.map(|place| place.line),
        column: in_line.map(|place| place.column),
        what: &problem.what,
        meaning: &problem.meaning,
        remedy: &problem.remedy,
        key: problem.key.as_deref(),
    }
}

/// Any of these as text, indented for reading.
#[must_use]
pub fn text(value: &impl Serialize) -> String {
    // Neither maps with odd keys nor numbers that JSON lacks are among these types.
    serde_json::to_string_pretty(value).unwrap_or_default()
}
