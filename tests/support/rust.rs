//! Rust source as far as the rules of the architecture need it: words without comments, strings and
//! tests, and the paths they form.

/// A word or a sign of the source, with the line it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// From 1.
    pub line: usize,
    /// The word, `::`, or one other sign.
    pub text: String,
}

/// The tokens of a source that are neither comment nor literal nor test.
pub fn tokens(source: &str) -> Vec<Token> {
    without_tests(&all_tokens(source))
}

/// Every path of two words or more, groups written out: `use a::{b, c::d}` is `a::b` and `a::c::d`.
pub fn paths(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if is_word(&tokens[at].text) {
            tree(tokens, at, &mut Vec::new(), &mut found)
        } else {
            at + 1
        };
    }
    found.retain(|(_, path)| path.len() > 1);
    found
}

fn tree(
    tokens: &[Token],
    at: usize,
    path: &mut Vec<String>,
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let before = path.len();
    path.push(tokens[at].text.clone());
    let mut next = at + 1;
    if text(next) == "::" && is_word(text(next + 1)) {
        next = tree(tokens, next + 1, path, found);
    } else if text(next) == "::" && text(next + 1) == "{" {
        next += 2;
        while next < tokens.len() && text(next) != "}" {
            next = if is_word(text(next)) { tree(tokens, next, path, found) } else { next + 1 };
        }
        next += 1;
    } else {
        found.push((tokens[at].line, path.clone()));
    }
    path.truncate(before);
    next
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Leaves out what `#[cfg(test)]` stands before.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let here = &tokens[at..];
        if here.len() >= TEST.len() && here.iter().zip(TEST).all(|(token, text)| token.text == text)
        {
            at = end_of_item(tokens, at + TEST.len());
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Behind the `;` or the `}` that ends an item.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "}" if depth <= 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn all_tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut rest, mut line) = (source, 1);
    while let Some(first) = rest.chars().next() {
        let length = if let Some(length) = nothing(rest) {
            length
        } else {
            let length = if is_word(rest) {
                rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            tokens.push(Token { line, text: rest[..length].to_owned() });
            length
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length of a blank, a comment or a literal at the start.
fn nothing(rest: &str) -> Option<usize> {
    if rest.starts_with(char::is_whitespace) {
        return Some(rest.len() - rest.trim_start().len());
    }
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    for prefix in ["r", "br", "cr"] {
        let Some(raw) = rest.strip_prefix(prefix) else { continue };
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = prefix.len() + hashes + 1;
            return Some(rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len()));
        }
    }
    let unprefixed = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let prefix = rest.len() - unprefixed.len();
    match unprefixed.chars().next()? {
        '"' => Some(prefix + quoted(unprefixed, '"')),
        '\'' if unprefixed[1..].starts_with('\\') || unprefixed.chars().nth(2) == Some('\'') => {
            Some(prefix + quoted(unprefixed, '\''))
        }
        _ => None,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}
