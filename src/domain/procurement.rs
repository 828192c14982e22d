//! Contracts with small businesses: the tables a source prints about its own purchasing.

use serde::{Deserialize, Serialize};

use super::{FiscalYear, Percent, SourceId, ThousandYen};

/// 官公需の契約実績. The contract tables of one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procurement {
    /// 出典.
    pub source: SourceId,
    /// Where it stands in the source: `4(1)ク(イ)`.
    pub place: String,
    /// 標題.
    pub title: String,
    /// What is printed under the tables.
    #[serde(default)]
    pub notes: Vec<String>,
    /// One table a scope.
    pub tables: Vec<Table>,
}

/// 表. Contracts with one group of businesses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// 範囲: 全体, 市内, 県内. Ratios are taken of 全体.
    pub scope: String,
    /// 見出し, as printed.
    pub heading: String,
    /// What the side head of the table prints.
    pub side: String,
    /// The column heads, as printed, page by page. Formulas in them (`(C1/A1)`) are text.
    pub heads: Vec<String>,
    /// 区分, one row each, 合計 last.
    pub rows: Vec<Row>,
}

/// 区分. One kind of contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// 工事, 役務の給付, 物件の納入, 合計.
    pub kind: String,
    /// The years, newest first.
    pub years: Vec<Contracts>,
    /// The newest year against the one before.
    pub change: Change,
}

/// 一年度の契約.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contracts {
    /// 年度.
    pub year: FiscalYear,
    /// 総額.
    pub total: Total,
    /// うち中小企業.
    pub small: Total,
}

/// 件数・契約金額, with the shares printed beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// 件数.
    pub count: i64,
    /// 件数の割合. Absent where the table has no such column.
    #[serde(default)]
    pub count_share: Option<Percent>,
    /// 契約金額（千円）.
    pub amount: ThousandYen,
    /// 金額の割合. Absent where the table has no such column.
    #[serde(default)]
    pub amount_share: Option<Percent>,
}

/// 差. This year less the year before; points are differences of the *printed* percentages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// 総額.
    pub total: Total,
    /// うち中小企業.
    pub small: Total,
}

/// 件数か金額か. Which column of a table is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Column {
    /// 件数.
    #[serde(rename = "件数")]
    Count,
    /// 契約金額.
    #[serde(rename = "金額")]
    Amount,
}
