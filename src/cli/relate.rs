//! `shingi relate`, `refer`, `note`, `withdraw`: what may stand beside an opinion in any number, and
//! how it is taken back.

use super::{
    desk::{Desk, Done, Outcome, Refused, lacks, undecided},
    name::{self, Named},
};
use crate::{
    analysis::{Council, Deed, DeedKind, Unrelated, called},
    domain::{Addressee, EventId, OpinionId, RecordId, Relation, wareki},
    journal::{Note, Refer, Relate, Saying, Way},
    shown::shown,
};

/// Relates two opinions.
pub fn relate(
    desk: &mut Desk,
    names: (&str, &str),
    relation: Relation,
    note: Option<&str>,
) -> Done {
    let council = desk.council;
    let find = |name| name::opinion(council, name).map_err(Refused::Undecided);
    let (opinion, other) = (find(names.0)?.id.clone(), find(names.1)?.id.clone());
    let note = note.unwrap_or_default().trim().to_owned();
    let label = |id: &OpinionId| council.records.label(id);
    let (on, now) = (label(&opinion), format!("{relation} {}", label(&other)));
    let said = Relate { opinion, other, relation, note };
    let sayings = council.relate(&desk.office.person, &said).map_err(|why| match why {
        Unrelated::Itself => undecided("同じ意見どうしに、関係は書けません。"),
        Unrelated::Round(way) => {
            let way = way.iter().map(|id| shown(&label(id)).into_owned()).collect::<Vec<_>>();
            undecided(format!(
                "{relation}が一回りします（{}）。何も書いていません。\
                 向きを確かめるか、先の関係を shingi withdraw で取り消してください。",
                way.join(" → ")
            ))
        }
    })?;
    let changed = !sayings.is_empty();
    Ok(desk.save("意見の関係", &sayings, &[Outcome { on, now, changed }]))
}

/// Says that opinions were passed on.
pub fn refer(
    desk: &mut Desk,
    names: &[String],
    to: Addressee,
    date: Option<&str>,
    note: Option<String>,
) -> Done {
    let on = desk.past_day("--date", date)?;
    let opinions = desk.opinions(names)?;
    let note = note.unwrap_or_default();
    let council = desk.council;
    desk.say_of_each("要望・伝達", &opinions, |id| {
        let said = Refer { opinion: id.clone(), to, on, note: note.clone() };
        let stands = council.ledger.referrals(id).iter().any(|other| other.what == said);
        let now = format!("{to}（{}）", wareki(on));
        Ok(((!stands).then_some(Saying::Refer(said)), now))
    })
}

/// Writes a note on any record.
pub fn note(desk: &mut Desk, name: &str, text: &str) -> Done {
    let text = text.trim();
    if text.is_empty() {
        let what = "メモの言葉がありません。--text で書いてください。";
        return Err(Refused::Line(lacks(what, "note ア-イ --text 次回の会議で確かめる")));
    }
    let about = match name::any(desk.council, name).map_err(Refused::Undecided)? {
        Named::Opinion(opinion) => RecordId::Opinion(opinion.id.clone()),
        Named::Program(program) => RecordId::Program(program.id.clone()),
        Named::Session(session) => RecordId::Session(session.id.clone()),
    };
    let on = called(&desk.council.records, &about);
    let stands = desk.council.ledger.notes(&about).iter().any(|said| said.what.text == text);
    let saying = (!stands).then(|| Saying::Note(Note { about, text: text.to_owned() }));
    let sayings: Vec<_> = saying.into_iter().collect();
    let outcome = Outcome { on, now: String::new(), changed: !stands };
    Ok(desk.save("メモ", &sayings, &[outcome]))
}

/// How many characters of an id are enough to be looked for.
const ENOUGH: usize = 4;

/// Takes back what was said, whoever said it.
pub fn withdraw(desk: &mut Desk, ids: &[String]) -> Done {
    let council = desk.council;
    let mut deeds: Vec<&Deed> = Vec::new();
    for typed in ids {
        let deed = said(council, typed).map_err(undecided)?;
        let own = deed.by == desk.office.person;
        if matches!(deed.kind, DeedKind::Read | DeedKind::Review) && !own {
            let name = council.records.name_of(&deed.by);
            let why = format!("{name} さんの{}は、本人だけが取り消せます。", deed.kind);
            return Err(undecided(shown(&why)));
        }
        if deeds.iter().all(|other| other.id != deed.id) {
            deeds.push(deed);
        }
    }
    let retract = |deed: &&Deed| Saying::Retract { event: deed.id.clone(), way: Way::Remove };
    let sayings: Vec<_> = deeds.iter().map(retract).collect();
    let outcome = |deed: &&Deed| Outcome { on: String::new(), now: deed.what(), changed: true };
    let outcomes: Vec<_> = deeds.iter().map(outcome).collect();
    Ok(desk.save("取り消し", &sayings, &outcomes))
}

/// What was said under an id, or under the only one that begins so.
fn said<'a>(council: &'a Council, typed: &str) -> Result<&'a Deed, String> {
    let typed = typed.trim();
    let name = shown(typed);
    let is_meant = |id: &EventId| {
        id.as_str() == typed || typed.len() >= ENOUGH && id.as_str().starts_with(typed)
    };
    let all: Vec<_> = council.history.iter().filter(|deed| is_meant(&deed.id)).collect();
    let holds = |deed: &&&Deed| deed.way.is_none() && council.ledger.is_live(&deed.id);
    let found: Vec<_> = all.iter().filter(holds).copied().collect();
    match (&found[..], &all[..]) {
        ([deed], _) if stands(council, deed) => Ok(deed),
        ([_], _) => Err(format!("`{name}` は、後から書かれたものに置き換わっています。")),
        ([], []) => Err(format!(
            "識別子 `{name}` はありません。識別子は shingi show と shingi log に出ます。"
        )),
        ([], [deed, ..]) if deed.way.is_some() => {
            Err(format!("`{name}` は取り消しです。自分の操作なら shingi undo・redo で戻せます。"))
        }
        ([], _) => Err(format!("`{name}` は、もう取り消されています。")),
        (several, _) => {
            let line =
                |deed: &&Deed| format!("  {}  {}", shown(deed.id.as_str()), shown(&deed.what()));
            let lines: Vec<_> = several.iter().map(line).collect();
            Err(format!(
                "`{name}` で始まる識別子が {}件あります。もっと長く書いてください。\n{}",
                several.len(),
                lines.join("\n")
            ))
        }
    }
}

/// Whether taking it back changes anything: it is not what something later took the place of.
fn stands(council: &Council, deed: &Deed) -> bool {
    let Some(opinion) = deed.opinion() else { return true };
    let (ledger, id) = (&council.ledger, &deed.id);
    match deed.kind {
        DeedKind::Answer => ledger.answer(opinion).is_none_or(|register| register.holds(id)),
        DeedKind::Progress => ledger.progress(opinion).is_none_or(|register| register.holds(id)),
        DeedKind::Assign => ledger.assignment(opinion).is_none_or(|register| register.holds(id)),
        _ => true,
    }
}
