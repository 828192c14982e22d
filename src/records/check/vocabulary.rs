//! 用語: every word of an office's own stands for a word of the journal, and for one only.

use super::{Finding, Locus, Records};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (row, term) in records.terms.iter().enumerate() {
        let mut find = |field: &'static str, what: String| {
            let key = format!("{}/{}/{field}", term.list, term.key);
            findings.push(Finding::new(Locus::Term(row), field, key, what));
        };
        let keys = term.list.keys();
        if !keys.contains(&term.key.as_str()) {
            let words = keys.join("・");
            find(
                "key",
                format!(
                    "{}に `{}` はありません。{words} のどれかを書きます。",
                    term.list, term.key
                ),
            );
        }
        let word = term.word.trim();
        if word.is_empty() {
            find("word", format!("{}の `{}` を表す言葉が空です。", term.list, term.key));
        }
        let same = |other: &&crate::domain::Term| {
            other.list == term.list && other.key != term.key && other.word.trim() == word
        };
        if let Some(other) = records.terms[..row].iter().find(same) {
            let what = format!(
                "{}の `{}` と `{}` が同じ言葉「{word}」なので、見分けられません。",
                term.list, other.key, term.key
            );
            find("word", what);
        }
    }
    findings
}
