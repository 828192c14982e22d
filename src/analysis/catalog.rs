//! The catalog: what can be found, and by which words.

use crate::{
    domain::{Entry, Opinion, Program, Session},
    records::Records,
    search::{Document, Field, Index, Query, Weight},
};

/// 検索対象. A record, by its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 意見.
    Opinion(usize),
    /// 事業.
    Program(usize),
    /// 会議.
    Session(usize),
}

/// 索引. One index a kind; a row of an index is the record's position.
#[derive(Debug, Default)]
pub struct Catalog {
    /// 意見.
    pub opinions: Index,
    /// 事業.
    pub programs: Index,
    /// 会議.
    pub sessions: Index,
}

impl Catalog {
    /// Indexes every record.
    #[must_use]
    pub fn of(records: &Records) -> Self {
        Self {
            opinions: Index::build(records.opinions.iter().map(|o| opinion(records, o))),
            programs: Index::build(records.programs.iter().map(|p| program(records, p))),
            sessions: Index::build(records.sessions.iter().map(session)),
        }
    }

    /// Searches everything, best first.
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Subject> {
        let of = |index: &Index, subject: fn(usize) -> Subject| -> Vec<_> {
            let hits = index.search(query, Some(limit)).into_iter();
            hits.map(|hit| (hit.rank, subject(hit.row))).collect()
        };
        let mut found = of(&self.programs, Subject::Program);
        found.extend(of(&self.opinions, Subject::Opinion));
        found.extend(of(&self.sessions, Subject::Session));
        found.sort_by(|(a, _), (b, _)| b.cmp(a));
        found.truncate(limit);
        found.into_iter().map(|(_, subject)| subject).collect()
    }
}

fn opinion<'a>(records: &'a Records, opinion: &'a Opinion) -> Document<'a> {
    let area = opinion.area.as_ref().and_then(|id| records.area(id));
    let mut fields = vec![
        Field::new(Weight::Label, &opinion.label),
        Field::new(Weight::Body, &opinion.text),
        Field::new(Weight::Aside, &opinion.heading),
        Field::new(Weight::Aside, opinion.fiscal_year.japanese()),
    ];
    fields.extend(area.map(|area| Field::new(Weight::Aside, &area.title)));
    Document { fields }
}

fn program<'a>(records: &'a Records, program: &'a Program) -> Document<'a> {
    let mut fields = vec![Field::new(Weight::Name, program.name())];
    for entry in &program.entries {
        if entry.name() != program.name() {
            fields.push(Field::new(Weight::Name, entry.name()));
        }
        // A row that is listed again prints the same words again.
        if !entry.listed.relisted {
            fields.extend(body(entry));
        }
        let area = records.area(&entry.listed.area);
        fields.extend(area.map(|area| Field::new(Weight::Aside, &area.title)));
    }
    Document { fields }
}

fn body(entry: &Entry) -> impl Iterator<Item = Field<'_>> {
    let texts = entry.content.iter().chain(&entry.results).chain(&entry.remark);
    let items = entry.items.iter().map(|item| &item.text);
    texts.chain(items).chain(&entry.departments).map(|text| Field::new(Weight::Body, text))
}

fn session(session: &Session) -> Document<'_> {
    let fields = [
        (Weight::Name, &session.title),
        (Weight::Body, &session.agenda),
        (Weight::Body, &session.held),
        (Weight::Body, &session.place),
    ];
    Document { fields: fields.map(|(tier, text)| Field::new(tier, text)).into() }
}
