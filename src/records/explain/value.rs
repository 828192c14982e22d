//! Values that are not of the form their field has.

use std::ops::Range;

use ron::error::Error;

use super::{super::forms::form, Context, Finding, brief};

/// A value that cannot be what its field holds.
pub(super) fn wrong(text: &str, context: &Context, code: &Error) -> Finding {
    let end = text[context.value..].find('\n').map_or(text.len(), |at| context.value + at);
    let rest = text[context.value..end].trim_end();
    // A value on a line of its own ends in a comma; one among others ends at the next field.
    let mut value = rest.trim_end_matches([',', ')', ']']);
    if let Some(next) = next_field(value) {
        value = value[..next].trim_end().trim_end_matches(',');
    }
    let range = context.value..context.value + value.len();
    let Some(field) = context.field else {
        let remedy = "前後の書き方を、ほかのファイルの同じ種類の記録と見比べてください。";
        return Finding::new(context.here.clone(), "この書き方は読めません。", remedy);
    };
    // The vocabulary's own messages are in Japanese; those of libraries are not.
    let what = match code {
        Error::Message(message) if !message.is_ascii() => message.clone(),
        _ => format!("`{field}` の値 `{}` は読めません。", brief(value)),
    };
    let mut remedy = String::new();
    if expects_integer(code) {
        remedy.push_str("半角の数字だけで書きます（桁区切りの `,` や `\"` は付けません）。");
    } else if matches!(code, Error::ExpectedString) {
        remedy.push_str("文字列は `\"` で囲みます。");
    } else if matches!(code, Error::ExpectedArray) {
        remedy.push_str("一つだけでも `[` と `]` で囲みます。");
    } else if matches!(code, Error::ExpectedBoolean) {
        remedy.push_str("`true` か `false` と書きます。");
    }
    if let Some(form) = form(context.owner, field) {
        remedy.push_str("例: `");
        remedy.push_str(form);
        remedy.push('`');
    }
    Finding::new(range, what, remedy)
}

/// Where the next field begins in what stands behind a value on the same line.
fn next_field(rest: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(comma) = rest[from..].find(", ") {
        let at = from + comma;
        let name = rest[at + 2..].split(':').next().unwrap_or_default();
        let is_name = !name.is_empty() && name.chars().all(|c| c == '_' || c.is_ascii_lowercase());
        if is_name && rest[at + 2..].contains(':') {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

fn expects_integer(code: &Error) -> bool {
    matches!(
        code,
        Error::ExpectedInteger
            | Error::IntegerOutOfBounds
            | Error::InvalidIntegerDigit { .. }
            | Error::UnderscoreAtBeginning
            | Error::FloatUnderscore
            | Error::ExpectedFloat
            | Error::SuggestRawIdentifier(_)
            | Error::ExpectedComma
    )
}

/// A backslash with something behind it that means nothing.
pub(super) fn escape(text: &str, context: &Context, span: Range<usize>) -> Finding {
    let string = context.here.start..span.end.max(context.here.start).min(text.len());
    let start = text[string.clone()].rfind('\\').map_or(string.start, |at| string.start + at);
    let rest = &text[start..];
    let length = match rest.find('}') {
        Some(end) if rest.starts_with("\\u{") => end + 1,
        _ => rest.chars().take(2).map(char::len_utf8).sum(),
    };
    let range = start..start + length;
    Finding::new(
        range.clone(),
        format!("`{}` という書き方はありません。", &text[range]),
        "`\\` そのものを書くには `\\\\`、改行は `\\n`、`\"` は `\\\"` と書きます。",
    )
}
