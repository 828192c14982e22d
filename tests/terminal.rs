//! However the program ends, the terminal is left as it was.
//!
//! The program in the tests of this file is the file itself, started again with a variable set: a loop on the
//! real terminal guard, with keys that make it fail in every way.

#[path = "terminal/dashboard.rs"]
mod dashboard;
#[path = "terminal/drafts.rs"]
mod drafts;
#[path = "terminal/fields.rs"]
mod fields;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "terminal/probe.rs"]
mod probe;
#[path = "support/pty.rs"]
mod pty;
#[path = "terminal/wire.rs"]
mod wire;

use std::{
    env,
    ffi::OsString,
    fs::{self, File},
    io::{self, BufRead, BufReader},
    process::{Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use pty::{Exit, Pty, Start};
use ratatui::{layout::Alignment, style::Stylize, widgets::Paragraph};
use rustix::process::{Pid, Signal, kill_process};
use shingi::{
    app::{Code, Key},
    shell::{
        self, Guard, Input, Screen, hangup, input, leave, out, panic,
        state::{self, Writer},
    },
};

/// Says what the started program does besides drawing.
const ROLE: &str = "SHINGI_TEST_ROLE";

/// Whoever asks a process to end expects it within this.
const PROMPT: Duration = Duration::from_secs(2);

/// The whole life of the program in these tests. Without the variable it is an empty test.
#[test]
fn program() {
    let Ok(role) = env::var(ROLE) else { return };
    panic::install(state::log_file());
    let code = match role.as_str() {
        "print" => print_for_ever(),
        "print JSON" => {
            out::json("[\"\u{202e}審議\"]");
            0
        }
        "print on a full disk" => {
            let full = File::options().write(true).open("/dev/full").unwrap();
            rustix::stdio::dup2_stdout(full).unwrap();
            print_for_ever()
        }
        "failing dashboard" => drafts::failing_dashboard(),
        _ => dashboard(&role),
    };
    leave(code)
}

fn dashboard(role: &str) -> u8 {
    let guard = match Guard::enter() {
        Ok(guard) => guard,
        Err(error) => {
            out::err(&error.to_string());
            return 2;
        }
    };
    match run(role, &guard) {
        Ok(code) => code,
        Err(error) => {
            drop(guard);
            out::err(&format!("終了します（{}）。", shingi::problem::reason(&error)));
            1
        }
    }
}

fn run(role: &str, guard: &Guard) -> io::Result<u8> {
    shell::signals::outlive_size_limit()?;
    let (events, received) = mpsc::channel::<Input>();
    if role == "without signals" {
        hangup::listen(events.clone())?;
        input::listen(events)?;
    } else {
        shell::listen(&events)?;
    }
    let mut screen = guard.screen(Writer::Lean)?;
    // On every way out it must be the terminal's again.
    guard.mouse(true)?;
    if role == "field" {
        screen.draw(|frame| {
            frame.render_widget("pid=; last=", frame.area());
            frame.set_cursor_position((5, 2));
        })?;
    } else {
        draw(&mut screen, "-")?;
    }
    match role {
        "deaf" => loop {
            thread::park();
        },
        "flood" => loop {
            draw(&mut screen, "flood")?;
            screen = guard.screen(Writer::Lean)?;
        },
        _ => receive(guard, screen, &received),
    }
}

fn receive(guard: &Guard, mut screen: Screen, received: &Receiver<Input>) -> io::Result<u8> {
    for input in received {
        match input {
            Input::Key(Key { code: Code::Char('q'), .. }) => return Ok(0),
            Input::Key(Key { code: Code::Char('e'), .. }) => {
                return Err(io::ErrorKind::StorageFull.into());
            }
            Input::Key(Key { code: Code::Char('p'), .. }) => panic!("planned"),
            Input::Key(Key { code: Code::Char('b'), .. }) => {
                thread::spawn(|| panic!("planned behind"));
            }
            Input::Key(Key { code: Code::Char('x'), .. }) => {
                fs::write(env::temp_dir().join("large"), vec![0; 1 << 20])?;
            }
            Input::End(ending) => return Ok(ending.code()),
            Input::Suspend => guard.suspend(),
            Input::Resume => {
                guard.resume();
                screen = guard.screen(Writer::Lean)?;
                draw(&mut screen, "Resume")?;
            }
            Input::Resize => {
                screen = guard.screen(Writer::Lean)?;
                draw(&mut screen, "Resize")?;
            }
            input => draw(&mut screen, &format!("{input:?}"))?,
        }
    }
    Ok(1)
}

fn draw(screen: &mut Screen, last: &str) -> io::Result<()> {
    screen.draw(|frame| {
        let text = vec![
            format!("pid={};", std::process::id()).reversed().bold().red().into(),
            format!("{}x{};", frame.area().width, frame.area().height).into(),
            format!("last={last};").into(),
        ];
        frame.render_widget(Paragraph::new(text), frame.area());
        frame.render_widget(Paragraph::new("審議").alignment(Alignment::Right), frame.area());
    })?;
    Ok(())
}

fn print_for_ever() -> ! {
    loop {
        out::out("審議");
    }
}

fn itself() -> Vec<OsString> {
    let program = env::current_exe().unwrap();
    vec![program.into(), "--exact".into(), "--nocapture".into(), "program".into()]
}

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn start(&self, role: &str) -> Start {
        self.command(role, itself())
    }

    fn command(&self, role: &str, command: Vec<OsString>) -> Start {
        Start::new(command).env(ROLE, role).env("HOME", self.0.path())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.0.path().join(".local/state/shingi/shingi.log")).unwrap_or_default()
    }
}

