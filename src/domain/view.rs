//! Searches that somebody gave a name.

use serde::{Deserialize, Serialize};

/// 保存した検索. A search over everything with its conditions, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedView {
    /// 名前.
    pub name: String,
    /// 検索, as it is typed: words, and conditions such as `年度:R7`.
    pub query: String,
}
