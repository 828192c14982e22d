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
    Staged::write(path, Some(before), after)?.place()
}

/// 仮置き. A text on the disk beside the place it is for. Unless it is placed it goes away again, and
/// with it the folder that was made for it.
#[derive(Debug)]
pub struct Staged<'a> {
    path: &'a Path,
    before: Option<&'a [u8]>,
    temporary: PathBuf,
    made: Option<&'a Path>,
}

impl<'a> Staged<'a> {
    /// Writes the text beside its place: that of a file which still holds `before`, or of one which
    /// must not be there yet.
    ///
    /// # Errors
    ///
    /// Why everything is as it was, with nothing left beside it.
    pub fn write(path: &'a Path, before: Option<&'a [u8]>, text: &[u8]) -> io::Result<Self> {
        let folder = folder_of(path);
        let made = match fs::create_dir(folder) {
            Ok(()) => Some(folder),
            Err(_) if folder.is_dir() => None,
            Err(error) => return Err(error),
        };
        // No name that the loader would take for a record, should it ever be left behind.
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let temporary = folder.join(format!(".{name}-{}.tmp", std::process::id()));
        let opened = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let mut file = opened.inspect_err(|_| take_away(made))?;
        let staged = Self { path, before, temporary, made };
        file.write_all(text)?;
        if before.is_some() {
            let metadata = fs::metadata(path)?;
            keep_group(&file, &metadata);
            file.set_permissions(metadata.permissions())?;
        }
        file.sync_all()?;
        staged.still_holds()?;
        Ok(staged)
    }

    /// Puts it into its place, in one step.
    ///
    /// # Errors
    ///
    /// Why what is there is as it was.
    pub fn place(self) -> io::Result<()> {
        self.still_holds()?;
        if self.before.is_some() {
            fs::rename(&self.temporary, self.path)?;
        } else {
            match fs::hard_link(&self.temporary, self.path) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // Not every file system knows links.
                Err(_) if self.path.symlink_metadata().is_err() => {
                    fs::rename(&self.temporary, self.path)?;
                }
                Err(error) => return Err(error),
            }
        }
        File::open(folder_of(self.path))?.sync_all()
    }

    fn still_holds(&self) -> io::Result<()> {
        match self.before {
            Some(before) if fs::read(self.path)? != before => {
                Err(io::Error::other("その間に書き換えられました"))
            }
            None if self.path.symlink_metadata().is_ok() => {
                Err(io::Error::from(io::ErrorKind::AlreadyExists))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Staged<'_> {
    fn drop(&mut self) {
        // What is said is why it was not written. A text in its place has no name beside it, or
        // one too many.
        let _ = fs::remove_file(&self.temporary);
        take_away(self.made);
    }
}

/// A folder that was made in vain; one that holds something stays.
fn take_away(made: Option<&Path>) {
    if let Some(folder) = made {
        let _ = fs::remove_dir(folder);
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| folder != &Path::new("")).unwrap_or(Path::new("."))
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

    /// Whatever is in a folder and in the folders in it, by name.
    fn names(folder: &Path) -> Vec<PathBuf> {
        let mut names: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(folder).unwrap().flatten() {
            names.push(entry.path());
            if entry.path().is_dir() {
                names.extend(self::names(&entry.path()));
            }
        }
        names.sort();
        names
    }

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sources").join("a.txt");
        let create = |text: &[u8]| Staged::write(&path, None, text)?.place();
        create(b"1").unwrap();
        assert_eq!(create(b"2").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(folder.path()), [folder.path().join("sources"), path]);
    }

    #[test]
    fn what_is_staged_and_never_placed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("a.ron"), folder.path().join("sources/b.txt"));
        fs::write(&old, "1").unwrap();
        let first = Staged::write(&old, Some(b"1"), b"2").unwrap();
        let second = Staged::write(&new, None, b"3").unwrap();
        assert_eq!(names(folder.path()).len(), 4);
        drop((first, second));
        assert_eq!(names(folder.path()), [old.as_path()]);
        assert_eq!(fs::read(&old).unwrap(), b"1");
    }

    #[test]
    fn a_file_that_changed_after_the_staging_stays() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
        fs::write(&old, "1").unwrap();
        let staged = Staged::write(&old, Some(b"1"), b"2").unwrap();
        let other = Staged::write(&new, None, b"3").unwrap();
        fs::write(&old, "theirs").unwrap();
        fs::write(&new, "theirs").unwrap();
        assert!(staged.place().is_err() && other.place().is_err());
        assert_eq!(fs::read(&old).unwrap(), b"theirs");
        assert_eq!(fs::read(&new).unwrap(), b"theirs");
        assert_eq!(names(folder.path()).len(), 2);
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
