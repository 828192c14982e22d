//! The only part that acts: terminal, signals, files, clock.
//!
//! How a dashboard lives: [`panic::install`], [`Guard::enter`], [`listen`], [`Guard::screen`]; then
//! draw and receive [`Input`]s until one says to end; then [`leave`]. Whatever happens on the way
//! (an error, a panic in any thread, a signal, a dead SSH link), the terminal is put back by one
//! function of [`guard`] and the process ends in one function of `leave`.

pub mod backend;
pub mod clipboard;
pub mod clock;
mod compare;
pub mod drafting;
pub mod filing;
pub mod git;
pub mod guard;
pub mod handout;
pub mod hangup;
mod ime;
pub mod input;
mod leave;
pub mod office;
pub mod out;
pub mod panic;
pub mod person;
pub mod place;
pub mod probe;
pub mod replace;
mod runtime;
pub mod shelving;
pub mod signals;
pub mod site;
pub mod state;
pub mod sync;
pub mod terminal;

use std::{io, sync::mpsc::Sender, thread};

pub use backend::Screen;
pub use guard::Guard;
pub use input::Input;
pub use leave::{Ending, leave};
pub use runtime::{Drawing, run};

/// Starts the three threads that report what happens outside: keys, signals, a lost terminal.
///
/// They live as long as the process.
///
/// # Errors
///
/// When the system refuses a thread or a signal handler.
pub fn listen<T: From<Input> + Send + 'static>(events: &Sender<T>) -> io::Result<()> {
    watch(events)?;
    input::listen(events.clone())
}

/// Starts the two threads that do not read the terminal: signals, a lost terminal.
fn watch<T: From<Input> + Send + 'static>(events: &Sender<T>) -> io::Result<()> {
    signals::listen(events.clone())?;
    hangup::listen(events.clone())
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}
