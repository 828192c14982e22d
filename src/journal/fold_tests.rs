//! Tests of the fold: a set of events has one meaning.

use std::{collections::BTreeSet, sync::Arc};

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{AnswerKind, AnswerStage, Extent, LinkKind},
    journal::{
        Hash, Journal, Link, Tie, Way,
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
    let ids = |links: &[Arc<Said<Link>>]| {
        links.iter().map(|live| live.id.to_string()).collect::<String>()
    };
    assert_eq!(ids(ledger.links_of(&"r7/ア".into())), "ac");
    assert_eq!(ids(ledger.links_to(&"city/創業".into())), "bc");
    assert_eq!(ids(ledger.links_of(&"r7/ウ".into())), "");
    let pairs: Vec<_> =
        ledger.ties().iter().map(|tie| format!("{} {}", tie.opinion, tie.program)).collect();
    assert_eq!(pairs, ["r7/ア city/創業", "r7/ア city/承継", "r7/イ city/創業"]);
    assert!(ledger.tie(&"r7/イ".into(), &"city/承継".into()).is_none());
    let tie = ledger.tie(&"r7/イ".into(), &"city/創業".into()).unwrap();
    assert_eq!(tie.links.iter().map(|live| live.id.as_str()).collect::<String>(), "b");
}

#[test]
fn words_are_found_by_their_hash() {
    let text = "起業家を支援する。";
    let said = Saying::Words { hash: Hash::of(text), text: text.into() };
    let forged = Saying::Words { hash: Hash::of(text), text: "別の言葉".into() };
    let ledger = Ledger::fold(&[event("a", 1, "sato", forged), event("b", 2, "sato", said)]);
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
        // A 案 asks; the 確定 has answered.
        (["継続", "全部", "案"], false),
        (["拡充", "全部", "案"], false),
    ] {
        assert_eq!(tie(base, second, None).disagreement().is_some(), disagree, "{second:?}");
        assert_eq!(tie(second, base, None).disagreement().is_some(), disagree, "{second:?}");
    }
}

#[test]
fn a_draft_is_settled_by_a_link_and_not_by_another_draft() {
    let (draft, settled) = (["継続", "全部", "案"], ["継続", "一部", "確定"]);
    for confirms in [Some("a"), None] {
        let tie = tie(draft, settled, confirms);
        assert!(tie.disagreement().is_none() && !tie.is_draft());
    }
    let both = tie(draft, ["継続", "一部", "案"], Some("a"));
    assert!(both.is_draft());
    assert_eq!(both.disagreement().unwrap().len(), 2);
    assert_eq!((LinkKind::ALL.len(), Extent::ALL.len()), (5, 2));
}

/// An answer that takes the place of others, told apart by its text.
fn answer(text: &str, replaces: &[&str]) -> Saying {
    Saying::Answer(Answer {
        opinion: "r7/ア".into(),
        kind: AnswerKind::Existing,
        text: text.into(),
        stage: AnswerStage::Checked,
        replaces: replaces.iter().map(|id| (*id).into()).collect(),
    })
}

/// The ids of the last answers, and whether they differ.
fn last(events: &[Event]) -> (String, bool) {
    let ledger = Ledger::fold(events);
    let register = ledger.answer(&"r7/ア".into());
    let ids = register.map(|r| r.heads().iter().map(|said| said.id.to_string()).collect());
    (ids.unwrap_or_default(), register.is_some_and(|r| r.disagreement().is_some()))
}

#[test]
fn the_last_word_is_what_nothing_that_holds_has_replaced() {
    let a = event("a", 1, "sato", answer("一", &[]));
    let b = event("b", 2, "abe", answer("二", &["a"]));
    let c = event("c", 3, "sato", answer("三", &["b"]));
    let other = event("o", 3, "abe", answer("別", &["a"]));
    let same = event("s", 3, "abe", answer("二", &["a"]));
    let undo = |id: &str, target| event(id, 9, "abe", retract(target, Way::Undo));
    for (events, ids, disagree) in [
        (vec![&a], "a", false),
        (vec![&a, &b, &c], "c", false),
        // Who did not know of the other's word disagrees, as long as the words differ.
        (vec![&a, &b, &other], "bo", true),
        (vec![&a, &b, &same], "bs", false),
        // Taking back the last word brings back the one before.
        (vec![&a, &b, &c, &undo("u", "c")], "b", false),
        // Taking back one in the middle changes nothing: it was replaced.
        (vec![&a, &b, &c, &undo("u", "b")], "c", false),
        (vec![&a, &undo("u", "a")], "", false),
    ] {
        let events: Vec<_> = events.into_iter().cloned().collect();
        assert_eq!(last(&events), (ids.to_owned(), disagree), "{ids}");
    }
}

#[test]
fn a_choice_settles_a_disagreement() {
    let first = event("a", 1, "sato", answer("一", &[]));
    let second = event("b", 1, "abe", answer("二", &[]));
    let choice = event("c", 2, "mori", answer("一", &["a", "b"]));
    assert_eq!(last(&[first.clone(), second.clone()]), ("ba".to_owned(), true));
    assert_eq!(last(&[first, second, choice]), ("c".to_owned(), false));
}

#[test]
fn answers_that_replace_each_other_in_a_ring_all_stand() {
    let ring =
        [event("a", 1, "sato", answer("一", &["b"])), event("b", 2, "sato", answer("二", &["a"]))];
    assert_eq!(last(&ring), ("ab".to_owned(), true));
}

/// A history of several people linking, answering, unlinking and undoing each other, rings included.
fn history() -> impl Strategy<Value = Vec<Event>> {
    let people = ["sato", "abe", "山田"];
    proptest::collection::vec((0..3_usize, 0..3_u8, 0..3_u8, 0..40_usize, 0..6_u8), 1..40).prop_map(
        move |said| {
            let count = said.len();
            let id = move |target: usize| format!("e{}", target % (count + 2));
            (said.into_iter().zip(1_u64..))
                .map(|((who, opinion, program, target, what), n)| {
                    let opinion = OpinionId::from(format!("r7/{opinion}"));
                    let replaces = vec![id(target).as_str().into()];
                    let saying = match what {
                        0 | 1 => link(opinion.as_str(), &format!("city/{program}")),
                        2 => Saying::Answer(Answer {
                            opinion,
                            kind: AnswerKind::ALL[usize::from(program)],
                            text: String::new(),
                            stage: AnswerStage::Draft,
                            replaces,
                        }),
                        3 => Saying::Assign(Assign {
                            opinion,
                            department: format!("課{program}"),
                            due: None,
                            replaces,
                        }),
                        _ => retract(&id(target), Way::Remove),
                    };
                    // Several events of one moment, as clocks have it.
                    Event {
                        at: crate::journal::sample::moment(n / 4),
                        ..event(&format!("e{n}"), n, people[who], saying)
                    }
                })
                .collect()
        },
    )
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
            gather.file(stem, stem, text.as_bytes().to_vec());
        }
        let journal = gather.finish();
        prop_assert_eq!(Ledger::fold(&journal.events), Ledger::fold(&events));
    }
}
