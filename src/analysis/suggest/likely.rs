//! What a detail proposes: the few best that nobody has said anything of.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Candidate, SAYS_THE_SAME, WEAK, best};
use crate::{
    analysis::{Council, Coverage},
    domain::{OpinionId, ProgramId},
    journal::Pair,
    records::Records,
};

/// How many are worth a line where other things are read.
const MOST: usize = 3;

/// What details proposed, and why, at one generation. The same is asked at every key and every frame,
/// and in a large record it is dear.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Proposed {
    candidates: Known<(Kind, usize), Vec<Candidate>>,
    reasons: Known<Asked, Reasons>,
    /// What a large record was asked for and has not made out, by the row.
    wanted: Mutex<[Option<usize>; 3]>,
}

/// An opinion and programs, by their rows.
type Asked = (usize, Vec<usize>);
/// 理由 of each of the programs.
type Reasons = Vec<Vec<String>>;

/// What has been found out at a generation.
#[derive(Debug)]
struct Known<K, V>(Mutex<(u64, HashMap<K, V>)>);

impl<K, V> Default for Known<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

/// More than a screen asks for; what a long way down a list leaves is thrown away.
const MOST_KNOWN: usize = 64;

impl<K: Eq + Hash, V: Clone> Known<K, V> {
    fn get(&self, generation: u64, key: &K) -> Option<V> {
        let known = lock(&self.0);
        known.1.get(key).filter(|_| known.0 == generation).cloned()
    }

    fn learn(&self, generation: u64, key: K, found: V) -> V {
        let mut known = lock(&self.0);
        if known.0 != generation || known.1.len() >= MOST_KNOWN {
            *known = (generation, HashMap::new());
        }
        known.1.insert(key, found.clone());
        found
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is proposed, and for which row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// Programs for an opinion.
    Programs,
    /// Opinions for a program.
    Opinions,
    /// Opinions beside an opinion.
    Alike,
}

const KINDS: [Kind; 3] = [Kind::Programs, Kind::Opinions, Kind::Alike];

/// In a record of more opinions and programs than that, candidates are made out between keys: no step
/// down a list waits for them.
const MANY: usize = 5_000;

impl Proposed {
    /// The reasons, made out if they are not known at this generation.
    pub(super) fn reasons(
        &self,
        generation: u64,
        asked: Asked,
        find: impl FnOnce(&Asked) -> Reasons,
    ) -> Reasons {
        let known = self.reasons.get(generation, &asked);
        known.unwrap_or_else(|| {
            let reasons = find(&asked);
            self.reasons.learn(generation, asked, reasons)
        })
    }
}

impl Council {
    /// The programs that a detail proposes for an opinion, best first: as long as nothing answers all
    /// of it. Of a large record none before [`Council::propose`].
    #[must_use]
    pub fn likely_programs(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let row = self.records.opinion_row(opinion);
        let open = row.filter(|row| self.standing.opinions[*row] != Coverage::Full);
        open.map_or_else(Vec::new, |row| self.proposed(Kind::Programs, row))
    }

    /// The opinions that a detail proposes for a program, best first.
    #[must_use]
    pub fn likely_opinions(&self, program: &ProgramId) -> Vec<Candidate> {
        let row = self.records.program_row(program);
        row.map_or_else(Vec::new, |row| self.proposed(Kind::Opinions, row))
    }

    /// The opinions that a detail shows beside one because they say much the same.
    #[must_use]
    pub fn likely_same(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let row = self.records.opinion_row(opinion);
        row.map_or_else(Vec::new, |row| self.proposed(Kind::Alike, row))
    }

    /// Whether a detail was asked for what has not been made out, and can be without a long wait.
    #[must_use]
    pub fn is_proposing(&self) -> bool {
        self.wants_proposals() && self.suggestions.get().is_some()
    }

    /// The same, whatever it would take.
    pub(in crate::analysis) fn wants_proposals(&self) -> bool {
        lock(&self.proposed.wanted).iter().any(Option::is_some)
    }

    /// Makes out what details were asked for.
    pub fn propose(&self) {
        let wanted = std::mem::take(&mut *lock(&self.proposed.wanted));
        for (kind, row) in KINDS.into_iter().zip(wanted) {
            if let Some(row) = row {
                self.make_out(kind, row);
            }
        }
    }

    /// A committee member would take what the program reckons for what the city says: nothing is
    /// proposed there.
    fn proposed(&self, kind: Kind, row: usize) -> Vec<Candidate> {
        if self.is_for_members() {
            return Vec::new();
        }
        if let Some(known) = self.proposed.candidates.get(self.generation, &(kind, row)) {
            return known;
        }
        if self.records.opinions.len() + self.records.programs.len() <= MANY {
            return self.make_out(kind, row);
        }
        lock(&self.proposed.wanted)[kind as usize] = Some(row);
        Vec::new()
    }

    fn make_out(&self, kind: Kind, row: usize) -> Vec<Candidate> {
        let Records { opinions, programs, .. } = &*self.records;
        let found = match kind {
            Kind::Programs => opinions.get(row).map(|opinion| {
                let pair = |row: usize| (opinion.id.clone(), programs[row].id.clone());
                self.likely(self.program_scores(&opinion.id), pair)
            }),
            Kind::Opinions => programs.get(row).map(|program| {
                let pair = |row: usize| (opinions[row].id.clone(), program.id.clone());
                self.likely(self.opinion_scores(&program.id), pair)
            }),
            Kind::Alike => opinions.get(row).map(|opinion| {
                let alike = self.alike(&opinion.id).into_iter();
                alike.take_while(|candidate| candidate.score >= SAYS_THE_SAME).take(MOST).collect()
            }),
        };
        self.proposed.candidates.learn(self.generation, (kind, row), found.unwrap_or_default())
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
