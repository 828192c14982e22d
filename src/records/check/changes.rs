//! 差: the newest year less the year before. Points are differences of the printed, rounded
//! percentages, as the documents compute them.

use super::{Finding, Locus, Records, Unit, differs};
use crate::domain::{Procurement, Row, Total};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (procurement, row) in records.procurement.iter().zip(0..) {
        for (table, nth) in procurement.tables.iter().zip(0..) {
            for (line, index) in table.rows.iter().zip(0..) {
                for (field, figure, what) in wrong_changes(&table.scope, line) {
                    let path = format!("rows.{index}.change.{field}");
                    let Procurement { source, .. } = procurement;
                    let key = format!("{source}/{}/{}/差/{figure}", table.scope, line.kind);
                    findings.push(Finding::new(Locus::Table(row, nth), path, key, what));
                }
            }
        }
    }
    findings
}

/// Field, figure as keys name it, sentence.
fn wrong_changes(scope: &str, line: &Row) -> Vec<(String, String, String)> {
    let mut years: Vec<_> = line.years.iter().collect();
    years.sort_by_key(|contracts| std::cmp::Reverse(contracts.year));
    let [after, before, ..] = years[..] else { return Vec::new() };
    if after.year.previous() != before.year {
        return Vec::new();
    }
    let columns = [
        ("total", "総額", &line.change.total, &after.total, &before.total),
        ("small", "中小企業", &line.change.small, &after.small, &before.small),
    ];
    let mut wrong = Vec::new();
    for (column, name, printed, after, before) in columns {
        for (field, what, unit, figure) in FIGURES {
            let figures = (figure(printed), figure(after), figure(before));
            let (Some(printed), Some(after), Some(before)) = figures else { continue };
            if printed != after - before {
                let subject = format!("表「{scope}」の{}の差、{name}の{what}", line.kind);
                let key = format!("{name}の{what}/{}", unit.show(printed));
                let what = differs(&subject, *unit, printed, "計算の結果", after - before);
                wrong.push((format!("{column}.{field}"), key, what));
            }
        }
    }
    wrong
}

type Figure = (&'static str, &'static str, Unit, fn(&Total) -> Option<i128>);

#[rustfmt::skip]
const FIGURES: &[Figure] = &[
    ("count", "件数", Unit::Count, |total| Some(i128::from(total.count))),
    ("count_share", "件数の割合", Unit::Points, |total| total.count_share.map(|share| i128::from(share.0))),
    ("amount", "契約金額", Unit::Yen, |total| Some(i128::from(total.amount.0))),
    ("amount_share", "契約金額の割合", Unit::Points, |total| total.amount_share.map(|share| i128::from(share.0))),
];
