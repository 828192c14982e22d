//! What came of an entry, record by record.

use super::once_each;
use crate::journal::Saying;

/// 記入の結果. What goes to the journal in one act, and how that is told.
#[derive(Debug)]
pub struct Said {
    /// A record each, in the order of the act.
    pub parts: Vec<Outcome>,
    /// What stands between the one record and what was done; what was done to several.
    told: Told,
}

/// How an act is told: what stands between one record and what was done to it, and what was done to
/// several: `の回答を `, `に回答しました`.
pub type Told = (&'static str, &'static str);

/// 一件の結果.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What it is about, as people call it.
    pub who: String,
    /// What came of it.
    pub outcome: Came,
    /// What goes to the journal for it.
    pub sayings: Vec<Saying>,
}

/// 結果.
#[derive(Debug, Clone)]
pub enum Came {
    /// What was done: `2 既実施・下書き にしました`.
    Done(String),
    /// 変わりありません: just that stands already.
    Same,
    /// Why it cannot be said.
    Refused(Refusal),
}

/// 差し戻し. What cannot be said as it is, and in which field.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Which field, by position.
    pub field: usize,
    /// Why, in a sentence.
    pub why: String,
    /// Whether it can be said all the same by whoever means it.
    pub insisting: bool,
}

impl Refusal {
    /// What cannot be said.
    pub(super) fn of(field: usize, why: impl Into<String>) -> Self {
        Self { field, why: why.into(), insisting: false }
    }
}

impl Outcome {
    /// Something done: nothing to say means that it stood already.
    #[must_use]
    pub fn done(who: String, what: impl Into<String>, sayings: Vec<Saying>) -> Self {
        let outcome = if sayings.is_empty() { Came::Same } else { Came::Done(what.into()) };
        Self { who, outcome, sayings }
    }

    /// What came of it, in words.
    #[must_use]
    pub fn what(&self) -> &str {
        match &self.outcome {
            Came::Done(what) => what,
            Came::Same => "変わりありません",
            Came::Refused(refusal) => &refusal.why,
        }
    }

    fn is_done(&self) -> bool {
        matches!(self.outcome, Came::Done(_))
    }
}

impl Said {
    /// What is said of each record: of a single one, a refusal is one of the form.
    pub(super) fn each<T>(
        on: &[T],
        told: Told,
        who: impl Fn(&T) -> String,
        say: impl Fn(&T) -> Result<(String, Vec<Saying>), Refusal>,
    ) -> Self {
        let part = |about: &T| match say(about) {
            Ok((what, sayings)) => Outcome::done(who(about), what, sayings),
            Err(why) => {
                Outcome { who: who(about), outcome: Came::Refused(why), sayings: Vec::new() }
            }
        };
        Self::of(on.iter().map(part).collect(), told)
    }

    /// Parts of an act.
    #[must_use]
    pub fn of(parts: Vec<Outcome>, told: Told) -> Self {
        Self { parts, told }
    }

    /// The same where it can be said of any record, or else why not.
    pub(super) fn or_refusal(self) -> Result<Self, Refusal> {
        let refused = self.parts.iter().find_map(|part| match &part.outcome {
            Came::Refused(refusal) => Some(refusal),
            _ => None,
        });
        match refused {
            Some(refusal) if self.parts.iter().all(|part| !part.is_done()) => Err(refusal.clone()),
            _ => Ok(self),
        }
    }

    /// What goes to the journal, in one act.
    #[must_use]
    pub fn sayings(&self) -> Vec<Saying> {
        once_each(&self.parts)
    }

    /// What was done, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let done: Vec<_> = self.parts.iter().filter(|part| part.is_done()).collect();
        match &done[..] {
            [one] => format!("{}{}{}", one.who, self.told.0, one.what()),
            several => format!("{}件{}", several.len(), self.told.1),
        }
    }
}
