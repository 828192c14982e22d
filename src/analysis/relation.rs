//! Relations between opinions: whose answer is another's too, and where they go round.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::{
    domain::{OpinionId, Relation},
    journal::Ledger,
    problem::{Place, Problem, Severity},
    records::Records,
};

/// The opinions whose answer an opinion takes for its own, at the end of however many 準用: nearest
/// first. One that goes round ends where it would begin again.
#[must_use]
pub fn answered_through<'a>(ledger: &'a Ledger, opinion: &'a OpinionId) -> Vec<&'a OpinionId> {
    let mut known = HashSet::from([opinion]);
    let mut reached = Vec::new();
    let mut open = vec![opinion];
    while !open.is_empty() {
        let next = ledger.relations.iter().filter(|said| {
            said.what.relation == Relation::AsAnswered && open.contains(&&said.what.opinion)
        });
        open = next.map(|said| &said.what.other).filter(|other| known.insert(*other)).collect();
        reached.extend(&open);
    }
    reached
}

/// 一巡: relations that lead back to where they begin.
pub fn rings_of(records: &Records, ledger: &Ledger) -> Vec<Problem> {
    // What is meant the same is so from either side: there nothing can go round.
    let directed = [Relation::AsAnswered, Relation::Continues].into_iter();
    let of_one = |relation| {
        let rings = rings(ledger, relation).into_iter();
        rings.map(move |ring| going_round(records, relation, &ring)).collect::<Vec<_>>()
    };
    directed.flat_map(of_one).collect()
}

/// The opinions that a relation leads round among themselves, each ring once.
fn rings(ledger: &Ledger, relation: Relation) -> Vec<Vec<&OpinionId>> {
    let mut leads: BTreeMap<&OpinionId, BTreeSet<&OpinionId>> = BTreeMap::new();
    for said in ledger.relations.iter().filter(|said| said.what.relation == relation) {
        leads.entry(&said.what.opinion).or_default().insert(&said.what.other);
    }
    // Where everything leads that an opinion leads to, itself only if it comes round.
    let reach = |from: &OpinionId| {
        let mut reached: BTreeSet<&OpinionId> = BTreeSet::new();
        let mut open: Vec<_> = leads.get(from).into_iter().flatten().copied().collect();
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                open.extend(leads.get(id).into_iter().flatten());
            }
        }
        reached
    };
    let reached: BTreeMap<_, _> = leads.keys().map(|id| (*id, reach(id))).collect();
    let mut rings: Vec<Vec<&OpinionId>> = Vec::new();
    for (id, to) in reached.iter().filter(|(id, to)| to.contains(*id)) {
        if rings.iter().any(|ring| ring.contains(id)) {
            continue;
        }
        let back = |other: &&&OpinionId| reached.get(*other).is_some_and(|to| to.contains(id));
        rings.push(to.iter().filter(back).copied().collect());
    }
    rings
}

fn going_round(records: &Records, relation: Relation, ring: &[&OpinionId]) -> Problem {
    let names: Vec<_> = ring.iter().map(|id| records.label(id)).collect();
    let meaning = match relation {
        Relation::AsAnswered => {
            "互いの回答を準用し合っているので、どれかに回答がなければ、どれも未回答です。"
        }
        Relation::Same | Relation::Continues => {
            "どの意見が初めのものか分かりません。集計には影響ありません。"
        }
    };
    Problem::new(
        Severity::Warning,
        format!("意見の{relation}が一巡しています: {}。", names.join("・")),
        meaning,
        "向きを確かめて、どれか一つの関係を外してください。",
    )
    .at(Place::file("journal/"))
}
