//! `shingi doctor`: whether the place is set up well, and how the terminal is taken. It looks,
//! explains, and changes nothing but the one setting it asks for.

mod journals;
mod offices;
mod rights;
mod surroundings;
mod terminal;

use std::path::Path;

use jiff::Zoned;
use serde::Serialize;

use self::rights::{JOURNAL_FOLDER, RECORD_FOLDER};
use super::{FINDINGS, FINE, args::Format, looks::Because, print};
use crate::{
    app::Look,
    journal::Folder,
    problem::{Problem, reason},
    records,
    shell::{
        person::AtKeyboard,
        place::{NamedBy, Place},
        site::{self, Entry, Kind},
        state::Config,
        terminal::Terminal,
    },
    ui::{text::pad, theme::Borders},
};

/// 判定. How a finding is to be taken; the worst comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
enum Mark {
    #[serde(rename = "良")]
    Good,
    #[serde(rename = "注意")]
    Caution,
    #[serde(rename = "問題")]
    Wrong,
}

impl Mark {
    fn word(self) -> &'static str {
        match self {
            Self::Good => "良",
            Self::Caution => "注意",
            Self::Wrong => "問題",
        }
    }
}

/// 所見. One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Finding {
    mark: Mark,
    /// What was looked at.
    subject: &'static str,
    /// How it is.
    found: String,
    /// What that means; empty where all is well.
    meaning: String,
    /// What to do; empty where nothing is.
    remedy: String,
}

impl Finding {
    fn good(subject: &'static str, found: impl Into<String>) -> Self {
        let (meaning, remedy) = (String::new(), String::new());
        Self { mark: Mark::Good, subject, found: found.into(), meaning, remedy }
    }

    fn caution(
        subject: &'static str,
        found: impl Into<String>,
        meaning: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (meaning, remedy) = (meaning.into(), remedy.into());
        Self { mark: Mark::Caution, subject, found: found.into(), meaning, remedy }
    }

    fn wrong(
        subject: &'static str,
        found: impl Into<String>,
        meaning: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self { mark: Mark::Wrong, ..Self::caution(subject, found, meaning, remedy) }
    }

    /// What is said elsewhere, as a finding.
    fn told(subject: &'static str, problem: &Problem) -> Self {
        Self::wrong(subject, &problem.what, &problem.meaning, &problem.remedy)
    }
}

/// The columns of a finding, in cells.
const MARK: usize = 6;
const SUBJECT: usize = 18;

/// Looks at everything and prints it; on a terminal, asks what only the person can see.
pub fn run(
    place: &Place,
    keyboard: &Result<AtKeyboard, Box<Problem>>,
    now: &Zoned,
    (config, look): (&Config, (Look, Because)),
    format: Format,
) -> u8 {
    let here = Terminal::here();
    let mut findings = examine(place, keyboard, now);
    findings.extend(terminal::findings(&here, config, look));
    print(format, &findings, || text(&findings));
    if format == Format::Text && here.size.is_some() {
        terminal::ask(config);
    }
    if findings.iter().all(|finding| finding.mark == Mark::Good) { FINE } else { FINDINGS }
}

fn text(findings: &[Finding]) -> String {
    let mut lines = Vec::new();
    for finding in findings {
        let (mark, subject) = (finding.mark.word(), finding.subject);
        let (mark, subject) =
            (pad(mark, MARK, Borders::Line), pad(subject, SUBJECT, Borders::Line));
        lines.push(format!("{mark}{subject}{}", finding.found));
        for (head, text) in [("意味", &finding.meaning), ("直し方", &finding.remedy)] {
            if !text.is_empty() {
                lines.push(format!("{}{head}: {text}", " ".repeat(MARK)));
            }
        }
    }
    let count = |mark| findings.iter().filter(|finding| finding.mark == mark).count();
    let verdict = match (count(Mark::Wrong), count(Mark::Caution)) {
        (0, 0) => "問題はありません。".to_owned(),
        (wrong, caution) => format!("問題 {wrong}件、注意 {caution}件があります。"),
    };
    lines.push(format!("\n{verdict}見ただけで、何も書き換えていません。"));
    lines.join("\n")
}

