//! 照会様式: whatever the record holds, a form that comes back as it went out says nothing.

#[path = "support/odd.rs"]
mod odd;

use jiff::{
    Zoned,
    civil::{Date, date},
};
use proptest::prelude::*;
use shingi::{
    analysis::{
        Council,
        inquiry::{Inquiry, year_at_hand},
    },
    domain::{AnswerKind, AnswerStage, EventId, Extent, LinkKind, ProgressState, Stage},
    export::{
        report::Version,
        xlsx::{self, Font},
    },
    import::answers::{open, read},
    journal::{Answer, Assign, Event, Hash, Journal, Link, Moment, Note, Progress, Saying},
    records::load_texts,
};

const TODAY: Date = date(2026, 11, 21);

const FILES: [(&str, &str); 5] = [
    (
        "1.ron",
        r#"Source(id: "s", title: "報告", issuer: "熊本市", fiscal_year: "R7", file: "s.txt", purpose: "例")"#,
    ),
    (
        "2.ron",
        r#"Plan(id: "c", source: "s", title: "計画", areas: [Area(id: "c/1", label: "1", title: "創業")])"#,
    ),
    (
        "3.ron",
        r#"Opinions(source: "s", fiscal_year: "R7", sessions: [], opinions: [
            Opinion(id: "o/1", label: "ア(ア)", heading: "", area: "c/1", text: "一"),
            Opinion(id: "o/2", label: "ア(イ)", heading: "", text: "二"),
            Opinion(id: "o/3", label: "ア(ウ)", heading: "", text: "三"),
        ])"#,
    ),
    (
        "4.ron",
        r#"Programs(source: "s", entries: [
            Entry(program: "city/甲", listed: Listing(area: "c/1", number: 1), budget: Amount(year: "R7", thousand_yen: 12)),
            Entry(program: "city/乙", listed: Listing(area: "c/1", number: 2)),
        ])"#,
    ),
    ("sources/s.txt", "原文"),
];

/// Text that a form could trip over.
fn words() -> impl Strategy<Value = String> {
    let own = prop_oneof![
        Just("同上".to_owned()),
        Just("_x0041_|".to_owned()),
        Just("\t\n".to_owned()),
        Just("１２㋿⑴ﾊﾞ".to_owned()),
    ];
    (odd::words(), proptest::option::of(own)).prop_map(|(odd, own)| odd + &own.unwrap_or_default())
}

fn opinion() -> impl Strategy<Value = String> {
    (1..=3).prop_map(|nth| format!("o/{nth}"))
}

fn day() -> impl Strategy<Value = Date> {
    (1990_i16..=2999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

/// Anything that people can have said, whether or not a form would take it.
fn saying() -> impl Strategy<Value = Saying> {
    let replaces =
        || proptest::collection::vec((0..8).prop_map(|n| EventId::from(format!("e{n}"))), 0..3);
    let answer = (
        opinion(),
        proptest::sample::select(AnswerKind::ALL),
        proptest::sample::select(AnswerStage::ALL),
        words(),
        replaces(),
    );
    let answer = answer.prop_map(|(opinion, kind, stage, text, replaces)| {
        Saying::Answer(Answer { opinion: opinion.as_str().into(), kind, text, stage, replaces })
    });
    let progress = (
        opinion(),
        proptest::sample::select(ProgressState::ALL),
        day(),
        proptest::option::of(day()),
        words(),
        replaces(),
    );
    let progress = progress.prop_map(|(opinion, state, as_of, until, reason, replaces)| {
        let opinion = opinion.as_str().into();
        Saying::Progress(Progress { opinion, state, as_of, until, reason, replaces })
    });
    let department = prop_oneof![Just("産業振興課".to_owned()), Just(String::new()), words()];
    let assign = (opinion(), department, proptest::option::of(day()), replaces());
    let assign = assign.prop_map(|(opinion, department, due, replaces)| {
        Saying::Assign(Assign { opinion: opinion.as_str().into(), department, due, replaces })
    });
    let link = (opinion(), prop_oneof![Just("city/甲"), Just("city/乙"), Just("city/ない")]);
    let link = link.prop_map(|(opinion, program)| {
        Saying::Link(Link {
            opinion: opinion.as_str().into(),
            program: program.into(),
            kind: LinkKind::Continuing,
            extent: Extent::Full,
            stage: Stage::Confirmed,
            note: String::new(),
            evidence: String::new(),
            opinion_words: Hash::of(""),
            program_words: Hash::of(""),
            confirms: None,
        })
    });
    let note = (opinion(), words()).prop_map(|(opinion, text)| {
        let about = shingi::domain::RecordId::Opinion(opinion.as_str().into());
        Saying::Note(Note { about, text })
    });
    prop_oneof![3 => answer, 3 => progress, 2 => assign, 2 => link, 1 => note]
}

fn council(texts: &[String], sayings: Vec<Saying>) -> Council {
    let mut loaded = load_texts(&FILES);
    for (opinion, text) in loaded.records.opinions.iter_mut().zip(texts) {
        opinion.text.push_str(text);
    }
    let now: Zoned = "2026-11-01T10:00:00[Asia/Tokyo]".parse().unwrap();
    let event = |(nth, saying): (usize, Saying)| Event {
        id: EventId::from(format!("e{nth}")),
        n: u64::try_from(nth).unwrap() + 1,
        at: Moment::of(&now),
        by: if nth % 2 == 0 { "sato" } else { "abe" }.parse().unwrap(),
        uid: None,
        act: None,
        saying,
    };
    let events = sayings.into_iter().enumerate().map(event).collect();
    Council::new(loaded, Journal { events, ..Journal::default() })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_back_as_it_went_out_changes_nothing(
        texts in proptest::collection::vec(words(), 3),
        sayings in proptest::collection::vec(saying(), 0..14),
    ) {
        let council = council(&texts, sayings);
        let version = Version::of(&council);
        let year = year_at_hand(&council).unwrap();
        let inquiries = Inquiry::of_year(&council, year, TODAY);
        prop_assert_eq!(inquiries.iter().map(Inquiry::opinions).sum::<usize>(), 3);
        for inquiry in inquiries {
            let book = xlsx::inquiry(&inquiry, &council.records, &version, &Font::default());
            let returned = open(&book.unwrap()).unwrap();
            prop_assert_eq!(returned.year, year);
            let reading = read(&returned, &council, TODAY);
            prop_assert_eq!(&reading.faults, &[]);
            prop_assert_eq!(&reading.changes, &[]);
            prop_assert_eq!(&reading.told, &[""; 0]);
            prop_assert_eq!(reading.same, inquiry.opinions());
            // Nor does it when the record went on meanwhile.
            let later = self::council(&texts, Vec::new());
            let reading = read(&returned, &later, TODAY);
            prop_assert_eq!((reading.faults.len(), reading.changes.len()), (0, 0));
        }
    }
}
