//! 引き継ぎ on the screen: nothing is written before it was asked for twice.

use super::{jump, undoing::TAKE_BACK};
use crate::{
    analysis::{Continuation, Proposal, Subject},
    app::{
        Effect, Model, Overlay,
        overlay::{Asked, CarryOver, CarryRow},
    },
    domain::{FiscalYear, Relation, Succession},
    journal::{Pair, Relate},
};

/// How it is written for good, said where it is written.
const FOR_GOOD: &str = "（ファイルを直すまで残ります）";

/// Opens the overlay.
pub fn open(model: &mut Model) {
    model.lay(Overlay::CarryOver(CarryOver::default()));
}

/// What was asked for with the key before is forgotten with the next one.
pub fn forget(model: &mut Model) {
    if let Some(Overlay::CarryOver(carry)) = &mut model.overlay {
        carry.asked = carry.asking.take();
    }
}

/// Enter: confirms the selected row, or goes where it leads.
pub fn choose(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::CarryOver(carry)) = &model.overlay else { return None };
    let row = carry.selected()?.clone();
    match &row {
        CarryRow::Heading(_) => None,
        CarryRow::Lost(lost) => {
            let row = model.council.records.program_row(&lost.program)?;
            jump::follow(model, Subject::Program(row));
            None
        }
        CarryRow::Opinion(at) => {
            jump::follow(model, Subject::Opinion(*at));
            None
        }
        CarryRow::Proposal(year, proposal) => {
            let what = format!("{} {}", proposal.kind, proposal.line(&model.council.records));
            let ask = format!("もう一度 Enter で系譜に書き込みます: {what}");
            is_meant(model, Asked::Row(row.clone()), ask).then(|| {
                let said = format!("系譜に書き込みました{FOR_GOOD}: {what}");
                file(&[(*year, proposal)], said)
            })
        }
        CarryRow::Continuation(it) => {
            let label = |id| model.council.records.label(id);
            let what = format!("{} は {} を継承", label(&it.opinion), label(&it.other));
            let ask = format!("もう一度 Enter で書きます: {what}");
            let it = it.clone();
            is_meant(model, Asked::Row(row), ask).then(|| goes_on(model, &it, &what)).flatten()
        }
        CarryRow::Links(_, pairs) => {
            let ask = format!(
                "もう一度 Enter で、この方向性の {}件をまとめて再確認します。",
                pairs.len()
            );
            let pairs = pairs.clone();
            is_meant(model, Asked::Row(row), ask).then(|| renew(model, &pairs)).flatten()
        }
    }
}

/// Writes every proposal that is certain.
pub fn all_certain(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::CarryOver(carry)) = &model.overlay else { return None };
    let certain: Vec<(FiscalYear, Proposal)> =
        carry.certain().map(|(year, it)| (year, it.clone())).collect();
    let count = certain.len();
    if count == 0 {
        model.tell("明記かほぼ確実な提案はありません。一件ずつ Enter で確かめてください。");
        return None;
    }
    let ask = format!("もう一度 F7 で、明記かほぼ確実な {count}件を系譜に書き込みます。");
    is_meant(model, Asked::Certain, ask).then(|| {
        let certain: Vec<_> = certain.iter().map(|(year, it)| (*year, it)).collect();
        file(&certain, format!("系譜に {count}件を書き込みました{FOR_GOOD}。"))
    })
}

/// Holds the programs of a proposal for different ones, or passes it over.
pub fn decline(model: &mut Model) {
    let Some(Overlay::CarryOver(carry)) = &mut model.overlay else { return };
    match carry.decline() {
        Some(what) => model.tell(what),
        None => model.tell("ここで見送るものはありません。"),
    }
}

/// Whether something was asked for a second time by somebody who may write; asks where it is the
/// first time.
fn is_meant(model: &mut Model, what: Asked, ask: String) -> bool {
    if !model.may_write() {
        return false;
    }
    let Some(Overlay::CarryOver(carry)) = &mut model.overlay else { return false };
    if carry.asked.take().as_ref() == Some(&what) {
        return true;
    }
    carry.asking = Some(what);
    model.tell(ask);
    false
}

fn file(proposals: &[(FiscalYear, &Proposal)], said: String) -> Effect {
    let mut lineage: Vec<(FiscalYear, Vec<Succession>)> = Vec::new();
    for (year, proposal) in proposals {
        let more = proposal.successions.iter().cloned();
        match lineage.iter_mut().find(|(other, _)| other == year) {
            Some((_, successions)) => successions.extend(more),
            None => lineage.push((*year, more.collect())),
        }
    }
    Effect::FileLineage { lineage, said }
}

fn goes_on(model: &mut Model, it: &Continuation, what: &str) -> Option<Effect> {
    let relate = Relate {
        opinion: it.opinion.clone(),
        other: it.other.clone(),
        relation: Relation::Continues,
        note: it.reason.clone(),
    };
    if let Ok(sayings) = model.council.relate(&model.person, &relate) {
        Some(Effect::Append { sayings, said: format!("{what}{TAKE_BACK}") })
    } else {
        model.refuse("継承が一回りするので、書けません。何も書いていません。");
        None
    }
}

fn renew(model: &mut Model, pairs: &[Pair]) -> Option<Effect> {
    let (sayings, renewed, left) = model.council.renew(pairs, "");
    if renewed.is_empty() {
        model.tell("事業に異動かその提案があります。意見の画面で、一件ずつ c で確かめてください。");
        return None;
    }
    let left = match left.len() {
        0 => String::new(),
        left => format!("。異動やその提案のある {left}件は、一件ずつ c で確かめます"),
    };
    let said = format!("{}件を再確認しました{left}{TAKE_BACK}", renewed.len());
    Some(Effect::Append { sayings, said })
}
