//! A small record, and people who say things about it: for the tests of this module.

use std::sync::Arc;

use jiff::{SignedDuration, Zoned, civil::Date};

use super::{Council, Wish};
use crate::{
    domain::{
        AnswerKind, AnswerStage, EventId, OpinionId, ProgramId, ProgressState, Relation, Stage,
        Verdict,
    },
    journal::{Answer, Assign, Event, Journal, Moment, Progress, Reject, Relate, Review, Saying},
    records::{Records, load_texts},
};

const SOURCE: &str = r#"Source(id: "s", title: "報告", issuer: "熊本市", fiscal_year: "R7", file: "s.txt", purpose: "例")"#;
const PLAN: &str = r#"Plan(id: "city-r7", source: "s", title: "計画", areas: [Area(id: "city-r7/1", label: "1", title: "創業")])"#;
const OPINIONS: &str = r#"Opinions(source: "s", fiscal_year: "R7", sessions: [], opinions: [
    Opinion(id: "o/1", label: "ア(ア)", heading: "", area: "city-r7/1", text: "起業の支援が必要である。"),
    Opinion(id: "o/2", label: "ア(イ)", heading: "", area: "city-r7/1", text: "承継の支援が必要である。"),
    Opinion(id: "o/3", label: "ア(ウ)", heading: "", text: "道を直してほしい。"),
])"#;
const PROGRAMS: &str = r#"Programs(source: "s", entries: [
    Entry(program: "city/続く", listed: Listing(area: "city-r7/1", number: 1), settled: Amount(year: "R6", thousand_yen: 10), budget: Amount(year: "R7", thousand_yen: 12), content: "窓口を開く。", results: ["相談: 3件"]),
    Entry(program: "city/分かれた", listed: Listing(area: "city-r7/1", number: 2), settled: Amount(year: "R6", thousand_yen: 10), content: "販路を広げる。", results: ["3件"]),
    Entry(program: "city/予算のない", listed: Listing(area: "city-r7/1", number: 3), settled: Amount(year: "R6", thousand_yen: 10), content: "配る。", results: ["1件"]),
    Entry(program: "city/結果のない", listed: Listing(area: "city-r7/1", number: 4), settled: Amount(year: "R6", thousand_yen: 10), budget: Amount(year: "R7", thousand_yen: 12), content: "調べる。"),
    Entry(program: "city/新しい", listed: Listing(area: "city-r7/1", number: 5), budget: Amount(year: "R7", thousand_yen: 12), content: "始める。"),
    Entry(program: "city/取組", listed: Listing(area: "city-r7/1", number: 6), content: "知らせる。"),
])"#;
const LINEAGE: &str = r#"Lineage(successions: [
    Succession(kind: 新規, year: "R7", to: ["city/新しい"], basis: Inferred(reason: "例", certainty: おそらく)),
    Succession(kind: 改称, year: "R6", from: ["city/続く"], to: ["city/新しい"], basis: Inferred(reason: "例", certainty: おそらく)),
    Succession(kind: 範囲変更, year: "R7", from: ["city/続く"], to: ["city/続く"], basis: Inferred(reason: "例", certainty: おそらく)),
    Succession(kind: 分割, year: "R7", from: ["city/分かれた"], to: ["city/続く", "city/新しい"], basis: Inferred(reason: "例", certainty: おそらく)),
])"#;

/// A council over the small record, and how many things have been said.
pub struct Sample {
    pub council: Council,
    said: u64,
}

impl Sample {
    pub fn new() -> Self {
        let files = [SOURCE, PLAN, OPINIONS, PROGRAMS, LINEAGE, "原文"];
        let names = ["1.ron", "2.ron", "3.ron", "4.ron", "5.ron", "sources/s.txt"];
        let files: Vec<_> = names.into_iter().zip(files).collect();
        let loaded = load_texts(&files);
        let council = Council::new(loaded, Journal::default());
        assert_eq!(council.troubles, [], "the sample itself is sound");
        Self { council, said: 0 }
    }

    /// The record, to be changed.
    pub fn records(&mut self) -> &mut Records {
        Arc::make_mut(&mut self.council.records)
    }

    /// Somebody says something, a minute after what was said before; gives back its id.
    pub fn says(&mut self, by: &str, saying: Saying) -> EventId {
        self.said += 1;
        let ten: Zoned = "2026-11-01T10:00:00[Asia/Tokyo]".parse().unwrap();
        let minutes = i64::try_from(self.said).unwrap();
        let now = ten.saturating_add(SignedDuration::from_mins(minutes));
        let id = EventId::from(format!("e{}", self.said));
        self.council.hear_more(vec![Event {
            id: id.clone(),
            n: self.said,
            at: Moment::of(&now),
            by: by.parse().unwrap(),
            uid: None,
            act: None,
            saying,
        }]);
        id
    }

    pub fn all(&mut self, by: &str, sayings: Vec<Saying>) {
        for saying in sayings {
            self.says(by, saying);
        }
    }

    pub fn links(&mut self, by: &str, opinion: &str, program: &str, wish: &Wish) {
        let pair = (OpinionId::from(opinion), ProgramId::from(program));
        let sayings = self.council.link(&by.parse().unwrap(), &[pair], wish);
        self.all(by, sayings);
    }

    /// Takes the record as it is now for what was always there.
    pub fn look_again(&mut self) {
        let journal = std::mem::take(&mut self.council.journal);
        self.council.hear(journal);
    }
}

pub fn draft() -> Wish {
    Wish { stage: Stage::Draft, ..Wish::default() }
}

pub fn answer(opinion: &str, kind: AnswerKind, stage: AnswerStage) -> Saying {
    let text = "お答えします。".to_owned();
    Saying::Answer(Answer { opinion: opinion.into(), kind, text, stage, replaces: Vec::new() })
}

pub fn progress(opinion: &str, state: ProgressState, until: Option<Date>) -> Saying {
    Saying::Progress(Progress {
        opinion: opinion.into(),
        state,
        as_of: Date::constant(2026, 11, 1),
        until,
        reason: "理由".to_owned(),
        replaces: Vec::new(),
    })
}

pub fn assign(opinion: &str, department: &str, due: Option<Date>) -> Saying {
    let department = department.to_owned();
    Saying::Assign(Assign { opinion: opinion.into(), department, due, replaces: Vec::new() })
}

pub fn relate(opinion: &str, other: &str, relation: Relation) -> Saying {
    let (opinion, other) = (opinion.into(), other.into());
    Saying::Relate(Relate { opinion, other, relation, note: String::new() })
}

pub fn reject(opinion: &str, program: &str) -> Saying {
    let words = crate::journal::Hash::of("w");
    Saying::Reject(Reject {
        opinion: opinion.into(),
        program: program.into(),
        reason: "違う".to_owned(),
        stage: Stage::Confirmed,
        opinion_words: words.clone(),
        program_words: words,
    })
}

pub fn review(opinion: &str, verdict: Verdict, of: Vec<EventId>) -> Saying {
    let text = "なぜですか。".to_owned();
    Saying::Review(Review { opinion: opinion.into(), verdict, text, of })
}
