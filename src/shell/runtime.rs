//! The loop: one thread owns the model and the terminal and waits on one channel.

use std::{
    io,
    panic::resume_unwind,
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use ratatui::layout::Position;

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
    app::{Access, Code, Effect, Key, Look, Model, Msg, find::Kept, layout::Size, update},
    problem::Problem,
    records::Progress,
    search,
    shown::{Cells, draw_for},
    ui::{
        self,
        theme::{Borders, Theme},
    },
};

/// How often the journal folder is looked at: others' links must show within two seconds.
const LOOK: Duration = Duration::from_secs(1);

/// How often it is told how far the reading has got.
const TELL: Duration = Duration::from_millis(50);

/// What the loop waits for.
enum Event {
    Input(Input),
    /// The record has been read.
    Read,
}

impl From<Input> for Event {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

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
    let (sender, inputs) = channel::<Event>();
    watch(&sender)?;
    let writer = drawing.writer;
    let mut seen = office.fingerprint();
    let progress = Progress::default();
    // The record is read while the terminal is asked.
    let (council, (mut screen, theme, mut typed)) = thread::scope(|scope| {
        let (office, progress, done) = (&mut office, &progress, sender.clone());
        let reading = scope.spawn(move || {
            let council = office.council_telling(progress);
            // Nobody listens only when the dashboard is going to end.
            let _ = done.send(Event::Read);
            council
        });
        // In the look that was chosen from the first cell on.
        let theme = Theme::of(drawing.look).with(theme.borders);
        let theme = theme_for(&theme, drawing.ambiguous, &sender)?;
        input::listen(sender)?;
        let mut screen = guard.screen(writer)?;
        let typed = wait(&inputs, (&guard, writer), &mut screen, &theme, progress)?;
        let council = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok::<_, io::Error>((council, (screen, theme, typed)))
    })?;
    let theme = &theme;
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
    let last = office.folder().and_then(|folder| state::last_session(folder, &office.person));
    if let Some(last) = last.filter(|_| model.council.lens.as_of.is_none()) {
        model.resume(&last);
    }
    let mut mouse = model.mouse;
    guard.mouse(mouse)?;
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
        let came = match std::mem::take(&mut typed) {
            typed if typed.is_empty() => next(&inputs, patience),
            typed => typed,
        };
        if came.is_empty() && model.is_busy() {
            changed = model.work();
        }
        for input in came {
            changed = true;
            match input {
                Input::Key(key) => {
                    if tell(&mut model, &mut office, Msg::Key(key)) {
                        screen = guard.screen(writer)?;
                    }
                }
                Input::Pointer(by, column, row) => {
                    let area = screen.get_frame().area();
                    let cell = Position::new(column, row);
                    let target = ui::target(&model, theme, area, cell);
                    // What does nothing here wants no frame either.
                    let Some(target) = target.filter(|_| model.mouse) else { continue };
                    if tell(&mut model, &mut office, Msg::Pointed(target, by)) {
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
        if mouse != model.mouse {
            mouse = model.mouse;
            guard.mouse(mouse)?;
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

/// The theme for the cells that the terminal takes for characters of ambiguous width, which is asked
/// where nobody said; everything is drawn for them from then on.
fn theme_for(theme: &Theme, ambiguous: Ambiguous, events: &Sender<Event>) -> io::Result<Theme> {
    let cells = match ambiguous {
        Ambiguous::Known(cells) => cells,
        // A terminal that does not answer is taken for one that counts as we do.
        Ambiguous::Auto => probe::ask(events)?.unwrap_or_default(),
    };
    draw_for(cells);
    Ok(match cells {
        Cells::One => *theme,
        Cells::Two => theme.with(Borders::Ascii),
    })
}

/// Shows how far the reading has got until it is done. What was typed meanwhile is meant for what
/// comes then, but for the wish to leave.
fn wait(
    inputs: &Receiver<Event>,
    (guard, writer): (&Guard, Writer),
    screen: &mut Screen,
    theme: &Theme,
    progress: &Progress,
) -> io::Result<Vec<Input>> {
    let mut typed = Vec::new();
    let mut shown = None;
    loop {
        let files = progress.files();
        if shown != Some(files) {
            screen.draw(|frame| ui::loading(files, theme, frame.area(), frame.buffer_mut()))?;
            shown = Some(files);
        }
        let input = match inputs.recv_timeout(TELL) {
            Ok(Event::Input(input)) => input,
            Err(RecvTimeoutError::Timeout) => continue,
            Ok(Event::Read) | Err(RecvTimeoutError::Disconnected) => return Ok(typed),
        };
        match input {
            Input::Resize | Input::Resume => {
                if input == Input::Resume {
                    guard.resume();
                }
                *screen = guard.screen(writer)?;
                shown = None;
            }
            Input::Suspend => guard.suspend(),
            // Nothing was written yet.
            Input::End(ending) => leave(ending.code()),
            Input::Key(key) if typed.is_empty() && is_quit(key) => leave(0),
            Input::Key(_) | Input::Paste(_) => typed.push(input),
            // There is nothing yet to point at.
            Input::Pointer(..) => {}
        }
    }
}

/// Whether a key is `q`, be the input method on or off.
fn is_quit(key: Key) -> bool {
    matches!(key, Key { code: Code::Char('q' | 'ｑ'), ctrl: false })
}

/// Everything that has come in; waits for the first of it no longer than this.
fn next(inputs: &Receiver<Event>, patience: Duration) -> Vec<Input> {
    // All of a paste or of a held key before the next frame. Where nothing comes, time has run out:
    // the threads that send live as long as the process.
    let first = inputs.recv_timeout(patience).into_iter();
    let came = first.chain(inputs.try_iter());
    came.filter_map(|event| match event {
        Event::Input(input) => Some(input),
        Event::Read => None,
    })
    .collect()
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
