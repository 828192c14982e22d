//! The loop: one thread owns the model and the terminal and waits on one channel.

mod doing;
mod opening;

use std::{
    io, mem,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use ratatui::layout::Position;

use self::doing::{depart, tell};
use super::{
    Guard, Input, Screen, drafting,
    ime::Ime,
    office::Office,
    panic, spawn,
    state::{self, Ambiguous, ImeControl, Writer},
    watch,
};
use crate::{
    app::{Look, Model, Msg, layout::Size},
    problem::Problem,
    search,
    ui::{self, theme::Theme},
};

/// How often the journal folder is looked at: others' links must show within two seconds.
const LOOK: Duration = Duration::from_secs(1);

/// What the loop waits for.
enum Event {
    Input(Input),
    /// What went on beside is done: the record has been read, or something worked out.
    Done,
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
    let (sender, inputs) = channel::<Event>();
    let beside = sender.clone();
    let mut stage = Stage::enter(theme, drawing)?;
    watch(&sender)?;
    let mut seen = office.fingerprint();
    let ends = (sender, &inputs);
    let (council, mut typed) = opening::read(&mut office, &mut stage, drawing.ambiguous, ends)?;
    let mut model = opening::model(council, &office, &stage, drawing, notes)?;
    stage.show(&model)?;
    // Where there is no thread for it, the first search that needs it waits.
    let _ = spawn("readings", search::load_readings);
    let mut looked = Instant::now();
    let mut carried = false;
    loop {
        let mut changed = false;
        if let Some(work) = model.council.look_ahead() {
            carried = false;
            let done = beside.clone();
            // Where there is no thread for it, whoever asks waits.
            let _ = spawn("carry", move || {
                work();
                let _ = done.send(Event::Done);
            });
        }
        // A search is on its way, a slice at a time: a key goes before the next.
        let patience =
            if model.is_busy() { Duration::ZERO } else { LOOK.saturating_sub(looked.elapsed()) };
        let came = match mem::take(&mut typed) {
            typed if typed.is_empty() => next(&inputs, patience),
            typed => typed,
        };
        if came.is_empty() && model.is_busy() {
            changed = model.work();
        }
        for input in came {
            changed |= stage.take(&mut model, &mut office, input)?;
        }
        if !carried && model.council.carries_so_far().is_some() {
            carried = true;
            tell(&mut model, &mut office, Msg::Carried);
            changed = true;
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
            stage.show(&model)?;
        }
    }
}

/// 舞台. The terminal, and how the dashboard appears on it.
struct Stage {
    guard: Guard,
    screen: Screen,
    theme: Theme,
    writer: Writer,
    ime: Ime,
    /// Whether the terminal tells us of the mouse.
    mouse: bool,
}

impl Stage {
    /// Takes the terminal over.
    fn enter(theme: &Theme, drawing: Drawing) -> io::Result<Self> {
        let guard = Guard::enter()?;
        if drawing.ime == ImeControl::On {
            guard.controls_ime();
        }
        let screen = guard.screen(drawing.writer)?;
        // In the look that was chosen from the first cell on.
        let theme = Theme::of(drawing.look).with(theme.borders);
        let (writer, ime) = (drawing.writer, Ime::new(drawing.ime));
        Ok(Self { guard, screen, theme, writer, ime, mouse: false })
    }

    /// Makes the screen anew: whatever the terminal shows may be spoilt, or has another size.
    fn renew(&mut self) -> io::Result<()> {
        self.screen = self.guard.screen(self.writer)?;
        Ok(())
    }

    /// Takes one input. `false`: it did nothing, and wants no frame.
    fn take(&mut self, model: &mut Model, office: &mut Office, input: Input) -> io::Result<bool> {
        let msg = match input {
            Input::Key(key) => Msg::Key(key),
            Input::Paste(text) => Msg::Pasted(text),
            Input::Pointer(by, column, row) => {
                let area = self.screen.get_frame().area();
                let cell = Position::new(column, row);
                let target = ui::target(model, &self.theme, area, cell);
                let Some(target) = target.filter(|_| model.mouse) else { return Ok(false) };
                Msg::Pointed(target, by)
            }
            Input::Resize => {
                self.renew()?;
                Msg::Resized(size(&self.screen))
            }
            Input::Suspend => {
                self.guard.suspend();
                return Ok(true);
            }
            Input::Resume => {
                self.guard.resume();
                self.ime.forget();
                self.renew()?;
                return Ok(true);
            }
            Input::End(ending) => depart(model, office, ending.code()),
        };
        if tell(model, office, msg) {
            self.renew()?;
        }
        Ok(true)
    }

    /// Draws the dashboard, and lets the terminal follow what it is about.
    fn show(&mut self, model: &Model) -> io::Result<()> {
        if self.mouse != model.mouse {
            self.mouse = model.mouse;
            self.guard.mouse(self.mouse)?;
        }
        let theme = &Theme::of(model.look).with(self.theme.borders);
        self.screen.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = ui::view(model, theme, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        self.ime.follow(model.is_typing());
        Ok(())
    }
}

/// Everything that has come in; waits for the first of it no longer than this.
fn next(inputs: &Receiver<Event>, patience: Duration) -> Vec<Input> {
    // All of a paste or of a held key before the next frame. Where nothing comes, time has run out:
    // the threads that send live as long as the process.
    let first = inputs.recv_timeout(patience).into_iter();
    let came = first.chain(inputs.try_iter());
    came.filter_map(|event| match event {
        Event::Input(input) => Some(input),
        Event::Done => None,
    })
    .collect()
}

fn size(screen: &Screen) -> Size {
    let area = screen.size().unwrap_or_default();
    Size { width: area.width, height: area.height }
}
