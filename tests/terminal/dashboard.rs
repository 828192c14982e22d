//! The real program in a pseudo-terminal: a day of work, and what may happen to it.

use std::{
    ffi::OsString,
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use rustix::process::Signal;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use super::pty::{Pty, Start};

const SHINGI: &str = env!("CARGO_BIN_EXE_shingi");

const F2: &str = "\x1bOQ";
const F9: &str = "\x1b[20~";

/// A home folder with a record that can be written.
pub struct Home(pub TempDir);

impl Home {
    pub fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.run("yamada", &["init", "--without-draft", "records"]);
        home
    }

    fn records(&self) -> PathBuf {
        self.0.path().join("records")
    }

    pub fn start(&self) -> Start {
        self.start_as("yamada")
    }

    pub fn start_as(&self, person: &str) -> Start {
        // At the overview, and not where the last one ended.
        let _ = fs::remove_file(self.0.path().join(".local/state/shingi/sessions.ron"));
        self.start_again(person)
    }

    fn start_again(&self, person: &str) -> Start {
        let words = ["--as", person, "--records"].map(OsString::from);
        let command = [SHINGI.into()].into_iter().chain(words).chain([self.records().into()]);
        Start::new(command).env("HOME", self.0.path()).env("TZ", "Asia/Tokyo")
    }

    /// The dashboard, once it shows something.
    #[track_caller]
    pub fn open(&self) -> Pty {
        let pty = Pty::start(&self.start());
        pty.wait_for_text("要対応");
        pty
    }

    /// Runs a command beside the dashboard.
    #[track_caller]
    fn run(&self, person: &str, words: &[&str]) -> String {
        let mut command = Command::new(SHINGI);
        command.args(["--as", person]).args(words);
        command.env_clear().env("HOME", self.0.path()).current_dir(self.0.path());
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{words:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn links(&self) -> usize {
        let dump: serde_json::Value = serde_json::from_str(&self.run("yamada", &["dump"])).unwrap();
        dump["links"].as_array().unwrap().len()
    }
}

#[test]
fn what_is_typed_while_the_record_is_read_is_meant_for_what_comes_then() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start());
    pty.send("2/メンター\r");
    pty.wait_for("one opinion", |screen| {
        let text = screen.contents();
        text.contains("[2意見]") && text.contains("ア(イ)") && !text.contains("ア(ウ)")
    });
}

/// Goes to the opinion about mentors and marks two programs for it.
#[track_caller]
fn choose_two(pty: &mut Pty) {
    pty.send("2");
    pty.wait_for_text("意見 25件");
    pty.send("/メンター");
    pty.wait_for("one opinion", |screen| {
        let text = screen.contents();
        text.contains("ア(イ)") && !text.contains("ア(ウ)")
    });
    pty.send("\r");
    pty.wait_for_text("検索: メンター");
    pty.send(F2);
    pty.wait_for_text("ア(イ) に対応する事業を選ぶ");
    pty.send("スタートアップ\t\t");
    pty.wait_for_text("印 2件");
}

/// Waits until the hardware cursor is seen behind a text.
#[track_caller]
pub fn wait_for_cursor_behind(pty: &Pty, text: &str) {
    pty.wait_for(&format!("the cursor behind {text}"), |screen| {
        let (row, column) = screen.cursor_position();
        // One column of air stands before every field.
        let behind = usize::from(column) == 1 + text.width();
        let line = screen.contents_between(row, 0, row, column);
        !screen.hide_cursor() && behind && line.trim_end().ends_with(text.trim_end())
    });
}

/// Waits until the cursor is seen right behind a letter.
#[track_caller]
pub fn wait_for_cursor_after(pty: &Pty, letter: &str, what: &str) {
    pty.wait_for(&format!("the cursor behind {letter} in {what}"), |screen| {
        let (row, column) = screen.cursor_position();
        let before = column.checked_sub(2).and_then(|column| screen.cell(row, column));
        !screen.hide_cursor() && before.is_some_and(|cell| cell.contents() == letter)
    });
}

