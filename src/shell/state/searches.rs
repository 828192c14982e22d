//! Searches: those of late, by person; and those with a name that a person keeps for themselves.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use ron::{Options, extensions::Extensions};
use serde::{Deserialize, Serialize};

use super::kept::{read, write};
use crate::{
    app::find::remembered,
    domain::{Person, SavedView},
    problem::{Place, Problem, Severity, reason},
};

/// 最近の検索. What the file holds.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Searches(Vec<Searcher>);

/// What one person searched for, the latest first.
#[derive(Debug, Serialize, Deserialize)]
struct Searcher {
    person: Person,
    recents: Vec<String>,
}

/// What a person searched for of late, the latest first.
#[must_use]
pub fn recents(person: &Person) -> Vec<String> {
    let found = state_file().map(|file| read::<Searches>(&file)).unwrap_or_default().0;
    found.into_iter().find(|one| one.person == *person).map_or_else(Vec::new, |one| one.recents)
}

/// Remembers what a person searched for.
///
/// # Errors
///
/// When it cannot be written. Then it is typed once more.
pub fn remember_search(person: &Person, typed: &str) -> io::Result<()> {
    let Some(file) = state_file() else { return Ok(()) };
    keep(&file, person, typed)
}

fn keep(file: &Path, person: &Person, typed: &str) -> io::Result<()> {
    let Searches(mut all) = read(file);
    let at = all.iter().position(|one| one.person == *person);
    let before = at.map_or_else(Vec::new, |at| all.remove(at).recents);
    all.insert(0, Searcher { person: person.clone(), recents: remembered(before, typed) });
    write(file, &Searches(all))
}

fn state_file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.state_dir()?.join("shingi/searches.ron"))
}

/// 保存した検索. The file, in the form in which the record has such files.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Views {
    views: Vec<SavedView>,
}

/// The searches that a person keeps for themselves, and what is wrong with their file.
#[must_use]
pub fn views() -> (Vec<SavedView>, Option<Box<Problem>>) {
    match views_file().map(|file| views_in(&file)) {
        Some(Ok(views)) => (views, None),
        Some(Err(problem)) => (Vec::new(), Some(problem)),
        None => (Vec::new(), None),
    }
}

/// Keeps a search in place of the one of a name, its own or the one it had before; gives all of them.
///
/// # Errors
///
/// Why the file is as it was.
pub fn keep_view(name: &str, view: SavedView) -> Result<Vec<SavedView>, Box<Problem>> {
    change(|views| put_in(views, name, view))
}

fn put_in(views: &mut Vec<SavedView>, name: &str, view: SavedView) {
    match views.iter_mut().find(|one| one.name == name) {
        Some(one) => *one = view,
        None => views.push(view),
    }
}

/// Keeps a search no longer; gives those that are left.
///
/// # Errors
///
/// Why the file is as it was.
pub fn drop_view(name: &str) -> Result<Vec<SavedView>, Box<Problem>> {
    change(|views| views.retain(|one| one.name != name))
}

fn views_file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("shingi/views.ron"))
}

fn change(what: impl FnOnce(&mut Vec<SavedView>)) -> Result<Vec<SavedView>, Box<Problem>> {
    let Some(file) = views_file() else {
        let why = io::Error::other("ホームフォルダーが分かりません");
        return Err(unwritten(Path::new("views.ron"), &why));
    };
    change_in(&file, what)
}

fn change_in(
    file: &Path,
    what: impl FnOnce(&mut Vec<SavedView>),
) -> Result<Vec<SavedView>, Box<Problem>> {
    // What cannot be read is not written over: the person put names to it.
    let mut views = views_in(file)?;
    what(&mut views);
    let text = crate::records::written::views(&views);
    put(file, &text).map_err(|error| unwritten(file, &error))?;
    Ok(views)
}

fn put(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let fresh = file.with_extension(format!("{}.new", std::process::id()));
    fs::write(&fresh, text)?;
    fs::rename(&fresh, file)
}

fn views_in(file: &Path) -> Result<Vec<SavedView>, Box<Problem>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unread(file, &reason(&error))),
    };
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let read = options.from_str::<Views>(text.trim_start_matches('\u{feff}'));
    read.map(|file| file.views).map_err(|_| unread(file, "書き方に誤りがあります"))
}

fn unread(file: &Path, why: &str) -> Box<Problem> {
    let problem = Problem::new(
        Severity::Warning,
        format!("自分だけの保存した検索を読めません（{why}）。"),
        "このファイルはそのままにしてあります。ほかのことには影響ありません。",
        "ファイルを直すか、別の名前に変えてください。例: \
         Views(views: [SavedView(name: \"創業\", query: \"創業 種別:意見\")])",
    );
    Box::new(problem.at(Place::file(file.display().to_string())))
}

fn unwritten(file: &Path, error: &io::Error) -> Box<Problem> {
    let problem = Problem::new(
        Severity::Error,
        format!("検索を残せませんでした（{}）。", reason(error)),
        "これまでに残した検索はそのままです。",
        "権限と空きを確かめて、もう一度試してください。",
    );
    Box::new(problem.at(Place::file(file.display().to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_has_searches_of_their_own() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/searches.ron");
        let [sato, mori] = ["sato", "mori"].map(|name| name.parse::<Person>().unwrap());
        for (person, typed) in [(&sato, "創業"), (&mori, "融資"), (&sato, "種別:意見 \"年度\"")]
        {
            keep(&file, person, typed).unwrap();
        }
        let of = |person| read::<Searches>(&file).0.into_iter().find(|it| it.person == person);
        assert_eq!(of(sato).unwrap().recents, ["種別:意見 \"年度\"", "創業"]);
        assert_eq!(of(mori.clone()).unwrap().recents, ["融資"]);
        fs::write(&file, "壊れた").unwrap();
        keep(&file, &mori, "起業").unwrap();
        assert_eq!(of(mori).unwrap().recents, ["起業"]);
    }

    #[test]
    fn what_a_person_gave_a_name_is_never_written_over_unread() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("config/views.ron");
        let view = |name: &str, query: &str| SavedView { name: name.into(), query: query.into() };
        let one = view("創業", "創業 回答:\"2 既実施\"");
        change_in(&file, |views| views.push(one.clone())).unwrap();
        assert_eq!(views_in(&file).unwrap(), [one]);
        for (name, kept) in [("融資", view("融資", "融資")), ("創業", view("起業", "起業"))]
        {
            change_in(&file, |views| put_in(views, name, kept)).unwrap();
        }
        let both = [view("起業", "起業"), view("融資", "融資")];
        assert_eq!(views_in(&file).unwrap(), both, "another name in its place");
        fs::write(&file, "Views(views: [SavedView(name: \"a\"").unwrap();
        assert!(change_in(&file, Vec::clear).is_err());
        assert!(fs::read_to_string(&file).unwrap().ends_with("(name: \"a\""));
    }
}
