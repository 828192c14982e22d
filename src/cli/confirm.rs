//! `shingi reject`, `confirm`: what becomes of proposed links, and of links that are in doubt.

use super::{
    desk::{Desk, Done, Outcome, Refused, lacks, undecided},
    name,
};
use crate::{
    analysis::{Council, Wish, how},
    domain::{OpinionId, Stage},
    journal::{Link, Pair, Reject, Said, Saying},
    shown::shown,
};

/// 関連なし, for a reason.
pub fn reject(desk: &mut Desk, names: (&str, &str), stage: Stage, reason: &str) -> Done {
    let reason = reason.trim();
    if reason.is_empty() {
        let what = "関連なしには理由が要ります。--reason で書いてください。";
        let example = format!("reject {} {} --reason 理由", names.0, names.1);
        return Err(Refused::Line(lacks(what, &example)));
    }
    let pair = pair(desk.council, names)?;
    let council = desk.council;
    let person = &desk.office.person;
    let sayings = council.reject(person, std::slice::from_ref(&pair), stage, reason);
    let others = council.ledger.tie(&pair.0, &pair.1).into_iter().flat_map(|tie| &tie.links);
    let mut others = others.filter(|live| live.by != *person && live.what.stage != Stage::Draft);
    let draft = if stage == Stage::Draft { "（案）" } else { "" };
    let contested = others.next().map(|live| {
        let name = council.records.name_of(&live.by);
        format!("（{name} さんは対応付けています: 食い違い）")
    });
    let program = council.records.program_name(&pair.1);
    let now = format!("「{program}」{draft}{}", contested.unwrap_or_default());
    let outcome = Outcome { on: council.records.label(&pair.0), now, changed: true };
    Ok(desk.save("関連なし", &sayings, &[outcome]))
}

/// Settles 案, or looks again at a link in doubt.
pub fn confirm(
    desk: &mut Desk,
    opinion: Option<&str>,
    program: Option<&str>,
    note: Option<&str>,
) -> Done {
    match (opinion, program) {
        (Some(opinion), Some(program)) => {
            let pair = pair(desk.council, (opinion, program))?;
            one(desk, pair, note)
        }
        _ if note.is_some() => {
            let what = "--note は、意見と事業を一つずつ指定したときに付けられます。";
            Err(Refused::Line(lacks(what, "confirm ア-イ 地域スタートアップ --note メモ")))
        }
        (Some(name), None) => {
            let id = name::opinion(desk.council, name).map_err(Refused::Undecided)?.id.clone();
            several(desk, Some(&id))
        }
        // Where neither was typed, `--all` was or is missing: the caller has looked.
        (None, _) => several(desk, None),
    }
}

fn one(desk: &mut Desk, pair: Pair, note: Option<&str>) -> Done {
    let (council, person) = (desk.council, desk.office.person.clone());
    let tie = council.ledger.tie(&pair.0, &pair.1);
    if let (Some(note), Some(draft)) =
        (note, tie.filter(|tie| tie.is_draft()).and_then(|tie| tie.links.last()))
    {
        let wish = Wish {
            kind: draft.what.kind,
            extent: draft.what.extent,
            stage: Stage::Confirmed,
            note: Some(note.to_owned()),
            evidence: Some(draft.what.evidence.clone()),
        };
        let outcome = settled(council, &pair);
        let sayings = council.link(&person, &[pair], &wish);
        return Ok(desk.save("確定", &sayings, &[outcome]));
    }
    if is_draft(council, &pair) {
        return Ok(settle(desk, &[pair]));
    }
    let (label, name) = (council.records.label(&pair.0), council.records.program_name(&pair.1));
    if tie.is_none() {
        let why = format!("{label} と「{name}」の案はありません。");
        return Err(undecided(shown(&why)));
    }
    let now = format!("「{name}」");
    let Some(suspect) = council.to_look_into(&pair.0, &pair.1) else {
        let outcome =
            Outcome { on: label, now: format!("{now}は確定しています"), changed: false };
        return Ok(desk.save("再確認", &[], &[outcome]));
    };
    let sayings = council.confirm(&[(pair, suspect.fates())], note.unwrap_or_default());
    Ok(desk.save("再確認", &sayings, &[Outcome { on: label, now, changed: true }]))
}

