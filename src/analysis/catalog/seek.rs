//! One search over every kind, in slices.

use super::{Subject, SubjectKind};
use crate::{
    analysis::Council,
    search::{Index, Query, Rank, Search},
};

/// A search of everything on its way.
#[derive(Debug)]
pub struct Seek(Vec<(SubjectKind, Search)>);

impl Seek {
    /// A search that has not begun.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        let of = |kind: &SubjectKind| (*kind, Search::new(query.clone()));
        Self(SubjectKind::ALL.iter().map(of).collect())
    }

    /// A search for what was typed after another, in the same record.
    #[must_use]
    pub fn after(before: &Self, query: &Query) -> Self {
        let of = |(kind, before): &(_, Search)| (*kind, Search::after(before, query.clone()));
        Self(before.0.iter().map(of).collect())
    }

    /// Goes on by about so many rows; `true` once everything is found.
    pub fn advance(&mut self, council: &Council, mut rows: usize) -> bool {
        for (kind, search) in &mut self.0 {
            rows = search.advance(index(council, *kind), rows);
        }
        self.is_done()
    }

    /// Whether there is nothing more to find.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.iter().all(|(_, search)| search.is_done())
    }

    /// What has been found of a kind, best first.
    pub fn found(&self, kind: SubjectKind) -> impl Iterator<Item = (Rank, Subject)> {
        let searches = self.0.iter().filter(move |(of, _)| *of == kind);
        let hits = searches.flat_map(|(_, search)| search.hits());
        hits.map(move |hit| (hit.rank, kind.at(hit.row())))
    }
}

fn index(council: &Council, kind: SubjectKind) -> &Index {
    let (catalog, spoken) = (council.catalog(), council.spoken());
    match kind {
        SubjectKind::Program => &catalog.programs,
        SubjectKind::Opinion => &catalog.opinions,
        SubjectKind::Session => &catalog.sessions,
        SubjectKind::Indicator => &catalog.indicators,
        SubjectKind::Answer => &spoken.answers.index,
        SubjectKind::Note => &spoken.notes.index,
    }
}
