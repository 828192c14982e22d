//! The council's meetings.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::{EventId, FiscalYear, SessionId, SourceId};

/// 会議. One sitting of the council.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// 識別子.
    pub id: SessionId,
    /// 出典. Named once at the head of its file; the loader fills it in.
    #[serde(skip)]
    pub source: SourceId,
    /// 年度.
    pub fiscal_year: FiscalYear,
    /// 第n回.
    #[serde(deserialize_with = "super::number::required")]
    pub number: u32,
    /// 標題, as printed.
    pub title: String,
    /// 開催日時, as printed.
    pub held: String,
    /// The day of `held`.
    pub date: Date,
    /// The beginning in `held`.
    #[serde(default)]
    pub start: Option<Time>,
    /// The end in `held`.
    #[serde(default)]
    pub end: Option<Time>,
    /// 場所.
    pub place: String,
    /// 審議内容.
    pub agenda: String,
    /// 委員数. Absent where the source prints none for this session.
    #[serde(default)]
    pub members: Option<u32>,
    /// 入力の一件. The event a session comes from that was entered in the program; absent for what
    /// a source prints.
    #[serde(default)]
    pub entered: Option<EventId>,
    /// Ours, not printed: what was noticed here.
    #[serde(default)]
    pub source_note: Option<String>,
}

impl Session {
    /// Whether it was entered in the program and stands in no file yet.
    #[must_use]
    pub fn is_unfiled(&self) -> bool {
        self.entered.is_some() && self.source.as_str().is_empty()
    }
}