#[track_caller]
fn wait_for_dashboard(pty: &Pty) {
    pty.wait_for("the dashboard", |screen| {
        screen.alternate_screen() && screen.bracketed_paste() && screen.contents().contains("last=")
    });
}

#[track_caller]
fn assert_prompt(exit: &Exit, since: Instant) {
    let took = exit.at.saturating_duration_since(since);
    assert!(took <= PROMPT, "took {took:?}");
}

#[test]
fn quitting_and_failing_leave_the_terminal_as_it_was() {
    for (key, code, said) in [
        ("q", 0, ""),
        ("e", 1, "終了します（ディスクの空きがありません）。"),
        ("p", 101, "shingi の不具合で終了します。保存済みの記録は無事です。"),
        ("b", 101, "shingi の不具合で終了します。保存済みの記録は無事です。"),
    ] {
        let home = Home::new();
        let mut pty = Pty::start(&home.start("loop"));
        wait_for_dashboard(&pty);
        let since = Instant::now();
        pty.send(key);
        let exit = pty.exit();
        assert_eq!((exit.code, exit.signal.as_deref()), (code, None), "{key}: {}", pty.text());
        assert_prompt(&exit, since);
        pty.wait_until_restored();
        pty.wait_for_text(said);
    }
}

#[test]
fn the_cursor_is_where_the_field_is_and_nowhere_else() {
    let home = Home::new();
    let pty = Pty::start(&home.start("field"));
    pty.wait_for("a cursor", |screen| !screen.hide_cursor() && screen.alternate_screen());
    assert_eq!(pty.cursor(), (5, 2));
    let pty = Pty::start(&home.start("loop"));
    wait_for_dashboard(&pty);
    assert!(pty.look(vt100::Screen::hide_cursor));
}

#[test]
fn a_panic_tells_where_its_details_are() {
    for (key, panic) in [("p", "planned"), ("b", "planned behind")] {
        let home = Home::new();
        let mut pty = Pty::start(&home.start("loop"));
        wait_for_dashboard(&pty);
        pty.send(key);
        assert_eq!(pty.exit().code, 101);
        pty.wait_for_text(".local/state/shingi/shingi.log");
        let log = home.log();
        assert!(log.contains(panic) && log.contains("terminal.rs"), "{log}");
    }
}

