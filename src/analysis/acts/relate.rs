//! What to say so that one opinion stands to another.

use std::collections::HashSet;

use crate::{
    analysis::Council,
    domain::{OpinionId, Person, Relation},
    journal::{Relate, Said, Saying, remove},
};

/// Why an opinion cannot stand to another so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unrelated {
    /// It is the same opinion.
    Itself,
    /// It would go round: from the other one back to it, through these.
    Round(Vec<OpinionId>),
}

impl Council {
    /// Relates two opinions: nothing to say where they are related so. A note of one's own takes
    /// the place of the one before.
    ///
    /// # Errors
    ///
    /// Why they cannot be.
    pub fn relate(&self, person: &Person, relate: &Relate) -> Result<Vec<Saying>, Unrelated> {
        let Relate { opinion, other, relation, note } = relate;
        if opinion == other {
            return Err(Unrelated::Itself);
        }
        // What is meant the same is so from either side.
        let both_ways = *relation == Relation::Same;
        let same: Vec<&Said<Relate>> = (self.ledger.relations.iter())
            .filter(|said| said.what.relation == *relation)
            .filter(|Said { what, .. }| {
                (&what.opinion, &what.other) == (opinion, other)
                    || both_ways && (&what.opinion, &what.other) == (other, opinion)
            })
            .collect();
        if same.iter().any(|said| note.is_empty() || said.what.note == *note) {
            return Ok(Vec::new());
        }
        if !both_ways && let Some(way) = self.way(*relation, other, opinion) {
            return Err(Unrelated::Round(way));
        }
        let own = same.into_iter().filter(|said| said.by == *person).map(remove);
        Ok(own.chain([Saying::Relate(relate.clone())]).collect())
    }

    /// The opinions on the way from one to another by one kind of relation, both ends among them.
    fn way(&self, relation: Relation, from: &OpinionId, to: &OpinionId) -> Option<Vec<OpinionId>> {
        let mut known = HashSet::from([from]);
        let mut open = vec![vec![from]];
        while let Some(way) = open.pop() {
            let end = *way.last()?;
            if end == to {
                return Some(way.into_iter().cloned().collect());
            }
            let steps = self.ledger.relations.iter().map(|said| &said.what);
            for step in steps.filter(|step| step.relation == relation && step.opinion == *end) {
                if known.insert(&step.other) {
                    open.push(way.iter().copied().chain([&step.other]).collect());
                }
            }
        }
        None
    }
}
