//! A key as the program knows it: no terminal, no encoding.

use unicode_normalization::UnicodeNormalization;

/// キー. One press, with the modifiers that matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
}

/// Which key was pressed. Shift is part of the character, or makes Tab a `BackTab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names are those on the keyboard")]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// A key pressed alone.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false }
    }

    /// A letter pressed with Ctrl.
    #[must_use]
    pub const fn ctrl(letter: char) -> Self {
        Self { code: Code::Char(letter), ctrl: true }
    }

    /// The key a command is meant by: with the IME on, `ｊ` and `／` arrive for `j` and `/`.
    #[must_use]
    pub fn folded(self) -> Self {
        let Code::Char(c) = self.code else { return self };
        let mut folded = c.nfkc();
        match (folded.next(), folded.next()) {
            (Some(half), None) => Self { code: Code::Char(half), ..self },
            _ => self,
        }
    }

    /// Whether the key is Japanese text: the IME was left on. Signs and kanji come out of it too.
    #[must_use]
    pub fn is_japanese(self) -> bool {
        matches!(
            self.code,
            Code::Char(
                '\u{3001}'..='\u{30ff}'
                | '\u{3400}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{ff61}'..='\u{ff9f}'
                | '\u{20000}'..='\u{3ffff}',
            )
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_keys_mean_what_half_width_ones_do() {
        for (typed, meant) in
            [('ｊ', 'j'), ('／', '/'), ('１', '1'), ('？', '?'), ('　', ' '), ('j', 'j')]
        {
            assert_eq!(Key::plain(Code::Char(typed)).folded(), Key::plain(Code::Char(meant)));
        }
        for typed in ['あ', 'ﾅ', '亜', '。', '「', 'ー'] {
            assert!(Key::plain(Code::Char(typed)).is_japanese(), "{typed}");
        }
        for typed in [Code::Char('ｊ'), Code::Char('　'), Code::Char('é'), Code::Esc] {
            assert!(!Key::plain(typed).is_japanese(), "{typed:?}");
        }
    }
}
