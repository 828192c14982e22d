//! Files that are handed out: written as a whole or not at all, and never over another one unasked.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::problem::{Place, Problem, Severity, reason};

/// 上書き. What to do where there is a file already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Leave it.
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// Why a file was not written.
#[derive(Debug)]
pub enum Unwritten {
    /// There is one already.
    Exists(Box<Problem>),
    /// It lies where nothing may be written, or cannot be written.
    Failed(Box<Problem>),
}

/// Writes a file beside its place first, and puts it there when it is complete; gives back where it
/// lies.
///
/// # Errors
///
/// Why nothing was written, in words for the person.
pub fn write(path: &Path, bytes: &[u8], over: Over) -> Result<PathBuf, Unwritten> {
    let path = settled(path).map_err(|error| failed(path, &error))?;
    if over == Over::Refuse && path.symlink_metadata().is_ok() {
        return Err(exists(&path));
    }
    if path.is_dir() {
        let error = io::Error::other("フォルダーがあります");
        return Err(failed(&path, &error));
    }
    let draft = draft_of(&path);
    let done = fill(&draft, bytes).and_then(|()| put(&draft, &path, over));
    if done.is_err() {
        // What is left of it serves nobody; the reason why is the first one.
        let _ = fs::remove_file(&draft);
    }
    match done {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists(&path)),
        Err(error) => Err(failed(&path, &error)),
    }
}

/// The whole path; of a link, what it leads to.
fn settled(path: &Path) -> io::Result<PathBuf> {
    if path.is_symlink() && path.exists() {
        fs::canonicalize(path)
    } else {
        std::path::absolute(path)
    }
}

fn draft_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn fill(draft: &Path, bytes: &[u8]) -> io::Result<()> {
    let opened = OpenOptions::new().write(true).create_new(true).open(draft);
    let mut file: File = opened.map_err(|error| match error.kind() {
        // It is not the file itself that is there already.
        io::ErrorKind::AlreadyExists => io::Error::other("書きかけのファイルが残っています"),
        _ => error,
    })?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn put(draft: &Path, path: &Path, over: Over) -> io::Result<()> {
    if over == Over::Replace {
        return fs::rename(draft, path);
    }
    // A link is made only where there is nothing: nobody's file is lost who wrote one meanwhile.
    match fs::hard_link(draft, path) {
        Ok(()) => fs::remove_file(draft),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // File systems without links.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(draft, path),
        Err(error) => Err(error),
    }
}

fn exists(path: &Path) -> Unwritten {
    let name = path.display().to_string();
    let problem = Problem::new(
        Severity::Error,
        format!("`{name}` は既にあります。"),
        "何も書いていません。いまのファイルはそのままです。",
        "上書きするには --force を付けるか、--out で別の名前を指定してください。",
    );
    Unwritten::Exists(Box::new(problem.at(Place::file(name))))
}

fn failed(path: &Path, error: &io::Error) -> Unwritten {
    let name = path.display().to_string();
    let problem = Problem::new(
        Severity::Error,
        format!("`{name}` に書き出せませんでした（{}）。", reason(error)),
        "何も書いていません。記録と、いまあるファイルはそのままです。",
        "場所と権限、ディスクの空きを確かめてください。",
    );
    Unwritten::Failed(Box::new(problem.at(Place::file(name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn a_file_is_written_whole_and_no_other_is_lost() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("対応表.csv");
        assert_eq!(write(&path, b"1", Over::Refuse).unwrap(), path);
        let refused = write(&path, b"2", Over::Refuse).unwrap_err();
        let Unwritten::Exists(problem) = refused else { panic!("{refused:?}") };
        assert!(problem.to_string().contains("既にあります。"), "{problem}");
        assert_eq!(fs::read(&path).unwrap(), b"1");
        write(&path, b"3", Over::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"3");
        assert_eq!(names(temp.path()), ["対応表.csv"], "nothing is left beside it");
    }

    #[test]
    fn where_it_cannot_be_written_nothing_is_left() {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("フォルダー")).unwrap();
        for name in ["ない/対応表.csv", "フォルダー"] {
            let refused = write(&temp.path().join(name), b"1", Over::Replace).unwrap_err();
            let Unwritten::Failed(problem) = refused else { panic!("{name}: {refused:?}") };
            assert!(problem.to_string().contains("書き出せませんでした"), "{problem}");
        }
        assert_eq!(names(temp.path()), ["フォルダー"]);
    }

    #[cfg(unix)]
    #[test]
    fn what_a_link_leads_to_is_replaced_and_the_link_stays() {
        let temp = tempfile::tempdir().unwrap();
        let (real, link) = (temp.path().join("本体"), temp.path().join("近道"));
        fs::write(&real, "1").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        assert!(matches!(write(&link, b"2", Over::Refuse), Err(Unwritten::Exists(_))));
        write(&link, b"2", Over::Replace).unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"2");
        assert!(link.is_symlink());
    }
}
