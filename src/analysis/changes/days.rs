//! What people said between two days.

use jiff::civil::Date;

use super::{Aspect, Changes, Figure, Key, Said as Saying, State, Value, With, differing};
use crate::{
    analysis::{Council, answered, assigned, called, how, progressed},
    domain::{EventId, OpinionId, RecordId, Session, Stage, wareki},
    journal::{Entry, Link, Refer, Register, Said},
};

/// What differs between a council as it stood on one day and as it stood on a later one.
///
/// Only what was said is dated: the record files are those of now on both sides.
#[must_use]
pub fn changes(before: (&Council, Date), after: (&Council, Date)) -> Changes {
    let (old, new) = (before.0, after.0);
    let records = &new.records;
    let mut all = differing(records, &state(old), &state(new));
    // What was entered and taken back again has no name by now.
    for change in &mut all {
        if let Some(id) = change.about.as_ref().filter(|_| change.after.is_none()) {
            change.label = called(&old.records, id);
        }
    }
    Changes {
        from: format!("{}現在", wareki(before.1)),
        to: format!("{}現在", wareki(after.1)),
        figures: figures(old, new),
        changes: all,
        notes: vec![
            "日付で比べるのは、回答・進捗・対応付けなど、人が書いたものです。事業の金額や内容など、\
             資料から写した記録は、どちらの側もいまのものです。"
                .to_owned(),
        ],
    }
}

fn figures(before: &Council, after: &Council) -> Vec<Figure> {
    let (old, new) = (&before.standing.total, &after.standing.total);
    let pairs = old.shares().into_iter().zip(new.shares());
    let shares = pairs.map(|((name, before), (_, after))| (name, before, after));
    let count = |name, before: usize, after: usize| (name, before.to_string(), after.to_string());
    let more = [
        count("意見", old.opinions, new.opinions),
        count("要再確認", old.suspects, new.suspects),
        count("案", old.drafts, new.drafts),
    ];
    let all = shares.chain(more).map(|(name, before, after)| Figure {
        name: name.to_owned(),
        before,
        after,
    });
    all.collect()
}

/// Everything that stands.
fn state(council: &Council) -> State {
    let mut state = State::new();
    entered(council, &mut state);
    for opinion in &council.records.opinions {
        registers(council, &opinion.id, &mut state);
    }
    ties(council, &mut state);
    relations(council, &mut state);
    state
}

/// What was entered in the program, be it in a file by now: what was printed is not dated.
fn entered(council: &Council, state: &mut State) {
    let said = |id: &Option<EventId>| id.as_ref().is_some_and(|id| council.ledger.is_live(id));
    let sessions = council.records.sessions.iter().filter(|session| said(&session.entered));
    for session in sessions {
        let key = Key::of(RecordId::Session(session.id.clone()), Aspect::Text);
        let day = wareki(session.date);
        let value = Value::new(format!("{} {day}", session.title), session_text(session));
        state.insert(key, (value, None));
    }
    let opinions = council.records.opinions.iter().filter(|opinion| said(&opinion.entered));
    for opinion in opinions {
        let key = Key::of(RecordId::Opinion(opinion.id.clone()), Aspect::Text);
        let area = opinion.area.as_ref().map(|area| council.short_area(area));
        let brief = [opinion.short(), area.unwrap_or_default()].join(" ");
        state.insert(key, (Value::new(brief.trim(), &opinion.text), None));
    }
}

fn session_text(session: &Session) -> String {
    let parts = [session.place.as_str(), session.agenda.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn registers(council: &Council, id: &OpinionId, state: &mut State) {
    let (ledger, records) = (&council.ledger, &council.records);
    register(id, Aspect::Answer, ledger.answer(id), state, |answer| {
        Value::new(answered(records, answer), &answer.text)
    });
    register(id, Aspect::Progress, ledger.progress(id), state, |progress| {
        Value::new(progressed(records, progress), &progress.reason)
    });
    register(id, Aspect::Assignment, ledger.assignment(id), state, |assign| {
        Value::new(assigned(assign), "")
    });
    let referrals = ledger.referrals(id);
    if let Some(last) = referrals.last() {
        let told = |said: &Said<Refer>| format!("{}（{}）", said.what.to, wareki(said.what.on));
        let all: Vec<_> = referrals.iter().map(told).collect();
        let key = Key::of(RecordId::Opinion(id.clone()), Aspect::Referral);
        state.insert(key, (Value::new(all.join("、"), ""), Some(signed(last))));
    }
}

/// Something there is one of at a time; every last word, where they differ.
fn register<T: Entry>(
    id: &OpinionId,
    aspect: Aspect,
    register: Option<&Register<T>>,
    state: &mut State,
    value: impl Fn(&T) -> Value,
) {
    let Some((register, now)) = register.and_then(|it| Some((it, it.now()?))) else { return };
    let value = match register.disagreement() {
        None => value(&now.what),
        Some(heads) => disputed(&heads.iter().map(|said| value(&said.what)).collect::<Vec<_>>()),
    };
    let key = Key::of(RecordId::Opinion(id.clone()), aspect);
    state.insert(key, (value, Some(signed(now))));
}

fn disputed(values: &[Value]) -> Value {
    let all: Vec<_> = values.iter().map(|value| value.brief.as_str()).collect();
    let texts: Vec<_> = values.iter().map(|value| value.text.as_str()).collect();
    let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    Value::new(format!("食い違い: {}", all.join(" ／ ")), texts.join("\n"))
}

fn ties(council: &Council, state: &mut State) {
    for tie in council.ledger.ties() {
        let value = match tie.disagreement() {
            Some(links) => {
                let value = |live: &&Said<Link>| Value::new(how(&live.what), &live.what.evidence);
                disputed(&links.iter().map(value).collect::<Vec<_>>())
            }
            // What a 案 said that was settled is over.
            None => tie.links.last().map_or_else(
                || Value::new("", ""),
                |live| Value::new(how(&live.what), &live.what.evidence),
            ),
        };
        let key = Key {
            with: Some(With::Record(super::program(&tie.program))),
            ..Key::of(RecordId::Opinion(tie.opinion.clone()), Aspect::Link)
        };
        state.insert(key, (value, tie.links.last().map(signed)));
    }
    for ((opinion, program), said) in council.ledger.rejected() {
        let settled = said.iter().rfind(|said| said.what.stage == Stage::Confirmed);
        if let Some(last) = settled {
            let key = Key {
                with: Some(With::Record(super::program(program))),
                ..Key::of(RecordId::Opinion(opinion.clone()), Aspect::Reject)
            };
            state.insert(key, (Value::new("関連なし", &last.what.reason), Some(signed(last))));
        }
    }
}

fn relations(council: &Council, state: &mut State) {
    for said in &council.ledger.relations {
        let relate = &said.what;
        let key = Key {
            with: Some(With::Record(RecordId::Opinion(relate.other.clone()))),
            name: relate.relation.to_string(),
            ..Key::of(RecordId::Opinion(relate.opinion.clone()), Aspect::Relation)
        };
        state.insert(key, (Value::new(relate.relation.word(), ""), Some(signed(said))));
    }
}

fn signed<T>(said: &Said<T>) -> Saying {
    Saying { by: said.by.clone(), on: said.at.wall().date() }
}
