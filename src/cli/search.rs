//! `shingi search`: the whole record, best first.

use super::{FINE, args::Format, print};
use crate::{
    analysis::{Council, Subject},
    export::json::HitJson,
    search::{Query, excerpt},
    shown::shown,
};

/// How many characters of a text are printed.
const EXCERPT: usize = 60;

/// Prints what was found.
pub fn run(council: &Council, words: &str, limit: usize, format: Format) -> u8 {
    let query = Query::new(words);
    let found = if query.is_empty() { Vec::new() } else { council.catalog().search(&query, limit) };
    let hits: Vec<_> = found.into_iter().map(|subject| hit(council, subject, &query)).collect();
    print(format, &hits, || text(&hits));
    FINE
}

fn text(hits: &[HitJson]) -> String {
    if hits.is_empty() {
        return "見つかりません。言葉を短くするか、変えてみてください。".to_owned();
    }
    let lines = hits.iter().map(|hit| {
        let kind = match hit.kind {
            "opinion" => "意見",
            "program" => "事業",
            _ => "会議",
        };
        let [title, excerpt, id] = [&hit.title, &hit.excerpt, &hit.id].map(|text| shown(text));
        format!("{kind}  {title}\n      {excerpt}\n      {id}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn hit(council: &Council, subject: Subject, query: &Query) -> HitJson {
    let records = &council.records;
    let (kind, id, title, text) = match subject {
        Subject::Opinion(row) => {
            let opinion = &records.opinions[row];
            ("opinion", opinion.id.to_string(), opinion.short(), opinion.text.clone())
        }
        Subject::Program(row) => {
            let program = &records.programs[row];
            let text = council.quoted(program, query);
            ("program", program.id.to_string(), program.name().to_owned(), text.to_owned())
        }
        Subject::Session(row) => {
            let session = &records.sessions[row];
            let text = format!("{} {}", session.held, session.agenda);
            ("session", session.id.to_string(), session.title.clone(), text)
        }
    };
    let part = excerpt(query, &text, EXCERPT);
    let (before, after) = (part.start > 0, part.end < text.len());
    let excerpt =
        format!("{}{}{}", if before { "…" } else { "" }, &text[part], if after { "…" } else { "" });
    HitJson { kind, id, title, excerpt }
}
