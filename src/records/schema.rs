//! The shape of a record file: one tagged value, everything in it from one source.

use serde::Deserialize;

use crate::domain::{
    Area, Claim, Entry, FiscalYear, Opinion, Procurement, Session, SessionId, Source, SourceId, Table,
};

/// What a `*.ron` file under `records/` may hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum File {
    /// 出典. Written as `Source(…)`, with the fields of [`Source`].
    Source {
        id: SourceId,
        title: String,
        issuer: String,
        fiscal_year: FiscalYear,
        #[serde(default)]
        as_of: Option<jiff::civil::Date>,
        file: String,
        purpose: String,
        #[serde(default)]
        front_matter: Vec<String>,
        #[serde(default)]
        source_note: Option<String>,
    },
    /// 計画.
    Plan {
        id: String,
        source: SourceId,
        #[serde(default)]
        label: Option<String>,
        title: String,
        areas: Vec<Area>,
    },
    /// 会議.
    Sessions {
        source: SourceId,
        /// The headings they stand under, as printed.
        #[serde(default)]
        headings: Vec<String>,
        sessions: Vec<Session>,
    },
    /// 意見.
    Opinions {
        source: SourceId,
        fiscal_year: FiscalYear,
        /// The sessions the source attributes all of them to.
        sessions: Vec<SessionId>,
        /// The headings and sentences they stand under, as printed.
        #[serde(default)]
        headings: Vec<String>,
        opinions: Vec<Opinion>,
    },
    /// 事業.
    Programs { source: SourceId, entries: Vec<Entry> },
    /// 予算のない取組.
    Measures { source: SourceId, entries: Vec<Entry> },
    /// 官公需.
    Procurement {
        source: SourceId,
        place: String,
        title: String,
        #[serde(default)]
        notes: Vec<String>,
        tables: Vec<Table>,
    },
    /// 記述.
    Claims { source: SourceId, claims: Vec<Claim> },
}
