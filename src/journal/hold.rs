//! Holding every journal for a moment, while git puts other files in their place.

use std::fs::File;

use rustix::{
    fs::{Mode, OFlags, openat},
    io::Errno,
};

use super::{file::Folder, own};

/// 保留. While it lives, whoever wants to append waits, or writes to a file of their own.
#[derive(Debug)]
pub struct Held {
    _files: Vec<File>,
}

impl Folder {
    /// Locks every journal, so that no line is written to a file that is being replaced. Where locks
    /// do not work nothing is held: everybody writes to files of their own there, which nobody else
    /// changes.
    #[must_use]
    pub fn hold(&self) -> Held {
        let Ok(dir) = self.open() else { return Held { _files: Vec::new() } };
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let open = |name: &str| {
            // NFS gives a lock of one's own only on what is open for writing.
            let opened = openat(&dir, name, flags | OFlags::RDWR, Mode::empty());
            opened.or_else(|_: Errno| openat(&dir, name, flags | OFlags::RDONLY, Mode::empty()))
        };
        let names = self.journals().unwrap_or_default().into_iter().map(|(name, _)| name);
        let files = names.filter_map(|name| open(&name).ok()).map(File::from);
        Held { _files: files.filter(|file| own::lock(file, self.patience)).collect() }
    }
}
