//! What the council said.

use serde::{Deserialize, Serialize};

use super::{AreaId, EventId, FiscalYear, OpinionId, SessionId, SourceId};

/// 意見. One opinion of the council, as the report prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// 識別子.
    pub id: OpinionId,
    /// 出典. Named once at the head of its file; the loader fills it in.
    #[serde(skip)]
    pub source: SourceId,
    /// 年度. Named once at the head of its file; the loader fills it in.
    #[serde(skip, default = "unknown_year")]
    pub fiscal_year: FiscalYear,
    /// The number as printed: `ア(イ)`.
    pub label: String,
    /// 見出し it stands under, without its number.
    pub heading: String,
    /// 方向性 the heading names; absent for その他.
    #[serde(default)]
    pub area: Option<AreaId>,
    /// 本文.
    pub text: String,
    /// 会議 it came from. The report attributes the year's opinions to its sessions together: where
    /// an opinion names none, the loader fills in what the head of the file says.
    #[serde(default, skip_serializing)]
    pub sessions: Vec<SessionId>,
    /// 入力の一件. The event an opinion comes from that was entered in the program; absent for what
    /// a source prints.
    #[serde(default)]
    pub entered: Option<EventId>,
    /// Ours, not printed: what was noticed here.
    #[serde(default)]
    pub source_note: Option<String>,
}

/// Stands until the loader has read the head of the file.
fn unknown_year() -> FiscalYear {
    FiscalYear::from_western(1868)
}

impl Opinion {
    /// Whether it was entered in the program and stands in no file yet.
    #[must_use]
    pub fn is_unfiled(&self) -> bool {
        self.entered.is_some() && self.source.as_str().is_empty()
    }

    /// The label without its brackets and spaces, for columns that have no room: `R7 ア(イ)`.
    #[must_use]
    pub fn short(&self) -> String {
        format!("{} {}", self.fiscal_year, self.label)
    }
}
