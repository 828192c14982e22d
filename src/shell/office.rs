//! The office: a record, its journal, and the person who works there.

use std::{
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
};

use jiff::Zoned;

use super::{clock, person::AtKeyboard, place::Place};
use crate::{
    analysis::Council,
    app::Access,
    domain::Person,
    journal::{AppendError, Event, Fingerprint, Folder, Journal, Saying},
    problem::{Place as InFile, Problem, Severity},
    records::{DRAFT, Loaded, SHIPPED, load, load_texts},
};

/// 事務局. Where records are read and acts are written.
#[derive(Debug)]
pub struct Office {
    folder: Option<PathBuf>,
    journal: Option<Folder>,
    /// 記入者.
    pub person: Person,
    /// The name the dashboard shows for the person.
    pub name: String,
    /// Whether the person may write here.
    pub access: Access,
    /// What may or may not have reached the disk: written again, under the same ids, before
    /// anything else is.
    unsure: Vec<Event>,
    /// For how many seconds nobody has known.
    tried: u32,
}

impl Office {
    /// Opens a place for a person. Touches nothing. Without a name that can stand in the journal
    /// the person may read.
    ///
    /// # Errors
    ///
    /// When a folder was named that is not there.
    pub fn open(
        place: Place,
        keyboard: Result<AtKeyboard, Box<Problem>>,
        readonly: bool,
    ) -> Result<Self, Box<Problem>> {
        let folder = match place {
            Place::BuiltIn => None,
            Place::Folder(path, _) if path.is_dir() => Some(path),
            Place::Folder(path, by) => return Err(Box::new(missing(&path, &by.to_string()))),
        };
        let nameless = keyboard.as_ref().err().map(|why| format!("{} {}", why.what, why.remedy));
        let AtKeyboard { person, display_name, uid } = keyboard.unwrap_or_else(|_| AtKeyboard {
            person: Person::nobody(),
            display_name: None,
            uid: None,
        });
        let journal = folder.as_ref().map(|folder| folder.join("journal"));
        let journal = journal.map(|path| Folder::new(path).written_by(uid));
        let access = match nameless {
            Some(why) => Access::Read(format!("閲覧のみです: {why}")),
            None => access(journal.as_ref(), &person, readonly),
        };
        let name = display_name.unwrap_or_else(|| person.to_string());
        Ok(Self { folder, journal, person, name, access, unsure: Vec::new(), tried: 0 })
    }

    /// The folder of the record; `None` where it is the copy in the program.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Reads the record.
    #[must_use]
    pub fn load(&self) -> Loaded {
        match &self.folder {
            Some(folder) => load(folder),
            None => load_texts(SHIPPED),
        }
    }

    /// Reads the journal. What may not have reached the disk is left out, though it can be read.
    #[must_use]
    pub fn hear(&self) -> Journal {
        let Some(folder) = &self.journal else { return Journal::shipped(DRAFT) };
        let mut journal = folder.read();
        journal.events.retain(|event| self.unsure.iter().all(|unsure| unsure.id != event.id));
        journal.problems.extend(journal.ahead_of(&clock::now()));
        journal
    }

