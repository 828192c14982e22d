//! Events for the tests of this module.

use jiff::{SignedDuration, Zoned};
use proptest::prelude::*;

use super::{Act, Event, Hash, Link, Moment, Saying, Way};
use crate::domain::{EventId, Extent, LinkKind, Stage};

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
        opinion_words: Hash("o".to_owned()),
        program_words: Hash("p".to_owned()),
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
    let words = any::<String>().prop_map(|text| Saying::Words { hash: Hash::of(&text), text });
    let way = prop_oneof![Just(Way::Remove), Just(Way::Undo), Just(Way::Redo)];
    let retract = (any_id(), way).prop_map(|(event, way)| Saying::Retract { event, way });
    prop_oneof![link, words, retract]
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
