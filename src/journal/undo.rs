//! Taking back one's own acts, and taking that back again. Nothing is ever deleted.

use std::collections::HashMap;

use super::{Event, Journal, Ledger, Saying, Way};
use crate::domain::{EventId, Person};

/// What the person would take back now: the events of the last own act that still have an effect.
///
/// Acts whose effect somebody else has taken away meanwhile are passed over, and so are undo and
/// redo themselves.
#[must_use]
pub fn undoable<'a>(
    journal: &'a Journal,
    ledger: &Ledger,
    person: &Person,
) -> Option<Vec<&'a Event>> {
    own_acts(journal, person)
        .into_iter()
        .rev()
        .filter(|act| kind(act) == Kind::Act)
        .find_map(|act| effective(ledger, act))
}

/// What the person would do again now: the retractions of the last own undo that still hold. None
/// where the person has done something else since.
#[must_use]
pub fn redoable<'a>(
    journal: &'a Journal,
    ledger: &Ledger,
    person: &Person,
) -> Option<Vec<&'a Event>> {
    own_acts(journal, person)
        .into_iter()
        .rev()
        .take_while(|act| kind(act) != Kind::Act)
        .filter(|act| kind(act) == Kind::Undo)
        .find_map(|act| effective(ledger, act))
}

/// What to say to take back what [`undoable`] found.
#[must_use]
pub fn undo(events: &[&Event]) -> Vec<Saying> {
    retract(events, Way::Undo)
}

/// What to say to do again what [`redoable`] found.
#[must_use]
pub fn redo(events: &[&Event]) -> Vec<Saying> {
    retract(events, Way::Redo)
}

fn retract(events: &[&Event], way: Way) -> Vec<Saying> {
    events.iter().map(|event| Saying::Retract { event: event.id.clone(), way }).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Act,
    Undo,
    Redo,
}

fn kind(act: &[&Event]) -> Kind {
    let all = |wanted: Way| {
        act.iter().all(|e| matches!(e.saying, Saying::Retract { way, .. } if way == wanted))
    };
    if all(Way::Undo) {
        Kind::Undo
    } else if all(Way::Redo) {
        Kind::Redo
    } else {
        Kind::Act
    }
}

/// A person's acts, oldest first.
fn own_acts<'a>(journal: &'a Journal, person: &Person) -> Vec<Vec<&'a Event>> {
    let mut acts: Vec<Vec<&Event>> = Vec::new();
    let mut rows: HashMap<&EventId, usize> = HashMap::new();
    for event in journal.events.iter().filter(|event| event.by == *person) {
        let act = event.act.as_ref().map_or(&event.id, |act| &act.id);
        let row = *rows.entry(act).or_insert(acts.len());
        if row == acts.len() {
            acts.push(Vec::new());
        }
        acts[row].push(event);
    }
    acts
}

fn effective<'a>(ledger: &Ledger, act: Vec<&'a Event>) -> Option<Vec<&'a Event>> {
    let events: Vec<_> = act.into_iter().filter(|event| has_effect(ledger, event)).collect();
    (!events.is_empty()).then_some(events)
}

/// Whether things would stand otherwise without this event.
fn has_effect(ledger: &Ledger, event: &Event) -> bool {
    ledger.is_live(&event.id)
        && match &event.saying {
            Saying::Words { .. } => false,
            // Where two people took something back, neither brings it back alone.
            Saying::Retract { event, .. } => ledger.taken_back(event) == 1,
            _ => ledger.is_head(event),
        }
}

#[cfg(test)]
#[path = "undo_tests.rs"]
mod tests;
