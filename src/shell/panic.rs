//! What happens when the program itself is wrong, in whatever thread.
//!
//! The other threads must not run on over a terminal that was put back, so a panic ends the
//! process; and its text must be readable, so it is written after the alternate screen is left.

use std::{
    backtrace::Backtrace,
    fmt::Write as _,
    fs::{DirBuilder, OpenOptions},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    panic::{PanicHookInfo, set_hook},
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use super::{clock, drafting, guard, leave, out};
use crate::problem::reason;

/// The exit code of a Rust program that panics.
const CODE: u8 = 101;

static PANICKED: AtomicBool = AtomicBool::new(false);

/// From here on a panic in any thread puts the terminal back, says so, writes the details to the
/// end of `log` (see [`state::log_file`](super::state::log_file)) and ends the process.
pub fn install(log: Option<PathBuf>) {
    set_hook(Box::new(move |panic| {
        if PANICKED.swap(true, Ordering::SeqCst) {
            // The first one is about to end the process; a second text would only hide the first.
            loop {
                thread::park();
            }
        }
        guard::restore();
        let logged = write_log(log.as_deref(), panic);
        out::err(&text(log.as_deref(), logged, panic));
        leave(CODE)
    }));
}

fn text(log: Option<&Path>, logged: io::Result<()>, panic: &PanicHookInfo<'_>) -> String {
    let mut text = String::from("shingi の不具合で終了します。保存済みの記録は無事です。\n");
    if drafting::settle(drafting::PATIENCE) {
        text.push_str(drafting::KEPT);
        text.push('\n');
    }
    // Writing to a String cannot fail.
    let _ = match (log, logged) {
        (Some(log), Ok(())) => writeln!(
            text,
            "詳しい内容は {} に残しました。このファイルを管理者に渡してください。",
            log.display()
        ),
        (_, Err(error)) => writeln!(
            text,
            "詳しい内容をファイルに残せませんでした（{}）。下の文を控えて、管理者に渡してください。",
            reason(&error)
        ),
        (None, Ok(())) => Ok(()),
    };
    let _ = write!(text, "{panic}");
    text
}

fn write_log(log: Option<&Path>, panic: &PanicHookInfo<'_>) -> io::Result<()> {
    let log = log.ok_or_else(|| io::Error::other("ホームフォルダーが分かりません"))?;
    if let Some(folder) = log.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(log)?;
    let trace = Backtrace::force_capture();
    let entry = format!(
        "{} shingi {} {}: {panic}\n{trace}\n",
        clock::now(),
        env!("CARGO_PKG_VERSION"),
        thread::current().name().unwrap_or("-"),
    );
    file.write_all(entry.as_bytes())
}
