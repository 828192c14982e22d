//! git, as it is installed: run in a folder, so that it asks nobody anything and speaks English.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// What points git at another repository than the one it is run in.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "LANGUAGE",
];

/// What holds for every run, whatever a person has set: no programs of others on the way, names as
/// they are, no waiting for a dead line, and no guesses which file was another one before.
const SETTINGS: [&str; 10] = [
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "core.editor=true",
    "commit.gpgSign=false",
    "http.lowSpeedLimit=1",
    "http.lowSpeedTime=30",
    "merge.renames=false",
    "merge.directoryRenames=false",
    "advice.detachedHead=false",
    "gc.auto=0",
];

/// Never a question on the terminal; a line that is dead is given up.
const SSH: &str = "-o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15";

/// git in a folder.
#[derive(Debug, Clone)]
pub struct Git {
    folder: PathBuf,
    ssh: String,
}

/// What came of one run.
#[derive(Debug)]
pub struct Ran {
    /// Whether it ended well.
    pub fine: bool,
    /// 標準出力.
    pub out: Vec<u8>,
    /// 標準エラー.
    pub err: String,
}

impl Ran {
    /// The output as one text without its last line feed.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).trim_end_matches('\n').to_owned()
    }

    /// The names in an output that was asked for with `-z`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let names = self.out.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }
}

impl Git {
    /// git in a folder; `None` where none is installed.
    #[must_use]
    pub fn at(folder: &Path) -> Option<Self> {
        let mut git = Self { folder: folder.to_owned(), ssh: String::new() };
        git.run(["version"]).ok().filter(|ran| ran.fine)?;
        let set = env::var("GIT_SSH_COMMAND").ok();
        let ssh = set.or_else(|| git.setting("core.sshCommand"));
        git.ssh = format!("{} {SSH}", ssh.as_deref().unwrap_or("ssh"));
        Some(git)
    }

    /// The same in another folder.
    #[must_use]
    pub fn in_folder(&self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ssh: self.ssh.clone() }
    }

    /// Where it runs.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is set under a name.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<String> {
        let ran = self.run(["config", "--get", name]).ok().filter(|ran| ran.fine)?;
        Some(ran.text()).filter(|value| !value.is_empty())
    }

    /// Runs git once.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> io::Result<Ran> {
        self.fed(words, &[])
    }

    /// Runs git once with something to read.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn fed<S: AsRef<OsStr>>(
        &self,
        words: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> io::Result<Ran> {
        let mut command = self.command();
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // Whoever does not read to the end says why.
            let _ = stdin.write_all(input);
        }
        let output = child.wait_with_output()?;
        Ok(Ran {
            fine: output.status.success(),
            out: output.stdout,
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        command
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            // Whoever is asked for a password says nothing.
            .env("GIT_ASKPASS", "true")
            .env("SSH_ASKPASS", "true")
            .env("GIT_EDITOR", "true")
            .args(["--no-pager", "--literal-pathspecs"]);
        if !self.ssh.is_empty() {
            command.env("GIT_SSH_COMMAND", &self.ssh);
        }
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        command
    }
}
