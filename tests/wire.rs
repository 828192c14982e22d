//! What reaches the terminal: how many bytes a key costs, and that the screen is the one ratatui
//! itself would have shown.

#![allow(clippy::print_stdout, reason = "the figures are there to be read, beside their baseline")]

#[path = "support/desk.rs"]
mod desk;
#[path = "support/wire.rs"]
mod wire;

use std::cell::Cell;

use desk::Desk;
use proptest::{
    prelude::*,
    sample::{Index, select},
    test_runner::TestRunner,
};
use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};
use shingi::{
    app::{Msg, layout::Size},
    shell::state::Writer,
    ui::theme::{Borders, Theme},
};
use wire::Wire;

const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (200, 60);

/// What the last of the keys costs: with our writer, with the stock one, and the text it changed.
fn cost((width, height): (u16, u16), theme: Theme, keys: &[&str]) -> [usize; 3] {
    let mut desk = Desk::whole(width, height);
    desk.theme = theme;
    let [mut lean, mut stock] =
        [Writer::Lean, Writer::Stock].map(|writer| Wire::new(writer, desk.model.size));
    let mut costs = [lean.show(&desk).len(), stock.show(&desk).len(), lean.changed];
    for keys in keys {
        desk.press(keys);
        costs = [lean.show(&desk).len(), stock.show(&desk).len(), lean.changed];
    }
    costs
}

/// The same for the dearest step of the way from the first program to the last: the list scrolls.
fn dearest_row_down((width, height): (u16, u16)) -> [usize; 3] {
    let mut desk = Desk::whole(width, height);
    desk.theme = Theme::TERMINAL;
    let [mut lean, mut stock] =
        [Writer::Lean, Writer::Stock].map(|writer| Wire::new(writer, desk.model.size));
    desk.press("3");
    lean.show(&desk);
    stock.show(&desk);
    let steps = std::iter::from_fn(|| {
        desk.press("<Down>");
        let costs = [lean.show(&desk).len(), stock.show(&desk).len(), lean.changed];
        (costs[0] > 0).then_some(costs)
    });
    steps.max().expect("there are several programs")
}

#[test]
fn a_key_costs_no_more_bytes_than_it_may() {
    println!("{:<44} {:>7} {:>7} {:>7} {:>7}", "bytes", "lean", "stock", "text", "limit");
    let mut dear = Vec::new();
    for (what, keys, [small, large]) in [
        ("first screen", &[][..], [3_500, 10_000]),
        ("down, 概要", &["<Down>"], [280, 620]),
        ("down, 対応表", &["4", "<Down>"], [260, 620]),
        ("down, 意見 with its detail", &["2", "<Down>"], [850, 1_200]),
        ("down, 会議 with its detail", &["5", "<Down>"], [850, 1_200]),
        ("down, 事業 with its detail", &["3", "<Down>"], [1_500, 4_200]),
        ("page down, 事業", &["3", "<PgDn>"], [2_400, 17_000]),
        ("a letter typed, 事業", &["3", "/", "ス"], [2_400, 17_000]),
    ] {
        for (size, limit) in [(SMALL, small), (LARGE, large)] {
            let [lean, stock, text] = cost(size, Theme::TERMINAL, keys);
            let what = format!("{}x{} {what}", size.0, size.1);
            println!("{what:<44} {lean:>7} {stock:>7} {text:>7} {limit:>7}");
            if lean > limit {
                dear.push(what);
            }
        }
    }
    for (size, limit) in [(SMALL, 2_400), (LARGE, 17_000)] {
        let [lean, stock, text] = dearest_row_down(size);
        let what = format!("{}x{} the dearest row down, 事業", size.0, size.1);
        println!("{what:<44} {lean:>7} {stock:>7} {text:>7} {limit:>7}");
        if lean > limit {
            dear.push(what);
        }
    }
    assert_eq!(dear, [""; 0]);
}

/// Keys that lead everywhere, and letters.
fn keys() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "<Down>",
            "<Down>",
            "<Down>",
            "<Up>",
            "<PgDn>",
            "<PgUp>",
            "<Home>",
            "<End>",
            "<Tab>",
            "<BackTab>",
            "<Left>",
            "<Right>",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "<F1>",
            "<F2>",
            "<F3>",
            "<F4>",
            "<F6>",
            "<F7>",
            "<F8>",
            "<F9>",
            "<F10>",
            "/",
            "<Enter>",
            "<Enter>",
            "<Esc>",
            "<Esc>",
            "<Esc>",
            "<Space>",
            "<BS>",
            "<C-f>",
            "<C-z>",
            "事",
            "ス",
            "か\u{3099}",
            "①",
            "a",
            "葛\u{e0100}",
            "<Del>",
            "?",
        ][..],
    )
}

/// Sizes of terminals, the narrowest too.
const SIZES: [(u16, u16); 10] =
    [SMALL, (79, 24), (80, 25), (81, 23), (100, 30), (120, 40), LARGE, (60, 16), (40, 12), (1, 1)];

