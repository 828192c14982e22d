//! `shingi init`: a folder with the record that came with the program, to write in.

use std::{
    borrow::Cow,
    fs::{self, File, Permissions},
    io::{self, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use super::FINE;
use crate::{
    problem::{Place, Problem, Severity, reason},
    records::{DRAFT, SHIPPED},
    shell::{out, sync::ATTRIBUTES},
    shown::shown,
};

/// The rights of the folder: the group writes, and new files are the group's.
const SHARED: u32 = 0o2775;

/// The rights of the journal's folder: besides, nobody removes a file of somebody else's.
const JOURNAL: u32 = 0o3775;

/// Makes the folder, with the 案 that comes with the program or without.
///
/// # Errors
///
/// When something is there already, or it cannot be written.
pub fn run(folder: &Path, draft: bool) -> Result<u8, Box<Problem>> {
    check_empty(folder)?;
    let draft = draft.then_some(DRAFT);
    let files = SHIPPED.iter().copied().chain(draft);
    let files = files.map(|(path, text)| (PathBuf::from(path), Cow::Borrowed(text.as_bytes())));
    make(folder, files.collect())?;
    out::out(&format!(
        "記録を {0} に作りました。次のように始めてください。\n  shingi --records {0}",
        shown(&folder.display().to_string())
    ));
    Ok(FINE)
}

/// Refuses a folder that holds something.
///
/// # Errors
///
/// When it does.
pub(super) fn check_empty(folder: &Path) -> Result<(), Box<Problem>> {
    // A clone of a repository that holds nothing yet is the place to begin in.
    let is_content = |entry: &fs::DirEntry| entry.file_name() != ".git";
    if fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|it| is_content(&it))) {
        return Err(refused(
            folder,
            "このフォルダーは空ではありません。",
            "すでにあるファイルには触れていません。",
            "まだない名前か、空のフォルダーを指定してください。",
        ));
    }
    Ok(())
}

/// Where a file goes in the folder, and what it holds.
pub(super) type Content = (PathBuf, Cow<'static, [u8]>);

/// Makes the folder with these files; where it cannot be made whole, nothing of it stays.
///
/// # Errors
///
/// When it cannot be written.
pub(super) fn make(folder: &Path, files: Vec<Content>) -> Result<(), Box<Problem>> {
    let mut made = Vec::new();
    write(folder, files, &mut made).map_err(|error| {
        let what = format!("フォルダーを作れませんでした（{}）。", reason(&error));
        let (meaning, remedy) = if take_back(&made) {
            (
                "何も残していません。すでにあるファイルには触れていません。",
                "場所と権限を確かめてください。",
            )
        } else {
            (
                "作りかけのファイルが残っています。すでにあるファイルには触れていません。",
                "作りかけのフォルダーを消し、場所と権限を確かめてから、もう一度作ってください。",
            )
        };
        refused(folder, &what, meaning, remedy)
    })
}

/// What was made, in the order it was made.
type Made = Vec<PathBuf>;

fn write(folder: &Path, files: Vec<Content>, made: &mut Made) -> io::Result<()> {
    make_folder(folder, made)?;
    let attributes = (PathBuf::from(".gitattributes"), Cow::Borrowed(ATTRIBUTES.as_bytes()));
    for (path, content) in files.into_iter().chain([attributes]) {
        let path = folder.join(path);
        make_folder(path.parent().unwrap_or(folder), made)?;
        let mut file = File::create_new(&path)?;
        made.push(path);
        file.write_all(&content)?;
    }
    // Not every file system knows these rights; `doctor` says so then.
    let _ = fs::set_permissions(folder, Permissions::from_mode(SHARED));
    let _ = fs::set_permissions(folder.join("journal"), Permissions::from_mode(JOURNAL));
    Ok(())
}

fn make_folder(folder: &Path, made: &mut Made) -> io::Result<()> {
    if folder.is_dir() || folder == Path::new("") {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent, made)?;
    }
    fs::create_dir(folder)?;
    made.push(folder.to_owned());
    Ok(())
}

/// Removes what was made, and nothing else; `false` where something of it stays.
fn take_back(made: &Made) -> bool {
    let removed = |path: &PathBuf| {
        if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) }.is_ok()
    };
    // Every one is tried.
    made.iter().rev().filter(|path| !removed(path)).count() == 0
}

pub(super) fn refused(folder: &Path, what: &str, meaning: &str, remedy: &str) -> Box<Problem> {
    let place = Place::file(folder.display().to_string());
    Box::new(Problem::new(Severity::Error, what, meaning, remedy).at(place))
}
