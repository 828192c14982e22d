//! 開くとき: from the first byte to the terminal to a dashboard with its record.

use std::{
    io,
    panic::resume_unwind,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender},
    thread,
    time::Duration,
};

use super::{Drawing, Event, Stage, size};
use crate::{
    analysis::Council,
    app::{Access, Code, Key, Model, find::Kept},
    problem::Problem,
    records::Progress,
    shell::{
        Input, drafting, input, leave,
        office::Office,
        probe,
        state::{self, Ambiguous},
    },
    shown::{Cells, draw_for},
    ui::{
        self,
        theme::{Borders, Theme},
    },
};

/// How often it is told how far the reading has got.
const TELL: Duration = Duration::from_millis(50);

/// Reads the record while the terminal is asked and shows how far that has got. Also yields what was
/// typed meanwhile.
///
/// # Errors
///
/// When the terminal cannot be listened to or drawn on.
pub(super) fn read(
    office: &mut Office,
    stage: &mut Stage,
    ambiguous: Ambiguous,
    (sender, inputs): (Sender<Event>, &Receiver<Event>),
) -> io::Result<(Council, Vec<Input>)> {
    let progress = &Progress::default();
    thread::scope(|scope| {
        let done = sender.clone();
        let reading = scope.spawn(move || {
            let council = office.council_telling(progress);
            // Nobody listens only when the dashboard is going to end.
            let _ = done.send(Event::Done);
            council
        });
        stage.theme = theme_for(&stage.theme, ambiguous, &sender)?;
        input::listen(sender)?;
        stage.renew()?;
        let typed = wait(inputs, stage, progress)?;
        let council = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((council, typed))
    })
}

/// The dashboard as the person left it, with what waits for them.
///
/// # Errors
///
/// When the system refuses the thread that keeps drafts.
pub(super) fn model(
    council: Council,
    office: &Office,
    stage: &Stage,
    drawing: Drawing,
    notes: &[Problem],
) -> io::Result<Model> {
    let mut model = Model::new(
        council,
        office.person.clone(),
        office.access.clone(),
        office.today(),
        size(&stage.screen),
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
    Ok(model)
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
    stage: &mut Stage,
    progress: &Progress,
) -> io::Result<Vec<Input>> {
    let mut typed = Vec::new();
    let mut shown = None;
    loop {
        let files = progress.files();
        if shown != Some(files) {
            let theme = &stage.theme;
            stage
                .screen
                .draw(|frame| ui::loading(files, theme, frame.area(), frame.buffer_mut()))?;
            shown = Some(files);
        }
        let input = match inputs.recv_timeout(TELL) {
            Ok(Event::Input(input)) => input,
            Err(RecvTimeoutError::Timeout) => continue,
            Ok(Event::Done) | Err(RecvTimeoutError::Disconnected) => return Ok(typed),
        };
        match input {
            Input::Resize | Input::Resume => {
                if input == Input::Resume {
                    stage.guard.resume();
                }
                stage.renew()?;
                shown = None;
            }
            Input::Suspend => stage.guard.suspend(),
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
