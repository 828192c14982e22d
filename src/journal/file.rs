//! The folder of journals: reading it. Readers take no lock and disturb nobody.

use std::{
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, Read},
    os::{fd::OwnedFd, unix::fs::MetadataExt},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rustix::{
    fs::{CWD, FileType, Mode, OFlags, fstat, openat},
    io::Errno,
};

use super::{Journal, file_name, gather::Gather};
use crate::problem::{Place, Problem, Severity, reason};

/// The largest journal that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// How many files are read.
const MOST: usize = 10_000;

/// 日誌のフォルダー. `records/journal/`, with one file a person.
#[derive(Debug)]
pub struct Folder {
    pub(super) path: PathBuf,
    /// Written beside the name, where it is not the login of this user.
    pub(super) uid: Option<u32>,
    /// How often a lock is tried before it is taken for impossible.
    pub(super) patience: u32,
    /// Tells files of this process apart where there are no locks.
    pub(super) random: OnceLock<String>,
}

/// How the files of a folder stand. Equal: nobody has written meanwhile.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Fingerprint(Vec<(OsString, [u64; 3], [i64; 4])>);

impl Folder {
    /// A folder that may not exist yet: the first append makes it.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), uid: None, patience: 400, random: OnceLock::new() }
    }

    /// The folder, for somebody who writes under another name than the login of this user.
    #[must_use]
    pub fn written_by(self, uid: Option<u32>) -> Self {
        Self { uid, ..self }
    }

    /// Where the folder is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads every journal. What cannot be read is a problem of its own and hides nothing else.
    #[must_use]
    pub fn read(&self) -> Journal {
        let mut gather = Gather::default();
        let opened = self.open().map_err(io::Error::from);
        match opened.and_then(|folder| Ok((folder, self.names()?))) {
            Ok((folder, names)) => self.read_files(&folder, &names, &mut gather),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => gather.problem(unreadable_folder(&error).at(self.place(None))),
        }
        gather.finish()
    }

    fn read_files(&self, folder: &OwnedFd, names: &[OsString], gather: &mut Gather) {
        if names.len() > MOST {
            gather.problem(too_many(names.len()).at(self.place(None)));
        }
        for name in names.iter().take(MOST) {
            let Some(stem) = name.to_str().and_then(file_name::stem) else {
                if !name.as_encoded_bytes().starts_with(b".") {
                    gather.problem(not_a_journal().at(self.place(Some(name))));
                }
                continue;
            };
            match read_file(folder, name) {
                Ok(bytes) => gather.file(&self.place(Some(name)).file, stem, bytes),
                Err(Unreadable::Gone) => {}
                Err(reason) => gather.problem(unreadable(&reason).at(self.place(Some(name)))),
            }
        }
    }

    /// How the files stand now: no more than a look at each, for asking once a second.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        let mut files: Vec<_> = self
            .names()
            .unwrap_or_default()
            .into_iter()
            .filter(|name| name.to_str().and_then(file_name::stem).is_some())
            .filter_map(|name| {
                let stat = fs::symlink_metadata(self.path.join(&name)).ok()?;
                let times = [stat.mtime(), stat.mtime_nsec(), stat.ctime(), stat.ctime_nsec()];
                Some((name, [stat.dev(), stat.ino(), stat.size()], times))
            })
            .collect();
        files.sort();
        Fingerprint(files)
    }

    /// The names of the journals in the folder, in order, each with the person whose it is.
    ///
    /// # Errors
    ///
    /// Why the folder cannot be read.
    pub fn journals(&self) -> io::Result<Vec<(String, String)>> {
        let of = |name: OsString| {
            let name = name.into_string().ok()?;
            let person = file_name::person(file_name::stem(&name)?).to_owned();
            Some((name, person))
        };
        Ok(self.names()?.into_iter().filter_map(of).collect())
    }

    /// The names in the folder, in order.
    pub(super) fn names(&self) -> io::Result<Vec<OsString>> {
        let entries = fs::read_dir(&self.path)?;
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        Ok(names)
    }

    pub(super) fn open(&self) -> Result<OwnedFd, Errno> {
        open_directory(&self.path)
    }

    pub(super) fn place(&self, name: Option<&OsStr>) -> Place {
        let path = name.map_or_else(|| self.path.clone(), |name| self.path.join(name));
        Place::file(path.display().to_string())
    }
}

pub(super) fn open_directory(path: &Path) -> Result<OwnedFd, Errno> {
    openat(CWD, path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(super) enum Unreadable {
    Gone,
    NotRegular,
    TooLarge,
    Refused(io::Error),
}

/// The bytes of a regular file. Neither a pipe nor a link nor a device makes the reader wait, or
/// read elsewhere.
pub(super) fn read_file(folder: &OwnedFd, name: &OsStr) -> Result<Vec<u8>, Unreadable> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = openat(folder, name, flags, Mode::empty()).map_err(|errno| match errno {
        Errno::NOENT => Unreadable::Gone,
        Errno::LOOP | Errno::NXIO => Unreadable::NotRegular,
        errno => Unreadable::Refused(errno.into()),
    })?;
    let stat = fstat(&file).map_err(|errno| Unreadable::Refused(errno.into()))?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Unreadable::NotRegular);
    }
    let mut bytes = Vec::new();
    let read = File::from(file).take(LARGEST + 1).read_to_end(&mut bytes);
    match read.map_err(Unreadable::Refused)? {
        length if length as u64 > LARGEST => Err(Unreadable::TooLarge),
        _ => Ok(bytes),
    }
}

fn unreadable(why: &Unreadable) -> Problem {
    let (what, remedy) = match why {
        Unreadable::Gone | Unreadable::NotRegular => (
            "普通のファイルではありません。".to_owned(),
            "日誌のフォルダーには、日誌のファイルだけを置いてください。",
        ),
        Unreadable::TooLarge => (
            "大きすぎて読みません（上限 64 MiB）。".to_owned(),
            "日誌のファイルかどうかを確かめてください。",
        ),
        Unreadable::Refused(error) if error.kind() == io::ErrorKind::PermissionDenied => (
            "読む権限がありません。".to_owned(),
            "ファイルの持ち主に、グループから読めるようにしてもらってください。",
        ),
        Unreadable::Refused(error) => {
            (format!("読めません（{}）。", reason(error)), "管理者に相談してください。")
        }
    };
    let meaning = "このファイルの記録は表示していません。ほかの人の記録は表示しています。";
    Problem::new(Severity::Error, what, meaning, remedy)
}

fn unreadable_folder(error: &io::Error) -> Problem {
    Problem::new(
        Severity::Error,
        format!("日誌のフォルダーを読めません（{}）。", reason(error)),
        "対応付けなどの記録は表示していません。失われてはいません。",
        "フォルダーの権限を管理者に確かめてください。",
    )
}

fn too_many(count: usize) -> Problem {
    Problem::new(
        Severity::Warning,
        format!("日誌のフォルダーにファイルが {count} 個あります。"),
        format!("名前の順に {MOST} 個までを読みました。"),
        "日誌ではないファイルを別の場所に移してください。",
    )
}

fn not_a_journal() -> Problem {
    Problem::new(
        Severity::Info,
        "日誌として読まないファイルです。",
        "控えや同期の写しと見なし、内容は使っていません。",
        "必要な記録が入っているときは、`名前.ron` のファイルに行を移してください。",
    )
}