/// Settles every 案 of one opinion, or of all.
fn several(desk: &mut Desk, only: Option<&OpinionId>) -> Done {
    let council = desk.council;
    let ledger = &council.ledger;
    let linked = ledger.ties().iter().map(|tie| (tie.opinion.clone(), tie.program.clone()));
    let rejected = ledger.rejected().map(|(pair, _)| pair.clone());
    let mut pairs: Vec<Pair> = linked
        .chain(rejected)
        .filter(|pair| only.is_none_or(|id| pair.0 == *id) && is_draft(council, pair))
        // What the record does not hold cannot be judged.
        .filter(|(opinion, program)| {
            council.records.opinion(opinion).is_some() && council.records.program(program).is_some()
        })
        .collect();
    let rows = |(opinion, program): &Pair| {
        (council.records.opinion_row(opinion), council.records.program_row(program))
    };
    pairs.sort_by_key(rows);
    pairs.dedup();
    if pairs.is_empty() {
        let of = only.map(|id| format!("{} の", council.records.label(id))).unwrap_or_default();
        return Err(undecided(shown(&format!("{of}案はありません。"))));
    }
    Ok(settle(desk, &pairs))
}

/// Settles the 案 of pairs: what is linked as it stands, what is 関連なし for the reason given.
fn settle(desk: &mut Desk, pairs: &[Pair]) -> u8 {
    let (council, person) = (desk.council, desk.office.person.clone());
    let mut sayings = council.settle(&person, pairs);
    for pair in pairs.iter().filter(|pair| council.ledger.tie(&pair.0, &pair.1).is_none()) {
        let Some(Said { what: Reject { reason, .. }, .. }) = council.ledger.rejects(pair).last()
        else {
            continue;
        };
        let one = std::slice::from_ref(pair);
        for saying in council.reject(&person, one, Stage::Confirmed, reason) {
            // Pairs may be made against the same words.
            if !matches!(saying, Saying::Words { .. }) || !sayings.contains(&saying) {
                sayings.push(saying);
            }
        }
    }
    let outcomes: Vec<_> = pairs.iter().map(|pair| settled(council, pair)).collect();
    desk.save("確定", &sayings, &outcomes)
}

/// Whether a pair is proposed and nobody has settled it: linked, or as 関連なし.
fn is_draft(council: &Council, pair: &Pair) -> bool {
    if let Some(tie) = council.ledger.tie(&pair.0, &pair.1) {
        return tie.is_draft();
    }
    let rejects = council.ledger.rejects(pair);
    !rejects.is_empty() && rejects.iter().all(|said| said.what.stage == Stage::Draft)
}

fn settled(council: &Council, pair: &Pair) -> Outcome {
    let tie = council.ledger.tie(&pair.0, &pair.1);
    let says = tie.and_then(|tie| tie.links.last()).map(|live| {
        let link = Link { stage: Stage::Confirmed, ..live.what.clone() };
        how(&link)
    });
    let says = says.unwrap_or_else(|| "関連なし".to_owned());
    let now = format!("「{}」{says}", council.records.program_name(&pair.1));
    Outcome { on: council.records.label(&pair.0), now, changed: true }
}

fn pair(council: &Council, (opinion, program): (&str, &str)) -> Result<Pair, Refused> {
    let opinion = name::opinion(council, opinion).map_err(Refused::Undecided)?;
    let program = name::program(council, program).map_err(Refused::Undecided)?;
    Ok((opinion.id.clone(), program.id.clone()))
}
