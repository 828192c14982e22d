//! Contradictions in the sources that a person has looked at.

use serde::{Deserialize, Serialize};

/// 確認済みの指摘. A finding about the sources themselves that a person has looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// The key of the finding, as `check` prints it. Absent for what no arithmetic finds, such as
    /// one name spelt in two ways.
    #[serde(default)]
    pub finding: Option<String>,
    /// The places concerned, as a reader would name them: document, then place.
    pub places: Vec<String>,
    /// What it is, and why the record stands as it does.
    pub note: String,
}
