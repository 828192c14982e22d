//! What can become of a program after an opinion was linked to it.

use serde::{Deserialize, Serialize};

use super::FiscalYear;

words! {
    /// 異動の別.
    FateKind {
        /// 終了.
        Ended = "終了",
        /// 分割.
        Split = "分割",
        /// 統合.
        Merged = "統合",
        /// 改称.
        Renamed = "改称",
        /// 後継: another program took over.
        Succeeded = "後継",
        /// 予算なし: its latest entry prints what was settled, but no budget.
        Unfunded = "予算なし",
        /// 結果なし: its latest entry prints what was settled, but no result.
        Resultless = "結果なし",
    }
}

/// 異動. An event in the life of a program that makes a link to it worth another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fate {
    /// What happened.
    pub kind: FateKind,
    /// 年度 from which it holds, or of the entry that shows it.
    pub year: FiscalYear,
}
