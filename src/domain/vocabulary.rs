//! The words people see for what the journal says: an office may use its own.

use serde::{Deserialize, Serialize};

use super::{AnswerKind, AnswerStage, ProgressState};

/// 用語. One word of the record, as this office says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Which list it belongs to: 対応区分, 進捗, 段階.
    pub list: TermList,
    /// The word the journal keeps, which never changes.
    pub key: String,
    /// The word people see.
    pub word: String,
    /// What it means, for the legend. Absent where it needs no explanation.
    #[serde(default)]
    pub meaning: Option<String>,
}

words! {
    /// 用語の一覧.
    TermList {
        /// 対応区分.
        AnswerKinds = "対応区分",
        /// 回答の段階.
        AnswerStages = "段階",
        /// 進捗.
        ProgressStates = "進捗",
    }
}

impl TermList {
    /// The keys of the list, in its order.
    #[must_use]
    pub fn keys(self) -> Vec<&'static str> {
        match self {
            Self::AnswerKinds => AnswerKind::ALL.iter().map(|kind| kind.word()).collect(),
            Self::AnswerStages => AnswerStage::ALL.iter().map(|stage| stage.word()).collect(),
            Self::ProgressStates => ProgressState::ALL.iter().map(|state| state.word()).collect(),
        }
    }
}

/// A word that an office may say in its own way.
pub trait Worded: Copy + 'static {
    /// Every word of the list, in the order of the choice on screen.
    const WORDS: &'static [Self];
    /// The list it belongs to.
    fn list(self) -> TermList;
    /// The word the journal keeps.
    fn key(self) -> &'static str;
}

macro_rules! worded {
    ($($name:ident: $list:ident,)*) => {$(
        impl Worded for $name {
            const WORDS: &'static [Self] = Self::ALL;
            fn list(self) -> TermList {
                TermList::$list
            }
            fn key(self) -> &'static str {
                self.word()
            }
        }
    )*};
}

worded! {
    AnswerKind: AnswerKinds,
    AnswerStage: AnswerStages,
    ProgressState: ProgressStates,
}
