//! Who may say what, and who sees what.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{Answer, Assign, Confirm, Event, Link, Pair, Refer, Relate, Saying};
use crate::{
    domain::{AnswerStage, EventId, Person, Role, Stage},
    problem::{Problem, Severity},
};

/// Whether a person of this role may say it. A committee member says what they read and what they
/// make of it, and takes that back; whose words are taken back is the reader's to judge.
#[must_use]
pub fn may(role: Role, saying: &Saying) -> bool {
    match (role, saying) {
        (_, Saying::Retract { .. }) => true,
        (Role::Member, saying) => matches!(saying, Saying::Read(_) | Saying::Review(_)),
        (Role::Office, Saying::Read(_) | Saying::Review(_)) => false,
        (Role::Office, _) => true,
    }
}

/// 見る側. Through whose eyes the journal is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edition {
    /// 庁内: everything.
    #[default]
    Office,
    /// 委員: 確認済 and 公表 answers, 確定 links, nothing the secretariat wrote for itself.
    Members,
    /// 公表: 公表 answers and 確定 links only, nothing anybody wrote for the secretariat or the
    /// committee alone.
    Public,
}

impl Edition {
    /// Every edition, the narrowest first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Members, Self::Office];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Office => "庁内",
            Self::Members => "委員",
            Self::Public => "公表",
        }
    }

    /// Whether an answer at this stage is seen.
    #[must_use]
    pub fn shows(self, stage: AnswerStage) -> bool {
        match self {
            Self::Office => true,
            Self::Members => stage != AnswerStage::Draft,
            Self::Public => stage == AnswerStage::Published,
        }
    }
}

/// 見方. Which part of the journal counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lens {
    /// 現在日: what was said up to the end of that day, by the writer's wall clock; absent for now.
    pub as_of: Option<Date>,
    /// 見る側.
    pub edition: Edition,
}

impl Lens {
    /// The events that are seen, and each as it is seen. What takes back something unseen is not
    /// seen either, and what took the place of something through unseen words takes it all the same.
    #[must_use]
    pub fn see(self, events: Vec<Event>) -> Vec<Event> {
        if self == Self::default() {
            return events;
        }
        let all: HashSet<EventId> = events.iter().map(|event| event.id.clone()).collect();
        let mut seen = match self.edition {
            Edition::Office => events,
            edition => for_readers(edition, events),
        };
        seen.retain(|event| self.as_of.is_none_or(|day| event.at.wall().date() <= day));
        loop {
            let kept: HashSet<EventId> = seen.iter().map(|event| event.id.clone()).collect();
            let before = seen.len();
            seen.retain(|event| match &event.saying {
                Saying::Retract { event: target, .. } => {
                    kept.contains(target) || !all.contains(target)
                }
                _ => true,
            });
            if seen.len() == before {
                return seen;
            }
        }
    }
}

fn for_readers(edition: Edition, events: Vec<Event>) -> Vec<Event> {
    let linked: HashSet<Pair> = (events.iter())
        .filter_map(|event| match &event.saying {
            Saying::Link(link) if link.stage == Stage::Confirmed => {
                Some((link.opinion.clone(), link.program.clone()))
            }
            _ => None,
        })
        .collect();
    let unseen: HashMap<EventId, Vec<EventId>> = (events.iter())
        .filter_map(|event| match &event.saying {
            Saying::Answer(answer) if !edition.shows(answer.stage) => {
                Some((event.id.clone(), answer.replaces.clone()))
            }
            _ => None,
        })
        .collect();
    let shown = |event: Event| {
        let saying = for_reader(edition, event.saying, &linked, &unseen)?;
        Some(Event { saying, ..event })
    };
    events.into_iter().filter_map(shown).collect()
}

