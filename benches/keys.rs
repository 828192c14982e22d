//! From a key to its frame, at any size: the character that was typed, the ranked first page, and
//! everything that was found; a step down; and a frame of each view.
//!
//! Prints tables. Through the whole dashboard but for its terminal: model, update, drawing, and the
//! comparison with the frame before. Time of the thread on the processor, which hardly depends on what
//! else the machine does: medians over the runs, of each key of each query, and of those the worst.
//! `--rows 1000,10000` measures fewer.

mod support;

use std::{
    io::{self, Write},
    time::Duration,
};

use ratatui::{Terminal, backend::TestBackend};
use shingi::{
    app::{Code, Key, Model, Msg, View, layout::Size, update},
    search::load_readings,
    ui::{self, theme::Theme},
};

use support::{
    SAID, WRITTEN,
    clock::{in_ms, median, since, spent, timed},
};

const ROWS: [usize; 3] = [1_000, 10_000, 100_000];
const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 60);
const RUNS: usize = 5;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    load_readings();
    for count in support::rows_asked(&ROWS) {
        let mut desk = Desk::new(count);
        writeln!(out, "\n{count} rows")?;
        typed(&mut desk, &mut out)?;
        frames(&mut desk, &mut out)?;
    }
    Ok(())
}

/// The dashboard at a terminal that keeps what it is sent.
struct Desk {
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl Desk {
    fn new(rows: usize) -> Self {
        let model = support::model(rows, View::Programs, SMALL);
        Self { model, terminal: terminal(SMALL) }
    }

    fn resize(&mut self, (width, height): (u16, u16)) {
        update(&mut self.model, Msg::Resized(Size { width, height }));
        self.terminal = terminal((width, height));
    }

    fn press(&mut self, key: Key) {
        update(&mut self.model, Msg::Key(key));
    }

    fn draw(&mut self) {
        let Self { model, terminal } = self;
        let drawn = terminal.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = ui::view(model, &Theme::TERMINAL, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        });
        let _ = drawn.expect("a terminal in memory");
    }

    /// Works as between two keys until nothing is left to do.
    fn settle(&mut self) {
        while self.model.is_busy() {
            self.model.work();
        }
        self.draw();
    }
}

fn terminal((width, height): (u16, u16)) -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(width, height)).expect("a terminal in memory")
}

/// What a key took.
#[derive(Clone, Copy, Default)]
struct Took {
    /// To the frame with the character that was typed.
    echo: Duration,
    /// To the frame with the first hits.
    page: Duration,
    /// To the frame with all of them.
    all: Duration,
    /// The longest that a next key would have waited meanwhile, a frame included.
    wait: Duration,
}

impl Took {
    fn worst(self, other: Self) -> Self {
        Self {
            echo: self.echo.max(other.echo),
            page: self.page.max(other.page),
            all: self.all.max(other.all),
            wait: self.wait.max(other.wait),
        }
    }
}

fn typed(desk: &mut Desk, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<12} {:<14} {:>10} {:>10} {:>10} {:>10}",
        "typed into", "query", "echo", "first page", "all hits", "next key"
    )?;
    let fields = [
        ("list", View::Programs, Key::plain(Code::F(3))),
        ("picker", View::Opinions, Key::plain(Code::F(2))),
        ("everywhere", View::Programs, Key::ctrl('f')),
    ];
    for (name, view, open) in fields {
        let mut worst = Took::default();
        for query in WRITTEN.into_iter().chain(SAID) {
            let mut runs = vec![Vec::new(); query.chars().count()];
            for _ in 0..=RUNS {
                desk.model.view = view;
                desk.press(open);
                desk.settle();
                for (nth, letter) in query.chars().enumerate() {
                    runs[nth].push(key(desk, letter));
                }
                desk.press(Key::plain(Code::Esc));
                desk.settle();
            }
            let medians = runs.iter().map(|runs| {
                let of = |time: fn(&Took) -> Duration| median(runs[1..].iter().map(time).collect());
                let [echo, page] = [of(|it| it.echo), of(|it| it.page)];
                Took { echo, page, all: of(|it| it.all), wait: of(|it| it.wait) }
            });
            let took = medians.reduce(Took::worst).unwrap_or_default();
            worst = worst.worst(took);
            line(out, name, query, took)?;
        }
        line(out, name, "worst", worst)?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, query: &str, took: Took) -> io::Result<()> {
    let Took { echo, page, all, wait } = took;
    let [echo, page, all, wait] = [echo, page, all, wait].map(in_ms);
    let blanks = 14_usize.saturating_sub(unicode_width::UnicodeWidthStr::width(query));
    let query = format!("{query}{}", " ".repeat(blanks));
    writeln!(out, "{name:<12} {query} {echo:>10} {page:>10} {all:>10} {wait:>10}")
}

fn key(desk: &mut Desk, letter: char) -> Took {
    let mut took = Took::default();
    let begun = spent();
    desk.press(Key::plain(Code::Char(letter)));
    desk.draw();
    took.echo = since(begun);
    (took.page, took.wait) = (took.echo, took.echo);
    let mut shown = !desk.model.is_busy();
    while desk.model.is_busy() {
        let slice = spent();
        if desk.model.work() {
            desk.draw();
            if !shown {
                took.page = since(begun);
                shown = true;
            }
        }
        took.wait = took.wait.max(since(slice));
    }
    took.all = since(begun);
    took
}

fn frames(desk: &mut Desk, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<12} {:>14} {:>14} {:>14} {:>14}",
        "view", "frame 80x24", "frame 200x60", "down 80x24", "down 200x60"
    )?;
    for view in View::ALL {
        desk.model.view = view;
        let [mut frame, mut down] = [Vec::new(), Vec::new()];
        for size in [SMALL, LARGE] {
            desk.resize(size);
            desk.press(Key::plain(Code::Down));
            desk.draw();
            let times = |work: &mut dyn FnMut()| {
                median((0..50).map(|_| timed(&mut *work)).collect::<Vec<_>>())
            };
            frame.push(times(&mut || desk.draw()));
            down.push(times(&mut || {
                desk.press(Key::plain(Code::Down));
                desk.draw();
            }));
        }
        let [a, b, c, d] = [frame[0], frame[1], down[0], down[1]].map(in_ms);
        writeln!(out, "{:<12} {a:>14} {b:>14} {c:>14} {d:>14}", format!("{view:?}"))?;
    }
    desk.resize(SMALL);
    Ok(())
}
