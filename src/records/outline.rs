//! Where the parts of a record file stand: the items of its list, and the fields of an item.
//!
//! Works on tokens alone, so it holds for a text that is only half right. Parts are found by
//! going down from a value to its children, one level a call: nothing here recurses.

use std::ops::Range;

use super::token::{Kind, Token, tokens, words};

/// One part of a value in brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// The field's name; absent in a list.
    pub(super) name: Option<&'a str>,
    /// The bytes of the value, without name and comma.
    pub(super) value: Range<usize>,
}

/// The parts between the first brackets of a value: fields of a struct, items of a list.
///
/// A bracket that is never closed closes at the end of the value.
pub(super) fn parts(text: &str, value: Range<usize>) -> Vec<Part<'_>> {
    let Some(inside) = text.get(value.clone()) else { return Vec::new() };
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut name = None;
    // The part that is being read: where it began, and where its last token ended.
    let mut open: Option<Range<usize>> = None;
    for Token { kind, range } in tokens(inside) {
        if kind.is_layout() {
            continue;
        }
        let at = value.start + range.start..value.start + range.end;
        let (inner, outermost) = (depth > 0, depth == 1);
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = (outermost && kind == Kind::Comma) || (depth == 0 && kind == Kind::Close);
        if ends {
            parts.extend(open.take().map(|value| Part { name, value }));
            name = None;
            if depth == 0 {
                break;
            }
        } else if outermost && kind == Kind::Colon && name.is_none() {
            // What stood before the colon was the name.
            name = open.take().map(|range| &text[range]);
        } else if inner {
            open = Some(open.map_or(at.start, |open| open.start)..at.end);
        }
    }
    parts.extend(open.map(|value| Part { name, value }));
    parts
}

/// The value that a path such as `years.0.small.count` leads to, from a value downwards.
///
/// As far as the path can be followed: a field that is not written stands at its record.
pub(super) fn descend(text: &str, value: Range<usize>, path: &str) -> Range<usize> {
    let mut at = value;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let parts = parts(text, at.clone());
        let found = match step.parse::<usize>() {
            Ok(index) => parts.get(index),
            Err(_) => parts.iter().find(|part| part.name == Some(step)),
        };
        match found {
            Some(part) => at = part.value.clone(),
            None => return first_word(text, at),
        }
    }
    // A whole record would underline its first line to the end; its name says as much.
    if text[at.clone()].contains('\n') { first_word(text, at) } else { at }
}

/// The first token of a value.
pub(super) fn first_word(text: &str, value: Range<usize>) -> Range<usize> {
    match text.get(value.clone()).and_then(|inside| words(inside).next()) {
        Some(token) => value.start + token.range.start..value.start + token.range.end,
        None => value,
    }
}

/// The tag of a file, `Programs` for instance, and its bytes.
pub(super) fn tag(text: &str) -> Option<Range<usize>> {
    words(text).next().filter(|token| token.kind == Kind::Word).map(|token| token.range)
}

/// The whole value of a file, from its tag on.
pub(super) fn top(text: &str) -> Range<usize> {
    tag(text).map_or(0, |tag| tag.start)..text.len()
}

/// The items of the list that a file holds in one field.
///
/// Reads the text once, and no further than the end of the list.
pub(super) fn items(text: &str, field: &str) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    let mut name = None;
    for Token { kind, range } in words(text) {
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            Kind::Word => name = Some(&text[range]),
            Kind::Colon if depth == 1 && name == Some(field) => {
                let list = parts(text, range.end..text.len());
                return list.into_iter().map(|part| part.value).collect();
            }
            _ => {}
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"// 事業
Programs(
    source: "a, b", // ( unbalanced in a comment
    entries: [
        Entry(program: "一", listed: Listing(area: "x/1", number: 3), results: ["い", "ろ",]),
        Entry(
            program: "二",
        ),
    ],
)
"#;

    #[test]
    fn items_of_the_list_are_found() {
        let items = items(TEXT, "entries");
        assert_eq!(items.len(), 2);
        assert!(TEXT[items[0].clone()].starts_with("Entry(program: \"一\""));
        assert!(TEXT[items[1].clone()].ends_with("\"二\",\n        )"));
        assert_eq!(super::items(TEXT, "opinions"), []);
    }

    #[test]
    fn a_path_leads_to_its_value_or_as_far_as_it_can() {
        for (path, found) in [
            ("source", "\"a, b\""),
            ("entries.0.listed.number", "3"),
            ("entries.0.results.1", "\"ろ\""),
            ("entries.1.program", "\"二\""),
            ("entries.1", "Entry"),
            ("entries.1.settled.thousand_yen", "Entry"),
            ("", "Programs"),
        ] {
            assert_eq!(&TEXT[descend(TEXT, top(TEXT), path)], found, "{path}");
        }
    }

    #[test]
    fn half_a_text_has_half_an_outline() {
        for end in (0..TEXT.len()).filter(|end| TEXT.is_char_boundary(*end)) {
            let items = items(&TEXT[..end], "entries");
            assert!(items.len() <= 2 && items.iter().all(|item| item.end <= end), "{end}");
        }
    }
}
