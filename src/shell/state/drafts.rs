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
    domain::{Person, short_wareki},
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
        self.finish();
        let mut left = Left::default();
        let mut found: Vec<(Timestamp, Kept)> = Vec::new();
        for path in self.files("ron") {
            let Some(mut file) = abandoned(&path) else { continue };
            match read(&mut file) {
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

    /// Brings to its end what a dashboard was about to write: the last letters, if they are whole.
    fn finish(&self) {
        for path in self.files("new") {
            let Some(mut file) = abandoned(&path) else { continue };
            let _ = match read(&mut file) {
                Some(_) => fs::rename(&path, path.with_extension("ron")),
                None => fs::remove_file(&path),
            };
        }
    }

    fn files(&self, end: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let paths = entries.map(|entry| entry.path());
        paths.filter(|path| path.extension().is_some_and(|it| it == end)).collect()
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

/// What a file holds; nothing where it is damaged.
fn read(file: &mut File) -> Option<Written> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    kept::parse(&text)
}

/// `R8.11.21 14:03`, in the time zone of this machine.
fn spoken(at: Timestamp) -> String {
    let at: Zoned = at.to_zoned(jiff::tz::TimeZone::system());
    format!("{} {}:{:02}", short_wareki(at.date()), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::draft::Of;

    fn drawer(folder: &Path, person: &str) -> Drawer {
        let person = person.parse().unwrap();
        Drawer { folder: folder.join("drafts"), records: "/srv/記録".into(), person }
    }

    fn draft(text: &str) -> Draft {
        Draft {
            of: Of::Review { opinion: "city-r7/ア(イ)".into(), of: vec![], stood: vec![] },
            title: "ア(イ) への受け止め".to_owned(),
            fields: vec![
                ("受け止め".to_owned(), String::new()),
                ("言葉".to_owned(), text.to_owned()),
            ],
            at: 1,
        }
    }

    #[test]
    fn a_draft_is_read_as_it_was_written_once_nobody_holds_it() {
        let home = tempfile::tempdir().unwrap();
        let odd = "一\n\"二\"\u{7}\\　葛\u{e0100}";
        let mut sheet = drawer(home.path(), "mori").sheet();
        sheet.write(&draft("前")).unwrap();
        sheet.write(&draft(odd)).unwrap();
        assert!(drawer(home.path(), "mori").left().kept.is_empty(), "it is held");
        drop(sheet);
        assert!(drawer(home.path(), "sato").left().kept.is_empty(), "it is another's");
        let left = drawer(home.path(), "mori").left();
        assert_eq!(left.kept.len(), 1);
        assert_eq!(left.kept[0].draft, draft(odd));
        assert!(drawer(home.path(), "mori").left().kept.is_empty(), "it is offered elsewhere");
        drop(left);
        fs::remove_file(&drawer(home.path(), "mori").left().kept[0].name).unwrap();
        assert_eq!(fs::read_dir(home.path().join("drafts")).unwrap().count(), 0);
    }

    #[test]
    fn what_is_damaged_stays_and_what_was_cut_off_is_swept_up() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("drafts");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("1.ron"), "(records: \"/srv").unwrap();
        fs::write(folder.join("2.new"), "").unwrap();
        let mut sheet = drawer(home.path(), "mori").sheet();
        sheet.write(&draft("一")).unwrap();
        let written = folder.join("3.new");
        fs::copy(&sheet.path, &written).unwrap();
        sheet.clear();
        let left = drawer(home.path(), "mori").left();
        assert_eq!(left.damaged, [folder.join("1.ron")]);
        assert_eq!(left.kept[0].name, folder.join("3.ron").display().to_string());
        assert_eq!(fs::read_dir(folder).unwrap().count(), 2, "the last letters are finished");
    }

    #[test]
    fn a_draft_that_was_saved_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let mut sheet = drawer(home.path(), "mori").sheet();
        sheet.clear();
        sheet.write(&draft("一")).unwrap();
        sheet.clear();
        assert_eq!(fs::read_dir(home.path().join("drafts")).unwrap().count(), 0);
        sheet.write(&draft("二")).unwrap();
        drop(sheet);
        assert_eq!(drawer(home.path(), "mori").left().kept.len(), 1);
    }
}
