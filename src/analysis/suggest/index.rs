//! How well texts answer one another: terms weighed by how rare they are.
//!
//! ```text
//! score = near x (all words in common - ALONE x the weightiest of them) / all words that are asked
//! a word = its terms: said in the opinion (rare, not general, more in its opening)
//!                   x said by the program (rare; in its name more than in its figures)
//! ```
//!
//! A term counts for an opinion as far as few opinions have it, and for a program as far as few
//! programs have it, so 必要 and 事業 fall out in any record. What is said everywhere in
//! administration counts less besides, however rare it is in a small record.

use std::collections::{BTreeMap, HashMap};

use super::{
    general::GENERAL,
    near::Near,
    parts::{Said, of_opinion, of_program, of_words, said},
    rarity::Rarity,
    terms::Thesaurus,
};
use crate::{analysis::coverage::current, domain::Bodies, records::Records, search::fold_key};

/// How soon a term that is repeated stops counting more, and how much a long text counts against
/// itself: the usual figures of BM25, a little less for length, since what sources print of
/// programs differs more in length than in what it says.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.5;

/// What a word counts that is general in administration.
const OFTEN_SAID: f64 = 0.3;

/// What is taken from the weightiest word in common: one word alone is little evidence.
const ALONE: f64 = 0.4;

/// The same between opinions: those that share a subject do not yet say the same of it.
const SUBJECT: f64 = 0.6;

/// What a program counts that is listed under what the opinion is filed under.
const NEAR: f64 = 1.2;

/// What a program counts that the newest source of its government no longer lists.
const PAST: f64 = 0.8;

/// How rare a term is that a third of all opinions have: the logarithm of three.
const COMMON: f64 = 1.1;

/// The terms of a text and what each counts, in the order of the terms.
pub(super) type Vector = Vec<(u32, f64)>;

/// 候補の索引.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) thesaurus: Thesaurus,
    terms: HashMap<String, u32>,
    pub(super) opinions: Side,
    pub(super) programs: Side,
    /// What each opinion asks.
    asked: Vec<Asked>,
    near: Near,
    /// How rare each term is among opinions, and among programs; of a term that nobody has.
    of_opinions: Rarity,
    of_programs: Rarity,
}

/// One side of the pairs: what each row says, and which rows say a thing.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) rows: Vec<Vector>,
    postings: Vec<Vec<(u32, f64)>>,
    lengths: Vec<f64>,
}

impl Side {
    fn of(rows: Vec<Vector>, terms: usize) -> Self {
        let mut postings = vec![Vec::new(); terms];
        for (row, vector) in rows.iter().enumerate() {
            for (term, weight) in vector {
                postings[index(*term)].push((number(row), *weight));
            }
        }
        let square = |vector: &Vector| vector.iter().map(|(_, weight)| weight * weight).sum();
        let lengths = rows.iter().map(|vector| f64::sqrt(square(vector))).collect();
        Self { rows, postings, lengths }
    }

    /// What each row has in common with what is asked.
    fn common(&self, asked: &Asked) -> Vec<Common> {
        let mut common = vec![Common::default(); self.rows.len()];
        for (word, terms) in asked.words.iter().enumerate() {
            for (term, weight) in terms {
                for (row, own) in self.postings.get(index(*term)).map_or(&[][..], Vec::as_slice) {
                    common[index(*row)].take(word, weight * own);
                }
            }
        }
        common
    }
}

/// What a row has in common with what is asked.
#[derive(Debug, Default, Clone)]
struct Common {
    all: f64,
    weightiest: f64,
    /// The word that is being added up, and what it comes to so far.
    word: usize,
    of_word: f64,
}

impl Common {
    /// Takes in a term of a word; the terms of a word follow one another.
    fn take(&mut self, word: usize, counts: f64) {
        self.of_word = if self.word == word { self.of_word + counts } else { counts };
        self.word = word;
        self.all += counts;
        self.weightiest = self.weightiest.max(self.of_word);
    }

    /// What it comes to with a share taken from the weightiest word.
    fn beyond(&self, one: f64) -> f64 {
        self.all - one * self.weightiest
    }
}

/// What is asked for, as the index sees it.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// The terms by the words they are part of, each term once, and what they count.
    words: Vec<Vector>,
    /// What would be in common with a program that says it all.
    full: f64,
    /// What it has in common with itself.
    own: Common,
    /// The number of the area that it is filed under.
    area: Option<usize>,
}

impl Asked {
    fn terms(&self) -> Vector {
        let mut terms = self.words.concat();
        terms.sort_unstable_by_key(|(term, _)| *term);
        terms
    }
}

impl Weights {
    /// Weighs every opinion and program of a record.
    pub(super) fn of(records: &Records) -> Self {
        let thesaurus = Thesaurus::of(&records.synonyms);
        let mut terms = HashMap::new();
        let mut number_of = |term: String| {
            let next = number(terms.len());
            *terms.entry(term).or_insert(next)
        };
        let mut said = |texts| said(texts, &thesaurus, &mut number_of);
        let opinions: Vec<Said> =
            records.opinions.iter().map(|opinion| said(of_opinion(opinion))).collect();
        let programs: Vec<Said> =
            records.programs.iter().map(|program| said(of_program(records, program))).collect();

        let of_programs = Rarity::among(&programs, terms.len(), None);
        let mut of_opinions = Rarity::among(&opinions, terms.len(), Some(&programs));
        let general = GENERAL.iter().filter_map(|word| terms.get(&fold_key(word)));
        general.for_each(|term| of_opinions.lower(*term, OFTEN_SAID));
        let near = Near::of(records);
        let mut weights =
            Self { thesaurus, terms, near, of_opinions, of_programs, ..Self::default() };
        let size = weights.terms.len();
        weights.programs = Side::of(weights.answering(records, programs), size);
        let asks = |(row, said)| Asked { area: weights.near.filed(row), ..weights.asks(said) };
        weights.asked = opinions.into_iter().enumerate().map(asks).collect();
        weights.opinions = Side::of(weights.asked.iter().map(Asked::terms).collect(), size);
        weights
    }

