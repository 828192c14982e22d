//! Events for the tests of this module.

use jiff::{
    SignedDuration, Zoned,
    civil::{date, time},
};
use proptest::prelude::*;

use super::{
    Act, Amend, Answer, Assign, Confirm, Event, Hash, Link, Moment, New, NewOpinion, NewSession,
    Note, Progress, Read, Refer, Reject, Relate, Review, Saying, Way,
};
use crate::domain::{
    Addressee, AnswerKind, AnswerStage, EventId, Extent, Fate, FateKind, FiscalYear, LinkKind,
    OpinionId, ProgramId, ProgressState, RecordId, Relation, Stage, Verdict,
};

/// So many seconds after ten o'clock.
pub fn moment(seconds: u64) -> Moment {
    let ten: Zoned = "2026-11-21T10:00:00[Asia/Tokyo]".parse().unwrap();
    Moment::of(&ten.saturating_add(SignedDuration::from_secs(seconds.try_into().unwrap())))
}

/// An event written `n` seconds after ten o'clock.
pub fn event(id: &str, n: u64, by: &str, saying: Saying) -> Event {
    Event { id: id.into(), n, at: moment(n), by: by.parse().unwrap(), uid: None, act: None, saying }
}

/// 継続・全部・確定.
pub fn link(opinion: &str, program: &str) -> Saying {
    Saying::Link(Link {
        opinion: opinion.into(),
        program: program.into(),
        kind: LinkKind::Continuing,
        extent: Extent::Full,
        stage: Stage::Confirmed,
        note: String::new(),
        evidence: String::new(),
        opinion_words: Hash("o".into()),
        program_words: Hash("p".into()),
        confirms: None,
    })
}

/// Takes an event back.
pub fn retract(event: &str, way: Way) -> Saying {
    Saying::Retract { event: event.into(), way }
}

fn any_id() -> impl Strategy<Value = EventId> {
    ".{0,13}".prop_map(EventId::from)
}

fn any_saying() -> impl Strategy<Value = Saying> {
    let texts = (any::<String>(), any::<String>(), any::<String>(), any::<String>());
    let link = (texts, any::<[u8; 3]>(), proptest::option::of(any_id())).prop_map(
        |((opinion, program, note, evidence), choice, confirms)| {
            let at = |place: usize, of: usize| usize::from(choice[place]) % of;
            Saying::Link(Link {
                opinion: opinion.as_str().into(),
                program: program.as_str().into(),
                kind: LinkKind::ALL[at(0, LinkKind::ALL.len())],
                extent: Extent::ALL[at(1, Extent::ALL.len())],
                stage: Stage::ALL[at(2, Stage::ALL.len())],
                opinion_words: Hash::of(&opinion),
                program_words: Hash::of(&program),
                note,
                evidence,
                confirms,
            })
        },
    );
    let words =
        any::<String>().prop_map(|text| Saying::Words { hash: Hash::of(&text), text: text.into() });
    let way = prop_oneof![Just(Way::Remove), Just(Way::Undo), Just(Way::Redo)];
    let retract = (any_id(), way).prop_map(|(event, way)| Saying::Retract { event, way });
    prop_oneof![link, words, retract, any_answer(), any_entry()]
}