    /// Reads both and brings them together.
    #[must_use]
    pub fn council(&self) -> Council {
        thread::scope(|scope| {
            let journal = scope.spawn(|| self.hear());
            let loaded = self.load();
            Council::new(loaded, journal.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    /// What the journal's files look like, so that a change shows.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.journal.as_ref().map(Folder::fingerprint)
    }

    /// Writes to the person's journal, as one act. When this returns, it is on disk.
    ///
    /// What is not known to be saved goes first, under its old ids. Where the person says the very
    /// same again, that was it: a second event of the same content would be a second link.
    ///
    /// # Errors
    ///
    /// What to tell the person: nothing was written, or nobody knows.
    pub fn append(&mut self, sayings: &[Saying], now: &Zoned) -> Result<Vec<Event>, Box<Problem>> {
        let Some(folder) = &self.journal else {
            let nothing = "何も書いていません。";
            return Err(Box::new(Problem::new(Severity::Error, BUILT_IN, nothing, "")));
        };
        let mut written = retried(folder, &self.unsure)?;
        self.unsure.clear();
        if written.iter().map(|event| &event.saying).eq(sayings) {
            return Ok(written);
        }
        let appended = match folder.append(&self.person, sayings, now) {
            Ok(events) => events,
            Err(AppendError::Nothing(problem)) => return Err(problem),
            Err(AppendError::Unsure { events, problem }) => {
                self.unsure = events;
                self.tried = 0;
                return Err(problem);
            }
        };
        written.extend(appended);
        Ok(written)
    }

    /// Tries once more to save what is not known to be saved.
    ///
    /// # Errors
    ///
    /// Why nobody knows yet.
    pub fn settle(&mut self) -> Result<(), Box<Problem>> {
        let Some(folder) = &self.journal else { return Ok(()) };
        retried(folder, &self.unsure)?;
        self.unsure.clear();
        Ok(())
    }

    /// The same, asked once a second; `true` when something has been saved by it. The longer it
    /// fails, the seldomer it is tried: every try may leave the same line once more in the file.
    pub fn settle_in_time(&mut self) -> bool {
        if self.unsure.is_empty() {
            return false;
        }
        self.tried = self.tried.saturating_add(1);
        self.tried.is_power_of_two() && self.settle().is_ok()
    }
}

fn retried(folder: &Folder, unsure: &[Event]) -> Result<Vec<Event>, Box<Problem>> {
    folder.retry(unsure.to_vec()).map_err(|error| Box::new(error.into()))
}

/// Why the copy in the program cannot be written to, and what can.
const BUILT_IN: &str =
    "内蔵の写しなので閲覧のみです。`shingi init フォルダー名` で書き込める記録を作れます。";

fn access(journal: Option<&Folder>, person: &Person, readonly: bool) -> Access {
    let Some(journal) = journal else { return Access::Read(BUILT_IN.to_owned()) };
    if readonly {
        let why = "--readonly で開いたので閲覧のみです。付けずに始めると書き込めます。";
        return Access::Read(why.to_owned());
    }
    match journal.writable(person) {
        Ok(()) => Access::Write,
        Err(problem) => Access::Read(format!("閲覧のみです: {} {}", problem.what, problem.remedy)),
    }
}

fn missing(path: &std::path::Path, by: &str) -> Problem {
    Problem::new(
        Severity::Error,
        format!("{by}フォルダー `{}` がありません。", path.display()),
        "記録を開いていません。",
        "場所を確かめてください。新しく作るには `shingi init フォルダー名` を使います。",
    )
    .at(InFile::file(path.display().to_string()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{analysis::Wish, shell::place::NamedBy};

    fn office(folder: &std::path::Path) -> Office {
        let person = "sato".parse().unwrap();
        let keyboard = AtKeyboard { person, display_name: None, uid: None };
        let place = Place::Folder(folder.to_owned(), NamedBy::Option);
        Office::open(place, Ok(keyboard), false).unwrap()
    }

    fn link(note: &str) -> Vec<Saying> {
        let council = Council::new(load_texts(SHIPPED), Journal::default());
        let pair = [("city-r7/ア(イ)".into(), "city/地域スタートアップ等支援事業".into())];
        let person = "sato".parse().unwrap();
        council.link(&person, &pair, &Wish { note: Some(note.to_owned()), ..Wish::default() })
    }

    /// An office that wrote a link and does not know whether it reached the disk.
    fn unsure(folder: &std::path::Path, note: &str) -> Office {
        let mut office = office(folder);
        office.unsure = office.append(&link(""), &clock::now()).unwrap();
        for event in &mut office.unsure {
            if let Saying::Link(link) = &mut event.saying {
                note.clone_into(&mut link.note);
            }
        }
        office
    }

    fn links(office: &Office) -> usize {
        let is_link = |event: &&Event| matches!(event.saying, Saying::Link(_));
        office.hear().events.iter().filter(is_link).count()
    }

    #[test]
    fn the_same_said_again_is_one_link_under_its_old_id() {
        for lost in [true, false] {
            let temp = tempfile::tempdir().unwrap();
            let mut office = unsure(temp.path(), "");
            if lost {
                fs::remove_file(temp.path().join("journal/sato.ron")).unwrap();
            }
            assert_eq!(links(&office), 0, "what may not be on disk is not shown");
            let first = office.unsure.clone();
            assert_eq!(office.append(&link(""), &clock::now()).unwrap(), first);
            assert_eq!((links(&office), office.unsure.len()), (1, 0));
            assert_eq!(office.hear().problems, []);
            // Something else is written beside it.
            let other = office.append(&link("別"), &clock::now()).unwrap();
            assert_eq!((links(&office), other.len()), (2, link("別").len()));
        }
    }

    #[test]
    fn something_else_said_next_is_written_behind_what_was_unsure() {
        let temp = tempfile::tempdir().unwrap();
        let mut office = unsure(temp.path(), "");
        fs::remove_file(temp.path().join("journal/sato.ron")).unwrap();
        let first = office.unsure.len();
        let written = office.append(&link("別"), &clock::now()).unwrap();
        assert_eq!(written.len(), first + link("別").len());
        assert_eq!(links(&office), 2);
    }

    #[test]
    fn what_is_unsure_is_kept_whatever_the_next_try_says() {
        let temp = tempfile::tempdir().unwrap();
        // A line that is too long: nothing is written.
        let mut office = unsure(temp.path(), &"長".repeat(40_000));
        let kept = office.unsure.clone();
        assert!(office.append(&link("別"), &clock::now()).is_err());
        assert_eq!(office.unsure, kept);
        assert!(office.settle().is_err());
        assert_eq!(office.unsure, kept);
        // A journal that cannot be opened: still nobody knows.
        let mut office = unsure(temp.path(), "");
        let own = temp.path().join("journal/sato.ron");
        fs::remove_file(&own).unwrap();
        fs::create_dir(&own).unwrap();
        let kept = office.unsure.clone();
        assert!(office.append(&link(""), &clock::now()).is_err());
        assert_eq!(office.unsure, kept);
        for _ in 0..9 {
            assert!(!office.settle_in_time());
        }
        fs::remove_dir(&own).unwrap();
        let saved: Vec<bool> = (0..8).map(|_| office.settle_in_time()).collect();
        assert_eq!(saved.iter().filter(|saved| **saved).count(), 1, "told once");
        assert_eq!(links(&office), 1);
    }
}
