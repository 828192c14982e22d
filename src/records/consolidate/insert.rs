//! Puts items into the list of a file, before its closing bracket, and touches nothing else.

use crate::records::token::{Kind, Token, words};

/// The text with items at the end of a list of its record; `None` where there is no such list.
///
/// Each item is whole lines, set in as the layout has it and ending in a comma.
pub(super) fn insert(text: &str, list: &str, items: &[String]) -> Option<String> {
    let (tail, close) = end_of(text, list)?;
    let comma = matches!(tail.kind, Kind::Comma | Kind::Open);
    let line = text[..close].rfind('\n').map_or(0, |at| at + 1);
    let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let items = items.concat().replace('\n', feed);
    // A bracket alone on its line keeps its line; any other is given one.
    let alone =
        text[line..close].chars().all(|c| matches!(c, ' ' | '\t')) && line >= tail.range.end;
    let (at, before, behind) =
        if alone { (line, "", String::new()) } else { (close, feed, "    ".to_owned()) };
    let mut after = String::with_capacity(text.len() + items.len() + 8);
    after.push_str(&text[..tail.range.end]);
    after.push_str(if comma { "" } else { "," });
    after.push_str(&text[tail.range.end..at]);
    after.push_str(before);
    after.push_str(&items);
    after.push_str(&behind);
    after.push_str(&text[at..]);
    Some(after)
}

/// The last token of a list but its closing bracket, and where that stands.
fn end_of(text: &str, list: &str) -> Option<(Token, usize)> {
    let mut depth = 0_usize;
    let mut before: [Option<Token>; 2] = [None, None];
    let mut inside = false;
    for token in words(text) {
        match token.kind {
            Kind::Open => {
                depth += 1;
                let named = matches!(&before, [Some(name), Some(colon)]
                    if colon.kind == Kind::Colon && text[name.range.clone()] == *list);
                inside |= depth == 2 && named;
            }
            Kind::Close if inside && depth == 2 => {
                let [_, tail] = before;
                return Some((tail?, token.range.start));
            }
            Kind::Close => depth = depth.checked_sub(1)?,
            _ => {}
        }
        let [_, tail] = before;
        before = [tail, Some(token)];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_before_the_bracket_whatever_stands_there() {
        for (text, expected) in [
            ("S(s: \"]\", l: [])", "S(s: \"]\", l: [\n        A(),\n    ])"),
            ("S(l: [B()])", "S(l: [B(),\n        A(),\n    ])"),
            ("S(l: [B(),])", "S(l: [B(),\n        A(),\n    ])"),
            (
                "S(\n    l: [\n        B(),\n    ],\n)",
                "S(\n    l: [\n        B(),\n        A(),\n    ],\n)",
            ),
            (
                "S(\n  l: [\n  B() // ] 注\n  ],\n)",
                "S(\n  l: [\n  B(), // ] 注\n        A(),\n  ],\n)",
            ),
            ("S(l: [ /* 空 */ ])", "S(l: [ /* 空 */ \n        A(),\n    ])"),
            ("S(\r\n    l: [\r\n    ],\r\n)", "S(\r\n    l: [\r\n        A(),\r\n    ],\r\n)"),
            ("S(m: [l], l: [B(l: [])])", "S(m: [l], l: [B(l: []),\n        A(),\n    ])"),
        ] {
            let after = insert(text, "l", &["        A(),\n".to_owned()]);
            assert_eq!(after.as_deref(), Some(expected), "{text}");
        }
        for text in ["S(m: [])", "S(l: [", "", "S(a: T(l: []))"] {
            assert_eq!(insert(text, "l", &[String::new()]), None, "{text}");
        }
    }
}
