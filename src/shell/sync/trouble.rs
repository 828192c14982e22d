//! What stops a sync, in words for the person: what happened, what it means for the data, what to do.

use std::{io, path::PathBuf};

use crate::{
    problem::{Place, Problem, Severity, reason},
    shell::git::Ran,
};

/// How far it got: what has become of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    Nothing,
    /// What was changed here is in the repository here.
    Saved,
    /// What the others changed is in the folder.
    Merged,
}

impl Reached {
    fn meaning(self) -> &'static str {
        match self {
            Self::Nothing => "何も変えていません。記録と日誌は、手元にそのままあります。",
            Self::Saved => {
                "手元の変更は手元の git に控えたので、失われません。まだ送っても、受け取っても\
                 いません。"
            }
            Self::Merged => {
                "届いた変更は取り込みました。手元の変更は手元の git にあり、失われません。まだ送って\
                 いません。"
            }
        }
    }
}

/// Why it stopped.
#[derive(Debug)]
pub(super) enum Trouble {
    NoGit,
    NotRepository,
    /// The folder is a part of this repository.
    Part(PathBuf),
    Bare,
    /// git does not trust the owner of the folder.
    Dubious,
    Detached,
    /// Something begun with git by hand.
    Unfinished(&'static str),
    /// Somebody else's sync.
    Busy,
    /// A lock file of git.
    Locked(PathBuf),
    NoRemote,
    /// Several places, and none is said to be the one.
    NoUpstream(Vec<String>),
    /// A file with the marks that git writes where it could not merge.
    Marks(PathBuf),
    /// Journals that are gone.
    Gone(Vec<String>),
    Offline,
    Login,
    HostKey,
    NoSuchRemote(String),
    /// Others were faster, again and again.
    Restless,
    /// Somebody goes on writing here.
    Moving,
    Forbidden,
    Unrelated,
    /// A file that only its owner can replace.
    Foreign(PathBuf),
    /// Files that are nobody's stand where others come.
    InTheWay,
    Room,
    Rights,
    System(io::Error),
    /// git's own last words.
    Other(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Self::NoGit } else { Self::System(error) }
    }
}

