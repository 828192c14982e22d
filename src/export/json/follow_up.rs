//! JSON of what people say about an opinion.

use jiff::civil::Date;
use serde::Serialize;

use super::{LinkJson, OpinionJson, link, opinion};
use crate::{
    analysis::{Council, Deed},
    domain::{
        Addressee, AnswerKind, AnswerStage, EventId, Opinion, OpinionId, ProgramId, ProgressState,
        RecordId, Relation, Stage, Verdict,
    },
    journal::{
        Answer, Assign, Entry, Note, Progress, Refer, Register, Reject, Relate, Review, Said,
    },
};

/// 意見, and where it stands: `shingi list`.
#[derive(Debug, Serialize)]
pub struct StandingJson<'a> {
    #[serde(flatten)]
    opinion: OpinionJson<'a>,
    /// 対応状況, as the screens say it.
    coverage: &'static str,
    /// How many programs it is linked to.
    linked: usize,
    /// The last words: one where people agree, several where they differ, none where nobody spoke.
    answers: Vec<Signed<'a, AnswerJson<'a>>>,
    progress: Vec<Signed<'a, ProgressJson<'a>>>,
    assignments: Vec<Signed<'a, AssignJson<'a>>>,
}

/// Everything that stands to an opinion: `shingi show`.
#[derive(Debug, Serialize)]
pub struct InFullJson<'a> {
    #[serde(flatten)]
    standing: StandingJson<'a>,
    links: Vec<LinkJson<'a>>,
    /// 要再確認, of the links.
    doubts: Vec<DoubtJson<'a>>,
    rejects: Vec<Signed<'a, RejectJson<'a>>>,
    /// From either side.
    relations: Vec<Signed<'a, RelateJson<'a>>>,
    referrals: Vec<Signed<'a, ReferJson<'a>>>,
    reviews: Vec<Signed<'a, ReviewJson<'a>>>,
    notes: Vec<Signed<'a, NoteJson<'a>>>,
    /// Newest first.
    timeline: Vec<DeedJson<'a>>,
}

/// 要再確認.
#[derive(Debug, Serialize)]
struct DoubtJson<'a> {
    program: &'a ProgramId,
    why: String,
    /// 後継.
    successors: Vec<&'a ProgramId>,
}

/// What somebody said, with who and when.
#[derive(Debug, Serialize)]
struct Signed<'a, T> {
    id: &'a EventId,
    by: &'a str,
    at: String,
    #[serde(flatten)]
    what: T,
}

fn signed<'a, T, J>(said: &'a Said<T>, json: fn(&'a T) -> J) -> Signed<'a, J> {
    Signed { id: &said.id, by: said.by.as_str(), at: said.at.to_string(), what: json(&said.what) }
}

fn last_words<'a, T: Entry, J>(
    register: Option<&'a Register<T>>,
    json: fn(&'a T) -> J,
) -> Vec<Signed<'a, J>> {
    let words = match register {
        Some(register) if register.disagreement().is_some() => register.heads(),
        Some(register) => register.now().map_or(&[][..], std::slice::from_ref),
        None => &[],
    };
    words.iter().map(|said| signed(said, json)).collect()
}

#[derive(Debug, Serialize)]
struct AnswerJson<'a> {
    kind: AnswerKind,
    code: usize,
    text: &'a str,
    stage: AnswerStage,
}

fn answer(said: &Answer) -> AnswerJson<'_> {
    AnswerJson { kind: said.kind, code: said.kind.code(), text: &said.text, stage: said.stage }
}

#[derive(Debug, Serialize)]
struct ProgressJson<'a> {
    state: ProgressState,
    as_of: Date,
    until: Option<Date>,
    reason: &'a str,
}

fn progress(said: &Progress) -> ProgressJson<'_> {
    let Progress { state, as_of, until, reason, .. } = said;
    ProgressJson { state: *state, as_of: *as_of, until: *until, reason }
}

#[derive(Debug, Serialize)]
struct AssignJson<'a> {
    /// Empty where nobody is charged any more.
    department: &'a str,
    due: Option<Date>,
}

fn assign(said: &Assign) -> AssignJson<'_> {
    AssignJson { department: &said.department, due: said.due }
}

#[derive(Debug, Serialize)]
struct RejectJson<'a> {
    program: &'a ProgramId,
    stage: Stage,
    reason: &'a str,
}

fn reject(said: &Reject) -> RejectJson<'_> {
    RejectJson { program: &said.program, stage: said.stage, reason: &said.reason }
}

