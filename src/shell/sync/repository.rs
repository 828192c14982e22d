//! The repository that a record folder is: whether it is one to sync, and what it speaks with.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use super::{Author, Trouble};
use crate::shell::git::{Git, Ran};

/// 送り先. A branch elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remote {
    name: String,
    /// `refs/heads/main`.
    branch: String,
    /// Whether git knows it already.
    is_set: bool,
}

impl Remote {
    pub(super) fn shown(&self) -> String {
        format!("{} の {}", self.name, self.branch.trim_start_matches("refs/heads/"))
    }
}

/// A record folder that is a repository of its own, with nothing else going on in it.
#[derive(Debug)]
pub(super) struct Repository {
    pub(super) git: Git,
    /// Where the record is.
    pub(super) folder: PathBuf,
    /// Where git keeps its own.
    pub(super) inner: PathBuf,
    pub(super) remote: Remote,
    author: Author,
    /// Held until the end: two syncs of one folder would cross.
    _lock: File,
}

/// What git is in the middle of, by the file that says so.
const UNFINISHED: [(&str, &str); 6] = [
    ("MERGE_HEAD", "取り込み（merge）"),
    ("rebase-merge", "付け替え（rebase）"),
    ("rebase-apply", "付け替え（rebase）"),
    ("CHERRY_PICK_HEAD", "写し取り（cherry-pick）"),
    ("REVERT_HEAD", "打ち消し（revert）"),
    ("BISECT_LOG", "探索（bisect）"),
];

impl Repository {
    pub(super) fn open(folder: &Path, author: &Author) -> Result<Self, Trouble> {
        let git = Git::at(folder).ok_or(Trouble::NoGit)?;
        let inner = whole(&git, folder)?;
        for (file, what) in UNFINISHED {
            if inner.join(file).exists() {
                return Err(Trouble::Unfinished(what));
            }
        }
        let lock = lock(&inner)?;
        if inner.join("index.lock").exists() {
            return Err(Trouble::Locked(inner.join("index.lock")));
        }
        let remote = remote(&git)?;
        Ok(Self {
            git,
            folder: folder.to_owned(),
            inner,
            remote,
            author: author.clone(),
            _lock: lock,
        })
    }

    /// Runs git, which is to end well.
    pub(super) fn run(&self, words: &[&str]) -> Result<Ran, Trouble> {
        fine(self.git.run(words)?)
    }

    /// Who writes, as settings for a run of git that makes a commit.
    pub(super) fn author(&self) -> [String; 2] {
        let email = self.git.setting("user.email");
        let email = email.unwrap_or_else(|| format!("{}@shingi.invalid", self.author.login));
        // What git cannot write in a name.
        let name = self.author.name.replace(['<', '>', '\n', '\r'], " ");
        [format!("user.name={}", name.trim()), format!("user.email={email}")]
    }

    pub(super) fn name(&self) -> &str {
        &self.author.name
    }

    /// What the branch elsewhere is now; `None` where there is nothing yet.
    pub(super) fn fetch(&self) -> Result<Option<String>, Trouble> {
        let Remote { name, branch, .. } = &self.remote;
        let ran = self.git.run(["fetch", "--no-tags", "--quiet", "--", name, branch])?;
        if !ran.fine && ran.err.contains("couldn't find remote ref") {
            return Ok(None);
        }
        fine(ran)?;
        Ok(Some(self.run(&["rev-parse", "FETCH_HEAD"])?.text()))
    }

    /// Sends what is here to a branch that stands at a commit; how many saved states that were.
    /// `None` where others were faster.
    pub(super) fn push(&self, theirs: Option<&str>) -> Result<Option<usize>, Trouble> {
        let Remote { name, branch, is_set } = &self.remote;
        let Some(head) = self.head()? else { return Ok(Some(0)) };
        let range = theirs.map_or_else(|| head.clone(), |theirs| format!("{theirs}..{head}"));
        let count = self.run(&["rev-list", "--count", &range])?.text().parse().unwrap_or_default();
        if count == 0 && theirs.is_some() && *is_set {
            return Ok(Some(0));
        }
        let to = format!("HEAD:{branch}");
        let words: &[&str] = if *is_set { &["push"] } else { &["push", "--set-upstream"] };
        let ran = self.git.run([words, &["--quiet", "--", name, &to]].concat())?;
        let faster = ["[rejected]", "fetch first", "non-fast-forward", "cannot lock ref"];
        if !ran.fine && faster.iter().any(|said| ran.err.contains(said)) {
            return Ok(None);
        }
        fine(ran)?;
        Ok(Some(count))
    }

