//! The office: a record, its journal, and the person who works there.

use std::path::PathBuf;

use jiff::Zoned;

use super::{clock, person::AtKeyboard, place::Place};
use crate::{
    analysis::Council,
    app::Access,
    domain::Person,
    journal::{AppendError, Event, Fingerprint, Folder, Journal, Saying},
    problem::{Place as InFile, Problem, Severity},
    records::{Loaded, SHIPPED, load, load_texts},
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
        Ok(Self { folder, journal, person, name, access, unsure: Vec::new() })
    }

    /// Reads the record.
    #[must_use]
    pub fn load(&self) -> Loaded {
        match &self.folder {
            Some(folder) => load(folder),
            None => load_texts(SHIPPED),
        }
    }

    /// Reads the journal.
    #[must_use]
    pub fn hear(&self) -> Journal {
        let Some(folder) = &self.journal else { return Journal::default() };
        let mut journal = folder.read();
        journal.problems.extend(journal.ahead_of(&clock::now()));
        journal
    }

    /// Reads both and brings them together.
    #[must_use]
    pub fn council(&self) -> Council {
        Council::new(self.load(), self.hear())
    }

    /// What the journal's files look like, so that a change shows.
    #[must_use]
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.journal.as_ref().map(Folder::fingerprint)
    }

    /// Writes to the person's journal, as one act. When this returns, it is on disk.
    ///
    /// # Errors
    ///
    /// What to tell the person: nothing was written, or nobody knows.
    pub fn append(&mut self, sayings: &[Saying], now: &Zoned) -> Result<Vec<Event>, Box<Problem>> {
        let Some(folder) = &self.journal else {
            return Err(Box::new(Problem::new(
                Severity::Error,
                BUILT_IN,
                "何も書いていません。",
                "",
            )));
        };
        let mut written = match folder.retry(std::mem::take(&mut self.unsure)) {
            Ok(written) => written,
            Err(error) => return Err(self.keep(error)),
        };
        let appended = match folder.append(&self.person, sayings, now) {
            Ok(events) => events,
            Err(error) => return Err(self.keep(error)),
        };
        written.extend(appended);
        Ok(written)
    }

    fn keep(&mut self, error: AppendError) -> Box<Problem> {
        match error {
            AppendError::Nothing(problem) => problem,
            AppendError::Unsure { events, problem } => {
                self.unsure = events;
                problem
            }
        }
    }
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
