//! Holding every journal for a moment, while git puts other files in their place.

use std::fs::File;

use rustix::{
    fs::{Mode, OFlags, openat},
    io::Errno,
};

use super::{
    file::Folder,
    own::{self, Locked},
};

/// 保留. While it lives, whoever wants to append waits, or writes to a file of their own.
#[derive(Debug)]
pub struct Held {
    _files: Vec<File>,
}

impl Folder {
    /// Locks every journal, so that no line is written to a file that is being replaced; `None` where
    /// somebody goes on writing. Where locks do not work nothing is held: everybody writes to files
    /// of their own there, which nobody else changes.
    #[must_use]
    pub fn hold(&self) -> Option<Held> {
        let Ok(dir) = self.open() else { return Some(Held { _files: Vec::new() }) };
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let open = |name: &str| {
            // NFS gives a lock of one's own only on what is open for writing.
            let opened = openat(&dir, name, flags | OFlags::RDWR, Mode::empty());
            opened.or_else(|_: Errno| openat(&dir, name, flags | OFlags::RDONLY, Mode::empty()))
        };
        let names = self.journals().unwrap_or_default().into_iter().map(|(name, _)| name);
        let mut held = Vec::new();
        for file in names.filter_map(|name| open(&name).ok()).map(File::from) {
            match own::lock(&file, self.patience) {
                Locked::Had => held.push(file),
                Locked::Busy => return None,
                Locked::Never => {}
            }
        }
        Some(Held { _files: held })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Way, sample};

    #[test]
    fn what_is_held_is_not_written_to_and_what_is_written_to_is_not_held() {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder { patience: 2, ..Folder::new(temp.path().join("journal")) };
        let now = "2026-11-21T10:05:33[Asia/Tokyo]".parse().unwrap();
        let person = "sato".parse().unwrap();
        let say = || folder.append(&person, &[sample::retract("x", Way::Undo)], &now).unwrap();
        say();
        let own = folder.path().join("sato.ron");
        let length = || std::fs::metadata(&own).unwrap().len();
        let before = length();
        let held = folder.hold().unwrap();
        say();
        assert_eq!(length(), before, "whoever writes meanwhile writes to a file of their own");
        assert_eq!((folder.read().events.len(), folder.journals().unwrap().len()), (2, 2));
        drop(held);
        say();
        assert!(length() > before);
        // Somebody is writing.
        let file = File::open(&own).unwrap();
        file.lock().unwrap();
        assert!(folder.hold().is_none());
        drop(file);
        assert!(folder.hold().is_some());
    }
}
