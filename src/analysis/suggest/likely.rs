//! What a detail proposes: the few best that nobody has said anything of.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use super::{Candidate, SAYS_THE_SAME, WEAK, best};
use crate::{
    analysis::{Council, Coverage},
    domain::{OpinionId, ProgramId},
    journal::Pair,
};

/// How many are worth a line where other things are read.
const MOST: usize = 3;

/// What details proposed last, of which row, at which generation. The same is asked at every key and
/// every frame, and in a large record it is dear.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Proposed {
    programs: Last,
    opinions: Last,
    alike: Last,
    reasons: Mutex<(u64, HashMap<Asked, Reasons>)>,
}

/// An opinion and programs, by their rows.
type Asked = (usize, Vec<usize>);
/// 理由 of each of the programs.
type Reasons = Vec<Vec<String>>;

/// More than a detail asks for; what a long way down a list leaves is thrown away.
const MOST_REASONS: usize = 64;

impl Proposed {
    /// The reasons, made out if they are not known at this generation.
    pub(super) fn reasons(
        &self,
        generation: u64,
        asked: Asked,
        find: impl FnOnce(&Asked) -> Reasons,
    ) -> Reasons {
        let mut known = self.reasons.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != generation || known.1.len() >= MOST_REASONS {
            *known = (generation, HashMap::new());
        }
        if let Some(reasons) = known.1.get(&asked) {
            return reasons.clone();
        }
        let reasons = find(&asked);
        known.1.insert(asked, reasons.clone());
        reasons
    }
}

type Last = Mutex<Option<(u64, usize, Vec<Candidate>)>>;

impl Council {
    /// The programs that a detail proposes for an opinion, best first: as long as nothing answers all
    /// of it.
    #[must_use]
    pub fn likely_programs(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let row = self.records.opinion_row(opinion);
        let Some(row) = row.filter(|row| self.standing.opinions[*row] != Coverage::Full) else {
            return Vec::new();
        };
        self.proposed_of(row, &self.proposed.programs, || {
            self.likely(self.program_scores(opinion), |row| {
                (opinion.clone(), self.records.programs[row].id.clone())
            })
        })
    }

    /// The opinions that a detail proposes for a program, best first.
    #[must_use]
    pub fn likely_opinions(&self, program: &ProgramId) -> Vec<Candidate> {
        let Some(row) = self.records.program_row(program) else { return Vec::new() };
        self.proposed_of(row, &self.proposed.opinions, || {
            self.likely(self.opinion_scores(program), |row| {
                (self.records.opinions[row].id.clone(), program.clone())
            })
        })
    }

    /// The opinions that a detail shows beside one because they say much the same.
    #[must_use]
    pub fn likely_same(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let Some(row) = self.records.opinion_row(opinion) else { return Vec::new() };
        self.proposed_of(row, &self.proposed.alike, || {
            let alike = self.alike(opinion).into_iter();
            alike.take_while(|candidate| candidate.score >= SAYS_THE_SAME).take(MOST).collect()
        })
    }

    /// A committee member would take what the program reckons for what the city says: nothing is
    /// proposed there.
    fn proposed_of(
        &self,
        row: usize,
        last: &Last,
        find: impl FnOnce() -> Vec<Candidate>,
    ) -> Vec<Candidate> {
        if self.is_for_members() {
            return Vec::new();
        }
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((at, of, found)) if (*at, *of) == (self.generation, row) => found.clone(),
            _ => {
                let found = find();
                *last = Some((self.generation, row, found.clone()));
                found
            }
        }
    }

    /// What is linked stands in the detail already, be it as 案. Asked at every key: nothing is looked
    /// up of what cannot be among the few.
    fn likely(&self, mut scores: Vec<f64>, pair: impl Fn(usize) -> Pair) -> Vec<Candidate> {
        scores.iter_mut().filter(|score| **score < WEAK).for_each(|score| *score = 0.0);
        let mut likely = best(scores, Candidate::answering, |_| true).into_iter();
        let is_open = |it: &Candidate| {
            let pair = pair(it.row);
            self.ledger.tie(&pair.0, &pair.1).is_none() && !self.is_ruled_out(&pair)
        };
        likely.by_ref().filter(is_open).take(MOST).collect()
    }
}
