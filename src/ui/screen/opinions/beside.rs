//! What stands beside the answer: other opinions, whom it was passed on to, what committee members
//! make of it.

use super::is_selected;
use crate::{
    app::{Model, screen::Part},
    domain::{Opinion, short_wareki},
    ui::{screen::told::by, sheet::Sheet},
};

/// 関係する意見.
pub fn related(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let council = &model.council;
    let relations: Vec<_> = council.relations_of(&opinion.id).collect();
    if relations.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading(&format!("関係する意見  {}件", relations.len()));
    for relation in relations {
        let part = Part::Relation(relation.id.clone(), relation.other.clone());
        let selected = is_selected(model, &part);
        let other = match council.records.opinion(relation.other) {
            Some(other) => format!("{}  {}", other.short(), other.text),
            None => format!("{}（参照先なし）", relation.other),
        };
        sheet.entry(selected, &format!("{}  ", relation.word), &other);
        if !relation.note.is_empty() {
            let by = council.records.name_of(relation.by);
            sheet.labelled("    メモ ", &format!("{by}: {}", relation.note));
        }
        sheet.belongs(selected);
    }
}

/// 要望・伝達.
pub fn referred(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let referrals = model.council.ledger.referrals(&opinion.id);
    if referrals.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading("要望・伝達");
    for said in referrals {
        let selected = is_selected(model, &Part::Referral(said.id.clone()));
        let head = format!("{}  {}  ", said.what.to, short_wareki(said.what.on));
        let by = by(&model.council, said);
        let text = match said.what.note.as_str() {
            "" => by,
            note => format!("{note}  {by}"),
        };
        sheet.entry(selected, &head, &text);
    }
}

/// 委員の受け止め.
pub fn reviewed(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let council = &model.council;
    let (reviews, readers) = (council.reviews(&opinion.id), council.readers_of(&opinion.id));
    if reviews.is_empty() && readers == 0 {
        return;
    }
    sheet.blank();
    sheet.heading(&format!("委員の受け止め  既読 {readers}人"));
    for said in reviews {
        let selected = is_selected(model, &Part::Review(said.id.clone()));
        let of = if council.is_of_now(&said.what) { "" } else { "（前の回答について）" };
        let head = format!("{}{of}  ", said.what.verdict);
        let by = by(council, said);
        let text = match said.what.text.as_str() {
            "" => by,
            text => format!("{text}  {by}"),
        };
        sheet.entry(selected, &head, &text);
    }
}
