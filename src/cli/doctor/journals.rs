//! One's own journal and those of the others.

use std::path::{Path, PathBuf};

use super::{Finding, Mark, by_owner, quoted};
use crate::{
    domain::Person,
    journal::{Folder, Journal},
    problem::reason,
    shell::site::{self, Entry, Kind},
};

/// How many names are named one by one.
const NAMED: usize = 3;

/// What a journal file should have.
const MODE: u32 = 0o640;
const READ_BY_GROUP: u32 = 0o040;
const WRITTEN_BY_OTHERS: u32 = 0o022;
const WRITTEN_BY_ALL: u32 = 0o002;

/// A journal file that is there.
struct OneFile {
    name: String,
    person: String,
    path: PathBuf,
    entry: Entry,
}

/// Whether the person could save something now.
fn appendable(journal: &Folder, person: &Person) -> Finding {
    let subject = "保存";
    match journal.writable(person) {
        Ok(()) => Finding::good(subject, "自分の日誌に書き込めます"),
        Err(problem) => Finding::told(subject, &problem),
    }
}

/// Whether the person could save, and every journal file: one's own one by one, the others together.
pub(super) fn files(journal: &Folder, person: Option<&Person>, said: &Journal) -> Vec<Finding> {
    let saving = person.map(|person| appendable(journal, person));
    if site::led_to(journal.path()).is_err() {
        return saving.into_iter().collect();
    }
    let names = match journal.journals() {
        Ok(names) => names,
        Err(error) => {
            let found = format!("一覧を読めません（{}）", reason(&error));
            let meaning = "対応付けなどの記録は表示していません。失われてはいません。";
            let remedy = "管理者に相談してください。";
            let unread = Finding::wrong("日誌のファイル", found, meaning, remedy);
            return saving.into_iter().chain([unread]).collect();
        }
    };
    let found = names.into_iter().filter_map(|(name, person)| {
        let path = journal.path().join(&name);
        let entry = site::at(&path).ok()?;
        Some(OneFile { name, person, path, entry })
    });
    let (own, others): (Vec<_>, Vec<_>) =
        found.partition(|file| person.is_some_and(|person| file.person == person.as_str()));
    let group = site::led_to(journal.path()).map(|entry| entry.gid).ok();
    let own: Vec<_> = own.iter().map(|file| own_file(file, group)).collect();
    // What is wrong with one's own file says it already, and more exactly.
    let explained = own.iter().any(|finding| finding.mark == Mark::Wrong);
    let saving = saving.filter(|finding| finding.mark == Mark::Good || !explained);
    saving.into_iter().chain(own).chain(others_files(&others, said, group)).collect()
}

fn own_file(file: &OneFile, group: Option<u32>) -> Finding {
    let subject = "自分の日誌";
    let Entry { kind, mode, uid, gid, links, .. } = file.entry;
    let (name, path) = (&file.name, quoted(&file.path));
    let found = format!(
        "{name}（権限 {mode:o}、持ち主 {}、グループ {}）",
        site::login(uid),
        site::group(gid)
    );
    let unsaved = "見ることはできますが、保存はできません。これまでの記録はそのままです。";
    if kind != Kind::File {
        let remedy = format!("リンクなどを取り除き、元のファイルに戻してください: ls -l {path}");
        return Finding::wrong(
            subject,
            format!("{name} は普通のファイルではありません"),
            unsaved,
            remedy,
        );
    }
    if links > 1 {
        let found = format!("{name} に、名前が {links} つあります（ハードリンク）");
        let number = "もう一方の名前を取り除いてください。探すには: find / -samefile";
        return Finding::wrong(subject, found, unsaved, format!("{number} {path}"));
    }
    if uid != site::own_uid() {
        let remedy = format!("管理者に頼んでください: chown {} {path}", site::own_uid());
        return Finding::wrong(subject, found, unsaved, remedy);
    }
    let fix = format!("chmod {MODE:o} {path}");
    if mode & WRITTEN_BY_ALL != 0 {
        return Finding::wrong(subject, found, "だれでも、自分の名前で書き足せます。", fix);
    }
    if group.is_some_and(|group| group != gid) {
        let meaning = "日誌のフォルダーとグループが違い、ほかの人が読めないことがあります。";
        let group = group.map(site::group).unwrap_or_default();
        return Finding::caution(subject, found, meaning, format!("chgrp {group} {path} && {fix}"));
    }
    let meaning = match mode {
        MODE => return Finding::good(subject, found),
        _ if mode & WRITTEN_BY_OTHERS != 0 => "ほかの人が、自分の名前で書き足せます。",
        _ if mode & READ_BY_GROUP == 0 => "ほかの人の画面に、自分の記録が出ません。",
        _ if mode & 0o004 != 0 => "グループでない人も、中身を読めます。",
        _ => "勧める権限（640）と違います。",
    };
    Finding::caution(subject, found, meaning, fix)
}

