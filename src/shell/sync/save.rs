//! What was changed in the folder, put into its repository in the person's name.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use super::{
    ATTRIBUTES, Trouble,
    repository::{Repository, fine},
};
use crate::{
    journal::{Folder, Held},
    records::{DISAGREEMENTS, files_of},
};

/// Where the folder says to git that journals are sets of lines.
const ATTRIBUTES_FILE: &str = ".gitattributes";

impl Repository {
    /// Saves what was changed; the files.
    pub(super) fn save(&self) -> Result<Vec<String>, Trouble> {
        let held = self.hold()?;
        self.save_held(&held)
    }

    pub(super) fn hold(&self) -> Result<Held, Trouble> {
        Folder::new(self.folder.join("journal")).hold().ok_or(Trouble::Moving)
    }

    /// The same while nobody writes to a journal.
    pub(super) fn save_held(&self, _: &Held) -> Result<Vec<String>, Trouble> {
        self.look_for_gone()?;
        self.look_for_marks()?;
        let attributes = self.folder.join(ATTRIBUTES_FILE);
        if !attributes.exists() {
            // Whoever merges with git by hand is to lose no line either.
            fs::write(attributes, ATTRIBUTES).map_err(Trouble::System)?;
        }
        self.run(&["add", "--update"])?;
        let own: Vec<u8> = self
            .own_files()
            .into_iter()
            .flat_map(|name| [name.into_bytes(), vec![0]].concat())
            .collect();
        let from_stdin = ["add", "--pathspec-from-file=-", "--pathspec-file-nul"];
        if !own.is_empty() {
            fine(self.git.fed(from_stdin, &own)?)?;
        }
        let staged = self.run(&["diff", "--cached", "--numstat", "-z", "--no-renames"])?.names();
        if staged.is_empty() {
            return Ok(Vec::new());
        }
        let (names, lines) = counted(&staged);
        self.commit(&format!("{}: {}", self.name(), subject(&names)), &lines)?;
        Ok(names)
    }

    /// Makes a commit of what is in the index.
    fn commit(&self, subject: &str, body: &str) -> Result<(), Trouble> {
        let [name, email] = self.author();
        let words = ["-c", &name, "-c", &email, "commit", "--quiet", "--no-verify", "--file=-"];
        fine(self.git.fed(words, format!("{subject}\n\n{body}").as_bytes())?)?;
        Ok(())
    }

    /// Journals that git knows and the folder has not: nobody removes them in passing.
    fn look_for_gone(&self) -> Result<(), Trouble> {
        let gone = self.run(&["ls-files", "--deleted", "-z", "--", "journal"])?.names();
        if gone.is_empty() { Ok(()) } else { Err(Trouble::Gone(gone)) }
    }

    fn look_for_marks(&self) -> Result<(), Trouble> {
        for path in files_of(&self.folder) {
            let text = fs::read(&path).unwrap_or_default();
            let mut lines = text.split(|byte| *byte == b'\n');
            let begins = lines.any(|line| line.starts_with(b"<<<<<<< "));
            if begins && lines.any(|line| line.starts_with(b">>>>>>> ")) {
                return Err(Trouble::Marks(path));
            }
        }
        Ok(())
    }

    /// The files of a record, known to git or not.
    fn own_files(&self) -> BTreeSet<String> {
        let inside = |path: &Path| {
            let path = path.strip_prefix(&self.folder).ok()?;
            Some(path.to_str()?.to_owned())
        };
        let mut names: BTreeSet<String> =
            files_of(&self.folder).iter().filter_map(|path| inside(path)).collect();
        let journals = Folder::new(self.folder.join("journal")).journals().unwrap_or_default();
        names.extend(journals.into_iter().map(|(name, _)| format!("journal/{name}")));
        names.extend([ATTRIBUTES_FILE, ".gitignore"].map(str::to_owned));
        for folder in ["sources", DISAGREEMENTS] {
            names.extend(below(&self.folder.join(folder)).iter().filter_map(|path| inside(path)));
        }
        names.retain(|name| self.folder.join(name).is_file());
        names
    }

    /// Files that are no part of a record and that git does not know: they stay here.
    pub(super) fn strangers(&self) -> Result<Vec<String>, Trouble> {
        Ok(self.run(&["ls-files", "--others", "--exclude-standard", "-z"])?.names())
    }
}

/// Every file below a folder, but for hidden ones.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !hidden => found.extend(below(&entry.path())),
            Ok(kind) if kind.is_file() && !hidden => found.push(entry.path()),
            _ => {}
        }
    }
    found
}

/// The names in `--numstat -z`, and a line each.
fn counted(staged: &[String]) -> (Vec<String>, String) {
    let mut lines = String::new();
    let mut names = Vec::new();
    for one in staged {
        let mut parts = one.splitn(3, '\t');
        let (added, removed) = (parts.next().unwrap_or("-"), parts.next().unwrap_or("-"));
        let name = parts.next().unwrap_or(one);
        // Writing to a String cannot fail.
        let _ = match (added, removed) {
            ("-", _) => writeln!(lines, "{name}"),
            (added, "0") => writeln!(lines, "{name}: {added}行を追加"),
            (added, removed) => writeln!(lines, "{name}: {added}行を追加、{removed}行を削除"),
        };
        names.push(name.to_owned());
    }
    (names, lines)
}

/// `日誌 2件と記録 1件を更新`.
fn subject(names: &[String]) -> String {
    let journals = names.iter().filter(|name| name.starts_with("journal/")).count();
    match (journals, names.len() - journals) {
        (journals, 0) => format!("日誌 {journals}件を更新"),
        (0, records) => format!("記録 {records}件を更新"),
        (journals, records) => format!("日誌 {journals}件と記録 {records}件を更新"),
    }
}
