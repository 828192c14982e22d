//! `shingi completions`: what a shell offers on Tab: commands, options, and the words behind them.

use clap::{Command, CommandFactory, ValueHint, builder::PossibleValuesParser};
use clap_complete::{Shell, generate};

use super::{FINE, args::Args};
use crate::{
    analysis::{DeedKind, OpenKind},
    app::Look,
    domain::{
        Addressee, AnswerKind, AnswerStage, Extent, LinkKind, ProgressState, Relation, Stage,
        Verdict,
    },
    export::report::{Direction, Template},
    shell::out,
};

/// Prints the completions for a shell.
pub fn run(shell: Shell) -> u8 {
    let mut text = Vec::new();
    generate(shell, &mut command(), "shingi", &mut text);
    out::own(&String::from_utf8_lossy(&text));
    FINE
}

/// The command line, with the words that the types behind it read.
fn command() -> Command {
    let mut command = with_words(Args::command(), "");
    for sub in command.get_subcommands_mut() {
        let named = std::mem::take(sub);
        let name = named.get_name().to_owned();
        *sub = with_words(named, &name);
    }
    command
}

fn with_words(command: Command, name: &str) -> Command {
    let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    ids.into_iter().fold(command, |command, id| {
        let words = words(name, &id);
        let hint = matches!(id.as_str(), "records" | "folder").then_some(ValueHint::DirPath);
        command.mut_arg(&id, |arg| {
            let arg = if let Some(hint) = hint { arg.value_hint(hint) } else { arg };
            if words.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(words)) }
        })
    })
}

/// The words behind an option of a command; none where anything may be typed.
fn words(command: &str, option: &str) -> Vec<&'static str> {
    fn all<W: Copy>(words: &[W], word: fn(W) -> &'static str) -> Vec<&'static str> {
        words.iter().map(|each| word(*each)).collect()
    }
    match (command, option) {
        ("", "theme") => all(&Look::ALL, Look::word),
        ("coverage", "body") => vec!["市と県", "市", "県"],
        ("todo", "kind") => all(OpenKind::ALL, OpenKind::word),
        ("log", "kind") => all(DeedKind::ALL, DeedKind::word),
        ("link", "kind") => all(LinkKind::ALL, LinkKind::word),
        ("link", "extent") => all(Extent::ALL, Extent::word),
        ("link" | "reject", "stage") => all(Stage::ALL, Stage::word),
        ("answer", "kind") => all(AnswerKind::ALL, AnswerKind::word),
        ("answer", "stage") => all(AnswerStage::ALL, AnswerStage::word),
        ("progress", "state") => all(ProgressState::ALL, ProgressState::word),
        ("relate", "relation") => all(Relation::ALL, Relation::word),
        ("refer", "to") => all(Addressee::ALL, Addressee::word),
        ("review", "verdict") => all(Verdict::ALL, Verdict::word),
        ("list", "answer") => [all(AnswerKind::ALL, AnswerKind::word), vec!["未回答"]].concat(),
        ("list", "progress") => {
            [all(ProgressState::ALL, ProgressState::word), vec!["未設定"]].concat()
        }
        ("export", "form") => vec!["xlsx", "html", "md", "csv", "json"],
        ("export", "template") => all(Template::ALL, Template::word),
        ("export", "direction") => all(Direction::ALL, Direction::word),
        ("export", "edition") => vec!["公表", "委員", "庁内"],
        _ => Vec::new(),
    }
}
