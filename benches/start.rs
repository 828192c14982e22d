//! From the start of the program to its first frame, and to the one with all its data, in a real
//! pseudo-terminal, beside an empty ratatui program and `/bin/echo` in the same one.
//!
//! Prints a table. The processor's time is the kernel's own account of the threads that are alive when
//! the data is shown, not of those that helped to read and have ended; unlike the clock on the wall it
//! hardly depends on what else the machine does. The peak is the most memory the process ever held.

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
const RUNS: usize = 7;

/// What a frame ends with: terminals show it at once then.
const END: &str = "\x1b[?2026l";

/// What only a frame with all the data shows.
const TABS: &str = "[1概要]";

/// How many rows the records have.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Makes this program the empty one.
const EMPTY: &str = "--empty-ratatui";

fn main() -> io::Result<()> {
    if std::env::args().any(|arg| arg == EMPTY) {
        return empty();
    }
    let this = std::env::current_exe()?;
    // Nobody answers here when the terminal is asked how wide it draws.
    let dashboard = |records| {
        let words = [env!("CARGO_BIN_EXE_shingi"), "--ambiguous", "1", "--records"];
        words.map(OsString::from).into_iter().chain([records]).collect::<Vec<_>>()
    };
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/records").into();
    let records = SIZES.map(|rows| (rows, support::record(rows)));
    let mut programs = vec![
        ("/bin/echo".to_owned(), vec!["/bin/echo".into(), END.into()], ""),
        ("empty ratatui".to_owned(), vec![this.into(), EMPTY.into()], ""),
        ("shingi, shipped record".to_owned(), dashboard(shipped), TABS),
    ];
    for (rows, home) in &records {
        let bytes: usize = support::texts(home.path()).iter().map(String::len).sum();
        let name = format!("{rows} rows, {:.1} MiB", mebibytes(bytes));
        let folder = home.path().into();
        programs.push((name, dashboard(folder), TABS));
    }
    // Round and round, so that a busy moment does not fall on one program alone.
    let mut times = vec![Vec::new(); programs.len()];
    for _ in 0..=RUNS {
        for ((_, command, shows), times) in programs.iter().zip(&mut times) {
            times.push(start(command, shows)?);
        }
    }
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{:<24} {:>10} {:>9} {:>10} {:>9} {:>10} {:>9}",
        "median and least", "1st frame", "", "all data", "", "processor", "peak"
    )?;
    for ((name, ..), times) in programs.iter().zip(&mut times) {
        // The first start warms the caches up.
        times.remove(0);
        let mut of = |time: fn(&Seen) -> Duration| {
            times.sort_by_key(time);
            (time(&times[times.len() / 2]), time(&times[0]))
        };
        let (first, least) = of(|seen| seen.first);
        let (all, least_of_all) = of(|seen| seen.all);
        let (processor, _) = of(|seen| seen.processor);
        let peak = mebibytes(times.iter().map(|seen| seen.peak).max().unwrap_or_default());
        let [first, least, all, least_of_all, processor] =
            [first, least, all, least_of_all, processor]
                .map(|time| format!("{:.1} ms", time.as_secs_f64() * 1e3));
        writeln!(
            out,
            "{name:<24} {first:>10} {least:>9} {all:>10} {least_of_all:>9} {processor:>10} \
             {peak:>5.1} MiB"
        )?;
    }
    Ok(())
}

fn mebibytes(bytes: usize) -> f64 {
    f64::from(u32::try_from(bytes >> 10).unwrap_or(u32::MAX)) / 1024.0
}

/// What the first frames took.
#[derive(Clone, Copy)]
struct Seen {
    first: Duration,
    all: Duration,
    processor: Duration,
    peak: usize,
}

/// Starts a program in a terminal of its own and waits for its first frame, and for the first that
/// shows something.
fn start(command: &[OsString], shows: &str) -> io::Result<Seen> {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).map_err(io::Error::other)?;
    let mut reader = pty.master.try_clone_reader().map_err(io::Error::other)?;
    let mut builder = CommandBuilder::from_argv(command.to_vec());
    builder.env("TERM", "xterm-256color");
    let started = Instant::now();
    let mut child = pty.slave.spawn_command(builder).map_err(io::Error::other)?;
    drop(pty.slave);
    let mut screen = Vec::new();
    let mut bytes = [0; 8192];
    let mut first = None;
    let all = loop {
        match reader.read(&mut bytes)? {
            0 => return Err(io::Error::other("ended without a frame")),
            length => screen.extend_from_slice(&bytes[..length]),
        }
        let Some(end) = find(&screen, END) else { continue };
        let first = *first.get_or_insert_with(|| started.elapsed());
        let at = find(&screen, shows);
        if shows.is_empty() || at.is_some_and(|at| find(&screen[at.max(end)..], END).is_some()) {
            break (first, started.elapsed());
        }
    };
    let processor = child.process_id().map_or(Duration::ZERO, processor);
    let peak = child.process_id().and_then(peak).unwrap_or_default();
    // It may have ended by itself.
    drop(child.kill());
    child.wait()?;
    Ok(Seen { first: all.0, all: all.1, processor, peak })
}

/// Where a text begins in what was shown.
fn find(shown: &[u8], text: &str) -> Option<usize> {
    shown.windows(text.len().max(1)).position(|part| part == text.as_bytes())
}

/// The most bytes of memory a process ever held.
fn peak(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? << 10)
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
