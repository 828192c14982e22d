//! What commands print. Nothing else in the program writes to standard output or standard error.
//!
//! `println!` panics on a closed pipe and on a full disk; here a closed pipe (`shingi list | head`)
//! ends the process quietly, and a disk that takes no more is an exit code and a sentence.

use std::ops::Range;

use rustix::{
    event::{PollFd, PollFlags, poll},
    fd::BorrowedFd,
    io::Errno,
    stdio::{stderr, stdout},
    termios::isatty,
};

use super::{leave, state};
use crate::{
    problem::reason,
    shown::{Shown, marked_lines, shown_lines},
};

/// The exit code when the output could not be written.
const UNWRITTEN: u8 = 3;

/// Prints lines, made harmless, with a line feed at the end.
///
/// Ends the process when nobody reads any more, or when the output cannot be written.
pub fn out(text: &str) {
    print(&shown_lines(text));
}

/// Prints lines as [`out`] does. Where a person reads them on a terminal, the parts at these bytes
/// stand out, unless the person wants plain text (`NO_COLOR`).
///
/// Ends the process as [`out`] does.
pub fn marked(text: &str, marks: &[Range<usize>]) {
    if isatty(stdout()) && !state::wants_no_colour() {
        print(&marked_lines(text, marks));
    } else {
        out(text);
    }
}

/// Prints a text that the program wrote by itself, for another program to read: it holds nothing
/// from a record, and every tab counts.
///
/// Ends the process as [`out`] does.
pub fn own(text: &str) {
    // Tabs and line feeds stay; nothing else that acts is in it.
    print(&Shown::json(text));
}

/// Prints JSON as it is: what could do something to a terminal is escaped, so that a reader of the
/// JSON gets exactly what the record holds.
///
/// Ends the process as [`out`] does.
pub fn json(text: &str) {
    print(&Shown::json(text));
}

/// Prints lines for the person, made harmless, on standard error. If even that is impossible there
/// is nobody to tell.
pub fn err(text: &str) {
    let _ = write_line(stderr(), &shown_lines(text));
}

fn print(text: &Shown) {
    match write_line(stdout(), text) {
        Ok(()) => {}
        Err(Errno::PIPE) => leave(0),
        Err(errno) => {
            err(&format!(
                "結果を最後まで書き出せませんでした（{}）。書き出し先の内容は途中までです。\
                 記録には触れていません。書き出し先を確かめて、もう一度実行してください。",
                reason(&errno.into())
            ));
            leave(UNWRITTEN)
        }
    }
}

fn write_line(to: BorrowedFd<'_>, text: &Shown) -> Result<(), Errno> {
    let ended = if text.ends_with('\n') { String::new() } else { format!("{text}\n") };
    let mut bytes = if ended.is_empty() { text.as_bytes() } else { ended.as_bytes() };
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => {
                poll(&mut [PollFd::new(&to, PollFlags::OUT)], None)?;
            }
            Err(errno) => return Err(errno),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{
        fs::File,
        io::{Read, pipe},
        os::fd::AsFd,
    };

    use super::*;

    #[test]
    fn a_line_ends_with_one_line_feed() {
        for (text, line) in [("審議", "審議\n"), ("審議\n", "審議\n"), ("", "\n")] {
            let (mut reader, writer) = pipe().unwrap();
            write_line(writer.as_fd(), &shown_lines(text)).unwrap();
            drop(writer);
            let mut written = String::new();
            reader.read_to_string(&mut written).unwrap();
            assert_eq!(written, line);
        }
    }

    #[test]
    fn a_closed_pipe_and_a_full_disk_are_told_apart() {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        assert_eq!(write_line(writer.as_fd(), &shown_lines("審議")), Err(Errno::PIPE));
        let full = File::options().write(true).open("/dev/full").unwrap();
        let error = write_line(full.as_fd(), &shown_lines("審議")).unwrap_err();
        assert_eq!(reason(&error.into()), "ディスクの空きがありません");
    }
}
