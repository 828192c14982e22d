//! Why one cannot write, in words for the person.

use std::ffi::OsStr;

use rustix::io::Errno;

use super::file::Folder;
use crate::{
    domain::Person,
    problem::{Problem, Severity, reason},
};

/// Why there is nothing to append to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    NotRegular,
    /// The file has another name too: what is written here would change it there.
    Linked,
    Foreign,
    /// It was replaced again and again.
    Restless,
    System(Errno),
}

impl From<Errno> for Refusal {
    fn from(errno: Errno) -> Self {
        match errno {
            Errno::LOOP => Self::NotRegular,
            errno => Self::System(errno),
        }
    }
}

/// What a refusal means for the record.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stake {
    /// Nothing was to be written yet.
    Writing,
    /// Something was to be saved.
    Saving,
}

const ASK: &str = "管理者に相談してください。";

impl Refusal {
    pub(super) fn problem(self, folder: &Folder, person: &Person, stake: Stake) -> Box<Problem> {
        let (what, remedy) = self.words();
        let meaning = match stake {
            Stake::Writing => {
                "見ることはできますが、保存はできません。これまでの記録はそのままです。"
            }
            Stake::Saving => UNWRITTEN,
        };
        let own = format!("{person}.ron");
        let name = (!matches!(self, Self::System(_))).then_some(OsStr::new(&own));
        Box::new(Problem::new(Severity::Error, what, meaning, remedy).at(folder.place(name)))
    }

    fn words(self) -> (String, &'static str) {
        let (what, remedy) = match self {
            Self::NotRegular => (
                "自分の日誌が、普通のファイルではありません。",
                "リンクなどを取り除き、元のファイルに戻してください。",
            ),
            Self::Linked => (
                "自分の日誌に、別の名前も付いています（ハードリンク）。",
                "もう一方の名前を取り除いてください。",
            ),
            Self::Foreign => (
                "自分の日誌が、ほかの利用者のファイルになっています。",
                "ファイルの持ち主を直すよう、管理者に頼んでください。",
            ),
            Self::Restless => (
                "自分の日誌が、ほかのソフトに何度も置き換えられています。",
                "git や同期のソフトが終わってから、もう一度保存してください。",
            ),
            Self::System(Errno::NOSPC | Errno::DQUOT) => (
                "ディスクの空きか、使える量が足りません。",
                "不要なファイルを消して空きを作り、もう一度保存してください。",
            ),
            Self::System(Errno::ROFS) => (
                "書き込みのできない場所にあります。",
                "書き込める場所に記録を写して、そちらを開いてください。",
            ),
            Self::System(Errno::ACCESS | Errno::PERM) => (
                "日誌に書き込む権限がありません。",
                "フォルダーの権限を、管理者に確かめてください。",
            ),
            Self::System(Errno::NOENT) => (
                "日誌を置く場所がありません。",
                "記録のフォルダーが移されていないか確かめてください。",
            ),
            Self::System(Errno::NOTDIR) => {
                ("日誌のフォルダーがあるはずの所に、別のものがあります。", ASK)
            }
            Self::System(Errno::FBIG) => ("ファイルの大きさの上限を超えます。", ASK),
            Self::System(Errno::IO) => ("ディスクの読み書きに失敗しました。", ASK),
            Self::System(errno) => {
                return (format!("書き込めません（{}）。", reason(&errno.into())), ASK);
            }
        };
        (what.to_owned(), remedy)
    }
}

const UNWRITTEN: &str = "何も書き込んでいません。これまでの記録はそのままです。";

/// Something is longer than a record holds.
pub(super) fn too_long(what: impl Into<String>) -> Box<Problem> {
    let remedy = "短くして、もう一度保存してください。";
    Box::new(Problem::new(Severity::Error, what, UNWRITTEN, remedy))
}

/// Written, but perhaps not on disk.
pub(super) fn unsure() -> Box<Problem> {
    Box::new(Problem::new(
        Severity::Error,
        "保存できたか確認できません。",
        "書き込みましたが、ディスクに届いたか分かりません。これまでの記録はそのままです。",
        "もう一度保存してください（二重にはなりません）。続くときは、管理者に\
         相談してください。",
    ))
}
