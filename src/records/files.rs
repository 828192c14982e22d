//! Which files of a folder are record files, and how they are opened.
//!
//! A folder that many people share holds more than records: copies of editors and of
//! synchronisation, links, pipes. None of them may hang the program or be taken for a record.

use std::{
    fs::{self, File, FileType},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::problem::{Place, Problem, Severity, reason};

/// How large a record file may be.
const LARGEST: u64 = 16 * 1024 * 1024;

/// How many record files are read.
const MOST: usize = 10_000;

/// What happened to the one file that is not read.
const NOT_READ: &str = "このファイルは読み込んでいません。ほかのファイルの記録は使えます。";

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The record files, in the order of their names.
    pub(super) paths: Vec<PathBuf>,
    /// What is not read, and why.
    pub(super) problems: Vec<Problem>,
}

/// Looks for record files in a folder and in the folders in it, but not in its `journal`.
pub(super) fn find(folder: &Path) -> Found {
    let mut found = Found::default();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        match fs::read_dir(&inner) {
            Ok(entries) => {
                for entry in entries.flatten() {
                    match sort(folder, &entry) {
                        Sort::Record => found.paths.push(entry.path()),
                        Sort::Folder => folders.push(entry.path()),
                        Sort::Refused(problem) => found.problems.push(problem),
                        Sort::Other => {}
                    }
                }
            }
            Err(error) => found.problems.push(unreadable_folder(&inner, &error)),
        }
    }
    found.paths.sort();
    if found.paths.len() > MOST {
        found.problems.push(too_many(folder, found.paths.len()));
        found.paths.truncate(MOST);
    }
    found
}

/// What to do with one entry of a folder.
enum Sort {
    Record,
    Folder,
    Refused(Problem),
    Other,
}

fn sort(top: &Path, entry: &fs::DirEntry) -> Sort {
    let path = entry.path();
    let name = entry.file_name().to_string_lossy().into_owned();
    let Ok(kind) = entry.file_type() else { return Sort::Other };
    let is_record = is_record_name(&name);
    if kind.is_file() && is_record {
        return Sort::Record;
    }
    if is_record {
        return Sort::Refused(not_a_file(&path, kind));
    }
    if kind.is_dir() {
        let journal = name == "journal" && path.parent() == Some(top);
        return if journal || name.starts_with('.') { Sort::Other } else { Sort::Folder };
    }
    // A text or a picture beside the records is nobody's business; a stray copy of a record is.
    if name.to_lowercase().contains(".ron") {
        return Sort::Refused(not_a_record(&path, &name));
    }
    Sort::Other
}

fn is_record_name(name: &str) -> bool {
    name.strip_suffix(".ron").is_some_and(|stem| !stem.is_empty())
        && !name.starts_with(['.', '#'])
        && !name.contains("sync-conflict")
}

/// Reads the bytes of a record file, if it is a file of sane size.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    let unreadable = |error: io::Error| Box::new(unreadable_file(path, &error));
    let file = open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    // The entry may have been replaced since the folder was listed.
    if !metadata.is_file() {
        return Err(Box::new(not_a_file(path, metadata.file_type())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(LARGEST)).unwrap_or(0));
    if metadata.len() <= LARGEST {
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if metadata.len() > LARGEST || bytes.len() as u64 > LARGEST {
        return Err(Box::new(too_large(path, metadata.len())));
    }
    Ok(bytes)
}

/// Opens without following a link and without waiting for the other end of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags | OFlags::NOCTTY, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// The name of a file as the user would write it.
pub(super) fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn problem(severity: Severity, path: &Path, what: String, meaning: &str, remedy: &str) -> Problem {
    Problem::new(severity, what, meaning, remedy).at(Place::file(display(path)))
}

fn not_a_file(path: &Path, kind: FileType) -> Problem {
    let (word, remedy) = match kind {
        _ if kind.is_symlink() => {
            ("リンク", "リンク先のファイルそのものをここに置くか、リンクを消してください。")
        }
        _ if kind.is_dir() => {
            ("フォルダー", "フォルダーの名前の終わりから `.ron` を取ってください。")
        }
        _ => ("パイプや装置など", "記録のフォルダーから別の場所へ移してください。"),
    };
    let what = format!("普通のファイルではありません（{word}です）。");
    problem(Severity::Error, path, what, NOT_READ, remedy)
}

fn not_a_record(path: &Path, name: &str) -> Problem {
    let why = if name.contains("sync-conflict") {
        "同期のときにできた写し"
    } else if name.starts_with(".#") || name.starts_with('#') || name.ends_with('~') {
        "編集中の写し"
    } else {
        "写しか書きかけのファイル"
    };
    problem(
        Severity::Info,
        path,
        format!("読まないファイルです（名前から、{why}とみなしました）。"),
        "このファイルは記録に含めていません。",
        "要らなければ消してください。記録として使うなら、`名前.ron` という名前に変えてください。",
    )
}

fn too_large(path: &Path, size: u64) -> Problem {
    let mebibytes = size.div_ceil(1024 * 1024);
    problem(
        Severity::Error,
        path,
        format!("ファイルが大きすぎます（{mebibytes} MiB、上限は16 MiB）。"),
        NOT_READ,
        "記録のファイルか確かめてください。記録であれば、出典ごとに分けてください。",
    )
}

fn too_many(folder: &Path, count: usize) -> Problem {
    problem(
        Severity::Warning,
        folder,
        format!("記録のファイルが多すぎます（{count}個）。"),
        "名前の順に10,000個だけを読み込みました。",
        "記録でないファイルを別の場所へ移してください。",
    )
}

fn unreadable_file(path: &Path, error: &io::Error) -> Problem {
    let what = format!("ファイルを開けません（{}）。", reason(error));
    problem(Severity::Error, path, what, NOT_READ, remedy(error))
}

fn unreadable_folder(path: &Path, error: &io::Error) -> Problem {
    let what = format!("フォルダーを開けません（{}）。", reason(error));
    let meaning = "このフォルダーの記録は読み込んでいません。";
    problem(Severity::Error, path, what, meaning, remedy(error))
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "場所の名前を確かめてください。",
        io::ErrorKind::PermissionDenied => {
            "読めるようにするよう、置いた人か管理者に頼んでください。"
        }
        _ => "もう一度試し、続くようなら管理者に見せてください。",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_record_names_are_read() {
        for name in ["a.ron", "意見.ron", "a b.ron", "r7.programs.ron"] {
            assert!(is_record_name(name), "{name}");
        }
        for name in [
            ".ron",
            ".a.ron",
            "#a.ron",
            ".#a.ron",
            "#a.ron#",
            "a.ron~",
            "a.ron.orig",
            ".a.ron.swp",
            "a.sync-conflict-20261121-100533-ABCDEFG.ron",
            "a.RON",
            "a.txt",
        ] {
            assert!(!is_record_name(name), "{name}");
        }
    }
}
