//! `shingi init`: a folder with the record that came with the program, to write in.

use std::{fs, io, path::Path};

use super::FINE;
use crate::{
    problem::{Place, Problem, Severity},
    records::SHIPPED,
    shell::out::{self, reason},
};

/// Two people's journals of one record merge by putting their lines together.
const ATTRIBUTES: &str = "*.ron -text\njournal/*.ron merge=union -text\nsources/* -text\n";

/// Makes the folder.
///
/// # Errors
///
/// When something is there already, or it cannot be written.
pub fn run(folder: &Path) -> Result<u8, Box<Problem>> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(refused(
            folder,
            "このフォルダーは空ではありません。",
            "まだない名前か、空のフォルダーを指定してください。",
        ));
    }
    write(folder).map_err(|error| {
        let what = format!("フォルダーを作れませんでした（{}）。", reason(&error));
        refused(folder, &what, "場所と権限を確かめてください。")
    })?;
    out::out(&format!(
        "記録を {} に作りました。次のように始めてください。\n  shingi --records {}",
        folder.display(),
        folder.display()
    ));
    Ok(FINE)
}

fn write(folder: &Path) -> io::Result<()> {
    // The journal folder comes with the first journal, with the rights it needs.
    fs::create_dir_all(folder)?;
    for (path, text) in SHIPPED {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    fs::write(folder.join(".gitattributes"), ATTRIBUTES)
}

fn refused(folder: &Path, what: &str, remedy: &str) -> Box<Problem> {
    let place = Place::file(folder.display().to_string());
    Box::new(
        Problem::new(Severity::Error, what, "すでにあるファイルには触れていません。", remedy)
            .at(place),
    )
}
