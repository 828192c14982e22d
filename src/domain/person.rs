//! Who says something.

use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

/// 記入者. The login of the person at the keyboard, or the name given with `--as`.
///
/// It names the person's journal file too, so it is a plain file name: no path, no hidden file, no
/// control character, at most 64 bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Person(Arc<str>);

impl Person {
    /// Somebody without a name, who can read but not write.
    #[must_use]
    pub fn nobody() -> Self {
        Self("nobody".into())
    }

    /// What every proposal of the first draft says of itself, wherever it is shown.
    pub const OF_DRAFT: &str = "案（公表資料から作成。市の見解ではない）";

    /// Whether it is nobody at all, but the first draft that comes with the record.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        *self.0 == *"draft"
    }

    /// The name as it stands in the journal.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Person {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '+');
        let name = text.trim();
        let usable = !name.is_empty() && name.len() <= 64 && !name.starts_with('.');
        if !usable || !name.chars().all(plain) {
            return Err(format!(
                "記入者の名前 `{}` は使えません。文字・数字と - _ . @ + で、64バイトまでで書きます。",
                name.escape_debug()
            ));
        }
        // The journal leaves such files aside.
        if name.contains("sync-conflict") {
            return Err(format!(
                "記入者の名前 `{name}` は使えません。sync-conflict の入る名前は、同期でできた写しと\
                 区別できません。"
            ));
        }
        Ok(Self(name.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_a_plain_file_name() {
        for name in ["sato", "山田", "k.suzuki", "user@city", " sato "] {
            assert!(name.parse::<Person>().is_ok(), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "../sato",
            "a/b",
            ".sato",
            "a\nb",
            "a b",
            "sync-conflict",
            "a.sync-conflict-1",
            &"あ".repeat(22),
        ] {
            assert!(name.parse::<Person>().is_err(), "{name:?}");
        }
    }
}
