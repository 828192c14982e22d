//! Putting new content in the place of a file in one step: whoever reads it finds the one or the
//! other.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::Path,
};

/// Puts new content in the place of a file that holds the old.
///
/// # Errors
///
/// When it cannot be written, or holds something else by now. The file is as it was then.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| folder != &Path::new("")).unwrap_or(Path::new("."));
    // No name that the loader would take for a record, should it ever be left behind.
    let temporary = folder.join(format!(".shingi-{}.tmp", std::process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let written = fill(file, path, before, after).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is said is why it was not written.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    File::open(folder)?.sync_all()
}

fn fill(mut file: File, path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    file.write_all(after)?;
    let old = fs::metadata(path)?;
    keep_group(&file, &old);
    file.set_permissions(old.permissions())?;
    file.sync_all()?;
    if fs::read(path)? == before {
        return Ok(());
    }
    Err(io::Error::other("その間に書き換えられました"))
}

/// In a folder that a group shares, the file stays the group's. Where that is not allowed, the
/// folder decides, as for any new file.
#[cfg(unix)]
fn keep_group(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, None, Some(before.gid()));
}

#[cfg(not(unix))]
fn keep_group(_: &File, _: &Metadata) {}
