//! Journals written anew, for a copy of the record that holds only some of what was said.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io,
};

use super::{Act, Event, Hash, Saying, file_name, hash::fresh_id, line};
use crate::domain::{EventId, Person};

/// The journals that hold these events and nothing else: file names and texts, one a person. Words
/// that nothing names, or that are not those of their hash, are left out. An event keeps its id; what counts lines and ties acts together
/// is made to agree with what is there.
///
/// The names are such that everybody can write a file of their own beside them, whoever makes the
/// copy.
///
/// # Errors
///
/// When the system has no random numbers to give, or an event cannot be written as a line.
pub fn copy(events: &[Event]) -> io::Result<Vec<(String, String)>> {
    let named: HashSet<&Hash> = events.iter().flat_map(|event| event.saying.words()).collect();
    let kept: Vec<&Event> = (events.iter())
        .filter(|event| match &event.saying {
            Saying::Words { hash, text } => named.contains(hash) && Hash::of(text) == *hash,
            _ => true,
        })
        .collect();
    let mut acts: HashMap<&EventId, usize> = HashMap::new();
    for act in kept.iter().filter_map(|event| event.act.as_ref()) {
        *acts.entry(&act.id).or_default() += 1;
    }
    let mut files: BTreeMap<&Person, Vec<&Event>> = BTreeMap::new();
    for event in &kept {
        files.entry(&event.by).or_default().push(event);
    }
    files.into_iter().map(|(person, events)| file(person, events, &acts)).collect()
}

fn file(
    person: &Person,
    mut events: Vec<&Event>,
    acts: &HashMap<&EventId, usize>,
) -> io::Result<(String, String)> {
    let random = fresh_id().ok_or_else(|| io::Error::other("乱数を得られません"))?;
    events.sort_by_key(|event| event.n);
    let mut text = String::new();
    for (n, event) in (1..).zip(events) {
        let act = event.act.as_ref().and_then(|act| {
            let of = acts.get(&act.id).copied().unwrap_or_default();
            (of > 1).then(|| Act { id: act.id.clone(), of })
        });
        let event = Event { n, act, ..event.clone() };
        text.push_str(&line::write(&event).map_err(io::Error::other)?);
        text.push('\n');
    }
    Ok((format!("{}.ron", file_name::segment(person, "published", random.as_str())), text))
}
