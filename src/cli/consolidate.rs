//! `shingi consolidate`: what was entered in the program goes into record files.

use std::{fmt::Write, path::Path};

use super::{FINDINGS, FINE};
use crate::{
    analysis::Council,
    domain::Role,
    problem::{Problem, Severity},
    records::{Edit, consolidate},
    shell::{filing, office::Office, out},
    shown::shown,
};

/// What to try again.
const AGAIN: &str = "shingi consolidate --write";

/// What to do with what was worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Only say what would be written.
    Preview,
    /// Write it.
    Write,
}

/// Tells or writes what was entered and stands in no file yet.
pub fn run(office: &Office, council: &Council, task: Task) -> u8 {
    let Some(folder) = office.folder() else {
        return refuse(&[Problem::new(
            Severity::Error,
            "内蔵の写しには書き込めません。",
            "何も書いていません。",
            "--records で記録のフォルダーを指定してください。",
        )]);
    };
    match (task, office.access.why_not(Role::Office)) {
        (Task::Write, Some(why)) => {
            out::err(&shown(why));
            FINDINGS
        }
        (Task::Preview | Task::Write, _) => go_on(folder, council, task),
    }
}

fn go_on(folder: &Path, council: &Council, task: Task) -> u8 {
    let (sessions, opinions) = council.unfiled();
    if sessions.is_empty() && opinions.is_empty() {
        return nothing();
    }
    let unread = council.journal.problems.iter().filter(|it| it.severity == Severity::Error);
    let mut halts: Vec<Problem> = unread.cloned().collect();
    halts.extend(council.unsettled());
    if !halts.is_empty() {
        return refuse(&halts);
    }
    // Held to the end: two people who consolidate at once would each write the same.
    let held = (task == Task::Write).then(|| filing::hold(folder)).transpose();
    let _held = match held {
        Ok(lock) => lock,
        Err(error) => return refuse(&[filing::unwritten(folder, &error, 0, AGAIN)]),
    };
    let edits = match consolidate(folder, &sessions, &opinions) {
        Ok(edits) => edits,
        Err(problems) => return refuse(&problems),
    };
    if edits.is_empty() {
        return nothing();
    }
    if task == Task::Write {
        return write(&edits);
    }
    let lines: Vec<String> = edits.iter().map(told).collect();
    out::out(&format!(
        "次のように書き込みます（まだ書いていません）。\n{}\n\
         書き込むには: shingi consolidate --write",
        lines.join("\n")
    ));
    FINDINGS
}

fn nothing() -> u8 {
    out::out(
        "記録のファイルに書き込むものはありません。入力した会議と意見は、すべてファイルにあります。",
    );
    FINE
}

/// One file: what is done to it, and what goes into it.
fn told(edit: &Edit) -> String {
    let how =
        if edit.before.is_some() { "一覧の終わりに追加" } else { "新しいファイル" };
    let mut told = format!("{}: {how}", shown(&edit.path.display().to_string()));
    // Writing to a String cannot fail.
    for title in &edit.sessions {
        let _ = write!(told, "\n  会議 {}", shown(title));
    }
    for (label, text) in &edit.opinions {
        let mut words: String = text.chars().take(28).collect();
        if words.len() < text.len() {
            words.push('…');
        }
        let _ = write!(told, "\n  意見 {} {}", shown(label), shown(&words));
    }
    told
}

fn write(edits: &[Edit]) -> u8 {
    if let Err(problem) = filing::file(edits, AGAIN) {
        return refuse(&[*problem]);
    }
    let lines: Vec<String> = edits.iter().map(told).collect();
    out::out(&lines.join("\n"));
    out::out("書き込みました。日誌の入力は残りますが、これからはファイルの文言が使われます。");
    FINE
}

fn refuse(problems: &[Problem]) -> u8 {
    for problem in problems {
        out::err(&problem.to_string());
    }
    FINDINGS
}
