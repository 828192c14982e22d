//! What opinions and programs say, part by part, and what each part counts.

use std::collections::BTreeMap;

use super::terms::{Thesaurus, spots, words};
use crate::{
    domain::{Opinion, Program},
    records::Records,
};

/// What the parts of a program's texts count beside each other.
const NAME: f64 = 2.5;
const BODY: f64 = 1.0;
const RESULT: f64 = 0.5;
const TITLE: f64 = 0.3;

/// What the opening of an opinion, up to the first 、, and its heading count beside the rest: it opens
/// with what it is about, and goes on to how.
const OPENING: f64 = 1.5;
const HEADING: f64 = 0.25;

/// How often each term is said, and the place of the first word that it is part of.
pub(super) type Said = BTreeMap<u32, (f64, usize)>;

/// Counts the terms of some parts, each by its number.
pub(super) fn said(
    parts: Vec<(f64, &str)>,
    thesaurus: &Thesaurus,
    number_of: &mut impl FnMut(String) -> u32,
) -> Said {
    let mut said = Said::new();
    let mut place = 0;
    for (part, text) in parts {
        for word in words(spots(text, thesaurus)) {
            for spot in word {
                said.entry(number_of(spot.term)).or_insert((0.0, place)).0 += part * spot.weight;
            }
            place += 1;
        }
    }
    said
}

/// The parts of an opinion that are compared.
pub(super) fn of_opinion(opinion: &Opinion) -> Vec<(f64, &str)> {
    let mut parts = of_words(&opinion.text);
    parts.push((HEADING, &opinion.heading));
    parts
}

/// The parts of what an opinion says.
pub(super) fn of_words(text: &str) -> Vec<(f64, &str)> {
    let (opening, rest) = text.split_once('、').unwrap_or(("", text));
    vec![(OPENING, opening), (1.0, rest)]
}

/// The parts of a program that are compared; each text once, however often it is printed.
pub(super) fn of_program<'a>(records: &'a Records, program: &'a Program) -> Vec<(f64, &'a str)> {
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
