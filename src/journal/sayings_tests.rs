//! Tests of what is said in order to link and unlink.

use super::*;
use crate::{
    domain::{EventId, Extent},
    journal::{Event, sample},
};

const OPINION: &str = "起業家を支援されたい。";
const PROGRAM: &str = "創業支援事業";

fn choice(program: &str) -> Link {
    let Saying::Link(link) = sample::link("r7/ア", program) else { unreachable!() };
    Link { opinion_words: Hash::of(OPINION), program_words: Hash::of(PROGRAM), ..link }
}

fn person(name: &str) -> Person {
    name.parse().unwrap()
}

/// The ledger after each of these was said, by whom it was said.
fn after(said: &[(&str, Vec<Saying>)]) -> Ledger {
    let all = said.iter().flat_map(|(by, sayings)| sayings.iter().map(move |saying| (by, saying)));
    let events: Vec<Event> = (all.zip(1..))
        .map(|((by, saying), n)| sample::event(&format!("e{n}"), n, by, saying.clone()))
        .collect();
    Ledger::fold(&events)
}

fn retracted(sayings: &[Saying]) -> Vec<&str> {
    let target = |saying: &'_ Saying| match saying {
        Saying::Retract { event, way: Way::Remove } => Some(EventId::clone(event)),
        _ => None,
    };
    let ids: Vec<_> = sayings.iter().filter_map(target).collect();
    ["e1", "e2", "e3", "e4", "e5"].into_iter().filter(|id| ids.contains(&(*id).into())).collect()
}

#[test]
fn the_words_are_written_down_with_the_first_link_only() {
    let (a, b) = (choice("city/a"), choice("city/b"));
    let texts = [OPINION, PROGRAM].map(str::to_owned);
    let link = |ledger: &Ledger, by: &str, links: &[Link]| {
        with_words(ledger, link(ledger, &person(by), links), &texts)
    };
    let first = link(&after(&[]), "sato", &[a.clone(), b.clone()]);
    let words = |sayings: &[Saying]| {
        sayings.iter().filter(|saying| matches!(saying, Saying::Words { .. })).count()
    };
    assert_eq!((first.len(), words(&first)), (4, 2));
    let ledger = after(&[("sato", first)]);
    assert_eq!(ledger.words(&a.opinion_words), Some(OPINION));
    let second = link(&ledger, "abe", &[a]);
    assert_eq!((second.len(), words(&second)), (1, 0));
}

#[test]
fn linking_what_is_linked_says_nothing() {
    let a = choice("city/a");
    let ledger = after(&[("sato", vec![Saying::Link(a.clone())])]);
    assert_eq!(link(&ledger, &person("sato"), &[a]), []);
}

#[test]
fn a_different_choice_takes_the_place_of_ones_own() {
    let a = choice("city/a");
    let partly = Link { extent: Extent::Partial, ..a.clone() };
    let said = [("sato", vec![Saying::Link(a.clone())]), ("abe", vec![Saying::Link(a)])];
    let sayings = link(&after(&said), &person("sato"), std::slice::from_ref(&partly));
    assert_eq!(retracted(&sayings), ["e1"]);
    let [first, second] = said;
    let ledger = after(&[first, second, ("sato", sayings)]);
    let tie = &ledger.ties()[0];
    assert_eq!(tie.links.len(), 2);
    assert!(tie.links.iter().any(|live| live.what == partly));
    assert!(tie.disagreement().is_some());
}

#[test]
fn unlinking_takes_back_every_link_of_the_pair() {
    let (a, b) = (Saying::Link(choice("city/a")), Saying::Link(choice("city/b")));
    let said = [("sato", vec![a.clone(), b]), ("abe", vec![a])];
    let sayings = unlink(&after(&said), &"r7/ア".into(), &"city/a".into());
    assert_eq!(retracted(&sayings), ["e1", "e3"]);
    assert_eq!(sayings.len(), 2);
    assert_eq!(unlink(&after(&said), &"r7/ア".into(), &"city/c".into()), []);
}

#[test]
fn words_too_long_for_a_line_are_left_out_and_the_link_is_made() {
    let long = "長".repeat(20_000);
    let made = Link { program_words: Hash::of(&long), ..choice("city/a") };
    let ledger = after(&[]);
    let sayings = with_words(&ledger, link(&ledger, &person("sato"), &[made]), &[long]);
    assert!(matches!(&sayings[..], [Saying::Link(_)]));
}

#[test]
fn turning_down_takes_the_place_of_ones_own_link_and_of_a_draft() {
    let a = choice("city/a");
    let draft = Link { stage: crate::domain::Stage::Draft, ..a.clone() };
    let turned_down = Reject {
        opinion: a.opinion.clone(),
        program: a.program.clone(),
        stage: crate::domain::Stage::Confirmed,
        reason: "同じ主題だが応えていない".to_owned(),
        opinion_words: a.opinion_words.clone(),
        program_words: a.program_words.clone(),
    };
    let rejects = [turned_down];
    for (links, taken_back) in [
        (vec![("sato", a.clone())], vec!["e1"]),
        (vec![("draft", draft.clone())], vec!["e1"]),
        (vec![("abe", a.clone())], vec![]),
        (vec![("draft", draft), ("abe", a.clone())], vec![]),
    ] {
        let said: Vec<_> =
            links.into_iter().map(|(by, link)| (by, vec![Saying::Link(link)])).collect();
        let sayings = reject(&after(&said), &person("sato"), &rejects);
        assert_eq!(retracted(&sayings), taken_back);
        let mut said = said;
        said.push(("sato", sayings));
        let ledger = after(&said);
        assert_eq!(ledger.rejects(&(a.opinion.clone(), a.program.clone())).len(), 1);
        assert_eq!(reject(&ledger, &person("sato"), &rejects), []);
        // Linking after all takes the place of the rejection.
        said.push(("sato", link(&ledger, &person("sato"), std::slice::from_ref(&a))));
        let ledger = after(&said);
        assert!(ledger.rejects(&(a.opinion.clone(), a.program.clone())).is_empty());
    }
}
