//! Takes the terminal and puts it back as it was.
//!
//! ratatui's own `init` and `restore` are not used: they know nothing of signals, of panics in
//! other threads and of bracketed paste, and they write through a lock that a thread stuck on a
//! dead terminal holds for ever.

use std::{
    env,
    io::{self, Write},
    sync::{
        Mutex, MutexGuard, PoisonError, TryLockError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use ratatui::{Terminal, layout::Size};
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{OFlags, fcntl_getfl, fcntl_setfl},
    io::Errno,
    process::{Signal, getpgrp, getpid, getsid, kill_process},
    stdio::{stdin, stdout},
    termios::{OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr},
};

use super::{Screen, backend::Backend, ime, state::Writer};

/// Plain letters, the alternate screen, bracketed paste, no cursor until one is placed.
const ENTER: &[u8] = b"\x1b[0m\x1b[?1049h\x1b[?2004h\x1b[?25l";

/// Presses and the wheel are told, in coordinates of any size; moving about is not.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// The mouse is the terminal's own.
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// The end of a frame that was cut short, mouse off, paste off, focus off, plain letters, the
/// screen from before, the cursor.
const RESTORE: &[u8] = b"\x1b[?2026l\
    \x1b[?1006l\x1b[?1015l\x1b[?1003l\x1b[?1002l\x1b[?1000l\
    \x1b[?2004l\x1b[?1004l\x1b[0m\x1b[?1049l\x1b[?25h";

/// How long [`restore`] waits for a frame that is being written.
const FRAME_PATIENCE: Duration = Duration::from_millis(100);

/// How long [`restore`] tries to reach a terminal that takes nothing.
const TERMINAL_PATIENCE: Duration = Duration::from_millis(200);

/// Whether frames may reach the terminal.
static UP: AtomicBool = AtomicBool::new(false);

/// Whether the mouse is the dashboard's, as long as the terminal is.
static MOUSE: AtomicBool = AtomicBool::new(false);
/// Whether the input method was switched, and so has to be put back.
static IME: AtomicBool = AtomicBool::new(false);

/// How the terminal was before it was taken; nothing while it is not.
static BEFORE: Mutex<Option<Termios>> = Mutex::new(None);

/// What a terminal is taken for that does not know its size or is gone.
const USUAL: Size = Size { width: 80, height: 24 };

/// Held while bytes of a frame are written.
static FRAME: Mutex<()> = Mutex::new(());

/// 端末の番人. While it lives the terminal belongs to the dashboard.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, hidden cursor.
    ///
    /// # Errors
    ///
    /// When standard input or output is no terminal that can show a dashboard. The text says so in
    /// the user's language.
    pub fn enter() -> io::Result<Self> {
        if !isatty(stdin()) || !isatty(stdout()) {
            return Err(io::Error::other(
                "画面を表示できません。端末の中で、入力と出力をつなぎ替えずに始めてください。\
                 記録には触れていません。",
            ));
        }
        if env::var_os("TERM").is_some_and(|term| term == "dumb") {
            return Err(io::Error::other(
                "この端末 (TERM=dumb) には画面を表示できません。別の端末で始めるか、\
                 `shingi list` などのコマンドを使ってください。記録には触れていません。",
            ));
        }
        let guard = Self(());
        take()?;
        Ok(guard)
    }

    /// From here on the input method is switched: it has to be put back with the terminal.
    pub fn controls_ime(&self) {
        IME.store(true, Ordering::SeqCst);
    }

    /// A screen to draw on, of the size the terminal has now. Its first frame draws everything.
    ///
    /// Make a new one after [`Guard::resume`] and after a resize, even to the same size: what the
    /// old one remembers may no longer be there.
    ///
    /// # Errors
    ///
    /// None is known; ratatui wants to be asked.
    pub fn screen(&self, writer: Writer) -> io::Result<Screen> {
        Terminal::new(Backend::new(Tty, size(), writer))
    }

    /// Takes the mouse, or gives it back to the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal takes nothing any more.
    pub fn mouse(&self, taken: bool) -> io::Result<()> {
        MOUSE.store(taken, Ordering::SeqCst);
        Tty.write_all(if taken { MOUSE_ON } else { MOUSE_OFF })
    }

    /// Gives the terminal back and stops the process, as Ctrl+Z does elsewhere.
    ///
    /// Returns when somebody continues it; then [`Input::Resume`](super::Input::Resume) arrives.
    /// A session leader (`ssh -t host shingi`) does nothing: no shell would be there to continue it.
    pub fn suspend(&self) {
        let leads_session = getsid(None).is_ok_and(|session| session == getpgrp());
        if !leads_session {
            restore();
            let _ = kill_process(getpid(), Signal::STOP);
        }
    }

    /// Takes the terminal again after a stop, whoever stopped the process.
    pub fn resume(&self) {
        // If it cannot be taken it is gone, and `hangup` says so.
        let _ = take();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn size() -> Size {
    // Asked of the terminal's driver; crossterm would start a program when it does not know.
    let size = tcgetwinsize(stdout()).map(|size| Size { width: size.ws_col, height: size.ws_row });
    size.ok().filter(|size| size.area() > 0).unwrap_or(USUAL)
}

fn take() -> io::Result<()> {
    {
        let mut before = lock(&BEFORE);
        let now = tcgetattr(stdin())?;
        let mut raw = now.clone();
        raw.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        // After a stop nobody could catch, the first ones still are those to go back to.
        before.get_or_insert(now);
        UP.store(true, Ordering::SeqCst);
        // Unlocked before writing: `restore` must never wait for a terminal that takes nothing.
    }
    Tty.write_all(ENTER)?;
    // After a stop the mouse is whose it was.
    if MOUSE.load(Ordering::SeqCst) { Tty.write_all(MOUSE_ON) } else { Ok(()) }
}

/// Puts the terminal back as it was. Once only, however many threads ask; the others wait until it
/// is done. From here on frames go nowhere.
pub fn restore() {
    UP.store(false, Ordering::SeqCst);
    let mut before = lock(&BEFORE);
    let Some(termios) = before.take() else { return };
    await_frame();
    if IME.load(Ordering::SeqCst) {
        write_within(ime::LEAVE, TERMINAL_PATIENCE / 4);
    }
    write_within(RESTORE, TERMINAL_PATIENCE);
    let _ = tcsetattr(stdin(), OptionalActions::Now, &termios);
}

/// Waits for the end of a frame, so that its last bytes do not hide the cursor again.
fn await_frame() {
    let deadline = Instant::now() + FRAME_PATIENCE;
    while let Err(TryLockError::WouldBlock) = FRAME.try_lock() {
        if Instant::now() > deadline {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Writes what the terminal takes until the time is up, and never waits for it longer.
///
/// Only for this moment standard output does not block: the setting is shared with the shell.
fn write_within(mut bytes: &[u8], patience: Duration) {
    let deadline = Instant::now() + patience;
    let Ok(flags) = fcntl_getfl(stdout()) else { return };
    let _ = fcntl_setfl(stdout(), flags | OFlags::NONBLOCK);
    while !bytes.is_empty() && Instant::now() < deadline {
        match rustix::io::write(stdout(), bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => await_room(Some(Duration::from_millis(20))),
            Err(_) => break,
        }
    }
    let _ = fcntl_setfl(stdout(), flags);
}

fn await_room(patience: Option<Duration>) {
    let limit = patience.and_then(|limit| Timespec::try_from(limit).ok());
    let out = stdout();
    // A failure means to try again, and the write says what is wrong.
    let _ = poll(&mut [PollFd::new(&out, PollFlags::OUT)], limit.as_ref());
}

/// 端末. Standard output while the guard lives; before and after, what is written goes nowhere.
///
/// So it does when the terminal is gone: that is reported once, by `hangup`, and a loop that draws
/// in the meantime must not end with another code.
#[derive(Debug)]
pub struct Tty;

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _frame = lock(&FRAME);
        while UP.load(Ordering::SeqCst) {
            match rustix::io::write(stdout(), bytes) {
                Ok(written) => return Ok(written),
                Err(Errno::INTR) => {}
                // Some program before us left the terminal so.
                Err(Errno::AGAIN) => await_room(None),
                Err(Errno::IO) => break,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A lock whatever became of its last holder: what it protects is always whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
