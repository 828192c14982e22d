//! The vocabulary of the record: what a council's deliberation consists of.
//!
//! Plain values and nothing else: no files, no clock, no screen. Each type's documentation begins
//! with the Japanese term; that term, the name in code and the name in RON are one and the same
//! thing. Absence is `None` and is never written as zero: what a source does not print, nobody
//! knows.

#[macro_use]
mod words;

mod acknowledged;
mod answer;
mod area;
mod claim;
mod date;
mod fate;
mod id;
mod indicator;
mod lineage;
mod link;
mod money;
mod number;
mod opinion;
mod people;
mod person;
mod procurement;
mod program;
mod session;
mod source;
mod synonym;
mod time;
mod view;
mod vocabulary;
mod year;

pub(crate) use self::words::words;
pub use acknowledged::Acknowledged;
pub use answer::{Addressee, AnswerKind, AnswerStage, Lack, ProgressState, Relation, Verdict};
pub use area::{Area, Plan};
pub use claim::{Claim, Figure, Operand};
pub use date::{japanese_date, parse_date, parse_date_of, parse_past, short_wareki, wareki};
pub use fate::{Fate, FateKind};
pub use id::{AreaId, EventId, IndicatorId, OpinionId, ProgramId, RecordId, SessionId, SourceId};
pub use indicator::{Indicator, Quantity, Reading};
pub use lineage::{Basis, Certainty, Correspondence, Succession, SuccessionKind};
pub use link::{Extent, LinkKind, Stage};
pub use money::{Amount, NamedAmount, Percent, ThousandYen};
pub use opinion::Opinion;
pub use people::{Profile, Role};
pub use person::Person;
pub use procurement::{Change, Column, Contracts, Procurement, Row, Table, Total};
pub use program::{Bodies, Body, Entry, Item, Listing, Program, ProgramKind};
pub use session::Session;
pub use source::Source;
pub use synonym::Synonym;
pub use time::parse_time;
pub use view::SavedView;
pub use vocabulary::{Term, TermList, Worded};
pub use year::FiscalYear;
