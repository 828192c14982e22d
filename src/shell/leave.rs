//! The one way out of the process.

use std::{process, sync::mpsc::Sender, thread, time::Duration};

use super::{Input, drafting, guard};

/// 終了の求め. Why the program must end though nobody pressed a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ending {
    /// 回線切断: the terminal is gone, or SIGHUP came.
    Hangup,
    /// SIGINT from outside; Ctrl+C in the dashboard is a key.
    Interrupt,
    /// SIGQUIT.
    Quit,
    /// SIGTERM.
    Terminate,
}

impl Ending {
    /// The exit code by which a shell knows the signal: 128 and its number.
    #[must_use]
    pub const fn code(self) -> u8 {
        128 + match self {
            Self::Hangup => 1,
            Self::Interrupt => 2,
            Self::Quit => 3,
            Self::Terminate => 15,
        }
    }
}

/// Puts the terminal back, if it was taken, and ends the process, from any thread.
///
/// Nothing is dropped on the way, and nothing waits for a terminal that does not answer.
#[allow(clippy::exit, reason = "the one place: every other way out would skip the terminal")]
pub fn leave(code: u8) -> ! {
    guard::restore();
    drafting::settle(drafting::LAST_MOMENT);
    process::exit(i32::from(code))
}

/// Asks the loop to end, and does it itself when the loop does not within `patience`: it may be
/// waiting for a terminal that nobody reads.
pub(super) fn end<T: From<Input>>(ending: Ending, events: &Sender<T>, patience: Duration) -> ! {
    // Without a receiver the loop is already on its way out.
    let _ = events.send(Input::End(ending).into());
    thread::sleep(patience);
    leave(ending.code())
}
