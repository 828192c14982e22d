//! 写し: what the person copies, to the clipboard of the terminal they sit at, however far away it is.
//!
//! A terminal is told by OSC 52 and never answers: some do not know it, some are set to refuse it.
//! So the text also lies in a file, which the notice names.

use std::{env, fs, io::Write, path::PathBuf};

use crossterm::{Command, clipboard::CopyToClipboard};
use etcetera::{BaseStrategy, choose_base_strategy};

use super::guard::Tty;
use crate::problem::{Problem, Severity, reason};

/// The most bytes of a sequence: more is thrown away by terminals, or takes a slow line too long.
const MOST: usize = 64 * 1024;

/// GNU screen forgets what is longer.
const PIECE: usize = 400;

/// 経路. What stands between the program and the terminal, as the environment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Nothing that is known.
    Direct,
    /// tmux, which takes it itself or lets it through, as it is set.
    Tmux,
    /// GNU screen, which lets pieces through.
    Screen,
    /// The console of Linux, which has no clipboard.
    Nowhere,
}

impl Route {
    /// The one of this process.
    #[must_use]
    pub fn here() -> Self {
        let has = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
        match env::var("TERM").unwrap_or_default().as_str() {
            _ if has("TMUX") => Self::Tmux,
            _ if has("STY") => Self::Screen,
            "linux" | "dumb" => Self::Nowhere,
            _ => Self::Direct,
        }
    }

    /// How a copy goes, in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Direct => "端末へ",
            Self::Tmux => "tmux 経由",
            Self::Screen => "screen 経由",
            Self::Nowhere => "ファイルへ",
        }
    }

    /// What is sent; nothing where nobody would take it.
    fn sequence(self, text: &str) -> Option<Vec<u8>> {
        let mut sequence = String::new();
        CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence).ok()?;
        if sequence.len() > MOST {
            return None;
        }
        match self {
            Self::Direct => Some(sequence.into_bytes()),
            // Which of the two counts depends on `set-clipboard` and `allow-passthrough`.
            Self::Tmux => {
                let doubled = sequence.replace('\x1b', "\x1b\x1b");
                Some(format!("{sequence}\x1bPtmux;{doubled}\x1b\\").into_bytes())
            }
            Self::Screen => {
                // Its own end mark inside would end the piece.
                let sequence = sequence.replace("\x1b\\", "\x07");
                let pieces = sequence.as_bytes().chunks(PIECE);
                Some(pieces.flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect())
            }
            Self::Nowhere => None,
        }
    }
}

/// Copies a harmless text; says which way it went.
///
/// # Errors
///
/// Where neither the terminal nor a file takes it.
pub fn copy(text: &str, name: &str) -> Result<String, Box<Problem>> {
    let route = Route::here();
    let sent = route.sequence(text).is_some_and(|bytes| Tty.write_all(&bytes).is_ok());
    let kept = keep(text);
    match (sent, kept) {
        (true, Ok(file)) => {
            Ok(format!("写しました（{}。貼れなければ {file}）: {name}", route.words()))
        }
        (true, Err(why)) => {
            Ok(format!("写しました（{}。断られることもあります。控えなし: {why}）", route.words()))
        }
        (false, Ok(file)) => Ok(format!("写しました（端末には送れません。{file}）: {name}")),
        (false, Err(why)) => Err(Box::new(Problem::new(
            Severity::Warning,
            format!("写せませんでした（{why}）。"),
            "クリップボードもファイルも、前のままです。",
            "E でファイルに書き出せます。",
        ))),
    }
}

/// The file of the last copy; nothing when there is no home folder.
#[must_use]
pub fn file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.state_dir()?.join("shingi/copy.txt"))
}

/// Keeps the text for the person alone, and gives back where, as people write it.
fn keep(text: &str) -> Result<String, String> {
    let file = file().ok_or("ホームフォルダーがありません")?;
    let done = || {
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        let fresh = file.with_extension(format!("{}.new", std::process::id()));
        // What a copy that was cut short left behind.
        let _ = fs::remove_file(&fresh);
        private(&fresh)?.write_all(format!("{text}\n").as_bytes())?;
        fs::rename(&fresh, &file)
    };
    done().map_err(|error| reason(&error).clone())?;
    Ok(short(&file))
}

fn private(file: &std::path::Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// `~/…` for what lies in the home folder.
#[must_use]
pub fn short(file: &std::path::Path) -> String {
    let home = choose_base_strategy().ok().map(|folders| folders.home_dir().to_owned());
    let below = home.as_ref().and_then(|home| file.strip_prefix(home).ok());
    below.map_or_else(|| file.display().to_string(), |below| format!("~/{}", below.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_gets_what_it_lets_through() {
        let sent = |route: Route, text| String::from_utf8(route.sequence(text).unwrap()).unwrap();
        assert_eq!(sent(Route::Direct, "審議"), "\x1b]52;c;5a+p6K2w\x1b\\");
        assert_eq!(
            sent(Route::Tmux, "審議"),
            "\x1b]52;c;5a+p6K2w\x1b\\\x1bPtmux;\x1b\x1b]52;c;5a+p6K2w\x1b\x1b\\\x1b\\"
        );
        assert_eq!(sent(Route::Screen, "審議"), "\x1bP\x1b]52;c;5a+p6K2w\x07\x1b\\");
        let pieces = sent(Route::Screen, &"審".repeat(400));
        assert!(pieces.split("\x1b\\").all(|piece| piece.len() <= PIECE + 2), "{pieces}");
        let whole: String = pieces.replace("\x1b\\", "").replace("\x1bP", "");
        assert!(whole.starts_with("\x1b]52;c;") && whole.ends_with('\x07'));
        assert_eq!(Route::Nowhere.sequence("審議"), None);
    }

    #[test]
    fn what_no_terminal_takes_is_not_sent() {
        assert!(Route::Direct.sequence(&"a".repeat(48 * 1024 - 20)).is_some());
        assert!(Route::Direct.sequence(&"a".repeat(48 * 1024 + 1)).is_none());
    }
}