/// What is said of an opinion beside its links.
fn any_answer() -> impl Strategy<Value = Saying> {
    let texts = (any::<String>(), any::<String>());
    let replaces = proptest::collection::vec(any_id(), 0..3);
    (texts, 0..9_u8, any::<[u8; 2]>(), proptest::option::of(0..9_000_i16), replaces).prop_map(
        |((opinion, text), what, choice, day, replaces)| {
            let at = |place: usize, of: usize| usize::from(choice[place]) % of;
            let opinion = OpinionId::from(opinion);
            let (program, other) = (ProgramId::from(text.as_str()), text.as_str().into());
            let until = day.map(|year| date(year, 4, 1));
            let on = until.unwrap_or(date(2026, 11, 21));
            let (opinion_words, program_words) = (Hash::of("o"), Hash::of("p"));
            match what {
                0 => Saying::Answer(Answer {
                    opinion,
                    kind: AnswerKind::ALL[at(0, 5)],
                    text,
                    stage: AnswerStage::ALL[at(1, 3)],
                    replaces,
                }),
                1 => Saying::Progress(Progress {
                    opinion,
                    state: ProgressState::ALL[at(0, 6)],
                    as_of: on,
                    until,
                    reason: text,
                    replaces,
                }),
                2 => Saying::Assign(Assign { opinion, department: text, due: until, replaces }),
                3 => Saying::Reject(Reject {
                    opinion,
                    program,
                    stage: Stage::ALL[at(0, 2)],
                    reason: text,
                    opinion_words,
                    program_words,
                }),
                4 => Saying::Confirm(Confirm {
                    opinion,
                    program,
                    opinion_words,
                    program_words,
                    fates: vec![Fate {
                        kind: FateKind::ALL[at(0, 7)],
                        year: FiscalYear::from_western(2025),
                    }],
                    note: text,
                }),
                5 => Saying::Relate(Relate {
                    opinion,
                    other,
                    relation: Relation::ALL[at(0, 3)],
                    note: text,
                }),
                6 => Saying::Refer(Refer { opinion, to: Addressee::ALL[at(0, 3)], on, note: text }),
                7 => Saying::Read(Read { opinion, seen: replaces }),
                _ => Saying::Review(Review {
                    opinion,
                    verdict: Verdict::ALL[at(0, 2)],
                    text,
                    of: replaces,
                }),
            }
        },
    )
}

/// What is written down anew: notes, sessions, opinions.
fn any_entry() -> impl Strategy<Value = Saying> {
    let texts = (any::<String>(), any::<String>(), any::<String>());
    (texts, 0..7_u8, any::<u32>(), proptest::option::of(any::<u8>()), any_id()).prop_map(
        |((one, two, three), what, number, minute, entered)| {
            let fiscal_year = FiscalYear::from_western(2026);
            let start = minute.map(|minute| time(10, i8::try_from(minute % 60).unwrap(), 0, 0));
            let session = NewSession {
                fiscal_year,
                number,
                title: one.clone(),
                date: date(2026, 7, 2),
                start,
                end: start,
                place: two.clone(),
                agenda: three.clone(),
                members: minute.map(u32::from),
            };
            let opinion = NewOpinion {
                fiscal_year,
                label: one.clone(),
                heading: two.clone(),
                area: minute.map(|_| two.as_str().into()),
                text: three.clone(),
                sessions: minute.map(|_| one.as_str().into()).into_iter().collect(),
            };
            let replaces = vec![entered.clone()];
            match what {
                0 => Saying::Note(Note { about: RecordId::Opinion(one.into()), text: three }),
                1 => Saying::Note(Note { about: RecordId::Program(one.into()), text: three }),
                2 => Saying::Note(Note { about: RecordId::Session(one.into()), text: three }),
                3 => Saying::AddSession(session),
                4 => Saying::AddOpinion(opinion),
                5 => Saying::Amend(Amend { entered, to: New::Session(session), replaces }),
                _ => Saying::Amend(Amend { entered, to: New::Opinion(opinion), replaces }),
            }
        },
    )
}

/// Anything that can be said, by anybody, in any words.
pub fn any_event() -> impl Strategy<Value = Event> {
    let act = proptest::option::of((any_id(), 1_usize..9).prop_map(|(id, of)| Act { id, of }));
    let uid = any::<Option<u32>>();
    (any_id(), any::<u64>(), 0_u64..40_000, "[a-z山田]{1,8}", uid, act, any_saying()).prop_map(
        |(id, n, seconds, by, uid, act, saying)| Event {
            id,
            n,
            at: moment(seconds),
            by: by.parse().unwrap(),
            uid,
            act,
            saying,
        },
    )
}