#[test]
fn a_day_of_work_is_still_there_the_next_day() {
    let home = Home::new();
    let mut pty = home.open();
    pty.wait_for_text("なし 25");
    choose_two(&mut pty);
    pty.send("\r");
    pty.wait_for_text("保存しました: ア(イ) に 2件の事業");
    pty.wait_for_text("#事業あり");
    pty.send("1");
    pty.wait_for_text("なし 24");
    pty.send(F9);
    pty.wait_for_text("元に戻しました: 対応付け ア(イ)");
    pty.wait_for_text("なし 25");
    pty.send("U");
    pty.wait_for_text("やり直しました: ");
    pty.wait_for_text("なし 24");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    pty.wait_until_restored();

    assert_eq!(home.links(), 2);
    let mut pty = home.open();
    pty.wait_for_text("なし 24");
    pty.send("2");
    pty.wait_for_text("#事業あり 未回答");
}

#[test]
fn the_hardware_cursor_follows_what_is_typed() {
    let home = Home::new();
    let mut pty = home.open();
    for (keys, text) in [
        ("2/", "検索 "),
        ("め", "検索 め"),
        ("んたー", "検索 めんたー"),
        ("\x1b[D\x1b[D", "検索 めん"),
        ("X", "検索 めんX"),
        ("\x7f\x7f", "検索 め"),
        ("\x15", "検索 "),
    ] {
        pty.send(keys);
        wait_for_cursor_behind(&pty, text);
    }
    pty.send("\x1b");
    pty.wait_for_text("意見 25件");
    pty.send(F2);
    pty.wait_for_text("対応する事業を選ぶ");
    for (keys, text) in [("創業", "検索 創業"), ("　", "検索 創業　"), ("支援", "検索 創業　支援")]
    {
        pty.send(keys);
        wait_for_cursor_behind(&pty, text);
    }
    pty.send("\x1b");
    pty.wait_for_text("意見 25件");
    pty.send("\x06融資");
    wait_for_cursor_behind(&pty, "検索 融資");
}

#[test]
fn a_link_that_is_killed_is_whole_or_not_there() {
    let home = Home::new();
    for _ in 0..5 {
        let mut pty = home.open();
        choose_two(&mut pty);
        pty.send("\r");
        pty.signal(Signal::KILL);
        assert_eq!(pty.exit().signal.as_deref(), Some("Killed"));
        // What was chosen would be offered; here it is chosen anew.
        let _ = fs::remove_dir_all(home.0.path().join(".local/state/shingi/drafts"));
        let links = home.links();
        assert!(links == 0 || links == 2, "{links} links of an act of two");
        if links == 2 {
            home.run("yamada", &["undo"]);
        }
    }
    let mut pty = home.open();
    choose_two(&mut pty);
    pty.send("\r");
    pty.wait_for_text("保存しました: ア(イ) に 2件の事業");
    assert_eq!(home.links(), 2);
}

#[test]
fn a_journal_cut_off_in_the_middle_of_a_line_is_mended_by_the_next_link() {
    let home = Home::new();
    home.run("yamada", &["link", "ア-ア", "成長産業創出支援事業"]);
    let journal = home.records().join("journal/yamada.ron");
    let bytes = fs::read(&journal).unwrap();
    home.run("yamada", &["link", "ア-ウ", "成長産業創出支援事業"]);
    let longer = fs::read(&journal).unwrap();
    fs::write(&journal, &longer[..bytes.len() + 40]).unwrap();

    let mut pty = home.open();
    pty.wait_for_text("なし 24");
    choose_two(&mut pty);
    pty.send("\r");
    pty.wait_for_text("保存しました: ア(イ) に 2件の事業");
    pty.send("1");
    pty.wait_for_text("なし 23");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    assert_eq!(home.links(), 3);
}

