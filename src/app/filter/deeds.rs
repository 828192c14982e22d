//! What deeds differ by.

use super::{Facet, once_each};
use crate::{
    analysis::{Council, DeedKind, called},
    domain::RecordId,
};

/// What deeds differ by.
pub const DEEDS: &[Facet] = &[
    Facet::new("記入者", |council, row| {
        vec![council.records.name_of(&council.history[row].by).to_owned()]
    }),
    Facet::new("種類", |council, row| vec![council.history[row].kind.word().to_owned()])
        .ordered(|_| DeedKind::ALL.iter().map(|kind| kind.word().to_owned()).collect()),
    Facet::new("意見", opinions).ordered(|council| {
        council.records.opinions.iter().map(|o| council.records.label(&o.id)).collect()
    }),
    Facet::new("会議", sessions),
];

fn opinions(council: &Council, row: usize) -> Vec<String> {
    named(council, row, |about| matches!(about, RecordId::Opinion(_)))
}

fn sessions(council: &Council, row: usize) -> Vec<String> {
    named(council, row, |about| matches!(about, RecordId::Session(_)))
}

fn named(council: &Council, row: usize, is: fn(&RecordId) -> bool) -> Vec<String> {
    let about = council.history[row].about.iter().filter(|about| is(about));
    once_each(about.map(|about| called(&council.records, about)))
}
