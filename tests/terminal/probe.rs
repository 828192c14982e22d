//! How wide the terminal draws `○` and `─` is asked once, at the start, and no key is lost by it.

use shingi::shown::ambiguous::is_ambiguous;

use super::{
    dashboard::Home,
    pty::{Pty, Start},
};

/// `2/メンター`, and what the screen shows then.
const TYPED: &str = "2/メンター";

/// Where is the cursor?
const QUESTION: &[u8] = b"\x1b[6n";

/// Everything written after the question was taken back.
fn drawn(pty: &Pty) -> String {
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let (_, drawn) = bytes.split_once("\x1b[H\x1b[K").expect("a question");
    drawn.to_owned()
}

fn asked(pty: &Pty) -> bool {
    pty.bytes().windows(QUESTION.len()).any(|window| window == QUESTION)
}

#[track_caller]
fn open(start: &Start) -> Pty {
    let pty = Pty::start(start);
    pty.wait_for_text("要対応");
    pty
}

#[test]
fn a_terminal_of_two_cells_is_sent_no_character_of_uncertain_width() {
    let home = Home::new();
    for answer in ["\x1b[1;3R", "\x1b[24;3R"] {
        let mut pty = open(&home.start().answers(answer));
        pty.send("6");
        pty.wait_for_text("資料");
        pty.send("\x1bOP");
        pty.wait_for_text("使い方");
        let drawn = drawn(&pty);
        assert!(drawn.contains("+--") || drawn.contains("---"), "{drawn}");
        assert_eq!(drawn.find(is_ambiguous), None, "{drawn}");
    }
}

#[test]
fn a_terminal_of_one_cell_and_one_that_talks_nonsense_get_lines() {
    let home = Home::new();
    for answer in ["\x1b[1;2R", "\x1b[1;99R"] {
        assert!(open(&home.start().answers(answer)).text().contains('─'), "{answer:?}");
    }
}

#[test]
fn a_mute_terminal_is_not_waited_for() {
    let home = Home::new();
    let pty = Pty::start(&home.start());
    pty.wait_for_bytes(QUESTION);
    pty.wait_for_text("要対応");
    assert!(pty.text().contains('─'));
}

#[test]
fn what_is_known_is_not_asked() {
    let home = Home::new();
    for (width, line) in [("1", "──"), ("2", "--")] {
        let mut start = home.start().answers("\x1b[1;3R");
        start.command.extend(["--ambiguous".into(), width.into()]);
        let pty = open(&start);
        assert!(!asked(&pty) && pty.text().contains(line), "{}", pty.text());
    }
}

#[test]
fn keys_that_are_typed_while_the_terminal_is_asked_are_all_taken() {
    let find = |pty: &Pty| {
        pty.wait_for("one opinion", |screen| {
            let text = screen.contents();
            text.contains("検索 メンター") && text.contains("ア(イ)") && !text.contains("ア(ウ)")
        });
    };
    // Before the question, by a terminal that answers and by one that does not.
    for answer in [None, Some("\x1b[1;2R")] {
        let home = Home::new();
        let start = home.start();
        let mut pty = Pty::start(&match answer {
            Some(answer) => start.answers(answer),
            None => start,
        });
        pty.send(TYPED);
        find(&pty);
    }
    // Between the two answers and behind the last.
    let home = Home::new();
    let mut pty = Pty::start(&home.start().answers("2\x1b[1;2R/"));
    pty.wait_for("a field", |screen| screen.contents().contains("検索 2/"));
    pty.send("\x15メンター");
    find(&pty);
    // An answer that comes too late is no key.
    let home = Home::new();
    let mut pty = Pty::start(&home.start());
    pty.wait_for_text("要対応");
    pty.send("\x1b[1;3R\x1b[1;3R");
    pty.send(TYPED);
    find(&pty);
}
