//! `shingi show`: one record in full.

use super::{FINDINGS, FINE, args::Format, print};
use crate::{
    analysis::{self, Council, Lookup},
    domain::{Opinion, Program},
    export::json,
    journal::Tie,
    shell::out,
};

/// How many candidates are printed.
const OFFERED: usize = 8;

/// What a name can mean.
enum Found<'a> {
    Opinion(&'a Opinion),
    Program(&'a Program),
}

/// Prints the record a name means.
pub fn run(council: &Council, name: &str, format: Format) -> u8 {
    match find(council, name) {
        Ok(Found::Opinion(found)) => {
            print(format, &json::opinion(found), || opinion(council, found));
            FINE
        }
        Ok(Found::Program(found)) => {
            print(format, &json::program(found), || program(council, found));
            FINE
        }
        Err(why) => {
            out::err(&why);
            FINDINGS
        }
    }
}

/// An opinion by number before a program by name, before a piece of either.
fn find<'a>(council: &'a Council, name: &str) -> Result<Found<'a>, String> {
    let records = &council.records;
    let opinion = analysis::opinion(records, &council.catalog, name);
    let program = analysis::program(records, &council.catalog, name);
    match (opinion, program) {
        (Lookup::Found(opinion), Lookup::Found(program)) => Err(format!(
            "`{name}` は意見にも事業にもあります。\n{ASK}\n  {}\n  {}",
            opinion_line(opinion),
            program.id
        )),
        (opinion @ Lookup::Several(_), program @ Lookup::Several(_)) => Err(format!(
            "{}\n{}",
            which("意見", name, &opinion, opinion_line),
            which("事業", name, &program, |p| p.id.to_string())
        )),
        (Lookup::Found(opinion), _) => Ok(Found::Opinion(opinion)),
        (_, Lookup::Found(program)) => Ok(Found::Program(program)),
        (opinion @ Lookup::Several(_), _) => Err(which("意見", name, &opinion, opinion_line)),
        (_, program @ Lookup::Several(_)) => {
            Err(which("事業", name, &program, |p| p.id.to_string()))
        }
        (_, program) => Err(which("意見・事業", name, &program, |p| p.id.to_string())),
    }
}

const ASK: &str = "次のどれかを、識別子か、もっと長い名前で指定してください。";

/// An opinion among candidates.
pub fn opinion_line(opinion: &Opinion) -> String {
    format!("{}  {}", opinion.id, opinion.text)
}

/// Why a name does not do, with the candidates.
pub fn which<T>(
    what: &str,
    name: &str,
    lookup: &Lookup<'_, T>,
    line: impl Fn(&T) -> String,
) -> String {
    let (head, near) = match lookup {
        Lookup::Several(near) => {
            (format!("`{name}` にあたる{what}が {}件あります。", near.len()), near)
        }
        Lookup::Nothing(near) => (format!("`{name}` にあたる{what}はありません。"), near),
        Lookup::Found(_) => return String::new(),
    };
    let mut lines = vec![head];
    if !near.is_empty() {
        lines.push(ASK.to_owned());
        lines.extend(near.iter().take(OFFERED).map(|record| format!("  {}", line(record))));
        if near.len() > OFFERED {
            lines.push(format!("  ほか {}件", near.len() - OFFERED));
        }
    }
    lines.join("\n")
}

fn opinion(council: &Council, opinion: &Opinion) -> String {
    let area = opinion.area.as_ref().and_then(|id| council.records.area(id));
    let coverage = council
        .records
        .opinion_row(&opinion.id)
        .map_or("", |row| council.standing.opinions[row].word());
    let mut lines = vec![
        format!("{}  {}", opinion.short(), opinion.id),
        opinion.text.clone(),
        format!("見出し: {}", opinion.heading),
        format!("方向性: {}", area.map_or("その他", |area| &area.title)),
        format!("対応する事業: {coverage}"),
    ];
    for tie in council.ties_of(&opinion.id) {
        let program = council.records.program(&tie.program);
        let name = program.map_or_else(
            || format!("{}（参照先なし）", tie.program),
            |program| program.name().to_owned(),
        );
        lines.push(format!("  {}  {name}", how(tie)));
    }
    lines.join("\n")
}

fn program(council: &Council, program: &Program) -> String {
    let mut lines = vec![format!("{}  {}", program.name(), program.id)];
    for entry in &program.entries {
        let area = council.records.area(&entry.listed.area);
        let area = area.map_or_else(
            || format!("{}（参照先なし）", entry.listed.area),
            |area| format!("{} {}", area.short(), area.title),
        );
        let relisted = if entry.listed.relisted { "（再掲）" } else { "" };
        lines.push(format!("掲載{relisted}: {area} {}", entry.listed.mark()));
    }
    let entry = program.latest();
    for (what, amount) in [("決算額", &entry.settled), ("予算額", &entry.budget)] {
        lines.push(match amount {
            Some(amount) => format!("{}{what}: {}千円", amount.year, amount.thousand_yen),
            None => format!("{what}: 記載なし"),
        });
    }
    lines.extend(entry.content.iter().map(|content| format!("内容: {content}")));
    lines.extend(entry.items.iter().map(|item| format!("{} {}", item.label, item.text)));
    lines.extend(entry.results.iter().map(|result| format!("結果: {result}")));
    lines.extend(entry.remark.iter().map(|remark| format!("備考: {remark}")));
    lines.push("対応する意見:".to_owned());
    let before = lines.len();
    for tie in council.ties_to(&program.id) {
        let opinion = council.records.opinion(&tie.opinion);
        let text = opinion.map_or_else(
            || format!("{}（参照先なし）", tie.opinion),
            |opinion| format!("{}  {}", opinion.label, opinion.text),
        );
        lines.push(format!("  {}  {text}", how(tie)));
    }
    if lines.len() == before {
        lines.push("  なし".to_owned());
    }
    lines.join("\n")
}

/// Everybody's word about a pair: `継続・全部 (sato)`, and whether they differ.
fn how(tie: &Tie) -> String {
    let words: Vec<_> = tie
        .links
        .iter()
        .map(|live| format!("{} ({})", analysis::how(&live.link), live.by))
        .collect();
    let differ = if tie.disagreement().is_some() { "食い違い: " } else { "" };
    format!("{differ}{}", words.join(" / "))
}
