//! Appending: what is reported as saved is on disk, and what is not reported never harms the rest.

use std::{fmt, fs::File, io::Write, os::fd::OwnedFd, path::Path};

use jiff::Zoned;
use rustix::{
    fs::{Access, Mode, access, chmod, fdatasync, fstat, fsync, ftruncate, mkdir},
    io::{Errno, pread, retry_on_intr},
};

use super::{
    Act, Event, Moment, Saying,
    file::{Folder, open_directory, read_file},
    hash::fresh_id,
    line,
    own::{self, Own},
    refusal::{Refusal, Stake, too_long, unsure},
};
use crate::{domain::Person, problem::Problem};

/// The longest text a person can write, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// How often a system call that a signal interrupted is made again.
const INTERRUPTED: usize = 100;

/// Why something is not known to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AppendError {
    /// Nothing was written.
    Nothing(Box<Problem>),
    /// It may have been written, or not. [`Folder::retry`] with these events is always safe: they
    /// keep their ids, so they count once.
    Unsure {
        /// What may have been written.
        events: Vec<Event>,
        /// What to tell the person.
        problem: Box<Problem>,
    },
}

impl AppendError {
    /// What to tell the person.
    #[must_use]
    pub fn problem(&self) -> &Problem {
        match self {
            Self::Nothing(problem) | Self::Unsure { problem, .. } => problem,
        }
    }
}

impl From<AppendError> for Problem {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Nothing(problem) | AppendError::Unsure { problem, .. } => *problem,
        }
    }
}

impl fmt::Display for AppendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem().fmt(f)
    }
}

impl std::error::Error for AppendError {}

/// How far writing got.
enum Failure {
    Nothing(Errno),
    Unsure,
}

impl Folder {
    /// Appends what a person says to the person's file, as one act: all of it, or nothing.
    ///
    /// When this returns, it is on disk.
    ///
    /// # Errors
    ///
    /// Where nothing was written, and where it is not known whether it was.
    pub fn append(
        &self,
        person: &Person,
        sayings: &[Saying],
        now: &Zoned,
    ) -> Result<Vec<Event>, AppendError> {
        if sayings.is_empty() {
            return Ok(Vec::new());
        }
        sayings.iter().try_for_each(check_length).map_err(AppendError::Nothing)?;
        let refused =
            |refusal: Refusal| AppendError::Nothing(refusal.problem(self, person, Stake::Saving));
        let (dir, own) = self.open_own(person).map_err(refused)?;
        let (n, at) = self.next(&dir, person, now);
        let events = compose((person, self.uid), sayings, n, &at)
            .ok_or_else(|| refused(Errno::AGAIN.into()))?;
        self.write(&dir, &own, events)
    }

    /// Appends events of which it is not known whether they were saved.
    ///
    /// # Errors
    ///
    /// As [`Folder::append`].
    pub fn retry(&self, events: Vec<Event>) -> Result<Vec<Event>, AppendError> {
        let Some(person) = events.first().map(|event| event.by.clone()) else {
            return Ok(events);
        };
        match self.open_own(&person) {
            Ok((dir, own)) => self.write(&dir, &own, events),
            // Still unsure: the first try may have reached the disk.
            Err(_) => Err(AppendError::Unsure { events, problem: unsure() }),
        }
    }

    /// Whether the person could append now.
    ///
    /// # Errors
    ///
    /// Why not, in words for the person.
    pub fn writable(&self, person: &Person) -> Result<(), Box<Problem>> {
        let refused = |refusal: Refusal| refusal.problem(self, person, Stake::Writing);
        self.try_writable(person).map_err(refused)
    }

    fn try_writable(&self, person: &Person) -> Result<(), Refusal> {
        let enter_and_write = Access::WRITE_OK | Access::EXEC_OK;
        let dir = match self.open() {
            Ok(dir) => dir,
            Err(Errno::NOENT) => return Ok(access(self.parent(), enter_and_write)?),
            Err(errno) => return Err(errno.into()),
        };
        match own::open_existing(&dir, &format!("{person}.ron"))? {
            Some(_) => Ok(()),
            None => Ok(access(&self.path, enter_and_write)?),
        }
    }

    fn open_own(&self, person: &Person) -> Result<(OwnedFd, Own), Refusal> {
        let dir = self.open_or_create()?;
        let own = own::open(self, &dir, person)?;
        Ok((dir, own))
    }

