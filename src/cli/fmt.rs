//! `shingi fmt`: lays record files out. White space changes, and nothing else.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{FINDINGS, FINE};
use crate::{
    problem::{Place, Problem, Severity, reason},
    records::{files_of, untidy_file},
    shell::{out, place::Place as Folder, replace::replace},
};

/// What to do with a file that is not laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Only say so.
    Check,
    /// Write it anew.
    Write,
}

/// Lays out the named files of a record, or all of them.
///
/// # Errors
///
/// When there is no folder to write in, or a file was named that is no part of the record.
pub fn run(folder: Folder, named: &[PathBuf], task: Task) -> Result<u8, Box<Problem>> {
    let Folder::Folder(folder, _) = folder else { return Err(built_in()) };
    if !folder.is_dir() {
        return Err(missing(&folder));
    }
    let all = files_of(&folder);
    let paths = if named.is_empty() { all } else { chosen(&folder, &all, named)? };
    let mut untidy = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match lay_out(&path, task) {
            Ok(Some(place)) => untidy.push(place),
            Ok(None) => {}
            Err(problem) => problems.push(*problem),
        }
    }
    for problem in &problems {
        out::err(&problem.to_string());
    }
    out::out(&told(&untidy, problems.len(), task));
    let fine = problems.is_empty() && (task == Task::Write || untidy.is_empty());
    Ok(if fine { FINE } else { FINDINGS })
}

fn told(untidy: &[Place], left: usize, task: Task) -> String {
    let line = |place: &Place| match task {
        Task::Check => format!("{place}: 揃っていません"),
        Task::Write => format!("{}: 揃えました", place.file),
    };
    let mut lines: Vec<String> = untidy.iter().map(line).collect();
    lines.push(match (untidy.len(), task) {
        (0, _) if left > 0 => "ほかのファイルの書き方は揃っています。".to_owned(),
        (0, _) => "ファイルの書き方は揃っています。".to_owned(),
        (count, Task::Check) => {
            format!("{count}件のファイルの書き方が揃っていません。`shingi fmt` で揃えられます。")
        }
        (count, Task::Write) => {
            format!("{count}件のファイルの書き方を揃えました。直したのは空白と改行だけです。")
        }
    });
    lines.join("\n")
}

/// The files of the record that were named. One name that is not among them stops all.
fn chosen(folder: &Path, all: &[PathBuf], named: &[PathBuf]) -> Result<Vec<PathBuf>, Box<Problem>> {
    let real = |path: &Path| path.canonicalize().ok();
    named
        .iter()
        .map(|name| {
            // A link is no record file, wherever it leads.
            let is_link = name.is_symlink();
            let found = all.iter().find(|path| !is_link && real(path) == real(name));
            found.filter(|path| path.exists()).cloned().ok_or_else(|| stranger(folder, name))
        })
        .collect()
}

/// Where a file was not laid out; `None` where it was.
fn lay_out(path: &Path, task: Task) -> Result<Option<Place>, Box<Problem>> {
    let untidy = untidy_file(path).map_err(|problem| left_alone(*problem))?;
    let Some(untidy) = untidy else { return Ok(None) };
    if task == Task::Write {
        replace(path, &untidy.before, untidy.after.as_bytes())
            .map_err(|error| unwritten(path, &error))?;
    }
    Ok(Some(untidy.place))
}

fn built_in() -> Box<Problem> {
    Box::new(Problem::new(
        Severity::Error,
        "内蔵の写しの書き方は揃えられません。",
        "何も書いていません。",
        "--records で記録のフォルダーを指定してください。`shingi init フォルダー名` で作れます。",
    ))
}

fn missing(folder: &Path) -> Box<Problem> {
    Box::new(Problem::new(
        Severity::Error,
        format!("フォルダー `{}` がありません。", folder.display()),
        "何も書いていません。",
        "場所の綴りを確かめてください。",
    ))
}

/// `--readonly` and writing do not go together.
pub fn readonly() -> Box<Problem> {
    Box::new(Problem::new(
        Severity::Error,
        "--readonly では、ファイルを書き直せません。",
        "何も書いていません。",
        "`shingi fmt --check` と書くと、揃っていない所だけを示します。",
    ))
}

fn stranger(folder: &Path, name: &Path) -> Box<Problem> {
    let what = format!("`{}` の記録のファイルではありません。", folder.display());
    let problem = Problem::new(
        Severity::Error,
        what,
        "どのファイルにも触れていません。",
        "記録のフォルダーの中の、名前が `.ron` で終わるファイルを指定してください（日誌とリンクは\
         除きます）。",
    );
    Box::new(problem.at(Place::file(name.display().to_string())))
}

/// A file that says something nobody understands is not laid out.
fn left_alone(problem: Problem) -> Box<Problem> {
    Box::new(Problem {
        meaning: "このファイルには触れていません。".to_owned(), ..problem
    })
}

