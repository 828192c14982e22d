//! Brackets that do not come in pairs.
//!
//! Which of them is to blame cannot be seen from the pairs alone: the layout tells. A bracket is
//! closed either on its own line or at the beginning of a line that is indented as its own is.

use super::{
    super::token::{Kind, Token},
    Finding,
};

/// The bracket that spoils the balance, if it is spoilt.
pub(super) fn unbalanced(text: &str, tokens: &[Token]) -> Option<Finding> {
    let mut open: Vec<usize> = Vec::new();
    let mut suspect = None;
    for token in tokens {
        match token.kind {
            Kind::Open => open.push(token.range.start),
            Kind::Close => {
                let Some(start) = open.pop() else {
                    // One too many: the first that stands where the layout has none, else this.
                    return Some(suspect.unwrap_or_else(|| surplus(text, token.range.start)));
                };
                let fits = pair(text, start) == text[token.range.clone()].chars().next();
                if !fits {
                    return Some(suspect.unwrap_or_else(|| unclosed(text, start)));
                }
                if suspect.is_none() {
                    suspect = misplaced(text, start, token.range.start);
                }
            }
            _ => {}
        }
    }
    let last = open.pop()?;
    Some(suspect.unwrap_or_else(|| unclosed(text, last)))
}

/// What the layout says about a pair that closes, but not where it should.
fn misplaced(text: &str, open: usize, close: usize) -> Option<Finding> {
    if !text[open..close].contains('\n') {
        return None;
    }
    let (open_indent, _) = indent(text, open);
    let (close_indent, leads) = indent(text, close);
    if !leads {
        return Some(surplus(text, close));
    }
    (close_indent < open_indent).then(|| unclosed(text, open))
}

/// How far the line of a byte is indented, and whether the byte is the first thing on it.
fn indent(text: &str, at: usize) -> (usize, bool) {
    let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..];
    let indent = line.len() - line.trim_start_matches(' ').len();
    let before = &text[..at];
    let leads = before[before.rfind('\n').map_or(0, |end| end + 1)..].trim().is_empty();
    (indent, leads)
}

fn pair(text: &str, open: usize) -> Option<char> {
    match text.as_bytes().get(open)? {
        b'(' => Some(')'),
        b'[' => Some(']'),
        b'{' => Some('}'),
        _ => None,
    }
}

fn unclosed(text: &str, open: usize) -> Finding {
    let close = pair(text, open).unwrap_or(')');
    Finding::new(
        open..open + 1,
        format!("ここで開いた `{}` が閉じられていません。", &text[open..=open]),
        format!("対応する `{close}` を書いてください。"),
    )
}

fn surplus(text: &str, close: usize) -> Finding {
    Finding::new(
        close..close + 1,
        format!("`{}` が余分です。", &text[close..=close]),
        "開く括弧と閉じる括弧の数を合わせてください。",
    )
}
