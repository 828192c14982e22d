//! What to say in order to link, unlink and turn down.

use std::collections::HashSet;

use super::{Hash, Ledger, Link, Pair, Reject, Said, Saying, Tie, Way};
use crate::domain::{OpinionId, Person, ProgramId, Stage};

/// The longest words that are kept beside a hash, in bytes: they must fit on a line. Links stay
/// possible without them.
const LONGEST_WORDS: usize = 32 * 1024;

/// What to say so that the person's links of these pairs are these: nothing where they are already,
/// else the new link, in place of the person's earlier one, the person's 関連なし and any at 案.
#[must_use]
pub fn link(ledger: &Ledger, person: &Person, links: &[Link]) -> Vec<Saying> {
    let mut sayings = Vec::new();
    for link in links {
        let pair = (link.opinion.clone(), link.program.clone());
        let (same, other): (Vec<_>, Vec<_>) =
            own_links(ledger, person, &pair).partition(|live| live.what == *link);
        sayings.extend(other.into_iter().map(remove));
        if same.is_empty() {
            let given_up =
                |said: &&Said<Reject>| said.by == *person || said.what.stage == Stage::Draft;
            sayings.extend(ledger.rejects(&pair).iter().filter(given_up).map(remove));
            sayings.push(Saying::Link(link.clone()));
        }
    }
    sayings
}

/// What to say so that the person holds these pairs for 関連なし: nothing where the person does, else
/// that, in place of the person's links of the pair and of every 案 nobody has settled.
#[must_use]
pub fn reject(ledger: &Ledger, person: &Person, rejects: &[Reject]) -> Vec<Saying> {
    let mut sayings = Vec::new();
    for reject in rejects {
        let pair = (reject.opinion.clone(), reject.program.clone());
        let (same, other): (Vec<_>, Vec<_>) =
            own_rejects(ledger, person, &pair).partition(|said| said.what == *reject);
        sayings.extend(other.into_iter().map(remove));
        let tie = ledger.tie(&pair.0, &pair.1);
        let links = tie.into_iter().flat_map(|tie| &tie.links);
        let drafts = tie.is_some_and(Tie::is_draft);
        sayings.extend(links.filter(|live| drafts || live.by == *person).map(remove));
        if same.is_empty() {
            sayings.push(Saying::Reject(reject.clone()));
        }
    }
    sayings
}

/// The sayings, and behind them the words they are made against whose hash the journal does not
/// know yet.
#[must_use]
pub fn with_words(ledger: &Ledger, mut sayings: Vec<Saying>, texts: &[String]) -> Vec<Saying> {
    let mut hashes: HashSet<Hash> = sayings
        .iter()
        .flat_map(Saying::words)
        .filter(|h| ledger.words(h).is_none())
        .cloned()
        .collect();
    for text in texts.iter().filter(|text| text.len() <= LONGEST_WORDS) {
        let hash = Hash::of(text);
        if hashes.remove(&hash) {
            sayings.push(Saying::Words { hash, text: text.as_str().into() });
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

fn own_links<'a>(
    ledger: &'a Ledger,
    person: &'a Person,
    pair: &Pair,
) -> impl Iterator<Item = &'a Said<Link>> {
    let tie = ledger.tie(&pair.0, &pair.1);
    tie.into_iter().flat_map(|tie| &tie.links).filter(move |live| live.by == *person)
}

fn own_rejects<'a>(
    ledger: &'a Ledger,
    person: &'a Person,
    pair: &Pair,
) -> impl Iterator<Item = &'a Said<Reject>> {
    ledger.rejects(pair).iter().filter(move |said| said.by == *person)
}

/// Takes back what somebody said.
#[must_use]
pub fn remove<T>(said: &Said<T>) -> Saying {
    Saying::Retract { event: said.id.clone(), way: Way::Remove }
}

#[cfg(test)]
#[path = "sayings_tests.rs"]
mod tests;