#[derive(Debug, Clone)]
enum Step {
    Key(&'static str),
    Resize(Index),
    Redraw,
}

fn steps(length: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        40 => keys().prop_map(Step::Key),
        1 => any::<Index>().prop_map(Step::Resize),
        1 => Just(Step::Redraw),
    ];
    proptest::collection::vec(step, length)
}

/// The same cases at every run.
fn runner(cases: u32) -> TestRunner {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    )
}

#[test]
fn a_long_session_shows_what_the_stock_writer_shows() {
    let themes = [Theme::TERMINAL, Theme::MONOCHROME, Theme::TERMINAL.with(Borders::Ascii)];
    let bytes = Cell::new([0; 3]);
    let session = |steps: Vec<Step>, theme: Index, size: Index| {
        let (width, height) = *size.get(&SIZES);
        let mut desk = Desk::whole(width, height);
        desk.theme = *theme.get(&themes);
        let [mut lean, mut stock] =
            [Writer::Lean, Writer::Stock].map(|writer| Wire::new(writer, desk.model.size));
        for (number, step) in steps.iter().enumerate() {
            match step {
                Step::Key(key) => drop(desk.press(key)),
                Step::Resize(index) => {
                    let (width, height) = *index.get(&SIZES);
                    desk.tell(Msg::Resized(Size { width, height }));
                    lean.resize(desk.model.size);
                    stock.resize(desk.model.size);
                }
                Step::Redraw => {
                    lean.resize(desk.model.size);
                    stock.resize(desk.model.size);
                }
            }
            let spent = [lean.show(&desk).len(), stock.show(&desk).len(), lean.changed];
            let when = format!("step {number}, {step:?}");
            lean.assert_same(&stock, &when);
            lean.assert_shows_the_buffer(&when);
            let sums = bytes.get();
            bytes.set([0, 1, 2].map(|at| sums[at] + spent[at]));
            let [spent, _, text] = spent;
            // Every place where something changes costs a move there and perhaps a style.
            let bound = text * 135 / 100 + 64 + 12 * lean.places;
            assert!(spent <= bound, "{when}: {spent} bytes for {text} of text");
        }
    };
    runner(10)
        .run(&(steps(150), any::<Index>(), any::<Index>()), |(steps, theme, size)| {
            session(steps, theme, size);
            Ok(())
        })
        .unwrap();
    let [spent, stock, text] = bytes.get();
    println!("sessions: {spent} bytes, the stock writer {stock}, the text that changed {text}");
    assert!(spent * 5 < stock * 2, "two fifths of what the stock writer takes");
}

/// Pieces of text that terminals and width tables fall over, and common ones.
const PIECES: &[&str] = &[
    "創業",
    "支",
    "a b",
    "R7 ア(イ)",
    "○",
    "①-②",
    "│",
    "──",
    "█░",
    "…",
    "か\u{3099}",
    "葛\u{e0100}城",
    "e\u{301}",
    "ｱ",
    "　",
    " ",
    "     ",
    "                    ",
    "㈱",
    "、",
    "~",
];

/// A row of pieces, each so far from the one before.
fn row() -> impl Strategy<Value = Vec<(u16, &'static str, Style)>> {
    let plain = Style::new();
    let styles = [
        plain,
        plain,
        plain.bold(),
        plain.reversed(),
        plain.dim().italic(),
        plain.underlined().yellow(),
        plain.light_red().on_blue(),
        plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 2, 3)),
        plain.bold().reversed().add_modifier(Modifier::CROSSED_OUT),
    ];
    proptest::collection::vec((0_u16..4, select(PIECES), select(styles.to_vec())), 0..12)
}

#[test]
fn any_cells_after_any_others_look_as_the_stock_writer_shows_them() {
    let frames = proptest::collection::vec(proptest::collection::vec(row(), 3), 1..8);
    runner(400)
        .run(&(1_u16..40, frames), |(width, frames)| {
            let size = Size { width, height: 3 };
            let [mut lean, mut stock] = [Writer::Lean, Writer::Stock].map(|w| Wire::new(w, size));
            for (number, rows) in frames.iter().enumerate() {
                let draw = |buffer: &mut Buffer| {
                    for (y, row) in (0..).zip(rows) {
                        let mut x = 0;
                        for (gap, text, style) in row {
                            let room = usize::from(width.saturating_sub(x + gap));
                            if room > 0 {
                                (x, _) = buffer.set_stringn(x + gap, y, text, room, *style);
                            }
                        }
                    }
                    None
                };
                let mut anew = Wire::new(Writer::Stock, size);
                for wire in [&mut lean, &mut stock, &mut anew] {
                    wire.draw(draw);
                }
                let when = format!("frame {number}");
                // ratatui does not mend a background that comes to light behind half of a wide
                // character; where we write over it, it is as if everything was drawn anew.
                lean.assert_each_cell_is_of([&stock, &anew], &when);
                lean.assert_shows_the_buffer(&when);
            }
            Ok(())
        })
        .unwrap();
}
