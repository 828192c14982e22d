//! 引き継ぎ on the screen. What goes into the record files, out of reach of undo, is asked about first.

use super::{jump, undoing::TAKE_BACK};
use crate::{
    analysis::{Continuation, Proposal, Subject},
    app::{
        Effect, Model, Overlay,
        overlay::{Act, Asked, CarryOver, CarryRow, Confirm},
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
        CarryRow::Proposal(_, proposal) => {
            let what = format!("{} {}", proposal.kind, proposal.line(&model.council.records));
            let means = vec![what, proposal.reason()];
            ask(model, Asked::Row(row), "この系譜を書き込みますか。", means);
            None
        }
        CarryRow::Continuation(it) => {
            if !model.may_write() {
                return None;
            }
            let label = |id| model.council.records.label(id);
            let what = format!("{} は {} を継承", label(&it.opinion), label(&it.other));
            goes_on(model, it, &what)
        }
        CarryRow::Links(_, pairs) => model.may_write().then(|| renew(model, pairs)).flatten(),
    }
}

/// Writes every proposal that is certain.
pub fn all_certain(model: &mut Model) {
    let Some(Overlay::CarryOver(carry)) = &model.overlay else { return };
    let certain = carry.certain().map(|(_, it)| it);
    let lines: Vec<_> = certain.map(|it| it.line(&model.council.records)).collect();
    if lines.is_empty() {
        return model.tell("明記かほぼ確実な提案はありません。一件ずつ Enter で確かめてください。");
    }
    let question = format!("明記かほぼ確実な {}件を系譜に書き込みますか。", lines.len());
    ask(model, Asked::Certain, &question, lines);
}

/// Asks before the record files are written.
fn ask(model: &mut Model, what: Asked, question: &str, mut means: Vec<String>) {
    if model.may_write() {
        means.insert(0, "記録のファイルに書きます。F9 では戻せません。".to_owned());
        let act = Act::CarryOver(what);
        model.lay(Overlay::Confirm(Confirm { question: question.to_owned(), means, act }));
    }
}

/// Does what was asked about.
pub fn agreed(model: &mut Model, what: &Asked) -> Option<Effect> {
    if !model.may_write() {
        return None;
    }
    let Some(Overlay::CarryOver(carry)) = &model.overlay else { return None };
    match what {
        Asked::Row(CarryRow::Proposal(year, proposal)) => {
            let what = format!("{} {}", proposal.kind, proposal.line(&model.council.records));
            Some(file(&[(*year, proposal)], format!("系譜に書き込みました{FOR_GOOD}: {what}")))
        }
        Asked::Row(_) => None,
        Asked::Certain => {
            let certain: Vec<_> = carry.certain().collect();
            let count = certain.len();
            Some(file(&certain, format!("系譜に {count}件を書き込みました{FOR_GOOD}。")))
        }
    }
}

/// Holds the programs of a proposal for different ones, or passes it over.
pub fn decline(model: &mut Model) {
    let Some(Overlay::CarryOver(carry)) = &mut model.overlay else { return };
    match carry.decline() {
        Some(what) => model.tell(what),
        None => model.tell("ここで見送るものはありません。"),
    }
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
