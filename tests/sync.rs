//! Several offices: clones of one record, with the git that is installed.
//!
//! Where git is missing the tests say so and pass.

#[path = "sync/apart.rs"]
mod apart;
#[path = "sync/histories.rs"]
mod histories;
#[path = "sync/refusals.rs"]
mod refusals;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A place elsewhere and the clones of it, in a world of their own.
struct Offices {
    temp: TempDir,
}

/// What a command printed and how it ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }
}

impl Ran {
    #[track_caller]
    fn fine(self) -> String {
        assert_eq!(self.code, Some(0), "{}\n{}", self.out, self.err);
        self.out
    }

    /// It stopped with a message that says what, and what it means, and what to do.
    #[track_caller]
    fn stopped(&self, what: &str) {
        assert_eq!(self.code, Some(1), "{}\n{}", self.out, self.err);
        assert!(self.err.contains(what), "{what}: {}", self.err);
        assert!(self.err.contains("意味: ") && self.err.contains("直し方: "), "{}", self.err);
    }
}

/// Whether git is installed; where it is not, says why nothing was tried.
#[allow(clippy::print_stderr, reason = "a test that tries nothing says so")]
fn has_git() -> bool {
    let found = Command::new("git").arg("version").output().is_ok_and(|ran| ran.status.success());
    if !found {
        eprintln!("git がないので、この試験は行いません。");
    }
    found
}

impl Offices {
    /// A place elsewhere with a record of two opinions, and no clones yet.
    fn new() -> Self {
        let offices = Self::bare();
        offices.git("", &["clone", "-q", "place.git", "first"]);
        let first = offices.path("first");
        fs::create_dir_all(first.join("journal")).unwrap();
        fs::write(first.join(".gitattributes"), "*.ron -text\njournal/*.ron merge=union -text\n")
            .unwrap();
        fs::write(first.join("source.ron"), SOURCE).unwrap();
        fs::write(first.join("opinions.ron"), opinions(["い", "ろ", "は"])).unwrap();
        offices.git("first", &["add", "-A"]);
        offices.git("first", &["commit", "-qm", "初め"]);
        offices.git("first", &["push", "-q", "origin", "HEAD:main"]);
        fs::remove_dir_all(first).unwrap();
        offices
    }

    /// A place elsewhere that holds nothing.
    fn bare() -> Self {
        let offices = Self { temp: tempfile::tempdir().unwrap() };
        offices.git("", &["init", "-q", "--bare", "-b", "main", "place.git"]);
        offices
    }

    fn path(&self, name: &str) -> PathBuf {
        self.temp.path().join(name)
    }

    /// A clone of the place elsewhere.
    fn clone(&self, name: &str) -> PathBuf {
        self.git("", &["clone", "-q", "place.git", name]);
        self.path(name)
    }

    fn command(&self, program: &str, folder: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().current_dir(self.path(folder)).stdin(Stdio::null());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.temp.path()).env("TZ", "Asia/Tokyo");
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_EDITOR", "true");
        command
    }

    fn try_git(&self, folder: &str, words: &[&str]) -> Ran {
        let mut command = self.command("git", folder);
        command.args(["-c", "user.name=手", "-c", "user.email=hand@shingi.invalid"]);
        command.args(["-c", "init.defaultBranch=main"]).args(words).output().unwrap().into()
    }

    #[track_caller]
    fn git(&self, folder: &str, words: &[&str]) -> String {
        self.try_git(folder, words).fine()
    }

    /// Runs the program on a clone, as somebody.
    fn shingi(&self, folder: &str, person: &str, words: &[&str]) -> Ran {
        self.shingi_command(folder, person, words).output().unwrap().into()
    }

    fn shingi_command(&self, folder: &str, person: &str, words: &[&str]) -> Command {
        let mut command = self.command(env!("CARGO_BIN_EXE_shingi"), folder);
        command.args(["--records", ".", "--as", person]).args(words);
        command
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Nothing of a merge is left in a clone, and no marks stand in its files.
    #[track_caller]
    fn is_clean(&self, folder: &str) {
        assert_eq!(self.git(folder, &["status", "--porcelain"]), "", "{folder}");
        let inner = self.path(folder).join(".git");
        for left in ["MERGE_HEAD", "rebase-merge", "rebase-apply", "index.lock", "shingi-merge"] {
            assert!(!inner.join(left).exists(), "{folder}: {left}");
        }
        for file in self.git(folder, &["ls-files"]).lines() {
            let text = String::from_utf8_lossy(&fs::read(self.path(folder).join(file)).unwrap())
                .into_owned();
            assert!(!text.contains("<<<<<<<"), "{folder}/{file}: {text}");
        }
    }
}

const SOURCE: &str = "Source(id: \"s\", title: \"報告\", issuer: \"市\", fiscal_year: \"R7\", file: \"f.txt\", purpose: \"\")\n";

/// A record file of three opinions.
fn opinions(texts: [&str; 3]) -> String {
    let opinion = |(number, text): (usize, &str)| {
        format!(
            "        Opinion(\n            id: \"s/{number}\",\n            label: \"{number}\",\n            heading: \"見出し\",\n            text: \"{text}\",\n        ),\n"
        )
    };
    let opinions: String = (1..).zip(texts).map(opinion).collect();
    format!(
        "Opinions(\n    source: \"s\",\n    fiscal_year: \"R7\",\n    sessions: [],\n    opinions: [\n{opinions}    ],\n)\n"
    )
}

fn journal(folder: &Path) -> shingi::journal::Folder {
    shingi::journal::Folder::new(folder.join("journal"))
}
