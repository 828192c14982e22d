//! Linking, unlinking, undo and redo: what the user does, as sayings for the journal.

use crate::{
    analysis::{Wish, short_name},
    app::{
        Effect, Focus, Model, Overlay, View,
        list::Step,
        overlay::{Picker, Side},
        screen::{Linked, Table},
    },
    domain::{OpinionId, ProgramId},
    journal,
};

/// How the last act is taken back, said with every act that can be.
pub(super) const TAKE_BACK: &str = " F9 で戻す";

/// Opens the picker for the selected record.
pub fn open_picker(model: &mut Model) {
    if !model.may_write() {
        return;
    }
    let records = &model.council.records;
    let side = match model.view {
        View::Opinions => opinion_at(model, model.opinions.list.row()),
        View::Matrix => match model.matrix.table {
            Table::Opinions => opinion_at(model, model.matrix.opinions.row()),
            Table::Unasked => {
                let row = model.matrix.unasked.row();
                row.map(|row| Side::Program(records.programs[row].id.clone()))
            }
        },
        View::Programs => {
            model.programs.list.row().map(|row| Side::Program(records.programs[row].id.clone()))
        }
        _ => None,
    };
    match side {
        Some(side) => model.lay(Overlay::Picker(Picker::new(side))),
        None => model.tell("対応付けるものが選ばれていません。"),
    }
}

fn opinion_at(model: &Model, row: Option<usize>) -> Option<Side> {
    row.map(|row| Side::Opinion(model.council.records.opinions[row].id.clone()))
}

/// Marks the row and moves on to the next.
pub fn mark(model: &mut Model) {
    let page = model.overlay_page();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.mark(&model.council);
        picker.list.step(&model.council, Step::Down, page);
    }
}

/// The next kind of link.
pub fn next_kind(model: &mut Model) {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.kind = picker.kind.next();
    }
}

/// The next extent of a link.
pub fn next_extent(model: &mut Model) {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.extent = picker.extent.next();
    }
}

/// Saves what the picker holds. It stays open until that is on disk.
pub fn choose(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Picker(picker)) = &model.overlay else { return None };
    let pairs = picker.chosen(&model.council);
    if pairs.is_empty() {
        model.tell("選べるものがありません。検索の言葉を変えてください。");
        return None;
    }
    let sayings = {
        let wish = Wish { kind: picker.kind, extent: picker.extent, ..Wish::default() };
        model.council.link(&model.person, &pairs, &wish)
    };
    if sayings.is_empty() {
        model.lift();
        model.tell("すでに同じ内容で対応付けてあります。");
        return None;
    }
    let what = match (&picker.side, &pairs[..]) {
        (_, [(opinion, program)]) => {
            format!("{} に「{}」", label(model, opinion), name(model, program))
        }
        (Side::Opinion(opinion), _) => {
            format!("{} に {}件の事業", label(model, opinion), pairs.len())
        }
        (Side::Program(program), _) => {
            format!("{}件の意見に「{}」", pairs.len(), name(model, program))
        }
    };
    let said = format!("保存しました: {what}（{}・{}） {TAKE_BACK}", picker.kind, picker.extent);
    Some(Effect::Append { sayings, said })
}

/// Takes away the link that is selected in the detail, whoever made it.
pub fn unlink(model: &mut Model) -> Option<Effect> {
    if !model.may_write() {
        return None;
    }
    let nothing = match model.view {
        View::Opinions => model.opinions.detail.selected.is_none(),
        View::Programs => !matches!(model.programs.detail.selected, Some(Linked::Opinion(_))),
        _ => true,
    };
    if !nothing && model.focus == Focus::List {
        // What would go must be seen first.
        model.focus = Focus::Detail;
        model.tell("外すものを選んで、もう一度 x を押してください。");
        return None;
    }
    let records = &model.council.records;
    let pair = match model.view {
        View::Opinions => model
            .opinions
            .list
            .row()
            .map(|row| records.opinions[row].id.clone())
            .zip(model.opinions.detail.selected.clone()),
        View::Programs => match &model.programs.detail.selected {
            Some(Linked::Opinion(opinion)) => Some(opinion.clone()),
            Some(Linked::Program(_)) | None => None,
        }
        .zip(model.programs.list.row().map(|row| records.programs[row].id.clone())),
        _ => None,
    };
    let Some((opinion, program)) = pair else {
        model.tell("外せる対応付けがありません。");
        return None;
    };
    let sayings = journal::unlink(&model.council.ledger, &opinion, &program);
    let said = format!(
        "保存しました: {} から「{}」を外しました {TAKE_BACK}",
        label(model, &opinion),
        name(model, &program)
    );
    Some(Effect::Append { sayings, said })
}

/// Takes back this person's last act.
pub fn undo(model: &mut Model) -> Option<Effect> {
    if !model.may_undo() {
        return None;
    }
    let council = &model.council;
    let Some(act) = journal::undoable(&council.journal, &council.ledger, &model.person) else {
        model.tell("元に戻せる操作はありません。");
        return None;
    };
    let said = format!("元に戻しました: {}  U でやり直す", council.in_words(&act));
    Some(Effect::Append { sayings: journal::undo(&act), said })
}

/// Does again what was taken back last.
pub fn redo(model: &mut Model) -> Option<Effect> {
    if !model.may_undo() {
        return None;
    }
    let council = &model.council;
    let Some(act) = journal::redoable(&council.journal, &council.ledger, &model.person) else {
        model.tell("やり直せる操作はありません。");
        return None;
    };
    let said = format!("やり直しました: {}  {TAKE_BACK}", council.in_words(&act));
    Some(Effect::Append { sayings: journal::redo(&act), said })
}

fn label(model: &Model, opinion: &OpinionId) -> String {
    let opinion_record = model.council.records.opinion(opinion);
    opinion_record.map_or_else(|| opinion.to_string(), |opinion| opinion.label.clone())
}

fn name(model: &Model, program: &ProgramId) -> String {
    let program_record = model.council.records.program(program);
    let name = program_record.map_or(program.as_str(), |program| program.name());
    // A notice has one line, and its end says how to take the act back.
    short_name(name)
}
