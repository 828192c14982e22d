//! Recomputes everything the sources print: each rule one file, each finding with its place, the
//! printed figure and the recomputed one.
//!
//! What is not printed is unknown, never zero: a rule that lacks a figure says nothing.

mod changes;
mod claims;
mod numbering;
mod plain;
mod ratios;
mod references;
mod relisting;
mod sums;
mod totals;

use super::{
    Records,
    place::{Finder, Locus},
};
use crate::{
    domain::{Percent, ThousandYen},
    problem::{Problem, Severity},
};

/// What a rule found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Finding {
    at: Locus,
    /// The field, from the record downwards.
    path: String,
    /// The word in the field; empty for the whole field.
    word: String,
    what: String,
}

impl Finding {
    fn new(at: Locus, path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at, path: path.into(), word: String::new(), what: what.into() }
    }

    /// The same, at one word of the field.
    fn of_word(self, word: impl Into<String>) -> Self {
        Self { word: word.into(), ..self }
    }
}

/// Every figure and reference of the record that does not agree with the rest of it.
#[must_use]
pub fn check(records: &Records) -> Vec<Problem> {
    let rules: [fn(&Records) -> Vec<Finding>; 8] = [
        totals::check,
        sums::check,
        ratios::check,
        changes::check,
        claims::check,
        relisting::check,
        numbering::check,
        references::check,
    ];
    let mut findings: Vec<Finding> = rules.into_iter().flat_map(|rule| rule(records)).collect();
    // In the order of the files, so that each is read once.
    findings.sort_by_key(|finding| records.places.spots.get(&finding.at).map(|spot| spot.file));
    let mut finder = Finder::new(&records.places);
    let problems = findings.into_iter().map(|finding| {
        let problem = Problem::new(
            Severity::Error,
            finding.what,
            "記録はそのまま使えますが、ここの数字や参照は資料のほかの所と合いません。",
            "資料と見比べ、写し違いなら直してください。資料がそうなっているなら、印刷のまま残して\
             ください。",
        );
        match finder.locate(finding.at, &finding.path, &finding.word) {
            Some(place) => problem.at(place),
            None => problem,
        }
    });
    let mut problems: Vec<Problem> = problems.collect();
    problems.sort_by(|one, other| one.place.cmp(&other.place));
    problems
}

/// How a figure is shown in a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// 件, 人 and whatever else is counted.
    Count,
    /// 千円.
    Yen,
    /// パーセント, held in tenths.
    Percent,
    /// ポイント, held in tenths.
    Points,
}

impl Unit {
    fn show(self, figure: i128) -> String {
        let narrow = i64::try_from(figure).unwrap_or(i64::MAX);
        match self {
            Self::Count => ThousandYen(narrow).to_string(),
            Self::Yen => format!("{}千円", ThousandYen(narrow)),
            Self::Percent => format!("{}%", Percent(narrow)),
            Self::Points => format!("{}ポイント", Percent(narrow)),
        }
    }
}

/// The sentence for two figures that differ.
fn differs(subject: &str, unit: Unit, printed: i128, how: &str, computed: i128) -> String {
    let (printed, computed) = (unit.show(printed), unit.show(computed));
    format!("{subject}は{printed}と印刷されていますが、{how}は{computed}です。")
}
