//! Which styles the screens are drawn in. What they are is the business of what draws.

use std::{fmt, str::FromStr};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

/// 配色.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// 標準, on a dark background.
    #[default]
    Standard,
    /// 標準, on a light background.
    StandardLight,
    /// 高コントラスト, on a dark background.
    Contrast,
    /// 高コントラスト, on a light background.
    ContrastLight,
    /// 色覚対応, on a dark background: blue and orange.
    Safe,
    /// 色覚対応, on a light background.
    SafeLight,
    /// 白黒: no colour at all.
    Mono,
}

impl Look {
    /// Every one, in the order they are offered in.
    pub const ALL: [Self; 7] = [
        Self::Standard,
        Self::StandardLight,
        Self::Contrast,
        Self::ContrastLight,
        Self::Safe,
        Self::SafeLight,
        Self::Mono,
    ];

    /// What people call it, and type on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "標準",
            Self::StandardLight => "標準-明",
            Self::Contrast => "高コントラスト",
            Self::ContrastLight => "高コントラスト-明",
            Self::Safe => "色覚対応",
            Self::SafeLight => "色覚対応-明",
            Self::Mono => "白黒",
        }
    }

    /// What the configuration calls it.
    #[must_use]
    pub fn setting(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::StandardLight => "standard_light",
            Self::Contrast => "contrast",
            Self::ContrastLight => "contrast_light",
            Self::Safe => "safe",
            Self::SafeLight => "safe_light",
            Self::Mono => "mono",
        }
    }

    /// What it is for.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Standard => "暗い背景（端末の16色）",
            Self::StandardLight => "明るい背景（端末の16色）",
            Self::Contrast => "暗い背景で、はっきりと",
            Self::ContrastLight => "明るい背景で、はっきりと",
            Self::Safe => "暗い背景で、青と橙だけ",
            Self::SafeLight => "明るい背景で、青と橙だけ",
            Self::Mono => "色を使わず、太字・下線・反転だけ",
        }
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Look {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let plain = |text: &str| {
            let joints = |c: &char| !matches!(c, '-' | '_' | ' ' | '・' | '‐' | 'ー' | '−');
            text.nfkc().filter(joints).collect::<String>().to_lowercase()
        };
        let typed = plain(typed);
        let mut all = Self::ALL.into_iter();
        all.find(|look| [look.word(), look.setting()].map(plain).contains(&typed)).ok_or_else(
            || {
                let words = Self::ALL.map(Self::word).join("・");
                format!("{words} のどれかを書きます。")
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_understood_however_it_is_written() {
        for (typed, look) in [
            ("標準", Look::Standard),
            ("標準・明", Look::StandardLight),
            ("標準－明", Look::StandardLight),
            ("高コントラスト-明", Look::ContrastLight),
            ("safe", Look::Safe),
            ("Safe-Light", Look::SafeLight),
            ("ｍｏｎｏ", Look::Mono),
        ] {
            assert_eq!(typed.parse(), Ok(look), "{typed}");
        }
        assert!("虹色".parse::<Look>().unwrap_err().starts_with("標準・標準-明・"));
        for look in Look::ALL {
            assert_eq!(look.word().parse(), Ok(look));
            assert_eq!(look.setting().parse(), Ok(look));
        }
    }
}
