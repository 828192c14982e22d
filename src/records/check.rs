//! Recomputes everything the sources print: each rule one file, each finding with its place, the
//! printed figure and the recomputed one.
//!
//! What is not printed is unknown, never zero: a rule that lacks a figure says nothing.

mod acknowledged;
mod changes;
mod claims;
mod number;
mod numbering;
mod people;
mod plain;
mod ratios;
mod references;
mod relisting;
mod sums;
mod synonyms;
mod totals;
mod views;
mod vocabulary;
mod wording;

use std::collections::HashMap;

use super::{
    Records,
    place::{Finder, Locus},
};
use crate::{
    domain::{Entry, Percent, ThousandYen},
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
    /// 指摘番号: source, record, field and figure in words, which stay when lines move.
    key: String,
    what: String,
}

impl Finding {
    fn new(at: Locus, path: impl Into<String>, key: impl Into<String>, what: String) -> Self {
        Self { at, path: path.into(), word: String::new(), key: key.into(), what }
    }

    /// The same, at one word of the field.
    fn of_word(self, word: impl Into<String>) -> Self {
        Self { word: word.into(), ..self }
    }
}

/// 点検の結果.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Audit {
    /// What nobody has looked at, and acknowledgements of what is not found.
    pub open: Vec<Problem>,
    /// 確認済み: what somebody has looked at.
    pub acknowledged: Vec<Problem>,
}

/// One rule: the name its keys begin with, how it looks, and what to say of what it finds.
type Rule = (&'static str, fn(&Records) -> Vec<Finding>, &'static Advice);

const RULES: [Rule; 13] = [
    ("totals", totals::check, &PRINTED),
    ("sums", sums::check, &PRINTED),
    ("ratios", ratios::check, &PRINTED),
    ("changes", changes::check, &PRINTED),
    ("claims", claims::check, &PRINTED),
    ("relisting", relisting::check, &PRINTED),
    ("numbering", numbering::check, &PRINTED),
    ("references", references::check, &PRINTED),
    ("wording", wording::check, &PRINTED),
    ("vocabulary", vocabulary::check, &OWN),
    ("synonyms", synonyms::check, &OWN),
    ("people", people::check, &OWN),
    ("views", views::check, &OWN),
];

/// What a finding means, and what to do about it.
struct Advice {
    means: &'static str,
    remedy: &'static str,
}

/// Of what stands in a source.
const PRINTED: Advice = Advice {
    means: "記録はそのまま使えますが、ここの数字や参照は資料のほかの所と合いません。",
    remedy: "資料と見比べ、写し違いなら直してください。資料がそうなっているなら印刷のまま残し、\
             確認済みの指摘（Acknowledged）に指摘番号を書いてください。",
};

/// Of what the office wrote itself, where there is no source to look into.
const OWN: Advice = Advice {
    means: "記録はそのまま使えますが、ここに書いたものは思ったようには働きません。",
    remedy: "このファイルのここを書き直すか、この一件を消してください。",
};

/// Every figure and reference of the record that does not agree with the rest of it, but for what
/// is acknowledged.
#[must_use]
pub fn check(records: &Records) -> Vec<Problem> {
    audit(records).open
}

/// The same, with what is acknowledged beside it.
#[must_use]
pub fn audit(records: &Records) -> Audit {
    let mut seen = HashMap::new();
    let mut findings = Vec::new();
    for (name, rule, advice) in RULES {
        for mut finding in rule(records) {
            finding.key = format!("{name}/{}", finding.key);
            let count = seen.entry(finding.key.clone()).or_insert(0);
            *count += 1;
            // One figure may be wrong in two ways; each is acknowledged by itself.
            if *count > 1 {
                finding.key = format!("{}#{count}", finding.key);
            }
            findings.push((finding, advice));
        }
    }
    // In the order of the files, so that each is read once.
    findings.sort_by_key(|(finding, _)| records.places.spots.get(&finding.at).map(|it| it.file));
    let mut finder = Finder::new(&records.places);
    let problems = findings.into_iter().map(|(finding, advice)| {
        let problem = Problem::new(Severity::Error, finding.what, advice.means, advice.remedy);
        let place = finder.locate(finding.at, &finding.path, &finding.word);
        Problem { place, ..problem.keyed(Some(finding.key)) }
    });
    let mut audit = acknowledged::part(records, problems.collect());
    for problems in [&mut audit.open, &mut audit.acknowledged] {
        problems.sort_by(|one, other| one.place.cmp(&other.place));
    }
    audit
}

/// The part of a key that names an entry.
fn entry_key(entry: &Entry) -> String {
    format!("{}/{}/{}", entry.source, entry.program, entry.listed.area)
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
    /// The unit that some words begin with; `None` where they begin with none.
    fn named(words: &str) -> Option<Self> {
        match words.chars().next()? {
            '円' => Some(Self::Yen),
            '%' => Some(Self::Percent),
            _ if words.starts_with("パーセント") => Some(Self::Percent),
            _ if words.starts_with("ポイント") => Some(Self::Points),
            c if c.is_alphabetic() => Some(Self::Count),
            _ => None,
        }
    }

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
