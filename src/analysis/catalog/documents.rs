//! What of each record can be found, and what a match in it is worth.

use crate::{
    domain::{Entry, Indicator, Opinion, Program, Session},
    records::Records,
    search::{Document, Field, Weight},
};

pub(super) fn opinion<'a>(records: &'a Records, opinion: &'a Opinion) -> Document<'a> {
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

pub(super) fn program<'a>(records: &'a Records, program: &'a Program) -> Document<'a> {
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

pub(super) fn session(session: &Session) -> Document<'_> {
    let fields = [
        (Weight::Name, &session.title),
        (Weight::Body, &session.agenda),
        (Weight::Body, &session.held),
        (Weight::Body, &session.place),
    ];
    Document { fields: fields.map(|(tier, text)| Field::new(tier, text)).into() }
}

pub(super) fn indicator<'a>(records: &'a Records, indicator: &'a Indicator) -> Document<'a> {
    let area = records.area(&indicator.area);
    let mut fields =
        vec![Field::new(Weight::Name, &indicator.name), Field::new(Weight::Aside, &indicator.unit)];
    let texts = indicator.review.iter().chain(&indicator.efforts).chain(&indicator.notes);
    fields.extend(texts.map(|text| Field::new(Weight::Body, text)));
    fields.extend(area.map(|area| Field::new(Weight::Aside, &area.title)));
    Document { fields }
}
