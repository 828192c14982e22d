//! References that point nowhere. They are shown and kept: what they point at may yet come.

use std::collections::{HashMap, HashSet};

use super::{
    Records,
    collect::Head,
    place::{Finder, Locus, Spot},
};
use crate::{
    domain::{AreaId, Basis, Operand, ProgramId},
    problem::{Problem, Severity},
};

/// A reference to something that is not in the record.
struct Dangling<'a> {
    /// What it should point at: 施策.
    word: &'static str,
    id: &'a str,
    spot: Spot,
    path: &'static str,
}

/// Every reference that points nowhere, one warning a target and file.
pub(super) fn dangling(records: &Records, heads: &[Head]) -> Vec<Problem> {
    let mut found = Vec::new();
    in_heads(records, heads, &mut found);
    in_records(records, &mut found);
    in_opinions(records, heads, &mut found);
    let mut order = Vec::new();
    let mut counts: HashMap<(u32, &str, &str), usize> = HashMap::new();
    for dangling in &found {
        let count = counts.entry((dangling.spot.file, dangling.word, dangling.id)).or_default();
        *count += 1;
        // A plan that cannot be read would otherwise bury its own message under a thousand others.
        if *count == 1 {
            order.push(dangling);
        }
    }
    order.sort_by_key(|dangling| dangling.spot.file);
    let mut finder = Finder::new(&records.places);
    let problems = order.into_iter().map(|Dangling { word, id, spot, path }| {
        let count = counts.get(&(spot.file, *word, *id)).copied().unwrap_or(1);
        let more = match count {
            1 => String::new(),
            count => format!("このファイルのほか{}か所も同じです。", count - 1),
        };
        let word_in_text = if id.contains(['"', '\\']) { "" } else { id };
        Problem::new(
            Severity::Warning,
            format!("{word} `{id}` は登録されていません。"),
            format!("記録はそのまま残し、画面では「参照先なし」と示します。{more}"),
            format!("綴りを直すか、{word}のファイルが読み込めているか確かめてください。"),
        )
        .at(finder.find(*spot, path, word_in_text))
    });
    problems.collect()
}

fn in_heads<'a>(records: &'a Records, heads: &'a [Head], found: &mut Vec<Dangling<'a>>) {
    let sources: HashSet<_> = records.sources.iter().map(|source| &source.id).collect();
    let sessions: HashSet<_> = records.sessions.iter().map(|session| &session.id).collect();
    for Head { source, sessions: named, spot } in heads {
        if !sources.contains(source) {
            found.push(Dangling {
                word: "出典", id: source.as_str(), spot: *spot, path: "source"
            });
        }
        for session in named.iter().filter(|session| !sessions.contains(session)) {
            let (id, spot) = (session.as_str(), *spot);
            found.push(Dangling { word: "会議", id, spot, path: "sessions" });
        }
    }
}

fn in_records<'a>(records: &'a Records, found: &mut Vec<Dangling<'a>>) {
    let mut note = |locus: Locus, word, id: &'a str, path| {
        if let Some(spot) = records.places.spots.get(&locus) {
            found.push(Dangling { word, id, spot: *spot, path });
        }
    };
    for (plan, row) in records.plans.iter().zip(0..) {
        for (area, nth) in plan.areas.iter().zip(0..) {
            let parent = area.parent.as_ref().filter(|id| records.area(id).is_none());
            if let Some(id) = parent {
                note(Locus::Area(row, nth), "施策", id.as_str(), "parent");
            }
        }
    }
    for (opinion, row) in records.opinions.iter().zip(0..) {
        let area = opinion.area.as_ref().filter(|id| records.area(id).is_none());
        if let Some(id) = area {
            note(Locus::Opinion(row), "施策", id.as_str(), "area");
        }
    }
    for (program, row) in records.programs.iter().zip(0..) {
        for (entry, nth) in program.entries.iter().zip(0..) {
            if records.area(&entry.listed.area).is_none() {
                note(Locus::Entry(row, nth), "施策", entry.listed.area.as_str(), "listed.area");
            }
        }
    }
    for (claim, row) in records.claims.iter().zip(0..) {
        for figure in &claim.figures {
            if let Operand::Settled(id) | Operand::Budget(id) = &figure.equals
                && records.program(id).is_none()
            {
                note(Locus::Claim(row), "事業", id.as_str(), "figures");
            }
        }
    }
    in_ties(records, found);
}

/// Sessions that an opinion names itself, and not the head of its file.
fn in_opinions<'a>(records: &'a Records, heads: &[Head], found: &mut Vec<Dangling<'a>>) {
    let known: HashSet<_> = (records.sessions.iter().map(|session| &session.id))
        .chain(heads.iter().flat_map(|head| &head.sessions))
        .collect();
    for (opinion, row) in records.opinions.iter().zip(0..) {
        let Some(spot) = records.places.spots.get(&Locus::Opinion(row)) else { continue };
        for session in opinion.sessions.iter().filter(|session| !known.contains(session)) {
            let (id, spot) = (session.as_str(), *spot);
            found.push(Dangling { word: "会議", id, spot, path: "sessions" });
        }
    }
}

/// References between sources: what an indicator measures, what follows and corresponds to what.
fn in_ties<'a>(records: &'a Records, found: &mut Vec<Dangling<'a>>) {
    let mut note = |locus: Locus, word, id: &'a str, path| {
        if let Some(spot) = records.places.spots.get(&locus) {
            found.push(Dangling { word, id, spot: *spot, path });
        }
    };
    let no_area = |id: &AreaId| records.area(id).is_none();
    let no_program = |id: &&ProgramId| records.program(id).is_none();
    for (indicator, row) in records.indicators.iter().zip(0..) {
        if no_area(&indicator.area) {
            note(Locus::Indicator(row), "施策", indicator.area.as_str(), "area");
        }
        for id in indicator.programs.iter().filter(no_program) {
            note(Locus::Indicator(row), "事業", id.as_str(), "programs");
        }
    }
    for (succession, row) in records.successions.iter().zip(0..) {
        for (ids, path) in [(&succession.from, "from"), (&succession.to, "to")] {
            for id in ids.iter().filter(no_program) {
                note(Locus::Succession(row), "事業", id.as_str(), path);
            }
        }
        if let Some(id) = unknown_source(records, &succession.basis) {
            note(Locus::Succession(row), "出典", id, "basis.source");
        }
    }
    for (tie, row) in records.correspondences.iter().zip(0..) {
        for (id, path) in [(&tie.one, "one"), (&tie.other, "other")] {
            if no_area(id) {
                note(Locus::Correspondence(row), "施策", id.as_str(), path);
            }
        }
        if let Some(id) = unknown_source(records, &tie.basis) {
            note(Locus::Correspondence(row), "出典", id, "basis.source");
        }
    }
}

/// The source that something is stated in, where the record lacks it.
fn unknown_source<'a>(records: &Records, basis: &'a Basis) -> Option<&'a str> {
    match basis {
        Basis::Stated { source, .. } if records.source(source).is_none() => Some(source.as_str()),
        Basis::Stated { .. } | Basis::Inferred { .. } => None,
    }
}
