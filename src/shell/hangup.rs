//! Notices that the terminal is gone.
//!
//! When an SSH link dies and SIGHUP does not end the process (it is ignored, or only noted),
//! crossterm's reader turns round for ever at full speed and never reports it.

use std::{io, sync::mpsc::Sender, time::Duration};

use rustix::{
    event::{PollFd, PollFlags, poll},
    io::Errno,
    stdio::stdin,
};

use super::{Ending, Input, leave::end, spawn};

/// How long the loop may take to end. Less than after a signal: the reader burns a core meanwhile.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts the thread. It sleeps in the kernel as long as the terminal is there.
///
/// # Errors
///
/// When the system refuses the thread.
pub fn listen<T: From<Input> + Send + 'static>(events: Sender<T>) -> io::Result<()> {
    spawn("hangup", move || {
        if terminal_goes() {
            end(Ending::Hangup, &events, PATIENCE);
        }
    })
}

/// Waits until the terminal is gone. False when the system cannot tell.
fn terminal_goes() -> bool {
    let stdin = stdin();
    loop {
        // No event is asked for: the poll reports a hang-up or an error only, and keys do not wake it.
        match poll(&mut [PollFd::new(&stdin, PollFlags::empty())], None) {
            Ok(_) => return true,
            Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}