#[test]
fn a_file_size_limit_is_an_error_and_not_death() {
    let home = Home::new();
    let limited = ["sh", "-c", "ulimit -f 1; exec \"$@\"", "sh"].map(OsString::from);
    let command = limited.into_iter().chain(itself()).collect();
    let mut pty = Pty::start(&home.command("loop", command).env("TMPDIR", home.0.path()));
    wait_for_dashboard(&pty);
    pty.send("x");
    let exit = pty.exit();
    assert_eq!((exit.code, exit.signal.as_deref()), (1, None));
    pty.wait_until_restored();
    pty.wait_for_text("終了します（ファイルの大きさの上限に達しました）。");
}

#[test]
fn a_panic_without_a_place_for_its_details_shows_them() {
    let home = Home::new();
    fs::write(home.0.path().join(".local"), "").unwrap();
    let mut pty = Pty::start(&home.start("loop"));
    wait_for_dashboard(&pty);
    pty.send("p");
    assert_eq!(pty.exit().code, 101);
    pty.wait_for_text("詳しい内容をファイルに残せませんでした");
    pty.wait_for_text("planned");
}

const SIGNALS: [(Signal, u32); 4] =
    [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)];

#[test]
fn a_signal_ends_the_program_even_when_its_loop_does_not_listen() {
    let cases = ["loop", "deaf"].into_iter().flat_map(|role| SIGNALS.map(|case| (role, case)));
    thread::scope(|scope| {
        for (role, (signal, code)) in cases {
            scope.spawn(move || {
                let home = Home::new();
                let pty = Pty::start(&home.start(role));
                wait_for_dashboard(&pty);
                let since = pty.signal(signal);
                let exit = pty.exit();
                assert_eq!((exit.code, exit.signal.as_deref()), (code, None), "{role} {signal:?}");
                assert_prompt(&exit, since);
                pty.wait_until_restored();
            });
        }
    });
}

#[test]
fn a_terminal_that_nobody_reads_does_not_keep_the_program() {
    for role in ["loop", "flood"] {
        let home = Home::new();
        let mut pty = Pty::start(&home.start(role));
        wait_for_dashboard(&pty);
        let before = pty.settings();
        pty.stop_reading();
        let since = pty.signal(Signal::TERM);
        let exit = pty.exit();
        assert_eq!(exit.code, 143, "{role}");
        assert_prompt(&exit, since);
        assert_ne!(pty.settings(), before, "still raw");
    }
}

#[test]
fn a_lost_terminal_ends_the_program_whatever_became_of_sighup() {
    let by_shell = |script: &str| {
        let shell = ["sh", "-c", script, "sh"].map(OsString::from);
        shell.into_iter().chain(itself()).collect::<Vec<_>>()
    };
    let ignoring = || by_shell("trap '' HUP; exec \"$@\"");
    for (setting, role, command) in [
        ("default", "without signals", itself()),
        ("ignored", "without signals", ignoring()),
        ("ignored, then handled", "loop", ignoring()),
        ("handled", "loop", itself()),
        ("never sent", "loop", by_shell("trap '' HUP; setsid \"$@\"; exit $?")),
        ("handled, nobody listening", "deaf", itself()),
    ] {
        let home = Home::new();
        let mut pty = Pty::start(&home.command(role, command));
        wait_for_dashboard(&pty);
        let since = pty.hang_up();
        let exit = pty.exit();
        match exit.signal.as_deref() {
            None => assert_eq!(exit.code, 129, "{setting}"),
            Some(signal) => assert_eq!((setting, signal), ("default", "Hangup")),
        }
        assert_prompt(&exit, since);
    }
}

