//! Forty-seven inputs that nobody should make, through the real program: what `check` says about
//! each, word for word, and what can be used all the same.
//!
//! `tests/hostile/NN.txt` is the whole answer; `UPDATE_EXPECTED=1` rewrites it. Where the input is no
//! file, the row names the test that holds it.

#[path = "hostile/inputs.rs"]
mod inputs;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use inputs::{JOURNAL, OPINIONS, PROGRAMS, RECORD};
use serde_json::Value;
use shingi::shown::is_dangerous;
use tempfile::TempDir;

/// How a row is tried.
enum How {
    /// By a record it is put into.
    Put(fn(&Home)),
    /// By the test of this name, in this file.
    By(&'static str, &'static str),
}

use How::{By, Put};

/// (number, what it is, how it is tried).
const ROWS: [(usize, &str, How); 47] = [
    (1, "a byte order mark at the start", Put(inputs::mark_at_the_start)),
    (2, "invisible characters between fields", Put(inputs::invisible_between_fields)),
    (3, "CRLF and a lone CR", Put(inputs::carriage_returns)),
    (4, "Shift_JIS", Put(inputs::shift_jis)),
    (5, "UTF-16", Put(inputs::utf_16)),
    (6, "one wrong byte in a journal", Put(inputs::wrong_byte_in_a_journal)),
    (7, "nothing, or comments only", Put(inputs::nothing)),
    (8, "a file above the limit", Put(inputs::above_the_limit)),
    (9, "a journal line of ten megabytes", Put(inputs::endless_line)),
    (10, "brackets in brackets", Put(inputs::nesting)),
    (11, "comments in comments", Put(inputs::nested_comments)),
    (12, "a field twice", Put(inputs::field_twice)),
    (13, "an id twice, in a file and across files", Put(inputs::id_twice)),
    (14, "a map at the top", Put(inputs::map)),
    (15, "an unknown field", Put(inputs::unknown_field)),
    (16, "a missing field", Put(inputs::missing_field)),
    (17, "values of a wrong form", Put(inputs::wrong_values)),
    (18, "Some() written and left out", Put(inputs::some)),
    (19, "a wrong name of a record", Put(inputs::wrong_name)),
    (20, "a string that is not closed", Put(inputs::open_string)),
    (21, "a comma, a bracket, a value missing or too many", Put(inputs::punctuation)),
    (22, "full-width signs", Put(inputs::full_width_signs)),
    (23, "conflict markers of git", Put(inputs::conflicts)),
    (24, "wrong escapes", Put(inputs::wrong_escapes)),
    (25, "control characters, raw and escaped", Put(inputs::control_characters)),
    (26, "sequences a terminal answers or obeys", Put(inputs::terminal_sequences)),
    (27, "direction marks, zero width, tags, soft hyphens", Put(inputs::unseen_characters)),
    (28, "a thousand marks, a word without an end", Put(inputs::marks_and_a_long_word)),
    (29, "decomposed, half-width, variant, emoji, ambiguous", Put(inputs::letters_of_every_kind)),
    (30, "torn lines of a journal", Put(inputs::torn_lines)),
    (31, "a wrong checksum", Put(inputs::wrong_checksum)),
    (32, "the same event twice, alike and not", Put(inputs::same_event)),
    (33, "what a newer version wrote", Put(inputs::newer)),
    (34, "taking back what is not there, and in a ring", Put(inputs::taking_back)),
    (35, "links to nowhere", Put(inputs::links_to_nowhere)),
    (36, "1970, 2999, no time at all", Put(inputs::times)),
    (37, "somebody else's name", Put(inputs::strangers)),
    (38, "missing lines", Put(inputs::gap)),
    (39, "pipe, socket, folder, links", Put(inputs::no_files)),
    (40, "a journal that is a link", Put(inputs::linked_journal)),
    (41, "unreadable", By("tests/errors.rs", "what_may_not_be_read_is_named_and_the_rest_is_read")),
    (42, "file names", Put(inputs::file_names)),
    (43, "too many files", By("tests/errors.rs", "of_too_many_files_the_first_are_read")),
    (
        44,
        "changed under a form",
        By(
            "tests/journeys/writing.rs",
            "what_others_say_while_a_form_is_open_is_not_replaced_unseen",
        ),
    ),
    (45, "pastes", By("tests/journeys.rs", "pasted_text_is_never_a_command")),
    (46, "formulas", By("tests/hostile.rs", "no_text_becomes_a_formula")),
    (47, "surroundings", By("tests/hostile.rs", "it_starts_or_says_why_in_any_surroundings")),
];

