//! Settling what stands open: a 案, for one pair or for the marked opinions at once.

use super::writing::{TAKE_BACK, append, opinions, pointed_at};
use crate::{
    analysis::{how, short_name},
    app::{
        Effect, Focus, Model, Overlay,
        overlay::entry::{Came, Outcome, Refusal, Said},
    },
    journal::{Pair, Tie},
};

/// Settles what is selected, or the 案 of the marked opinions.
pub fn settle(model: &mut Model) -> Option<Effect> {
    if matches!(model.overlay, Some(Overlay::Menu(_))) {
        model.lift();
    }
    if !model.may_write() {
        return None;
    }
    if model.focus == Focus::List && model.list().marks() > 0 {
        return settle_marked(model);
    }
    let pair = pointed_at(model, "c")?;
    let tie = model.council.ledger.tie(&pair.0, &pair.1);
    if tie.is_some_and(Tie::is_draft) {
        let part = settled(model, &pair);
        let name = part.who.clone();
        let how = part.what().to_owned();
        let sayings = part.sayings.clone();
        model.awaited = Some(Vec::new());
        return Some(Effect::Append {
            sayings,
            said: format!("確定しました: {name}（{how}） {TAKE_BACK}"),
        });
    }
    model.tell("この対応付けは確定しています。変えるものはありません。");
    None
}

/// Settles every 案 of the marked opinions in one act.
fn settle_marked(model: &mut Model) -> Option<Effect> {
    let mut parts = Vec::new();
    for opinion in opinions(model) {
        let drafts: Vec<Pair> = (model.council.ties_of(&opinion))
            .filter(|tie| tie.is_draft())
            .map(|tie| (tie.opinion.clone(), tie.program.clone()))
            .collect();
        if drafts.is_empty() {
            let none =
                Refusal { field: 0, why: "案はありません".to_owned(), insisting: false };
            let who = model.council.records.label(&opinion);
            parts.push(Outcome { who, outcome: Came::Refused(none), sayings: Vec::new() });
        }
        parts.extend(drafts.iter().map(|pair| settled(model, pair)));
    }
    let said = Said::of(parts, ("を確定しました: ", "の案を確定しました"));
    if said.sayings().is_empty() {
        model.tell("印を付けた意見に、確定していない案はありません。");
        return None;
    }
    Some(append(model, said))
}

/// The 案 of a pair, settled.
fn settled(model: &Model, pair: &Pair) -> Outcome {
    let council = &model.council;
    let tie = council.ledger.tie(&pair.0, &pair.1);
    let draft = tie.and_then(|tie| tie.links.last());
    let what = draft.map_or_else(String::new, |live| how(&live.what).replace("案 ", ""));
    let program = short_name(council.records.program_name(&pair.1));
    let who = format!("{}「{program}」", council.records.label(&pair.0));
    Outcome::done(who, what, council.settle(&model.person, std::slice::from_ref(pair)))
}
