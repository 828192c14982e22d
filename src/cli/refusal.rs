//! What to say to a command line that cannot be understood. clap speaks English; the users do not.

use clap::{
    Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{FINE, UNUSABLE};
use crate::shell::out;

/// Says it and gives back the exit code. Help and version are answers, not refusals.
pub fn of(error: &Error) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out::out(&error.render().to_string());
            FINE
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            out::err(&error.render().to_string());
            UNUSABLE
        }
        kind => {
            let text = format!("{}\n使い方は shingi --help で見られます。", what(error, kind));
            out::err(&text);
            UNUSABLE
        }
    }
}

fn what(error: &Error, kind: ErrorKind) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let choices = context(ContextKind::ValidValue);
    match kind {
        ErrorKind::UnknownArgument => {
            let near = context(ContextKind::SuggestedArg);
            if argument.starts_with('-') {
                format!("`{argument}` というオプションはありません。{}", maybe(&near))
            } else {
                format!("`{argument}` は余分です。")
            }
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand);
            let near = context(ContextKind::SuggestedSubcommand);
            format!("`{command}` というコマンドはありません。{}", maybe(&near))
        }
        ErrorKind::MissingRequiredArgument => format!("{argument} が足りません。"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} の値が足りません。"),
        ErrorKind::InvalidValue if !choices.is_empty() => {
            format!("{argument} に `{value}` は使えません。{choices} のどれかを書きます。")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error)
                .map(ToString::to_string)
                .filter(|why| !why.is_ascii())
                .unwrap_or_else(|| "数字で書きます。".to_owned());
            format!("{argument} に `{value}` は使えません。{why}")
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            if prior.is_empty() || prior == argument {
                format!("{argument} が二度書かれています。")
            } else {
                format!("{argument} と {prior} は一緒に使えません。")
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} の値の数が違います。")
        }
        ErrorKind::InvalidUtf8 => "読めない文字が含まれています。".to_owned(),
        _ => "コマンドの書き方が違います。".to_owned(),
    }
}

fn maybe(near: &str) -> String {
    if near.is_empty() { String::new() } else { format!("{near} のことですか。") }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("・"),
        other => other.to_string(),
    }
}
