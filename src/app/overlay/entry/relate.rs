//! 意見の関係: one opinion to another.

use super::{Refusal, Said, Writer};
use crate::{
    analysis::{self, How, Unrelated},
    app::form::{Field, Form},
    domain::{OpinionId, Relation},
    journal::Relate,
};

const OTHER: usize = 0;
const RELATION: usize = 1;
const NOTE: usize = 2;

/// How many opinions are offered where a name means several.
const OFFERED: usize = 6;

pub(super) fn form(writer: &Writer<'_>, on: &[OpinionId]) -> Form {
    let opinions: Vec<_> = on.iter().collect();
    let fields = vec![
        Field::line("相手の意見", "").with_hint(hint(writer, on)),
        Field::choice("関係", Relation::ALL.iter().map(|relation| relation.word()), None)
            .with_hint("準用: 相手の回答をこの意見の回答とする。継承: 前の年度の意見を引き継ぐ。"),
        Field::line("メモ", ""),
    ];
    let mut about = writer.about(&opinions);
    if let [one] = on {
        let own = writer.council.ledger.relations.iter().filter(|said| said.what.opinion == *one);
        let own =
            own.map(|said| format!("{} の{}", writer.label(&said.what.other), said.what.relation));
        let own: Vec<_> = own.collect();
        about.splice(0..0, (!own.is_empty()).then(|| format!("今の関係: {}", own.join("、"))));
    }
    Form::new(format!("{} と別の意見の関係", writer.whose(&opinions)), about, fields)
}

/// How the other opinion is written, and which it may be.
fn hint(writer: &Writer<'_>, on: &[OpinionId]) -> String {
    let how = "番号か、本文の一部。ア-イ のように書けます。";
    let [one] = on else { return how.to_owned() };
    let (council, records) = (writer.council, &writer.council.records);
    let text = records.opinion(one).map_or("", |opinion| &opinion.text);
    let alike = council.likely_same(one).into_iter().map(|it| {
        let other = &records.opinions[it.row];
        let reasons = council.reasons_alike(text, other).join("・");
        format!("{}（{reasons}）", writer.label(&other.id))
    });
    match alike.collect::<Vec<_>>().join("、").as_str() {
        "" => how.to_owned(),
        alike => format!("似た意見: {alike}。{how}"),
    }
}

pub(super) fn say(writer: &Writer<'_>, on: &[OpinionId], form: &Form) -> Result<Said, Refusal> {
    let other = other(writer, form.text(OTHER)).map_err(|why| Refusal::of(OTHER, why))?;
    let Some(relation) = form.choice(RELATION).map(|at| Relation::ALL[at]) else {
        return Err(Refusal::of(RELATION, "関係を選んでください。"));
    };
    Ok(Said::each(
        on,
        ("を ", "に関係を記入しました"),
        |opinion| writer.label(opinion),
        |opinion| {
            let council = writer.council;
            let note = form.text(NOTE);
            let relate = Relate {
                opinion: opinion.clone(),
                other: other.clone(),
                relation,
                note: note.to_owned(),
            };
            let sayings = council.relate(writer.person, &relate);
            let what = format!("{} の{relation}にしました", writer.label(&other));
            let why = |why: Unrelated| Refusal::of(OTHER, unrelated(writer, &relate, &why));
            sayings.map(|sayings| (what, sayings)).map_err(why)
        },
    ))
}

fn unrelated(writer: &Writer<'_>, relate: &Relate, why: &Unrelated) -> String {
    let (opinion, other) = (writer.label(&relate.opinion), writer.label(&relate.other));
    match why {
        Unrelated::Itself => format!("{opinion} 自身との関係は記入できません。"),
        Unrelated::Round(_) => {
            let relation = relate.relation;
            format!("{other} から {opinion} への{relation}がすでにあり、一巡してしまいます。")
        }
    }
}

/// The opinion that is meant by what was typed.
fn other(writer: &Writer<'_>, typed: &str) -> Result<OpinionId, String> {
    if typed.is_empty() {
        return Err("相手の意見を書いてください。".to_owned());
    }
    let lookup = analysis::opinion(&writer.council.records, writer.council.catalog(), typed);
    if let Some(found) = lookup.found() {
        return Ok(found.id.clone());
    }
    let near = lookup.records.iter().take(OFFERED).map(|opinion| writer.label(&opinion.id));
    let near = near.collect::<Vec<_>>().join("、");
    Err(match (lookup.how, near.as_str()) {
        (How::Near, "") => format!("「{typed}」にあたる意見はありません。"),
        (How::Near, near) => format!("「{typed}」にあたる意見はありません。近いもの: {near}"),
        (_, near) => {
            format!("「{typed}」にあたる意見が {}件あります: {near}", lookup.records.len())
        }
    })
}
