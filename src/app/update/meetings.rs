//! New meetings: sessions and opinions that people enter, and amend.

use super::writing::TAKE_BACK;
use crate::{
    app::{
        Effect, Model, Overlay, View,
        overlay::{Amended, MeetingForm, Outline, What, amendable_opinion, amendable_session},
    },
    domain::Session,
    journal::{Event, New, Saying},
};

/// Opens the form for a new session.
pub fn add_session(model: &mut Model) {
    if model.may_write() {
        let entry = MeetingForm::session(&model.council, model.today);
        model.lay(Overlay::Meeting(entry));
    }
}

/// Opens the form for one more opinion of the selected session.
pub fn add_opinion(model: &mut Model) {
    open(model, MeetingForm::opinion);
}

/// Opens the form for a list of opinions of the selected session.
pub fn paste(model: &mut Model) {
    open(model, |_, session| MeetingForm::list(session));
}

fn open(model: &mut Model, form: fn(&crate::analysis::Council, &Session) -> MeetingForm) {
    if !model.may_write() {
        return;
    }
    match model.sessions.list.row() {
        Some(row) => {
            let entry = form(&model.council, &model.council.records.sessions[row]);
            model.lay(Overlay::Meeting(entry));
        }
        None => model.tell("意見を入れる会議が選ばれていません。F2 で会議を追加できます。"),
    }
}

/// Opens the form that amends what is selected.
pub fn amend(model: &mut Model) {
    if !model.may_write() {
        return;
    }
    let records = &model.council.records;
    let entered = match model.view {
        View::Sessions => {
            model.sessions.list.row().map(|row| amendable_session(&records.sessions[row]))
        }
        View::Opinions => {
            model.opinions.list.row().map(|row| amendable_opinion(&records.opinions[row]))
        }
        _ => None,
    };
    let id = match entered {
        None => return model.tell("訂正するものが選ばれていません。"),
        Some(Err(why)) => return model.tell(why),
        Some(Ok(id)) => id,
    };
    let amends = Amended::now(&model.council, id.clone());
    let entry = match model.council.reads(&id) {
        Some(New::Session(session)) => MeetingForm::amended_session(amends, &session),
        Some(New::Opinion(opinion)) => {
            MeetingForm::amended_opinion(&model.council, amends, &opinion)
        }
        None => return model.tell("入力した人が取り消したので、訂正できません。"),
    };
    model.lay(Overlay::Meeting(entry));
}

/// The next 方向性 for the heading of the selected row of a preview.
pub fn next_area(model: &mut Model) {
    if let Some(Overlay::Outline(outline)) = &mut model.overlay
        && !outline.next_area(&model.council)
    {
        model.tell("方向性は、意見の行で変えられます。");
    }
}

/// Says what the form holds; a list is shown as it would be entered first.
pub fn save(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Meeting(entry)) = &mut model.overlay else { return None };
    if let What::List { session } = &entry.what {
        let found = model.council.records.sessions.iter().find(|it| it.id == *session);
        let text = entry.pasted().to_owned();
        let preview = found.map(|session| model.council.preview(session, &text));
        match preview {
            None => model.refuse("この会議は、ほかの人が取り消しました。"),
            Some(_) if text.is_empty() => entry.form.refuse(0, "一覧を貼り付けてください。"),
            Some(preview) => {
                let outline = Outline::new(&model.council, preview, text);
                model.lay(Overlay::Outline(outline));
            }
        }
        return None;
    }
    let (sayings, did) = entry.sayings(&model.council, model.today)?;
    if sayings.is_empty() {
        model.lift();
        model.tell("すでに同じ内容で保存してあります。");
        return None;
    }
    model.awaited = Some(Vec::new());
    Some(Effect::Append { sayings, said: format!("保存しました: {did} {TAKE_BACK}") })
}

/// Enters what the preview shows, in one act.
pub fn save_list(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Outline(outline)) = &mut model.overlay else { return None };
    outline.judge_again(&model.council);
    let (obstacle, sayings) = (outline.preview.obstacle(), outline.preview.sayings());
    if let Some(why) = obstacle {
        model.refuse(why);
        return None;
    }
    let count = sayings.len();
    let left = match outline.preview.strays.len() {
        0 => String::new(),
        strays => format!("（読み取れなかった行 {strays}件を除く）"),
    };
    let said = format!("保存しました: {count}件の意見を追加{left} {TAKE_BACK}");
    model.awaited = Some(Vec::new());
    Some(Effect::Append { sayings, said })
}

/// A session that was entered is the selected one.
pub fn select(model: &mut Model, new: Option<Event>) {
    if let Some(Event { id, saying: Saying::AddSession(_), .. }) = new {
        model.sessions.list.query.reset();
        model.sessions.list.select(&id);
    }
}