/// The process on the screen; it is not the one that was started when a shell stands between.
fn shown_pid(pty: &Pty) -> Pid {
    let text = pty.text();
    let number = text.split("pid=").nth(1).unwrap().split(';').next().unwrap();
    Pid::from_raw(number.parse().unwrap()).unwrap()
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_going_on_takes_it_again() {
    for signal in [Signal::TSTP, Signal::STOP] {
        let home = Home::new();
        let shell = ["bash", "--norc", "--noprofile", "--noediting", "-i"].map(OsString::from);
        let start = home.command("loop", shell.into()).env("PS1", "$ ");
        let mut pty = Pty::start(&start.env("PROGRAM", env::current_exe().unwrap()));
        pty.wait_for_text("$ ");
        pty.send("\"$PROGRAM\" --exact --nocapture program\n");
        wait_for_dashboard(&pty);
        kill_process(shown_pid(&pty), signal).unwrap();
        pty.wait_for_text("Stopped");
        if signal == Signal::TSTP {
            pty.wait_until_restored();
        }
        pty.send("fg\n");
        pty.wait_for_text("last=Resume;");
        wait_for_dashboard(&pty);
        pty.wait_for("the mouse again", |screen| {
            screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
        });
        pty.send("あ");
        pty.wait_for_text("Char('あ')");
        pty.send("q");
        // Typed earlier, the next command could still reach the program.
        pty.wait_for("a prompt", |screen| screen.contents().trim_end().ends_with("\n$"));
        pty.send("echo code=$?\n");
        pty.wait_for_text("code=0");
        pty.wait_until_restored();
    }
}

#[test]
fn a_program_that_leads_its_session_does_not_stop() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start("loop"));
    wait_for_dashboard(&pty);
    pty.signal(Signal::TSTP);
    pty.send("j");
    pty.wait_for_text("Char('j')");
    assert!(pty.look(vt100::Screen::alternate_screen));
}

#[test]
fn a_resized_terminal_is_drawn_again_without_asking_it_anything() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start("loop"));
    wait_for_dashboard(&pty);
    for (columns, rows) in [(120, 40), (60, 16), (1, 1), (300, 100), (80, 24)] {
        pty.resize(columns, rows);
    }
    pty.wait_for_text("80x24;");
    pty.resize(0, 0);
    pty.resize(100, 30);
    pty.wait_for_text("100x30;");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    let written = String::from_utf8(pty.bytes()).unwrap();
    assert!(!written.contains("\x1b[6n"), "asked for the cursor's place");
}

#[test]
fn a_key_typed_while_the_terminal_is_resized_is_not_held_back() {
    let home = Home::new();
    // Which of the two the program sees first, or both at once, is chance.
    for round in 0..100 {
        let mut pty = Pty::start(&home.start("loop"));
        wait_for_dashboard(&pty);
        pty.resize(100, 30);
        pty.send("q");
        assert_eq!(pty.exit().code, 0, "round {round}");
    }
}

#[test]
fn a_pasted_text_arrives_whole_and_an_escape_stays_apart_from_the_next_key() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start("loop"));
    wait_for_dashboard(&pty);
    pty.send("\x1b[200~創業\rq\x1b[201~");
    pty.wait_for_text("Paste(\"創業\\nq\")");
    pty.send("\x08");
    pty.wait_for_text("Backspace");
    pty.send("\x1bq");
    assert_eq!(pty.exit().code, 0);
}

#[test]
fn reverse_and_bold_survive_no_color() {
    let home = Home::new();
    let pty = Pty::start(&home.start("loop").env("NO_COLOR", "1"));
    wait_for_dashboard(&pty);
    let (inverse, bold) = pty.look(|screen| {
        let cell = screen.cell(0, 0).unwrap();
        (cell.inverse(), cell.bold())
    });
    assert!(inverse && bold);
}

#[test]
fn without_a_terminal_the_program_says_so() {
    let program = itself();
    let output = Command::new(&program[0])
        .args(&program[1..])
        .env(ROLE, "loop")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("画面を表示できません。"), "{said}");
    let home = Home::new();
    let pty = Pty::start(&home.start("loop").env("TERM", "dumb"));
    assert_eq!(pty.exit().code, 2);
    pty.wait_for_text("TERM=dumb");
}

#[test]
fn output_that_nobody_reads_is_no_error_and_a_full_disk_is() {
    let program = itself();
    let start = |role| {
        let mut print = Command::new(&program[0]);
        print.args(&program[1..]).env(ROLE, role);
        print.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let mut child = start("print");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap() == "審議"));
    drop(lines);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));

    let output = start("print JSON").wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().ends_with("[\"\\u202e審議\"]\n"));

    let output = start("print on a full disk").wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ディスクの空きがありません"), "{said}");
}