#[test]
fn however_it_ends_the_terminal_is_left_as_it_was() {
    let home = Home::new();
    for (place, keys) in [("overview", ""), ("field", "2/メンター"), ("picker", "2\x1bOQ創業\t")]
    {
        for (how, code) in
            [("q", 0), ("Ctrl+C twice", 0), ("TERM", 143), ("HUP", 129), ("INT", 130)]
        {
            let mut pty = home.open();
            pty.send(keys);
            match how {
                "q" if place != "overview" => continue,
                "q" => pty.send("q"),
                "Ctrl+C twice" => {
                    pty.send("\x03");
                    pty.wait_for_text("もう一度 Ctrl+C");
                    pty.send("\x03");
                }
                "TERM" => drop(pty.signal(Signal::TERM)),
                "HUP" => drop(pty.signal(Signal::HUP)),
                _ => drop(pty.signal(Signal::INT)),
            }
            let exit = pty.exit();
            assert_eq!((exit.code, exit.signal), (code, None), "{place}: {how}");
            pty.wait_until_restored();
        }
    }
}

#[test]
fn a_lost_link_ends_the_dashboard() {
    let home = Home::new();
    let mut pty = home.open();
    // In a field where Enter changes nothing: the harness may send one as it closes the terminal.
    pty.send("2/メンター");
    wait_for_cursor_behind(&pty, "検索 メンター");
    pty.hang_up();
    assert_eq!(pty.exit().code, 129);
    assert_eq!(home.links(), 0);
}

#[test]
fn a_link_of_somebody_else_appears_by_itself() {
    let home = Home::new();
    let mut pty = home.open();
    pty.wait_for_text("なし 25");
    home.run("sato", &["link", "ア-ア", "成長産業創出支援事業"]);
    pty.wait_for_text("なし 24");
    pty.wait_for_text("なし 24");
    // Also while one is typing, and what is typed stays.
    pty.send("2/メンター");
    wait_for_cursor_behind(&pty, "検索 メンター");
    home.run("sato", &["link", "ア-イ", "地域スタートアップ"]);
    pty.wait_for_text("#事業あり");
    wait_for_cursor_behind(&pty, "検索 メンター");
    home.run("sato", &["undo"]);
    pty.wait_for("the link gone again", |screen| !screen.contents().contains("#事業あり"));
}

#[test]
fn two_dashboards_see_each_other() {
    let home = Home::new();
    let (mut first, mut second) = (home.open(), home.open());
    second.wait_for_text("なし 25");
    choose_two(&mut first);
    first.send("\r");
    second.wait_for_text("なし 24");
    second.send(F9);
    second.wait_for_text("元に戻しました");
    first.send("1");
    first.wait_for_text("なし 25");
}

#[test]
fn no_color_keeps_the_selection_visible() {
    let home = Home::new();
    let mut pty = Pty::start(&home.start().env("NO_COLOR", "1"));
    pty.wait_for_text("要対応");
    pty.send("2");
    pty.wait_for_text("意見 25件");
    pty.send("j");
    pty.wait_for("the second row reversed", |screen| {
        let rows = (2..9).filter(|row| {
            (1..79).all(|column| {
                screen
                    .cell(*row, column)
                    .is_some_and(|cell| cell.inverse() || cell.is_wide_continuation())
            })
        });
        rows.eq([4])
    });
    pty.look(|screen| {
        let (rows, columns) = (24, 80);
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let cell = screen.cell(row, column).unwrap();
            let plain = vt100::Color::Default;
            assert_eq!((cell.fgcolor(), cell.bgcolor()), (plain, plain), "{row}, {column}");
        }
    });
}

#[test]
fn ascii_borders_are_asked_for_by_option_and_by_configuration() {
    let home = Home::new();
    let mut start = home.start();
    start.command.insert(1, "--ascii".into());
    let config = home.0.path().join(".config/shingi");
    for configured in [false, true] {
        if configured {
            fs::create_dir_all(&config).unwrap();
            fs::write(config.join("config.ron"), "Config(borders: ascii)").unwrap();
            start = home.start();
        }
        let pty = Pty::start(&start);
        pty.wait_for_text("要対応");
        let text = pty.text();
        assert!(text.contains("-[ 要対応 ") && !text.contains(['─', '░', '│']), "{text}");
    }
}

