//! 割合: every printed share of a contract table.
//!
//! The table of all contracts prints the share of 中小企業 in its own row (C1/A1); the tables of
//! local businesses print shares of all contracts of the same kind and year (A2/A1, C2/A1).

use super::{Finding, Locus, Records, Unit, differs};
use crate::domain::{Contracts, Percent, Procurement, Row, Total};

/// The scope that is the whole.
const WHOLE: &str = "全体";

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (procurement, row) in records.procurement.iter().zip(0..) {
        for (table, nth) in procurement.tables.iter().zip(0..) {
            for (line, index) in table.rows.iter().zip(0..) {
                for (contracts, year) in line.years.iter().zip(0..) {
                    let Some(whole) = whole(procurement, line, contracts) else { continue };
                    let subject = format!(
                        "表「{}」の{}、{}の",
                        table.scope,
                        line.kind,
                        contracts.year.japanese()
                    );
                    let mut compare = |field: &str, name: &str, part: &Total| {
                        let wrong = wrong_shares(&format!("{subject}{name}"), part, whole);
                        for Wrong { field: share, figure, what } in wrong {
                            let path = format!("rows.{index}.years.{year}.{field}.{share}");
                            let key = format!(
                                "{}/{}/{}/{}{name}の{figure}",
                                procurement.source,
                                table.scope,
                                line.kind,
                                contracts.year.japanese()
                            );
                            findings.push(Finding::new(Locus::Table(row, nth), path, key, what));
                        }
                    };
                    if table.scope != WHOLE {
                        compare("total", "総額", &contracts.total);
                    }
                    compare("small", "中小企業", &contracts.small);
                }
            }
        }
    }
    findings
}

/// All contracts of the same kind and year.
fn whole<'a>(all: &'a Procurement, line: &Row, contracts: &Contracts) -> Option<&'a Total> {
    let table = all.tables.iter().find(|table| table.scope == WHOLE)?;
    let row = table.rows.iter().find(|row| row.kind == line.kind)?;
    row.years.iter().find(|other| other.year == contracts.year).map(|found| &found.total)
}

/// A share that is not what it should be.
struct Wrong {
    field: &'static str,
    /// The figure, as keys name it.
    figure: String,
    what: String,
}

fn wrong_shares(subject: &str, part: &Total, whole: &Total) -> Vec<Wrong> {
    let count = (part.count_share, part.count, whole.count);
    let amount = (part.amount_share, part.amount.0, whole.amount.0);
    [("count_share", "件数", count), ("amount_share", "契約金額", amount)]
        .into_iter()
        .filter_map(|(field, name, (printed, part, whole))| {
            let (printed, computed) = (printed?, Percent::share(part, whole)?);
            let subject = format!("{subject}の{name}の割合");
            (printed != computed).then(|| {
                let (printed, computed) = (i128::from(printed.0), i128::from(computed.0));
                Wrong {
                    field,
                    figure: format!("{name}の割合/{}", Unit::Percent.show(printed)),
                    what: differs(&subject, Unit::Percent, printed, "計算の結果", computed),
                }
            })
        })
        .collect()
}
