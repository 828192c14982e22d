//! 名簿: everybody in it has a name to be shown by.

use super::{Finding, Locus, Records};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let nameless = records.people.iter().enumerate().filter(|(_, one)| one.name.trim().is_empty());
    let finding = |(row, profile): (usize, &crate::domain::Profile)| {
        let what = format!("名簿の `{}` さんの表示名が空です。", profile.login);
        Finding::new(Locus::Person(row), "name", format!("{}/name", profile.login), what)
    };
    nameless.map(finding).collect()
}