    /// What is asked: each term as often as it is said, as far as few others say it.
    fn asks(&self, said: Said) -> Asked {
        let mut words: BTreeMap<usize, Vector> = BTreeMap::new();
        let mut full = 0.0;
        for (term, (count, word)) in said {
            let weight = f64::sqrt(count) * self.of_opinions.of(term);
            full += weight * self.of_programs.of(term);
            words.entry(word).or_default().push((term, weight));
        }
        let words: Vec<Vector> = words.into_values().collect();
        let mut own = Common::default();
        for (word, terms) in words.iter().enumerate() {
            for (_, weight) in terms {
                own.take(word, weight * weight);
            }
        }
        Asked { words, full, own, area: None }
    }

    /// What a text asks that no opinion of the record says.
    pub(super) fn of_text(&self, text: &str) -> Asked {
        let mut unheard = HashMap::new();
        let mut number_of = |term: String| {
            let next = number(self.terms.len() + unheard.len());
            self.terms.get(&term).copied().unwrap_or_else(|| *unheard.entry(term).or_insert(next))
        };
        self.asks(said(of_words(text), &self.thesaurus, &mut number_of))
    }

    /// What programs answer: each term by how often it is said, for the length of all that is said.
    fn answering(&self, records: &Records, programs: Vec<Said>) -> Vec<Vector> {
        let length = |said: &Said| said.values().map(|(count, _)| count).sum::<f64>();
        let all: f64 = programs.iter().map(length).sum();
        let mean = (all / f64::from(number(programs.len()).max(1))).max(f64::MIN_POSITIVE);
        let listed = current(records, Bodies::Both);
        let rows = programs.into_iter().zip(listed);
        rows.map(|(said, listed)| {
            let damped = SATURATION * (1.0 - LENGTH + LENGTH * length(&said) / mean);
            let standing = if listed { 1.0 } else { PAST };
            let weigh = |(term, (count, _)): (u32, (f64, usize))| {
                (term, standing * count / (count + damped) * self.of_programs.of(term))
            };
            said.into_iter().map(weigh).collect()
        })
        .collect()
    }

    /// How far each program answers what is asked, from nothing to 1.
    pub(super) fn programs_for(&self, asked: &Asked) -> Vec<f64> {
        let common = self.programs.common(asked).into_iter().enumerate();
        common.map(|(row, common)| self.answers(asked, row, &common)).collect()
    }

    /// How far a program answers each opinion: the same figures, seen from the other end.
    pub(super) fn opinions_for(&self, program: usize) -> Vec<f64> {
        let common = self.asked_of(&self.programs.rows[program]);
        common.map(|(asked, common)| self.answers(asked, program, &common)).collect()
    }

    /// How far each opinion says what is asked.
    pub(super) fn alike(&self, asked: &Asked) -> Vec<f64> {
        let common = self.opinions.common(asked).into_iter().zip(&self.opinions.lengths);
        common.map(|(common, length)| says(asked, *length, &common)).collect()
    }

    /// How far an opinion says what each one asks: the same figures, seen from the other end.
    pub(super) fn alike_to(&self, opinion: usize) -> Vec<f64> {
        let length = self.opinions.lengths[opinion];
        let common = self.asked_of(&self.opinions.rows[opinion]);
        common.map(|(asked, common)| says(asked, length, &common)).collect()
    }

    /// The figure of a program for what is asked.
    fn answers(&self, asked: &Asked, program: usize, common: &Common) -> f64 {
        let near = asked.area.is_some_and(|area| self.near.is_beside(program, area));
        let near = if near { NEAR } else { 1.0 };
        share(near * common.beyond(ALONE), asked.full)
    }

    /// What a row has in common with what each opinion asks.
    fn asked_of(&self, row: &Vector) -> impl Iterator<Item = (&Asked, Common)> {
        let mut said = vec![0.0; self.terms.len()];
        for (term, counts) in row {
            said[index(*term)] = *counts;
        }
        self.asked.iter().map(move |asked| {
            let mut common = Common::default();
            for (word, terms) in asked.words.iter().enumerate() {
                let each = terms.iter().map(|(term, weight)| weight * said[index(*term)]);
                each.for_each(|counts| common.take(word, counts));
            }
            (asked, common)
        })
    }

    /// What an opinion of the record asks.
    pub(super) fn of_row(&self, opinion: usize) -> &Asked {
        &self.asked[opinion]
    }

    /// What a term of what is asked counts, where it is said on the other side; `None` for what
    /// is as common as if a third of all opinions said it, which is no reason for anything.
    pub(super) fn counts(&self, term: &str, said: &[(u32, f64)]) -> Option<f64> {
        let term = *self.terms.get(term)?;
        let at = said.binary_search_by_key(&term, |(term, _)| *term).ok()?;
        let rare = self.of_opinions.of(term);
        (rare > COMMON).then_some(said[at].1 * rare)
    }
}

/// The figure of an opinion for what is asked: 1 where it says just that.
fn says(asked: &Asked, length: f64, common: &Common) -> f64 {
    let own = asked.own.beyond(SUBJECT) / f64::sqrt(asked.own.all);
    share(common.beyond(SUBJECT), own * length)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
