//! `shingi suggest`: what may go together, with the words that speak for it.

use super::{
    FINDINGS, FINE,
    args::Format,
    name::{self, Named},
    print,
};
use crate::{
    analysis::{Candidate, Council, how_tied},
    domain::{Opinion, Program},
    export::json::CandidateJson,
    journal::Pair,
    shell::out,
    shown::shown,
};

/// What is asked for.
pub struct Wish {
    /// An opinion or a program of the record.
    pub name: Option<String>,
    /// Or a text that it does not hold.
    pub text: Option<String>,
    /// Whether opinions that say the same are asked for, and not programs.
    pub same: bool,
    /// How many at most.
    pub limit: usize,
}

/// Prints the candidates, best first.
pub fn run(council: &Council, wish: &Wish, format: Format) -> u8 {
    match candidates(council, wish) {
        Ok(found) => {
            print(format, &found, || text(council, &found));
            FINE
        }
        Err(why) => {
            out::err(&why);
            FINDINGS
        }
    }
}

fn candidates(council: &Council, wish: &Wish) -> Result<Vec<CandidateJson>, String> {
    let first = |candidates: Vec<Candidate>| candidates.into_iter().take(wish.limit);
    let records = &council.records;
    let program_at = |row: usize| &records.programs[row];
    let opinion_at = |row: usize| &records.opinions[row];
    if let Some(text) = &wish.text {
        return Ok(if wish.same {
            let found = first(council.alike_text(text));
            let reasons = |row| council.reasons_alike(text, opinion_at(row));
            found.map(|it| opinion(council, it, opinion_at(it.row), reasons(it.row))).collect()
        } else {
            let found = first(council.programs_for_text(text));
            let reasons = |row| council.reasons_for_text(text, row);
            found.map(|it| program(it, program_at(it.row), reasons(it.row))).collect()
        });
    }
    let typed = wish.name.as_deref().unwrap_or_default();
    match name::any(council, typed)? {
        Named::Opinion(asked) if wish.same => {
            let found = first(council.alike(&asked.id));
            let reasons = |row| council.reasons_alike(&asked.text, opinion_at(row));
            Ok(found.map(|it| opinion(council, it, opinion_at(it.row), reasons(it.row))).collect())
        }
        Named::Opinion(asked) => {
            let found: Vec<_> = first(council.programs_for(&asked.id)).collect();
            let rows: Vec<_> = found.iter().map(|it| it.row).collect();
            let reasons = council.reasons(&asked.id, &rows);
            let each = found.into_iter().zip(reasons);
            Ok(each
                .map(|(it, mut reasons)| {
                    let pair = (asked.id.clone(), program_at(it.row).id.clone());
                    reasons.extend(said(council, &pair));
                    program(it, program_at(it.row), reasons)
                })
                .collect())
        }
        Named::Program(_) if wish.same => {
            Err("--same は意見に付けます。事業には付けられません。".to_owned())
        }
        Named::Program(asked) => {
            let row = records.program_row(&asked.id).unwrap_or_default();
            let found = first(council.opinions_for(&asked.id));
            Ok(found
                .map(|it| {
                    let own = opinion_at(it.row);
                    let mut reasons = council.reasons(&own.id, &[row]).concat();
                    reasons.extend(said(council, &(own.id.clone(), asked.id.clone())));
                    opinion(council, it, own, reasons)
                })
                .collect())
        }
        Named::Session(_) => {
            Err(format!("「{}」は会議です。候補は、意見か事業について出します。", shown(typed)))
        }
    }
}

/// What somebody has said of a pair already.
fn said(council: &Council, pair: &Pair) -> Option<String> {
    let tie = council.ledger.tie(&pair.0, &pair.1);
    let tied = tie.map(|tie| format!("対応付けあり（{}）", how_tied(tie)));
    let rejects = council.ledger.rejects(pair);
    let rejected = match rejects.iter().all(|said| said.by.is_draft()) {
        _ if rejects.is_empty() => None,
        true => Some("案では関連なし".to_owned()),
        false => Some("前の記載では関連なし".to_owned()),
    };
    tied.or(rejected)
}

fn program(it: Candidate, program: &Program, reasons: Vec<String>) -> CandidateJson {
    CandidateJson {
        program: Some(program.id.to_string()),
        opinion: None,
        name: program.name().to_owned(),
        score: CandidateJson::rounded(it.score),
        reasons,
        weak: it.weak,
    }
}

fn opinion(
    council: &Council,
    it: Candidate,
    opinion: &Opinion,
    reasons: Vec<String>,
) -> CandidateJson {
    CandidateJson {
        program: None,
        opinion: Some(opinion.id.to_string()),
        name: council.records.label(&opinion.id),
        score: CandidateJson::rounded(it.score),
        reasons,
        weak: it.weak,
    }
}

fn text(council: &Council, found: &[CandidateJson]) -> String {
    if found.is_empty() {
        return "候補はありません。shingi search で、言葉を変えて探してください。".to_owned();
    }
    let lines = found.iter().map(|it| {
        let weak = if it.weak { "  弱い" } else { "" };
        let own = it.opinion.as_deref().and_then(|id| council.records.opinion(&id.into()));
        let own = own.map_or_else(String::new, |own| format!("  {}", shown(&own.text)));
        let id = it.program.as_deref().or(it.opinion.as_deref()).unwrap_or_default();
        let reasons = it.reasons.join("・");
        let reasons =
            if reasons.is_empty() { "ありふれた言葉だけが共通" } else { &reasons };
        format!(
            "{:.2}  {}{own}{weak}\n      理由: {}\n      {}",
            it.score,
            shown(&it.name),
            shown(reasons),
            shown(id)
        )
    });
    let mut lines: Vec<String> = lines.collect();
    if found.iter().all(|it| it.weak) {
        lines.push("どれも弱い候補です。当てはまるものは、まだないのかもしれません。".to_owned());
    }
    lines.join("\n")
}
