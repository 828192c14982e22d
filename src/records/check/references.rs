//! 備考の参照: 「18の「食の販路拡大事業」から…」 names the program that has that number in the area.

use std::collections::HashMap;

use super::{
    Finding, Locus, Records,
    plain::{plain, quotations},
};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut names = HashMap::new();
    for entry in records.programs.iter().flat_map(|program| &program.entries) {
        if let Some(number) = entry.listed.number {
            names.insert((&entry.source, &entry.listed.area, number), entry.name());
        }
    }
    let mut findings = Vec::new();
    for (program, row) in records.programs.iter().zip(0..) {
        for (entry, nth) in program.entries.iter().zip(0..) {
            let Some(remark) = &entry.remark else { continue };
            for (number, name) in references(&plain(remark)) {
                let found = names.get(&(&entry.source, &entry.listed.area, number));
                if found.is_some_and(|found| plain(found) == name) {
                    continue;
                }
                let there = match found {
                    Some(found) => format!("その番号は「{found}」です"),
                    None => "その番号の事業はありません".to_owned(),
                };
                let what = format!("備考は{number}番を「{name}」としていますが、{there}。");
                let key = format!("{}/備考/{number}番", super::entry_key(entry));
                let at = Locus::Entry(row, nth);
                findings.push(Finding::new(at, "remark", key, what).of_word(name));
            }
        }
    }
    findings
}

/// Number and name of every `n の「…」`.
fn references(remark: &str) -> Vec<(u32, String)> {
    let reference = |(at, name, _): (usize, &str, &str)| {
        let before = remark[..at].strip_suffix('の')?;
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, number) = before.split_at(before.len() - digits);
        // 「第3の「…」」 counts something else.
        let number = number.parse().ok().filter(|_| !before.ends_with('第'))?;
        Some((number, name.to_owned()))
    };
    quotations(remark).filter_map(reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_from_a_remark() {
        for (remark, expected) in [
            (
                "令和7年度から18の「食の販路拡大事業」から一部の事業を分割",
                &[(18, "食の販路拡大事業")][..],
            ),
            ("15の「あ」及び17の「い」へ", &[(15, "あ"), (17, "い")]),
            ("「3 経営基盤の強化の促進」で再掲", &[]),
            ("第3の「柱」、熊本の「酒」", &[]),
        ] {
            let expected: Vec<_> =
                expected.iter().map(|(n, name)| (*n, (*name).to_owned())).collect();
            assert_eq!(references(remark), expected);
        }
    }
}
