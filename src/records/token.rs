//! RON cut into tokens, white space and comments included: together they are the whole text.
//!
//! serde says that something is wrong; only the tokens say where things begin and end, also in a
//! text that cannot be read. Nothing is judged here: what fits nowhere is a [`Kind::Stray`].

use std::ops::Range;

use memchr::memchr2;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space, as RON understands it: not the fullwidth space.
    Space,
    /// `// …` up to the end of the line, or `/* … */`, which may hold others.
    Comment,
    /// `/*` that nothing closes; it runs to the end of the text.
    OpenComment,
    /// A name: `Entry`, `program`, `true`.
    Word,
    /// Digits and what may stand in a number: `-12`, `1_000`, `1.5`.
    Number,
    /// `"…"` or `r#"…"#`.
    Text,
    /// A quotation mark that nothing closes; the token runs to the end of the text.
    OpenText,
    /// `'…'`.
    Char,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// One character that has no meaning in RON.
    Stray,
}

impl Kind {
    /// Whether the token only separates others.
    pub(super) fn is_layout(self) -> bool {
        matches!(self, Self::Space | Self::Comment | Self::OpenComment)
    }
}

/// One token and the bytes it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of a text, one after another.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

/// Cuts a text into tokens.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The same without white space and comments.
pub(super) fn words(text: &str) -> impl Iterator<Item = Token> + '_ {
    tokens(text).filter(|token| !token.kind.is_layout())
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        let (kind, length) = first(rest)?;
        let range = self.at..self.at + length;
        self.at = range.end;
        Some(Token { kind, range })
    }
}

/// Kind and length of the token a text begins with.
fn first(text: &str) -> Option<(Kind, usize)> {
    let bytes = text.as_bytes();
    let kind = match bytes.first()? {
        b'"' => return Some(quoted(text, 0)),
        b'(' | b'[' | b'{' => Kind::Open,
        b')' | b']' | b'}' => Kind::Close,
        b',' => Kind::Comma,
        b':' => Kind::Colon,
        b'/' => return Some(comment(text)),
        b'\'' => return Some(character(text)),
        b'0'..=b'9' | b'+' | b'-' | b'.' => {
            return Some((Kind::Number, length_of(text, is_in_number)));
        }
        b'r' | b'b' => return Some(prefixed(text)),
        _ => {
            let c = text.chars().next()?;
            return Some(match c {
                c if is_space(c) => (Kind::Space, length_of(text, is_space)),
                c if is_in_word(c) => (Kind::Word, length_of(text, is_in_word)),
                c => (Kind::Stray, c.len_utf8()),
            });
        }
    };
    Some((kind, 1))
}

fn length_of(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r' | '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
}

fn is_in_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

fn is_in_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

/// A string from its opening quotation mark at `from` on.
fn quoted(text: &str, from: usize) -> (Kind, usize) {
    let bytes = text.as_bytes();
    let mut at = from + 1;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes[at] == b'"' {
            return (Kind::Text, at + 1);
        }
        at += 2;
    }
    (Kind::OpenText, text.len())
}

/// What begins with `r` or `b`: a raw or byte string, or simply a name.
fn prefixed(text: &str) -> (Kind, usize) {
    let letters = text.len() - text.trim_start_matches(['r', 'b']).len();
    let rest = &text[letters..];
    let raw = text[..letters].ends_with('r');
    if letters <= 2 && rest.starts_with('"') && !raw {
        return quoted(text, letters);
    }
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    if letters <= 2 && raw && rest[hashes..].starts_with('"') {
        let body = letters + hashes + 1;
        let end = format!("\"{}", "#".repeat(hashes));
        return match text[body..].find(&end) {
            Some(at) => (Kind::Text, body + at + end.len()),
            None => (Kind::OpenText, text.len()),
        };
    }
    (Kind::Word, length_of(text, is_in_word))
}

fn comment(text: &str) -> (Kind, usize) {
    if text.starts_with("//") {
        return (Kind::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return (Kind::Stray, 1);
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        match &text.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return (Kind::Comment, at);
        }
    }
    (Kind::OpenComment, text.len())
}

/// `'x'`, `'\n'`, `'\u{3042}'`; any other apostrophe is stray.
fn character(text: &str) -> (Kind, usize) {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let end = text[2..].char_indices().skip(1).find(|(at, c)| *c == '\'' || *at > 12);
            match end {
                Some((at, '\'')) => (Kind::Char, 2 + at + 1),
                _ => (Kind::Stray, 1),
            }
        }
        Some((_, c)) if c != '\'' => match chars.next() {
            Some((at, '\'')) => (Kind::Char, at + 1),
            _ => (Kind::Stray, 1),
        },
        _ => (Kind::Stray, 1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind::*, *};

    #[test]
    fn every_kind_of_token_is_told_apart() {
        for (text, expected) in [
            ("Entry(program: \"a\")", &[Word, Open, Word, Colon, Space, Text, Close][..]),
            ("事業 // 注\n-12,", &[Word, Space, Comment, Space, Number, Comma]),
            ("/* a /* b */ \" */[", &[Comment, Open]),
            ("/* a /* b */", &[OpenComment]),
            (r#""a\"b" "\\" "c"#, &[Text, Space, Text, Space, OpenText]),
            ("\"一\n二\"", &[Text]),
            (
                r##"r"\" r#"a"b"# br"x" b"\"" r#"a"##,
                &[Text, Space, Text, Space, Text, Space, Text, Space, OpenText],
            ),
            ("r rb bar", &[Word, Space, Word, Space, Word]),
            (
                r"'x' '\n' '\u{3042}' '\'' 'あ' 'ab",
                &[Char, Space, Char, Space, Char, Space, Char, Space, Char, Space, Stray, Word],
            ),
            ("1_000 1.5 +3 0x1F", &[Number, Space, Number, Space, Number, Space, Number]),
            ("（：”\u{3000}\u{200b}/#", &[Stray, Stray, Stray, Stray, Stray, Stray, Stray]),
        ] {
            let kinds: Vec<_> = tokens(text).map(|token| token.kind).collect();
            assert_eq!(kinds, expected, "{text}");
        }
    }

    #[test]
    fn a_million_nested_comments_need_no_stack() {
        let text = format!("{}{}", "/*".repeat(1_000_000), "*/".repeat(1_000_000));
        assert_eq!(tokens(&text).count(), 1);
    }

    proptest! {
        #[test]
        fn the_tokens_of_any_text_are_the_whole_text(
            text in r#"([()\[\],:"'\\/*#rb \n（\u{3000}あ1a]|\PC){0,60}"#
        ) {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert_eq!(token.range.start, end);
                prop_assert!(token.range.end > end);
                prop_assert!(text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
