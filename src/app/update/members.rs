//! What a committee member does: 既読 and 受け止め, as sayings for the journal.

use super::writing::TAKE_BACK;
use crate::{
    app::{Effect, Model, Overlay, View, overlay::ReviewForm},
    domain::{OpinionId, Role},
};

/// The opinion that is selected.
fn selected(model: &Model) -> Option<OpinionId> {
    let council = &model.council;
    match model.view {
        View::Overview => model.changes.selected()?.opinion(council).cloned(),
        View::Opinions => {
            model.opinions.list.row().map(|row| council.records.opinions[row].id.clone())
        }
        _ => None,
    }
}

/// Says that the person has read the selected opinion and what stands to it.
pub fn mark_read(model: &mut Model) -> Option<Effect> {
    if !model.may(Role::Member) {
        return None;
    }
    let Some(opinion) = selected(model) else {
        model.tell("既読にする意見が選ばれていません。");
        return None;
    };
    let label = model.council.records.label(&opinion);
    let sayings = model.council.mark_read(&model.person, &opinion);
    if sayings.is_empty() {
        model.tell(format!("{label} は、すでに既読です。"));
        return None;
    }
    Some(Effect::Append {
        sayings, said: format!("保存しました: {label} を既読に {TAKE_BACK}")
    })
}

/// Opens the form for the selected opinion.
pub fn open_review(model: &mut Model) {
    if !model.may(Role::Member) {
        return;
    }
    match selected(model) {
        Some(opinion) => {
            let form = ReviewForm::new(&model.council, &model.person, &opinion);
            model.lay(Overlay::Review(form));
        }
        None => model.tell("受け止めを書く意見が選ばれていません。"),
    }
}

/// Says what the form holds. It stays open until that is on disk.
pub fn save(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Review(open)) = &mut model.overlay else { return None };
    let review = open.review()?;
    let said = format!(
        "保存しました: {} への受け止め（{}） {TAKE_BACK}",
        model.council.records.label(&review.opinion),
        review.verdict
    );
    let sayings = model.council.review(&model.person, review, &open.stood);
    if sayings.is_empty() {
        model.lift();
        model.tell("すでに同じ内容で保存してあります。");
        return None;
    }
    model.awaited = Some(Vec::new());
    Some(Effect::Append { sayings, said })
}
