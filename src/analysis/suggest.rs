//! 候補: the programs most likely to answer an opinion, the opinions a program may answer, and the
//! opinions that say much the same.
//!
//! Whatever is proposed here is a reading aid: it links nothing and counts nowhere.
//!
//! ```text
//! texts --terms: runs of kanji, katakana, Latin + 類義語--> parts --rarity--> index: Weights
//! Weights x what is asked --> figures --links, 関連なし--> Candidates, best first --> reasons
//! ```

mod general;
mod index;
mod likely;
mod near;
mod parts;
mod rarity;
mod reasons;
mod terms;

use std::{cmp::Reverse, collections::BTreeMap};

pub(super) use self::likely::Proposed;

use self::index::{Asked, Weights};
use super::{Council, covers, opinion_words, program_words};
use crate::{
    domain::{OpinionId, ProgramId, Stage},
    journal::{Hash, Link, Pair, Said, Tie},
    records::Records,
};

/// 弱い: what comes to less than a tenth of what is asked, with the weightiest of the shared words
/// counted at six tenths. A share, so that it means the same in any record.
const WEAK: f64 = 0.1;

/// The same between opinions: below this they have a theme in common, and say different things.
pub const SAYS_THE_SAME: f64 = 0.3;

/// How much alike two opinions must be for a link of the one to say anything of the other, and how
/// much of what is missing it then makes up for.
const AKIN: f64 = 0.15;
const LEARNT: f64 = 0.5;

/// 候補の索引. Made once a generation of the record.
#[derive(Debug, Default)]
pub struct Suggestions {
    weights: Weights,
}

/// 候補. A record that may go with what was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Where it stands in the record.
    pub row: usize,
    /// How far it answers what is asked: above 0, at most 1.
    pub score: f64,
    /// 弱い: so little in common that it may well be chance.
    pub weak: bool,
}

impl Candidate {
    /// A program and an opinion, by how far the one answers the other.
    #[must_use]
    pub fn answering(row: usize, score: f64) -> Self {
        Self { row, score, weak: score < WEAK }
    }

    /// An opinion, by how far it says the same as another one.
    fn alike(row: usize, score: f64) -> Self {
        Self { row, score, weak: score < SAYS_THE_SAME }
    }

    /// Its score as a whole number, to put candidates in order by.
    #[must_use]
    pub fn rank(&self) -> u64 {
        // Scores are not negative, and the bits of such numbers stand in the order of the numbers.
        self.score.max(0.0).to_bits()
    }
}

impl Suggestions {
    /// Compares everything in a record with everything.
    #[must_use]
    pub fn of(records: &Records) -> Self {
        Self { weights: Weights::of(records) }
    }

    /// How far each program answers a text, by what the two say.
    #[must_use]
    pub fn programs_for(&self, text: &str) -> Vec<f64> {
        self.weights.programs_for(&self.weights.of_text(text))
    }
}

impl Council {
    /// 候補の索引.
    pub fn suggestions(&self) -> &Suggestions {
        self.suggestions.get_or_init(|| Suggestions::of(&self.records))
    }

    /// How far each program answers an opinion, by its row: by what the two say, and by what much the
    /// same opinions were answered with.
    #[must_use]
    pub fn program_scores(&self, opinion: &OpinionId) -> Vec<f64> {
        let Some(row) = self.records.opinion_row(opinion) else {
            return vec![0.0; self.records.programs.len()];
        };
        self.learnt_programs(self.suggestions().weights.of_row(row), Some(row))
    }

    /// How far a program answers each opinion, by its row: the same figures from the other end.
    #[must_use]
    pub fn opinion_scores(&self, program: &ProgramId) -> Vec<f64> {
        let weights = &self.suggestions().weights;
        let Some(row) = self.records.program_row(program) else {
            return vec![0.0; self.records.opinions.len()];
        };
        let mut scores = weights.opinions_for(row);
        let mut learnt = vec![0.0; scores.len()];
        for from in self.answered_by(program) {
            for (to, alike) in
                weights.alike_to(from).into_iter().enumerate().filter(|(to, _)| *to != from)
            {
                learnt[to] = f64::max(learnt[to], alike);
            }
        }
        scores.iter_mut().zip(learnt).for_each(|(score, alike)| *score = raised(*score, alike));
        scores
    }

    /// The programs most likely to answer an opinion, best first. Those that a 確定 links already, and
    /// those that are 関連なし for the words as they are now, are left out.
    #[must_use]
    pub fn programs_for(&self, opinion: &OpinionId) -> Vec<Candidate> {
        best(self.program_scores(opinion), Candidate::answering, |row| {
            self.is_open(&(opinion.clone(), self.records.programs[row].id.clone()))
        })
    }

    /// The same for a text that the record does not hold.
    #[must_use]
    pub fn programs_for_text(&self, text: &str) -> Vec<Candidate> {
        let asked = self.suggestions().weights.of_text(text);
        best(self.learnt_programs(&asked, None), Candidate::answering, |_| true)
    }

