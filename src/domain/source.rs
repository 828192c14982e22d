//! The documents the record was transcribed from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{FiscalYear, SourceId};

/// 出典. One printed document, with everything in it that belongs to no other kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// 識別子.
    pub id: SourceId,
    /// 標題.
    pub title: String,
    /// 発行者: 熊本市, 熊本県.
    pub issuer: String,
    /// 年度 of the document itself.
    pub fiscal_year: FiscalYear,
    /// 現在日. Absent where the document names none.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The text it was transcribed from: a file name under `records/sources/`.
    pub file: String,
    /// What the document is for, in one sentence of ours.
    pub purpose: String,
    /// 地の文. What stands before, between and after the records and belongs to none of them:
    /// the title page, reasons, headings; paragraph by paragraph, as printed.
    #[serde(default)]
    pub prose: Vec<String>,
    /// What was noticed about the document, an evident misprint for instance. Ours, not printed.
    #[serde(default)]
    pub source_note: Option<String>,
}
