//! Fields in the real program: where the cursor is, what a paste does, what the input method is told.

use rustix::process::Signal;

use super::{
    dashboard::{Home, wait_for_cursor_after, wait_for_cursor_behind},
    pty::Pty,
};

const F1: &str = "\x1bOP";
const F2: &str = "\x1bOQ";
const F4: &str = "\x1bOS";
const F8: &str = "\x1b[19~";

/// Every form, the keys that lead to it, a word on it, and its fields: `-` to choose in, `l` to type a
/// line into, `t` to type a text into.
fn forms() -> Vec<(String, &'static str, &'static str)> {
    let mentor = |keys: &str| format!("2/メンター\r{keys}");
    let picked = |keys: &str| format!("2/メンター\r{F2}スタートアップ{keys}");
    vec![
        (mentor("r"), "への回答", "--t"),
        (mentor("p"), "の進捗", "-llt"),
        (mentor("t"), "の担当", "ll"),
        (mentor("="), "の関係", "l-l"),
        (mentor("d"), "要望", "-ll"),
        (mentor("e"), "のメモ", "t"),
        (picked(F4), "根拠", "---ll"),
        (picked("\x1b[15~"), "関連なし", "l"),
        (format!("5{F2}"), "会議を追加", "lllllllll"),
        (format!("5{F8}"), "意見を追加", "ll-t"),
        (format!("5{F4}"), "一覧を貼り付け", "t"),
    ]
}

#[test]
fn the_hardware_cursor_is_where_one_types_in_every_field_of_every_form() {
    let home = Home::new();
    for (keys, title, fields) in forms() {
        let mut pty = home.open();
        pty.send(&keys);
        pty.wait_for_text(title);
        for (at, kind) in fields.chars().enumerate() {
            let what = format!("field {at} of {title}");
            if kind == '-' {
                pty.send(" ");
                pty.wait_for(&what, |screen| {
                    let (row, _) = screen.cursor_position();
                    let line = screen.contents_between(row, 0, row, 80);
                    !screen.hide_cursor() && line.trim_start().starts_with('>')
                });
            } else {
                pty.send("鷺");
                wait_for_cursor_after(&pty, "鷺", &what);
                pty.send("\x1b[200~橋q\x1b[201~\x1b[D");
                wait_for_cursor_after(&pty, "橋", &what);
                pty.send("\x7f");
                wait_for_cursor_after(&pty, "鷺", &what);
            }
            if kind == 't' {
                pty.send("\x1b[F\r鴨");
                wait_for_cursor_after(&pty, "鴨", &what);
            }
            pty.send("\t");
        }
        // On the buttons a paste does nothing.
        pty.wait_for("a button", |screen| {
            let (row, _) = screen.cursor_position();
            screen.contents_between(row, 0, row, 80).contains("[ 保存 ]")
        });
        pty.send("\x1b[200~\r\rq\x1b[201~\x1b[Z");
        pty.wait_for(title, |screen| screen.contents().contains(title));
        pty.signal(Signal::KILL);
        pty.exit();
        // What was typed is not asked for here.
        let _ = std::fs::remove_dir_all(home.0.path().join(".local/state/shingi/drafts"));
    }
}

#[test]
fn commands_work_in_full_width_and_japanese_explains_itself() {
    let home = Home::new();
    let mut pty = home.open();
    pty.send("２");
    pty.wait_for_text("意見 25件");
    pty.send("ｊ");
    pty.wait_for_text("2/25");
    for typed in ["あ", "ん", "漢", "。"] {
        pty.send("ｊ");
        pty.wait_for("no notice", |screen| !screen.contents().contains("日本語入力がオンです"));
        pty.send(typed);
        pty.wait_for_text("日本語入力がオンです");
    }
    pty.send("／");
    wait_for_cursor_behind(&pty, "検索 ");
    pty.send("ｑあ");
    wait_for_cursor_behind(&pty, "検索 ｑあ");
    pty.send("\x1b");
    pty.wait_for_text("意見 25件");
    pty.send("ｑ");
    assert_eq!(pty.exit().code, 0);
}

#[test]
fn a_key_that_arrives_together_with_an_escape_is_still_that_key() {
    let home = Home::new();
    let mut pty = home.open();
    for key in [F1, "\x1b[11~", "\x1b[[A"] {
        pty.send("2/めんたー");
        wait_for_cursor_behind(&pty, "検索 めんたー");
        pty.send(&format!("\x1b{key}"));
        pty.wait_for_text("使い方（この画面）");
        pty.wait_for("no search", |screen| !screen.contents().contains("めんたー"));
        pty.send("\x1b");
        pty.wait_for("no help", |screen| !screen.contents().contains("使い方（"));
    }
    pty.send("2/めんたー");
    wait_for_cursor_behind(&pty, "検索 めんたー");
    pty.send("\x1b\x1b[200~q\x1b[201~");
    pty.wait_for_text("意見 25件");
    pty.send("1");
    pty.wait_for_text("要対応");
}

/// What the input method was told, in the order in which it was.
fn told(pty: &Pty) -> Vec<String> {
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let told = bytes.match_indices("\x1b[<").map(|(at, _)| {
        let rest = &bytes[at + 3..];
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        rest[..=end].to_owned()
    });
    told.collect()
}

#[test]
fn the_input_method_is_switched_only_when_asked_and_left_off() {
    let home = Home::new();
    let mut pty = home.open();
    pty.send("2/め\x1bq");
    assert_eq!(pty.exit().code, 0);
    pty.wait_until_restored();
    assert_eq!(told(&pty), [""; 0]);
    let config = home.0.path().join(".config/shingi");
    for configured in [false, true] {
        let mut start = home.start();
        if configured {
            std::fs::create_dir_all(&config).unwrap();
            std::fs::write(config.join("config.ron"), "Config(ime_control: on)").unwrap();
        } else {
            start.command.insert(1, "--ime-control".into());
        }
        let mut pty = Pty::start(&start);
        pty.wait_for_text("要対応");
        pty.send("2/め");
        wait_for_cursor_behind(&pty, "検索 め");
        pty.send("\x1b");
        pty.wait_for_text("意見 25件");
        // On words to choose from it is off, in a field on.
        pty.send("r");
        pty.wait_for_text("への回答");
        pty.send("\t\t鷺");
        wait_for_cursor_after(&pty, "鷺", "a text");
        pty.send("\x1b");
        pty.wait_for_text("書きかけです");
        pty.send("y");
        pty.wait_for("no form", |screen| !screen.contents().contains("への回答"));
        pty.send("q");
        assert_eq!(pty.exit().code, 0);
        pty.wait_until_restored();
        let (off, on) = (["s", "0t"], ["r"]);
        let meant = [&off[..], &on, &off, &on, &off, &["0t", "s"]].concat();
        assert_eq!(told(&pty), meant, "configured: {configured}");
    }
}

#[test]
fn a_storm_of_a_thousand_sizes_ends_in_the_last_one() {
    let home = Home::new();
    let mut pty = home.open();
    pty.send("2/メンター\re鷺");
    wait_for_cursor_after(&pty, "鷺", "a note");
    let mut seed: u32 = 7;
    for _ in 0..1_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (columns, rows) = ((seed >> 8) % 300, (seed >> 20) % 120);
        pty.resize(u16::try_from(columns).unwrap(), u16::try_from(rows).unwrap());
    }
    pty.resize(100, 30);
    pty.wait_for_text("のメモ");
    wait_for_cursor_after(&pty, "鷺", "a note");
    pty.send("\x1b\x1b[D\x1b");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    pty.wait_until_restored();
}
