//! Where the commands write that follow an opinion up: each is one act, and says for every record
//! what stands there now.

use jiff::civil::Date;

use super::{FINDINGS, FINE, UNUSABLE, act::say, answer, args::Act, confirm, name, relate};
use crate::{
    analysis::Council,
    domain::{Opinion, OpinionId, Worded, parse_date, parse_past},
    journal::Saying,
    search::fold_id,
    shell::{office::Office, out},
    shown::shown,
};

/// 机. Whoever sits here, what they see, and the day it is.
pub struct Desk<'a> {
    pub office: &'a mut Office,
    pub council: &'a Council,
    pub today: Date,
}

/// Why a command does nothing.
pub enum Refused {
    /// Something is missing on the command line, or cannot be meant.
    Line(String),
    /// The person must say more clearly what is meant, or do something else first.
    Undecided(String),
}

/// What became of one record.
pub struct Outcome {
    /// How the record is called.
    pub on: String,
    /// What stands there now.
    pub now: String,
    /// Whether that is new.
    pub changed: bool,
}

/// How a command ends.
pub type Done = Result<u8, Refused>;

impl Desk<'_> {
    /// Does what was typed.
    pub fn perform(mut self, act: Act) -> u8 {
        let done = match act {
            Act::Answer { opinions, kind, text, text_file, stage } => {
                let wish = answer::Wish { kind, text, text_file, stage };
                answer::answer(&mut self, &opinions, &wish)
            }
            Act::Progress { opinions, state, until, reason, date } => {
                let wish = answer::Pace { state, until, reason, date };
                answer::progress(&mut self, &opinions, &wish)
            }
            Act::Assign { words, due, none } => {
                answer::assign(&mut self, &words, due.as_deref(), none)
            }
            Act::Reject { opinion, program, reason, stage } => {
                confirm::reject(&mut self, (&opinion, &program), stage, &reason)
            }
            Act::Confirm { opinion: None, all: false, .. } => {
                Err(Refused::Line(lacks("意見か --all が足りません。", "confirm ア-イ")))
            }
            Act::Confirm { opinion, program, note, all: _ } => {
                confirm::confirm(&mut self, opinion.as_deref(), program.as_deref(), note.as_deref())
            }
            Act::Relate { opinion, relation, other, note } => {
                relate::relate(&mut self, (&opinion, &other), relation, note.as_deref())
            }
            Act::Refer { opinions, to, date, note } => {
                relate::refer(&mut self, &opinions, to, date.as_deref(), note)
            }
            Act::Note { name, text } => relate::note(&mut self, &name, &text),
            Act::Withdraw { ids } => relate::withdraw(&mut self, &ids),
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

    /// The opinions that names mean, each once.
    pub fn opinions(&self, names: &[String]) -> Result<Vec<OpinionId>, Refused> {
        let mut ids: Vec<OpinionId> = Vec::new();
        for name in names {
            let Opinion { id, .. } =
                name::opinion(self.council, name).map_err(Refused::Undecided)?;
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        Ok(ids)
    }

    /// Says one thing about each of several opinions: all of it, or nothing where any is refused.
    pub fn say_of_each(
        &mut self,
        what: &str,
        opinions: &[OpinionId],
        said: impl Fn(&OpinionId) -> Result<(Option<Saying>, String), String>,
    ) -> Done {
        let (mut sayings, mut outcomes, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        for id in opinions {
            let on = self.council.records.label(id);
            match said(id) {
                Ok((saying, now)) => {
                    outcomes.push(Outcome { on, now, changed: saying.is_some() });
                    sayings.extend(saying);
                }
                Err(why) => refused.push(format!("{}: {why}", shown(&on))),
            }
        }
        if refused.is_empty() {
            return Ok(self.save(what, &sayings, &outcomes));
        }
        if opinions.len() > 1 {
            refused.push("どの意見にも、まだ何も書いていません。".to_owned());
        }
        Err(Refused::Line(refused.join("\n")))
    }

    /// Writes one act and prints its outcome, a line a record.
    pub fn save(&mut self, what: &str, sayings: &[Saying], outcomes: &[Outcome]) -> u8 {
        if sayings.is_empty() && !outcomes.is_empty() {
            out::out(&told("変わりません", what, outcomes));
            return FINE;
        }
        let text = told("保存しました", what, outcomes);
        say(self.office, sayings, &text, "書くことはありません。")
    }

    /// The word of the record that was typed: as the office says it, as the journal does, or its
    /// number, full-width or not.
    pub fn word<W: Worded>(&self, head: &str, typed: &str) -> Result<W, Refused> {
        word(self.council, typed).map_err(|why| Refused::Line(format!("{head}: {why}")))
    }

    /// A day that was typed; without a year, the next such day.
    pub fn day(&self, head: &str, typed: &str) -> Result<Date, Refused> {
        let read = parse_date(typed, self.today);
        read.map_err(|why| Refused::Line(format!("{head}: {}", shown(&why))))
    }

    /// A day that has come; without a year, the last such day. Today where none was typed.
    pub fn past_day(&self, head: &str, typed: Option<&str>) -> Result<Date, Refused> {
        let Some(typed) = typed else { return Ok(self.today) };
        let read = parse_past(typed, self.today);
        read.map_err(|why| Refused::Line(format!("{head}: {}", shown(&why))))
    }
}

/// The word that was typed, or which there are.
pub fn word<W: Worded>(council: &Council, typed: &str) -> Result<W, String> {
    let records = &council.records;
    let read = records.meant(typed).or_else(|why| records.meant(&fold_id(typed)).map_err(|_| why));
    read.map_err(|why| shown(&why).into_owned())
}

/// Says why nothing was done for want of a word, with how to write it.
pub fn lacks(what: &str, example: &str) -> String {
    format!("{what}\n例: shingi {example}")
}

fn told(head: &str, what: &str, outcomes: &[Outcome]) -> String {
    if let [Outcome { on, now, .. }] = outcomes {
        return format!("{head}: {}", spaced(" ", &[on, what, now]));
    }
    let changed = outcomes.iter().filter(|outcome| outcome.changed).count();
    let same = outcomes.len() - changed;
    let mut lines = vec![match (changed, same) {
        (0, same) => format!("{head}: {what} {same}件"),
        (changed, 0) => format!("{head}: {what} {changed}件"),
        (changed, same) => format!("{head}: {what} {changed}件（ほか{same}件は変わりません）"),
    }];
    lines.extend(outcomes.iter().map(|Outcome { on, now, changed: new }| {
        let same = if *new || changed == 0 { "" } else { "（変わりません）" };
        format!("  {}{same}", spaced("  ", &[on, now]))
    }));
    lines.join("\n")
}

/// What there is of these, with so much between them.
fn spaced(between: &str, words: &[&str]) -> String {
    let words = words.iter().filter(|word| !word.is_empty()).map(|word| shown(word));
    words.collect::<Vec<_>>().join(between)
}

/// Refuses where the command line names what the record cannot give.
pub fn undecided(why: impl Into<String>) -> Refused {
    Refused::Undecided(why.into())
}
