//! The matrix: which programs answer which opinion, laid out by policy area.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use super::coverage::{covers, plans_of_opinions};
use crate::{
    domain::{AreaId, Bodies, Opinion, OpinionId, ProgramId},
    journal::{Ledger, Link, Said},
    records::Records,
};

/// 対応表. Which programs answer which opinion, by area of their first listing.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// The columns: the areas of the opinions' plans that list programs, in printed order, then those
    /// of other plans that an answer is listed in.
    pub areas: Vec<AreaId>,
    /// The cells that are not empty: the programs that answer an opinion in an area.
    cells: HashMap<OpinionId, HashMap<AreaId, Vec<ProgramId>>>,
}

impl Matrix {
    /// Lays every answering link into the cell of its program's first listing.
    #[must_use]
    pub fn of(records: &Records, ledger: &Ledger, bodies: Bodies) -> Self {
        let answers =
            |live: &&Arc<Said<Link>>| covers(&live.what) && bodies.count(live.what.program.body());
        let listing: BTreeSet<&AreaId> = (records.programs.iter())
            .flat_map(|program| program.entries.iter().map(|entry| &entry.listed.area))
            .collect();
        let mut matrix = Self::default();
        for opinion in &records.opinions {
            for live in ledger.links_of(&opinion.id).iter().filter(answers) {
                let program = records.program(&live.what.program);
                let Some(area) = program.and_then(|program| program.areas().next()) else {
                    continue;
                };
                let row = matrix.cells.entry(opinion.id.clone()).or_default();
                let cell = row.entry(area.clone()).or_default();
                if !cell.contains(&live.what.program) {
                    cell.push(live.what.program.clone());
                }
            }
        }
        let own: BTreeSet<&AreaId> =
            plans_of_opinions(records).flat_map(|plan| &plan.areas).map(|area| &area.id).collect();
        let answering: BTreeSet<&AreaId> =
            matrix.cells.values().flat_map(|row| row.keys()).collect();
        let column =
            |id: &&AreaId| answering.contains(id) || (own.contains(id) && listing.contains(id));
        // The plans that opinions stand under first, then wherever else an answer is listed.
        let (first, then): (Vec<_>, Vec<_>) =
            records.areas().map(|area| &area.id).filter(column).partition(|id| own.contains(id));
        matrix.areas = first.into_iter().chain(then).cloned().collect();
        matrix
    }

    /// The programs of one cell.
    #[must_use]
    pub fn cell(&self, opinion: &Opinion, area: &AreaId) -> &[ProgramId] {
        let cell = self.cells.get(&opinion.id).and_then(|row| row.get(area));
        cell.map_or(&[], Vec::as_slice)
    }
}
