//! `shingi check`: everything that is wrong, or that somebody should look at.

use jiff::civil::Date;

use super::{FINDINGS, FINE, args::Format, print};
use crate::{
    analysis::{Council, todo},
    export::json,
    problem::{Problem, Severity},
    records,
};

/// Prints the findings.
pub fn run(council: &Council, today: Date, format: Format, all: bool) -> u8 {
    let mut problems = council.troubles.clone();
    let findings = problems.len();
    let known = council.acknowledged.len();
    // Said at once, but nothing that is wrong with the record.
    problems.extend(records::untidy(&council.records));
    if all {
        problems.extend(council.remarks());
        problems.extend(council.acknowledged.iter().cloned());
    }
    problems.sort_by(|a, b| (a.severity, &a.place).cmp(&(b.severity, &b.place)));
    let listed: Vec<_> = problems.iter().map(json::problem).collect();
    print(format, &listed, || text(council, today, &problems, known));
    if findings == 0 { FINE } else { FINDINGS }
}

fn text(council: &Council, today: Date, problems: &[Problem], known: usize) -> String {
    let mut blocks: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let verdict = if errors + warnings == 0 {
        "問題はありません。".to_owned()
    } else {
        format!("誤り {errors}件、注意 {warnings}件があります。")
    };
    let known = match (known, count(Severity::Acknowledged)) {
        (0, _) => String::new(),
        (known, 0) => format!("確認済み {known}件は check --all で見られます。"),
        (known, _) => format!("確認済み {known}件。"),
    };
    let records = &council.records;
    let shares = council.standing.total.shares().map(|(name, share)| format!("{name} {share}"));
    blocks.push(format!(
        "{verdict}{known}\n点検したもの: 出典 {}、施策 {}、会議 {}、意見 {}、事業 {}（掲載 {}）、日誌 {}件\n対応状況: {}、要対応 {}件",
        records.sources.len(),
        records.areas().count(),
        records.sessions.len(),
        records.opinions.len(),
        records.programs.len(),
        records.programs.iter().map(|program| program.entries.len()).sum::<usize>(),
        council.journal.events.len(),
        shares.join("、"),
        todo(council, today).len(),
    ));
    blocks.join("\n\n")
}
