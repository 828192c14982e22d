//! Visits: how far a committee member had seen a record when they last left it.

use std::{
    io,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::kept::{read, whole, write};
use crate::domain::Person;

/// How many are kept: nobody reads more records than that.
const MOST: usize = 100;

/// 閲覧の記録. What the file holds, the latest first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Visits(Vec<Visit>);

/// 一回の閲覧. The last visit of a person to a record.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Visit {
    records: PathBuf,
    person: Person,
    /// The moment of the newest event that was seen.
    newest: Timestamp,
}

/// The moment of the newest event at the person's last visit to a record; absent where there was
/// none, or nobody can tell any more.
#[must_use]
pub fn last_visit(records: &Path, person: &Person) -> Option<Timestamp> {
    let Visits(visits) = read(&file()?);
    let records = whole(records);
    let mut visits = visits.into_iter();
    visits.find(|visit| visit.records == records && visit.person == *person).map(|v| v.newest)
}

/// Remembers a visit.
///
/// # Errors
///
/// When it cannot be written. Then the same news is told once more.
pub fn remember(records: &Path, person: &Person, newest: Timestamp) -> io::Result<()> {
    let Some(file) = file() else { return Ok(()) };
    let Visits(mut visits) = read(&file);
    let records = whole(records);
    visits.retain(|visit| visit.records != records || visit.person != *person);
    visits.insert(0, Visit { records, person: person.clone(), newest });
    visits.truncate(MOST);
    write(&file, &Visits(visits))
}

fn file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.state_dir()?.join("shingi/visits.ron"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_visit_is_remembered_for_its_record_and_person() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("state/visits.ron");
        assert!(read::<Visits>(&file).0.is_empty());
        let visit = |records: &str, person: &str, newest: i64| Visit {
            records: records.into(),
            person: person.parse().unwrap(),
            newest: Timestamp::from_millisecond(newest).unwrap(),
        };
        let visits =
            Visits(vec![visit("/srv/記録", "mori", 1_700_000_000_123), visit("/b", "a", 2)]);
        write(&file, &visits).unwrap();
        let found = read::<Visits>(&file).0;
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].newest, visits.0[0].newest);
        assert_eq!(
            (&found[0].records, &found[0].person),
            (&visits.0[0].records, &visits.0[0].person)
        );
        assert_eq!(fs::read_dir(home.path().join("state")).unwrap().count(), 1);
        fs::write(&file, "壊れた").unwrap();
        assert!(read::<Visits>(&file).0.is_empty());
    }
}