/// Words of git, in small letters, and what they mean.
type Saying = (&'static str, fn() -> Trouble);

/// What git says, and what it means; the first that is found counts.
#[rustfmt::skip]
const SAID: [Saying; 33] = [
    ("dubious ownership", || Trouble::Dubious),
    ("unsafe repository", || Trouble::Dubious),
    ("not a git repository", || Trouble::NotRepository),
    ("host key verification failed", || Trouble::HostKey),
    ("permission denied (", || Trouble::Login),
    ("authentication failed", || Trouble::Login),
    ("could not read username", || Trouble::Login),
    ("could not read password", || Trouble::Login),
    ("terminal prompts disabled", || Trouble::Login),
    ("invalid username or", || Trouble::Login),
    ("returned error: 401", || Trouble::Login),
    ("returned error: 403", || Trouble::Forbidden),
    ("could not resolve host", || Trouble::Offline),
    ("name or service not known", || Trouble::Offline),
    ("temporary failure in name resolution", || Trouble::Offline),
    ("connection refused", || Trouble::Offline),
    ("connection timed out", || Trouble::Offline),
    ("operation timed out", || Trouble::Offline),
    ("operation too slow", || Trouble::Offline),
    ("connection reset", || Trouble::Offline),
    ("connection closed", || Trouble::Offline),
    ("no route to host", || Trouble::Offline),
    ("network is unreachable", || Trouble::Offline),
    ("unable to access", || Trouble::Offline),
    ("your local changes to the following files", || Trouble::Moving),
    ("short read while indexing", || Trouble::Moving),
    ("no space left", || Trouble::Room),
    ("disk quota exceeded", || Trouble::Room),
    ("unrelated histories", || Trouble::Unrelated),
    ("untracked working tree files would be", || Trouble::InTheWay),
    ("pre-receive hook declined", || Trouble::Forbidden),
    ("protected branch", || Trouble::Forbidden),
    ("permission denied", || Trouble::Rights),
];

impl Trouble {
    /// What a run of git stopped for, by its words. They are English whatever is set.
    pub(super) fn said(ran: &Ran) -> Self {
        let words = ran.err.to_lowercase();
        if let Some(at) = words.find(".lock': file exists") {
            let start = words[..at].rfind('\'').map_or(0, |quote| quote + 1);
            let path = ran.err.get(start..at).map(|path| PathBuf::from(format!("{path}.lock")));
            return Self::Locked(path.unwrap_or_default());
        }
        let missing = ["does not appear to be a git repository", "repository not found"];
        if missing.iter().any(|said| words.contains(said))
            || (words.contains("repository '") && words.contains("not found"))
        {
            return Self::NoSuchRemote(last_words(&ran.err));
        }
        let known = SAID.iter().find(|(said, _)| words.contains(said));
        known.map_or_else(|| Self::Other(last_words(&ran.err)), |(_, trouble)| trouble())
    }

    /// The whole message.
    pub(super) fn problem(&self, reached: Reached, folder: &std::path::Path) -> Box<Problem> {
        let path = folder.display();
        let (what, remedy) = self.words(&path.to_string());
        let place = match self {
            Self::Marks(file) | Self::Foreign(file) => file.clone(),
            _ => folder.to_owned(),
        };
        let place = Place::file(place.display().to_string());
        Box::new(Problem::new(Severity::Error, what, reached.meaning(), remedy).at(place))
    }

    fn words(&self, folder: &str) -> (String, String) {
        let own = |what: &str, remedy: &str| (what.to_owned(), remedy.to_owned());
        match self {
            Self::NoGit => own(
                "git が入っていません。",
                "管理者に、git を入れるよう頼んでください（例: apt install git）。git がなくても、\
                 記録はこれまでどおり使えます。",
            ),
            Self::NotRepository => (
                "このフォルダーは、まだ git のリポジトリーではありません。".to_owned(),
                format!(
                    "はじめての所では `git -C {folder} init` と `git -C {folder} remote add origin \
                     置き場所` を、すでに共有している所では `git clone 置き場所 新しいフォルダー` を\
                     実行してください。"
                ),
            ),
            Self::Part(whole) => (
                format!("このフォルダーは、別のリポジトリー（{}）の一部です。", whole.display()),
                "記録ではないものまで送らないように、止めました。記録だけのリポジトリーに移すか、\
                 git で送ってください。"
                    .to_owned(),
            ),
            Self::Bare => own(
                "これは、作業のフォルダーのないリポジトリー（bare）です。",
                "`git clone` で写しを作り、そちらを --records で指定してください。",
            ),
            Self::Dubious => (
                "フォルダーの持ち主がほかの人なので、git が使うのを断りました。".to_owned(),
                format!(
                    "信頼できるフォルダーなら、一度だけ実行してください: git config --global --add \
                     safe.directory {folder}"
                ),
            ),
            Self::Detached => (
                "git が、枝（branch）の上にいません（detached HEAD）。".to_owned(),
                format!("いつもの枝に戻してください: git -C {folder} switch main"),
            ),
            Self::Unfinished(what) => (
                format!("git で始めた{what}が、まだ終わっていません。"),
                format!(
                    "始めた人が終わらせるか、やめてください。様子を見るには: git -C {folder} status"
                ),
            ),
            Self::Busy => own(
                "ほかの人が、ちょうど shingi sync を実行しています。",
                "終わるのを待って、もう一度実行してください。",
            ),
            Self::Locked(lock) => (
                format!("git の鍵のファイル（{}）が残っています。", lock.display()),
                format!(
                    "ほかの git が動いているなら、終わってからもう一度実行してください。動いている\
                     ものがなければ、前の git が途中で終わった跡です。消して構いません: rm {}",
                    lock.display()
                ),
            ),
            Self::NoRemote => (
                "送り先（remote）が決まっていません。".to_owned(),
                format!(
                    "送り先を一度だけ登録してください: git -C {folder} remote add origin 置き場所"
                ),
            ),
            Self::NoUpstream(remotes) => (
                format!(
                    "送り先が {} か所あり（{}）、どれに送るか決まっていません。",
                    remotes.len(),
                    remotes.join("、")
                ),
                format!(
                    "一度だけ決めてください: git -C {folder} push -u {} HEAD",
                    remotes.first().map_or("origin", String::as_str)
                ),
            ),
            Self::Marks(_) => own(
                "記録のファイルに、git の競合の印（<<<<<<<）が残っています。",
                "壊れたファイルを皆に送らないように、止めました。正しい方を残し、印の行を消してから、\
                 もう一度実行してください。",
            ),
            Self::Gone(names) => (
                format!("前はあった日誌が、フォルダーにありません（{}）。", names.join("、")),
                format!(
                    "消えたことを皆に送らないように、止めました。戻すには: git -C {folder} checkout \
                     -- {}",
                    names.join(" ")
                ),
            ),
            Self::Offline => own(
                "送り先につながりません。",
                "ネットワークを確かめ、つながる所で、もう一度実行してください。それまでも、手元の記録は\
                 いつもどおり使えます。",
            ),
            Self::Login => own(
                "送り先が、利用者の確認（パスワードか鍵）を求めました。",
                "ここでは尋ねないようにしています。鍵（ssh）か資格情報（git credential）を登録する\
                 よう、管理者に頼んでください。",
            ),
            Self::HostKey => own(
                "送り先のコンピューターが本物かどうかを、確かめられません（ssh の鍵）。",
                "一度 ssh で接続して確かめるか、管理者に相談してください。",
            ),
            Self::NoSuchRemote(said) => (
                format!("送り先に、リポジトリーが見つかりません（{said}）。"),
                format!("置き場所の書き方を確かめてください: git -C {folder} remote -v"),
            ),
            Self::Restless => own(
                "送ろうとするたびに、ほかの所から先に変更が届いていました。",
                "少し待って、もう一度実行してください。",
            ),
            Self::Moving => own(
                "ちょうど、だれかがこのフォルダーに書き込んでいます。",
                "少し待って、もう一度実行してください。",
            ),
            Self::Forbidden => own(
                "送り先が、受け取りを断りました。",
                "その枝に書き込む権利を、送り先の管理者に頼んでください。",
            ),
            Self::Unrelated => own(
                "送り先の記録と手元の記録が、別々に作られたものです。",
                "一つにはまとめられません。送り先の記録を `git clone` で写し、手元にしかない日誌\
                 （journal の自分のファイル）をそこへ移してください。",
            ),
            Self::Foreign(file) => (
                format!("{} は、持ち主でないと置き換えられません。", file.display()),
                "shingi sync は、このフォルダーではいつも同じ人（持ち主）が実行するか、フォルダーの\
                 権限を管理者に直してもらってください。shingi doctor で確かめられます。"
                    .to_owned(),
            ),
            Self::InTheWay => own(
                "届いたファイルと同じ名前の、git が知らないファイルがあります。",
                "そのファイルを別の場所に移して、もう一度実行してください。",
            ),
            Self::Room => own(
                "ディスクの空きが足りません。",
                "不要なファイルを消して空きを作り、もう一度実行してください。",
            ),
            Self::Rights => own(
                "読むか書くかする権限のないファイルがあります。",
                "shingi doctor で確かめ、管理者に権限を直してもらってください。",
            ),
            Self::System(error) => (
                format!("git を動かせません（{}）。", reason(error)),
                "管理者に相談してください。".to_owned(),
            ),
            Self::Other(said) => (
                format!("git が途中で止まりました（{said}）。"),
                "もう一度実行し、続くときは、この言葉を管理者に見せてください。".to_owned(),
            ),
        }
    }
}

/// The line with which git ends, without its head.
fn last_words(said: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let fatal = lines().find(|line| line.starts_with("fatal:") || line.starts_with("error:"));
    let line = fatal.or_else(|| lines().next_back()).unwrap_or("理由は言いませんでした");
    line.trim_start_matches("fatal:").trim_start_matches("error:").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_understood() {
        for (said, what) in [
            ("fatal: unable to access 'https://x/': Could not resolve host: x", "つながりません"),
            (
                "ssh: connect to host x port 22: Connection refused\r\nfatal: Could not",
                "つながりません",
            ),
            (
                "fatal: could not read Username for 'https://x': terminal prompts disabled",
                "パスワード",
            ),
            (
                "git@x: Permission denied (publickey).\nfatal: Could not read from remote",
                "パスワード",
            ),
            (
                "Host key verification failed.\nfatal: Could not read from remote repository.",
                "本物か",
            ),
            ("fatal: '/none' does not appear to be a git repository", "見つかりません"),
            ("fatal: repository 'https://x/y/' not found", "見つかりません"),
            (
                "fatal: Unable to create '/r/.git/index.lock': File exists.\n\nAnother git",
                "/r/.git/index.lock",
            ),
            ("remote: error: GH006: Protected branch update failed", "断りました"),
            ("fatal: detected dubious ownership in repository at '/r'", "持ち主"),
            ("error: unable to write file: No space left on device", "空き"),
            ("error: open(\"journal/a.ron\"): Permission denied", "権限"),
            ("warning: x\nfatal: bad thing\nhint: y", "止まりました（bad thing）"),
            ("", "理由は言いませんでした"),
        ] {
            let ran = Ran { fine: false, out: Vec::new(), err: said.to_owned() };
            let problem = Trouble::said(&ran).problem(Reached::Nothing, std::path::Path::new("/r"));
            assert!(problem.what.contains(what), "{said}: {}", problem.what);
            assert!(!problem.remedy.is_empty() && problem.meaning.contains("そのまま"));
        }
    }
}
