//! From the start of the program to the first frame with all its data, in a real pseudo-terminal,
//! beside an empty ratatui program and `/bin/echo` in the same one.
//!
//! Prints a table of medians. The processor's time is the kernel's own account of the threads that
//! were alive when the first frame came; unlike the clock on the wall it does not depend on what
//! else the machine does.

mod support;

use std::{
    ffi::OsString,
    fs,
    io::{self, Read, Write},
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::{Terminal, backend::CrosstermBackend, crossterm, widgets::Paragraph};

/// How often each program is started.
const RUNS: usize = 21;

/// What a frame ends with: terminals show it at once then.
const END: &str = "\x1b[?2026l";

/// Makes this program the empty one.
const EMPTY: &str = "--empty-ratatui";

fn main() -> io::Result<()> {
    if std::env::args().any(|arg| arg == EMPTY) {
        return empty();
    }
    let this = std::env::current_exe()?;
    let shingi = || OsString::from(env!("CARGO_BIN_EXE_shingi"));
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/records").into();
    let records = support::ROWS.map(|rows| (rows, support::record(rows)));
    let mut programs = vec![
        ("/bin/echo".to_owned(), vec!["/bin/echo".into(), END.into()]),
        ("empty ratatui".to_owned(), vec![this.into(), EMPTY.into()]),
        ("shingi, shipped record".to_owned(), vec![shingi(), "--records".into(), shipped]),
    ];
    for (rows, home) in &records {
        let folder = home.path().into();
        programs.push((format!("shingi, {rows} rows"), vec![shingi(), "--records".into(), folder]));
    }
    // Round and round, so that a busy moment does not fall on one program alone.
    let mut times = vec![Vec::new(); programs.len()];
    for _ in 0..=RUNS {
        for ((_, command), times) in programs.iter().zip(&mut times) {
            times.push(start(command)?);
        }
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<24} {:>10} {:>10} {:>12}",
        "to the first frame", "median", "least", "processor"
    )?;
    for ((name, _), times) in programs.iter().zip(&mut times) {
        // The first start warms the caches up.
        times.remove(0);
        let mut of = |time: fn(&Seen) -> Duration| {
            times.sort_by_key(time);
            (time(&times[times.len() / 2]), time(&times[0]))
        };
        let (median, least) = of(|seen| seen.wall);
        let (processor, _) = of(|seen| seen.processor);
        let [median, least, processor] =
            [median, least, processor].map(|time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
        writeln!(out, "{name:<24} {median:>10} {least:>10} {processor:>12}")?;
    }
    Ok(())
}

/// What the first frame took.
#[derive(Clone, Copy)]
struct Seen {
    wall: Duration,
    processor: Duration,
}

/// Starts a program in a terminal of its own and waits for its first frame.
fn start(command: &[OsString]) -> io::Result<Seen> {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).map_err(io::Error::other)?;
    let mut reader = pty.master.try_clone_reader().map_err(io::Error::other)?;
    let mut builder = CommandBuilder::from_argv(command.to_vec());
    builder.env("TERM", "xterm-256color");
    let started = Instant::now();
    let mut child = pty.slave.spawn_command(builder).map_err(io::Error::other)?;
    drop(pty.slave);
    let mut shown = Vec::new();
    let mut bytes = [0; 8192];
    while !shown.windows(END.len()).any(|part| part == END.as_bytes()) {
        match reader.read(&mut bytes)? {
            0 => return Err(io::Error::other("ended without a frame")),
            length => shown.extend_from_slice(&bytes[..length]),
        }
    }
    let wall = started.elapsed();
    let processor = child.process_id().map_or(Duration::ZERO, processor);
    // It may have ended by itself.
    drop(child.kill());
    child.wait()?;
    Ok(Seen { wall, processor })
}

/// The time on the processor of a process's threads.
fn processor(process: u32) -> Duration {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| {
        let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(spent.sum())
}

/// The least that a ratatui program does before its first frame.
fn empty() -> io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    crossterm::execute!(io::stdout(), crossterm::terminal::EnterAlternateScreen)?;
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    terminal.draw(|frame| frame.render_widget(Paragraph::new("概要"), frame.area()))?;
    write!(io::stdout(), "{END}")?;
    io::stdout().flush()?;
    // Until the terminal is taken away.
    io::copy(&mut io::stdin(), &mut io::sink()).map(drop)
}
