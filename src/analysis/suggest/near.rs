//! What is listed beside what: a weak sign that a program is about what an opinion is about.

use std::collections::BTreeSet;

use crate::{domain::AreaId, records::Records};

/// For each program whether any source lists it under an area, under one of that area's own, or under
/// what corresponds to one of these in another plan.
pub(super) fn beside(records: &Records, area: &AreaId) -> Vec<bool> {
    let mut areas = BTreeSet::from([area]);
    add_those_below(records, &mut areas);
    let across = records.correspondences.iter().filter_map(|tie| {
        let (one, other) = (areas.contains(&tie.one), areas.contains(&tie.other));
        if one { Some(&tie.other) } else { other.then_some(&tie.one) }
    });
    let across: Vec<_> = across.collect();
    areas.extend(across);
    add_those_below(records, &mut areas);
    let listed = records
        .programs
        .iter()
        .map(|program| program.entries.iter().any(|entry| areas.contains(&entry.listed.area)));
    listed.collect()
}

fn add_those_below<'a>(records: &'a Records, areas: &mut BTreeSet<&'a AreaId>) {
    let mut before = 0;
    while areas.len() > before {
        before = areas.len();
        for area in records.plans.iter().flat_map(|plan| &plan.areas) {
            if area.parent.as_ref().is_some_and(|parent| areas.contains(parent)) {
                areas.insert(&area.id);
            }
        }
    }
}
