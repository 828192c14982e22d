//! Why a piece of RON cannot be read, in words a user can act on.
//!
//! serde stops where reading becomes impossible, which is often far behind the mistake: a string
//! that is never closed is noticed at the next quotation mark. So the tokens are asked first, and
//! serde's own answer is translated only where they are in order.

mod brackets;
mod context;
mod stray;
mod value;

use std::ops::Range;

use ron::error::{Error, Position, SpannedError};

use self::context::Context;
use super::{
    forms::{form, nearest},
    token::{Kind, Token, tokens},
};

/// What is wrong at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) range: Range<usize>,
    pub(super) what: String,
    pub(super) remedy: String,
}

impl Finding {
    fn new(range: Range<usize>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { range, what: what.into(), remedy: remedy.into() }
    }
}

/// The byte at a line and column as ron counts them: both from 1, columns in characters.
fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 1..position.line {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let mut chars = text[start..].char_indices();
    chars.nth(position.col.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

/// Explains why a text cannot be read.
pub(super) fn explain(text: &str, error: &SpannedError) -> Finding {
    let at = offset(text, error.span.start);
    let end = offset(text, error.span.end).max(at);
    let tokens: Vec<Token> = tokens(text).filter(|token| !token.kind.is_layout()).collect();
    let open_comment = || {
        let open = super::token::tokens(text).find(|token| token.kind == Kind::OpenComment)?;
        Some(Finding::new(
            open.range.start..open.range.start + 2,
            "`/*` で始まる注が閉じられていません。",
            "注の終わりに `*/` を書いてください。",
        ))
    };
    if error.code == Error::ExceededRecursionLimit {
        let range = end.saturating_sub(1)..end;
        let remedy = "`(` や `[` が余分に続いていないか確かめてください。";
        return Finding::new(range, "入れ子（括弧の中の括弧）が深すぎます。", remedy);
    }
    open_comment()
        .or_else(|| stray::runaway_text(text, &tokens))
        .or_else(|| stray::stray(text, &tokens, end))
        .or_else(|| brackets::unbalanced(text, &tokens))
        .unwrap_or_else(|| translate(text, &tokens, &error.code, at..end))
}

/// serde's answer in Japanese, for a text whose tokens are in order.
fn translate(text: &str, tokens: &[Token], code: &Error, span: Range<usize>) -> Finding {
    let context = Context::at(text, tokens, span.start);
    let here = context.here.clone();
    let word = &text[here.clone()];
    match code {
        Error::NoSuchStructField { expected, found, outer } => {
            let owner = outer.as_deref().unwrap_or(context.owner);
            let what = format!("`{owner}` に `{found}` という項目はありません。");
            Finding::new(here, what, instead(found, expected, "項目"))
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let what = match outer.as_deref() {
                Some("File") => format!("`{found}` という種類の記録はありません。"),
                _ => format!("ここに `{found}` とは書けません。"),
            };
            Finding::new(here, what, instead(found, expected, "言葉"))
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            let what = format!("ここには `{expected}(…)` が来ますが、`{found}` とあります。");
            Finding::new(here, what, instead(found, &[expected], "言葉"))
        }
        Error::MissingStructField { field, outer } => {
            let owner = outer.as_deref().unwrap_or(context.owner);
            let what = format!("{}に項目 `{field}` がありません。", context.record(text, owner));
            let remedy = match form(owner, field) {
                Some(form) => format!("書き足してください。例: `{form},`"),
                None => format!("`{field}: …,` と書き足してください。"),
            };
            Finding::new(context.start, what, remedy)
        }
        Error::DuplicateStructField { field, .. } => Finding::new(
            here,
            format!("項目 `{field}` が二度書かれています。"),
            "正しい方を残し、もう一方を消してください。",
        ),
        Error::ExpectedComma if !Context::inside_number(tokens, span.start) => Finding::new(
            context.after,
            "ここに `,` が抜けています。",
            "項目や記録の終わりには `,` を付けてください。",
        ),
        Error::ExpectedMapColon => Finding::new(
            context.after,
            "項目の名前の後ろに `:` がありません。",
            "`名前: 値,` の形で書いてください。",
        ),
        Error::TrailingCharacters => Finding::new(
            here,
            "記録の終わりの後ろに、余分なものが書かれています。",
            "一つのファイルには一つの種類だけを書きます。余分なら消し、別の種類なら別のファイルに\
             分けてください。",
        ),
        Error::InvalidEscape(_) => value::escape(text, &context, span),
        Error::Eof => Finding::new(
            context.after,
            "ファイルが途中で終わっています。",
            "続きを書き足すか、控えに戻してください。",
        ),
        Error::ExpectedIdentifier => Finding::new(
            here.clone(),
            format!("項目の名前が来る所に `{}` があります。", brief(word)),
            "`名前: 値,` の形になっているか、`,` が余分でないかを確かめてください。",
        ),
        code => value::wrong(text, &context, code),
    }
}

/// The remedy for a name that does not exist.
fn instead(found: &str, names: &[&str], kind: &str) -> String {
    match nearest(found, names.iter().copied()) {
        Some(name) => {
            format!("もしかして `{name}` のことですか。そうであれば書き直してください。")
        }
        None => format!("ここに書ける{kind}: {}", names.join("、")),
    }
}

/// The beginning of a text that may be long or of several lines.
fn brief(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut brief: String = line.chars().take(20).collect();
    if brief.len() < text.len() {
        brief.push('…');
    }
    brief
}

#[cfg(test)]
mod tests {
    use ron::error::Span;

    use super::*;

    fn position(line: usize, col: usize) -> Position {
        Position { line, col }
    }

    #[test]
    fn lines_and_columns_count_characters() {
        let text = "一行目\n二行目\n";
        for (line, col, rest) in
            [(1, 1, text), (2, 3, "目\n"), (2, 4, "\n"), (2, 9, ""), (9, 1, "")]
        {
            assert_eq!(&text[offset(text, position(line, col))..], rest, "{line}:{col}");
        }
    }

    #[test]
    fn what_no_kind_of_record_can_bring_about_is_explained_all_the_same() {
        // No record nests that deep, so nothing but the limit itself can tell.
        let span = Span { start: position(1, 1), end: position(1, 3) };
        let error = SpannedError { code: Error::ExceededRecursionLimit, span };
        assert_eq!(explain("((((", &error).what, "入れ子（括弧の中の括弧）が深すぎます。");
    }
}
