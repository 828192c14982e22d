//! What can be said, one struct a saying.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::Hash;
use crate::domain::{
    Addressee, AnswerKind, AnswerStage, AreaId, EventId, Extent, Fate, FiscalYear, LinkKind,
    OpinionId, ProgramId, ProgressState, RecordId, Relation, SessionId, Stage, Verdict,
};

/// What a person can say. Taking it back is one more event, never an edit of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Saying {
    /// 対応付け.
    Link(Link),
    /// 関連なし.
    Reject(Reject),
    /// 再確認.
    Confirm(Confirm),
    /// 回答.
    Answer(Answer),
    /// 進捗.
    Progress(Progress),
    /// 担当.
    Assign(Assign),
    /// 意見どうしの関係.
    Relate(Relate),
    /// 要望・伝達.
    Refer(Refer),
    /// メモ.
    Note(Note),
    /// 会議の追加. The session's id is that of the event.
    AddSession(NewSession),
    /// 意見の追加. The opinion's id is that of the event.
    AddOpinion(NewOpinion),
    /// 訂正 of what was entered here.
    Amend(Amend),
    /// 既読.
    Read(Read),
    /// 委員の受け止め.
    Review(Review),
    /// 文言. The meaning-bearing words behind a hash, written once a journal, so that a link can
    /// later show what it was made against.
    Words {
        /// Of `text`.
        hash: Hash,
        /// The words themselves.
        text: Arc<str>,
    },
    /// 取り消し. Takes back one event. Taking back twice, or something unknown, changes nothing:
    /// two people may both have done it.
    Retract {
        /// The event that no longer counts.
        event: EventId,
        /// What the person was doing.
        way: Way,
    },
}

impl Saying {
    /// What a person typed in it, with the name the person knows it by.
    #[must_use]
    pub fn typed(&self) -> Vec<(&'static str, &str)> {
        match self {
            Self::Link(link) => vec![("メモ", &link.note), ("根拠", &link.evidence)],
            Self::Reject(reject) => vec![("理由", &reject.reason)],
            Self::Confirm(confirm) => vec![("メモ", &confirm.note)],
            Self::Answer(answer) => vec![("市の考え方", &answer.text)],
            Self::Progress(progress) => vec![("理由", &progress.reason)],
            Self::Assign(assign) => vec![("担当課", &assign.department)],
            Self::Relate(relate) => vec![("メモ", &relate.note)],
            Self::Refer(refer) => vec![("メモ", &refer.note)],
            Self::Note(note) => vec![("メモ", &note.text)],
            Self::AddSession(session) => session.typed(),
            Self::AddOpinion(opinion) => opinion.typed(),
            Self::Amend(amend) => match &amend.to {
                New::Session(session) => session.typed(),
                New::Opinion(opinion) => opinion.typed(),
            },
            Self::Review(review) => vec![("言葉", &review.text)],
            Self::Read(_) | Self::Words { .. } | Self::Retract { .. } => Vec::new(),
        }
    }

    /// The words it is made against, by their hashes.
    #[must_use]
    pub fn words(&self) -> Vec<&Hash> {
        match self {
            Self::Link(link) => vec![&link.opinion_words, &link.program_words],
            Self::Reject(reject) => vec![&reject.opinion_words, &reject.program_words],
            Self::Confirm(confirm) => vec![&confirm.opinion_words, &confirm.program_words],
            _ => Vec::new(),
        }
    }
}

/// 対応付け. Ties an opinion to a program or measure that responds to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// 意見.
    pub opinion: OpinionId,
    /// 事業.
    pub program: ProgramId,
    /// 種別.
    pub kind: LinkKind,
    /// 範囲.
    pub extent: Extent,
    /// 段階.
    pub stage: Stage,
    /// メモ; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// 根拠: document and place; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The opinion's words the link was made against.
    pub opinion_words: Hash,
    /// The program's words the link was made against.
    pub program_words: Hash,
    /// The 案 that this link settles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirms: Option<EventId>,
}

/// 関連なし. A program that looks like an answer to an opinion and is none. It is not proposed again
/// until its words change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// 意見.
    pub opinion: OpinionId,
    /// 事業.
    pub program: ProgramId,
    /// 段階: a 案 proposes it, and gives way to whatever people say.
    #[serde(default = "confirmed", skip_serializing_if = "is_confirmed")]
    pub stage: Stage,
    /// 理由.
    pub reason: String,
    /// The opinion's words it was judged by.
    pub opinion_words: Hash,
    /// The program's words it was judged by.
    pub program_words: Hash,
}

