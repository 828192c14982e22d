//! A register: something of which there is one at a time, such as the answer to an opinion.

use std::collections::{HashMap, HashSet};

use super::{Event, Moment};
use crate::domain::{EventId, Person};

/// Something a person said that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said<T> {
    /// The event.
    pub id: EventId,
    /// 記入者.
    pub by: Person,
    /// 日時.
    pub at: Moment,
    /// What was said.
    pub what: T,
}

impl<T> Said<T> {
    pub(super) fn of(event: &Event, what: T) -> Self {
        Self { id: event.id.clone(), by: event.by.clone(), at: event.at.clone(), what }
    }
}

/// What a register holds: it says which it takes the place of, and what the person chose.
pub trait Entry: Clone + PartialEq {
    /// The events it takes the place of.
    fn replaces(&self) -> &[EventId];
    /// The same without that: what the person chose.
    #[must_use]
    fn choice(&self) -> Self;
}

/// 最後の言葉. The last words about one thing: usually one, none where nobody has said anything,
/// several where people did not know of each other's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register<T> {
    heads: Vec<Said<T>>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { heads: Vec::new() }
    }
}

impl<T: Entry> Register<T> {
    /// Finds the last words among everything that was said about one thing, in the order of
    /// showing: `true` beside what holds.
    ///
    /// Something holds no longer when what holds takes its place, be it through something that was
    /// taken back meanwhile. Words that replace each other in a ring all stand.
    pub(super) fn of(said: Vec<(Said<T>, bool)>) -> Self {
        let by_id: HashMap<_, _> = said.iter().map(|(said, _)| (&said.id, said)).collect();
        let mut replaced: HashSet<EventId> = HashSet::new();
        for (said, _) in said.iter().filter(|(_, holds)| *holds) {
            let mut open: Vec<&EventId> = said.what.replaces().iter().collect();
            while let Some(id) = open.pop() {
                if *id != said.id && replaced.insert(id.clone()) {
                    open.extend(by_id.get(id).into_iter().flat_map(|said| said.what.replaces()));
                }
            }
        }
        let live = |(said, holds): (Said<T>, bool)| holds.then_some(said);
        let (heads, rest): (Vec<_>, Vec<_>) =
            said.into_iter().filter_map(live).partition(|said| !replaced.contains(&said.id));
        Self { heads: if heads.is_empty() { rest } else { heads } }
    }

    /// What stands: the latest of the last words. Where [`Register::disagreement`] finds several,
    /// none of them is more right than the others.
    #[must_use]
    pub fn now(&self) -> Option<&Said<T>> {
        self.heads.last()
    }

    /// 食い違い: the last words, where they differ.
    #[must_use]
    pub fn disagreement(&self) -> Option<&[Said<T>]> {
        let differs = |pair: &[Said<T>]| pair[0].what.choice() != pair[1].what.choice();
        self.heads.windows(2).any(differs).then_some(&self.heads)
    }

    /// Every last word, oldest first.
    #[must_use]
    pub fn heads(&self) -> &[Said<T>] {
        &self.heads
    }

    /// The events that a new word takes the place of.
    #[must_use]
    pub fn ids(&self) -> Vec<EventId> {
        self.heads.iter().map(|said| said.id.clone()).collect()
    }

    /// Whether an event is one of the last words.
    #[must_use]
    pub fn holds(&self, id: &EventId) -> bool {
        self.heads.iter().any(|said| said.id == *id)
    }
}

macro_rules! entries {
    ($($name:ty),*) => {$(
        impl Entry for $name {
            fn replaces(&self) -> &[EventId] {
                &self.replaces
            }
            fn choice(&self) -> Self {
                Self { replaces: Vec::new(), ..self.clone() }
            }
        }
    )*};
}

entries!(super::Answer, super::Progress, super::Assign, super::Amend);