fn unwritten(path: &Path, error: &io::Error) -> Box<Problem> {
    let what = format!("ファイルを書き直せませんでした（{}）。", reason(error));
    let problem = Problem::new(
        Severity::Error,
        what,
        "ファイルは元のままです。",
        "権限とディスクの空きを確かめて、もう一度実行してください。",
    );
    Box::new(problem.at(Place::file(path.display().to_string())))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::shell::place::NamedBy;

    const UNTIDY: &str = "Sessions( source: \"s\",sessions: [] ) // 注";
    const TIDY: &str = "Sessions(\n    source: \"s\",\n    sessions: []\n) // 注\n";

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("journal")).unwrap();
        for name in ["a.ron", "b.ron", "journal/x.ron", "note.txt"] {
            fs::write(folder.path().join(name), UNTIDY).unwrap();
        }
        folder
    }

    fn fmt(folder: &Path, named: &[PathBuf], task: Task) -> Result<u8, Box<Problem>> {
        run(Folder::Folder(folder.to_owned(), NamedBy::Option), named, task)
    }

    fn text(folder: &Path, name: &str) -> String {
        fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn every_record_file_is_laid_out_and_nothing_else_is() {
        let folder = folder();
        let folder = folder.path();
        assert_eq!(fmt(folder, &[], Task::Check).unwrap(), FINDINGS);
        assert_eq!(text(folder, "a.ron"), UNTIDY);
        assert_eq!(fmt(folder, &[], Task::Write).unwrap(), FINE);
        for (name, expected) in
            [("a.ron", TIDY), ("b.ron", TIDY), ("journal/x.ron", UNTIDY), ("note.txt", UNTIDY)]
        {
            assert_eq!(text(folder, name), expected, "{name}");
        }
        assert_eq!(fmt(folder, &[], Task::Check).unwrap(), FINE);
        assert_eq!(fs::read_dir(folder).unwrap().count(), 4, "nothing is left behind");
    }

    #[test]
    fn only_files_of_the_record_may_be_named() {
        let folder = folder();
        let folder = folder.path();
        for stranger in ["journal/x.ron", "note.txt", "none.ron", "../x.ron"] {
            let named = [folder.join("a.ron"), folder.join(stranger)];
            let problem = fmt(folder, &named, Task::Write).unwrap_err();
            assert!(problem.what.ends_with("の記録のファイルではありません。"), "{stranger}");
        }
        assert_eq!(text(folder, "a.ron"), UNTIDY);
        let named = [folder.join("journal/../b.ron")];
        assert_eq!(fmt(folder, &named, Task::Write).unwrap(), FINE);
        assert_eq!((text(folder, "a.ron"), text(folder, "b.ron")), (UNTIDY.into(), TIDY.into()));
    }

    #[test]
    fn a_folder_that_is_not_there_is_not_in_order() {
        let folder = folder();
        assert!(fmt(&folder.path().join("none"), &[], Task::Check).is_err());
        assert!(run(Folder::BuiltIn, &[], Task::Check).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_refused_and_a_mode_is_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = folder();
        let folder = folder.path();
        symlink(folder.join("a.ron"), folder.join("link.ron")).unwrap();
        assert!(fmt(folder, &[folder.join("link.ron")], Task::Write).is_err());
        fs::set_permissions(folder.join("a.ron"), fs::Permissions::from_mode(0o664)).unwrap();
        fmt(folder, &[], Task::Write).unwrap();
        let mode = fs::metadata(folder.join("a.ron")).unwrap().permissions().mode();
        assert_eq!((mode & 0o777, text(folder, "a.ron")), (0o664, TIDY.into()));
    }

    #[test]
    fn a_broken_file_is_left_alone_and_the_others_are_laid_out() {
        let folder = folder();
        let folder = folder.path();
        let broken = "Sessions(source: \"s\", sesions: [])";
        fs::write(folder.join("a.ron"), broken).unwrap();
        assert_eq!(fmt(folder, &[], Task::Write).unwrap(), FINDINGS);
        assert_eq!((text(folder, "a.ron"), text(folder, "b.ron")), (broken.into(), TIDY.into()));
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_not_replaced() {
        let folder = folder();
        let path = folder.path().join("a.ron");
        let untidy = untidy_file(&path).unwrap().unwrap();
        fs::write(&path, "Sessions(source: \"t\", sessions: [])").unwrap();
        let error = replace(&path, &untidy.before, untidy.after.as_bytes()).unwrap_err();
        assert_eq!(reason(&error), "その間に書き換えられました");
        assert!(text(folder.path(), "a.ron").contains("\"t\""));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4, "nothing is left behind");
    }

    #[test]
    fn marks_and_carriage_returns_go_with_the_white_space() {
        let folder = folder();
        let folder = folder.path();
        fs::write(folder.join("a.ron"), format!("\u{feff}{}", TIDY.replace('\n', "\r\n"))).unwrap();
        fmt(folder, &[], Task::Write).unwrap();
        assert_eq!(text(folder, "a.ron"), TIDY);
    }
}
