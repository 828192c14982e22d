//! Looking up what a person names loosely: `ア-イ`, `ｱｲ`, a unique piece of a name.

use crate::{
    domain::{Opinion, Program, Session},
    records::Records,
    search::{Query, fold_id, fold_key},
};

use super::Catalog;

/// What a name led to.
#[derive(Debug)]
pub struct Lookup<'a, T> {
    /// How they were found.
    pub how: How,
    /// Exactly one, or several of which the person must say which, or the nearest ones to offer.
    pub records: Vec<&'a T>,
}

/// How a name led to records, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is the id.
    Id,
    /// It is the label, number or name, in whatever spelling.
    Name,
    /// It is a piece of the words.
    Piece,
    /// It is none of these; the records hold its parts, if there are any.
    Near,
}

impl<'a, T> Lookup<'a, T> {
    /// The record, if the name means exactly one.
    #[must_use]
    pub fn found(&self) -> Option<&'a T> {
        match self.records[..] {
            [one] if self.how != How::Near => Some(one),
            _ => None,
        }
    }
}

/// Finds an opinion by id, by label (in any spelling, with or without its year), or by a piece of its text that no
/// other opinion has.
#[must_use]
pub fn opinion<'a>(records: &'a Records, catalog: &Catalog, name: &str) -> Lookup<'a, Opinion> {
    let wanted = fold_id(name);
    let opinions = &records.opinions;
    let labels = |o: &Opinion| {
        let label = fold_id(&o.label);
        label == wanted || fold_id(&format!("{}{}", o.fiscal_year, o.label)) == wanted
    };
    resolve(
        opinions.iter().filter(|o| o.id.as_str() == name).collect(),
        opinions.iter().filter(|o| !wanted.is_empty() && labels(o)).collect(),
        name,
        |query| catalog.opinions.rows(query).into_iter().map(|row| &opinions[row]).collect(),
        |o, key| fold_key(&o.text).contains(key),
    )
}

/// Finds a program by id, by name in any spelling, or by a piece of its name that no other has.
#[must_use]
pub fn program<'a>(records: &'a Records, catalog: &Catalog, name: &str) -> Lookup<'a, Program> {
    let wanted = fold_id(name);
    let programs = &records.programs;
    let named = |p: &Program| {
        let names = p.entries.iter().map(|entry| fold_id(entry.name()));
        names.chain([fold_id(p.id.name())]).any(|other| other == wanted)
    };
    resolve(
        programs.iter().filter(|p| p.id.as_str() == name).collect(),
        programs.iter().filter(|p| !wanted.is_empty() && named(p)).collect(),
        name,
        |query| catalog.programs.rows(query).into_iter().map(|row| &programs[row]).collect(),
        |p, key| fold_key(p.name()).contains(key),
    )
}

/// Finds a session by id, by number (with or without its year) or title in any spelling, or by a
/// piece of its title that no other has.
#[must_use]
pub fn session<'a>(records: &'a Records, catalog: &Catalog, name: &str) -> Lookup<'a, Session> {
    let wanted = fold_id(name);
    let sessions = &records.sessions;
    let named = |s: &Session| {
        let number = format!("第{}回", s.number);
        let names = [format!("{}{number}", s.fiscal_year), number, s.title.clone()];
        names.iter().any(|other| fold_id(other) == wanted)
    };
    resolve(
        sessions.iter().filter(|s| s.id.as_str() == name).collect(),
        sessions.iter().filter(|s| !wanted.is_empty() && named(s)).collect(),
        name,
        |query| catalog.sessions.rows(query).into_iter().map(|row| &sessions[row]).collect(),
        |s, key| fold_key(&s.title).contains(key),
    )
}

/// Exact id before label or name, before a piece found in one record only.
fn resolve<'a, T>(
    by_id: Vec<&'a T>,
    by_name: Vec<&'a T>,
    name: &str,
    found: impl Fn(&Query) -> Vec<&'a T>,
    holds: impl Fn(&T, &str) -> bool,
) -> Lookup<'a, T> {
    for (how, records) in [(How::Id, by_id), (How::Name, by_name)] {
        if !records.is_empty() {
            return Lookup { how, records };
        }
    }
    let query = Query::new(name);
    if query.is_empty() {
        return Lookup { how: How::Near, records: Vec::new() };
    }
    let near = found(&query);
    let key = fold_key(name);
    let pieces: Vec<_> = near.iter().copied().filter(|record| holds(record, &key)).collect();
    if pieces.is_empty() {
        Lookup { how: How::Near, records: near }
    } else {
        Lookup { how: How::Piece, records: pieces }
    }
}
