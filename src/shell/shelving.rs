//! Shelving: searches with a name, put where the person keeps them or where everybody does.

use super::{
    filing::{file, hold, unwritten},
    office::Office,
    state,
};
use crate::{
    app::find::Shelf,
    domain::{Role, SavedView},
    problem::{Problem, Severity},
    records::{self, Edit},
};

/// What became of it.
#[derive(Debug)]
pub enum Shelved {
    /// The person's own searches are these now.
    Own(Vec<SavedView>),
    /// The record has changed.
    Shared,
}

/// Keeps a search in place of the one of a name, its own or the one it had before.
///
/// # Errors
///
/// Why nothing was written.
pub fn keep(
    office: &Office,
    name: &str,
    view: &SavedView,
    shelf: Shelf,
) -> Result<Shelved, Box<Problem>> {
    match shelf {
        Shelf::Own => state::keep_view(name, view.clone()).map(Shelved::Own),
        Shelf::Shared => share(office, |folder| records::file_view(folder, name, view)),
    }
}

/// Keeps a search no longer.
///
/// # Errors
///
/// Why nothing was written.
pub fn drop(office: &Office, name: &str, shelf: Shelf) -> Result<Shelved, Box<Problem>> {
    match shelf {
        Shelf::Own => state::drop_view(name).map(Shelved::Own),
        Shelf::Shared => share(office, |folder| records::drop_view(folder, name)),
    }
}

fn share(
    office: &Office,
    edit: impl Fn(&std::path::Path) -> Result<Option<Edit>, Vec<Problem>>,
) -> Result<Shelved, Box<Problem>> {
    let refused = |what: &str, remedy: &str| {
        Box::new(Problem::new(Severity::Error, what, "何も書いていません。", remedy))
    };
    let Some(folder) = office.folder() else {
        let remedy = "自分だけで使うものとして残すことはできます。";
        return Err(refused("内蔵の写しには書き込めません。", remedy));
    };
    if let Some(why) = office.access.why_not(Role::Office) {
        return Err(refused(why, ""));
    }
    let again = |error: &std::io::Error| Box::new(unwritten(folder, error, 0, "同じ操作"));
    let _held = hold(folder).map_err(|error| again(&error))?;
    let edit = edit(folder).map_err(|problems| {
        let first = problems.into_iter().next().map(Box::new);
        first.unwrap_or_else(|| refused("記録のファイルを読み取れません。", ""))
    })?;
    file(&Vec::from_iter(edit), "同じ操作")?;
    Ok(Shelved::Shared)
}
