//! 行うこと: the model is told what happened, and what it wants done is done.

use std::path::Path;

use crate::{
    app::{Access, Effect, Look, Model, Msg, update},
    problem::Problem,
    shell::{
        clipboard, clock, compare, drafting, filing, guard, handout, leave,
        office::Office,
        out,
        shelving::{self, Shelved},
        state,
    },
};

/// Tells the model what happened, and does what it wants done.
///
/// `true`: what the terminal shows may be spoilt, everything must be drawn anew.
pub(super) fn tell(model: &mut Model, office: &mut Office, msg: Msg) -> bool {
    let effect = update(model, msg);
    drafting::keep(model.draft());
    let anew = effect == Some(Effect::Reload);
    let answer = match effect {
        None => return false,
        Some(Effect::ForgetDraft(name)) => {
            drafting::forget(name);
            return false;
        }
        Some(Effect::Quit) => {
            // Whoever leaves by choice is done searching.
            drafting::keep(model.draft().filter(|draft| !draft.is_search()));
            depart(model, office, 0)
        }
        Some(Effect::Reload) => {
            let council = office.council();
            Msg::Reloaded(Box::new(council), office.access.clone())
        }
        Some(Effect::Compare(between)) => {
            Msg::Compared(compare::compared(office, &model.council, model.today, between))
        }
        Some(Effect::Copy { text, name }) => {
            Msg::Settled(clipboard::copy(&text, &name).map_err(|problem| *problem))
        }
        Some(Effect::Keep(look)) => Msg::Settled(keep(look).map_err(|problem| *problem)),
        Some(Effect::HandOut(order)) => Msg::HandedOut(
            handout::hand_out(office, &order, Path::new("")).map_err(|problem| *problem),
        ),
        Some(Effect::Remember(typed)) => {
            // Where it cannot be kept, it is typed once more.
            let _ = state::remember_search(&office.person, &typed);
            return false;
        }
        Some(Effect::KeepView { name, view, shelf }) => {
            let said = if name == view.name {
                format!("検索「{name}」を残しました（{shelf}）。F4 から使えます。")
            } else {
                format!("検索「{name}」の名前を「{}」に変えました。", view.name)
            };
            shelved(office, shelving::keep(office, &name, &view, shelf), said)
        }
        Some(Effect::DropView { name, shelf }) => {
            let said = format!("保存した検索「{name}」を消しました。");
            shelved(office, shelving::drop(office, &name, shelf), said)
        }
        Some(Effect::FileLineage { lineage, said }) => {
            let refused = filing::file_lineage(office, &lineage).err();
            if let Some(problem) = refused.and_then(|problems| problems.into_iter().next()) {
                Msg::AppendFailed(problem)
            } else {
                let council = Box::new(office.council());
                Msg::Filed { council, access: office.access.clone(), said }
            }
        }
        Some(Effect::Append { sayings, said }) => match office.append(&sayings, &clock::now()) {
            Ok(events) => Msg::Appended { events, said },
            Err(problem) => Msg::AppendFailed(*problem),
        },
    };
    // Answers to effects want nothing done.
    update(model, answer);
    drafting::keep(model.draft());
    anew
}

/// What became of a search with a name.
fn shelved(office: &mut Office, shelved: Result<Shelved, Box<Problem>>, said: String) -> Msg {
    match shelved {
        Ok(Shelved::Own(views)) => Msg::ViewsKept { views, said },
        Ok(Shelved::Shared) => {
            let council = Box::new(office.council());
            Msg::Filed { council, access: office.access.clone(), said }
        }
        Err(problem) => Msg::AppendFailed(*problem),
    }
}

/// Keeps the look for the next time.
fn keep(look: Look) -> Result<String, Box<Problem>> {
    let file = state::set(state::Setting::Theme(look))?;
    let next = if state::wants_no_colour() && look != Look::Mono {
        "。NO_COLOR があるあいだは白黒で始まります"
    } else {
        ""
    };
    let file = clipboard::short(&file);
    Ok(format!("配色を {look} にしました（次からも。{file}{next}）"))
}

/// Leaves, after a last try to save what is not known to be saved.
pub(super) fn depart(model: &Model, office: &mut Office, code: u8) -> ! {
    if let (Access::Review, Some(folder)) = (&model.access, office.folder()) {
        let newest = model.council.newest();
        // Where it cannot be kept, the same news is told once more.
        let _ = newest.map(|newest| state::remember(folder, &office.person, newest));
    }
    if let (None, Some(folder)) = (model.council.lens.as_of, office.folder()) {
        // Where it cannot be kept, the next start is at the overview.
        let _ = state::remember_session(folder, &office.person, model.session());
    }
    if let Err(problem) = office.settle() {
        guard::restore();
        out::err(&format!(
            "終了しますが、最後の操作は保存できたか確認できていません。\
             次に開いたとき、履歴で確かめてください。\n{problem}"
        ));
    }
    if drafting::settle(drafting::PATIENCE) {
        guard::restore();
        out::err(drafting::KEPT);
    }
    leave(code)
}
