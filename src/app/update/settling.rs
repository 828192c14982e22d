//! Settling what stands open: a 案, for one pair or for the marked opinions at once.

use super::{
    aimed::{opinions, pointed_at, selected_link},
    undoing::TAKE_BACK,
    writing::append,
};
use crate::{
    analysis::{how, short_name},
    app::{
        Effect, Focus, Model, Overlay, View,
        overlay::{
            About, Dispute, Entry,
            entry::{Came, Outcome, Refusal, Said, Writer},
        },
        screen::Part,
    },
    domain::Role,
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
    if let Some(dispute) = disputed_part(model) {
        model.lay(Overlay::Dispute(dispute));
        return None;
    }
    if model.focus == Focus::Detail && is_register(model) {
        model.tell("食い違いはありません。書き直すときは Enter を押します。");
        return None;
    }
    let pair = pointed_at(model, "c")?;
    let writer = Writer::new(&model.council, &model.person, model.today);
    if let Some(dispute) = Dispute::of_pair(&writer, &pair) {
        model.lay(Overlay::Dispute(dispute));
        return None;
    }
    let tie = model.council.ledger.tie(&pair.0, &pair.1);
    if tie.is_some_and(Tie::is_draft) {
        return Some(settle_one(model, &pair));
    }
    if let Some(suspect) = model.council.to_look_into(&pair.0, &pair.1) {
        let about = About::Recheck(suspect);
        model.lay(Overlay::Entry(Entry::new(&model.council, &model.person, model.today, about)));
        return None;
    }
    model.tell("この対応付けは確定しています。再確認の要るところはありません。");
    None
}

impl Model {
    /// Whether what is selected in the detail is a 案, in doubt, or a 食い違い.
    #[must_use]
    pub fn has_to_settle(&self) -> bool {
        if self.focus == Focus::List || self.access.why_not(Role::Office).is_some() {
            return false;
        }
        match selected_link(self) {
            None => disputed_part(self).is_some(),
            Some((opinion, program)) => {
                let tie = self.council.ledger.tie(&opinion, &program);
                self.council.to_look_into(&opinion, &program).is_some()
                    || tie.is_some_and(|tie| tie.is_draft() || self.council.is_tie_disputed(tie))
            }
        }
    }
}

/// Whether something is selected of which there is one at a time.
fn is_register(model: &Model) -> bool {
    let selected = &model.opinions.detail.selected;
    let register = Some(Part::Answer) == *selected
        || Some(Part::Progress) == *selected
        || Some(Part::Assignment) == *selected;
    model.view == View::Opinions && register
}

/// The 食い違い of what is selected, where it is an answer or the like.
fn disputed_part(model: &Model) -> Option<Dispute> {
    if model.view != View::Opinions || model.focus == Focus::List {
        return None;
    }
    let opinion = model.opinions.selected(&model.council)?;
    let writer = Writer::new(&model.council, &model.person, model.today);
    match &model.opinions.detail.selected {
        Some(Part::Answer) => Dispute::of_answer(&writer, opinion),
        Some(Part::Progress) => Dispute::of_progress(&writer, opinion),
        Some(Part::Assignment) => Dispute::of_assignment(&writer, opinion),
        _ => None,
    }
}

/// Makes the selected one of people's last words one's own, and the only one.
pub fn decide(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Dispute(dispute)) = &model.overlay else { return None };
    let head = dispute.selected()?;
    let said = format!("決めました: {} は {} {TAKE_BACK}", dispute.whose, head.what);
    let sayings = head.sayings.clone();
    model.awaited = Some(Vec::new());
    Some(Effect::Append { sayings, said })
}

/// Settles the 案 of one pair.
fn settle_one(model: &mut Model, pair: &Pair) -> Effect {
    let settled = settled(model, pair);
    let said = format!("確定しました: {}（{}） {TAKE_BACK}", settled.who, settled.what());
    model.awaited = Some(Vec::new());
    Effect::Append { sayings: settled.sayings, said }
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
