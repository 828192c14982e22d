//! Who may do what in the folders.

use std::path::{Path, PathBuf};

use super::{Finding, Mark, by_owner, quoted};
use crate::shell::site::{self, Entry, Kind};

/// 勧める権限. What a folder's rights should be, and why.
#[derive(Debug)]
pub(super) struct Advice {
    /// What the folder is called.
    pub subject: &'static str,
    /// What must be set, and what must not be; the rest is the office's own choice.
    set: u32,
    clear: u32,
    rules: &'static [Rule],
}

/// What goes wrong under which rights.
#[derive(Debug)]
struct Rule {
    mark: Mark,
    is_broken: fn(u32) -> bool,
    meaning: &'static str,
}

const SETGID: u32 = 0o2000;
const STICKY: u32 = 0o1000;
const GROUP_WRITES: u32 = 0o020;
const OTHERS_WRITE: u32 = 0o002;

const STRANGERS_GROUP: Rule = Rule {
    mark: Mark::Caution,
    is_broken: |mode| mode & GROUP_WRITES != 0 && mode & SETGID == 0,
    meaning: "ここにできるものが、作った人だけのグループになり、ほかの人が使えないことがあります。",
};

/// The folder of the record.
pub(super) const RECORD_FOLDER: Advice = Advice {
    subject: "記録のフォルダー",
    set: 0o2770,
    clear: STICKY | OTHERS_WRITE,
    rules: &[
        Rule {
            mark: Mark::Wrong,
            is_broken: |mode| mode & OTHERS_WRITE != 0,
            meaning: "このコンピューターのだれでも、記録を消したり置き換えたりできます。",
        },
        Rule {
            mark: Mark::Caution,
            is_broken: |mode| mode & GROUP_WRITES == 0,
            meaning: "持ち主だけが書き込めます。一人で使うなら、このままで構いません。",
        },
        STRANGERS_GROUP,
        Rule {
            mark: Mark::Caution,
            is_broken: |mode| mode & STICKY != 0,
            meaning: "ほかの人が作った記録のファイルを、直して置き換えることができません。",
        },
    ],
};

/// The folder of the journals.
pub(super) const JOURNAL_FOLDER: Advice = Advice {
    subject: "日誌のフォルダー",
    set: 0o3770,
    clear: OTHERS_WRITE,
    rules: &[
        Rule {
            mark: Mark::Wrong,
            is_broken: |mode| mode & OTHERS_WRITE != 0,
            meaning: "このコンピューターのだれでも、日誌のファイルを置けます。",
        },
        Rule {
            mark: Mark::Caution,
            is_broken: |mode| mode & (GROUP_WRITES | OTHERS_WRITE) != 0 && mode & STICKY == 0,
            meaning: "書き込める人が、ほかの人の日誌を消したり、名前を変えたりできます。",
        },
        Rule {
            mark: Mark::Caution,
            is_broken: |mode| mode & GROUP_WRITES == 0,
            meaning: "持ち主だけが日誌を作れます。一人で使うなら、このままで構いません。",
        },
        STRANGERS_GROUP,
    ],
};

impl Advice {
    /// How the rights of a folder are.
    pub(super) fn finding(&self, path: &Path, entry: &Entry) -> Finding {
        let Entry { mode, uid, .. } = *entry;
        let (owner, group) = (site::login(uid), site::group(entry.gid));
        let found = format!("権限 {mode:o}、持ち主 {owner}、グループ {group}");
        if entry.kind != Kind::Folder {
            let remedy = "管理者に相談してください。";
            let meaning = "日誌を読むことも、書くこともできません。";
            return Finding::wrong(self.subject, "フォルダーではありません", meaning, remedy);
        }
        let broken: Vec<_> = self.rules.iter().filter(|rule| (rule.is_broken)(mode)).collect();
        let fixed = (mode | self.set) & !self.clear;
        let mut command = format!("chmod {fixed:o} {}", quoted(path));
        // A group with the name of its owner is that person's alone.
        if fixed & !mode & (GROUP_WRITES | SETGID) != 0 && group == owner {
            command = format!("chgrp グループ名 {} && {command}", quoted(path));
        }
        if !site::is_readable(path, Kind::Folder) {
            let meaning = "自分には、このフォルダーを開く権限がありません。";
            return Finding::wrong(self.subject, found, meaning, by_owner(uid, command));
        }
        let Some(mark) = broken.iter().map(|rule| rule.mark).max() else {
            return Finding::good(self.subject, found);
        };
        let meaning: String = broken.iter().map(|rule| rule.meaning).collect();
        let remedy = by_owner(uid, command);
        Finding { mark, ..Finding::caution(self.subject, found, meaning, remedy) }
    }
}

/// The journals' folder belongs to another group than the record.
pub(super) fn other_group(
    path: &Path,
    entry: &Entry,
    journal: &Path,
    found: &Entry,
) -> Option<Finding> {
    let (ours, theirs) = (site::group(entry.gid), site::group(found.gid));
    (entry.gid != found.gid).then(|| {
        // Changing the group may take setgid away.
        let (mode, journal) = (found.mode, quoted(journal));
        let command =
            format!("chgrp {} {journal} && chmod {mode:o} {journal}", quoted(Path::new(&ours)));
        Finding::caution(
            "グループ",
            format!("{} は {ours}、日誌のフォルダーは {theirs}", path.display()),
            "記録を直せる人と、日誌を書ける人が違います。",
            by_owner(found.uid, command),
        )
    })
}

/// Whether the files of the record can be read, and nobody else writes to them.
pub(super) fn record_files(folder: &Path, files: &[PathBuf]) -> Finding {
    let subject = "記録のファイル";
    let quote =
        |paths: &[&PathBuf]| paths.iter().map(|path| quoted(path)).collect::<Vec<_>>().join(" ");
    let shut: Vec<_> = files.iter().filter(|path| !site::is_readable(path, Kind::File)).collect();
    let open_to_all =
        |path: &&PathBuf| site::led_to(path).is_ok_and(|e| e.mode & OTHERS_WRITE != 0);
    let open: Vec<_> = files.iter().filter(open_to_all).collect();
    let count = files.len();
    if !shut.is_empty() {
        let found = format!("{count}件のうち {}件を読めません", shut.len());
        let meaning = "読めないファイルの記録は、表示していません。";
        Finding::wrong(subject, found, meaning, format!("chmod g+r {}", quote(&shut)))
    } else if !open.is_empty() {
        let found = format!("{count}件のうち {}件は、だれでも書き換えられます", open.len());
        let meaning = "このコンピューターのだれでも、中身を変えられます。";
        Finding::wrong(subject, found, meaning, format!("chmod o-w {}", quote(&open)))
    } else if files.is_empty() {
        let meaning = "記録のフォルダーではないかもしれません。";
        let remedy = format!("フォルダーの中を確かめてください: ls {}", quoted(folder));
        Finding::caution(subject, "一つもありません", meaning, remedy)
    } else {
        Finding::good(subject, format!("{count}件、すべて読めます"))
    }
}
