//! Closed lists of words.

/// A closed list of words that are the same in code, journal, command line and screen.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$item])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every word, in the order of the choice on screen.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word itself.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The next word, round and round.
            #[must_use]
            pub fn next(self) -> Self {
                let at = Self::ALL.iter().position(|word| *word == self).unwrap_or_default();
                Self::ALL[(at + 1) % Self::ALL.len()]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                Self::ALL.iter().copied().find(|word| word.word() == text.trim()).ok_or_else(|| {
                    let words: Vec<_> = Self::ALL.iter().map(|word| word.word()).collect();
                    format!("`{text}` ではなく、{} のどれかを書きます。", words.join("・"))
                })
            }
        }
    };
}

pub(crate) use words;
