//! Linking, unlinking, undo and redo: what the user does, as sayings for the journal.

use super::{
    aimed::{opinions, programs, select_link, selected_link},
    moving,
    undoing::TAKE_BACK,
};
use crate::{
    analysis::short_name,
    app::{
        Effect, Focus, Model, Overlay, View,
        overlay::{
            Pair, Picker, Side,
            entry::{Outcome, Said},
        },
        screen::Part,
    },
    domain::{OpinionId, ProgramId, RecordId, Stage},
    journal::{self, Saying, Way},
};

/// Opens the picker for the marked records, or for the selected one.
pub fn open_picker(model: &mut Model) {
    if !model.may_write() {
        return;
    }
    let (opinions, programs) = (opinions(model), programs(model));
    let side = match (opinions.is_empty(), programs.is_empty()) {
        (false, _) => Side::Opinions(opinions),
        (true, false) => Side::Programs(programs),
        (true, true) => return model.tell("対応付けるものが選ばれていません。"),
    };
    model.lay(Overlay::Picker(Picker::new(side)));
}

/// Marks the row and moves on to the next.
pub fn mark(model: &mut Model) {
    let page = model.overlay_page();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.list.mark_and_step(&model.council, page);
    }
}

/// The next kind of link.
pub fn next_kind(model: &mut Model) {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.wish.kind = picker.wish.kind.next();
    }
}

/// The next extent of a link.
pub fn next_extent(model: &mut Model) {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.wish.extent = picker.wish.extent.next();
    }
}

/// 案 or 確定.
pub fn next_stage(model: &mut Model) {
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        picker.wish.stage = picker.wish.stage.next();
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
    let wish = &picker.wish;
    let draft = if wish.stage == Stage::Draft { "案 " } else { "" };
    let how = format!("{draft}{}・{}", wish.kind, wish.extent);
    let part = |pair: &Pair| {
        let who = format!("{}「{}」", label(model, &pair.0), name(model, &pair.1));
        let sayings = model.council.link(&model.person, std::slice::from_ref(pair), wish);
        Outcome::done(who, format!("{how} にしました"), sayings)
    };
    let parts: Vec<_> = pairs.iter().map(part).collect();
    let what = match (&picker.side, &pairs[..]) {
        (_, [(opinion, program)]) => {
            format!("{} に「{}」", label(model, opinion), name(model, program))
        }
        (Side::Opinions(opinions), _) => match &opinions[..] {
            [opinion] => format!("{} に {}件の事業", label(model, opinion), pairs.len()),
            several => {
                format!("{}件の意見に {}件の事業", several.len(), pairs.len() / several.len())
            }
        },
        (Side::Programs(programs), _) => match &programs[..] {
            [program] => format!("{}件の意見に「{}」", pairs.len(), name(model, program)),
            several => {
                format!("{}件の意見に {}件の事業", pairs.len() / several.len(), several.len())
            }
        },
    };
    // Of one record the screen underneath shows what came of it.
    let shown = picker.side.count() > 1;
    let said = Said::of(parts, ("", ""));
    let sayings = said.sayings();
    if sayings.is_empty() {
        model.lift();
        model.tell("すでに同じ内容で対応付けてあります。");
        return None;
    }
    model.awaited = Some(if shown { said.parts } else { Vec::new() });
    Some(Effect::Append {
        sayings, said: format!("保存しました: {what}（{how}） {TAKE_BACK}")
    })
}

/// Takes away the link that is selected in the detail, whoever made it.
pub fn unlink(model: &mut Model) -> Option<Effect> {
    if !model.may_write() {
        return None;
    }
    if model.focus == Focus::List && select_link(model) {
        // What would go must be seen first.
        moving::into_detail(model);
        model.tell("外すものを選んで、もう一度 x を押してください。");
        return None;
    }
    let Some((opinion, program)) = selected_link(model) else {
        let withdrawn = withdraw(model);
        if withdrawn.is_none() && model.notice.is_none() {
            model.tell("外せるものが選ばれていません。");
        }
        return withdrawn;
    };
    let sayings = journal::unlink(&model.council.ledger, &opinion, &program);
    let said = format!(
        "保存しました: {} から「{}」を外しました {TAKE_BACK}",
        label(model, &opinion),
        name(model, &program)
    );
    Some(Effect::Append { sayings, said })
}

/// Takes back what else is selected in the detail of an opinion: 関連なし, a relation, a referral, one's
/// own note.
fn withdraw(model: &mut Model) -> Option<Effect> {
    if model.view != View::Opinions || model.focus == Focus::List {
        return None;
    }
    let opinion = model.opinions.selected(&model.council)?.clone();
    let remove = |event| Saying::Retract { event, way: Way::Remove };
    let ledger = &model.council.ledger;
    let (what, sayings) = match model.opinions.detail.selected.clone()? {
        Part::Reject(program) => {
            let pair = (opinion.clone(), program);
            let rejects = ledger.rejects(&pair).iter().map(journal::remove);
            (format!("「{}」の関連なし", name(model, &pair.1)), rejects.collect())
        }
        Part::Relation(event, other) => {
            (format!("{} との関係", label(model, &other)), vec![remove(event)])
        }
        Part::Referral(event) => ("要望・伝達".to_owned(), vec![remove(event)]),
        Part::Note(event) => {
            let notes = ledger.notes(&RecordId::Opinion(opinion.clone()));
            if !notes.iter().any(|said| said.id == event && said.by == model.person) {
                model.tell("ほかの人のメモは外せません。");
                return None;
            }
            ("メモ".to_owned(), vec![remove(event)])
        }
        Part::Answer | Part::Progress | Part::Assignment => {
            model.tell("書き直すときは Enter、直前の操作を戻すときは F9 を押します。");
            return None;
        }
        Part::Candidate(_) => {
            model.tell("候補は、関連なし（n）にすると出なくなります。");
            return None;
        }
        Part::Tie(_) | Part::Review(_) | Part::Alike(_) => return None,
    };
    let said =
        format!("保存しました: {} から{what}を外しました {TAKE_BACK}", label(model, &opinion));
    Some(Effect::Append { sayings, said })
}

fn label(model: &Model, opinion: &OpinionId) -> String {
    model.council.records.label(opinion)
}

fn name(model: &Model, program: &ProgramId) -> String {
    let program_record = model.council.records.program(program);
    let name = program_record.map_or(program.as_str(), |program| program.name());
    // A notice has one line, and its end says how to take the act back.
    short_name(name)
}
