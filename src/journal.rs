//! The journal: what people said. Each person appends to a file of their own; nothing is rewritten.
//!
//! Events are a set: order of files and lines, copies and clocks decide nothing. Taking something
//! back is one more event. So two people never overwrite each other, and two clones of a record
//! merge by putting their lines together.
//!
//! A new thing to say is a variant of [`Saying`]; the compiler then asks what a person types in it
//! (`saying`), what it does to the [`Ledger`] (`fold`) and whether it can be undone (`undo`). Programs
//! that do not know it yet keep its lines and count them.

mod append;
mod copy;
mod event;
mod file;
mod file_name;
mod fold;
mod gather;
mod hash;
mod hold;
mod ledger;
mod line;
mod own;
mod refusal;
mod register;
mod roles;
#[cfg(test)]
mod sample;
mod saying;
mod sayings;
mod undo;

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, Zoned};

pub use append::{AppendError, LONGEST_TEXT};
pub use copy::copy;
pub use event::{Act, Event, Moment};
pub use file::{Fingerprint, Folder};
pub use hash::Hash;
pub use hold::Held;
pub use ledger::{Ledger, Pair, Tie};
pub use register::{Entry, Register, Said};
pub use roles::{Edition, Lens, may, permitted};
pub use saying::{
    Amend, Answer, Assign, Confirm, Link, New, NewOpinion, NewSession, Note, Progress, Read, Refer,
    Reject, Relate, Review, Saying, Way,
};
pub use sayings::{link, reject, remove, unlink, with_words};
pub use undo::{redo, redoable, undo, undoable};

use crate::{
    domain::Person,
    problem::{Problem, Severity},
};

/// 日誌. Everything people said, as far as it can be read.
#[derive(Debug, Default, Clone)]
pub struct Journal {
    /// Every event once, in the order it was written.
    pub events: Vec<Event>,
    /// How many events only a newer version of the program understands. They stay in their files.
    pub newer: usize,
    /// What could not be used, or should be looked at.
    pub problems: Vec<Problem>,
}

/// How far ahead a clock may be before it is worth a word.
const AHEAD: SignedDuration = SignedDuration::from_mins(5);

/// The start of 2000: a clock that shows less was never set.
const FIRST: Timestamp = Timestamp::constant(946_684_800, 0);

impl Journal {
    /// The journal of these events, in whatever order and however often they are given.
    #[must_use]
    pub fn of(events: impl IntoIterator<Item = Event>) -> Self {
        let mut gather = gather::Gather::default();
        events.into_iter().for_each(|event| gather.in_memory(event));
        gather.finish()
    }

    /// The journal that comes with the program, from its one file: path and text.
    #[must_use]
    pub fn shipped((path, text): (&str, &str)) -> Self {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".ron");
        let mut gather = gather::Gather::default();
        gather.file(path, stem, text.as_bytes().to_vec());
        gather.finish()
    }

    /// Takes in what was just written. An event that is there already counts once.
    pub fn add(&mut self, events: Vec<Event>) {
        self.events.extend(events);
        self.events.sort_by(Event::by_time);
        self.events.dedup_by(|a, b| a.id == b.id);
    }

    /// A word for everybody whose events are dated later than `now`, or before there was this program:
    /// some clock is wrong.
    #[must_use]
    pub fn misdated(&self, now: &Zoned) -> Vec<Problem> {
        let latest = now.timestamp().saturating_add(AHEAD).unwrap_or(now.timestamp());
        let ahead = self.by_person(|at| at > latest).into_iter().map(|(person, count)| {
            let dated = "いまより 5 分以上先です";
            let remedy = "書いたコンピューターか、このコンピューターの時計を確かめてください。";
            (format!("`{person}` さんの {count} 件の日時が、{dated}。"), remedy)
        });
        let before = self.by_person(|at| at < FIRST).into_iter().map(|(person, count)| {
            let dated = "このソフトのない頃（2000年より前）です";
            let remedy = "書いたコンピューターの時計を確かめてください。";
            (format!("`{person}` さんの {count} 件の日時が、{dated}。"), remedy)
        });
        ahead
            .chain(before)
            .map(|(what, remedy)| {
                Problem::new(
                    Severity::Warning,
                    what,
                    "記録はすべて使っています。履歴に並ぶ順だけがずれることがあります。",
                    remedy,
                )
            })
            .collect()
    }

    /// How many events of each person are of such a time.
    fn by_person(&self, dated: impl Fn(Timestamp) -> bool) -> BTreeMap<&Person, usize> {
        let mut counts = BTreeMap::new();
        for event in self.events.iter().filter(|event| dated(event.at.instant)) {
            *counts.entry(&event.by).or_default() += 1;
        }
        counts
    }
}
