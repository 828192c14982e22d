//! What people said beside links, in JSON: what holds of it. Where people differ, every last word
//! stands.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    analysis::Council,
    domain::{
        Addressee, AnswerKind, AnswerStage, EventId, OpinionId, ProgramId, ProgressState, RecordId,
        Relation, Stage, Verdict,
    },
    journal::{Event, Saying},
};

/// 記入. One list a kind, oldest first.
#[derive(Debug, Default, Serialize)]
pub struct SaidJson<'a> {
    answers: Vec<Spoken<'a, AnswerJson<'a>>>,
    progress: Vec<Spoken<'a, ProgressJson<'a>>>,
    assignments: Vec<Spoken<'a, AssignmentJson<'a>>>,
    rejects: Vec<Spoken<'a, RejectJson<'a>>>,
    relations: Vec<Spoken<'a, RelationJson<'a>>>,
    referrals: Vec<Spoken<'a, ReferralJson<'a>>>,
    notes: Vec<Spoken<'a, NoteJson<'a>>>,
    reviews: Vec<Spoken<'a, ReviewJson<'a>>>,
}

/// What somebody said, and who and when.
#[derive(Debug, Serialize)]
struct Spoken<'a, T> {
    id: &'a EventId,
    #[serde(flatten)]
    what: T,
    by: &'a str,
    at: String,
}

#[derive(Debug, Serialize)]
struct AnswerJson<'a> {
    opinion: &'a OpinionId,
    kind: AnswerKind,
    stage: AnswerStage,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct ProgressJson<'a> {
    opinion: &'a OpinionId,
    state: ProgressState,
    as_of: Date,
    until: Option<Date>,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct AssignmentJson<'a> {
    opinion: &'a OpinionId,
    department: &'a str,
    due: Option<Date>,
}

#[derive(Debug, Serialize)]
struct RejectJson<'a> {
    opinion: &'a OpinionId,
    program: &'a ProgramId,
    stage: Stage,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct RelationJson<'a> {
    opinion: &'a OpinionId,
    other: &'a OpinionId,
    relation: Relation,
    note: &'a str,
}

#[derive(Debug, Serialize)]
struct ReferralJson<'a> {
    opinion: &'a OpinionId,
    to: Addressee,
    on: Date,
    note: &'a str,
}

/// Names the record under the key of its kind; the others are absent.
#[derive(Debug, Default, Serialize)]
struct NoteJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    opinion: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    program: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct ReviewJson<'a> {
    opinion: &'a OpinionId,
    verdict: Verdict,
    text: &'a str,
    of: &'a [EventId],
}

impl<'a> SaidJson<'a> {
    /// Everything that holds.
    #[must_use]
    pub fn of(council: &'a Council) -> Self {
        let mut said = Self::default();
        let events = council.journal.events.iter();
        for event in events.filter(|event| council.ledger.is_live(&event.id)) {
            said.take(council, event);
        }
        said
    }

    fn take(&mut self, council: &Council, event: &'a Event) {
        let (ledger, id) = (&council.ledger, &event.id);
        match &event.saying {
            // Of what there is one at a time, what was replaced is live, but holds no longer.
            Saying::Answer(it) if ledger.answer(&it.opinion).is_some_and(|r| r.holds(id)) => {
                let (opinion, kind, stage, text) = (&it.opinion, it.kind, it.stage, &*it.text);
                self.answers.push(spoken(event, AnswerJson { opinion, kind, stage, text }));
            }
            Saying::Progress(it) if ledger.progress(&it.opinion).is_some_and(|r| r.holds(id)) => {
                let what = ProgressJson {
                    opinion: &it.opinion,
                    state: it.state,
                    as_of: it.as_of,
                    until: it.until,
                    reason: &it.reason,
                };
                self.progress.push(spoken(event, what));
            }
            Saying::Assign(it) if ledger.assignment(&it.opinion).is_some_and(|r| r.holds(id)) => {
                let (opinion, department, due) = (&it.opinion, &*it.department, it.due);
                self.assignments.push(spoken(event, AssignmentJson { opinion, department, due }));
            }
            Saying::Reject(it) => {
                let (opinion, program, stage) = (&it.opinion, &it.program, it.stage);
                let reason = &*it.reason;
                self.rejects.push(spoken(event, RejectJson { opinion, program, stage, reason }));
            }
            Saying::Relate(it) => {
                let (opinion, other, relation) = (&it.opinion, &it.other, it.relation);
                let note = &*it.note;
                self.relations.push(spoken(event, RelationJson { opinion, other, relation, note }));
            }
            Saying::Refer(it) => {
                let (opinion, to, on, note) = (&it.opinion, it.to, it.on, &*it.note);
                self.referrals.push(spoken(event, ReferralJson { opinion, to, on, note }));
            }
            Saying::Note(it) => self.notes.push(spoken(event, note(&it.about, &it.text))),
            Saying::Review(it) => {
                let (opinion, verdict, text) = (&it.opinion, it.verdict, &*it.text);
                self.reviews.push(spoken(event, ReviewJson { opinion, verdict, text, of: &it.of }));
            }
            _ => {}
        }
    }
}

fn spoken<T>(event: &Event, what: T) -> Spoken<'_, T> {
    Spoken { id: &event.id, what, by: event.by.as_str(), at: event.at.to_string() }
}

fn note<'a>(about: &'a RecordId, text: &'a str) -> NoteJson<'a> {
    let note = NoteJson { text, ..NoteJson::default() };
    match about {
        RecordId::Opinion(id) => NoteJson { opinion: Some(id.as_str()), ..note },
        RecordId::Program(id) => NoteJson { program: Some(id.as_str()), ..note },
        RecordId::Session(id) => NoteJson { session: Some(id.as_str()), ..note },
    }
}
