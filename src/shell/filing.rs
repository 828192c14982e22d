//! Filing: worked-out texts put into the files of a record, all of them or none.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

use super::{office::Office, replace::Staged};
use crate::{
    domain::{FiscalYear, Role, Succession},
    problem::{Place, Problem, Severity, reason},
    records::{self, Edit},
};

/// What to try again where a 引き継ぎ could not be written.
const CARRY: &str = "shingi carry";

/// The lock of those who write into record files, held while it is kept. Not every file system
/// knows locks; each file is compared all the same.
///
/// # Errors
///
/// Where somebody else holds it, or the folder cannot be opened.
pub fn hold(folder: &Path) -> io::Result<File> {
    let folder = File::open(folder)?;
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => Err(io::Error::other("ほかの人が同じことをしています")),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(folder),
    }
}

/// Writes every file. All of it is on the disk before the first file is changed: a disk that is full
/// changes none.
///
/// # Errors
///
/// Which file could not be written, and what that means for the others.
pub fn file(edits: &[Edit], remedy: &str) -> Result<(), Box<Problem>> {
    let mut staged = Vec::new();
    for edit in edits {
        match Staged::write(&edit.path, edit.before.as_deref(), &edit.after) {
            Ok(text) => staged.push(text),
            Err(error) => return Err(Box::new(unwritten(&edit.path, &error, 0, remedy))),
        }
    }
    for ((text, edit), written) in staged.into_iter().zip(edits).zip(0..) {
        let failed = |error| Box::new(unwritten(&edit.path, &error, written, remedy));
        text.place().map_err(failed)?;
    }
    Ok(())
}

/// A file that could not be written, after so many that could.
#[must_use]
pub fn unwritten(path: &Path, error: &io::Error, written: usize, remedy: &str) -> Problem {
    let meaning = match written {
        0 => "何も書いていません。記録も日誌もこれまでのままです。".to_owned(),
        written => format!(
            "先の {written}件のファイルは書きました。残りの入力は日誌にあり、失われていません。"
        ),
    };
    Problem::new(
        Severity::Error,
        format!("ファイルに書き込めませんでした（{}）。", reason(error)),
        meaning,
        format!("権限と空きを確かめて、もう一度 {remedy} を実行してください。"),
    )
    .at(Place::file(path.display().to_string()))
}

/// 系譜 that a person confirmed, put into the record, by the year from which it holds.
///
/// # Errors
///
/// Why nothing was written.
pub fn file_lineage(
    office: &Office,
    lineage: &[(FiscalYear, Vec<Succession>)],
) -> Result<Vec<Edit>, Vec<Problem>> {
    let refused = |what: &str, remedy: &str| {
        vec![Problem::new(Severity::Error, what, "何も書いていません。", remedy)]
    };
    let Some(folder) = office.folder() else {
        let remedy = "--records で記録のフォルダーを指定してください。";
        return Err(refused("内蔵の写しには書き込めません。", remedy));
    };
    if let Some(why) = office.access.why_not(Role::Office) {
        return Err(refused(why, ""));
    }
    let again = |error: &io::Error| vec![unwritten(folder, error, 0, CARRY)];
    let _held = hold(folder).map_err(|error| again(&error))?;
    let mut edits = Vec::new();
    for (year, successions) in lineage {
        edits.extend(records::file_lineage(folder, *year, successions)?);
    }
    file(&edits, CARRY).map_err(|problem| vec![*problem])?;
    Ok(edits)
}
