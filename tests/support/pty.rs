//! A program in a terminal of its own: what it shows, what it leaves behind, how it ends.
//!
//! Nothing sleeps: every question waits for its condition and fails with the screen when the
//! deadline passes.

#![allow(dead_code, reason = "not every test asks everything")]

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Write},
    num::NonZeroU16,
    os::unix::fs::OpenOptionsExt,
    path::PathBuf,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::{
    fs::OFlags,
    process::{Pid, Signal, kill_process},
    termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr},
};

/// How long a condition may take. Only a failing test waits as long.
const DEADLINE: Duration = Duration::from_secs(60);

/// Where is the cursor?
const QUESTION: &[u8] = b"\x1b[6n";

/// What to start, and in what surroundings.
pub struct Start {
    /// The program and its arguments.
    pub command: Vec<OsString>,
    /// The environment, besides `PATH`, `TERM` and `LANG`; nothing is inherited.
    pub env: Vec<(&'static str, OsString)>,
    /// Where it starts; the current folder of the test if absent.
    pub folder: Option<PathBuf>,
    /// Columns and rows.
    pub size: (u16, u16),
    /// What the terminal answers when it is asked where its cursor stands; nothing: it is mute.
    pub answer: Option<&'static str>,
}

impl Start {
    /// A command at 80x24.
    pub fn new<T: Into<OsString>>(command: impl IntoIterator<Item = T>) -> Self {
        let command = command.into_iter().map(Into::into).collect();
        Self { command, env: Vec::new(), folder: None, size: (80, 24), answer: None }
    }

    /// With one more variable.
    pub fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.env.push((name, value.into()));
        self
    }

    /// On a terminal that answers so when it is asked where its cursor stands.
    pub fn answers(mut self, answer: &'static str) -> Self {
        self.answer = Some(answer);
        self
    }

    /// With another size.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }
}

/// How the program ended.
#[derive(Debug, Clone)]
pub struct Exit {
    /// The exit code; 1 when a signal ended it.
    pub code: u32,
    /// The signal that ended it, by name.
    pub signal: Option<String>,
    /// When.
    pub at: Instant,
}

struct State {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    /// Gone after a hang-up.
    keys: Option<Box<dyn Write + Send>>,
    answer: Option<&'static str>,
    reading: bool,
    closed: bool,
    reader_gone: bool,
    exit: Option<Exit>,
}

impl State {
    fn send(&mut self, keys: &str) {
        let writer = self.keys.as_mut().expect("the terminal is gone");
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// What a terminal does by itself when it is asked something.
    fn answer(&mut self, asked: &[u8]) {
        let questions = asked.windows(QUESTION.len()).filter(|window| *window == QUESTION).count();
        if let Some(answer) = self.answer {
            (0..questions).for_each(|_| self.send(answer));
        }
    }
}

#[derive(Clone)]
struct Shared(Arc<(Mutex<State>, Condvar)>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.0.1.notify_all();
    }

    fn wait(&self, done: impl Fn(&State) -> bool) -> Option<MutexGuard<'_, State>> {
        let (state, result) = self
            .0
            .1
            .wait_timeout_while(self.lock(), DEADLINE, |state| !done(state))
            .unwrap_or_else(PoisonError::into_inner);
        (!result.timed_out()).then_some(state)
    }
}

/// A terminal with a program in it.
pub struct Pty {
    shared: Shared,
    /// Gone after a hang-up.
    master: Option<Box<dyn MasterPty + Send>>,
    /// The program's side of the terminal, held open so that it can be looked at afterwards.
    line: File,
    before: String,
    pid: Pid,
}

impl Pty {
    /// Starts the program.
    pub fn start(start: &Start) -> Self {
        let (columns, rows) = start.size;
        let pair = native_pty_system().openpty(pty_size(columns, rows)).unwrap();
        let flags = i32::try_from((OFlags::NOCTTY | OFlags::NONBLOCK).bits()).unwrap();
        let name = pair.master.tty_name().unwrap();
        let line =
            OpenOptions::new().read(true).write(true).custom_flags(flags).open(name).unwrap();
        let before = format!("{:?}", tcgetattr(&line).unwrap());
        let reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let mut child = pair.slave.spawn_command(command(start)).unwrap();
        let pid = Pid::from_raw(child.process_id().unwrap().try_into().unwrap()).unwrap();
        let shared = Shared(Arc::new((
            Mutex::new(State {
                parser: vt100::Parser::new(length(rows), length(columns), 0),
                bytes: Vec::new(),
                keys: Some(keys),
                answer: start.answer,
                reading: true,
                closed: false,
                reader_gone: false,
                exit: None,
            }),
            Condvar::new(),
        )));
        let seen = shared.clone();
        thread::spawn(move || read(reader, &seen));
        let ended = shared.clone();
        thread::spawn(move || {
            let status = child.wait().unwrap();
            let signal = status.signal().map(str::to_owned);
            let exit = Exit { code: status.exit_code(), signal, at: Instant::now() };
            ended.change(|state| state.exit = Some(exit));
        });
        Self { shared, master: Some(pair.master), line, before, pid }
    }

    /// Types.
    pub fn send(&mut self, keys: &str) {
        self.shared.change(|state| state.send(keys));
    }

