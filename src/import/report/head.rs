//! What stands before 第1: the title page, the reasons for the report.

use super::{
    lines::{Ledger, Line, is_page_number},
    words::Words,
};

/// What the first pages print.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) prose: Vec<String>,
}

/// How the title of a report ends.
const REPORT: &str = "（報告）";

pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Head {
    let mut head = Head::default();
    let mut paragraphs: Vec<Words> = Vec::new();
    for line in lines {
        if is_page_number(line) {
            ledger.layout(line.number, "ページ番号");
        } else if line.is_row() {
            ledger.unread(line.number, "表の行が「第1」の見出しより前にあります");
        } else {
            match paragraphs.last_mut().filter(|_| line.gap == 0) {
                Some(words) => words.add(line, &line.text),
                None => paragraphs.push(Words::of(line, &line.text)),
            }
        }
    }
    for words in paragraphs {
        ledger.all_understood(words.lines());
        let text = words.cell(ledger);
        if text.ends_with(REPORT) && head.title.is_none() {
            head.title = Some(text);
            continue;
        }
        if is_issuer(&text) {
            head.issuer.get_or_insert_with(|| text.clone());
        }
        head.prose.push(text);
    }
    head
}

/// The name of a city or a prefecture, and nothing else.
fn is_issuer(text: &str) -> bool {
    let name = text.trim_end_matches(['市', '県', '町', '村', '区', '府', '都']);
    name.len() < text.len() && (1..=6).contains(&name.chars().count()) && !name.contains(' ')
}
