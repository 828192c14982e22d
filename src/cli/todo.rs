//! `shingi todo`: what waits, the most urgent first.

use jiff::civil::Date;

use super::{FINE, args::Format, print};
use crate::{
    analysis::{Council, Open, OpenKind, counted_by_kind, counted_by_year, todo},
    domain::{FiscalYear, Opinion, japanese_date},
    export::json,
    shown::shown,
    ui::{text::pad, theme::Borders},
};

/// What to list of what waits; nothing lists everything.
pub struct Wanted {
    /// 種類.
    pub kind: Option<OpenKind>,
    /// 年度 of the meeting.
    pub year: Option<FiscalYear>,
    /// 担当課, as it was typed.
    pub department: Option<String>,
}

impl Wanted {
    fn takes(&self, open: &Open) -> bool {
        self.kind.is_none_or(|kind| open.kind == kind)
            && self.year.is_none_or(|year| open.year == Some(year))
            && self.department.as_deref().is_none_or(|d| open.department.as_deref() == Some(d))
    }

    /// The filter in words: what hides rows is always said.
    fn words(&self) -> String {
        let kind = self.kind.map(|kind| kind.to_string());
        let year = self.year.map(|year| year.to_string());
        let department = self.department.as_deref().map(|d| shown(d).into_owned());
        let words: Vec<_> = [kind, year, department].into_iter().flatten().collect();
        if words.is_empty() { String::new() } else { format!("（{}）", words.join("・")) }
    }
}

/// Prints what waits today.
pub fn run(council: &Council, today: Date, wanted: &Wanted, format: Format) -> u8 {
    let all = todo(council, today);
    let open: Vec<&Open> = all.iter().filter(|open| wanted.takes(open)).collect();
    print(format, &json::todo(&open, today), || text(council, today, wanted, &open));
    FINE
}

fn text(council: &Council, today: Date, wanted: &Wanted, open: &[&Open]) -> String {
    let mut lines =
        vec![format!("{}現在の要対応{} {}件", japanese_date(today), wanted.words(), open.len())];
    let kinds = counted_by_kind(open.iter().copied());
    let kinds: Vec<_> = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let years = counted_by_year(open.iter().copied());
    let years = years.iter().map(|(year, count)| match year {
        Some(year) => format!("{year} {count}"),
        None => format!("年度なし {count}"),
    });
    let years: Vec<_> = years.collect();
    if !open.is_empty() {
        lines.push(format!("種類: {}", kinds.join("  ")));
        lines.push(format!("年度: {}", years.join("  ")));
    }
    lines.extend(open.iter().map(|open| one(council, open)));
    lines.join("\n")
}

fn one(council: &Council, open: &Open) -> String {
    let opinion = open.opinion.as_ref().and_then(|id| council.records.opinion(id));
    let year = open.year.map(|year| year.to_string()).unwrap_or_default();
    let label = opinion.map_or(year, Opinion::short);
    let due = open.due.map(|day| format!("（期限 {day}）")).unwrap_or_default();
    format!(
        "{}{}{}{due}",
        pad(open.kind.word(), 14, Borders::Line),
        pad(&label, 12, Borders::Line),
        shown(&open.text)
    )
}
