//! What a detail proposes: the few best that nobody has said anything of.

use super::{Candidate, SAYS_THE_SAME, WEAK, best};
use crate::{
    analysis::{Council, Coverage},
    domain::{OpinionId, ProgramId},
    journal::Pair,
};

/// How many are worth a line where other things are read.
const MOST: usize = 3;

impl Council {
    /// The programs that a detail proposes for an opinion, best first: as long as nothing answers all
    /// of it.
    #[must_use]
    pub fn likely_programs(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let row = self.records.opinion_row(opinion);
        if row.is_none_or(|row| self.standing.opinions[row] == Coverage::Full) {
            return Vec::new();
        }
        self.likely(self.program_scores(opinion), |row| {
            (opinion.clone(), self.records.programs[row].id.clone())
        })
    }

    /// The opinions that a detail proposes for a program, best first.
    #[must_use]
    pub fn likely_opinions(&self, program: &ProgramId) -> Vec<Candidate> {
        self.likely(self.opinion_scores(program), |row| {
            (self.records.opinions[row].id.clone(), program.clone())
        })
    }

    /// The opinions that a detail shows beside one because they say much the same.
    #[must_use]
    pub fn likely_same(&self, opinion: &OpinionId) -> Vec<Candidate> {
        if self.is_for_members() {
            return Vec::new();
        }
        let alike = self.alike(opinion).into_iter();
        alike.take_while(|candidate| candidate.score >= SAYS_THE_SAME).take(MOST).collect()
    }

    /// A committee member would take what the program reckons for what the city says: nothing is
    /// proposed there. What is linked stands in the detail already, be it as 案. Asked at every key:
    /// nothing is looked up of what cannot be among the few.
    fn likely(&self, mut scores: Vec<f64>, pair: impl Fn(usize) -> Pair) -> Vec<Candidate> {
        if self.is_for_members() {
            return Vec::new();
        }
        scores.iter_mut().filter(|score| **score < WEAK).for_each(|score| *score = 0.0);
        let mut likely = best(scores, Candidate::answering, |_| true).into_iter();
        let is_open = |it: &Candidate| {
            let pair = pair(it.row);
            self.ledger.tie(&pair.0, &pair.1).is_none() && !self.is_ruled_out(&pair)
        };
        likely.by_ref().filter(is_open).take(MOST).collect()
    }
}
