//! What commands print. Nothing else in the program writes to standard output or standard error.
//!
//! `println!` panics on a closed pipe and on a full disk; here a closed pipe (`shingi list | head`)
//! ends the process quietly, and a disk that takes no more is an exit code and a sentence.

use std::{borrow::Cow, fmt::Write};

use rustix::{
    event::{PollFd, PollFlags, poll},
    fd::BorrowedFd,
    io::Errno,
    stdio::{stderr, stdout},
};

use super::leave;
use crate::{
    problem::reason,
    shown::{is_dangerous, shown_lines},
};

/// The exit code when the output could not be written.
const UNWRITTEN: u8 = 3;

/// Prints lines, made harmless, with a line feed at the end.
///
/// Ends the process when nobody reads any more, or when the output cannot be written.
pub fn out(text: &str) {
    print(&shown_lines(text));
}

/// Prints a text that the program wrote by itself, for another program to read: it holds nothing
/// from a record, and every tab counts.
///
/// Ends the process as [`out`] does.
pub fn own(text: &str) {
    print(text);
}

/// Prints JSON as it is: what could do something to a terminal is escaped, so that a reader of the
/// JSON gets exactly what the record holds.
///
/// Ends the process as [`out`] does.
pub fn json(text: &str) {
    print(&harmless_json(text));
}

/// Prints lines for the person, made harmless, on standard error. If even that is impossible there
/// is nobody to tell.
pub fn err(text: &str) {
    let _ = write_line(stderr(), &shown_lines(text));
}

fn print(text: &str) {
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

fn write_line(to: BorrowedFd<'_>, text: &str) -> Result<(), Errno> {
    let mut line = Cow::Borrowed(text);
    if !text.ends_with('\n') {
        line.to_mut().push('\n');
    }
    let mut bytes = line.as_bytes();
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

/// In valid JSON such characters stand in strings only, but for white space.
fn harmless_json(text: &str) -> Cow<'_, str> {
    let needs_escape = |c: char| is_dangerous(c) && !matches!(c, '\n' | '\r' | '\t');
    if !text.contains(needs_escape) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if needs_escape(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
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
            write_line(writer.as_fd(), text).unwrap();
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
        assert_eq!(write_line(writer.as_fd(), "審議"), Err(Errno::PIPE));
        let full = File::options().write(true).open("/dev/full").unwrap();
        let error = write_line(full.as_fd(), "審議").unwrap_err();
        assert_eq!(reason(&error.into()), "ディスクの空きがありません");
    }

    #[test]
    fn json_keeps_every_character_and_shows_none_that_acts() {
        let text = "葛\u{e0100}城\u{1b}[2J\u{202e}\u{e0041}\u{9b}";
        let written = serde_json::to_string_pretty(&[text]).unwrap();
        let safe = harmless_json(&written);
        assert!(!safe.contains(|c| is_dangerous(c) && c != '\n'), "{safe}");
        assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap(), [text]);
        assert!(safe.contains("葛\u{e0100}城"), "{safe}");
    }
}
