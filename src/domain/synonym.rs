//! Words that mean the same.

use serde::{Deserialize, Serialize};

/// 類義語. Words that mean the same, or nearly so, where opinions and programs are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// 言葉, two or more.
    pub words: Vec<String>,
}