fn confirmed() -> Stage {
    Stage::Confirmed
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_confirmed(stage: &Stage) -> bool {
    *stage == Stage::Confirmed
}

/// 再確認. A link that was 要再確認 still holds: for these words, whatever became of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// 意見.
    pub opinion: OpinionId,
    /// 事業.
    pub program: ProgramId,
    /// The opinion's words now.
    pub opinion_words: Hash,
    /// The program's words now.
    pub program_words: Hash,
    /// 異動 that the person knows of and the link outlives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fates: Vec<Fate>,
    /// メモ; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 回答.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// 意見.
    pub opinion: OpinionId,
    /// 対応区分.
    pub kind: AnswerKind,
    /// 市の考え方; may be empty as long as it is a 下書き.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// 段階.
    pub stage: AnswerStage,
    /// The answers it takes the place of: those the person saw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<EventId>,
}

/// 進捗.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// 意見.
    pub opinion: OpinionId,
    /// How far it has got.
    pub state: ProgressState,
    /// 現在日: the day it is true of.
    pub as_of: Date,
    /// 期限, by which 検討中 is decided; absent for every other state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// 理由; empty where there is none. 対応困難 and 対象外 have one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What it takes the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<EventId>,
}

/// 担当. Who answers an opinion, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// 意見.
    pub opinion: OpinionId,
    /// 担当課; empty where nobody is charged any more.
    pub department: String,
    /// 回答期限; absent where none is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What it takes the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<EventId>,
}

/// 意見どうしの関係.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relate {
    /// 意見.
    pub opinion: OpinionId,
    /// 相手: the one that is meant the same, whose answer applies, or that is taken up.
    pub other: OpinionId,
    /// 関係.
    pub relation: Relation,
    /// メモ; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// 要望・伝達. The opinion was passed on to whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refer {
    /// 意見.
    pub opinion: OpinionId,
    /// 要望先.
    pub to: Addressee,
    /// 日.
    pub on: Date,
    /// メモ; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// メモ. Free text on any record, for the secretariat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// 対象.
    pub about: RecordId,
    /// 本文.
    pub text: String,
}

/// 入力した会議.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// 年度.
    pub fiscal_year: FiscalYear,
    /// 第n回.
    pub number: u32,
    /// 標題.
    pub title: String,
    /// 開催日.
    pub date: Date,
    /// 始まり; absent where nobody entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Time>,
    /// 終わり; absent where nobody entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Time>,
    /// 場所; empty where nobody entered it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// 審議内容; empty where nobody entered it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agenda: String,
    /// 委員数; absent where nobody entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<u32>,
}

impl NewSession {
    fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![("標題", &self.title), ("場所", &self.place), ("審議内容", &self.agenda)]
    }
}

/// 入力した意見.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewOpinion {
    /// 年度.
    pub fiscal_year: FiscalYear,
    /// The number: `ア(イ)`.
    pub label: String,
    /// 見出し it stands under; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// 方向性; absent for その他.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaId>,
    /// 本文.
    pub text: String,
    /// 会議 it was raised in; empty where nobody said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionId>,
}

impl NewOpinion {
    fn typed(&self) -> Vec<(&'static str, &str)> {
        vec![("番号", &self.label), ("見出し", &self.heading), ("本文", &self.text)]
    }
}

/// 訂正. What was entered shall read otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amend {
    /// The event that entered it.
    pub entered: EventId,
    /// How it reads now, as a whole.
    pub to: New,
    /// Earlier amendments it takes the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<EventId>,
}

/// 入力したもの.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum New {
    /// 会議.
    Session(NewSession),
    /// 意見.
    Opinion(NewOpinion),
}

/// 既読. A committee member has read what stands to an opinion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// 意見.
    pub opinion: OpinionId,
    /// What stood to it then: answer, progress, links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<EventId>,
}

/// 委員の受け止め.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// 意見.
    pub opinion: OpinionId,
    /// What the member makes of the answer.
    pub verdict: Verdict,
    /// 言葉; empty where there are none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The answers the member had before them; with others the review is done with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<EventId>,
}

/// Why an event was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Way {
    /// 外した: the person removed it.
    Remove,
    /// 元に戻した: undo.
    Undo,
    /// やり直した: redo, which takes back an undo.
    Redo,
}
