//! Sessions: where a person was in a record when they last left it.

use std::{
    io,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use serde::{Deserialize, Serialize};

use super::kept::{read, whole, write};
use crate::{app::Session, domain::Person};

/// How many are kept: nobody reads more records than that.
const MOST: usize = 100;

/// 続きの控え. What the file holds, the latest first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Sessions(Vec<Kept>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    records: PathBuf,
    person: Person,
    session: Session,
}

/// Where the person was in a record; nothing where they never were, or nobody can tell any more.
#[must_use]
pub fn last_session(records: &Path, person: &Person) -> Option<Session> {
    found(&file()?, records, person)
}

/// Remembers where the person is.
///
/// # Errors
///
/// When it cannot be written. Then the next start is at the overview.
pub fn remember_session(records: &Path, person: &Person, session: Session) -> io::Result<()> {
    let Some(file) = file() else { return Ok(()) };
    keep(&file, Kept { records: whole(records), person: person.clone(), session })
}

fn found(file: &Path, records: &Path, person: &Person) -> Option<Session> {
    let Sessions(sessions) = read(file);
    let records = whole(records);
    let mut sessions = sessions.into_iter();
    sessions.find(|it| it.records == records && it.person == *person).map(|it| it.session)
}

fn keep(file: &Path, kept: Kept) -> io::Result<()> {
    let Sessions(mut sessions) = read(file);
    sessions.retain(|other| other.records != kept.records || other.person != kept.person);
    sessions.insert(0, kept);
    sessions.truncate(MOST);
    write(file, &Sessions(sessions))
}

fn file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.state_dir()?.join("shingi/sessions.ron"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn everybody_is_remembered_for_every_record_and_damage_is_as_good_as_nothing() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/sessions.ron");
        let person = |name: &str| name.parse::<Person>().unwrap();
        let session = |view: &str| Session { view: view.to_owned(), ..Session::default() };
        let kept = |records: &str, name: &str, view: &str| Kept {
            records: records.into(),
            person: person(name),
            session: session(view),
        };
        for one in [
            kept("/srv/記録", "mori", "意見"),
            kept("/srv/記録", "sato", "事業"),
            kept("/b", "mori", "履歴"),
            kept("/srv/記録", "mori", "会議"),
        ] {
            keep(&file, one).unwrap();
        }
        for (records, name, view) in
            [("/srv/記録", "mori", "会議"), ("/srv/記録", "sato", "事業"), ("/b", "mori", "履歴")]
        {
            assert_eq!(found(&file, Path::new(records), &person(name)), Some(session(view)));
        }
        assert_eq!(found(&file, Path::new("/b"), &person("sato")), None);
        fs::write(&file, "壊れた").unwrap();
        assert_eq!(found(&file, Path::new("/b"), &person("mori")), None);
        let older = "([(records: \"/b\", person: \"mori\", session: (view: \"意見\"))])";
        fs::write(&file, older).unwrap();
        assert_eq!(found(&file, Path::new("/b"), &person("mori")), Some(session("意見")));
    }
}