#[derive(Debug, Serialize)]
struct RelateJson<'a> {
    opinion: &'a OpinionId,
    relation: Relation,
    other: &'a OpinionId,
    note: &'a str,
}

fn relate(said: &Relate) -> RelateJson<'_> {
    let Relate { opinion, other, relation, note } = said;
    RelateJson { opinion, relation: *relation, other, note }
}

#[derive(Debug, Serialize)]
struct ReferJson<'a> {
    to: Addressee,
    on: Date,
    note: &'a str,
}

fn refer(said: &Refer) -> ReferJson<'_> {
    ReferJson { to: said.to, on: said.on, note: &said.note }
}

#[derive(Debug, Serialize)]
struct ReviewJson<'a> {
    verdict: Verdict,
    text: &'a str,
}

fn review(said: &Review) -> ReviewJson<'_> {
    ReviewJson { verdict: said.verdict, text: &said.text }
}

#[derive(Debug, Serialize)]
struct NoteJson<'a> {
    text: &'a str,
}

fn note(said: &Note) -> NoteJson<'_> {
    NoteJson { text: &said.text }
}

/// 履歴の一行.
#[derive(Debug, Serialize)]
struct DeedJson<'a> {
    id: &'a EventId,
    at: String,
    by: &'a str,
    kind: &'static str,
    what: String,
}

fn deed(deed: &Deed) -> DeedJson<'_> {
    DeedJson {
        id: &deed.id,
        at: deed.at.to_string(),
        by: deed.by.as_str(),
        kind: deed.kind.word(),
        what: deed.what(),
    }
}

/// Where an opinion stands.
#[must_use]
pub fn standing<'a>(council: &'a Council, of: &'a Opinion) -> StandingJson<'a> {
    let ledger = &council.ledger;
    let row = council.records.opinion_row(&of.id);
    StandingJson {
        opinion: opinion(of),
        coverage: row.map_or("", |row| council.standing.opinions[row].word()),
        linked: council.ties_of(&of.id).count(),
        answers: last_words(ledger.answer(&of.id), answer),
        progress: last_words(ledger.progress(&of.id), progress),
        assignments: last_words(ledger.assignment(&of.id), assign),
    }
}

/// Everything that stands to an opinion.
#[must_use]
pub fn in_full<'a>(council: &'a Council, of: &'a Opinion) -> InFullJson<'a> {
    let ledger = &council.ledger;
    let mut rejects: Vec<_> =
        ledger.rejected().filter(|((opinion, _), _)| *opinion == of.id).collect();
    rejects.sort_by_key(|((_, program), _)| program);
    let relations = ledger.relations.iter();
    let about = RecordId::Opinion(of.id.clone());
    InFullJson {
        standing: standing(council, of),
        links: council.ties_of(&of.id).flat_map(|tie| &tie.links).map(link).collect(),
        doubts: (council.suspects.iter())
            .filter(|suspect| suspect.pair.0 == of.id)
            .map(|suspect| DoubtJson {
                program: &suspect.pair.1,
                why: suspect.why(),
                successors: suspect.successors(),
            })
            .collect(),
        rejects: rejects
            .into_iter()
            .flat_map(|(_, said)| said)
            .map(|s| signed(s, reject))
            .collect(),
        relations: relations
            .filter(|said| said.what.opinion == of.id || said.what.other == of.id)
            .map(|said| signed(said, relate))
            .collect(),
        referrals: ledger.referrals(&of.id).iter().map(|said| signed(said, refer)).collect(),
        reviews: ledger.reviews(&of.id).iter().map(|said| signed(said, review)).collect(),
        notes: notes(council, &about),
        timeline: council.deeds_of(&about).map(deed).collect(),
    }
}

fn notes<'a>(council: &'a Council, about: &RecordId) -> Vec<Signed<'a, NoteJson<'a>>> {
    council.ledger.notes(about).iter().map(|said| signed(said, note)).collect()
}

/// A record with the notes on it.
#[derive(Debug, Serialize)]
pub struct Noted<'a, T> {
    #[serde(flatten)]
    record: T,
    notes: Vec<Signed<'a, NoteJson<'a>>>,
}

/// A record with the notes on it.
#[must_use]
pub fn noted<'a, T>(council: &'a Council, about: &RecordId, record: T) -> Noted<'a, T> {
    Noted { record, notes: notes(council, about) }
}