    /// The folder, made where it is missing: everybody of the group may add a file, and only its
    /// owner may remove it.
    fn open_or_create(&self) -> Result<OwnedFd, Errno> {
        match self.open() {
            Err(Errno::NOENT) => {}
            opened => return opened,
        }
        match mkdir(&self.path, Mode::from_raw_mode(0o775)) {
            // Not every file system knows these rights.
            Ok(()) => drop(chmod(&self.path, Mode::from_raw_mode(0o3775))),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno),
        }
        fsync(open_directory(self.parent())?)?;
        self.open()
    }

    fn parent(&self) -> &Path {
        match self.path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        }
    }

    /// The person's next number and moment, behind everything in the person's files.
    fn next(&self, dir: &OwnedFd, person: &Person, now: &Zoned) -> (u64, Moment) {
        let (mut highest, mut last) = (0, None);
        let names = self.names().unwrap_or_default();
        for name in names.iter().filter(|name| own::is_own(name, person)) {
            let bytes = read_file(dir, name).unwrap_or_default();
            for line in String::from_utf8_lossy(&bytes).lines() {
                let (n, at) = line::number(line);
                highest = highest.max(n.unwrap_or_default());
                last = last.max(at);
            }
        }
        (highest.saturating_add(1), Moment::after(last.as_ref(), now))
    }

    fn write(
        &self,
        dir: &OwnedFd,
        own: &Own,
        events: Vec<Event>,
    ) -> Result<Vec<Event>, AppendError> {
        let lines = lines_of(&events).map_err(AppendError::Nothing)?;
        match write_and_sync(dir, own, &lines) {
            Ok(()) => Ok(events),
            Err(Failure::Nothing(errno)) => {
                let refusal = Refusal::from(errno);
                let problem = refusal.problem(self, &events[0].by, Stake::Saving);
                Err(AppendError::Nothing(problem))
            }
            Err(Failure::Unsure) => Err(AppendError::Unsure { events, problem: unsure() }),
        }
    }
}

fn compose(
    (person, uid): (&Person, Option<u32>),
    sayings: &[Saying],
    n: u64,
    at: &Moment,
) -> Option<Vec<Event>> {
    let ids: Vec<_> = sayings.iter().map(|_| fresh_id()).collect::<Option<_>>()?;
    let act = Act { id: ids.first()?.clone(), of: ids.len() };
    let shared = (ids.len() > 1).then_some(act);
    let numbered = (n..).zip(ids).zip(sayings);
    Some(
        numbered
            .map(|((n, id), saying)| Event {
                id,
                n,
                at: at.clone(),
                by: person.clone(),
                uid,
                act: shared.clone(),
                saying: saying.clone(),
            })
            .collect(),
    )
}

fn lines_of(events: &[Event]) -> Result<String, Box<Problem>> {
    let mut lines = String::new();
    for event in events {
        let line =
            line::write(event).map_err(|_| too_long("この内容は、記録の行にできません。"))?;
        if line.len() > line::LIMIT {
            return Err(too_long("一件の記録が長すぎます（上限 64 KiB）。"));
        }
        lines.push_str(&line);
        lines.push('\n');
    }
    Ok(lines)
}

fn check_length(saying: &Saying) -> Result<(), Box<Problem>> {
    for (name, text) in saying.typed() {
        let length = text.chars().count();
        if length > LONGEST_TEXT {
            return Err(too_long(format!(
                "{name}が長すぎます（{length} 文字。{LONGEST_TEXT} 文字まで）。"
            )));
        }
    }
    Ok(())
}

/// One write, then to the disk.
fn write_and_sync(dir: &OwnedFd, own: &Own, lines: &str) -> Result<(), Failure> {
    let before = length(&own.file).map_err(Failure::Nothing)?;
    let sealed = format!("\n{lines}");
    let begins_new_line =
        own.locked && ends_with_line(&own.file, before).map_err(Failure::Nothing)?;
    let bytes = if begins_new_line { lines.as_bytes() } else { sealed.as_bytes() };
    match write_once(&own.file, bytes) {
        Ok(written) if written == bytes.len() => {}
        Ok(written) => return Err(roll_back(&own.file, before, written)),
        Err(errno) => return Err(Failure::Nothing(errno)),
    }
    // Never a second time: after a failure the system may forget what it could not write.
    fdatasync(&own.file).map_err(|_| Failure::Unsure)?;
    // The name too: the file may be new, or of somebody who was interrupted before this point.
    fsync(dir).map_err(|_| Failure::Unsure)
}

fn length(file: &File) -> Result<u64, Errno> {
    Ok(fstat(file)?.st_size.unsigned_abs())
}

/// Whether the next byte begins a line. A torn line is closed, never cut: it may be somebody's.
fn ends_with_line(file: &File, length: u64) -> Result<bool, Errno> {
    let Some(at) = length.checked_sub(1) else { return Ok(true) };
    let mut last = [0];
    let read = retry_on_intr(|| pread(file, &mut last, at))?;
    Ok(read == 0 || last == *b"\n")
}

fn write_once(mut file: &File, bytes: &[u8]) -> Result<usize, Errno> {
    for _ in 0..INTERRUPTED {
        match file.write(bytes) {
            Ok(written) => return Ok(written),
            Err(error) => match Errno::from_io_error(&error) {
                Some(Errno::INTR) => {}
                errno => return Err(errno.unwrap_or(Errno::IO)),
            },
        }
    }
    Err(Errno::INTR)
}

/// Takes a part back that was written before the disk was full; only where nothing follows it.
fn roll_back(file: &File, before: u64, written: usize) -> Failure {
    let alone = length(file).is_ok_and(|now| now == before + written as u64);
    if alone && ftruncate(file, before).is_ok() {
        Failure::Nothing(Errno::NOSPC)
    } else {
        Failure::Unsure
    }
}

#[cfg(test)]
#[path = "append_tests.rs"]
mod tests;
