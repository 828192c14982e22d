//! What kind of writing a character of a key is: words begin where the kind changes.

/// The kind of a key's character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Kanji,
    Kana,
    Letter,
    Digit,
    Other,
}

impl Script {
    /// The kind of a character.
    pub fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            'ぁ'..='ゞ' | 'ー' => Self::Kana,
            '々' | '〆' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Self::Kanji,
            c if c.is_alphabetic() => Self::Letter,
            _ => Self::Other,
        }
    }
}
