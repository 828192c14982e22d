//! One setting, written into the configuration of a person, with everything else in it as it was.

use std::{fs, io, path::PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::{Ambiguous, Config, parse};
use crate::{
    app::Look,
    problem::{Problem, Severity, reason},
    shell::replace::Staged,
    shown::Cells,
};

/// 設定の一項目. What the program itself may write there, when the person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// 配色.
    Theme(Look),
    /// 幅のあいまいな文字.
    Ambiguous(Ambiguous),
}

impl Setting {
    fn name(self) -> &'static str {
        match self {
            Self::Theme(_) => "theme",
            Self::Ambiguous(_) => "ambiguous",
        }
    }

    fn value(self) -> &'static str {
        match self {
            Self::Theme(look) => look.setting(),
            Self::Ambiguous(Ambiguous::Auto) => "auto",
            Self::Ambiguous(Ambiguous::Known(Cells::One)) => "1",
            Self::Ambiguous(Ambiguous::Known(Cells::Two)) => "2",
        }
    }

    fn put(self, config: &mut Config) {
        match self {
            Self::Theme(look) => config.theme = Some(look),
            Self::Ambiguous(ambiguous) => config.ambiguous = ambiguous,
        }
    }
}

/// Whether the person asks every program for no colours (<https://no-color.org>).
#[must_use]
pub fn wants_no_colour() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Where the configuration lies; nothing when there is no home folder.
#[must_use]
pub fn config_file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("shingi/config.ron"))
}

/// Writes a setting; gives back where.
///
/// # Errors
///
/// Why the configuration is as it was.
pub fn set(setting: Setting) -> Result<PathBuf, Box<Problem>> {
    let line = format!("{}: {}", setting.name(), setting.value());
    let unwritten = |why: &str| {
        Box::new(Problem::new(
            Severity::Warning,
            format!("設定を書き込めませんでした（{why}）。"),
            "いまの画面ではこのまま使えますが、次に開いたときは前の設定に戻ります。",
            format!("config.ron に {line} と書くと、次からもそうなります。"),
        ))
    };
    let file = config_file().ok_or_else(|| unwritten("ホームフォルダーがありません"))?;
    let failed = |error: io::Error| unwritten(&reason(&error));
    file.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    // Behind a link lies the file that is meant.
    let file = fs::canonicalize(&file).unwrap_or(file);
    let before = match fs::read(&file) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let text = match &before {
        Some(bytes) => {
            str::from_utf8(bytes).map_err(|_| unwritten("UTF-8 の文字ではありません"))?
        }
        None => "Config(\n)\n",
    };
    let after = changed(text, setting).ok_or_else(|| unwritten("いまの設定に誤りがあります"))?;
    let staged = Staged::write(&file, before.as_deref(), after.as_bytes());
    staged.and_then(Staged::place).map_err(failed)?;
    Ok(file)
}

/// The text with the setting in it; `None` where it would not say that and nothing else anew.
fn changed(text: &str, setting: Setting) -> Option<String> {
    let mut wanted = parse("", text).ok()?;
    setting.put(&mut wanted);
    let (name, value) = (setting.name(), setting.value());
    let fields = Fields::of(text)?;
    let new = if let Some((_, range)) = fields.all.iter().find(|(field, _)| field == name) {
        [&text[..range.start], value, &text[range.end..]].concat()
    } else {
        let (before, after) = text.split_at(fields.open);
        let rest = after.trim_start_matches([' ', '\t']);
        match rest.chars().next() {
            Some(')') => format!("{before}{name}: {value}{after}"),
            Some('\n' | '\r' | '/') => format!("{before}\n    {name}: {value},{after}"),
            _ => format!("{before}{name}: {value}, {after}"),
        }
    };
    (parse("", &new).ok()? == wanted).then_some(new)
}

/// Where the fields stand in a configuration that has no error.
struct Fields {
    /// Behind the bracket that opens them.
    open: usize,
    /// Each by its name, with the place of its value.
    all: Vec<(String, std::ops::Range<usize>)>,
}

