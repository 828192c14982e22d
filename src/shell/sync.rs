//! 同期. The record folder and its repository elsewhere: fetch, merge, push, with the git that is
//! installed. Whatever fails, the folder is as it was or as it is to be, and nothing of it is lost.
//!
//! What the others changed is merged beside the folder, and only what came out of it is put there, in
//! one step: the folder never holds a half-done merge. Journals are sets of lines; record files are
//! merged record by record, and what two sides wrote differently becomes a 食い違い.

mod merge;
mod repository;
mod save;
mod trouble;

use std::path::Path;

use serde::Serialize;

pub use self::repository::{Setup, setup};
use self::{
    repository::Repository,
    trouble::{Reached, Trouble},
};
use crate::problem::Problem;

/// What git is told of the files of a record: nothing changes the ends of lines, and two people's
/// journals of one record merge by putting their lines together.
pub const ATTRIBUTES: &str = "\
*.ron -text
journal/*.ron merge=union -text
sources/* -text
.disagreements/** -text
";

/// 記入者, as git is to name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name people know.
    pub name: String,
    /// The name in the journal.
    pub login: String,
}

/// 同期の結果.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Synced {
    /// Where to: `origin の main`.
    pub to: String,
    /// The files that were changed here since the last time.
    pub saved: Vec<String>,
    /// The files that others changed.
    pub received: Vec<String>,
    /// How many saved states went out.
    pub sent: usize,
    /// The record files that two sides wrote differently.
    pub apart: Vec<String>,
    /// Files of the folder that are no part of a record, and stay here.
    pub unsent: Vec<String>,
}

/// How often it begins anew because others were faster.
const TRIES: usize = 3;

/// Brings the folder and its repository elsewhere together.
///
/// # Errors
///
/// Why it stopped, and what has become of the data.
pub fn sync(folder: &Path, author: &Author) -> Result<Synced, Box<Problem>> {
    let mut reached = Reached::Nothing;
    run(folder, author, &mut reached).map_err(|trouble| trouble.problem(reached, folder))
}

fn run(folder: &Path, author: &Author, reached: &mut Reached) -> Result<Synced, Trouble> {
    let repository = Repository::open(folder, author)?;
    let mut synced = Synced { to: repository.remote.shown(), ..Synced::default() };
    synced.saved = repository.save()?;
    *reached = Reached::Saved;
    let mut why = Trouble::Restless;
    for _ in 0..TRIES {
        let theirs = repository.fetch()?;
        if let Some(theirs) = &theirs {
            match repository.bring_together(theirs) {
                Ok(more) => {
                    extend(&mut synced.saved, more.saved);
                    extend(&mut synced.received, more.received);
                    extend(&mut synced.apart, more.apart);
                    *reached = Reached::Merged;
                }
                // Somebody wrote meanwhile: saved first, it is in nobody's way.
                Err(trouble @ (Trouble::Moving | Trouble::InTheWay)) => {
                    why = trouble;
                    continue;
                }
                Err(trouble) => return Err(trouble),
            }
        }
        if let Some(sent) = repository.push(theirs.as_deref())? {
            synced.sent = sent;
            synced.unsent = repository.strangers()?;
            return Ok(synced);
        }
        why = Trouble::Restless;
    }
    Err(why)
}

/// Each name once.
fn extend(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}
