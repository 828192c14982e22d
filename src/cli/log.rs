//! `shingi log`: everybody's acts, newest first.

use serde::Serialize;

use super::{FINDINGS, FINE, args::Format, name, print};
use crate::{
    analysis::{Council, Deed, DeedKind},
    domain::{OpinionId, ProgramId, RecordId},
    shell::out,
    shown::shown,
};

/// Which acts are asked for.
#[derive(Debug, Default)]
pub struct Wanted {
    /// 記入者: a login or a name shown.
    pub person: Option<String>,
    /// 種類.
    pub kind: Option<DeedKind>,
    /// 記録: whatever names an opinion, a program or a session.
    pub record: Option<String>,
    /// How many at most.
    pub limit: Option<usize>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    at: String,
    by: &'a str,
    what: String,
    kind: &'a str,
    opinion: Option<&'a str>,
    program: Option<&'a str>,
}

/// Prints the history, newest first.
pub fn run(council: &Council, wanted: &Wanted, format: Format) -> u8 {
    let about = match wanted.record.as_deref().map(|name| name::any(council, name)) {
        None => None,
        Some(Ok(named)) => Some(named.id()),
        Some(Err(why)) => {
            out::err(&why);
            return FINDINGS;
        }
    };
    let deeds =
        council.history.iter().filter(|deed| is_wanted(council, deed, wanted, about.as_ref()));
    let lines: Vec<_> = deeds
        .take(wanted.limit.unwrap_or(usize::MAX))
        .map(|deed| Line {
            id: deed.id.as_str(),
            at: deed.at.to_string(),
            by: deed.by.as_str(),
            what: deed.what(),
            kind: deed.kind.word(),
            opinion: deed.opinion().map(OpinionId::as_str),
            program: deed.program().map(ProgramId::as_str),
        })
        .collect();
    print(format, &lines, || {
        let text: Vec<_> = lines
            .iter()
            .map(|l| format!("{}  {}  {}  {}", l.at, shown(l.id), shown(l.by), shown(&l.what)))
            .collect();
        match (text.is_empty(), council.history.is_empty()) {
            (true, true) => "まだ操作がありません。".to_owned(),
            (true, false) => "当てはまる操作はありません。".to_owned(),
            (false, _) => text.join("\n"),
        }
    });
    FINE
}

fn is_wanted(council: &Council, deed: &Deed, wanted: &Wanted, about: Option<&RecordId>) -> bool {
    let is_by =
        |person: &String| deed.by.as_str() == person || council.records.name_of(&deed.by) == person;
    wanted.person.as_ref().is_none_or(is_by)
        && wanted.kind.is_none_or(|kind| deed.kind == kind)
        && about.is_none_or(|about| deed.about.contains(about))
}
