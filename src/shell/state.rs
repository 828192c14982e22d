//! What a person keeps outside the record: the configuration they write, the log of the program.

mod columns;
mod drafts;
mod kept;
mod searches;
mod sessions;
mod setting;
mod visits;

pub use columns::{Mapping, mappings, remember as remember_columns};
pub use drafts::{Drawer, Sheet};
pub use searches::{drop_view, keep_view, recents, remember_search, views};
pub use sessions::{last_session, remember_session};
pub use setting::{Setting, config_file, set, wants_no_colour};
pub use visits::{last_visit, remember};

use std::{
    fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

use etcetera::{BaseStrategy, choose_base_strategy};
use ron::{Options, error::SpannedError, extensions::Extensions, value::RawValue};
use serde::{Deserialize, Deserializer, de::Error as _};

use crate::{
    app::Look,
    problem::{Place, Problem, Severity, reason},
    shown::Cells,
};

/// Nobody writes a configuration of this size; something else stands there.
const LIMIT: u64 = 64 * 1024;

const EXAMPLE: &str = "例: Config(records: \"~/records\", borders: ascii)";

/// 設定. What `config.ron` may say; what it leaves out is the default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// 記録の場所. In the file, `~/` is the home folder, and a relative path starts at the folder of
    /// the configuration file.
    pub records: Option<PathBuf>,
    /// 罫線.
    pub borders: Borders,
    /// 曖昧な文字の幅.
    pub ambiguous: Ambiguous,
    /// 配色; absent where the person has not chosen one.
    pub theme: Option<Look>,
    /// 書き出し方.
    pub writer: Writer,
    /// 日本語入力の切替.
    pub ime_control: ImeControl,
    /// 書体 of workbooks that are written; absent for 游ゴシック.
    pub font: Option<String>,
}

/// 罫線. What borders are drawn with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Borders {
    /// `─│┌`.
    #[default]
    Lines,
    /// `-|+`, for terminals that draw lines two cells wide.
    Ascii,
}

/// 曖昧な文字の幅. How many cells the terminal gives to `①`, `○` or `─`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// It is asked at the start.
    #[default]
    Auto,
    /// The person knows.
    Known(Cells),
}

impl FromStr for Ambiguous {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "auto" => Ok(Self::Auto),
            "1" => Ok(Self::Known(Cells::One)),
            "2" => Ok(Self::Known(Cells::Two)),
            _ => Err("使える値は `auto`（端末に尋ねる）、`1`、`2` です。".to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Ambiguous {
    /// As on the command line: two of the words are numbers, which no variant can be called.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = <&RawValue>::deserialize(deserializer)?;
        written.get_ron().trim().parse().map_err(D::Error::custom)
    }
}

/// 書き出し方. How frames are written to the terminal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Writer {
    /// With a third of the bytes; relies on kanji and kana being two cells wide.
    #[default]
    Lean,
    /// As ratatui does it by itself: the cursor is placed behind every wide character.
    Stock,
}

/// 日本語入力の切替. Whether the terminal is told to switch the input method off where letters are
/// commands, and on again in fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ImeControl {
    /// Left alone.
    #[default]
    Off,
    /// For Tera Term, `RLogin`, mintty, mlterm.
    On,
}

/// The configuration, and what is wrong with it. A file with an error counts as none: the program
/// starts with the defaults and says so.
#[must_use]
pub fn config() -> (Config, Option<Box<Problem>>) {
    let (Ok(folders), Some(file)) = (choose_base_strategy(), config_file()) else {
        return (Config::default(), None);
    };
    match read(&file, folders.home_dir()) {
        Ok(config) => (config, None),
        Err(problem) => (Config::default(), Some(problem)),
    }
}

/// Where the details of a panic go; nothing when there is no home folder.
#[must_use]
pub fn log_file() -> Option<PathBuf> {
    let folders = choose_base_strategy().ok()?;
    Some(folders.state_dir()?.join("shingi/shingi.log"))
}

fn read(file: &Path, home: &Path) -> Result<Config, Box<Problem>> {
    let name = file.display().to_string();
    let text = match text_of(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Config::default()),
        Err(error) => {
            let what = format!("設定ファイルを読めません（{}）。", reason(&error));
            return Err(unused(
                Place::file(name),
                what,
                "ファイルの中身と権限を確かめてください。",
            ));
        }
    };
    let mut config = parse(&name, &text)?;
    config.records = config.records.map(|path| resolve(&path, file, home));
    Ok(config)
}

fn text_of(file: &Path) -> io::Result<String> {
    let metadata = fs::metadata(file)?;
    if !metadata.is_file() {
        return Err(io::Error::other("普通のファイルではありません"));
    }
    if metadata.len() > LIMIT {
        return Err(io::Error::other("大きすぎます"));
    }
    fs::read_to_string(file)
}

fn parse(name: &str, text: &str) -> Result<Config, Box<Problem>> {
    let text = text.trim_start_matches('\u{feff}');
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error| explain(name, text, &error))
}

fn explain(name: &str, text: &str, error: &SpannedError) -> Box<Problem> {
    let (start, end) = (error.span.start, error.span.end);
    let range = byte_at(text, start.line, start.col)..byte_at(text, end.line, end.col);
    let (what, remedy) = match &error.code {
        ron::Error::NoSuchStructField { expected, found, .. } => {
            (format!("設定に `{found}` という項目はありません。"), choices("項目", expected))
        }
        ron::Error::NoSuchEnumVariant { expected, found, .. } => {
            (format!("`{found}` という値はありません。"), choices("値", expected))
        }
        ron::Error::DuplicateStructField { field, .. } => (
            format!("項目 `{field}` が二度書かれています。"),
            "どちらか一つを消してください。".to_owned(),
        ),
        // What we say ourselves about a value.
        ron::Error::Message(words) if !words.is_ascii() => {
            ("この値は使えません。".to_owned(), format!("{words}{EXAMPLE}"))
        }
        _ => (
            "設定の書き方に誤りがあります。".to_owned(),
            format!("この場所を直してください。{EXAMPLE}"),
        ),
    };
    unused(Place::of(name, text, range), what, &remedy)
}

