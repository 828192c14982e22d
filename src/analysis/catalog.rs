//! The catalog: what can be found, and by which words.

use crate::{
    domain::{Entry, Opinion, Program, Session},
    records::Records,
    search::{Document, Field, Index, Query, Search, Weight},
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
        let mut catalog = Self::default();
        catalog.grow(records, usize::MAX);
        catalog
    }

    /// Indexes so many more records; `true` once all are.
    pub fn grow(&mut self, records: &Records, count: usize) -> bool {
        for _ in 0..count {
            if let Some(it) = records.opinions.get(self.opinions.len()) {
                self.opinions.push(&opinion(records, it));
            } else if let Some(it) = records.programs.get(self.programs.len()) {
                self.programs.push(&program(records, it));
            } else if let Some(it) = records.sessions.get(self.sessions.len()) {
                self.sessions.push(&session(it));
            } else {
                return true;
            }
        }
        false
    }

    /// Searches everything, best first.
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> Vec<Subject> {
        let mut seek = Seek::new(query);
        seek.advance(self, usize::MAX);
        seek.found(limit)
    }
}

/// A search of everything on its way.
#[derive(Debug)]
pub struct Seek([Search; 3]);

impl Seek {
    /// A search that has not begun.
    #[must_use]
    pub fn new(query: &Query) -> Self {
        Self([(); 3].map(|()| Search::new(query.clone())))
    }

    /// A search for what was typed after another, in the same catalog.
    #[must_use]
    pub fn after(before: &Self, query: &Query) -> Self {
        Self(before.0.each_ref().map(|before| Search::after(before, query.clone())))
    }

    /// Goes on by about so many rows; `true` once everything is found.
    pub fn advance(&mut self, catalog: &Catalog, mut rows: usize) -> bool {
        let indexes = [&catalog.programs, &catalog.opinions, &catalog.sessions];
        for (search, index) in self.0.iter_mut().zip(indexes) {
            rows = search.advance(index, rows);
        }
        self.0.iter().all(Search::is_done)
    }

    /// What has been found, best first.
    #[must_use]
    pub fn found(&self, limit: usize) -> Vec<Subject> {
        let subjects = [Subject::Program, Subject::Opinion, Subject::Session];
        let hits = self.0.iter().zip(subjects).flat_map(|(search, subject)| {
            search.hits().iter().take(limit).map(move |hit| (hit.rank, subject(hit.row())))
        });
        let mut found: Vec<_> = hits.collect();
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