fn examine(
    place: &Place,
    keyboard: &Result<AtKeyboard, Box<Problem>>,
    now: &Zoned,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folder = match place {
        Place::BuiltIn => {
            findings.push(built_in());
            None
        }
        Place::Folder(path, by) => {
            let (finding, entry) = whereabouts(path, *by);
            findings.push(finding);
            entry.map(|entry| (path, entry))
        }
    };
    findings.push(person(keyboard));
    match folder {
        Some((path, entry)) => findings.extend(inside(path, &entry, keyboard, now)),
        None => findings.push(surroundings::clock(now, None)),
    }
    findings
}

const WHERE: &str = "記録の場所";

fn built_in() -> Finding {
    Finding::caution(
        WHERE,
        "内蔵の写し（記録のフォルダーは指定されていません）",
        "閲覧のみです。対応付けなどは保存できません。",
        "shingi init フォルダー名",
    )
}

fn whereabouts(path: &Path, by: NamedBy) -> (Finding, Option<Entry>) {
    let named = format!("{}（{by}もの）", path.display());
    let unopened = "記録を開けません。";
    match site::led_to(path) {
        Ok(entry) if entry.kind == Kind::Folder => (Finding::good(WHERE, named), Some(entry)),
        Ok(_) => {
            let remedy = "フォルダーの名前を確かめて、指定し直してください。";
            (
                Finding::wrong(
                    WHERE,
                    format!("{named}: フォルダーではありません"),
                    unopened,
                    remedy,
                ),
                None,
            )
        }
        Err(error) => {
            let remedy = "場所を確かめてください。新しく作るには: shingi init フォルダー名";
            let found = format!("{named}: {}", reason(&error));
            (Finding::wrong(WHERE, found, unopened, remedy), None)
        }
    }
}

fn person(keyboard: &Result<AtKeyboard, Box<Problem>>) -> Finding {
    let subject = "記入者";
    match keyboard {
        Err(problem) => Finding::told(subject, problem),
        Ok(AtKeyboard { person, display_name, uid }) => {
            let own = site::own_uid();
            let name = display_name.as_ref().map_or_else(String::new, |name| format!(" {name}"));
            let how = match uid {
                Some(_) => format!("--as で指定。ログイン名 {}、", site::login(own)),
                None => "ログイン名、".to_owned(),
            };
            Finding::good(subject, format!("{person}{name}（{how}利用者番号 {own}）"))
        }
    }
}

/// Everything about a folder that is there.
fn inside(
    path: &Path,
    entry: &Entry,
    keyboard: &Result<AtKeyboard, Box<Problem>>,
    now: &Zoned,
) -> Vec<Finding> {
    let mut findings = vec![RECORD_FOLDER.finding(path, entry)];
    let files = records::files_of(path);
    findings.push(rights::record_files(path, &files));
    let uid = keyboard.as_ref().ok().and_then(|keyboard| keyboard.uid);
    let journal = Folder::new(path.join("journal")).written_by(uid);
    let person = keyboard.as_ref().ok().map(|keyboard| &keyboard.person);
    if let Ok(found) = site::led_to(journal.path()) {
        findings.push(JOURNAL_FOLDER.finding(journal.path(), &found));
        findings.extend(rights::other_group(path, entry, journal.path(), &found));
    } else {
        let found = "まだありません（最初の保存のときに作ります）";
        findings.push(Finding::good(JOURNAL_FOLDER.subject, found));
    }
    let said = journal.read();
    findings.extend(journals::files(&journal, person, &said));
    findings.push(offices::finding(path));
    findings.push(surroundings::room(path));
    findings.extend(surroundings::ground(path));
    findings.extend(person.map(|person| surroundings::lock(&journal, path, person)));
    findings.push(surroundings::clock(now, surroundings::newest(&journal, &said, &files)));
    findings
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | '@');
    if path.chars().all(plain) && !path.is_empty() && !path.starts_with('-') {
        return path;
    }
    let path = if path.starts_with('-') { format!("./{path}") } else { path };
    format!("'{}'", path.replace('\'', "'\\''"))
}

/// What to type; where it is somebody else's to do, whom to ask.
fn by_owner(uid: u32, command: String) -> String {
    if site::may_change(uid) {
        command
    } else {
        format!("持ち主（{}）か管理者に頼んでください: {command}", site::login(uid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_written_so_that_a_shell_takes_it_whole() {
        for (path, written) in [
            ("/home/sato/記録", "/home/sato/記録"),
            ("共有 記録", "'共有 記録'"),
            ("it's", "'it'\\''s'"),
            ("-rf", "'./-rf'"),
            ("$(x);y", "'$(x);y'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(Path::new(path)), written);
        }
    }
}
