//! `shingi link`, `unlink`, `undo`, `redo`: what the dashboard does, a line at a time.

use super::{FINDINGS, FINE, name};
use crate::{
    analysis::{Council, Wish},
    app::Access,
    domain::{Opinion, Program, Stage},
    journal::{self, Saying, Tie},
    shell::{clock, office::Office, out},
    shown::shown,
};

/// Links an opinion to a program.
pub fn link(
    office: &mut Office,
    council: &Council,
    (opinion, program): (&str, &str),
    wish: &Wish,
) -> u8 {
    let (opinion, program) = match pair(council, opinion, program) {
        Ok(pair) => pair,
        Err(why) => return refuse(&why),
    };
    let pairs = [(opinion.id.clone(), program.id.clone())];
    let sayings = council.link(&office.person, &pairs, wish);
    let draft = if wish.stage == Stage::Draft { "・案" } else { "" };
    let said = format!(
        "保存しました: {} に「{}」を対応付け（{}・{}{draft}）",
        shown(&council.records.label(&opinion.id)),
        shown(program.name()),
        wish.kind,
        wish.extent
    );
    if sayings.is_empty() {
        out::out("すでに同じ内容で対応付けてあります。");
        return FINE;
    }
    say(office, &sayings, &said, "")
}

/// Takes a link away, whoever made it.
pub fn unlink(office: &mut Office, council: &Council, opinion: &str, program: &str) -> u8 {
    let (ids, names) = if let Some(tie) = dangling(council, opinion, program) {
        let ids = (tie.opinion.clone(), tie.program.clone());
        (ids, (tie.opinion.to_string(), tie.program.to_string()))
    } else {
        match pair(council, opinion, program) {
            Ok((opinion, program)) => (
                (opinion.id.clone(), program.id.clone()),
                (opinion.label.clone(), program.name().to_owned()),
            ),
            Err(why) => return refuse(&why),
        }
    };
    let sayings = journal::unlink(&council.ledger, &ids.0, &ids.1);
    let said = format!("保存しました: {} から「{}」を外しました", shown(&names.0), shown(&names.1));
    say(office, &sayings, &said, "この対応付けはありません。")
}

/// Takes back the person's last act.
pub fn undo(office: &mut Office, council: &Council) -> u8 {
    let act = journal::undoable(&council.journal, &council.ledger, &office.person);
    let said = act.as_ref().map(|act| format!("元に戻しました: {}", shown(&council.in_words(act))));
    let sayings = act.map(|act| journal::undo(&act)).unwrap_or_default();
    say(office, &sayings, &said.unwrap_or_default(), "元に戻せる操作はありません。")
}

/// Does again what was taken back last.
pub fn redo(office: &mut Office, council: &Council) -> u8 {
    let act = journal::redoable(&council.journal, &council.ledger, &office.person);
    let said = act.as_ref().map(|act| format!("やり直しました: {}", shown(&council.in_words(act))));
    let sayings = act.map(|act| journal::redo(&act)).unwrap_or_default();
    say(office, &sayings, &said.unwrap_or_default(), "やり直せる操作はありません。")
}

/// A link to or from something the record does not hold: its id can be named all the same.
fn dangling<'a>(council: &'a Council, opinion: &str, program: &str) -> Option<&'a Tie> {
    let known_opinion = name::opinion(council, opinion).ok().map(|found| &found.id);
    let known_program = name::program(council, program).ok().map(|found| &found.id);
    let mut dangling = council.dangling();
    dangling.find(|tie| {
        (tie.opinion.as_str() == opinion || known_opinion == Some(&tie.opinion))
            && (tie.program.as_str() == program || known_program == Some(&tie.program))
    })
}

/// The opinion and the program that two names mean.
fn pair<'a>(
    council: &'a Council,
    opinion: &str,
    program: &str,
) -> Result<(&'a Opinion, &'a Program), String> {
    Ok((name::opinion(council, opinion)?, name::program(council, program)?))
}

/// Writes one act, and says what became of it.
pub fn say(office: &mut Office, sayings: &[Saying], said: &str, nothing: &str) -> u8 {
    if let Access::Read(why) = &office.access {
        return refuse(why);
    }
    if sayings.is_empty() {
        return refuse(nothing);
    }
    match office.append(sayings, &clock::now()) {
        // Where nobody knows whether it is on disk, it is tried once more.
        Err(problem) if !office.settle_in_time() => refuse(&problem.to_string()),
        _ => {
            out::out(said);
            FINE
        }
    }
}

/// Says why nothing was done.
pub fn refuse(why: &str) -> u8 {
    out::err(why);
    FINDINGS
}
