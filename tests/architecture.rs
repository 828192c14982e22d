//! Who may use whom, and what each part must never do: the rules of the code map, read off `src/`.

#[path = "support/rust.rs"]
mod rust;

use std::{
    fs,
    path::{Path, PathBuf},
};

use rust::{paths, tokens};

/// Each part, and the parts it may use.
const PARTS: &[(&str, &[&str])] = &[
    ("shown", &[]),
    ("problem", &["shown"]),
    ("domain", &[]),
    ("records", &["domain", "problem", "shown"]),
    ("journal", &["domain", "problem", "shown"]),
    ("search", &["records", "journal", "domain", "problem", "shown"]),
    ("analysis", &["search", "records", "journal", "domain", "problem", "shown"]),
    ("app", &["analysis", "search", "records", "journal", "domain", "problem", "shown"]),
    ("ui", &["app", "analysis", "search", "records", "journal", "domain", "problem", "shown"]),
    ("export", &["analysis", "search", "records", "journal", "domain", "problem", "shown"]),
    ("import", &["analysis", "search", "records", "journal", "domain", "problem", "shown"]),
    (
        "shell",
        &[
            "ui", "app", "export", "import", "analysis", "search", "records", "journal", "domain",
            "problem", "shown",
        ],
    ),
    (
        "cli",
        &[
            "shell", "ui", "app", "export", "import", "analysis", "search", "records", "journal",
            "domain", "problem", "shown",
        ],
    ),
    ("main", &["cli"]),
];

