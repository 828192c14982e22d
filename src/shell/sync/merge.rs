//! What others changed and what was changed here, brought together beside the folder.

use std::{
    collections::{BTreeSet, HashSet},
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use super::{
    Trouble,
    repository::{Repository, fine},
};
use crate::{
    records::{DISAGREEMENTS, Disagreement, Version, is_right, merged},
    shell::{git::Git, site},
};

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Together {
    pub(super) saved: Vec<String>,
    pub(super) received: Vec<String>,
    pub(super) apart: Vec<String>,
}

/// Readable by the group, writable by its owner: as journals are made.
const JOURNAL: u32 = 0o640;

impl Repository {
    /// Brings the folder together with a commit from elsewhere.
    pub(super) fn bring_together(&self, theirs: &str) -> Result<Together, Trouble> {
        // Until the folder is what it is to be, nobody writes to a journal.
        let still = self.hold()?;
        let mut together = Together { saved: self.save_held(&still)?, ..Together::default() };
        let target = match self.head()? {
            None => theirs.to_owned(),
            Some(head) if self.is_known(theirs, &head)? => return Ok(together),
            Some(head) if self.is_known(&head, theirs)? => theirs.to_owned(),
            Some(head) => {
                let (target, apart) = self.merged(&head, theirs)?;
                together.apart = apart;
                target
            }
        };
        together.received = self.advance(&target)?;
        Ok(together)
    }

    /// Puts a commit that follows on what is in the folder into it, in one step.
    fn advance(&self, target: &str) -> Result<Vec<String>, Trouble> {
        let head = self.head()?;
        let changed = match &head {
            Some(head) => self.run(&["diff", "--name-only", "--no-renames", "-z", head, target])?,
            None => self.run(&["ls-tree", "-r", "--name-only", "-z", target])?,
        };
        let changed = changed.names();
        for name in &changed {
            check_replaceable(&self.folder.join(name))?;
        }
        self.run(&["merge", "--ff-only", "--quiet", target])?;
        for name in changed.iter().filter(|name| is_journal(name)) {
            // git knows only what may be run. Not every file system knows rights.
            let mode = fs::Permissions::from_mode(JOURNAL);
            let _ = fs::set_permissions(self.folder.join(name), mode);
        }
        Ok(changed)
    }

    /// Merges in a working folder of its own; the commit, and the files with a 食い違い.
    fn merged(&self, ours: &str, theirs: &str) -> Result<(String, Vec<String>), Trouble> {
        let base = self.git.run(["merge-base", ours, theirs])?;
        if !base.fine {
            return Err(Trouble::Unrelated);
        }
        let base = base.text();
        let desk = Desk::set_up(self, ours)?;
        let [name, email] = self.author();
        let subject = format!("{}: {} の変更を取り込み", self.name(), self.remote.shown());
        let words = ["-c", &name, "-c", &email, "merge", "--no-ff", "--no-commit", "--quiet"];
        let words = words.into_iter().chain(["-m", &subject, theirs]);
        let ran = desk.git.run(words)?;
        let open = open(&desk.git)?;
        if !ran.fine && open.is_empty() {
            return Err(Trouble::said(&ran));
        }
        let mut apart = Vec::new();
        let mut sides = Sides { repository: self, desk: &desk, revisions: [&base, theirs, ours] };
        for path in &open {
            if sides.settle(path)? {
                apart.push(path.clone());
            }
        }
        // What git could merge line by line may still be no right file.
        for path in sides.changed_by_both()? {
            if !open.contains(&path) && sides.is_broken(&path) && sides.settle(&path)? {
                apart.push(path);
            }
        }
        fine(desk.git.run(["add", "--all"])?)?;
        let words = [
            "-c",
            &name,
            "-c",
            &email,
            "commit",
            "--quiet",
            "--no-verify",
            "--allow-empty",
            "-m",
            &subject,
        ];
        fine(desk.git.run(words)?)?;
        Ok((fine(desk.git.run(["rev-parse", "HEAD"])?)?.text(), apart))
    }
}

/// In a folder with the sticky bit only the owner takes a file away.
fn check_replaceable(path: &Path) -> Result<(), Trouble> {
    let (Ok(file), Some(Ok(folder))) =
        (fs::symlink_metadata(path), path.parent().map(fs::metadata))
    else {
        return Ok(());
    };
    let sticky = folder.mode() & 0o1000 != 0;
    if sticky && !site::may_change(file.uid()) && !site::may_change(folder.uid()) {
        return Err(Trouble::Foreign(path.to_owned()));
    }
    Ok(())
}

/// The files git could not merge.
fn open(git: &Git) -> Result<BTreeSet<String>, Trouble> {
    let files = fine(git.run(["diff", "--name-only", "--diff-filter=U", "-z"])?)?.names();
    Ok(files.into_iter().collect())
}

fn is_journal(name: &str) -> bool {
    let file = name.strip_prefix("journal/");
    file.is_some_and(|file| is_ron(file) && !file.contains('/'))
}

fn is_ron(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "ron")
}

/// The three states of the files of a merge.
struct Sides<'a> {
    repository: &'a Repository,
    desk: &'a Desk<'a>,
    /// What both began from, theirs, ours.
    revisions: [&'a str; 3],
}

