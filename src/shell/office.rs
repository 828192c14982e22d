//! The office: a record, its journal, and the person who works there.

use std::{
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
};

use jiff::{Zoned, civil::Date};

use super::{clock, person::AtKeyboard, place::Place};
use crate::{
    analysis::Council,
    app::Access,
    domain::{EventId, Person, Role, wareki},
    export::xlsx::Font,
    journal::{AppendError, Edition, Event, Fingerprint, Folder, Journal, Lens, Saying, may},
    problem::{Place as InFile, Problem, Severity},
    records::{DRAFT, Loaded, Progress, SHIPPED, load_telling, load_texts},
};

/// 見方. How the person asked to look at the record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sight {
    /// `--readonly`: nothing shall be written.
    pub readonly: bool,
    /// `--reader`: as committee members see it.
    pub reader: bool,
    /// `--as-of`: as it stood on a day.
    pub as_of: Option<Date>,
}

/// 事務局. Where records are read and acts are written.
#[derive(Debug)]
pub struct Office {
    folder: Option<PathBuf>,
    journal: Option<Folder>,
    /// 記入者.
    pub person: Person,
    /// The name the dashboard shows for the person where the people file names none.
    pub name: String,
    /// 書体 of workbooks that are written here.
    pub font: Font,
    /// What the person may write here. What the people file says of the person is known once the
    /// record was read.
    pub access: Access,
    /// The same, as far as it does not depend on the record.
    at_first: Access,
    sight: Sight,
    /// 役割, as the record says.
    role: Role,
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
        sight: Sight,
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
            None => access(journal.as_ref(), &person, sight),
        };
        let name = display_name.unwrap_or_else(|| person.to_string());
        Ok(Self {
            folder,
            journal,
            person,
            name,
            font: Font::default(),
            at_first: access.clone(),
            access,
            sight,
            role: Role::Office,
            unsure: Vec::new(),
            tried: 0,
        })
    }

    /// The day the figures are of.
    #[must_use]
    pub fn today(&self) -> Date {
        self.sight.as_of.unwrap_or_else(|| clock::now().date())
    }

    /// The folder of the record; `None` where it is the copy in the program.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Reads the record.
    #[must_use]
    pub fn load(&self) -> Loaded {
        self.load_telling(&Progress::default())
    }

    fn load_telling(&self, progress: &Progress) -> Loaded {
        match &self.folder {
            Some(folder) => load_telling(folder, progress),
            None => load_texts(SHIPPED),
        }
    }

    /// Reads the journal. What may not have reached the disk is left out, though it can be read.
    #[must_use]
    pub fn hear(&self) -> Journal {
        let Some(folder) = &self.journal else { return Journal::shipped(DRAFT) };
        let mut journal = folder.read();
        journal.events.retain(|event| self.unsure.iter().all(|unsure| unsure.id != event.id));
        journal.problems.extend(journal.misdated(&clock::now()));
        journal
    }

    /// Reads both and brings them together, as the person is to see them.
    #[must_use]
    pub fn council(&mut self) -> Council {
        self.council_telling(&Progress::default())
    }

    /// The same, and tells how far it has got.
    #[must_use]
    pub fn council_telling(&mut self, progress: &Progress) -> Council {
        let (loaded, journal) = self.read(progress);
        self.role = loaded.records.role(&self.person);
        let reads = self.sight.reader || self.role == Role::Member;
        self.access = match (&self.at_first, self.role) {
            (Access::Write, Role::Member) => Access::Review,
            (Access::Write, Role::Office) if reads => Access::Read(AS_READER.to_owned()),
            (access, _) => access.clone(),
        };
        let edition = if reads { Edition::Members } else { Edition::Office };
        let lens = Lens { as_of: self.sight.as_of, edition };
        let mut council = Council::seen(loaded, journal, lens);
        if reads {
            council.read_by(self.person.clone());
        }
        council
    }

    /// The same as it stood at the end of a day.
    #[must_use]
    pub fn council_on(&mut self, day: Date) -> Council {
        let now = self.sight.as_of.replace(day);
        let council = self.council();
        self.sight.as_of = now;
        council
    }

    /// The same as others are to see it; `None` where that is more than the person sees.
    #[must_use]
    pub fn council_for(&self, edition: Edition) -> Option<Council> {
        let (loaded, journal) = self.read(&Progress::default());
        let reads = self.sight.reader || loaded.records.role(&self.person) == Role::Member;
        let lens = Lens { as_of: self.sight.as_of, edition };
        (!reads || edition != Edition::Office).then(|| Council::seen(loaded, journal, lens))
    }

    /// Reads record and journal, both at once.
    fn read(&self, progress: &Progress) -> (Loaded, Journal) {
        thread::scope(|scope| {
            let journal = scope.spawn(|| self.hear());
            let loaded = self.load_telling(progress);
            (loaded, journal.join().unwrap_or_else(|panic| resume_unwind(panic)))
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
        self.check_role(sayings)?;
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

    /// Whether a person of this role says such things.
    fn check_role(&self, sayings: &[Saying]) -> Result<(), Box<Problem>> {
        let own = |event: &EventId| {
            let events = self.hear().events;
            events.iter().find(|said| said.id == *event).is_none_or(|said| said.by == self.person)
        };
        let allowed = sayings.iter().all(|saying| match saying {
            Saying::Retract { event, .. } if self.role == Role::Member => own(event),
            saying => may(self.role, saying),
        });
        if allowed { Ok(()) } else { Err(Box::new(not_for(self.role))) }
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

/// Why somebody of the secretariat cannot write while looking as members do.
const AS_READER: &str = "--reader なので閲覧のみです。書くときは、付けずに始めてください。";

fn not_for(role: Role) -> Problem {
    let (what, remedy) = match role {
        Role::Member => (
            "委員が書けるのは、既読と受け止め、その取り消しだけです。",
            "役割が違うときは、名簿（People）を直すよう事務局に頼んでください。",
        ),
        Role::Office => (
            "既読と受け止めは、名簿で委員になっている人だけが書けます。",
            "委員のときは、名簿（People）に委員として加えてください。",
        ),
    };
    Problem::new(
        Severity::Error,
        what,
        "何も書いていません。これまでの記録はそのままです。",
        remedy,
    )
}

fn access(journal: Option<&Folder>, person: &Person, sight: Sight) -> Access {
    if let Some(day) = sight.as_of {
        return Access::Read(format!(
            "{}現在の閲覧です。書くときは --as-of を外してください。",
            wareki(day)
        ));
    }
    let Some(journal) = journal else { return Access::Read(BUILT_IN.to_owned()) };
    if sight.readonly {
        let why = "--readonly で開いたので閲覧のみです。付けずに始めると書き込めます。";
        return Access::Read(why.to_owned());
    }
    match journal.writable(person) {
        Ok(()) => Access::Write,
        Err(problem) => Access::Read(format!("閲覧のみです: {} {}", problem.what, problem.remedy)),
    }
}

fn missing(path: &Path, by: &str) -> Problem {
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
        Office::open(place, Ok(keyboard), Sight::default()).unwrap()
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
