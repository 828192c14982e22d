//! 系譜 that a person has confirmed, on its way into a record file of its own.

use std::path::Path;

use super::{Edit, Shelf, added, no_room, taken};
use crate::{
    domain::{FiscalYear, Succession, SuccessionKind},
    problem::{Place, Problem, Severity},
    records::{files, schema::File, written},
};

/// What to write so that successions of a year stand in the record files of a folder; nothing where
/// they do. They go to the end of `lineage-r8.ron`, which is made where it is missing; no other file
/// is touched.
///
/// # Errors
///
/// Why they cannot be written: every reason, each naming the file or the programs it is about.
pub fn file_lineage(
    folder: &Path,
    year: FiscalYear,
    successions: &[Succession],
) -> Result<Option<Edit>, Vec<Problem>> {
    let shelf = Shelf::of(folder)?;
    let filed = shelf.files.iter().filter_map(|(_, _, file)| match file {
        File::Lineage { successions, .. } => Some(successions),
        _ => None,
    });
    let filed: Vec<&Succession> = filed.flatten().collect();
    // Somebody may have written it since it was read, or something else of the same programs.
    let fresh: Vec<&Succession> = successions.iter().filter(|new| !filed.contains(new)).collect();
    let other: Vec<Problem> = (fresh.iter())
        .filter(|new| filed.iter().any(|old| contradicts(old, new)))
        .map(|new| told_otherwise(new))
        .collect();
    if !other.is_empty() {
        return Err(other);
    }
    if fresh.is_empty() {
        return Ok(None);
    }
    let path = folder.join(format!("lineage-{}.ron", year.to_string().to_lowercase()));
    let one = |problem: Box<Problem>| vec![*problem];
    let own = shelf.files.iter().find(|(other, ..)| *other == path);
    if let Some(own @ (_, _, file)) = own {
        if !matches!(file, File::Lineage { .. }) {
            return Err(one(taken(&path)));
        }
        let items: Option<Vec<String>> = fresh.into_iter().map(item).collect();
        let items = items.ok_or_else(|| one(no_room(&files::display(&path))))?;
        return added(own, "successions", &items).map(Some).map_err(one);
    }
    if path.symlink_metadata().is_ok() {
        return Err(one(taken(&path)));
    }
    let fresh: Vec<Succession> = fresh.into_iter().cloned().collect();
    Ok(Some(Edit::new_file(path, written::lineage(&fresh))))
}

/// A succession as it stands in the list of a file.
fn item(succession: &Succession) -> Option<String> {
    let file = written::lineage(std::slice::from_ref(succession));
    let item = file.strip_prefix("Lineage(\n    successions: [\n")?;
    Some(item.strip_suffix("    ],\n)\n")?.to_owned())
}

/// Whether two successions of a year tell different things of a program.
fn contradicts(old: &Succession, new: &Succession) -> bool {
    let is_way =
        |it: &Succession| !matches!(it.kind, SuccessionKind::Rescoped | SuccessionKind::New);
    old.year == new.year
        && if new.kind == SuccessionKind::New {
            old.kind == SuccessionKind::New && new.to.iter().any(|id| old.to.contains(id))
        } else {
            is_way(old) && is_way(new) && new.from.iter().any(|id| old.from.contains(id))
        }
}

fn told_otherwise(new: &Succession) -> Problem {
    let names: Vec<_> =
        new.from.iter().chain(&new.to).map(|id| format!("「{}」", id.name())).collect();
    Problem::new(
        Severity::Error,
        format!("{}の{}は、もう別のとおりに系譜に書かれています。", names.concat(), new.kind),
        "何も書いていません。ほかの人が先に確かめたようです。",
        "画面なら F5 で読み直し、コマンドなら shingi carry で、いまの提案を確かめてください。",
    )
    .at(Place::file("lineage"))
}