/// What readers see of it, without what the secretariat noted for itself; `None` where that is
/// nothing.
fn for_reader(
    edition: Edition,
    saying: Saying,
    linked: &HashSet<Pair>,
    unseen: &HashMap<EventId, Vec<EventId>>,
) -> Option<Saying> {
    let note = String::new();
    Some(match saying {
        Saying::Link(link) if link.stage == Stage::Confirmed => {
            Saying::Link(Link { note, confirms: None, ..link })
        }
        Saying::Answer(answer) if edition.shows(answer.stage) => {
            let replaces = behind_unseen(&answer.replaces, unseen);
            Saying::Answer(Answer { replaces, ..answer })
        }
        Saying::Read(_) | Saying::Review(_) if edition == Edition::Public => return None,
        // By when a section was to answer is between it and the secretariat.
        Saying::Assign(assign) if edition == Edition::Public => {
            Saying::Assign(Assign { due: None, ..assign })
        }
        Saying::Link(_) | Saying::Answer(_) | Saying::Reject(_) | Saying::Note(_) => return None,
        // Of a pair that only a 案 links it would say that there is one.
        Saying::Confirm(confirm) => {
            let pair = (confirm.opinion.clone(), confirm.program.clone());
            linked.contains(&pair).then_some(Saying::Confirm(Confirm { note, ..confirm }))?
        }
        Saying::Relate(relate) => Saying::Relate(Relate { note, ..relate }),
        Saying::Refer(refer) => Saying::Refer(Refer { note, ..refer }),
        saying @ (Saying::Progress(_)
        | Saying::Assign(_)
        | Saying::AddSession(_)
        | Saying::AddOpinion(_)
        | Saying::Amend(_)
        | Saying::Read(_)
        | Saying::Review(_)
        | Saying::Words { .. }
        | Saying::Retract { .. }) => saying,
    })
}

/// The answers that something takes the place of, with those behind an unseen one in its stead.
fn behind_unseen(replaces: &[EventId], unseen: &HashMap<EventId, Vec<EventId>>) -> Vec<EventId> {
    let mut behind: Vec<EventId> = Vec::new();
    let mut known: HashSet<&EventId> = HashSet::new();
    let mut open: Vec<&EventId> = replaces.iter().rev().collect();
    while let Some(id) = open.pop() {
        if !known.insert(id) {
            continue;
        }
        match unseen.get(id) {
            Some(earlier) => open.extend(earlier.iter().rev()),
            None => behind.push(id.clone()),
        }
    }
    behind
}

/// The events that their writers may write, and a finding for every person with others.
#[must_use]
pub fn permitted(events: Vec<Event>, role: impl Fn(&Person) -> Role) -> (Vec<Event>, Vec<Problem>) {
    let own = |event: &Event| match &event.saying {
        Saying::Retract { event: target, .. } => {
            events.iter().find(|other| other.id == *target).is_none_or(|other| other.by == event.by)
        }
        _ => true,
    };
    // What somebody read and said as a committee member stays theirs when the list changes.
    let allowed: Vec<bool> = (events.iter())
        .map(|event| match role(&event.by) {
            Role::Office => true,
            Role::Member => may(Role::Member, &event.saying) && own(event),
        })
        .collect();
    let mut refused: Vec<(Person, usize)> = Vec::new();
    for (event, _) in events.iter().zip(&allowed).filter(|(_, allowed)| !**allowed) {
        match refused.iter_mut().find(|(person, _)| *person == event.by) {
            Some((_, count)) => *count += 1,
            None => refused.push((event.by.clone(), 1)),
        }
    }
    let kept = events.into_iter().zip(allowed).filter_map(|(event, ok)| ok.then_some(event));
    (kept.collect(), refused.into_iter().map(|(by, count)| not_allowed(&by, count)).collect())
}

fn not_allowed(by: &Person, count: usize) -> Problem {
    Problem::new(
        Severity::Error,
        format!("委員 `{by}` さんの日誌に、委員が書けない記録が {count}件あります。"),
        "その記録は使っていません。ファイルには残っていて、ほかの記録には影響ありません。",
        "名簿（People）の役割が正しいか、日誌が本人のものかを確かめてください。",
    )
}
