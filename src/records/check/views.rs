//! 保存した検索: each has a name to be chosen by, and asks for something.

use super::{Finding, Locus, Records};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (row, view) in records.views.iter().enumerate() {
        let mut find = |field: &'static str, what: String| {
            let key = format!("{}/{field}", view.name);
            findings.push(Finding::new(Locus::View(row), field, key, what));
        };
        if view.name.trim().is_empty() {
            find("name", format!("検索 `{}` の名前が空です。", view.query));
        }
        if view.query.trim().is_empty() {
            find("query", format!("保存した検索「{}」に、探す言葉も条件もありません。", view.name));
        }
    }
    findings
}