fn others_files(files: &[OneFile], said: &Journal, group: Option<u32>) -> Vec<Finding> {
    let subject = "ほかの人の日誌";
    let those = |is: &dyn Fn(&OneFile) -> bool| files.iter().filter(|file| is(file)).collect();
    let regular = |file: &OneFile| file.entry.kind == Kind::File;
    let odd: Vec<_> = those(&|file| !regular(file));
    let open: Vec<_> = those(&|file| regular(file) && file.entry.mode & WRITTEN_BY_OTHERS != 0);
    let shut: Vec<_> = those(&|file| regular(file) && !is_for_group(file, group));
    // The draft that comes with the program is nobody's to write on.
    let drafted =
        |file: &OneFile| file.person.parse().is_ok_and(|person: Person| person.is_draft());
    let owned: Vec<_> =
        those(&|file| regular(file) && !drafted(file) && is_of_somebody_else(file, said));
    let mut findings = Vec::new();
    if !odd.is_empty() {
        let found = format!("{}は、普通のファイルではありません", list(&odd));
        let meaning = "中身を読んでいません。";
        let remedy = format!("確かめてください: ls -l {}", paths(&odd));
        findings.push(Finding::wrong(subject, found, meaning, remedy));
    }
    if !open.is_empty() {
        let found = format!("{}は、持ち主でない人も書き込めます", list(&open));
        let meaning = "ほかの人の名前で、書き足したり消したりできます。";
        let remedy = by_owners(&open, &format!("chmod {MODE:o} {}", paths(&open)));
        let finding = Finding::caution(subject, found, meaning, remedy);
        let all = open.iter().any(|file| file.entry.mode & WRITTEN_BY_ALL != 0);
        let mark = if all { Mark::Wrong } else { finding.mark };
        findings.push(Finding { mark, ..finding });
    }
    if !shut.is_empty() {
        let found = format!("{}は、グループの人が読めません", list(&shut));
        let meaning = "その人の記録が、ほかの人の画面に出ません。失われてはいません。";
        let group = group.map(site::group).unwrap_or_default();
        let paths = paths(&shut);
        let command = format!("chgrp {group} {paths} && chmod {MODE:o} {paths}");
        findings.push(Finding::caution(subject, found, meaning, by_owners(&shut, &command)));
    }
    if !owned.is_empty() {
        let found = format!("{}は、持ち主が名前と違います", owners(&owned));
        let meaning = "その人は書き足せません。写したり git で取り出したりすると、こうなります。";
        let remedy = "その人が書き足すなら、管理者に頼んでください:";
        let command = format!("chown {} {}", owned[0].person, quoted(&owned[0].path));
        findings.push(Finding::caution(subject, found, meaning, format!("{remedy} {command}")));
    }
    if findings.is_empty() && !files.is_empty() {
        let found = format!("{}件、どれも持ち主だけが書き込めます", files.len());
        findings.push(Finding::good(subject, found));
    }
    findings
}

fn is_for_group(file: &OneFile, group: Option<u32>) -> bool {
    let Entry { mode, gid, .. } = file.entry;
    let by_group = mode & READ_BY_GROUP != 0 && group.is_none_or(|group| group == gid);
    by_group || mode & 0o004 != 0
}

/// Several people may share a login, each under a name given with `--as`; their lines say so.
fn is_of_somebody_else(file: &OneFile, said: &Journal) -> bool {
    let uid = file.entry.uid;
    let shared = || {
        let lines = said.events.iter().filter(|event| event.by.as_str() == file.person);
        lines.filter_map(|event| event.uid).any(|said| said == uid)
    };
    site::login(uid) != file.person && !shared()
}

fn list(files: &[&OneFile]) -> String {
    let names: Vec<_> = files.iter().take(NAMED).map(|file| file.name.as_str()).collect();
    shortened(&names, files.len())
}

fn owners(files: &[&OneFile]) -> String {
    let with_owner =
        |file: &&OneFile| format!("{}（持ち主 {}）", file.name, site::login(file.entry.uid));
    let names: Vec<_> = files.iter().take(NAMED).map(with_owner).collect();
    shortened(&names, files.len())
}

fn shortened<T: AsRef<str>>(names: &[T], count: usize) -> String {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let more = count - names.len();
    let rest = if more > 0 { format!(" ほか {more}件") } else { String::new() };
    format!("{}{rest} ", names.join("、"))
}

fn paths(files: &[&OneFile]) -> String {
    files.iter().map(|file| quoted(Path::new(&file.path))).collect::<Vec<_>>().join(" ")
}

fn by_owners(files: &[&OneFile], command: &str) -> String {
    let stranger = files.iter().find(|file| !site::may_change(file.entry.uid));
    by_owner(stranger.map_or(site::own_uid(), |file| file.entry.uid), command.to_owned())
}
