//! `shingi man`: the manual page, in the words of the help.

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;

use super::{FINE, args::Args};
use crate::shell::out;

/// The marks that stand before every page; an empty day, for the program knows none.
const TITLE: &str = concat!(
    ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n",
    ".TH SHINGI 1 \"\" \"shingi ",
    env!("CARGO_PKG_VERSION"),
    "\" 審議の手引き\n.ad l\n"
);

/// Files the program reads and writes for a person.
const FILES: &str = "\
.SH ファイル
.TP
~/.config/shingi/config.ron
設定。例: Config(records: \"~/records\", theme: contrast)
.TP
~/.local/state/shingi/
写し（copy.txt）、書きかけの文、エラーの記録
.SH 環境変数
.TP
SHINGI_RECORDS
記録のフォルダー
.TP
NO_COLOR
空でなければ、色を使いません（--theme が優先します）
";

/// Prints the page.
pub fn run() -> u8 {
    out::own(&page());
    FINE
}

fn page() -> String {
    let mut command = Args::command();
    command.build();
    let man = Man::new(command.clone());
    let mut page = String::new();
    // Japanese has no spaces to break lines at: the macros of groff know where it may.
    page.push_str(".if d mso .mso ja.tmac\n");
    page.push_str(TITLE);
    page.push_str(&under("名前", &drawn(|w| man.render_name_section(w))));
    page.push_str(&under("書式", &drawn(|w| man.render_synopsis_section(w))));
    page.push_str(&under("オプション", &drawn(|w| man.render_options_section(w))));
    page.push_str(".SH コマンド\n");
    for sub in command.get_subcommands() {
        page.push_str(&about(sub, "shingi"));
    }
    page.push_str(&under("説明", &drawn(|w| man.render_extra_section(w))));
    page.push_str(FILES);
    page.push_str(&under("版", &drawn(|w| man.render_version_section(w))));
    page
}

/// What a command does, how it is written, and what may stand behind it; then those under it.
fn about(command: &Command, above: &str) -> String {
    let name = format!("{above} {}", command.get_name());
    let own = |arg: &Arg| !arg.is_global_set() && arg.get_id() != "help";
    let hidden = command.clone().mut_args(|arg| if own(&arg) { arg } else { arg.hide(true) });
    let man = Man::new(hidden);
    let mut text = format!(".SS {}\n", name.replace('-', "\\-"));
    text.push_str(&body(&drawn(|w| man.render_description_section(w))));
    text.push_str(".PP\n");
    text.push_str(&body(&drawn(|w| man.render_synopsis_section(w))));
    if command.get_arguments().any(own) {
        text.push_str(&body(&drawn(|w| man.render_options_section(w))));
    }
    let below = command.get_subcommands().map(|sub| about(sub, &name));
    text + &below.collect::<String>()
}

/// A part as roff. Writing into memory does not fail.
fn drawn(draw: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut text = Vec::new();
    let _ = draw(&mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// A part under a heading of ours instead of an English one.
fn under(heading: &str, part: &str) -> String {
    format!(".SH {heading}\n{}", body(part))
}

/// A part without its heading, and without what every part begins with.
fn body(part: &str) -> String {
    let twice = |line: &&str| [".SH", ".ie ", ".el "].iter().any(|it| line.starts_with(it));
    let lines = part.lines().filter(|line| !twice(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}
