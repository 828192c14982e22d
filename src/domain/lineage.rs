//! How programs and areas follow one another over years and documents.

use serde::{Deserialize, Serialize};

use super::{AreaId, FiscalYear, ProgramId, SourceId};

/// 系譜. What became of a program from one year to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// What happened.
    pub kind: SuccessionKind,
    /// The fiscal year from which it holds.
    pub year: FiscalYear,
    /// The programs before; empty for 新規.
    #[serde(default)]
    pub from: Vec<ProgramId>,
    /// The programs after; empty for 終了.
    #[serde(default)]
    pub to: Vec<ProgramId>,
    /// How it is known.
    pub basis: Basis,
}

words! {
    /// 系譜の別.
    SuccessionKind {
        /// 新規.
        New = "新規",
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
        /// 範囲変更: the same program, but its figures cover another part of it than before. No
        /// trend may be drawn across.
        Rescoped = "範囲変更",
    }
}

/// 根拠. How something is known that ties two records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Basis {
    /// 明記: a source says so.
    Stated {
        /// 出典.
        source: SourceId,
        /// Where in it.
        place: String,
        /// Its words.
        text: String,
    },
    /// 推定: no source says so.
    Inferred {
        /// Why it is thought so.
        reason: String,
        /// How sure it is.
        certainty: Certainty,
    },
}

words! {
    /// 確かさ.
    Certainty {
        /// ほぼ確実.
        Sure = "ほぼ確実",
        /// おそらく.
        Likely = "おそらく",
        /// 可能性あり.
        Possible = "可能性あり",
    }
}

/// 対応する施策. Two areas of different plans that correspond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correspondence {
    /// One area.
    pub one: AreaId,
    /// The other.
    pub other: AreaId,
    /// How it is known.
    pub basis: Basis,
}
