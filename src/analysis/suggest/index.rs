//! How well texts answer one another: terms weighed by how rare they are.
//!
//! A term counts for an opinion as far as few opinions have it, and for a program as far as few
//! programs have it. So 必要, 支援 and 事業 fall out in any record without being named here.

use std::collections::{BTreeMap, HashMap};

use super::terms::{Spot, Thesaurus, spots};
use crate::{
    analysis::coverage::current,
    domain::{Bodies, Opinion, Program},
    records::Records,
};

/// How soon a term that is repeated stops counting more, and how much a long text counts against
/// itself: the usual figures of BM25, a little less for length, since what sources print of
/// programs differs more in length than in what it says.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.5;

/// What the parts of a program's texts count beside each other.
const NAME: f64 = 2.5;
const BODY: f64 = 1.0;
const RESULT: f64 = 0.5;
const TITLE: f64 = 0.3;

/// What a heading counts beside the text of an opinion.
const HEADING: f64 = 0.25;

/// What a program counts that the newest source of its government no longer lists.
const PAST: f64 = 0.6;

/// How rare a term is that a third of all opinions have: the logarithm of three.
const COMMON: f64 = 1.1;

/// How many opinions the programs stand for as long as there are few.
const STAND_IN: f64 = 10.0;

/// The terms of a text and what each counts, in the order of the terms.
pub(super) type Vector = Vec<(u32, f64)>;

/// 候補の索引.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) thesaurus: Thesaurus,
    terms: HashMap<String, u32>,
    pub(super) opinions: Side,
    pub(super) programs: Side,
    /// What an opinion would score that a program answers word for word.
    full: Vec<f64>,
    /// How rare each term is among opinions, and among programs; of a term that nobody has.
    of_opinions: Rarity,
    of_programs: Rarity,
}

/// How rare terms are.
#[derive(Debug, Default)]
struct Rarity {
    each: Vec<f64>,
    unheard: f64,
}

impl Rarity {
    fn of(&self, term: Option<u32>) -> f64 {
        term.and_then(|term| self.each.get(index(term))).copied().unwrap_or(self.unheard)
    }
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

    /// What each row has in common with a text.
    fn against(&self, asked: &[(u32, f64)]) -> Vec<f64> {
        let mut common = vec![0.0; self.rows.len()];
        for (term, weight) in asked {
            for (row, own) in self.postings.get(index(*term)).map_or(&[][..], Vec::as_slice) {
                common[index(*row)] += weight * own;
            }
        }
        common
    }
}

/// What is asked for, as the index sees it.
#[derive(Debug, Default)]
pub(super) struct Asked {
    vector: Vector,
    full: f64,
}

impl Weights {
    /// Weighs every opinion and program of a record.
    pub(super) fn of(records: &Records) -> Self {
        let thesaurus = Thesaurus::of(&records.synonyms);
        let mut terms = HashMap::new();
        let mut counted = |texts: Vec<(f64, &str)>| {
            let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
            for (part, text) in texts {
                for Spot { term, weight, .. } in spots(text, &thesaurus) {
                    let next = number(terms.len());
                    *counts.entry(*terms.entry(term).or_insert(next)).or_default() += part * weight;
                }
            }
            counts.into_iter().collect::<Vector>()
        };
        let opinions = records.opinions.iter().map(|opinion| counted(of_opinion(opinion)));
        let opinions: Vec<Vector> = opinions.collect();
        let programs = records.programs.iter().map(|program| counted(of_program(records, program)));
        let programs: Vec<Vector> = programs.collect();

        let of_programs = rarity(&programs, terms.len(), None);
        let of_opinions = rarity(&opinions, terms.len(), Some(&programs));
        let mut weights = Self { thesaurus, terms, of_opinions, of_programs, ..Self::default() };
        let asked: Vec<Asked> = opinions.into_iter().map(|counts| weights.asked(counts)).collect();
        weights.full = asked.iter().map(|asked| asked.full).collect();
        let size = weights.terms.len();
        weights.opinions = Side::of(asked.into_iter().map(|asked| asked.vector).collect(), size);
        weights.programs = Side::of(weights.answering(records, programs), size);
        weights
    }

    /// What an opinion asks: each term as often as it is said, as far as few others say it.
    fn asked(&self, counts: Vector) -> Asked {
        let weigh = |(term, count)| (term, f64::sqrt(count) * self.of_opinions.of(Some(term)));
        let vector: Vector = counts.into_iter().map(weigh).collect();
        let full = vector.iter().map(|(term, weight)| weight * self.of_programs.of(Some(*term)));
        Asked { full: full.sum(), vector }
    }

    /// What a text asks that no opinion of the record says.
    pub(super) fn of_text(&self, text: &str) -> Asked {
        let (mut known, mut unheard) = (BTreeMap::new(), BTreeMap::new());
        for Spot { term, weight, .. } in spots(text, &self.thesaurus) {
            match self.terms.get(&term) {
                Some(term) => *known.entry(*term).or_default() += weight,
                None => *unheard.entry(term).or_default() += weight,
            }
        }
        let mut asked = self.asked(known.into_iter().collect());
        let rare = self.of_opinions.of(None) * self.of_programs.of(None);
        asked.full += unheard.values().map(|count| f64::sqrt(*count) * rare).sum::<f64>();
        asked
    }