    /// Waits until the screen is as asked.
    #[track_caller]
    pub fn wait_for(&self, what: &str, done: impl Fn(&vt100::Screen) -> bool) {
        if self.shared.wait(|state| done(state.parser.screen())).is_none() {
            let state = self.shared.lock();
            let screen = state.parser.screen();
            panic!(
                "never seen: {what}\nended: {:?}, cursor: {:?}, hidden: {}\n{}",
                state.exit,
                screen.cursor_position(),
                screen.hide_cursor(),
                screen.contents()
            );
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until these bytes were written to the terminal.
    #[track_caller]
    pub fn wait_for_bytes(&self, bytes: &[u8]) {
        let written = |state: &State| state.bytes.windows(bytes.len()).any(|seen| seen == bytes);
        assert!(self.shared.wait(written).is_some(), "never written: {bytes:?}");
    }

    /// Looks at the screen as it is now.
    pub fn look<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.shared.lock().parser.screen())
    }

    /// The text on the screen.
    pub fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    /// Column and row of the cursor, from 0.
    pub fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.look(vt100::Screen::cursor_position);
        (column, row)
    }

    /// Everything that was written to the terminal so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.shared.lock().bytes.clone()
    }

    /// How lines are edited now; equal texts, equal settings.
    pub fn settings(&self) -> String {
        format!("{:?}", tcgetattr(&self.line).unwrap())
    }

    /// Waits until the terminal is as it was before: settings, screen, cursor, modes.
    #[track_caller]
    pub fn wait_until_restored(&self) {
        self.wait_for("a restored terminal", is_restored);
        assert_eq!(self.settings(), self.before, "settings of the terminal");
    }

    /// Makes the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.shared
            .change(|state| state.parser.screen_mut().set_size(length(rows), length(columns)));
        self.master.as_ref().unwrap().resize(pty_size(columns, rows)).unwrap();
    }

    /// The process that was started.
    pub fn pid(&self) -> Pid {
        self.pid
    }

    /// Sends a signal to the process that was started; says when.
    pub fn signal(&self, signal: Signal) -> Instant {
        let sent = Instant::now();
        kill_process(self.pid, signal).unwrap();
        sent
    }

    /// Waits for the end of the program.
    #[track_caller]
    pub fn exit(&self) -> Exit {
        match self.shared.wait(|state| state.exit.is_some()) {
            Some(state) => state.exit.clone().unwrap(),
            None => panic!("still running\n{}", self.text()),
        }
    }

    /// The terminal takes no more: nobody reads, and what it can hold is full. Until [`Pty::read_on`].
    pub fn stop_reading(&mut self) {
        self.shared.change(|state| state.reading = false);
        // One read may be under way and end what was full a moment ago: the second round finds the
        // reader at rest.
        for _ in 0..2 {
            while let Ok(written) = self.line.write(&[0; 1024]) {
                assert!(written > 0);
            }
            thread::yield_now();
        }
    }

    /// Reads again after [`Pty::stop_reading`].
    pub fn read_on(&self) {
        self.shared.change(|state| state.reading = true);
    }

    /// The link dies: the terminal is gone for the program. Says when.
    pub fn hang_up(&mut self) -> Instant {
        self.close();
        Instant::now()
    }

    /// Closes every handle on the outer side of the terminal.
    fn close(&mut self) {
        self.shared.change(|state| state.closed = true);
        // Ends a read that is under way. If the line is full, the reader is not waiting.
        match self.line.write(&[0]) {
            Ok(_) => {}
            Err(error) => assert!(matches!(error.kind(), ErrorKind::WouldBlock), "{error}"),
        }
        assert!(self.shared.wait(|state| state.reader_gone).is_some(), "the reader hangs");
        // Whoever writes to the terminal says goodbye with a line feed and an end of file, if there
        // is such a character. A link that is lost says nothing.
        let mut settings = tcgetattr(&self.line).unwrap();
        settings.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&self.line, OptionalActions::Now, &settings).unwrap();
        self.shared.change(|state| state.keys = None);
        self.master = None;
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.shared.lock().exit.is_none() {
            let _ = kill_process(self.pid, Signal::KILL);
        }
        self.shared.change(|state| state.closed = true);
        let _ = self.line.write(&[0]);
    }
}

fn command(start: &Start) -> CommandBuilder {
    let mut command = CommandBuilder::from_argv(start.command.clone());
    command.env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "ja_JP.UTF-8");
    for (name, value) in &start.env {
        command.env(name, value);
    }
    command.cwd(start.folder.clone().unwrap_or_else(|| std::env::current_dir().unwrap()));
    command
}

fn read(mut reader: Box<dyn Read + Send>, shared: &Shared) {
    let mut bytes = [0; 8192];
    loop {
        let waited = shared.0.1.wait_while(shared.lock(), |state| !state.reading && !state.closed);
        if waited.unwrap_or_else(PoisonError::into_inner).closed {
            break;
        }
        match reader.read(&mut bytes) {
            Ok(0) | Err(_) => break,
            Ok(length) => shared.change(|state| {
                state.parser.process(&bytes[..length]);
                state.bytes.extend_from_slice(&bytes[..length]);
                state.answer(&bytes[..length]);
            }),
        }
    }
    drop(reader);
    shared.change(|state| state.reader_gone = true);
}

fn is_restored(screen: &vt100::Screen) -> bool {
    !screen.alternate_screen()
        && !screen.hide_cursor()
        && !screen.bracketed_paste()
        && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        && !screen.bold()
        && !screen.inverse()
        && screen.fgcolor() == vt100::Color::Default
        && screen.bgcolor() == vt100::Color::Default
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn length(length: u16) -> NonZeroU16 {
    NonZeroU16::new(length).unwrap_or(NonZeroU16::MIN)
}
