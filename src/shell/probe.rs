//! Asks the terminal how wide it draws characters of ambiguous width.
//!
//! Two of them are written, one at a time at the edge, and the terminal is asked where its cursor
//! stands behind each. crossterm can ask that too, but waits two seconds for a terminal that never
//! answers, once a question; here both questions go out together and share a short wait of their
//! own. What was typed meanwhile comes out of the same line as the answers, and is handed on.

mod typed;

use std::{
    io::{self, Write},
    sync::mpsc::{Sender, channel},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, read},
    stdio::stdin,
};

use super::{Guard, Input, guard::Tty};
use crate::shown::Cells;

/// How long the terminal may take to answer. A link to the office's own server takes a tenth of it.
const PATIENCE: Duration = Duration::from_millis(200);

/// How long the rest of a key may take of which the first bytes came with the answer.
const REST: Duration = Duration::from_millis(20);

/// At the top left, `○`; where is the cursor? Then the same with `─`; then nothing again. Lines and
/// letters are set apart in some terminals.
const QUESTION: &str = "\x1b[H○\x1b[6n\x1b[H─\x1b[6n\x1b[H\x1b[K";
const QUESTIONS: usize = 2;

/// Asks once, in raw mode, before anything else reads the terminal. What was typed meanwhile is sent
/// on. `None`: the terminal did not answer in time, or nothing that makes sense.
///
/// # Errors
///
/// When the terminal cannot be written to.
pub fn ask<T: From<Input>>(events: &Sender<T>) -> io::Result<Option<Cells>> {
    Tty.write_all(QUESTION.as_bytes())?;
    let mut heard = Heard::default();
    let mut deadline = Instant::now() + PATIENCE;
    loop {
        if heard.columns.len() >= QUESTIONS {
            if !typed::is_cut_off(&heard.typed) {
                break;
            }
            deadline = deadline.min(Instant::now() + REST);
        }
        let mut bytes = [0; 1024];
        match received(&mut bytes, deadline) {
            0 => break,
            length => heard.hear(&bytes[..length]),
        }
    }
    for input in typed::inputs(&heard.typed) {
        // The loop that receives lives as long as the process.
        let _ = events.send(input.into());
    }
    Ok(heard.cells())
}

/// Takes the terminal, asks, and gives it back. `None`: it cannot be taken, or did not answer.
#[must_use]
pub fn once() -> Option<Cells> {
    let _guard = Guard::enter().ok()?;
    // What is typed in this moment is for nobody.
    let (sender, _typed) = channel::<Input>();
    ask(&sender).ok().flatten()
}

/// Reads what has come in, or waits for it until then. Nothing: the time is up, or the terminal gone.
fn received(bytes: &mut [u8], deadline: Instant) -> usize {
    let stdin = stdin();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let Ok(left) = Timespec::try_from(left) else { return 0 };
        match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&left)) {
            Err(Errno::INTR) => {}
            Ok(0) | Err(_) => return 0,
            Ok(_) => match read(stdin, &mut *bytes) {
                Err(Errno::INTR | Errno::AGAIN) if Instant::now() < deadline => {}
                read => return read.unwrap_or_default(),
            },
        }
    }
}

/// What came in.
#[derive(Debug, Default)]
struct Heard {
    /// The answers: the columns of the cursor, from 1.
    columns: Vec<u16>,
    /// All the rest.
    typed: Vec<u8>,
}

impl Heard {
    fn hear(&mut self, bytes: &[u8]) {
        self.typed.extend_from_slice(bytes);
        let mut from = 0;
        while self.columns.len() < QUESTIONS {
            let Some((start, end, column)) = answer(&self.typed, from) else { return };
            self.columns.push(column);
            self.typed.drain(start..end);
            from = start;
        }
    }

    /// A terminal that draws one of them two cells wide is not to be given any.
    fn cells(&self) -> Option<Cells> {
        match self.columns[..] {
            [2, 2] => Some(Cells::One),
            [2 | 3, 2 | 3] => Some(Cells::Two),
            _ => None,
        }
    }
}

/// The next `ESC [ row ; column R`: where it begins, where it ends, and its column.
fn answer(bytes: &[u8], from: usize) -> Option<(usize, usize, u16)> {
    let starts = (from..bytes.len()).filter(|at| bytes[*at..].starts_with(b"\x1b["));
    for start in starts {
        let body = &bytes[start + 2..];
        let length = body.iter().position(|byte| !byte.is_ascii_digit() && *byte != b';');
        let Some(length) = length.filter(|length| body[*length] == b'R') else { continue };
        let place = str::from_utf8(&body[..length]).ok().and_then(|text| text.split_once(';'));
        if let Some(column) = place.and_then(|(_, column)| column.parse().ok()) {
            return Some((start, start + 2 + length + 1, column));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_are_taken_out_of_what_is_typed() {
        let one = Some(Cells::One);
        let two = Some(Cells::Two);
        for (bytes, cells, typed) in [
            ("\x1b[1;2R\x1b[1;2R", one, ""),
            ("\x1b[1;3R\x1b[1;3R", two, ""),
            ("\x1b[1;2R\x1b[1;3R", two, ""),
            ("\x1b[1;3R\x1b[1;2R", two, ""),
            ("2/創業\x1b[1;3R\x1b[B\x1b[1;3Rq", two, "2/創業\x1b[Bq"),
            ("\x1b[1;3R\x1b[1;3R\x1b[1;2R", two, "\x1b[1;2R"),
            // A terminal that does not take UTF-8 shows three letters.
            ("\x1b[1;4R\x1b[1;4R", None, ""),
            ("\x1b[1;2R", None, ""),
            ("q\x1b[1;", None, "q\x1b[1;"),
            ("", None, ""),
        ] {
            let mut at_once = Heard::default();
            at_once.hear(bytes.as_bytes());
            let mut by_byte = Heard::default();
            bytes.as_bytes().chunks(1).for_each(|byte| by_byte.hear(byte));
            for heard in [at_once, by_byte] {
                assert_eq!(heard.cells(), cells, "{bytes:?}");
                assert_eq!(String::from_utf8(heard.typed).unwrap(), typed, "{bytes:?}");
            }
        }
    }
}