impl Sides<'_> {
    /// The file in a state; `None` where it has none.
    fn content(&self, revision: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let ran = self.desk.git.run(["cat-file", "blob", &format!("{revision}:{path}")])?;
        Ok(ran.fine.then_some(ran.out))
    }

    /// Decides what is to stand in a file, and keeps the rest; whether something is to be chosen.
    fn settle(&mut self, path: &str) -> Result<bool, Trouble> {
        let [base, theirs, ours] = self.revisions;
        let [base, theirs, ours] =
            [self.content(base, path)?, self.content(theirs, path)?, self.content(ours, path)?];
        if is_journal(path) {
            self.desk.put(path, Some(united(theirs.as_deref(), ours.as_deref())))?;
            return Ok(false);
        }
        if path.starts_with(DISAGREEMENTS) {
            // Somebody has chosen, or chosen in part.
            self.desk.put(path, theirs)?;
            return Ok(false);
        }
        let outcome = merged(base.as_deref(), theirs.as_deref(), ours.as_deref());
        self.desk.put(path, outcome.content)?;
        if outcome.apart {
            let whose =
                (self.version(self.revisions[1], path)?, self.version(self.revisions[2], path)?);
            for (name, content) in Disagreement::of(path, whose, base, ours).files() {
                self.desk.put(&name.to_string_lossy(), Some(content))?;
            }
        }
        Ok(outcome.apart)
    }

    /// Who changed a file last on a side.
    fn version(&self, revision: &str, path: &str) -> Result<Version, Trouble> {
        let words = ["log", "-1", "--format=%an%x00%aI", revision, "--", path];
        let names = fine(self.desk.git.run(words)?)?.text();
        let (by, at) = names.split_once('\0').unwrap_or_default();
        Ok(Version { by: by.to_owned(), at: at.to_owned() })
    }

    fn changed_by_both(&self) -> Result<Vec<String>, Trouble> {
        let [base, theirs, ours] = self.revisions;
        let changed = |side: &str| -> Result<HashSet<String>, Trouble> {
            let words = ["diff", "--name-only", "--no-renames", "-z", base, side];
            Ok(self.repository.run(&words)?.names().into_iter().collect())
        };
        let ours = changed(ours)?;
        let mut both: Vec<_> =
            changed(theirs)?.into_iter().filter(|name| ours.contains(name)).collect();
        both.sort();
        Ok(both)
    }

    /// Whether a record file came out of a merge worse than it went in.
    fn is_broken(&self, path: &str) -> bool {
        let is_record = is_ron(path) && !is_journal(path);
        let text = fs::read(self.desk.folder.join(path)).ok();
        let right = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(is_right);
        is_record && text.is_some_and(|text| !right(&text))
    }
}

/// The lines of both, each once: a journal is a set of them.
fn united(theirs: Option<&[u8]>, ours: Option<&[u8]>) -> Vec<u8> {
    let lines = |side: Option<&'_ [u8]>| -> Vec<Vec<u8>> {
        let side = side.unwrap_or_default();
        let lines = side.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
        lines.filter(|line| !line.is_empty()).collect()
    };
    let theirs = lines(theirs);
    let known: HashSet<&Vec<u8>> = theirs.iter().collect();
    let more: Vec<Vec<u8>> = lines(ours).into_iter().filter(|line| !known.contains(line)).collect();
    let mut text = Vec::new();
    for line in theirs.iter().chain(&more) {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text
}

/// A working folder beside the record, gone when it is done with.
struct Desk<'a> {
    repository: &'a Repository,
    folder: PathBuf,
    git: Git,
}

impl<'a> Desk<'a> {
    fn set_up(repository: &'a Repository, at: &str) -> Result<Self, Trouble> {
        let folder = repository.inner.join("shingi-merge");
        let git = repository.git.in_folder(&folder);
        let desk = Self { repository, folder, git };
        // Left by one that was killed: nobody else is at work, that was made sure of.
        desk.clear();
        let path = desk.folder.to_string_lossy().into_owned();
        let words = ["worktree", "add", "--quiet", "--force", "--detach", &path, at];
        fine(repository.git.run(words)?)?;
        Ok(desk)
    }

    fn clear(&self) {
        // What cannot be cleared now is cleared by the next.
        let _ = fs::remove_dir_all(&self.folder);
        let _ = self.repository.git.run(["worktree", "prune"]);
    }

    /// Writes a file, or takes it away.
    fn put(&self, name: &str, content: Option<Vec<u8>>) -> Result<(), Trouble> {
        let path = self.folder.join(name);
        let done = match content {
            Some(content) => path
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::write(&path, content)),
            None if path.exists() => fs::remove_file(&path),
            None => Ok(()),
        };
        done.map_err(Trouble::System)
    }
}

impl Drop for Desk<'_> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_both_sides_each_once() {
        for (theirs, ours, text) in [
            (Some("a\nb\n"), Some("a\nc\n"), "a\nb\nc\n"),
            (Some("a\ntorn"), Some("a\nc\n"), "a\ntorn\nc\n"),
            (None, Some("a\n"), "a\n"),
            (Some("a\n"), None, "a\n"),
        ] {
            let bytes = |text: Option<&'static str>| text.map(str::as_bytes);
            assert_eq!(united(bytes(theirs), bytes(ours)), text.as_bytes());
        }
    }
}
