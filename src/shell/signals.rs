//! What other processes and the system tell us: one thread, so that no handler does any work.

use std::{
    io,
    sync::{Arc, mpsc::Sender},
    time::Duration,
};

use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGXFSZ},
    flag,
    iterator::Signals,
};

use super::{Ending, Input, leave::end, spawn};

/// How long the loop may take to end after a signal; whoever sent it expects two seconds.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Starts the thread. After a signal that ends, it waits for the loop to leave, then does it itself.
///
/// # Errors
///
/// When the system refuses the thread or a handler.
pub fn listen<T: From<Input> + Send + 'static>(events: Sender<T>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    spawn("signals", move || {
        for signal in signals.forever() {
            match meaning(signal) {
                Input::End(ending) => end(ending, &events, PATIENCE),
                input => {
                    let _ = events.send(input.into());
                }
            }
        }
    })
}

/// Makes reaching a file-size limit an error of that write, instead of death in the middle of a
/// line. Asked for once, before anything is written.
///
/// # Errors
///
/// When the system refuses the handler.
pub fn outlive_size_limit() -> io::Result<()> {
    // Any handler will do.
    flag::register(SIGXFSZ, Arc::default()).map(drop)
}

fn meaning(signal: i32) -> Input {
    match signal {
        SIGTSTP => Input::Suspend,
        SIGCONT => Input::Resume,
        SIGHUP => Input::End(Ending::Hangup),
        SIGINT => Input::End(Ending::Interrupt),
        SIGQUIT => Input::End(Ending::Quit),
        _ => Input::End(Ending::Terminate),
    }
}
