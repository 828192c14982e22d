//! 書きかけ: whatever ends the dashboard, what was being typed is there at the next start.

use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    io::{Read, Write},
    thread,
};

use rustix::process::Signal;
use shingi::shell::{
    self, leave,
    office::{Office, Sight},
    person::AtKeyboard,
    place::{NamedBy, Place},
};

use super::{
    ROLE, assert_prompt,
    dashboard::{Home, wait_for_cursor_after, wait_for_cursor_behind},
    itself,
    pty::{Pty, Start},
};

/// What is typed into a note, and is nowhere else.
const WORDS: &str = "窓口の混み具合";

const OFFERED: &str = "書きかけがあります";

/// The role of the program in these tests: the real dashboard, one of whose threads fails when told.
pub fn failing_dashboard() -> ! {
    let home = env::var("HOME").unwrap();
    let fail = format!("{home}/fail");
    thread::spawn(move || {
        // Opening a pipe waits for the one who writes to it.
        let _ = File::open(fail).unwrap().read(&mut [0]);
        panic!("planned");
    });
    let person = "yamada".parse().unwrap();
    let keyboard = AtKeyboard { person, display_name: None, uid: None };
    let place = Place::Folder(format!("{home}/records").into(), NamedBy::Option);
    let office = Office::open(place, Ok(keyboard), Sight::default()).unwrap();
    let theme = shingi::ui::theme::Theme::TERMINAL;
    let _ = shell::run(office, &theme, shell::Drawing::default(), &[]);
    leave(2)
}

/// Types a note and does not save it.
#[track_caller]
fn write(pty: &mut Pty) {
    pty.wait_for_text("要対応");
    pty.send("2/メンター\re");
    pty.wait_for_text("のメモ");
    pty.send(WORDS);
    wait_for_cursor_after(pty, "合", "the note");
}

