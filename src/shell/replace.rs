//! Puts a text in the place of a file in one step: whoever reads it finds the one or the other.

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes a file anew, if it still holds what was read. Rights and group stay as they are.
///
/// # Errors
///
/// Why the file is as it was, with nothing left beside it.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    through_temporary(path, |file, temporary| {
        write(&file, after)?;
        let metadata = fs::metadata(path)?;
        keep_group(&file, &metadata);
        file.set_permissions(metadata.permissions())?;
        file.sync_all()?;
        if fs::read(path)? != before {
            return Err(io::Error::other("その間に書き換えられました"));
        }
        fs::rename(temporary, path)
    })
}

/// Writes a file that must not be there yet, and the folder it is in where that is not there.
///
/// # Errors
///
/// Why there is no such file now, or that there is one already.
pub fn create(path: &Path, text: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    through_temporary(path, |file, temporary| {
        write(&file, text)?;
        file.sync_all()?;
        match fs::hard_link(temporary, path) {
            Ok(()) => fs::remove_file(temporary),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system knows links.
            Err(_) if path.symlink_metadata().is_err() => fs::rename(temporary, path),
            Err(error) => Err(error),
        }
    })
}

fn through_temporary(
    path: &Path,
    work: impl FnOnce(File, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = folder_of(path);
    // No name that the loader would take for a record, should it ever be left behind.
    let temporary: PathBuf = folder.join(format!(".shingi-{}.tmp", std::process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    let written = work(file, &temporary);
    if written.is_err() {
        // What is said is why it was not written.
        let _ = fs::remove_file(&temporary);
    }
    written?;
    File::open(folder)?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| folder != &Path::new("")).unwrap_or(Path::new("."))
}

fn write(mut file: &File, text: &[u8]) -> io::Result<()> {
    file.write_all(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources").join("a.txt");
        create(&path, b"1").unwrap();
        assert_eq!(create(&path, b"2").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(fs::read_dir(folder.path().join("sources")).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "new").unwrap();
        assert!(replace(&path, b"old", b"mine").is_err());
        replace(&path, b"new", b"mine").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
