//! 合計の行: the last row of a contract table is the sum of the others.

use super::{Finding, Locus, Records, Unit, differs};
use crate::domain::{Row, SourceId, Table, Total};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (procurement, row) in records.procurement.iter().zip(0..) {
        for (table, nth) in procurement.tables.iter().zip(0..) {
            check_table(&procurement.source, table, Locus::Table(row, nth), &mut findings);
        }
    }
    findings
}

fn check_table(source: &SourceId, table: &Table, at: Locus, findings: &mut Vec<Finding>) {
    let Some(last) = table.rows.iter().position(|row| row.kind == "合計") else { return };
    let parts: Vec<&Row> = table.rows.iter().filter(|row| row.kind != "合計").collect();
    if parts.is_empty() {
        return;
    }
    let sum = &table.rows[last];
    let mut compare = |path: String, column: &str, printed: &Total, parts: Vec<&Total>| {
        let figures: [Figure; 2] = [
            ("count", Unit::Count, |total| total.count),
            ("amount", Unit::Yen, |total| total.amount.0),
        ];
        for (field, unit, figure) in figures {
            let sum: i128 = parts.iter().map(|part| i128::from(figure(part))).sum();
            let printed = i128::from(figure(printed));
            if printed != sum {
                let what = if field == "count" { "件数" } else { "契約金額" };
                let subject = format!("表「{}」の合計の{column}の{what}", table.scope);
                let figure = unit.show(printed);
                let key = format!("{source}/{}/合計/{column}の{what}/{figure}", table.scope);
                let what = differs(&subject, unit, printed, "区分の合計", sum);
                findings.push(Finding::new(at, format!("rows.{last}.{path}.{field}"), key, what));
            }
        }
    };
    for (contracts, nth) in sum.years.iter().zip(0..) {
        let of_year =
            |row: &&Row| row.years.iter().find(|other| other.year == contracts.year).cloned();
        let Some(of_year) = parts.iter().map(of_year).collect::<Option<Vec<_>>>() else { continue };
        let year = contracts.year.japanese();
        compare(
            format!("years.{nth}.total"),
            &format!("{year}の総額"),
            &contracts.total,
            of_year.iter().map(|part| &part.total).collect(),
        );
        compare(
            format!("years.{nth}.small"),
            &format!("{year}の中小企業"),
            &contracts.small,
            of_year.iter().map(|part| &part.small).collect(),
        );
    }
    let change = |pick: fn(&Row) -> &Total| parts.iter().map(|row| pick(row)).collect();
    compare("change.total".into(), "差の総額", &sum.change.total, change(|row| &row.change.total));
    compare(
        "change.small".into(),
        "差の中小企業",
        &sum.change.small,
        change(|row| &row.change.small),
    );
}

/// Field, unit, and the figure of a column.
type Figure = (&'static str, Unit, fn(&Total) -> i64);
