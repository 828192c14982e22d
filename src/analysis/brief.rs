//! What people said, each in one line.

use crate::{
    domain::wareki,
    journal::{Answer, Assign, Progress},
    records::Records,
};

/// `1 反映（下書き）`.
#[must_use]
pub fn answered(records: &Records, answer: &Answer) -> String {
    let (kind, stage) = (records.word(answer.kind), records.word(answer.stage));
    format!("{} {kind}（{stage}）", answer.kind.code())
}

/// `検討中（令和9年3月31日まで）`.
#[must_use]
pub fn progressed(records: &Records, progress: &Progress) -> String {
    let until = progress.until.map(|day| format!("（{}まで）", wareki(day)));
    format!("{}{}", records.word(progress.state), until.unwrap_or_default())
}

/// `産業振興課（期限 令和9年1月31日）`; なし where nobody is charged.
#[must_use]
pub fn assigned(assign: &Assign) -> String {
    let department = if assign.department.is_empty() { "なし" } else { &assign.department };
    let due = assign.due.map(|day| format!("（期限 {}）", wareki(day)));
    format!("{department}{}", due.unwrap_or_default())
}
