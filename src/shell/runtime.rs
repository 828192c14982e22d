//! The loop: one thread owns the model and the terminal and waits on one channel.

use std::{
    io,
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use super::{
    Guard, Input, Screen, clipboard, clock, compare, drafting, filing, guard, handout,
    ime::Ime,
    input, leave,
    office::Office,
    out, panic, probe,
    shelving::{self, Shelved},
    spawn,
    state::{self, Ambiguous, ImeControl, Writer},
    watch,
};
use crate::{
    app::{Access, Effect, Look, Model, Msg, find::Kept, layout::Size, update},
    problem::Problem,
    search,
    shown::{Cells, draw_for},
    ui::{
        self,
        theme::{Borders, Theme},
    },
};

/// How often the journal folder is looked at: others' links must show within two seconds.
const LOOK: Duration = Duration::from_secs(1);

/// How the dashboard is to be drawn, as far as the terminal has a say in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Drawing {
    /// 書き出し方.
    pub writer: Writer,
    /// 曖昧な文字の幅.
    pub ambiguous: Ambiguous,
    /// 日本語入力の切替.
    pub ime: ImeControl,
    /// 配色, until another one is chosen.
    pub look: Look,
}

/// Runs the dashboard until the user leaves, and ends the process.
///
/// # Errors
///
/// When there is no terminal to show it on, or it cannot be listened to. Nothing was changed then.
pub fn run(
    mut office: Office,
    theme: &Theme,
    drawing: Drawing,
    notes: &[Problem],
) -> io::Result<std::convert::Infallible> {
    panic::install(state::log_file());
    let guard = Guard::enter()?;
    if drawing.ime == ImeControl::On {
        guard.controls_ime();
    }
    let mut ime = Ime::new(drawing.ime);
    let (sender, inputs) = channel::<Input>();
    watch(&sender)?;
    let cells = match drawing.ambiguous {
        Ambiguous::Known(cells) => cells,
        // A terminal that does not answer is taken for one that counts as we do.
        Ambiguous::Auto => probe::ask(&sender)?.unwrap_or_default(),
    };
    input::listen(sender)?;
    draw_for(cells);
    let theme = &match cells {
        Cells::One => *theme,
        Cells::Two => theme.with(Borders::Ascii),
    };
    let writer = drawing.writer;
    let mut seen = office.fingerprint();
    let mut screen = guard.screen(writer)?;
    let council = office.council();
    let mut model = Model::new(
        council,
        office.person.clone(),
        office.access.clone(),
        office.today(),
        size(&screen),
        ui::measure,
    );
    model.look = drawing.look;
    model.name.clone_from(&office.name);
    if let (Access::Review, Some(folder)) = (&model.access, office.folder()) {
        model.returning(state::last_visit(folder, &office.person));
    }
    let (views, unread) = state::views();
    model.kept = Kept { recents: state::recents(&office.person), views };
    if let Some(note) = notes.first().or(unread.as_deref()) {
        model.tell(format!("{} {}", note.what, note.remedy));
    } else if let Access::Read(why) = &model.access {
        let why = why.clone();
        model.tell(why);
    }
    if let Some(folder) = office.folder() {
        let (kept, damaged) = drafting::listen(folder, &office.person)?;
        model.offer(kept);
        if let Some(what) = damaged {
            model.refuse(what);
        }
    }
    let mut looked = Instant::now();
    draw(&mut screen, &model, theme)?;
    // Where there is no thread for it, the first search that needs it waits.
    let _ = spawn("readings", search::load_readings);
    ime.follow(model.is_typing());
    loop {
        let mut changed = false;
        // A search is on its way, a slice at a time: a key goes before the next.
        let patience =
            if model.is_busy() { Duration::ZERO } else { LOOK.saturating_sub(looked.elapsed()) };
        let inputs_now = next(&inputs, patience);
        if inputs_now.is_empty() && model.is_busy() {
            changed = model.work();
        }
        for input in inputs_now {
            changed = true;
            match input {
                Input::Key(key) => {
                    if tell(&mut model, &mut office, Msg::Key(key)) {
                        screen = guard.screen(writer)?;
                    }
                }
                Input::Paste(text) => {
                    tell(&mut model, &mut office, Msg::Pasted(text));
                }
                Input::Resize => {
                    screen = guard.screen(writer)?;
                    let msg = Msg::Resized(size(&screen));
                    tell(&mut model, &mut office, msg);
                }
                Input::Suspend => guard.suspend(),
                Input::Resume => {
                    guard.resume();
                    ime.forget();
                    screen = guard.screen(writer)?;
                }
                Input::End(ending) => depart(&model, &mut office, ending.code()),
            }
        }
        if looked.elapsed() >= LOOK {
            looked = Instant::now();
            let saved = office.settle_in_time();
            let now = office.fingerprint();
            if now != seen {
                seen = now;
                let heard = office.hear();
                tell(&mut model, &mut office, Msg::JournalChanged(heard));
                changed = true;
            }
            if saved {
                model
                    .done("保存しました。確認できなかった先ほどの操作も、ディスクに届いています。");
                changed = true;
            }
        }
        if let Some(why) = drafting::trouble() {
            model.refuse(format!(
                "書きかけを控えられません（{why}）。端末を閉じる前に F7 で保存してください。"
            ));
            changed = true;
        }
        if changed {
            draw(&mut screen, &model, theme)?;
            ime.follow(model.is_typing());
        }
    }
}

/// Everything that has come in; waits for the first of it no longer than this.
fn next(inputs: &Receiver<Input>, patience: Duration) -> Vec<Input> {
    match inputs.recv_timeout(patience) {
        // All of a paste or of a held key before the next frame.
        Ok(first) => std::iter::once(first).chain(inputs.try_iter()).collect(),
        // The threads that send live as long as the process.
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Vec::new(),
    }
}

/// Tells the model what happened, and does what it wants done.
///
/// `true`: what the terminal shows may be spoilt, everything must be drawn anew.
fn tell(model: &mut Model, office: &mut Office, msg: Msg) -> bool {
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
        Some(Effect::KeepView { view, shelf }) => {
            let said = format!("検索「{}」を残しました（{shelf}）。F4 から使えます。", view.name);
            shelved(office, shelving::keep(office, &view, shelf), said)
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
fn depart(model: &Model, office: &mut Office, code: u8) -> ! {
    if let (Access::Review, Some(folder)) = (&model.access, office.folder()) {
        let newest = model.council.newest();
        // Where it cannot be kept, the same news is told once more.
        let _ = newest.map(|newest| state::remember(folder, &office.person, newest));
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

fn draw(screen: &mut Screen, model: &Model, theme: &Theme) -> io::Result<()> {
    let theme = &Theme::of(model.look).with(theme.borders);
    screen.draw(|frame| {
        let area = frame.area();
        if let Some(cursor) = ui::view(model, theme, area, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(())
}

fn size(screen: &Screen) -> Size {
    let area = screen.size().unwrap_or_default();
    Size { width: area.width, height: area.height }
}
