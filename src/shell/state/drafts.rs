//! Drafts: what a person was typing, in a file of its own for every dashboard that runs.
//!
//! As long as a dashboard lives it holds a lock on its file; the system drops it with the process,
//! however that ends. A file that nobody holds is what somebody left behind.

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process,
};

use etcetera::{BaseStrategy, choose_base_strategy};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use super::kept;
use crate::{
    app::{Draft, draft::Kept},
    domain::{Person, wareki},
};

/// 引き出し. Where a person's drafts for a record are.
#[derive(Debug, Clone)]
pub struct Drawer {
    folder: PathBuf,
    records: PathBuf,
    person: Person,
}

/// 控え. What a file holds.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    records: PathBuf,
    person: Person,
    at: Timestamp,
    draft: Draft,
}

/// What earlier dashboards left.
#[derive(Debug, Default)]
pub struct Left {
    /// The drafts for the person and the record, the latest first.
    pub kept: Vec<Kept>,
    /// Files that cannot be read.
    pub damaged: Vec<PathBuf>,
    /// Held, so that no other dashboard offers the same.
    pub held: Vec<File>,
}

impl Drawer {
    /// The drawer of a person for a record; absent where there is no home folder.
    #[must_use]
    pub fn of(records: &Path, person: &Person) -> Option<Self> {
        let folder = choose_base_strategy().ok()?.state_dir()?.join("shingi/drafts");
        let records = fs::canonicalize(records).unwrap_or_else(|_| records.to_owned());
        Some(Self { folder, records, person: person.clone() })
    }

    /// What earlier dashboards left.
    #[must_use]
    pub fn left(&self) -> Left {
        let mut left = Left::default();
        let mut found: Vec<(Timestamp, Kept)> = Vec::new();
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let Some(mut file) = abandoned(&path) else { continue };
            if path.extension().is_some_and(|end| end == "new") {
                // Cut off while it was written; what it was to replace is there.
                let _ = fs::remove_file(&path);
                continue;
            }
            let mut text = String::new();
            let read = file.read_to_string(&mut text);
            match read.ok().and_then(|_| kept::parse::<Written>(&text)) {
                None => left.damaged.push(path),
                Some(it) if it.records == self.records && it.person == self.person => {
                    let name = path.display().to_string();
                    found.push((it.at, Kept { name, at: spoken(it.at), draft: it.draft }));
                    left.held.push(file);
                }
                Some(_) => {}
            }
        }
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        left.kept = found.into_iter().map(|(_, kept)| kept).collect();
        left
    }

    /// The file for the drafts of this dashboard. It is there only while there is a draft.
    #[must_use]
    pub fn sheet(self) -> Sheet {
        let name = format!("{}-{}.ron", Timestamp::now().as_millisecond(), process::id());
        Sheet { path: self.folder.join(name), drawer: self, held: None }
    }
}

/// 控えの紙. The file for the drafts of one dashboard.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    drawer: Drawer,
    held: Option<File>,
}

impl Sheet {
    /// Puts a draft into the place of the one before, in one step. When this returns, it is on disk.
    ///
    /// # Errors
    ///
    /// Why the one before is still there.
    pub fn write(&mut self, draft: &Draft) -> io::Result<()> {
        let written = Written {
            records: self.drawer.records.clone(),
            person: self.drawer.person.clone(),
            at: Timestamp::now(),
            draft: draft.clone(),
        };
        let text = kept::print(&written)?;
        DirBuilder::new().recursive(true).mode(0o700).create(&self.drawer.folder)?;
        let fresh = self.path.with_extension("new");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&fresh)?;
        // Where files cannot be locked, two dashboards may offer the same draft; none is lost.
        let _ = file.try_lock();
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&fresh, &self.path)?;
        let first = self.held.replace(file).is_none();
        if first { File::open(&self.drawer.folder)?.sync_all() } else { Ok(()) }
    }

    /// Takes the draft away: it was saved, or thrown away.
    pub fn clear(&mut self) {
        if self.held.take().is_some() {
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A file that no living dashboard holds, held from now on.
fn abandoned(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return None;
    }
    // It may have been replaced between the two.
    let (here, there) = (file.metadata().ok()?, fs::metadata(path).ok()?);
    (here.is_file() && (here.dev(), here.ino()) == (there.dev(), there.ino())).then_some(file)
}

/// `令和8年11月21日 14:03`, in the time zone of this machine.
fn spoken(at: Timestamp) -> String {
    let at: Zoned = at.to_zoned(jiff::tz::TimeZone::system());
    format!("{} {:02}:{:02}", wareki(at.date()), at.hour(), at.minute())
}
