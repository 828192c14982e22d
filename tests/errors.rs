//! Every message about a record file, word for word.
//!
//! A folder of `tests/errors/` holds the files that are wrong and `expected.txt`: all that is said
//! about them, and what could be read all the same. `UPDATE_EXPECTED=1` rewrites it.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use shingi::records::{Loaded, Records, check, load};

/// What a user is told about a folder, with the folder's own name left out.
fn report(folder: &Path) -> String {
    let Loaded { records, problems } = load(folder);
    let mut report = String::new();
    let findings = check(&records);
    for problem in problems.iter().chain(&findings) {
        writeln!(report, "{problem}\n").unwrap();
    }
    report.push_str(&holdings(&records));
    let folder = format!("{}/", folder.display());
    report.replace(&folder, "").replace(folder.trim_end_matches('/'), "(フォルダ)")
}

fn holdings(records: &Records) -> String {
    let mut text = String::from("読み込んだもの\n");
    let mut line = |word: &str, ids: Vec<String>| {
        if !ids.is_empty() {
            writeln!(text, "  {word}: {}", ids.join("、")).unwrap();
        }
    };
    line("出典", records.sources.iter().map(|source| source.id.to_string()).collect());
    line("計画", records.plans.iter().map(|plan| plan.id.clone()).collect());
    line("施策", records.areas().map(|area| area.id.to_string()).collect());
    line("会議", records.sessions.iter().map(|session| session.id.to_string()).collect());
    line("意見", records.opinions.iter().map(|opinion| opinion.id.to_string()).collect());
    let entry = |entry: &shingi::domain::Entry| {
        format!("{} ({} {})", entry.name(), entry.listed.area, entry.listed.mark())
    };
    line("事業", records.programs.iter().flat_map(|p| p.entries.iter().map(entry)).collect());
    line("表", {
        let tables = records.procurement.iter().flat_map(|procurement| &procurement.tables);
        tables.map(|table| table.scope.clone()).collect()
    });
    line("記述", records.claims.iter().map(|claim| claim.text.clone()).collect());
    text
}

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir("tests/errors").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn every_message_is_as_it_was_agreed() {
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = case.join("expected.txt");
        let report = report(&case);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            wrong.push(format!("{}\n{report}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
