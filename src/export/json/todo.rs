//! What waits, in JSON.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    analysis::{Open, OpenKind, counted_by_kind, counted_by_year},
    domain::{FiscalYear, OpinionId, ProgramId, SessionId},
};

/// 要対応.
#[derive(Debug, Serialize)]
pub struct TodoJson<'a> {
    as_of: Date,
    count: usize,
    kinds: Vec<KindJson>,
    years: Vec<YearJson>,
    open: Vec<OpenJson<'a>>,
}

#[derive(Debug, Serialize)]
struct KindJson {
    kind: OpenKind,
    count: usize,
}

#[derive(Debug, Serialize)]
struct YearJson {
    /// `null` for what is of no meeting.
    fiscal_year: Option<FiscalYear>,
    count: usize,
}

#[derive(Debug, Serialize)]
struct OpenJson<'a> {
    kind: OpenKind,
    opinion: Option<&'a OpinionId>,
    program: Option<&'a ProgramId>,
    session: Option<&'a SessionId>,
    fiscal_year: Option<FiscalYear>,
    due: Option<Date>,
    department: Option<&'a str>,
    text: &'a str,
}

/// What waits on a day.
#[must_use]
pub fn todo<'a>(open: &[&'a Open], as_of: Date) -> TodoJson<'a> {
    let kinds = counted_by_kind(open.iter().copied()).into_iter();
    let years = counted_by_year(open.iter().copied()).into_iter();
    TodoJson {
        as_of,
        count: open.len(),
        kinds: kinds.map(|(kind, count)| KindJson { kind, count }).collect(),
        years: years.map(|(fiscal_year, count)| YearJson { fiscal_year, count }).collect(),
        open: open.iter().copied().map(one).collect(),
    }
}

fn one(open: &Open) -> OpenJson<'_> {
    OpenJson {
        kind: open.kind,
        opinion: open.opinion.as_ref(),
        program: open.program.as_ref(),
        session: open.session.as_ref(),
        fiscal_year: open.year,
        due: open.due,
        department: open.department.as_deref(),
        text: &open.text,
    }
}