#[test]
fn resizing_and_pasting_lose_nothing() {
    let home = Home::new();
    let mut pty = home.open();
    choose_two(&mut pty);
    for (columns, rows) in [(60, 16), (30, 8), (1, 1), (200, 60), (59, 16)] {
        pty.resize(columns, rows);
    }
    pty.wait_for_text("画面を 60x16 以上に広げてください（今 59x16）");
    pty.resize(120, 40);
    pty.wait_for_text("印 2件");
    pty.send(&format!("\x15\x1b[200~{}\x1b[201~", "創業q\r\n".repeat(20_000)));
    pty.wait_for("a field full of paste", |screen| screen.contents().contains("創業q 創業q"));
    pty.send("\x1b");
    pty.wait_for_text("検索: メンター");
    pty.send("\x1b[200~q\rx\x1b[201~");
    pty.send("7");
    pty.wait_for_text("まだ操作がありません。");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    assert_eq!(home.links(), 0);
}

#[test]
fn the_built_in_copy_opens_and_says_why_it_cannot_be_written() {
    let home = Home::new();
    let mut start = Start::new([SHINGI, "--as", "yamada"]).env("HOME", home.0.path());
    start.folder = Some(home.0.path().join(".."));
    let mut pty = Pty::start(&start);
    pty.wait_for_text("【閲覧のみ】");
    pty.wait_for_text("`shingi init フォルダー名`");
    pty.send("2");
    pty.wait_for_text("意見 25件");
    pty.send(F2);
    pty.wait_for_text("`shingi init フォルダー名`");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
}

#[test]
fn a_committee_member_is_told_what_has_come_since_the_last_visit() {
    let home = Home::new();
    let people = "People(people: [Profile(login: \"mori\", name: \"森 一郎\", role: 委員)])";
    fs::write(home.records().join("people.ron"), people).unwrap();
    home.run("yamada", &["link", "ア-イ", "地域スタートアップ", "--note", "内密"]);
    let visit = |news: &str| {
        let mut pty = Pty::start(&home.start_as("mori"));
        pty.wait_for_text(&format!("前回から変わったこと {news}件"));
        let screen = pty.text();
        assert!(screen.contains("委員：森 一郎") && !screen.contains("内密"), "{screen}");
        pty.send("q");
        assert_eq!(pty.exit().code, 0);
    };
    visit("1");
    visit("0");
    home.run("yamada", &["link", "ア-ア", "利子補給金"]);
    visit("1");
    let state = home.0.path().join(".local/state/shingi");
    assert_eq!(fs::read_dir(state).unwrap().count(), 2, "two small files and nothing beside them");
    assert!(!home.records().join("journal/mori.ron").exists(), "looking writes no journal");
}

/// What a terminal sends for a press of the left button, at a column and row from 1.
fn press_at(column: usize, row: usize) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

#[test]
fn the_mouse_works_is_given_back_and_the_next_start_is_where_the_last_one_ended() {
    let home = Home::new();
    let mut pty = home.open();
    let taken = |screen: &vt100::Screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
            && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
    };
    pty.wait_for("the mouse", taken);
    // ` 審議 [1概要] 2意見  3事業 `
    pty.send(&press_at(24, 1));
    pty.wait_for_text("[3事業]");
    pty.send("\x1b[<65;5;5M");
    pty.wait_for_text("4/");
    pty.send("%");
    pty.wait_for("the mouse is the terminal's", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    pty.wait_for_text("%マウス取込");
    pty.send("%");
    pty.wait_for("the mouse again", taken);
    pty.send("/\x1b[200~支援\x1b[201~\r");
    pty.wait_for_text("検索: 支援");
    pty.send("q");
    assert_eq!(pty.exit().code, 0);
    pty.wait_until_restored();

    let mut again = Pty::start(&home.start_again("yamada"));
    again.wait_for_text("[3事業]");
    again.wait_for_text("検索: 支援");
    again.wait_for_text("前回の絞り込み・検索のまま");
    again.send("q");
    assert_eq!(again.exit().code, 0);
    again.wait_until_restored();
}