impl Fields {
    fn of(text: &str) -> Option<Self> {
        let (mut depth, mut open, mut all) = (0_usize, None, Vec::new());
        // Where the present name or value begins, and the name once it is known.
        let (mut start, mut name) = (0, None::<String>);
        let mut end = 0;
        for (range, piece) in pieces(text) {
            match piece {
                // An attribute before the record has square brackets round it.
                "(" if depth == 0 && open.is_none() => {
                    open = Some(range.end);
                    depth = 1;
                    (start, end) = (range.end, range.end);
                }
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" if depth == 1 && open.is_some() => {
                    all.extend(name.take().map(|name| (name, start..end)));
                    break;
                }
                ")" | "]" | "}" => depth = depth.checked_sub(1)?,
                ":" if depth == 1 && name.is_none() => {
                    name = Some(text[start..end].to_owned());
                    (start, end) = (range.end, range.end);
                    continue;
                }
                "," if depth == 1 => {
                    all.extend(name.take().map(|name| (name, start..end)));
                    (start, end) = (range.end, range.end);
                    continue;
                }
                _ => {}
            }
            if range.start >= start && open.is_some_and(|open| range.start >= open) {
                if start >= end {
                    start = range.start;
                }
                end = range.end;
            }
        }
        Some(Self { open: open?, all })
    }
}

/// Strings and signs of a text one by one, without blanks and comments.
fn pieces(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            comment(rest)
        } else if c == '"' {
            string(rest)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            let marks = rest[1..].chars().take_while(|c| *c == '#').count();
            let close = format!("\"{}", "#".repeat(marks));
            let body = (2 + marks).min(rest.len());
            rest[body..].find(&close).map_or(rest.len(), |found| body + found + close.len())
        } else {
            c.len_utf8()
        };
        let is_comment = rest.starts_with("//") || rest.starts_with("/*");
        if !is_comment && !c.is_whitespace() && c != '\u{feff}' {
            pieces.push((at..at + length, &text[at..at + length]));
        }
        at += length;
    }
    pieces
}

fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_written_and_everything_else_stays() {
        let wide = Setting::Ambiguous(Ambiguous::Known(Cells::Two));
        let mono = Setting::Theme(Look::Mono);
        for (before, setting, after) in [
            ("Config(\n)\n", mono, "Config(\n    theme: mono,\n)\n"),
            ("Config()", wide, "Config(ambiguous: 2)"),
            ("(borders: ascii)", wide, "(ambiguous: 2, borders: ascii)"),
            (
                "// theme: safe\nConfig( // theme: safe\n  theme: contrast_light, /* よい */\n)",
                mono,
                "// theme: safe\nConfig( // theme: safe\n  theme: mono, /* よい */\n)",
            ),
            (
                "Config(\n    records: \"/srv/a, theme: (b\\\"\", // 共用, theme: safe\n    theme: Some(safe),\n    borders: ascii)",
                mono,
                "Config(\n    records: \"/srv/a, theme: (b\\\"\", // 共用, theme: safe\n    theme: mono,\n    borders: ascii)",
            ),
            (
                "#![enable(implicit_some)]\nConfig(font: r#\"a\"),\"#, ambiguous : 1 )\r\n",
                wide,
                "#![enable(implicit_some)]\nConfig(font: r#\"a\"),\"#, ambiguous : 2 )\r\n",
            ),
            ("\u{feff}Config(// 記録\n)", wide, "\u{feff}Config(\n    ambiguous: 2,// 記録\n)"),
            ("Config(\r\n)", wide, "Config(\n    ambiguous: 2,\r\n)"),
        ] {
            assert_eq!(changed(before, setting).as_deref(), Some(after), "{before}");
            assert_eq!(changed(after, setting).as_deref(), Some(after), "twice: {before}");
        }
    }

    #[test]
    fn a_configuration_with_an_error_is_left_to_its_writer() {
        for text in ["Config(borders: thick)", "", "Config(", "壊れた"] {
            assert_eq!(changed(text, Setting::Theme(Look::Mono)), None, "{text}");
        }
    }
}
