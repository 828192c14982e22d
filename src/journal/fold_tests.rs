//! Tests of the fold: a set of events has one meaning.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{Extent, LinkKind},
    journal::{
        Journal, Way,
        gather::Gather,
        line,
        sample::{event, link, retract},
    },
};

/// Links `a`, `b`, … and retractions of them, as `id>target`.
fn ledger(said: &str) -> Ledger {
    let events: Vec<_> = said
        .split_whitespace()
        .zip(1..)
        .map(|(said, n)| match said.split_once('>') {
            Some((id, target)) => event(id, n, "sato", retract(target, Way::Remove)),
            None => event(said, n, "sato", link("r7/ア", &format!("city/{said}"))),
        })
        .collect();
    Ledger::fold(&events)
}

fn live(ledger: &Ledger) -> String {
    let ids: BTreeSet<_> = ledger.live.iter().map(EventId::as_str).collect();
    ids.into_iter().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_taken_back_does_not_hold() {
    for (said, holds, problems) in [
        ("", "", 0),
        ("a b", "a b", 0),
        ("a 1>a", "1", 0),
        ("1>a a", "1", 0),
        ("a 1>a 2>1", "2 a", 0),
        ("a 1>a 2>1 3>2", "1 3", 0),
        ("a 1>a 2>a", "1 2", 0),
        ("a 1>a 2>a 3>1", "2 3", 0),
        ("a 3>1 1>a 2>a", "2 3", 0),
        ("a 2>a 1>a 3>1", "2 3", 0),
        ("a 1>nobody", "1 a", 1),
        ("a 1>1", "a", 1),
        ("a 1>2 2>1", "a", 1),
        ("a 1>2 2>3 3>1 4>a", "4", 1),
        // Broken from outside, a ring is none.
        ("1>2 2>1 3>1", "2 3", 0),
    ] {
        let ledger = ledger(said);
        assert_eq!((live(&ledger).as_str(), ledger.problems.len()), (holds, problems), "{said}");
    }
}

#[test]
fn a_chain_of_any_length_is_folded() {
    let count = 100_001;
    let chain = (1..count)
        .map(|n| event(&n.to_string(), n, "sato", retract(&(n - 1).to_string(), Way::Undo)));
    let mut events: Vec<_> = chain.collect();
    events.push(event("0", 0, "sato", link("r7/ア", "city/創業")));
    let ledger = Ledger::fold(&events);
    assert_eq!(ledger.links_of(&"r7/ア".into()).len(), 1);
    assert!(ledger.is_live(&"100000".into()) && !ledger.is_live(&"99999".into()));
}

#[test]
fn a_problem_says_what_to_look_for() {
    let problems = ledger("1>nobody 2>3 3>2").problems;
    assert_eq!(problems[0].what, "`sato` さんの取り消し `1` の相手 `nobody` がありません。");
    assert_eq!(problems[1].what, "取り消しどうしが互いを取り消しています（`2`、`3`）。");
}

#[test]
fn links_are_found_from_both_sides_in_the_order_they_were_made() {
    let events = [
        event("c", 3, "abe", link("r7/ア", "city/創業")),
        event("b", 2, "sato", link("r7/イ", "city/創業")),
        event("a", 1, "sato", link("r7/ア", "city/承継")),
    ];
    let ledger = Ledger::fold(&events);
    let ids = |links: &[LiveLink]| links.iter().map(|live| live.id.to_string()).collect::<String>();
    assert_eq!(ids(ledger.links_of(&"r7/ア".into())), "ac");
    assert_eq!(ids(ledger.links_to(&"city/創業".into())), "bc");
    assert_eq!(ids(ledger.links_of(&"r7/ウ".into())), "");
    let pairs: Vec<_> =
        ledger.ties().iter().map(|tie| format!("{} {}", tie.opinion, tie.program)).collect();
    assert_eq!(pairs, ["r7/ア city/創業", "r7/ア city/承継", "r7/イ city/創業"]);
    assert!(ledger.tie(&"r7/イ".into(), &"city/承継".into()).is_none());
    assert_eq!(ids(&ledger.tie(&"r7/イ".into(), &"city/創業".into()).unwrap().links), "b");
}

#[test]
fn words_are_found_by_their_hash() {
    let text = "起業家を支援する。";
    let said = Saying::Words { hash: Hash::of(text), text: text.to_owned() };
    let ledger = Ledger::fold(&[event("a", 1, "sato", said)]);
    assert_eq!(ledger.words(&Hash::of("起業家を 支援する。")), Some(text));
    assert_eq!(ledger.words(&Hash::of("")), None);
}

/// A link by each person, as `kind extent stage`, the second confirming the first where asked.
fn tie(first: [&str; 3], second: [&str; 3], confirms: Option<&str>) -> Tie {
    let said = |[kind, extent, stage]: [&str; 3], confirms: Option<&str>| {
        let Saying::Link(made) = link("r7/ア", "city/創業") else { unreachable!() };
        Saying::Link(Link {
            kind: kind.parse().unwrap(),
            extent: extent.parse().unwrap(),
            stage: stage.parse().unwrap(),
            confirms: confirms.map(EventId::from),
            ..made
        })
    };
    let events =
        [event("a", 1, "sato", said(first, None)), event("b", 2, "abe", said(second, confirms))];
    Ledger::fold(&events).ties()[0].clone()
}

#[test]
fn two_people_disagree_where_they_chose_differently() {
    let base = ["継続", "全部", "確定"];
    for (second, disagree) in [
        (base, false),
        (["拡充", "全部", "確定"], true),
        (["継続", "一部", "確定"], true),
        (["継続", "全部", "案"], false),
        (["拡充", "全部", "案"], true),
    ] {
        assert_eq!(tie(base, second, None).disagreement().is_some(), disagree, "{second:?}");
        assert_eq!(tie(second, base, None).disagreement().is_some(), disagree, "{second:?}");
    }
}

#[test]
fn a_draft_and_the_link_that_settles_it_agree() {
    let (draft, settled) = (["継続", "全部", "案"], ["継続", "一部", "確定"]);
    assert!(tie(draft, settled, Some("a")).disagreement().is_none());
    assert!(tie(draft, settled, Some("other")).disagreement().is_some());
    assert!(tie(draft, ["継続", "一部", "案"], Some("a")).disagreement().is_some());
    let both = tie(draft, settled, None);
    assert_eq!(both.disagreement().unwrap().len(), 2);
    assert_eq!((LinkKind::ALL.len(), Extent::ALL.len()), (5, 2));
}

/// A history of several people linking, unlinking and undoing each other, rings included.
fn history() -> impl Strategy<Value = Vec<Event>> {
    let people = ["sato", "abe", "山田"];
    proptest::collection::vec((0..3_usize, 0..3_u8, 0..3_u8, 0..40_usize, any::<bool>()), 1..40)
        .prop_map(move |said| {
            let count = said.len();
            (said.into_iter().zip(1_u64..))
                .map(|((who, opinion, program, target, is_link), n)| {
                    let saying = if is_link {
                        link(&format!("r7/{opinion}"), &format!("city/{program}"))
                    } else {
                        retract(&format!("e{}", target % (count + 2)), Way::Remove)
                    };
                    // Several events of one moment, as clocks have it.
                    Event {
                        at: crate::journal::sample::moment(n / 4),
                        ..event(&format!("e{n}"), n, people[who], saying)
                    }
                })
                .collect()
        })
}

proptest! {
    #[test]
    fn order_and_copies_of_events_change_nothing(
        (events, shuffled) in history().prop_flat_map(|events| {
            let twice = [events.clone(), events.clone()].concat();
            (Just(events), Just(twice).prop_shuffle())
        }),
    ) {
        prop_assert_eq!(Ledger::fold(&events), Ledger::fold(&shuffled));
        prop_assert_eq!(Journal::of(events).events, Journal::of(shuffled).events);
    }

    #[test]
    fn how_lines_are_spread_over_files_changes_nothing(
        (events, shuffled) in history().prop_flat_map(|events| {
            let copies = [events.clone(), events.clone()].concat();
            (Just(events), Just(copies).prop_shuffle())
        }),
        cuts in proptest::collection::vec(0..3_u8, 80),
    ) {
        let mut files: std::collections::BTreeMap<String, String> = std::collections::BTreeMap::new();
        for (event, cut) in shuffled.iter().zip(cuts) {
            let stem = match cut {
                0 => event.by.to_string(),
                part => format!("{}.host-{part}-0123456789abc", event.by),
            };
            let file = files.entry(stem).or_default();
            *file += &line::write(event).unwrap();
            file.push('\n');
        }
        let mut gather = Gather::default();
        for (stem, text) in &files {
            gather.file(stem, stem, text.as_bytes());
        }
        let journal = gather.finish();
        prop_assert_eq!(Ledger::fold(&journal.events), Ledger::fold(&events));
    }
}
