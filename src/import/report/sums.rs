//! Whether every total that a report prints is the sum of what it prints under it.

use super::Report;
use crate::{
    domain::{Entry, Program, ProgramId},
    records::{Records, check},
};

/// 合計の確かめ. How many figures were looked at, and those that do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// 決算額 and 予算額 printed for areas.
    pub totals: usize,
    /// Rows of the tables of contracts.
    pub rows: usize,
    /// What does not agree, a sentence each.
    pub wrong: Vec<String>,
}

/// Adds everything up anew, by the rules that the record itself is checked by.
#[must_use]
pub fn sums(report: &Report) -> Sums {
    let areas = &report.plan.areas;
    let settled = areas.iter().filter(|area| area.settled.is_some()).count();
    let budget = areas.iter().filter(|area| area.budget.is_some()).count();
    let tables = report.procurement.iter().flat_map(|procurement| &procurement.tables);
    let mut records = Records::default();
    records.sources.push(report.source.clone());
    records.plans.push(report.plan.clone());
    records.sessions.clone_from(&report.sessions);
    records.opinions.clone_from(&report.opinions);
    records.programs = programs(report.programs.iter().chain(&report.measures));
    records.procurement.extend(report.procurement.clone());
    let wrong = check(&records.indexed()).into_iter().map(|problem| problem.what).collect();
    Sums { totals: settled + budget, rows: tables.map(|table| table.rows.len()).sum(), wrong }
}

fn programs<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    let mut rows: std::collections::HashMap<&ProgramId, usize> = std::collections::HashMap::new();
    for entry in entries {
        let row = *rows.entry(&entry.program).or_insert_with(|| {
            programs.push(Program { id: entry.program.clone(), entries: Vec::new() });
            programs.len() - 1
        });
        programs[row].entries.push(entry.clone());
    }
    programs
}
