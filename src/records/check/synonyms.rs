//! 類義語: a group is of two words or more, and a word stands in one group.

use std::collections::HashMap;

use super::{Finding, Locus, Records};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut groups: HashMap<&str, usize> = HashMap::new();
    for (row, group) in records.synonyms.iter().enumerate() {
        let name = group.words.join("・");
        let mut find = |word: &str, what: String| {
            let key = format!("{name}/{word}");
            findings.push(Finding::new(Locus::Synonym(row), "words", key, what).of_word(word));
        };
        if group.words.len() < 2 {
            find("", format!("類義語「{name}」に言葉が二つありません。一つでは何も結びません。"));
        }
        for word in &group.words {
            let trimmed = word.trim();
            if trimmed.chars().nth(1).is_none() {
                let what = "が短すぎます。一文字の言葉はどこにでも現れるので、使っていません。";
                find(word, format!("類義語「{name}」の `{word}` {what}"));
                continue;
            }
            match groups.insert(trimmed, row) {
                Some(first) if first == row => {
                    find(word, format!("類義語「{name}」に `{word}` が二度あります。"));
                }
                Some(first) => {
                    let other = records.synonyms[first].words.join("・");
                    let what =
                        format!("`{word}` が類義語「{other}」と「{name}」の両方にあります。");
                    find(word, what);
                }
                None => {}
            }
        }
    }
    findings
}