/// A folder with a small record and a journal in it.
pub struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        for (name, text) in RECORD {
            home.put(name, text);
        }
        home.put(OPINIONS, inputs::opinions());
        home.put(PROGRAMS, inputs::programs());
        home.put(JOURNAL, inputs::line(1, "研修会", ""));
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("records").join(name)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shingi"));
        command.args(["--as", "sato"]).args(words).env_clear().env("HOME", self.0.path());
        command.env("TZ", "Asia/Tokyo").current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// What is said about the record, and what of it can be used.
    fn answer(&self) -> String {
        let checked = self.run(&["check", "--all"]);
        assert!(checked.stderr.is_empty(), "{checked:?}");
        let said = String::from_utf8(checked.stdout).unwrap();
        // What it is about stands first; figures of the whole do not matter here.
        let (said, _) = said.rsplit_once("\n対応状況: ").unwrap();
        let used = self.used();
        format!("{said}\n終了コード: {}\n{used}", checked.status.code().unwrap())
    }

    fn used(&self) -> String {
        let dump = self.run(&["dump"]);
        assert_eq!(dump.status.code(), Some(0), "{dump:?}");
        let dump: Value = serde_json::from_slice(&dump.stdout).unwrap();
        let each = |of: &str, field: &str| {
            let all = dump[of].as_array().unwrap().iter();
            all.map(|it| it[field].as_str().unwrap().to_owned()).collect::<Vec<_>>().join("、")
        };
        format!(
            "使えるもの\n  意見: {}\n  事業: {}\n  対応付け: {}\n",
            each("opinions", "label"),
            each("programs", "name"),
            each("links", "program")
        )
    }
}