fn choices(kind: &str, names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("使える{kind}は {} です。{EXAMPLE}", names.join("、"))
}

fn unused(place: Place, what: impl Into<String>, remedy: &str) -> Box<Problem> {
    let meaning = "設定ファイルは使わず、標準の設定で動いています。記録には影響ありません。";
    Box::new(Problem::new(Severity::Warning, what, meaning, remedy).at(place))
}

/// The byte at a line and a column, both counted from 1, the column in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

fn resolve(path: &Path, file: &Path, home: &Path) -> PathBuf {
    if let Ok(below_home) = path.strip_prefix("~") {
        return home.join(below_home);
    }
    // An absolute path replaces what it is joined to.
    file.parent().map_or_else(|| path.to_owned(), |folder| folder.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_says_only_what_differs() {
        let records = Some(PathBuf::from("/srv/記録"));
        for (text, config) in [
            ("Config()", Config::default()),
            ("Config(writer: stock)", Config { writer: Writer::Stock, ..Config::default() }),
            ("Config(ambiguous: auto)", Config::default()),
            (
                "Config(ambiguous: 2, borders: lines)",
                Config { ambiguous: Ambiguous::Known(Cells::Two), ..Config::default() },
            ),
            ("Config(borders: ascii)", Config { borders: Borders::Ascii, ..Config::default() }),
            (
                "Config(ime_control: on)",
                Config { ime_control: ImeControl::On, ..Config::default() },
            ),
            (
                "Config(font: \"ＭＳ 明朝\")",
                Config { font: Some("ＭＳ 明朝".to_owned()), ..Config::default() },
            ),
            (
                "\u{feff}// 共用の記録\r\nConfig(\r\n  records: \"/srv/記録\",\r\n)\r\n",
                Config { records, ..Config::default() },
            ),
        ] {
            assert_eq!(parse("config.ron", text).unwrap(), config);
        }
    }

    #[test]
    fn a_wrong_configuration_is_shown_with_its_place_and_what_may_stand_there() {
        for (text, shown) in [
            (
                "Config(\n    // 記録\n    reocrds: \"記録\",\n)",
                "config.ron:3:5: 注意: 設定に `reocrds` という項目はありません。\n\
                 \x20 3 |     reocrds: \"記録\",\n\
                 \x20   |     ^^^^^^^\n\
                 \x20 意味: 設定ファイルは使わず、標準の設定で動いています。記録には影響ありません。\n\
                 \x20 直し方: 使える項目は `records`、`borders`、`ambiguous`、`theme`、`writer`、`ime_control`、`font` です。\
                 例: Config(records: \"~/records\", borders: ascii)",
            ),
            (
                "Config(borders: thick)",
                "config.ron:1:17: 注意: `thick` という値はありません。\n\
                 \x20 1 | Config(borders: thick)\n\
                 \x20   |                 ^^^^^\n\
                 \x20 意味: 設定ファイルは使わず、標準の設定で動いています。記録には影響ありません。\n\
                 \x20 直し方: 使える値は `lines`、`ascii` です。\
                 例: Config(records: \"~/records\", borders: ascii)",
            ),
            (
                "Config(ambiguous: 3)",
                "config.ron:1:20: 注意: この値は使えません。\n\
                 \x20 1 | Config(ambiguous: 3)\n\
                 \x20   |                    ^\n\
                 \x20 意味: 設定ファイルは使わず、標準の設定で動いています。記録には影響ありません。\n\
                 \x20 直し方: 使える値は `auto`（端末に尋ねる）、`1`、`2` です。\
                 例: Config(records: \"~/records\", borders: ascii)",
            ),
            (
                "Config(borders: ascii",
                "config.ron:1:17: 注意: 設定の書き方に誤りがあります。\n\
                 \x20 1 | Config(borders: ascii\n\
                 \x20   |                 ^^^^^\n\
                 \x20 意味: 設定ファイルは使わず、標準の設定で動いています。記録には影響ありません。\n\
                 \x20 直し方: この場所を直してください。例: Config(records: \"~/records\", borders: ascii)",
            ),
        ] {
            assert_eq!(parse("config.ron", text).unwrap_err().to_string(), shown);
        }
    }

    #[test]
    fn a_missing_configuration_is_no_problem_and_an_unreadable_one_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.ron");
        assert_eq!(read(&file, folder.path()), Ok(Config::default()));
        fs::write(&file, b"Config(records: \"\x8b\x4c\")").unwrap();
        let problem = read(&file, folder.path()).unwrap_err();
        assert_eq!(problem.what, "設定ファイルを読めません（UTF-8 の文字ではありません）。");
        let problem = read(folder.path(), folder.path()).unwrap_err();
        assert_eq!(problem.what, "設定ファイルを読めません（普通のファイルではありません）。");
    }

    #[test]
    fn a_path_in_the_configuration_starts_where_the_file_says() {
        let file = Path::new("/home/sato/.config/shingi/config.ron");
        for (written, meant) in [
            ("/srv/記録", "/srv/記録"),
            ("~/記録", "/home/sato/記録"),
            ("記録", "/home/sato/.config/shingi/記録"),
        ] {
            assert_eq!(
                resolve(Path::new(written), file, Path::new("/home/sato")),
                Path::new(meant)
            );
        }
    }
}
