//! What is known of the terminal and the language around it, without asking it anything.

use std::env;

use rustix::{
    stdio::{stdin, stdout},
    termios::{isatty, tcgetwinsize},
};

/// 端末の様子. What the system and the environment say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terminal {
    /// Columns and rows; absent where input or output is no terminal.
    pub size: Option<(u16, u16)>,
    /// `TERM`.
    pub term: String,
    /// What stands between it and the person: `tmux`, `SSH` and the like.
    pub through: Vec<&'static str>,
    /// 文字コード: the locale that counts for letters, with the variable that says so.
    pub locale: Option<(&'static str, String)>,
}

impl Terminal {
    /// The one of this process.
    #[must_use]
    pub fn here() -> Self {
        let said = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let on = isatty(stdin()) && isatty(stdout());
        let size = tcgetwinsize(stdout()).ok().map(|size| (size.ws_col, size.ws_row));
        let through = [
            ("TMUX", "tmux"),
            ("STY", "screen"),
            ("SSH_CONNECTION", "SSH"),
            ("WT_SESSION", "Windows Terminal"),
        ];
        Self {
            size: size.filter(|_| on),
            term: said("TERM").unwrap_or_default(),
            through: through
                .iter()
                .filter(|(name, _)| said(name).is_some())
                .map(|it| it.1)
                .collect(),
            locale: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(|name| said(name).map(|value| (name, value))),
        }
    }

    /// Whether letters are written as UTF-8 here.
    #[must_use]
    pub fn is_utf8(&self) -> bool {
        self.locale.as_ref().is_some_and(|(_, locale)| {
            let locale = locale.to_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }
}
