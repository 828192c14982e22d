//! Changes between days add up, and changes between years are those that are printed.

use jiff::{SignedDuration, Zoned};
use proptest::prelude::*;

use super::*;
use crate::{
    analysis::{
        Council, Wish,
        sample::{Sample, answer, assign, draft, progress, reject, relate},
        seen,
    },
    domain::{AnswerKind, AnswerStage, FiscalYear, ProgressState, Relation},
    journal::{Answer, Event, Journal, Lens, Moment, Saying, Way},
    records::{Loaded, SHIPPED, load_texts},
};

const OPINIONS: [&str; 3] = ["o/1", "o/2", "o/3"];
const PROGRAMS: [&str; 2] = ["city/続く", "city/取組"];

/// What somebody does: what, about which opinion, who, in which way.
type Step = (usize, usize, bool, usize);

fn say(sample: &mut Sample, (what, opinion, other, way): Step) {
    let by = if other { "sato" } else { "abe" };
    let id = OPINIONS[opinion];
    let program = PROGRAMS[way % PROGRAMS.len()];
    match what {
        0 => {
            let kind = AnswerKind::ALL[way % AnswerKind::ALL.len()];
            let stage = AnswerStage::ALL[way % AnswerStage::ALL.len()];
            let Saying::Answer(said) = answer(id, kind, stage) else { return };
            // One who did not see the other's word disagrees with it.
            let replaces =
                if way < 3 { seen(sample.council.ledger.answer(&id.into())) } else { Vec::new() };
            sample.says(by, Saying::Answer(Answer { replaces, ..said }));
        }
        1 => {
            let state = ProgressState::ALL[way % ProgressState::ALL.len()];
            sample.says(by, progress(id, state, None));
        }
        2 => drop(sample.says(by, assign(id, ["産業課", "商業課"][way % 2], None))),
        3 => sample.links(by, id, program, &if way > 2 { draft() } else { Wish::default() }),
        4 => drop(sample.says(by, reject(id, program))),
        5 => drop(sample.says(by, relate(id, OPINIONS[way % 3], Relation::Same))),
        _ => {
            let events = &sample.council.journal.events;
            let at = (!events.is_empty()).then(|| events[way % events.len()].id.clone());
            if let Some(event) = at {
                sample.says(by, Saying::Retract { event, way: Way::Undo });
            }
        }
    }
}

/// The days of the events: each a day later than the one before, for this many events a day.
fn dated(events: &[Event], a_day: usize) -> Vec<Event> {
    let start: Zoned = "2026-11-01T10:00:00[Asia/Tokyo]".parse().unwrap();
    let mut events = events.to_vec();
    events.sort_by_key(|event| event.n);
    for (at, event) in events.iter_mut().enumerate() {
        let hours = i64::try_from(at / a_day * 24).unwrap();
        let later = SignedDuration::from_hours(hours)
            + SignedDuration::from_secs(i64::try_from(at).unwrap());
        event.at = Moment::of(&start.saturating_add(later));
    }
    events
}

fn day(day: i8) -> Date {
    Date::constant(2026, 11, day)
}

fn council_on(records: &Records, events: &[Event], on: Date) -> Council {
    let loaded = Loaded { records: records.clone(), problems: Vec::new() };
    let journal = Journal { events: events.to_vec(), ..Journal::default() };
    Council::seen(loaded, journal, Lens { as_of: Some(on), ..Lens::default() })
}

type Net = BTreeMap<(Option<RecordId>, Aspect, Option<String>), (Option<Value>, Option<Value>)>;

fn net(changes: &Changes) -> Net {
    let of = |one: &Change| {
        let key = (one.about.clone(), one.aspect, one.with.clone());
        (key, (one.before.clone(), one.after.clone()))
    };
    changes.changes.iter().map(of).collect()
}

/// First the one, then the other.
fn then(first: Net, second: Net) -> Net {
    let mut both = first;
    for (key, (before, after)) in second {
        let start = match both.get(&key) {
            Some((start, between)) => {
                assert_eq!(*between, before, "what was left is what was found");
                start.clone()
            }
            None => before,
        };
        both.insert(key, (start, after));
    }
    both.retain(|_, (before, after)| before != after);
    both
}

