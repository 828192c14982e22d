//! How rare terms are among opinions, and among programs.

use super::{
    index::{index, number},
    parts::Said,
};

/// How many opinions the programs stand for as long as there are few.
const STAND_IN: f64 = 10.0;

/// How rare terms are.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    each: Vec<f64>,
    unheard: f64,
}

impl Rarity {
    /// How rare each term is among some rows. As long as there are few, others speak for them.
    pub(super) fn among(rows: &[Said], terms: usize, others: Option<&[Said]>) -> Self {
        let count = |rows: &[Said]| {
            let mut counts = vec![0_u32; terms];
            rows.iter().flat_map(Said::keys).for_each(|term| counts[index(*term)] += 1);
            counts
        };
        let beside = others.filter(|others| !others.is_empty());
        let (stand_in, share) = beside
            .map_or((0.0, 0.0), |others| (STAND_IN, STAND_IN / f64::from(number(others.len()))));
        let elsewhere = beside.map(count);
        let all = f64::from(number(rows.len())) + stand_in;
        let rare = |having: f64| f64::ln_1p(((all - having).max(0.0) + 0.5) / (having + 0.5));
        let each = count(rows).into_iter().enumerate().map(|(term, own)| {
            let there = elsewhere.as_ref().map_or(0, |counts| counts[term]);
            rare(f64::from(own) + share * f64::from(there))
        });
        Self { each: each.collect(), unheard: rare(0.0) }
    }

    /// How rare a term is, be it one that nobody has.
    pub(super) fn of(&self, term: u32) -> f64 {
        self.each.get(index(term)).copied().unwrap_or(self.unheard)
    }

    /// Has a term count for less than its rarity says.
    pub(super) fn lower(&mut self, term: u32, to: f64) {
        self.each[index(term)] *= to;
    }
}
