//! What goes past the screen: copies, the look that is kept, the question of `doctor`.

use std::{fs, os::unix::fs::PermissionsExt};

use crossterm::{Command as _, clipboard::CopyToClipboard};

use super::{
    dashboard::Home,
    pty::{Pty, Start},
};

/// Where an operating system command begins in what was written.
fn commands(pty: &Pty) -> usize {
    pty.bytes().windows(2).filter(|bytes| *bytes == b"\x1b]").count()
}

#[test]
fn nothing_reaches_clipboard_or_title_until_a_key_asks_for_it() {
    let home = Home::new();
    let mut pty = home.open();
    for (keys, text) in
        [("2", "意見 25件"), ("3", "事業名"), ("4", "対応表 意見"), ("7", "まだ"), ("1", "要対応")]
    {
        pty.send(keys);
        pty.wait_for_text(text);
    }
    assert_eq!(commands(&pty), 0);
    pty.send("2");
    pty.wait_for_text("意見 25件");
    pty.send("Y");
    pty.wait_for_text("写しました（端末へ。貼れなければ ~/.local/state/shingi/copy.txt）");
    let mut sent = String::new();
    CopyToClipboard::to_clipboard_from("city-r7/ア(ア)").write_ansi(&mut sent).unwrap();
    let bytes = pty.bytes();
    let found = bytes.windows(sent.len()).filter(|bytes| *bytes == sent.as_bytes()).count();
    assert_eq!((commands(&pty), found), (1, 1));
    let file = home.0.path().join(".local/state/shingi/copy.txt");
    assert_eq!(fs::read_to_string(&file).unwrap(), "city-r7/ア(ア)\n");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
}

#[test]
fn a_console_without_a_clipboard_gets_the_file_alone() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start().env("TERM", "linux"));
    pty.wait_for_text("要対応");
    pty.send("2");
    pty.wait_for_text("意見 25件");
    pty.send("y");
    pty.wait_for_text("写しました（端末には送れません。~/.local/state/shingi/copy.txt）: ア(ア)");
    assert_eq!(commands(&pty), 0);
}

#[test]
fn a_look_that_was_chosen_is_there_the_next_day() {
    let home = Home::new();
    let coloured = |screen: &vt100::Screen| {
        let mut cells = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
        cells.any(|(row, column)| {
            // What a blank would be written in is seen by nobody.
            screen.cell(row, column).is_some_and(|cell| {
                !cell.contents().trim().is_empty() && cell.fgcolor() != vt100::Color::Default
            })
        })
    };
    let mut pty = home.open();
    pty.wait_for("colours", coloured);
    pty.send("T\x1b[F");
    pty.wait_for("no colours", |screen| !coloured(screen));
    pty.send("\r");
    pty.wait_for_text("配色を 白黒 にしました（次からも。~/.config/shingi/config.ron）");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    let config = home.0.path().join(".config/shingi/config.ron");
    assert_eq!(fs::read_to_string(&config).unwrap(), "Config(\n    theme: mono,\n)\n");
    let pty = home.open();
    assert!(!pty.look(coloured));
    let mut asked = home.start();
    asked.command.extend(["--theme", "色覚対応"].map(Into::into));
    let pty = Pty::start(&asked.env("NO_COLOR", "1"));
    pty.wait_for("colours, for they were asked for", coloured);
}

#[test]
fn doctor_asks_what_only_the_person_sees_and_keeps_the_answer() {
    let home = Home::new();
    let doctor = |home: &Home| {
        let mut start: Start = home.start();
        start.command.push("doctor".into());
        let pty = Pty::start(&start);
        pty.wait_for_text("n を打って Enter");
        pty
    };
    let config = home.0.path().join(".config/shingi/config.ron");
    let mut pty = doctor(&home);
    pty.send("\r");
    pty.wait_for_text("設定はそのままです。");
    pty.exit();
    assert!(!config.exists());
    let mut pty = doctor(&home);
    pty.send("n\r");
    pty.wait_for_text("設定に書きました: ~/.config/shingi/config.ron（ambiguous: 2）");
    assert_eq!(fs::read_to_string(&config).unwrap(), "Config(\n    ambiguous: 2,\n)\n");
    let mut pty = doctor(&home);
    pty.send("ｎ\r");
    pty.wait_for_text("設定のとおりです（ambiguous: 2）。");
}

#[test]
fn the_words_found_stand_out_on_a_terminal_unless_the_person_wants_plain_text() {
    let home = Home::new();
    let search = |name: &'static str, value: &str| {
        let mut start: Start = home.start().env(name, value);
        start.command.extend(["search", "めんたー", "種別:意見"].map(Into::into));
        let pty = Pty::start(&start);
        pty.wait_for_text("【意見】1件");
        assert_eq!(pty.exit().code, 0);
        String::from_utf8(pty.bytes()).unwrap()
    };
    assert!(search("LANG", "ja_JP.UTF-8").contains("\x1b[1;4mメンター\x1b[22;24m"));
    assert!(!search("NO_COLOR", "1").contains('\x1b'));
}
