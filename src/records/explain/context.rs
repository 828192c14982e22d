//! What stands around a place: the record it is in, the field, the value.

use std::ops::Range;

use super::{
    super::token::{Kind, Token},
    brief,
};

/// The surroundings of a byte of a text.
#[derive(Debug, Clone)]
pub(super) struct Context<'a> {
    /// The token at the place, or the next one.
    pub(super) here: Range<usize>,
    /// The last character before it.
    pub(super) after: Range<usize>,
    /// The name of the innermost record around it; empty in a list.
    pub(super) owner: &'a str,
    /// That name's bytes, or those of its bracket.
    pub(super) start: Range<usize>,
    /// The value of the record's first field: what a user knows it by.
    pub(super) first: Option<Range<usize>>,
    /// The field whose value stands at the place.
    pub(super) field: Option<&'a str>,
    /// Where that value begins.
    pub(super) value: usize,
}

/// What has been opened and not yet closed.
#[derive(Debug, Clone, Default)]
struct Frame<'a> {
    owner: &'a str,
    start: Range<usize>,
    first: Option<Range<usize>>,
    field: Option<&'a str>,
    value: usize,
}

impl<'a> Context<'a> {
    /// The surroundings of the byte `at`.
    pub(super) fn at(text: &'a str, tokens: &[Token], at: usize) -> Self {
        let count = tokens.partition_point(|token| token.range.end <= at);
        let mut frames: Vec<Frame<'a>> = vec![Frame::default()];
        for (index, Token { kind, range }) in tokens[..count].iter().enumerate() {
            let before = index.checked_sub(1).map(|index| &tokens[index]);
            let name = before.filter(|token| token.kind == Kind::Word);
            let name = name.map(|token| (&text[token.range.clone()], token.range.clone()));
            match kind {
                Kind::Open => {
                    let (owner, start) = name.unwrap_or(("", range.clone()));
                    frames.push(Frame { owner, start, ..Frame::default() });
                }
                Kind::Close if frames.len() > 1 => frames.truncate(frames.len() - 1),
                Kind::Colon => {
                    let Some(frame) = frames.last_mut() else { continue };
                    frame.field = name.map(|(name, _)| name);
                    let value = tokens.get(index + 1).map(|token| token.range.clone());
                    frame.value = value.as_ref().map_or(at, |value| value.start);
                    frame.first = frame.first.take().or(value);
                }
                _ => {}
            }
        }
        let here = tokens.get(count).map_or(text.len()..text.len(), |token| token.range.clone());
        let end = count.checked_sub(1).map_or(0, |last| tokens[last].range.end);
        let last = text[..end].chars().next_back().map_or(0, char::len_utf8);
        // A list names no field of its own: its values belong to the field that holds it.
        let field = frames.iter().rev().find_map(|frame| frame.field.map(|f| (f, frame.value)));
        let inner = frames.iter().rev().find(|frame| !frame.owner.is_empty()).cloned();
        let inner = inner.unwrap_or_default();
        Self {
            after: end - last..end,
            owner: inner.owner,
            start: if inner.owner.is_empty() { here.clone() } else { inner.start },
            first: inner.first,
            field: field.map(|(field, _)| field),
            value: field.map_or(here.start, |(_, value)| value),
            here,
        }
    }

    /// What to call the record around the place.
    pub(super) fn record(&self, text: &str, owner: &str) -> String {
        let named = self.first.as_ref().filter(|first| text[(*first).clone()].starts_with('"'));
        match named {
            Some(first) => format!("`{owner}`（{}）", brief(&text[first.clone()])),
            None => format!("`{owner}` "),
        }
    }

    /// Whether a place lies within or right behind a number: `1.5` where only `1` was expected.
    pub(super) fn inside_number(tokens: &[Token], at: usize) -> bool {
        tokens.iter().any(|token| {
            token.kind == Kind::Number && token.range.start < at && at < token.range.end
        })
    }
}
