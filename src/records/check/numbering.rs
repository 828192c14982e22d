//! 番号: the programs of an area are numbered 1, 2, 3… without gap or repetition.

use std::collections::BTreeMap;

use super::{Finding, Locus, Records};
use crate::domain::{AreaId, SourceId};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut areas: BTreeMap<(&SourceId, &AreaId), Vec<(u32, Locus)>> = BTreeMap::new();
    for (program, row) in records.programs.iter().zip(0..) {
        for (entry, nth) in program.entries.iter().zip(0..) {
            if let Some(number) = entry.listed.number {
                let area = areas.entry((&entry.source, &entry.listed.area)).or_default();
                area.push((number, Locus::Entry(row, nth)));
            }
        }
    }
    let mut findings = Vec::new();
    for ((source, area), mut numbers) in areas {
        numbers.sort_by_key(|(number, _)| *number);
        let title = records.area(area).map_or(area.as_str(), |area| area.title.as_str());
        let mut last = 0;
        for (number, at) in numbers {
            if number != last + 1 {
                let what = if number <= last {
                    format!("施策「{title}」に{number}番の事業が二つあります。")
                } else {
                    let missing = if number == last + 2 {
                        format!("{}番", last + 1)
                    } else {
                        format!("{}番から{}番まで", last + 1, number - 1)
                    };
                    format!("施策「{title}」の{number}番の前に、{missing}がありません。")
                };
                let key = format!("{source}/{area}/{number}番");
                findings.push(Finding::new(at, "listed.number", key, what));
            }
            last = last.max(number);
        }
    }
    findings
}