/// Files in which drafts are kept.
fn drafts(home: &Home) -> usize {
    let folder = home.0.path().join(".local/state/shingi/drafts");
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// The next start offers the draft; it is gone on with and saved, and then never offered again.
#[track_caller]
fn goes_on(home: &Home, how: &str) {
    let mut pty = Pty::start(&home.start());
    pty.wait_for_text(OFFERED);
    pty.wait_for_text(WORDS);
    pty.send("\r");
    wait_for_cursor_after(&pty, "合", &format!("the note after {how}"));
    pty.send("。\x1b[18~");
    pty.wait_for_text("保存しました");
    pty.send("q");
    assert_eq!(pty.exit().code, 0, "{how}");
    assert_eq!(drafts(home), 0, "{how}");
    let pty = home.open();
    assert!(!pty.text().contains(OFFERED), "{how}");
}

/// Every way out that is not chosen for being done.
#[derive(Debug, Clone, Copy)]
enum Way {
    Sent(Signal, u32),
    Twice,
    Stuck,
    LinkLost,
    LinkLostIgnoring,
    Panic,
    Killed,
}

const WAYS: [Way; 10] = [
    Way::Sent(Signal::TERM, 143),
    Way::Sent(Signal::HUP, 129),
    Way::Sent(Signal::INT, 130),
    Way::Sent(Signal::QUIT, 131),
    Way::Twice,
    Way::Stuck,
    Way::LinkLost,
    Way::LinkLostIgnoring,
    Way::Panic,
    Way::Killed,
];

fn ends(home: &Home, way: Way) {
    let mut start = home.start();
    if let Way::LinkLostIgnoring = way {
        let shell = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh"].map(OsString::from);
        start.command = shell.into_iter().chain(start.command).collect();
    }
    if let Way::Panic = way {
        let made = std::process::Command::new("mkfifo").arg(home.0.path().join("fail")).status();
        assert!(made.unwrap().success());
        start = Start::new(itself()).env(ROLE, "failing dashboard").env("HOME", home.0.path());
    }
    let mut pty = Pty::start(&start);
    write(&mut pty);
    let (code, said) = match way {
        Way::Sent(signal, code) => {
            let since = pty.signal(signal);
            assert_prompt(&pty.exit(), since);
            (Some(code), Some("書きかけは控えました。"))
        }
        Way::Twice => {
            pty.send("\x03");
            pty.wait_for_text("控えて終了します");
            pty.send("\x03");
            (Some(0), Some("次に shingi を開くと、続けられます。"))
        }
        Way::Stuck => {
            pty.stop_reading();
            let since = pty.signal(Signal::TERM);
            assert_prompt(&pty.exit(), since);
            (Some(143), None)
        }
        Way::LinkLost | Way::LinkLostIgnoring => {
            let since = pty.hang_up();
            assert_prompt(&pty.exit(), since);
            (Some(129), None)
        }
        Way::Panic => {
            File::create(home.0.path().join("fail")).unwrap().write_all(b"!").unwrap();
            (Some(101), Some("書きかけは控えました。"))
        }
        Way::Killed => {
            // Nobody waits for a write then; so the last letters are waited for.
            wait_for_kept(home);
            pty.signal(Signal::KILL);
            (None, None)
        }
    };
    let exit = pty.exit();
    assert_eq!(code.unwrap_or(1), exit.code, "{way:?}");
    if let Some(said) = said {
        pty.wait_until_restored();
        pty.wait_for_text(said);
    }
}

/// Waits until the last letter is on disk.
fn wait_for_kept(home: &Home) {
    let folder = home.0.path().join(".local/state/shingi/drafts");
    let is_kept = || {
        let mut files = fs::read_dir(&folder).into_iter().flatten().flatten();
        files.any(|file| fs::read_to_string(file.path()).is_ok_and(|text| text.contains(WORDS)))
    };
    let since = std::time::Instant::now();
    while !is_kept() {
        assert!(since.elapsed().as_secs() < 60, "never kept");
        thread::yield_now();
    }
}

#[test]
fn whatever_ends_the_dashboard_what_was_typed_is_there_at_the_next_start() {
    for way in WAYS {
        let home = Home::new();
        ends(&home, way);
        goes_on(&home, &format!("{way:?}"));
    }
}

#[test]
fn what_is_saved_or_left_on_purpose_is_not_offered() {
    let home = Home::new();
    let mut pty = home.open();
    write(&mut pty);
    // Thrown away after a question.
    pty.send("\x1b");
    pty.wait_for_text("書きかけです");
    pty.send("y");
    pty.wait_for("no form", |screen| !screen.contents().contains("のメモ"));
    // And a search that somebody is done with.
    pty.send("/\x15めんたー");
    wait_for_cursor_behind(&pty, "検索 めんたー");
    pty.send("\x03");
    pty.wait_for_text("もう一度 Ctrl+C");
    pty.send("\x03");
    assert_eq!(pty.exit().code, 0);
    assert_eq!(drafts(&home), 0);
}

#[test]
fn a_draft_is_its_writer_s_alone_and_nobody_else_s_while_it_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mut first = home.open();
    write(&mut first);
    wait_for_kept(&home);
    let folder = home.0.path().join(".local/state/shingi/drafts");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let file = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    assert_eq!((mode(&folder), mode(&file)), (0o700, 0o600));
    // It is being written in the first one.
    let second = home.open();
    assert!(!second.text().contains(OFFERED));
    first.signal(Signal::KILL);
    first.exit();
    // Another person is not asked, the same one is, in one dashboard at a time.
    let other = Pty::start(&home.start_as("sato"));
    other.wait_for_text("要対応");
    assert!(!other.text().contains(OFFERED));
    let third = Pty::start(&home.start());
    third.wait_for_text(OFFERED);
    let fourth = home.open();
    assert!(!fourth.text().contains(OFFERED));
}

#[test]
fn a_draft_that_can_not_be_kept_is_told() {
    let home = Home::new();
    fs::create_dir_all(home.0.path().join(".local/state")).unwrap();
    fs::write(home.0.path().join(".local/state/shingi"), "").unwrap();
    let mut pty = home.open();
    pty.send("2/メンター\re");
    pty.wait_for_text("のメモ");
    pty.send(WORDS);
    pty.wait_for_text("書きかけを控えられません");
    pty.send("\x1b[18~");
    pty.wait_for_text("保存しました");
}
