//! What people wrote, as something to be found: answers, and whatever stands beside them.
//!
//! Only what the reader may see is in the journal of the council, so nothing else is found here.

use crate::{
    analysis::Deed,
    domain::{OpinionId, RecordId},
    journal::{Event, Ledger, Saying},
    records::Records,
    search::{Document, Field, Index, Weight},
};

/// 書かれたもの. What holds of it, the newest first.
#[derive(Debug, Default)]
pub struct Spoken {
    /// 回答.
    pub answers: Said,
    /// メモ.
    pub notes: Said,
    /// How many events, and how many deeds, the walk has behind it.
    events: usize,
    deeds: usize,
}

/// Answers, or notes.
#[derive(Debug, Default)]
pub struct Said {
    /// 索引.
    pub index: Index,
    rows: Vec<Uttered>,
}

/// 一件. Where something that was written stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uttered {
    /// Its position in the journal.
    pub event: usize,
    /// Its position in the history.
    pub deed: usize,
}

impl Said {
    /// Where a row of the index comes from.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<Uttered> {
        self.rows.get(row).copied()
    }
}

impl Spoken {
    /// Takes in so many more events; `true` once all are.
    pub fn grow(
        &mut self,
        records: &Records,
        (events, history): (&[Event], &[Deed]),
        ledger: &Ledger,
        count: usize,
    ) -> bool {
        for _ in 0..count {
            let Some(at) = events.len().checked_sub(self.events + 1) else { return true };
            self.events += 1;
            let event = &events[at];
            // The history is the journal backwards, but for what is only there for other lines.
            let Some(deed) = history.get(self.deeds).filter(|deed| deed.id == event.id) else {
                continue;
            };
            let uttered = Uttered { event: at, deed: self.deeds };
            self.deeds += 1;
            if !ledger.is_live(&event.id) {
                continue;
            }
            match &event.saying {
                Saying::Answer(answer) => {
                    let register = ledger.answer(&answer.opinion);
                    if register.is_some_and(|register| register.holds(&event.id)) {
                        let words = [records.word(answer.kind), records.word(answer.stage)];
                        let opinion = label(records, Some(&answer.opinion));
                        self.answers.push(
                            uttered,
                            Field::new(Weight::Body, &answer.text),
                            &words,
                            opinion,
                        );
                    }
                }
                saying => {
                    if let Some(text) = note(saying) {
                        let opinion = label(records, deed.opinion());
                        let whose = records.name_of(&event.by);
                        let program = match deed.about.last() {
                            Some(RecordId::Program(id)) => records.program_name(id),
                            _ => "",
                        };
                        self.notes.push(
                            uttered,
                            Field::new(Weight::Aside, text),
                            &[whose, program],
                            opinion,
                        );
                    }
                }
            }
        }
        false
    }
}

impl Said {
    fn push(&mut self, uttered: Uttered, text: Field<'_>, beside: &[&str], label: &str) {
        let mut fields = vec![text];
        fields.extend(beside.iter().map(|word| Field::new(Weight::Aside, *word)));
        fields.extend((!label.is_empty()).then(|| Field::new(Weight::Label, label)));
        self.index.push(&Document { fields });
        self.rows.push(uttered);
    }
}

fn label<'a>(records: &'a Records, id: Option<&OpinionId>) -> &'a str {
    id.and_then(|id| records.opinion(id)).map_or("", |opinion| &opinion.label)
}

/// What somebody wrote beside the matter: notes, and the reasons and words that other sayings bring;
/// `None` where there is nothing.
#[must_use]
pub fn note(saying: &Saying) -> Option<&str> {
    let text = match saying {
        Saying::Note(said) => &said.text,
        Saying::Link(said) => &said.note,
        Saying::Reject(said) => &said.reason,
        Saying::Confirm(said) => &said.note,
        Saying::Progress(said) => &said.reason,
        Saying::Relate(said) => &said.note,
        Saying::Refer(said) => &said.note,
        Saying::Review(said) => &said.text,
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}