    /// The opinions that a program is most likely to answer, best first, with the same left out.
    #[must_use]
    pub fn opinions_for(&self, program: &ProgramId) -> Vec<Candidate> {
        best(self.opinion_scores(program), Candidate::answering, |row| {
            self.is_open(&(self.records.opinions[row].id.clone(), program.clone()))
        })
    }

    /// How far each opinion says the same as the one of a row.
    #[must_use]
    pub fn alike_scores(&self, row: usize) -> Vec<f64> {
        let weights = &self.suggestions().weights;
        weights.alike(weights.of_row(row))
    }

    /// The opinions that say much the same as one, best first. Those that it is related to already are
    /// left out.
    #[must_use]
    pub fn alike(&self, opinion: &OpinionId) -> Vec<Candidate> {
        let Some(own) = self.records.opinion_row(opinion) else { return Vec::new() };
        let related = self.relations_of(opinion).filter(|related| !related.by.is_draft());
        let related: Vec<_> = related.map(|related| related.other).collect();
        best(self.alike_scores(own), Candidate::alike, |row| {
            row != own && !related.contains(&&self.records.opinions[row].id)
        })
    }

    /// The same for a text that the record does not hold.
    #[must_use]
    pub fn alike_text(&self, text: &str) -> Vec<Candidate> {
        let weights = &self.suggestions().weights;
        best(weights.alike(&weights.of_text(text)), Candidate::alike, |_| true)
    }

    /// Whether somebody holds a pair for 関連なし, for the words as they are now. The first draft is
    /// nobody's word.
    #[must_use]
    pub fn is_ruled_out(&self, pair: &Pair) -> bool {
        let rejects = self.ledger.rejects(pair).iter();
        let mut rejects = rejects.filter(|said| !said.by.is_draft()).peekable();
        if rejects.peek().is_none() {
            return false;
        }
        let records = &self.records;
        let (Some(opinion), Some(program)) = (records.opinion(&pair.0), records.program(&pair.1))
        else {
            return true;
        };
        let opinion = Hash::of(&opinion_words(opinion));
        let program = Hash::of(&program_words(program));
        rejects.any(|said| said.what.opinion_words == opinion && said.what.program_words == program)
    }

    /// Whether a pair still asks for somebody's word.
    fn is_open(&self, pair: &Pair) -> bool {
        let settled =
            |live: &Said<Link>| live.what.stage == Stage::Confirmed && !live.by.is_draft();
        let settled = |tie: &Tie| tie.links.iter().any(settled);
        !self.ledger.tie(&pair.0, &pair.1).is_some_and(settled) && !self.is_ruled_out(pair)
    }

    fn learnt_programs(&self, asked: &Asked, own: Option<usize>) -> Vec<f64> {
        let weights = &self.suggestions().weights;
        let mut scores = weights.programs_for(asked);
        for (program, (alike, _)) in self.akin(asked, own) {
            scores[program] = raised(scores[program], alike);
        }
        scores
    }

    /// The programs that answer opinions which say much the same, each with the likest of them.
    fn akin(&self, asked: &Asked, own: Option<usize>) -> BTreeMap<usize, (f64, usize)> {
        let ties = self.ledger.ties().iter().filter(|tie| answers(tie));
        let mut ties = ties.peekable();
        if ties.peek().is_none() {
            return BTreeMap::new();
        }
        let alike = self.suggestions().weights.alike(asked);
        let mut found: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for tie in ties {
            let rows = self.records.opinion_row(&tie.opinion);
            let rows = rows.zip(self.records.program_row(&tie.program));
            let Some((opinion, program)) = rows.filter(|(opinion, _)| Some(*opinion) != own) else {
                continue;
            };
            let here = (alike[opinion], opinion);
            if here.0 >= AKIN && found.get(&program).is_none_or(|best| best.0 < here.0) {
                found.insert(program, here);
            }
        }
        found
    }

    /// The opinions that a program answers by somebody's 確定.
    fn answered_by(&self, program: &ProgramId) -> Vec<usize> {
        let mut rows: Vec<_> = (self.ledger.links_to(program).iter())
            .filter(|live| counts(live))
            .filter_map(|live| self.records.opinion_row(&live.what.opinion))
            .collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

fn answers(tie: &Tie) -> bool {
    tie.links.iter().any(counts)
}

/// Whether a link says that a program answers an opinion. The first draft never does.
fn counts(live: &Said<Link>) -> bool {
    covers(&live.what) && !live.by.is_draft()
}

/// A score, with what an opinion that is so much alike was answered with.
fn raised(score: f64, alike: f64) -> f64 {
    if alike < AKIN { score } else { 1.0 - (1.0 - score) * (1.0 - LEARNT * alike) }
}

/// The rows that have anything in common with what is asked, best first.
fn best(
    scores: Vec<f64>,
    as_candidate: fn(usize, f64) -> Candidate,
    is_meant: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let common = scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0);
    let mut best: Vec<_> = common.map(|(row, score)| as_candidate(row, score)).collect();
    best.sort_by_key(|candidate| (Reverse(candidate.rank()), candidate.row));
    best.retain(|candidate| is_meant(candidate.row));
    best
}
