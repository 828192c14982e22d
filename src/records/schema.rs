//! The shape of a record file: one tagged value, everything in it from one source.

use ron::{Options, error::SpannedResult, extensions::Extensions};
use serde::Deserialize;

use crate::domain::{
    Claim, Entry, FiscalYear, Opinion, Plan, Procurement, Session, SessionId, Source, SourceId,
};

/// What a `*.ron` file under `records/` may hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum File {
    /// 出典.
    Source(Source),
    /// 計画.
    Plan(Plan),
    /// 会議.
    Sessions { source: SourceId, sessions: Vec<Session> },
    /// 意見. `sessions`: the source attributes every opinion to all of them together.
    Opinions {
        source: SourceId,
        fiscal_year: FiscalYear,
        sessions: Vec<SessionId>,
        opinions: Vec<Opinion>,
    },
    /// 事業.
    Programs { source: SourceId, entries: Vec<Entry> },
    /// 予算のない取組.
    Measures { source: SourceId, entries: Vec<Entry> },
    /// 官公需.
    Procurement(Procurement),
    /// 記述.
    Claims { source: SourceId, claims: Vec<Claim> },
}

/// Reads the text of one file, or of one piece of it.
///
/// `Some(…)` need not be written, and neither the parentheses of a struct inside a variant: what
/// people read and write carries no more than the facts.
pub(super) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> SpannedResult<T> {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
        .from_str(text)
}
