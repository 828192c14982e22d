//! What to show of a record that was found.

use super::{Council, Subject, catalog::note};
use crate::{
    domain::{Program, RecordId},
    journal::{Event, Saying},
    search::{Query, highlight},
};

/// 見つかったもの, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// 識別子 of the record it is, or is about.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The one of its texts that holds what was looked for, or the first.
    pub text: String,
}

impl Council {
    /// A record that was found, in words.
    #[must_use]
    pub fn describe(&self, subject: Subject, query: &Query) -> Described {
        let records = &self.records;
        let described = |id: &dyn ToString, title: String, text: &str| Described {
            id: id.to_string(),
            title,
            text: text.to_owned(),
        };
        match subject {
            Subject::Opinion(row) => {
                let opinion = &records.opinions[row];
                let texts = [&opinion.text, &opinion.heading];
                described(&opinion.id, opinion.short(), best(texts, query))
            }
            Subject::Program(row) => {
                let program = &records.programs[row];
                described(&program.id, program.name().to_owned(), self.quoted(program, query))
            }
            Subject::Session(row) => {
                let session = &records.sessions[row];
                let text = format!("{} {} {}", session.held, session.agenda, session.place);
                described(&session.id, session.title.clone(), &text)
            }
            Subject::Indicator(row) => {
                let indicator = &records.indicators[row];
                let texts = indicator.review.iter().chain(&indicator.efforts);
                let area = records.area(&indicator.area).map(|area| &area.title);
                let text = best(texts.chain(&indicator.notes).chain(area), query);
                let title = format!("{}（{}）", indicator.name, indicator.unit);
                described(&indicator.id, title, text)
            }
            Subject::Answer(_) | Subject::Note(_) => self.described_words(subject),
        }
    }

    fn described_words(&self, subject: Subject) -> Described {
        let uttered = self.uttered(subject);
        let event: Option<&Event> = uttered.and_then(|it| self.journal.events.get(it.event));
        let deed = uttered.and_then(|it| self.history.get(it.deed));
        let (Some(event), Some(deed)) = (event, deed) else {
            return Described { id: String::new(), title: String::new(), text: String::new() };
        };
        let id = deed.about.first().map_or_else(String::new, id_of);
        let (title, text) = match &event.saying {
            Saying::Answer(answer) => {
                let records = &self.records;
                let (kind, stage) = (records.word(answer.kind), records.word(answer.stage));
                (format!("{} {kind}（{stage}）", deed.subject), answer.text.as_str())
            }
            saying => (deed.subject.clone(), note(saying).unwrap_or_default()),
        };
        Described { id, title, text: text.to_owned() }
    }

    /// Where in journal and history something written stands.
    #[must_use]
    pub fn uttered(&self, subject: Subject) -> Option<super::Uttered> {
        match subject {
            Subject::Answer(row) => self.spoken().answers.at(row),
            Subject::Note(row) => self.spoken().notes.at(row),
            _ => None,
        }
    }

    /// The record that something found is, or is about; `None` for what is neither.
    #[must_use]
    pub fn about(&self, subject: Subject) -> Option<RecordId> {
        let records = &self.records;
        match subject {
            Subject::Opinion(row) => {
                records.opinions.get(row).map(|it| RecordId::Opinion(it.id.clone()))
            }
            Subject::Program(row) => {
                records.programs.get(row).map(|it| RecordId::Program(it.id.clone()))
            }
            Subject::Session(row) => {
                records.sessions.get(row).map(|it| RecordId::Session(it.id.clone()))
            }
            Subject::Answer(_) | Subject::Note(_) => {
                let deed = self.history.get(self.uttered(subject)?.deed)?;
                deed.about.first().cloned()
            }
            Subject::Indicator(_) => None,
        }
    }

    /// The part of a program's texts to quote for a query: the first that holds what was looked
    /// for, the newest entry before the older ones; or else the first.
    #[must_use]
    pub fn quoted<'a>(&'a self, program: &'a Program, query: &Query) -> &'a str {
        let latest = program.latest();
        let older = program.entries.iter().rev().filter(|entry| !std::ptr::eq(*entry, latest));
        let entries = || std::iter::once(latest).chain(older.clone());
        let texts = entries().flat_map(|entry| {
            let texts = entry.content.iter().chain(&entry.results).chain(&entry.remark);
            texts.chain(entry.items.iter().map(|item| &item.text))
        });
        let asides = entries().flat_map(|entry| {
            let area = self.records.area(&entry.listed.area).map(|area| &area.title);
            entry.departments.iter().chain(area)
        });
        best(texts.chain(asides), query)
    }
}

/// The first text that holds what was looked for, or else the first.
fn best<'a>(texts: impl IntoIterator<Item = &'a String>, query: &Query) -> &'a str {
    let mut texts = texts.into_iter().peekable();
    let first = texts.peek().map_or("", |text| text.as_str());
    if query.is_empty() {
        return first;
    }
    texts.find(|text| !highlight(query, text).is_empty()).map_or(first, String::as_str)
}

fn id_of(about: &RecordId) -> String {
    match about {
        RecordId::Opinion(id) => id.to_string(),
        RecordId::Program(id) => id.to_string(),
        RecordId::Session(id) => id.to_string(),
    }
}
