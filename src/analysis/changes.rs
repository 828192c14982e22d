//! 前回からの変更: what differs between two days, or between the reports of two years.
//!
//! Each side is read as a state: what stands, by record and aspect. A change is a difference between
//! two states, so changes add up: from one day to a second, and on to a third, they come to what
//! changed from the first to the third.

mod days;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

pub use days::changes;
pub use years::by_years;

use super::history::called;
use crate::{
    domain::{Person, ProgramId, RecordId, words},
    records::Records,
};

words! {
    /// 変わった項目. What of a record is compared.
    Aspect {
        /// 会議・意見の追加と訂正.
        Text = "本文",
        /// 回答.
        Answer = "回答",
        /// 進捗.
        Progress = "進捗",
        /// 担当課.
        Assignment = "担当課",
        /// 対応付け.
        Link = "対応付け",
        /// 関連なし.
        Reject = "関連なし",
        /// 要望・伝達.
        Referral = "要望・伝達",
        /// 意見どうしの関係.
        Relation = "意見の関係",
        /// 掲載: whether the reports of a year list a program, and where.
        Listing = "掲載",
        /// 系譜: 新規, 終了, 分割 and the like.
        Lineage = "系譜",
        /// 事業名.
        Name = "事業名",
        /// 所管課.
        Department = "所管課",
        /// 予算額.
        Budget = "予算額",
        /// 決算額.
        Settled = "決算額",
        /// 決算額 of the one year and 予算額 of the other, where nothing alike is printed.
        Amount = "金額",
        /// 事業内容.
        Content = "事業内容",
        /// 指標.
        Indicator = "指標",
    }
}

/// 値. What stands on one side.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Value {
    /// In one line.
    pub brief: String,
    /// The words that belong to it; empty where there are none.
    pub text: String,
}

/// 記入. Who said last what stands now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// 記入者.
    pub by: Person,
    /// 日.
    pub on: Date,
}

/// 変更. One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The record; absent for what nobody can write a note on.
    pub about: Option<RecordId>,
    /// How it is called.
    pub label: String,
    /// 項目.
    pub aspect: Aspect,
    /// The program that an opinion is linked to, or the opinion it is related to.
    pub with: Option<String>,
    /// Before; `None` where nothing stood.
    pub before: Option<Value>,
    /// After; `None` where nothing stands.
    pub after: Option<Value>,
    /// Who said so; `None` where nothing stands, or it was printed.
    pub said: Option<Said>,
}

/// 件数の変化. A figure on both sides, each with its own denominator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What is counted.
    pub name: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}

/// 前回からの変更.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// What the one side is: a day, a year.
    pub from: String,
    /// What the other is.
    pub to: String,
    /// Counts.
    pub figures: Vec<Figure>,
    /// Everything that differs, in the order of the record.
    pub changes: Vec<Change>,
    /// What to know in order to read it right.
    pub notes: Vec<String>,
}

/// What a state is looked up by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    about: Option<RecordId>,
    /// For what is no record of its own.
    name: String,
    aspect: Aspect,
    with: Option<With>,
}

/// The other end of what has two.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum With {
    Record(RecordId),
    Word(String),
}

/// What stands, and who said so.
type State = BTreeMap<Key, (Value, Option<Said>)>;

impl Key {
    fn of(about: RecordId, aspect: Aspect) -> Self {
        Self { about: Some(about), name: String::new(), aspect, with: None }
    }
}

impl Value {
    fn new(brief: impl Into<String>, text: impl Into<String>) -> Self {
        Self { brief: brief.into(), text: text.into() }
    }
}

/// What differs between two states, in the order of the record.
fn differing(records: &Records, before: &State, after: &State) -> Vec<Change> {
    let keys: BTreeSet<&Key> = before.keys().chain(after.keys()).collect();
    let value = |state: &State, key: &Key| state.get(key).map(|(value, _)| value.clone());
    let differs = |key: &&&Key| value(before, key) != value(after, key);
    let mut keys: Vec<&Key> = keys.iter().filter(differs).copied().collect();
    keys.sort_by_cached_key(|key| (place(records, key), (*key).clone()));
    let change = |key: &Key| Change {
        about: key.about.clone(),
        label: key.about.as_ref().map_or_else(|| key.name.clone(), |id| called(records, id)),
        aspect: key.aspect,
        with: key.with.as_ref().map(|with| match with {
            With::Record(id) => called(records, id),
            With::Word(word) => word.clone(),
        }),
        before: value(before, key),
        after: value(after, key),
        said: after.get(key).and_then(|(_, said)| said.clone()),
    };
    keys.into_iter().map(change).collect()
}

/// Sessions, opinions, programs, indicators; each in the order of the record.
fn place(records: &Records, key: &Key) -> (u8, usize) {
    let last = usize::MAX;
    match &key.about {
        Some(RecordId::Session(id)) => {
            (0, records.sessions.iter().position(|one| one.id == *id).unwrap_or(last))
        }
        Some(RecordId::Opinion(id)) => (1, records.opinion_row(id).unwrap_or(last)),
        Some(RecordId::Program(id)) => (2, records.program_row(id).unwrap_or(last)),
        None => (3, records.indicators.iter().position(|one| one.name == key.name).unwrap_or(last)),
    }
}

fn program(id: &ProgramId) -> RecordId {
    RecordId::Program(id.clone())
}

#[cfg(test)]
mod tests;
