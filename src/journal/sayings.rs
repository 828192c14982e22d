//! What to say in order to link and unlink.

use std::collections::HashSet;

use super::{Hash, Ledger, Link, LiveLink, Saying, Way};
use crate::domain::{OpinionId, Person, ProgramId};

/// The longest words that are kept beside a hash, in bytes: they must fit on a line. Links stay
/// possible without them.
const LONGEST_WORDS: usize = 32 * 1024;

/// What to say so that the person's links of these pairs are these: nothing where they are already,
/// else the new link, in place of the person's earlier one.
///
/// `texts` are the words the links are made against; those whose hash the journal does not know yet
/// are written down beside them.
#[must_use]
pub fn link(ledger: &Ledger, person: &Person, links: &[Link], texts: &[&str]) -> Vec<Saying> {
    let mut sayings = Vec::new();
    let mut hashes = HashSet::new();
    for link in links {
        let (same, other): (Vec<_>, Vec<_>) =
            own(ledger, person, link).partition(|live| live.link == *link);
        sayings.extend(other.into_iter().map(remove));
        if same.is_empty() {
            sayings.push(Saying::Link(link.clone()));
            hashes.extend([&link.opinion_words, &link.program_words]);
        }
    }
    hashes.retain(|hash| ledger.words(hash).is_none());
    for text in texts.iter().filter(|text| text.len() <= LONGEST_WORDS) {
        let hash = Hash::of(text);
        if hashes.remove(&hash) {
            sayings.push(Saying::Words { hash, text: (*text).to_owned() });
        }
    }
    sayings
}

/// What to say so that nothing links the pair any more, whoever linked it. Nothing where nothing
/// does.
#[must_use]
pub fn unlink(ledger: &Ledger, opinion: &OpinionId, program: &ProgramId) -> Vec<Saying> {
    ledger.tie(opinion, program).map_or_else(Vec::new, |tie| tie.links.iter().map(remove).collect())
}

fn own<'a>(
    ledger: &'a Ledger,
    person: &'a Person,
    link: &Link,
) -> impl Iterator<Item = &'a LiveLink> {
    let tie = ledger.tie(&link.opinion, &link.program);
    tie.into_iter().flat_map(|tie| &tie.links).filter(move |live| live.by == *person)
}

fn remove(live: &LiveLink) -> Saying {
    Saying::Retract { event: live.id.clone(), way: Way::Remove }
}

#[cfg(test)]
#[path = "sayings_tests.rs"]
mod tests;
