//! Tables of offices, CSV or a sheet of a workbook, read into opinions or programs by the headings
//! of their columns.
//!
//! Which column is which is proposed from the headings and confirmed by a person. A cell that cannot
//! be read is named; then nothing of the table is taken.

mod areas;
mod columns;
mod grid;
mod opinions;
mod programs;
mod workbook;

pub use columns::{Columns, Field, Kind, Proposal, propose};
pub use grid::{Cell, Fault, Grid, Row, csv, to_csv};
pub use opinions::opinions;
pub use programs::{Unit, programs};
pub use workbook::{is_workbook, sheet_names, sheets};

use crate::domain::{Entry, FiscalYear, Opinion, Plan, SourceId};

/// 表の条件. What a table does not say.
#[derive(Debug, Clone)]
pub struct Wish {
    /// 年度 of what it lists.
    pub year: FiscalYear,
    /// 出典 of its records.
    pub source: SourceId,
    /// What the ids of its records begin with: `table-r8`.
    pub prefix: String,
    /// The unit of amounts, where a person named one.
    pub unit: Option<Unit>,
}

/// What was read of a table.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Taken {
    /// 意見.
    pub opinions: Vec<Opinion>,
    /// 事業.
    pub programs: Vec<Entry>,
    /// The areas that programs are listed in.
    pub plan: Option<Plan>,
    /// 読み替え, a sentence each.
    pub notes: Vec<String>,
    /// Cells that cannot be read.
    pub faults: Vec<Fault>,
}