proptest! {
    #[test]
    fn changes_add_up_whatever_was_said_and_taken_back(
        steps in prop::collection::vec((0..7_usize, 0..3_usize, any::<bool>(), 0..5_usize), 0..25),
        a_day in 1..5_usize,
        days in (1..15_i8, 1..15_i8, 1..15_i8),
    ) {
        let mut sample = Sample::new();
        for step in steps {
            say(&mut sample, step);
        }
        let events = dated(&sample.council.journal.events, a_day);
        let mut days = [days.0, days.1, days.2];
        days.sort_unstable();
        let [a, b, c] = days.map(|one| {
            (council_on(&sample.council.records, &events, day(one)), day(one))
        });
        let between = |one: &(Council, Date), other: &(Council, Date)| {
            net(&changes((&one.0, one.1), (&other.0, other.1)))
        };
        prop_assert_eq!(then(between(&a, &b), between(&b, &c)), between(&a, &c));
        prop_assert!(between(&a, &a).is_empty());
        // And back again: the same, the other way round.
        let back: Net = between(&c, &a).into_iter().map(|(key, (x, y))| (key, (y, x))).collect();
        prop_assert_eq!(back, between(&a, &c));
        if days[0] == days[1] {
            prop_assert!(between(&a, &b).is_empty());
        }
    }
}

#[test]
fn an_answer_a_link_and_what_became_of_them_are_told() {
    let mut sample = Sample::new();
    sample.says("sato", answer("o/1", AnswerKind::Explained, AnswerStage::Draft));
    sample.links("sato", "o/1", "city/続く", &Wish::default());
    let events = dated(&sample.council.journal.events, 1);
    let records = &sample.council.records;
    let (before, after) =
        (council_on(records, &events, day(1)), council_on(records, &events, day(10)));
    let found = changes((&before, day(1)), (&after, day(10)));
    let [link] = &found.changes[..] else { panic!("{:?}", found.changes) };
    assert_eq!((link.aspect, link.label.as_str()), (Aspect::Link, "ア(ア)"));
    assert_eq!(link.with.as_deref(), Some("続く"));
    assert_eq!((&link.before, link.after.as_ref().unwrap().brief.as_str()), (&None, "継続・全部"));
    assert_eq!(link.said.as_ref().unwrap().by.as_str(), "sato");
    let covered = found.figures.iter().find(|figure| figure.name == "対応事業あり").unwrap();
    assert_eq!((covered.before.as_str(), covered.after.as_str()), ("0/3", "1/3"));
}

fn of_years(from: i16, to: i16) -> Option<Changes> {
    let council = Council::new(load_texts(SHIPPED), Journal::default());
    by_years(&council, FiscalYear::from_western(from), FiscalYear::from_western(to))
}

#[test]
fn two_years_of_the_shipped_reports_differ_as_printed() {
    let found = of_years(2023, 2025).unwrap();
    let of = |id: &str, aspect| {
        let about = Some(RecordId::Program(id.into()));
        found.changes.iter().find(|one| one.about == about && one.aspect == aspect)
    };
    let growth = of("city/成長産業創出支援事業", Aspect::Budget).unwrap();
    let brief = |side: &Option<Value>| side.as_ref().map(|value| value.brief.clone());
    assert_eq!(brief(&growth.before).as_deref(), Some("15,285千円"));
    assert_eq!(brief(&growth.after).as_deref(), Some("16,152千円"));
    // Listed once more, for what was settled, and ended all the same.
    let sold = found.changes.iter().filter(|one| one.label == "食の販路拡大事業");
    let became: Vec<_> = sold.filter(|one| one.aspect == Aspect::Lineage).collect();
    assert!(became.iter().any(|one| one.after.as_ref().unwrap().brief.starts_with("分割 → ")));
    let gone = |one: &&Change| one.aspect == Aspect::Listing && one.after.is_none();
    assert!(found.changes.iter().find(gone).is_some_and(|one| one.before.is_some()));
    assert!(!found.notes.is_empty());
    assert_eq!(of_years(2025, 2025).unwrap().changes, []);
    assert_eq!(of_years(2001, 2025), None);
}

#[test]
fn a_year_without_a_report_is_compared_by_its_amounts_alone() {
    let found = of_years(2024, 2025).unwrap();
    let city = found.changes.iter().filter(|one| one.aspect == Aspect::Listing);
    assert_eq!(city.count(), 0, "nobody is said to have ended for want of a report");
    let about = Some(RecordId::Program("city/成長産業創出支援事業".into()));
    let amount = found.changes.iter().find(|one| one.about == about).unwrap();
    assert_eq!(amount.aspect, Aspect::Amount);
    assert_eq!(amount.before.as_ref().unwrap().brief, "決算額 15,232千円");
    assert_eq!(amount.after.as_ref().unwrap().brief, "予算額 16,152千円");
}
