//! The guides say what the program does: the key table and the commands in them are its own.
//!
//! `UPDATE_MANUAL=1 cargo test --test manual` writes the key table anew.

use std::{env, fmt::Write as _, fs, path::Path, process::Command};

use shingi::app::keymap::{BINDINGS, Binding, Scope};

const GUIDE: &str = "README.ja.md";
const GUIDES: [&str; 2] = ["README.md", GUIDE];
const BEGIN: &str = "<!-- keys -->\n";
const END: &str = "<!-- /keys -->\n";

fn guide(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The table of the program names the innermost scope first; a reader wants what counts everywhere.
fn scopes() -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::new();
    for binding in BINDINGS {
        if !scopes.contains(&binding.scope) {
            scopes.insert(0, binding.scope);
        }
    }
    scopes
}

fn row(binding: &Binding) -> String {
    let keys: Vec<_> = binding.written.split(' ').map(|key| format!("`{key}`")).collect();
    format!("| {} | {} |\n", keys.join(" "), binding.what)
}

fn key_table() -> String {
    let mut table = String::from("\n");
    for scope in scopes() {
        writeln!(table, "**{}**\n\n| キー | はたらき |\n|---|---|", scope.heading()).unwrap();
        table.extend(BINDINGS.iter().filter(|binding| binding.scope == scope).map(row));
        table.push('\n');
    }
    table
}

#[test]
fn the_guide_has_every_key_of_the_program_and_no_other() {
    let text = guide(GUIDE);
    let (before, rest) = text.split_once(BEGIN).expect("the mark where the key table begins");
    let (table, after) = rest.split_once(END).expect("the mark where the key table ends");
    if env::var_os("UPDATE_MANUAL").is_some() {
        let text = [before, BEGIN, &key_table(), END, after].concat();
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(GUIDE), text).unwrap();
        return;
    }
    assert!(
        table == key_table(),
        "{GUIDE}: the key table is out of date; UPDATE_MANUAL=1 cargo test --test manual"
    );
}

/// The sub-commands, as `--help` lists them.
fn commands() -> Vec<String> {
    let shingi = Command::new(env!("CARGO_BIN_EXE_shingi")).arg("--help").output().unwrap();
    let help = String::from_utf8(shingi.stdout).unwrap();
    let listed = help.lines().skip_while(|line| *line != "コマンド:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

#[test]
fn the_guides_name_every_command() {
    let commands = commands();
    assert!(commands.iter().any(|command| command == "check"), "{commands:?}");
    for name in GUIDES {
        let text = guide(name);
        for command in &commands {
            assert!(text.contains(&format!("`shingi {command}")), "{name}: shingi {command}");
        }
    }
}

#[test]
fn screens_in_the_guides_keep_to_eighty_cells() {
    for name in GUIDES {
        let text = guide(name);
        let blocks = text.split("```").skip(1).step_by(2);
        for screen in blocks.filter(|block| block.contains("審議 ")) {
            for line in screen.lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= 80, "{name}: {cells} cells: {line}");
            }
        }
    }
}