/// Outside packages, and where alone they are used: a part, or a file of one.
const DOORS: &[(&str, &[&str])] = &[
    ("ron", &["records", "journal/line", "shell/state"]),
    ("fuzzy_matcher", &["search"]),
    ("crossterm", &["shell"]),
    ("ratatui", &["ui", "shell"]),
    ("serde_json", &["export"]),
    ("rust_xlsxwriter", &["export/xlsx"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli/args", "cli/completions"]),
    ("clap_mangen", &["cli/man"]),
    ("textwrap", &["shown/wrap"]),
    ("signal_hook", &["shell"]),
    ("uzers", &["shell"]),
    ("etcetera", &["shell"]),
    ("calamine", &["import"]),
    ("csv", &["import"]),
    ("encoding_rs", &["import"]),
];

/// What reaches outside the program.
const FILES: &[&str] = &["std::fs", "std::io", "std::net", "std::os", "std::process", "rustix"];
const SURROUNDINGS: &[&str] = &["std::env"];
const CLOCK: &[&str] = &["std::time", "std::thread", "Zoned::now", "Timestamp::now"];
const CHANGE: &[&str] = &["std::cell", "std::sync"];
/// What the terminal is drawn for is decided once, where the terminal is.
const TERMINAL: &[&str] = &["draw_for"];

/// Paths that a part must never write.
const FORBIDDEN: &[(&str, &[&[&str]])] = &[
    ("domain", &[FILES, SURROUNDINGS, CLOCK]),
    ("analysis", &[FILES, CLOCK]),
    ("search", &[FILES, CLOCK]),
    ("app", &[FILES, SURROUNDINGS, CLOCK, TERMINAL]),
    ("ui", &[FILES, SURROUNDINGS, CLOCK, CHANGE, TERMINAL]),
    ("cli", &[TERMINAL]),
    ("export", &[TERMINAL]),
];

/// What prints past the one door to standard output, or ends the process.
const MACROS: &[&str] = &[
    "println",
    "eprintln",
    "print",
    "eprint",
    "dbg",
    "panic",
    "todo",
    "unimplemented",
    "unreachable",
];

/// Every rule that a file breaks, as `file:line: rule`.
fn faults(file: &str, source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let module = file.strip_prefix("src/").unwrap_or(file).trim_end_matches(".rs");
    let part = module.split('/').next().unwrap_or_default();
    let mut faults = Vec::new();
    for (line, path) in paths(&tokens) {
        let rules = [
            uses(module, part, &path),
            door(module, part, &path),
            forbidden(part, &path),
            text_has_one_door(module, part, &path),
            leaves(module, &path),
        ];
        let broken = rules.into_iter().flatten();
        let named = |rule| format!("{file}:{line}: {rule} ({})", path.join("::"));
        faults.extend(broken.map(named));
    }
    for (at, token) in tokens.iter().enumerate() {
        let follows = |texts: &[&str]| {
            let next = tokens[at + 1..].iter().map(|token| token.text.as_str());
            next.take(texts.len()).eq(texts.iter().copied())
        };
        let called = follows(&["("]) && at > 0 && tokens[at - 1].text == ".";
        let rule = match token.text.as_str() {
            word if follows(&["!"]) && !follows(&["!", "="]) && MACROS.contains(&word) => {
                format!("{word}! is written nowhere")
            }
            word @ ("unwrap" | "expect") if called => format!(".{word}() is for tests"),
            "&" if part == "ui" && follows(&["mut", "Model"]) => {
                "ui changes nothing: no &mut Model".to_owned()
            }
            "Cell" | "RefCell" if part == "ui" && follows(&["<"]) => {
                format!("ui changes nothing: no {}", token.text)
            }
            _ => continue,
        };
        faults.push(format!("{file}:{}: {rule}", token.line));
    }
    faults
}

/// A part uses only the parts below it.
fn uses(module: &str, part: &str, path: &[String]) -> Option<String> {
    let other = our_part(module, path)?;
    let (_, may) = PARTS.iter().find(|(name, _)| *name == part)?;
    (other != part && !may.contains(&other.as_str()))
        .then(|| format!("{part} must not use {other}"))
}

/// The part of ours that a path leads to.
fn our_part(module: &str, path: &[String]) -> Option<String> {
    let mut here: Vec<&str> = module.split('/').collect();
    let mut path = path.iter().map(String::as_str).peekable();
    match path.next()? {
        "crate" => here.clear(),
        "shingi" if module == "main" => here.clear(),
        "super" => {
            here.pop();
            while path.next_if(|word| *word == "super").is_some() {
                here.pop();
            }
        }
        _ => return None,
    }
    let part = here.first().copied().or_else(|| path.next())?;
    PARTS.iter().any(|(name, _)| *name == part).then(|| part.to_owned())
}

/// An outside package is used where its door is.
fn door(module: &str, part: &str, path: &[String]) -> Option<String> {
    let (package, doors) = DOORS.iter().find(|(package, _)| *package == path[0])?;
    let inside =
        |door: &&str| *door == part || *door == module || module.starts_with(&format!("{door}/"));
    (!doors.iter().any(inside)).then(|| format!("{package} is used in {} only", doors.join(", ")))
}

fn forbidden(part: &str, path: &[String]) -> Option<String> {
    let (_, lists) = FORBIDDEN.iter().find(|(name, _)| *name == part)?;
    let path = path.join("::");
    let word = lists.iter().copied().flatten().find(|word| {
        path == **word
            || path.starts_with(&format!("{word}::"))
            || path.ends_with(&format!("::{word}"))
    })?;
    Some(format!("{part} must not touch {word}"))
}

/// Data becomes text on the screen through `ui::text`, which makes it harmless.
fn text_has_one_door(module: &str, part: &str, path: &[String]) -> Option<String> {
    if part != "ui" || module.starts_with("ui/text") {
        return None;
    }
    let maker = match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [.., kind @ ("Span" | "Line" | "Text"), make] => make != "default" && kind != make,
        [.., "Paragraph", _] => true,
        _ => false,
    };
    (maker && path.len() == 2).then(|| "text is made in ui::text only".to_owned())
}

/// The process ends in one function.
fn leaves(module: &str, path: &[String]) -> Option<String> {
    let ends = path.ends_with(&["process".to_owned(), "exit".to_owned()])
        || path.ends_with(&["process".to_owned(), "abort".to_owned()]);
    (ends && module != "shell/leave").then(|| "the process ends in shell::leave only".to_owned())
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A file that stands behind `#[cfg(test)]`.
fn is_test(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.ends_with("_tests.rs") || file.ends_with("/sample.rs")
}

#[test]
fn every_part_keeps_to_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    let mut seen = 0;
    for path in sources(&root.join("src")) {
        let file = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        let part = file["src/".len()..].split(['/', '.']).next().unwrap().to_owned();
        let known = PARTS.iter().any(|(name, _)| *name == part);
        assert!(known || part == "lib", "{file}: no rule says what {part} may use");
        if !is_test(&file) {
            seen += 1;
            broken.extend(faults(&file, &fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(seen > 100, "only {seen} files were read");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_rule_bites() {
    for (file, source, rule) in [
        ("src/domain/area.rs", "use crate::problem::Problem;", "domain must not use problem"),
        ("src/domain.rs", "use std::fs;", "domain must not touch std::fs"),
        ("src/domain/id.rs", "fn f() { std::env::var(\"A\"); }", "domain must not touch std::env"),
        ("src/domain/year.rs", "let a = jiff::Zoned::now();", "domain must not touch Zoned::now"),
        ("src/records.rs", "use crate::{domain::Area, journal::Event};", "must not use journal"),
        ("src/journal/fold.rs", "use super::super::records::Records;", "must not use records"),
        ("src/records/load.rs", "use crate::analysis;", "records must not use analysis"),
        ("src/analysis.rs", "use crate::app::Model;", "analysis must not use app"),
        ("src/search/query.rs", "use crate::analysis::Council;", "must not use analysis"),
        ("src/search.rs", "use std::{fmt, time::Instant};", "must not touch std::time"),
        ("src/app/model.rs", "use crate::ui::theme;", "app must not use ui"),
        ("src/app/field.rs", "use ratatui::text::Span;", "ratatui is used in ui, shell only"),
        ("src/app/key.rs", "use crossterm::event::KeyEvent;", "crossterm is used in shell only"),
        ("src/app.rs", "use std::thread;", "app must not touch std::thread"),
        ("src/ui/frame.rs", "use crate::shell::out;", "ui must not use shell"),
        ("src/ui/frame.rs", "use crossterm::style;", "crossterm is used in shell only"),
        ("src/ui/frame.rs", "fn draw(model: &mut Model) {}", "no &mut Model"),
        ("src/ui/pane.rs", "struct A { width: Cell<u16> }", "no Cell"),
        ("src/ui/pane.rs", "use std::{cell::RefCell, fmt};", "must not touch std::cell"),
        ("src/ui/sheet.rs", "\n\nlet s = Span::raw(text);", "src/ui/sheet.rs:3: text is made in"),
        ("src/ui/sheet.rs", "let s = Line::from(text);", "text is made in ui::text only"),
        ("src/ui/screen/x.rs", "Paragraph::new(text)", "text is made in ui::text only"),
        ("src/ui.rs", "shown::draw_for(Cells::Two)", "ui must not touch draw_for"),
        ("src/cli.rs", "use crate::shown::{Cells, draw_for};", "cli must not touch draw_for"),
        ("src/export/json.rs", "use crate::cli::args;", "export must not use cli"),
        ("src/cli/act.rs", "serde_json::to_string(&a)", "serde_json is used in export only"),
        ("src/cli/act.rs", "std::process::exit(1)", "the process ends in shell::leave only"),
        ("src/cli.rs", "println!(\"{a}\");", "println! is written nowhere"),
        ("src/export/csv.rs", "use rust_xlsxwriter::Workbook;", "is used in export/xlsx only"),
        ("src/shell/office.rs", "use crate::cli::args;", "shell must not use cli"),
        ("src/shell/place.rs", "use ron::Options;", "ron is used in"),
        ("src/journal/event.rs", "use ron::Options;", "ron is used in"),
        ("src/search.rs", "let a = b.unwrap();", ".unwrap() is for tests"),
        ("src/analysis/words.rs", "use fuzzy_matcher::skim;", "fuzzy_matcher is used in search"),
        ("src/main.rs", "use shingi::shell;", "main must not use shell"),
    ] {
        let found = faults(file, source);
        assert!(found.iter().any(|fault| fault.contains(rule)), "{file}: {source}: {found:?}");
    }
}

#[test]
fn what_is_allowed_is_not_taken_for_a_fault() {
    for (file, source) in [
        ("src/domain/id.rs", "// std::fs\n/* crate::ui */ let a = \"crate::ui::x()\";"),
        ("src/domain/id.rs", "#[cfg(test)]\nmod tests { use std::fs; fn f() { g().unwrap(); } }"),
        ("src/domain/id.rs", "fn f<'a>(a: &'a str) { a.unwrap_or('\"'); }"),
        ("src/journal/line.rs", "use ron::Options;"),
        ("src/journal/fold/x.rs", "use super::super::line;"),
        ("src/ui/frame.rs", "use crate::{app::{Model, keymap}, analysis::Council};"),
        ("src/ui/text/passage.rs", "Span::styled(text, style)"),
        ("src/ui/text.rs", "Line::from(spans)"),
        ("src/ui/sheet.rs", "let a: Vec<Line<'static>> = vec![Line::default()];"),
        ("src/shell/leave.rs", "process::exit(i32::from(code))"),
        ("src/app/update.rs", "fn f(model: &mut Model) { if a != b {} }"),
    ] {
        assert_eq!(faults(file, source), [""; 0], "{file}: {source}");
    }
}
