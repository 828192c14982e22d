//! Characters that do not belong: fullwidth signs, invisible ones, a quotation mark too few.

use super::{
    super::token::{Kind, Token},
    Finding,
};

/// A string that runs over the end of its line into what was meant to follow it.
///
/// Right text may hold line feeds in strings; then a comma or bracket follows the closing mark.
pub(super) fn runaway_text(text: &str, tokens: &[Token]) -> Option<Finding> {
    let runaway = tokens.iter().enumerate().find(|(index, token)| match token.kind {
        Kind::OpenText => true,
        Kind::Text => {
            let next = tokens.get(index + 1).map(|token| token.kind);
            let goes_on = !matches!(next, None | Some(Kind::Comma | Kind::Close));
            goes_on && text[token.range.clone()].contains('\n')
        }
        _ => false,
    });
    let (_, token) = runaway?;
    let line =
        text[token.range.clone()].find('\n').map_or(token.range.end, |at| token.range.start + at);
    Some(Finding::new(
        token.range.start..line,
        "ここで始まる文字列が閉じられていません。",
        "文字列の終わりに `\"` を書いてください。",
    ))
}

/// The first character that has no meaning in RON, where it is what stopped the reading.
pub(super) fn stray(text: &str, tokens: &[Token], end: usize) -> Option<Finding> {
    let token = tokens.iter().find(|token| token.kind == Kind::Stray)?;
    let c = text[token.range.clone()].chars().next()?;
    if token.range.start > end {
        return None;
    }
    let range = token.range.clone();
    if crate::shown::is_dangerous(c) {
        let what = format!("見えない文字 U+{:04X} があります。", u32::from(c));
        let remedy = "この位置の文字を消し、打ち直してください。";
        return Some(Finding::new(range, what, remedy));
    }
    if c.is_whitespace() {
        return Some(Finding::new(
            range,
            format!("全角などの空白 U+{:04X} があります。", u32::from(c)),
            "半角の空白に直してください。全角の空白は `\"…\"` の中でだけ使えます。",
        ));
    }
    if let Some(half) = halfwidth(c) {
        return Some(Finding::new(
            range,
            format!("全角の記号 `{c}` です。"),
            format!("半角の `{half}` に直してください。"),
        ));
    }
    Some(Finding::new(
        range,
        format!("ここに `{c}` は書けません。"),
        "消すか、文であれば `\"…\"` で囲んでください。",
    ))
}

/// The halfwidth sign that was meant.
fn halfwidth(c: char) -> Option<char> {
    Some(match c {
        '“' | '”' | '„' | '″' | '〝' | '〟' | '「' | '」' => '"',
        '‘' | '’' | '′' => '\'',
        '、' => ',',
        '。' => '.',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '−' | '△' | '▲' | '―' | '–' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => return None,
    })
}
