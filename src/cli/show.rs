//! `shingi show`: one record in full.

mod opinion;

use super::{
    FINDINGS, FINE,
    args::Format,
    name::{self, Named},
    print,
};
use crate::{
    analysis::{self, Council},
    domain::{Program, RecordId, Session},
    export::json,
    journal::Tie,
    shell::out,
    shown::{shown, shown_lines},
};

/// Prints the record a name means.
pub fn run(council: &Council, name: &str, format: Format) -> u8 {
    match name::any(council, name) {
        Ok(Named::Opinion(found)) => {
            print(format, &json::in_full(council, found), || opinion::text(council, found));
        }
        Ok(Named::Program(found)) => {
            let about = RecordId::Program(found.id.clone());
            let json = json::noted(council, &about, json::program(found));
            print(format, &json, || program(council, found));
        }
        Ok(Named::Session(found)) => {
            let about = RecordId::Session(found.id.clone());
            let json = json::noted(council, &about, json::session(found));
            print(format, &json, || session(council, found));
        }
        Err(why) => {
            out::err(&why);
            return FINDINGS;
        }
    }
    FINE
}

/// Text that may have several lines, all behind its head: what begins a line is ours.
fn running(text: &str) -> String {
    shown_lines(text).replace('\n', "\n    ")
}

/// `head: text` on one line.
fn field(head: &str, text: &str) -> String {
    format!("{head}: {}", shown(text))
}

fn session(council: &Council, session: &Session) -> String {
    let mut lines = vec![
        format!("{}  {}", shown(&session.title), shown(session.id.as_str())),
        field("開催日時", &session.held),
        field("場所", &session.place),
        format!("審議内容: {}", running(&session.agenda)),
    ];
    lines.extend(session.members.map(|members| format!("委員数: {members}人")));
    opinion::notes(council, &RecordId::Session(session.id.clone()), &mut lines);
    lines.join("\n")
}

fn program(council: &Council, program: &Program) -> String {
    let mut lines = vec![format!("{}  {}", shown(program.name()), shown(program.id.as_str()))];
    for entry in &program.entries {
        let area = council.records.area(&entry.listed.area);
        let area = area.map_or_else(
            || format!("{}（参照先なし）", entry.listed.area),
            |area| format!("{} {}", area.short(), area.title),
        );
        let relisted = if entry.listed.relisted { "（再掲）" } else { "" };
        lines.push(field(&format!("掲載{relisted}"), &format!("{area} {}", entry.listed.mark())));
    }
    let entry = program.latest();
    for (what, amount) in [("決算額", &entry.settled), ("予算額", &entry.budget)] {
        lines.push(match amount {
            Some(amount) => format!("{}{what}: {}千円", amount.year, amount.thousand_yen),
            None => format!("{what}: 記載なし"),
        });
    }
    lines.extend(entry.content.iter().map(|content| format!("内容: {}", running(content))));
    lines.extend(
        entry.items.iter().map(|item| format!("{} {}", shown(&item.label), running(&item.text))),
    );
    lines.extend(entry.results.iter().map(|result| format!("結果: {}", running(result))));
    lines.extend(entry.remark.iter().map(|remark| format!("備考: {}", running(remark))));
    lines.push("対応する意見:".to_owned());
    let before = lines.len();
    for tie in council.ties_to(&program.id) {
        let opinion = council.records.opinion(&tie.opinion);
        let text = opinion.map_or_else(
            || format!("{}（参照先なし）", tie.opinion),
            |opinion| format!("{}  {}", opinion.label, opinion.text),
        );
        lines.push(format!("  {}  {}", how(tie), shown(&text)));
    }
    if lines.len() == before {
        lines.push("  なし".to_owned());
    }
    opinion::notes(council, &RecordId::Program(program.id.clone()), &mut lines);
    lines.join("\n")
}

/// Everybody's word about a pair: `継続・全部 (sato)`, and whether they differ.
fn how(tie: &Tie) -> String {
    let words: Vec<_> = tie
        .links
        .iter()
        .map(|live| format!("{} ({})", analysis::how(&live.what), live.by))
        .collect();
    let differ = if tie.disagreement().is_some() { "食い違い: " } else { "" };
    format!("{differ}{}", words.join(" / "))
}