    /// What programs answer: each term by how often it is said, for the length of all that is said.
    fn answering(&self, records: &Records, programs: Vec<Vector>) -> Vec<Vector> {
        let length = |counts: &Vector| counts.iter().map(|(_, count)| count).sum::<f64>();
        let all: f64 = programs.iter().map(length).sum();
        let mean = (all / f64::from(number(programs.len()).max(1))).max(f64::MIN_POSITIVE);
        let listed = current(records, Bodies::Both);
        let rows = programs.into_iter().zip(listed);
        rows.map(|(counts, listed)| {
            let damped = SATURATION * (1.0 - LENGTH + LENGTH * length(&counts) / mean);
            let standing = if listed { 1.0 } else { PAST };
            let weigh = |(term, count): (u32, f64)| {
                (term, standing * count / (count + damped) * self.of_programs.of(Some(term)))
            };
            counts.into_iter().map(weigh).collect()
        })
        .collect()
    }

    /// How far each program answers what is asked, from nothing to 1.
    pub(super) fn programs_for(&self, asked: &Asked) -> Vec<f64> {
        let common = self.programs.against(&asked.vector);
        common.into_iter().map(|common| share(common, asked.full)).collect()
    }

    /// How far a program answers each opinion: the same figures, seen from the other end.
    pub(super) fn opinions_for(&self, program: usize) -> Vec<f64> {
        let common = self.opinions.against(&self.programs.rows[program]);
        common.into_iter().zip(&self.full).map(|(common, full)| share(common, *full)).collect()
    }

    /// How far each opinion says what is asked.
    pub(super) fn alike(&self, asked: &Asked) -> Vec<f64> {
        let own = asked.vector.iter().map(|(_, weight)| weight * weight).sum::<f64>();
        let common = self.opinions.against(&asked.vector).into_iter();
        let lengths = &self.opinions.lengths;
        common.zip(lengths).map(|(common, length)| share(common, f64::sqrt(own) * length)).collect()
    }

    /// What an opinion of the record asks.
    pub(super) fn of_row(&self, opinion: usize) -> Asked {
        Asked { vector: self.opinions.rows[opinion].clone(), full: self.full[opinion] }
    }

    /// What a term of what is asked counts, where it is said on the other side; `None` for what a
    /// third of all opinions say, which is no reason for anything.
    pub(super) fn counts(&self, term: &str, said: &[(u32, f64)]) -> Option<f64> {
        let term = *self.terms.get(term)?;
        let at = said.binary_search_by_key(&term, |(term, _)| *term).ok()?;
        let rare = self.of_opinions.of(Some(term));
        (rare > COMMON).then_some(said[at].1 * rare)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// How rare each term is among some rows. As long as there are few, others speak for them.
fn rarity(rows: &[Vector], terms: usize, others: Option<&[Vector]>) -> Rarity {
    let count = |rows: &[Vector]| {
        let mut counts = vec![0_u32; terms];
        rows.iter().flatten().for_each(|(term, _)| counts[index(*term)] += 1);
        counts
    };
    let beside = others.filter(|others| !others.is_empty());
    let (stand_in, share) =
        beside.map_or((0.0, 0.0), |others| (STAND_IN, STAND_IN / f64::from(number(others.len()))));
    let elsewhere = beside.map(count);
    let all = f64::from(number(rows.len())) + stand_in;
    let rare = |having: f64| f64::ln_1p(((all - having).max(0.0) + 0.5) / (having + 0.5));
    let each = count(rows).into_iter().enumerate().map(|(term, own)| {
        let there = elsewhere.as_ref().map_or(0, |counts| counts[term]);
        rare(f64::from(own) + share * f64::from(there))
    });
    Rarity { each: each.collect(), unheard: rare(0.0) }
}

/// The parts of an opinion that are compared.
fn of_opinion(opinion: &Opinion) -> Vec<(f64, &str)> {
    vec![(1.0, &opinion.text), (HEADING, &opinion.heading)]
}

/// The parts of a program that are compared; each text once, however often it is printed.
fn of_program<'a>(records: &'a Records, program: &'a Program) -> Vec<(f64, &'a str)> {
    let mut parts: Vec<(f64, &str)> = Vec::new();
    for entry in program.entries.iter().rev() {
        let body = entry.content.iter().chain(entry.items.iter().map(|item| &item.text));
        let aside = entry.results.iter().chain(&entry.remark);
        let area = records.area(&entry.listed.area).map(|area| (TITLE, area.title.as_str()));
        let texts = std::iter::once((NAME, entry.name()))
            .chain(body.map(|text| (BODY, text.as_str())))
            .chain(aside.map(|text| (RESULT, text.as_str())))
            .chain(area);
        for part in texts {
            if parts.iter().all(|(_, text)| *text != part.1) {
                parts.push(part);
            }
        }
    }
    parts
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
