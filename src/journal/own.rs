//! One's own file: opened and locked, so that it can be appended to.

use std::{
    ffi::OsStr,
    fs::{File, TryLockError},
    os::fd::OwnedFd,
    thread,
    time::Duration,
};

use rustix::{
    fs::{AtFlags, FileType, Mode, OFlags, Stat, fchmod, fstat, openat, statat},
    io::Errno,
    process::geteuid,
};

use super::{file::Folder, file_name, hash::fresh_id, refusal::Refusal};
use crate::domain::Person;

/// Between two tries of a lock.
const WAIT: Duration = Duration::from_millis(5);

/// How often a file is opened again that was replaced in the meantime.
const REOPENED: usize = 10;

/// Readable by the group, writable by its owner alone.
const MODE: Mode = Mode::from_raw_mode(0o640);

/// A file that may be appended to.
#[derive(Debug)]
pub(super) struct Own {
    pub file: File,
    /// Nobody else writes to the file while it is open. Otherwise every record begins on a line of
    /// its own.
    pub locked: bool,
}

/// Opens and locks the person's file; where locks do not work, a file of this process alone.
pub(super) fn open(folder: &Folder, dir: &OwnedFd, person: &Person) -> Result<Own, Refusal> {
    let name = format!("{person}.ron");
    for _ in 0..REOPENED {
        let Some(file) = open_existing(dir, &name)? else {
            match create(dir, &name) {
                Ok(_) | Err(Errno::EXIST) => continue,
                Err(errno) => return Err(errno.into()),
            }
        };
        let stat = fstat(&file)?;
        let file = File::from(file);
        if lock(&file, folder.patience) != Locked::Had {
            return segment(folder, dir, person);
        }
        // git or an editor may have put another file in its place before it was locked.
        if statat(dir, &name, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|now| is_same(&now, &stat)) {
            return Ok(Own { file, locked: true });
        }
    }
    Err(Refusal::Restless)
}

/// Opens a file that is there, if it is a file one may append to.
pub(super) fn open_existing(dir: &OwnedFd, name: &str) -> Result<Option<OwnedFd>, Refusal> {
    // Without O_CREAT: in a sticky folder it fails on a file of somebody else.
    let file = match openat(dir, name, flags(), Mode::empty()) {
        Ok(file) => file,
        Err(Errno::NOENT) => return Ok(None),
        Err(Errno::NXIO | Errno::ISDIR) => return Err(Refusal::NotRegular),
        Err(errno @ (Errno::ACCESS | Errno::PERM)) => return Err(foreign(dir, name, errno)),
        Err(errno) => return Err(errno.into()),
    };
    let stat = fstat(&file)?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Refusal::NotRegular);
    }
    if stat.st_nlink > 1 {
        return Err(Refusal::Linked);
    }
    if stat.st_uid != geteuid().as_raw() {
        return Err(Refusal::Foreign);
    }
    Ok(Some(file))
}

/// Says of a file that cannot be opened whose it is, rather than that it cannot be opened.
fn foreign(dir: &OwnedFd, name: &str, errno: Errno) -> Refusal {
    match statat(dir, name, AtFlags::SYMLINK_NOFOLLOW) {
        Ok(stat) if stat.st_uid != geteuid().as_raw() => Refusal::Foreign,
        _ => Refusal::System(errno),
    }
}

fn create(dir: &OwnedFd, name: &str) -> Result<OwnedFd, Errno> {
    let file = openat(dir, name, flags() | OFlags::CREATE | OFlags::EXCL, MODE)?;
    // The umask may have taken the group's right to read. Not every file system knows rights.
    let _ = fchmod(&file, MODE);
    Ok(file)
}

fn flags() -> OFlags {
    OFlags::RDWR | OFlags::APPEND | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC
}

fn is_same(a: &Stat, b: &Stat) -> bool {
    (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino)
}

/// What came of trying to lock a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Locked {
    Had,
    /// Somebody else had it all the time.
    Busy,
    /// There are no locks here.
    Never,
}

/// Locks a file. A lock is held for milliseconds, never while a person thinks.
pub(super) fn lock(file: &File, patience: u32) -> Locked {
    for tried in 1..=patience {
        match file.try_lock() {
            Ok(()) => return Locked::Had,
            Err(TryLockError::WouldBlock) if tried < patience => thread::sleep(WAIT),
            Err(TryLockError::WouldBlock) => return Locked::Busy,
            Err(TryLockError::Error(_)) => return Locked::Never,
        }
    }
    Locked::Busy
}

/// A file nobody else writes to: no other process has its name.
fn segment(folder: &Folder, dir: &OwnedFd, person: &Person) -> Result<Own, Refusal> {
    let fresh = fresh_id().ok_or(Refusal::System(Errno::AGAIN))?;
    let random = folder.random.get_or_init(|| fresh.to_string());
    let name = format!("{}.ron", file_name::segment(person, &host(), random));
    let file = match open_existing(dir, &name)? {
        Some(file) => file,
        None => create(dir, &name)?,
    };
    Ok(Own { file: File::from(file), locked: false })
}

/// For people who look at the folder; the random part alone tells files apart.
fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname");
    name.unwrap_or_else(|_| "host".to_owned())
}

/// Whether a file of this name is one of the person's.
pub(super) fn is_own(name: &OsStr, person: &Person) -> bool {
    name.to_str().and_then(file_name::stem).is_some_and(|stem| file_name::belongs(stem, person))
}
