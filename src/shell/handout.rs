//! Files that are handed out: written as a whole or not at all, and never over another one unasked.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::office::Office;
use crate::{
    analysis::Council,
    app::overlay::{Extract, Order},
    export::{
        self, Form, Style,
        report::{Direction, Report, Shown, Template, Wish},
    },
    problem::{Place as InFile, Problem, Severity, reason},
};

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

/// Writes what a view shows into a folder, under a name that nothing has yet; gives back
/// where it lies.
///
/// # Errors
///
/// Why nothing was written, in words for the person.
pub fn hand_out(office: &Office, order: &Order, folder: &Path) -> Result<String, Box<Problem>> {
    let mut council = office.council_for(order.edition).ok_or_else(|| {
        refused("この版は、委員の閲覧では書き出せません。", "委員版か公表版を選んでください。")
    })?;
    council.count(order.bodies);
    let wish = wish(&council, order);
    let report = Report::of(&council, &wish, office.today());
    let form: Form = order.sort.word().parse().unwrap_or(Form::Json);
    let style = Style { font: office.font.clone(), table: None };
    let bytes = export::file(&report, form, &style)
        .map_err(|why| refused(why, "絞り込むか、ほかの形を選んでください。"))?;
    let name = report.file_name(form, None);
    if office.folder().is_some_and(|records| lies_in(&folder.join(&name), records)) {
        let remedy = "記録のフォルダーの外で shingi を始めてください。";
        return Err(refused("記録のフォルダーの中には書き出せません。", remedy));
    }
    for other in 1..=99 {
        let path = folder.join(numbered(&name, other));
        match write(&path, &bytes, Over::Refuse) {
            Ok(path) => return Ok(path.display().to_string()),
            Err(Unwritten::Exists(_)) => {}
            Err(Unwritten::Failed(problem)) => return Err(problem),
        }
    }
    Err(refused("同じ名前のファイルがたくさんあります。", "古いファイルを片付けてください。"))
}

fn refused(what: impl Into<String>, remedy: &str) -> Box<Problem> {
    Box::new(Problem::new(Severity::Error, what, "何も書いていません。", remedy))
}

/// `対応表.xlsx`, `対応表_2.xlsx`.
fn numbered(name: &str, other: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, end)) if other > 1 => format!("{stem}_{other}.{end}"),
        _ => name.to_owned(),
    }
}

/// What the view showed, as far as the readers of the edition see it.
fn wish(council: &Council, order: &Order) -> Wish {
    let (records, filter) = (&council.records, order.filter.clone());
    let (direction, shown) = match &order.shown {
        Extract::All => (Direction::Opinions, Shown::all(council)),
        Extract::Opinions(ids) => {
            let rows = ids.iter().filter_map(|id| records.opinion_row(id)).collect();
            (Direction::Opinions, Shown::opinions(council, rows, filter))
        }
        Extract::Programs(ids) => {
            let rows = ids.iter().filter_map(|id| records.program_row(id)).collect();
            (Direction::Programs, Shown::programs(council, rows, filter))
        }
    };
    Wish { direction, template: Template::Ties, shown }
}

/// Whether a folder, which may not exist yet, would lie in another one.
#[must_use]
pub fn lies_in(folder: &Path, other: &Path) -> bool {
    let (Ok(folder), Ok(other)) = (std::path::absolute(folder), fs::canonicalize(other)) else {
        return false;
    };
    let there = folder.ancestors().find_map(|part| fs::canonicalize(part).ok());
    there.is_some_and(|there| there.starts_with(&other))
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
    Unwritten::Exists(Box::new(problem.at(InFile::file(name))))
}

fn failed(path: &Path, error: &io::Error) -> Unwritten {
    let name = path.display().to_string();
    let problem = Problem::new(
        Severity::Error,
        format!("`{name}` に書き出せませんでした（{}）。", reason(error)),
        "何も書いていません。記録と、いまあるファイルはそのままです。",
        "場所と権限、ディスクの空きを確かめてください。",
    );
    Unwritten::Failed(Box::new(problem.at(InFile::file(name))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::overlay::Sort,
        domain::Bodies,
        journal::Edition,
        shell::{office::Sight, person::AtKeyboard, place::Place},
    };

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

    #[test]
    fn what_a_view_shows_is_written_under_a_name_that_nothing_has() {
        let temp = tempfile::tempdir().unwrap();
        let person = "sato".parse().unwrap();
        let keyboard = AtKeyboard { person, display_name: None, uid: None };
        let office = Office::open(Place::BuiltIn, Ok(keyboard), Sight::default()).unwrap();
        let order = Order {
            shown: Extract::Opinions(vec!["city-r7/ア(イ)".into()]),
            filter: vec!["検索「め」".to_owned()],
            bodies: Bodies::City,
            sort: Sort::Csv,
            edition: Edition::Office,
        };
        let first = hand_out(&office, &order, temp.path()).unwrap();
        assert!(first.contains("対応表_庁内_") && first.ends_with("_絞り込み.csv"), "{first}");
        let second = hand_out(&office, &order, temp.path()).unwrap();
        assert!(second.ends_with("_絞り込み_2.csv"), "{second}");
        let text = fs::read_to_string(first).unwrap();
        assert!(text.contains("検索「め」") && text.contains("意見 1件（記録にある 25件のうち）"));
        assert!(!text.contains("ア(ア)") && text.contains("ア(イ)"), "{text}");
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