#[test]
fn every_row_is_tried_and_says_what_was_agreed() {
    let mut wrong = Vec::new();
    for (at, (number, name, how)) in ROWS.iter().enumerate() {
        assert_eq!(*number, at + 1, "{name}");
        match how {
            By(file, test) => {
                let tests = fs::read_to_string(file).unwrap();
                assert!(tests.contains(&format!("fn {test}()")), "{name}: {file} has no {test}");
            }
            Put(input) => {
                let home = Home::new();
                input(&home);
                let before = contents(&home.path(""));
                let answer = format!("{number} {name}\n\n{}", home.answer());
                assert!(!answer.contains(|c| is_dangerous(c) && c != '\n'), "{name}: {answer}");
                assert_eq!(contents(&home.path("")), before, "{name}: something was written");
                let expected = Path::new("tests/hostile").join(format!("{number:02}.txt"));
                if std::env::var_os("UPDATE_EXPECTED").is_some() {
                    fs::write(expected, answer).unwrap();
                } else if fs::read_to_string(expected).unwrap_or_default() != answer {
                    wrong.push(answer);
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Names, sizes and times of change.
fn contents(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::symlink_metadata(&path).unwrap();
        found.push(format!("{} {} {:?}", path.display(), about.len(), about.modified().unwrap()));
        if about.is_dir() {
            found.extend(contents(&path));
        }
    }
    found.sort();
    found
}

#[test]
fn nothing_of_a_hostile_text_reaches_the_terminal_by_any_command() {
    for input in [
        inputs::control_characters,
        inputs::terminal_sequences,
        inputs::unseen_characters,
        inputs::marks_and_a_long_word,
    ] {
        let home = Home::new();
        input(&home);
        for words in [
            &["list"][..],
            &["list", "事業"],
            &["list", "会議"],
            &["show", "ア(ア)"],
            &["show", "相談窓口"],
            &["search", "必要"],
            &["coverage"],
            &["todo"],
            &["log"],
            &["check", "--all"],
            &["dump"],
            &["disagreements"],
            &["show", "\u{1b}[2J\u{202e}"],
            &["link", "ア(ア)", "\u{1b}]0;題\u{7}"],
            &["\u{1b}[2J"],
            &["--records", "\u{1b}[2J", "list"],
        ] {
            let ran = home.run(words);
            for bytes in [ran.stdout, ran.stderr] {
                let text = String::from_utf8(bytes).unwrap();
                let found = text.find(|c| is_dangerous(c) && c != '\n');
                assert_eq!(found, None, "{words:?}: {text:?}");
                // JSON gives exactly what the record holds.
                assert!(words == ["dump"] || !text.contains(&"\u{301}".repeat(5)), "{words:?}");
            }
        }
    }
}

#[test]
fn what_is_searched_is_found_however_it_is_written() {
    let home = Home::new();
    inputs::letters_of_every_kind(&home);
    for word in ["ガイド", "ｶﾞｲﾄﾞ", "葛城", "𠮷田"] {
        let found = String::from_utf8(home.run(&["search", word]).stdout).unwrap();
        assert!(found.contains("ア(ア)"), "{word}: {found}");
    }
    let shown = String::from_utf8(home.run(&["show", "ア(ア)"]).stdout).unwrap();
    // Names of people keep the form of their letters, and what is ambiguous is printed itself.
    assert!(shown.contains("葛\u{e0100}城") && shown.contains("①○→"), "{shown}");
}

#[test]
fn no_text_becomes_a_formula() {
    let home = Home::new();
    let formulas = ["=HYPERLINK(\"http://x\")", "@SUM(A1)", "+cmd|'/c calc'!A0", "-1+1", "＝1+1"];
    let mut opinions = inputs::opinions();
    for (formula, text) in formulas.iter().zip(["研修が", "相談が", "補助が"]) {
        let escaped = formula.replace('"', "\\\"");
        opinions = opinions.replace(&format!("\"{text}"), &format!("\"{escaped}{text}"));
    }
    home.put(OPINIONS, opinions);
    let ran = home.run(&["export", "csv", "--out", "out"]);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    let mut cells = 0;
    for (name, text) in csv_files(&home.0.path().join("out")) {
        for cell in text.split(['\n', '\r']).flat_map(|line| line.split("\",\"")) {
            let cell = cell.trim_start_matches('\u{feff}').trim_start_matches('"');
            let harmless = !cell.starts_with(['=', '@', '＝', '＠']);
            assert!(harmless, "{name}: {cell}");
            cells += usize::from(formulas.iter().any(|formula| cell.contains(&formula[..4])));
        }
    }
    assert!(cells >= 3, "the formulas are in the files");
}

/// The texts of the files in a folder, or of the one file.
fn csv_files(path: &Path) -> Vec<(String, String)> {
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap();
        return entries.flat_map(|entry| csv_files(&entry.unwrap().path())).collect();
    }
    vec![(path.display().to_string(), fs::read_to_string(path).unwrap())]
}

#[test]
fn it_starts_or_says_why_in_any_surroundings() {
    let home = Home::new();
    for surroundings in [
        &[("TERM", "dumb")][..],
        &[("TERM", "")],
        &[("LANG", "C"), ("LC_ALL", "C")],
        &[("HOME", "")],
        &[("HOME", "/nonexistent")],
        &[("COLUMNS", "0"), ("LINES", "0")],
        &[("TZ", "Nowhere/Nothing")],
        &[("XDG_CONFIG_HOME", "\u{1b}[2J"), ("XDG_STATE_HOME", "relative")],
        &[("SHINGI_RECORDS", "")],
    ] {
        for words in [&["list"][..], &["doctor"], &[]] {
            let mut command = home.command(words);
            command.envs(surroundings.iter().copied());
            let ran = command.output().unwrap();
            let said = [ran.stdout, ran.stderr].concat();
            let said = String::from_utf8(said).unwrap();
            let code = ran.status.code();
            assert!(matches!(code, Some(0..=2)), "{surroundings:?} {words:?}: {code:?} {said}");
            assert!(!said.trim().is_empty(), "{surroundings:?} {words:?}");
            assert!(!said.contains("panicked") && !said.contains('\u{1b}'), "{said}");
            // Nothing here is a terminal.
            assert!(!words.is_empty() || code == Some(2), "{surroundings:?}: {said}");
        }
    }
}
