//! 再掲: a row listed again repeats the first listing, and remarks name the other places.

use std::collections::{BTreeSet, HashMap};

use super::{
    Finding, Locus, Records, entry_key,
    plain::{plain, quotations},
};
use crate::domain::{Area, AreaId, Entry, Program};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let order: HashMap<&AreaId, usize> = records.areas().map(|area| &area.id).zip(0..).collect();
    let mut findings = Vec::new();
    for (program, row) in records.programs.iter().zip(0..) {
        for (entry, nth) in program.entries.iter().zip(0..) {
            let at = Locus::Entry(row, nth);
            if entry.listed.relisted {
                findings.extend(repeats(program, entry, at));
            }
            findings.extend(names_places(records, &order, program, entry, at));
        }
    }
    findings
}

/// Whether a row listed again says what the first listing says.
fn repeats(program: &Program, entry: &Entry, at: Locus) -> Vec<Finding> {
    let firsts = || {
        let of_source = |first: &&Entry| first.source == entry.source && !first.listed.relisted;
        program.entries.iter().filter(of_source)
    };
    // A sheet printed twice repeats the sheet, not the line of the overview.
    let here = firsts().find(|first| first.listed.area == entry.listed.area);
    let Some(first) = here.or_else(|| firsts().next()) else {
        let what = format!("再掲ですが、初めの掲載がありません（事業「{}」）。", entry.name());
        return vec![Finding::new(at, "listed.relisted", entry_key(entry), what)];
    };
    let differences = [
        ("settled", "決算額", entry.settled != first.settled),
        ("budget", "予算額", entry.budget != first.budget),
        ("content", "内容", entry.content != first.content),
        ("results", "結果", entry.results != first.results),
    ];
    let found = differences.into_iter().filter(|(_, _, differs)| *differs);
    found
        .map(|(field, name, _)| {
            let what =
                format!("再掲ですが、{name}が初めの掲載と違います（事業「{}」）。", entry.name());
            Finding::new(at, field, format!("{}/{name}", entry_key(entry)), what)
        })
        .collect()
}

/// Whether the places that a remark names are those where the program is listed.
fn names_places(
    records: &Records,
    order: &HashMap<&AreaId, usize>,
    program: &Program,
    entry: &Entry,
    at: Locus,
) -> Vec<Finding> {
    let Some(remark) = &entry.remark else { return Vec::new() };
    let named = named(&plain(remark));
    if named.is_empty() {
        return Vec::new();
    }
    let here = records.top_area(&entry.listed.area);
    let mut listed = BTreeSet::new();
    for other in program.entries.iter().filter(|other| other.source == entry.source) {
        let Some(top) = records.area(records.top_area(&other.listed.area)) else { continue };
        let when = if order.get(&other.listed.area) < order.get(&entry.listed.area) {
            When::Before
        } else {
            When::After
        };
        if top.id != *here {
            listed.insert((when, place_name(top)));
        }
    }
    let wrong = named.difference(&listed).map(|(when, name)| {
        let what =
            format!("備考は「{name}」{}と記していますが、そこにはありません。", when.words());
        let key = format!("{}/備考/{name}", entry_key(entry));
        Finding::new(at, "remark", key, what).of_word(name.as_str())
    });
    let missing = listed.difference(&named).map(|(when, name)| {
        let what = format!("「{name}」{}ですが、備考に記されていません。", when.words());
        Finding::new(at, "remark", format!("{}/備考/{name}", entry_key(entry)), what)
    });
    wrong.chain(missing).collect()
}

/// The number and title of an area, as remarks write them together.
fn place_name(area: &Area) -> String {
    plain(&format!("{}{}", area.label, area.title))
}

/// Whether another listing comes before this one or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    Before,
    After,
}

impl When {
    fn words(self) -> &'static str {
        match self {
            Self::Before => "で掲載済み",
            Self::After => "で再掲",
        }
    }
}

/// The places that a remark names: 「1 …」及び「2 …」で掲載分（再掲）。「5 …」で再掲。
fn named(remark: &str) -> BTreeSet<(When, String)> {
    let mut named = BTreeSet::new();
    let mut pending = Vec::new();
    for (_, name, rest) in quotations(remark) {
        if !name.starts_with(|c: char| c.is_ascii_digit()) {
            pending.clear();
            continue;
        }
        pending.push(name.to_owned());
        let and = ["、「", "及び「", "並びに「", "・「", "と「"];
        if and.iter().any(|and| rest.starts_with(and)) {
            continue;
        }
        let rest = rest.strip_prefix('で').unwrap_or(rest);
        let when = if rest.starts_with("掲載") {
            When::Before
        } else if rest.starts_with("再掲") {
            When::After
        } else {
            pending.clear();
            continue;
        };
        named.extend(pending.drain(..).map(|name| (when, name)));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::{When::*, *};

    #[test]
    fn remarks_about_other_listings_are_read() {
        for (remark, expected) in [
            ("「３ 経営基盤の強化の促進」で再掲", &[(After, "3経営基盤の強化の促進")][..]),
            (
                "「1 甲」、「2 乙」及び「3 丙」掲載分（再掲）",
                &[(Before, "1甲"), (Before, "2乙"), (Before, "3丙")],
            ),
            (
                "「1 甲」で掲載分（再掲）。「3 丙」及び「5 丁」で再掲。",
                &[(Before, "1甲"), (After, "3丙"), (After, "5丁")],
            ),
            ("18の「食の販路拡大事業」から一部の事業を分割", &[]),
            ("「3 経営」に準じる。「1 甲」で再掲", &[(After, "1甲")]),
            ("令和7年度新規事業", &[]),
        ] {
            let expected: BTreeSet<_> =
                expected.iter().map(|(when, name)| (*when, (*name).to_owned())).collect();
            assert_eq!(named(&plain(remark)), expected, "{remark}");
        }
    }
}
