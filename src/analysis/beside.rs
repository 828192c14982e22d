//! What stands beside an opinion: other opinions, and how many committee members have read it.

use super::Council;
use crate::{
    domain::{EventId, OpinionId, Person},
    journal::Moment,
};

/// 関係. A relation as it reads from one of its two opinions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related<'a> {
    /// The event.
    pub id: &'a EventId,
    /// 記入者.
    pub by: &'a Person,
    /// 日時.
    pub at: &'a Moment,
    /// 関係, read from here.
    pub word: &'static str,
    /// 相手.
    pub other: &'a OpinionId,
    /// メモ.
    pub note: &'a str,
}

impl Council {
    /// The opinions that an opinion is related to, from whichever end it was said, oldest first.
    pub fn relations_of(&self, opinion: &OpinionId) -> impl Iterator<Item = Related<'_>> {
        self.ledger.relations.iter().filter_map(move |said| {
            let (word, other) = if said.what.opinion == *opinion {
                (said.what.relation.word(), &said.what.other)
            } else if said.what.other == *opinion {
                (said.what.relation.reverse(), &said.what.opinion)
            } else {
                return None;
            };
            Some(Related {
                id: &said.id,
                by: &said.by,
                at: &said.at,
                word,
                other,
                note: &said.what.note,
            })
        })
    }

    /// How many committee members have read what stands to an opinion.
    #[must_use]
    pub fn readers_of(&self, opinion: &OpinionId) -> usize {
        let mut readers: Vec<_> = self.ledger.reads(opinion).iter().map(|said| &said.by).collect();
        readers.sort();
        readers.dedup();
        readers.len()
    }
}
