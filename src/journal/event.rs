//! What can be said.

use std::{fmt, str::FromStr};

use jiff::{Timestamp, Zoned, civil::DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::domain::{EventId, Extent, LinkKind, OpinionId, Person, ProgramId, Stage};

/// 日誌の一件. One thing a person said, as it stands on one line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// 識別子. Equal id and equal content = the same event, however often it was copied.
    pub id: EventId,
    /// The writer's own count, given under the lock. A gap means that lines were lost.
    pub n: u64,
    /// 日時. For showing only: no clock decides what is true.
    pub at: Moment,
    /// 記入者.
    pub by: Person,
    /// Set where one act said several things: all of them count, or none.
    pub act: Option<Act>,
    /// What was said.
    pub saying: Saying,
}

/// 一度の操作. Ties the events of one act together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The same for every event of the act: the id of its first.
    pub id: EventId,
    /// How many events the act has.
    pub of: usize,
}

/// What a person can say. Taking it back is one more event, never an edit of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Saying {
    /// 対応付け.
    Link(Link),
    /// 文言. The meaning-bearing words behind a hash, written once a journal, so that a link can
    /// later show what it was made against.
    Words {
        /// Of `text`.
        hash: Hash,
        /// The words themselves.
        text: String,
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

/// A hash of words, in the form of an event id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(pub String);

/// 日時. When an event was written: an instant, and the wall clock the writer saw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// UTC.
    pub instant: Timestamp,
    /// `2026-11-21T10:05:33+09:00`.
    written: String,
}

impl Moment {
    /// The moment a clock shows, to the second and with its offset from UTC.
    #[must_use]
    pub fn of(now: &Zoned) -> Self {
        let seconds = now.round(jiff::Unit::Second).unwrap_or_else(|_| now.clone());
        let written = seconds.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Self { instant: seconds.timestamp(), written }
    }

    /// What the clock on the writer's wall showed.
    #[must_use]
    pub fn wall(&self) -> DateTime {
        // Checked when it was read: the text begins with a date and a time.
        self.written.get(..19).and_then(|wall| wall.parse().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "日時は `2026-11-21T10:05:33+09:00` のように書きます（`{text}` は読めません）。"
            )
        };
        let instant = text.parse().map_err(|_| wrong())?;
        let wall: Option<DateTime> = text.get(..19).and_then(|wall| wall.parse().ok());
        wall.map(|_| Self { instant, written: text.to_owned() }).ok_or_else(wrong)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
