//! Saying things: which form opens for what, and what it says once it is filled in.

use super::{
    aimed::{decided, opinions, records},
    undoing::TAKE_BACK,
};
use crate::app::{
    Effect, Model, Overlay, Topic,
    overlay::{
        About, Entry, Menu,
        entry::{Said, Seen},
    },
};

/// Opens the list of what can be said of the marked opinions, or of the one shown.
pub fn open_menu(model: &mut Model) {
    if !model.may_write() {
        return;
    }
    let whose = match &opinions(model)[..] {
        [] => return model.tell("記入する意見が選ばれていません。"),
        [one] => model.council.records.label(one),
        several => format!("{}件の意見", several.len()),
    };
    model.lay(Overlay::Menu(Menu::new(whose)));
}

/// Opens the form for something.
pub fn open(model: &mut Model, topic: Topic) {
    if matches!(model.overlay, Some(Overlay::Menu(_))) {
        model.lift();
    }
    if !model.may_write() {
        return;
    }
    let Some(about) = about(model, topic) else { return };
    let entry = Entry::new(&model.council, &model.person, model.today, about);
    model.lay(Overlay::Entry(entry));
}

/// What a form is for; `None` where there is nothing to say it of, which is told.
fn about(model: &mut Model, topic: Topic) -> Option<About> {
    if let (Topic::Link | Topic::Reject, Some(Overlay::Picker(picker))) = (topic, &model.overlay) {
        let (pairs, wish) = (picker.chosen(&model.council), picker.wish.clone());
        if pairs.is_empty() {
            model.tell("選べるものがありません。検索の言葉を変えてください。");
            return None;
        }
        return Some(match topic {
            Topic::Reject => About::Reject(pairs),
            _ => About::Link(pairs, wish),
        });
    }
    if let Topic::Link | Topic::Reject = topic {
        let key = if topic == Topic::Link { "l" } else { "n" };
        let pair = decided(model, key)?;
        return Some(match topic {
            Topic::Reject => About::Reject(vec![pair]),
            _ => About::Link(vec![pair], crate::analysis::Wish::default()),
        });
    }
    if topic == Topic::Note {
        let records = records(model);
        if records.is_empty() {
            model.tell("メモを付けるものが選ばれていません。");
        }
        return (!records.is_empty()).then_some(About::Note(records));
    }
    let opinions = opinions(model);
    if opinions.is_empty() {
        model.tell("記入する意見が選ばれていません。");
        return None;
    }
    let ledger = &model.council.ledger;
    Some(match topic {
        Topic::Answer => About::Answer(Seen::of(&opinions, |id| ledger.answer(id))),
        Topic::Progress => About::Progress(Seen::of(&opinions, |id| ledger.progress(id))),
        Topic::Assign => About::Assign(Seen::of(&opinions, |id| ledger.assignment(id))),
        Topic::Relate => About::Relate(opinions),
        Topic::Refer => About::Refer(opinions),
        Topic::Link | Topic::Reject | Topic::Note => return None,
    })
}

/// Says what the form holds. It stays open until that is on disk.
pub fn save(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Entry(entry)) = &mut model.overlay else { return None };
    let said = entry.say(&model.council, &model.person, model.today)?;
    if said.sayings().is_empty() {
        model.lift();
        model.tell("すでに同じ内容です。何も書き込んでいません。");
        return None;
    }
    Some(append(model, said))
}

/// Says something in one act. What came of each record is shown once it is on disk.
pub fn append(model: &mut Model, said: Said) -> Effect {
    let (sayings, sentence) = (said.sayings(), said.sentence());
    model.awaited = Some(said.parts);
    Effect::Append { sayings, said: format!("保存しました: {sentence} {TAKE_BACK}") }
}
