//! 候補 as JSON.

use serde::Serialize;

/// 候補. A program that may answer an opinion, or an opinion.
#[derive(Debug, Serialize)]
pub struct CandidateJson {
    /// 事業の識別子; absent where it is an opinion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<String>,
    /// 意見の識別子; absent where it is a program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opinion: Option<String>,
    /// The name of the program, the label of the opinion.
    pub name: String,
    /// How much of what is asked it answers, from 0 to 1, to three places.
    pub score: f64,
    /// The words that both share, and what else speaks for it.
    pub reasons: Vec<String>,
    /// 弱い.
    pub weak: bool,
}

impl CandidateJson {
    /// A score with as many places as mean anything.
    #[must_use]
    pub fn rounded(score: f64) -> f64 {
        (score * 1000.0).round() / 1000.0
    }
}
