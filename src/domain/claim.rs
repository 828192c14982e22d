//! Sentences of a source that count something, and what they must equal.

use serde::{Deserialize, Serialize};

use super::{Column, FiscalYear, ProgramId, SourceId};

/// 記述. A statement in prose whose figures can be recomputed from the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// 出典. Named once at the head of its file; the loader fills it in.
    #[serde(skip)]
    pub source: SourceId,
    /// Where it stands in the source.
    pub place: String,
    /// The statement, as printed.
    pub text: String,
    /// The figures in it.
    pub figures: Vec<Figure>,
}

/// 数値. One figure of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The words of the statement that hold it: `80.4パーセント`.
    pub printed: String,
    /// What it must equal.
    pub equals: Operand,
}

/// 根拠. Where the record says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Operand {
    /// The share printed for 中小企業 in the contract tables.
    SmallShare {
        /// 範囲 of the table.
        scope: String,
        /// 区分 of the row.
        kind: String,
        /// 年度.
        year: FiscalYear,
        /// 件数 or 金額.
        column: Column,
    },
    /// The points by which that share moved against the year before.
    SmallShareChange {
        /// 範囲 of the table.
        scope: String,
        /// 区分 of the row.
        kind: String,
        /// 件数 or 金額.
        column: Column,
    },
    /// The sum of other figures of the same statement.
    Sum(Vec<String>),
    /// The first of two other figures of the same statement less the second.
    Difference(String, String),
    /// The sum of products of other figures of the same statement, fractions among them:
    /// `Products([["1,500千円", "4者"], ["1,000千円", "5者"]])`, `Products([["10,000千円", "1/2"]])`.
    Products(Vec<Vec<String>>),
    /// The share of one other figure of the same statement in a second, in percent.
    Share(String, String),
    /// How many years it is from one year of the same statement to another, both counted:
    /// `Years("令和7", "9年度")`.
    Years(String, String),
    /// Another figure of the record, printed elsewhere with more digits: this one is it, rounded to
    /// a unit. Both as printed: `Rounded("72,639千円", "百万円")`.
    Rounded(String, String),
    /// The same figure, printed a second time elsewhere in the same unit or another.
    Same(String),
    /// 決算額 of a program.
    Settled(ProgramId),
    /// 予算額 of a program.
    Budget(ProgramId),
    /// How many sessions of a fiscal year the record holds.
    Sessions(FiscalYear),
}