    /// Whether one commit is an ancestor of another.
    pub(super) fn is_known(&self, older: &str, newer: &str) -> Result<bool, Trouble> {
        Ok(self.git.run(["merge-base", "--is-ancestor", older, newer])?.fine)
    }

    /// The commit the folder stands on; `None` before the first.
    pub(super) fn head(&self) -> Result<Option<String>, Trouble> {
        let ran = self.git.run(["rev-parse", "--verify", "--quiet", "HEAD"])?;
        Ok(ran.fine.then(|| ran.text()))
    }
}

pub(super) fn fine(ran: Ran) -> Result<Ran, Trouble> {
    if ran.fine { Ok(ran) } else { Err(Trouble::said(&ran)) }
}

/// Where git keeps its own, of a folder that is a repository as a whole.
fn whole(git: &Git, folder: &Path) -> Result<PathBuf, Trouble> {
    let ran = git.run(["rev-parse", "--is-bare-repository", "--absolute-git-dir"])?;
    let said = fine(ran)?.text();
    let (bare, inner) = said.split_once('\n').unwrap_or(("", &said));
    if bare == "true" {
        return Err(Trouble::Bare);
    }
    let top = PathBuf::from(fine(git.run(["rev-parse", "--show-toplevel"])?)?.text());
    match (top.canonicalize(), folder.canonicalize()) {
        (Ok(top), Ok(folder)) if top == folder => Ok(PathBuf::from(inner)),
        _ => Err(Trouble::Part(top)),
    }
}

fn lock(inner: &Path) -> Result<File, Trouble> {
    let path = inner.join("shingi-sync.lock");
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    let file = file.map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => Trouble::Rights,
        _ => Trouble::System(error),
    })?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Trouble::Busy),
        // Where there are no locks, git's own must do.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Where to: what git says of the branch; where it says nothing, the only place there is.
fn remote(git: &Git) -> Result<Remote, Trouble> {
    let ran = git.run(["symbolic-ref", "--quiet", "--short", "HEAD"])?;
    if !ran.fine {
        return Err(Trouble::Detached);
    }
    let own = ran.text();
    let name = git.setting(&format!("branch.{own}.remote")).filter(|name| name != ".");
    let branch = git.setting(&format!("branch.{own}.merge"));
    if let (Some(name), Some(branch)) = (name, branch) {
        return Ok(Remote { name, branch, is_set: true });
    }
    let remotes: Vec<String> =
        fine(git.run(["remote"])?)?.text().lines().map(str::to_owned).collect();
    match &remotes[..] {
        [] => Err(Trouble::NoRemote),
        [one] => {
            let branch = format!("refs/heads/{own}");
            Ok(Remote { name: one.clone(), branch, is_set: false })
        }
        _ => Err(Trouble::NoUpstream(remotes)),
    }
}

/// 用意. Whether a folder is set up so that it merges by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setup {
    /// git is not installed.
    NoGit,
    /// The folder is no repository.
    None,
    /// It is a part of this one.
    Part(PathBuf),
    /// git does not want to, and why.
    Refused(String),
    /// It is one.
    Repository {
        /// Where it is sent to; `None` where nobody has said so.
        remote: Option<String>,
        /// Whether journals merge by putting their lines together.
        unites: bool,
        /// Whether git leaves the ends of lines alone.
        untouched: bool,
        /// What git is in the middle of.
        unfinished: Option<&'static str>,
    },
}

/// How a folder is set up. Looks, and changes nothing.
#[must_use]
pub fn setup(folder: &Path) -> Setup {
    let Some(git) = Git::at(folder) else { return Setup::NoGit };
    let inner = match whole(&git, folder) {
        Ok(inner) => inner,
        Err(Trouble::NotRepository) => return Setup::None,
        Err(Trouble::Part(top)) => return Setup::Part(top),
        Err(trouble) => {
            let problem = trouble.problem(super::Reached::Nothing, folder);
            return Setup::Refused(format!("{} {}", problem.what, problem.remedy));
        }
    };
    let attribute = |name: &str, of: &str| {
        let ran = git.run(["check-attr", "-z", name, "--", of]).ok().filter(|ran| ran.fine);
        ran.and_then(|ran| ran.names().pop()).unwrap_or_default()
    };
    let unfinished = UNFINISHED.iter().find(|(file, _)| inner.join(file).exists());
    Setup::Repository {
        remote: remote(&git).ok().map(|remote| remote.shown()),
        unites: attribute("merge", "journal/a.ron") == "union",
        untouched: ["journal/a.ron", "a.ron"].iter().all(|of| attribute("text", of) == "unset"),
        unfinished: unfinished.map(|(_, what)| *what),
    }
}
