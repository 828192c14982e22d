//! What is listed beside what: a weak sign that a program is about what an opinion is about.

use std::collections::{BTreeMap, BTreeSet};

use crate::{domain::AreaId, records::Records};

/// The areas that opinions are filed under, by number, and which programs are listed beside each.
#[derive(Debug, Default)]
pub(super) struct Near {
    of_opinions: Vec<Option<usize>>,
    of_programs: Vec<BTreeSet<usize>>,
}

impl Near {
    /// A program is beside an area if any source lists it there, under one of that area's own, or
    /// under what corresponds to one of these in another plan.
    pub(super) fn of(records: &Records) -> Self {
        let mut numbers: BTreeMap<&AreaId, usize> = BTreeMap::new();
        let mut number_of = |area| {
            let next = numbers.len();
            *numbers.entry(area).or_insert(next)
        };
        let filed = records.opinions.iter().map(|opinion| opinion.area.as_ref());
        let of_opinions = filed.map(|area| area.map(&mut number_of)).collect();

        let mut beside: BTreeMap<&AreaId, Vec<usize>> = BTreeMap::new();
        for (area, number) in numbers {
            for near in around(records, area) {
                beside.entry(near).or_default().push(number);
            }
        }
        let of_programs = records.programs.iter().map(|program| {
            let listed = program.entries.iter().filter_map(|entry| beside.get(&entry.listed.area));
            listed.flatten().copied().collect()
        });
        Self { of_opinions, of_programs: of_programs.collect() }
    }

    /// The number of the area that an opinion is filed under.
    pub(super) fn filed(&self, opinion: usize) -> Option<usize> {
        self.of_opinions[opinion]
    }

    /// Whether a program is listed beside an area.
    pub(super) fn is_beside(&self, program: usize, area: usize) -> bool {
        self.of_programs[program].contains(&area)
    }
}

fn around<'a>(records: &'a Records, area: &'a AreaId) -> BTreeSet<&'a AreaId> {
    let mut areas = BTreeSet::from([area]);
    add_those_below(records, &mut areas);
    // What is across has no more across: one step tells of the same theme, two of many.
    let across = records.correspondences.iter().filter_map(|tie| {
        let (one, other) = (areas.contains(&tie.one), areas.contains(&tie.other));
        if one { Some(&tie.other) } else { other.then_some(&tie.one) }
    });
    let across: Vec<_> = across.collect();
    areas.extend(across);
    add_those_below(records, &mut areas);
    areas
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
