//! Looking up what a person names loosely: `ア-イ`, `ｱｲ`, a unique piece of a name.

use crate::{
    domain::{Opinion, Program},
    records::Records,
    search::{Query, fold_id, fold_key},
};

use super::Catalog;

/// What a name led to.
#[derive(Debug)]
pub enum Lookup<'a, T> {
    /// Exactly one.
    Found(&'a T),
    /// Several: the person must say which.
    Several(Vec<&'a T>),
    /// None; the nearest ones, if any, to offer.
    Nothing(Vec<&'a T>),
}

/// How many candidates are offered.
const OFFERED: usize = 8;

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

/// Exact id before label or name, before a piece found in one record only.
fn resolve<'a, T>(
    by_id: Vec<&'a T>,
    by_name: Vec<&'a T>,
    name: &str,
    found: impl Fn(&Query) -> Vec<&'a T>,
    holds: impl Fn(&T, &str) -> bool,
) -> Lookup<'a, T> {
    for exact in [by_id, by_name] {
        match exact[..] {
            [] => {}
            [one] => return Lookup::Found(one),
            _ => return Lookup::Several(exact),
        }
    }
    let query = Query::new(name);
    if query.is_empty() {
        return Lookup::Nothing(Vec::new());
    }
    let mut near = found(&query);
    let key = fold_key(name);
    let pieces: Vec<_> = near.iter().copied().filter(|record| holds(record, &key)).collect();
    match pieces[..] {
        [one] => Lookup::Found(one),
        [] => {
            near.truncate(OFFERED);
            Lookup::Nothing(near)
        }
        _ => Lookup::Several(pieces),
    }
}
