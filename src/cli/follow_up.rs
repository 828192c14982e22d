//! What follows an opinion up: which command does what.

use super::{
    FINDINGS, UNUSABLE, answer,
    args::Act,
    confirm,
    desk::{Desk, Refused, lacks},
    relate, renew,
};
use crate::shell::out;

/// Does what was typed.
pub fn perform(mut desk: Desk<'_>, act: Act) -> u8 {
    let done = match act {
        Act::Answer { opinions, kind, text, text_file, stage } => {
            let wish = answer::Wish { kind, text, text_file, stage };
            answer::answer(&mut desk, &opinions, &wish)
        }
        Act::Progress { opinions, state, until, reason, date } => {
            let wish = answer::Pace { state, until, reason, date };
            answer::progress(&mut desk, &opinions, &wish)
        }
        Act::Assign { words, due, none } => answer::assign(&mut desk, &words, due.as_deref(), none),
        Act::Reject { opinion, program, reason, stage } => {
            confirm::reject(&mut desk, (&opinion, &program), stage, &reason)
        }
        Act::Confirm { area: Some(area), year, note, .. } => {
            renew::area(&mut desk, &area, year, note.as_deref())
        }
        Act::Confirm { opinion: None, all: false, .. } => {
            Err(Refused::Line(lacks("意見か --all か --area が足りません。", "confirm ア-イ")))
        }
        Act::Confirm { opinion, program, note, .. } => {
            confirm::confirm(&mut desk, opinion.as_deref(), program.as_deref(), note.as_deref())
        }
        Act::Relate { opinion, relation, other, note } => {
            relate::relate(&mut desk, (&opinion, &other), relation, note.as_deref())
        }
        Act::Refer { opinions, to, date, note } => {
            relate::refer(&mut desk, &opinions, to, date.as_deref(), note)
        }
        Act::Note { name, text } => relate::note(&mut desk, &name, &text),
        Act::Withdraw { ids } => relate::withdraw(&mut desk, &ids),
    };
    match done {
        Ok(code) => code,
        Err(Refused::Line(why)) => {
            out::err(&why);
            UNUSABLE
        }
        Err(Refused::Undecided(why)) => {
            out::err(&why);
            FINDINGS
        }
    }
}
