//! A record file as the pieces that people change one by one: its head, and each item of its list.
//!
//! Two versions of a file that went apart are compared, merged and chosen from piece by piece: what
//! only one side changed is nobody's quarrel, whatever lines it stands on.

use std::{collections::HashMap, ops::Range};

use super::{
    outline::{Part, items, parts, tag, top},
    schema::{File, Shape, parse, shape},
    token::{Kind, words},
};

/// What a piece is known by in every version of its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// What stands around the list; the whole of a file without one.
    Head,
    /// An item, by what identifies it; the number tells apart those that say the same.
    Item(String, usize),
}

/// A file cut into pieces.
#[derive(Debug)]
pub(super) struct Pieces<'a> {
    text: &'a str,
    shape: Shape,
    all: Vec<(Key, Range<usize>)>,
}

/// Fields that identify an item, the first set that it writes.
const IDENTITIES: [&[&str]; 9] = [
    &["id"],
    &["program", "listed"],
    &["finding"],
    &["login"],
    &["list", "key"],
    &["scope", "side"],
    &["scope"],
    &["place", "text"],
    &["name"],
];

impl<'a> Pieces<'a> {
    /// The pieces of a text; `None` where it is no record file, or not a right one.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        parse::<File>(text).ok()?;
        let shape = shape(&text[tag(text)?])?;
        let mut pieces = Vec::new();
        if shape.list.is_empty() {
            pieces.push((Key::Head, 0..text.len()));
        } else {
            let list = parts(text, top(text)).into_iter().find(|p| p.name == Some(shape.list))?;
            pieces.push((Key::Head, 0..list.value.start));
            let mut known: HashMap<String, usize> = HashMap::new();
            for item in items(text, shape.list) {
                let name = identity(text, &item);
                let count = known.entry(name.clone()).or_default();
                *count += 1;
                pieces.push((Key::Item(name, *count), item));
            }
        }
        Some(Self { text, shape, all: pieces })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        self.all.iter().map(|(key, _)| key)
    }

    pub(super) fn range(&self, key: &Key) -> Option<Range<usize>> {
        self.all.iter().find(|(other, _)| other == key).map(|(_, range)| range.clone())
    }

    /// The text of a piece.
    pub(super) fn piece(&self, key: &Key) -> Option<&'a str> {
        Some(&self.text[self.range(key)?])
    }

    /// The fields of a piece and how they are written.
    pub(super) fn fields(&self, key: &Key) -> Vec<(String, String)> {
        let Some(range) = self.range(key) else { return Vec::new() };
        let whole = if *key == Key::Head { top(self.text) } else { range };
        let fields = parts(self.text, whole).into_iter();
        let fields =
            fields.filter(|field| *key != Key::Head || field.name != Some(self.shape.list));
        let written =
            |Part { name, value }: Part<'_>| Some((name?.to_owned(), plain(&self.text[value])));
        fields.filter_map(written).collect()
    }

    /// How a piece is called.
    pub(super) fn name(&self, key: &Key) -> String {
        match key {
            Key::Head if self.shape.list.is_empty() => self.shape.word.to_owned(),
            Key::Head => "ファイルの頭書き".to_owned(),
            Key::Item(name, 1) => format!("{} `{name}`", self.shape.word),
            Key::Item(name, count) => format!("{} `{name}`（{count}つ目）", self.shape.word),
        }
    }

    /// The text with a piece as another version of the file has it: put in, put in place of, or
    /// taken out. `None` where that cannot be done without a doubt.
    pub(super) fn with(&self, key: &Key, other: &Pieces<'_>) -> Option<String> {
        let text = match (self.range(key), other.piece(key)) {
            (Some(range), Some(piece)) => self.replaced(range, piece),
            (Some(range), None) => self.replaced(self.with_comma(range), ""),
            (None, Some(piece)) => self.inserted(key, piece, other)?,
            (None, None) => return None,
        };
        // What was put there must read as what was taken.
        let right = Pieces::of(&text).is_some_and(|pieces| {
            says(pieces.piece(key)) == says(other.piece(key))
                && self
                    .keys()
                    .filter(|other| *other != key)
                    .all(|other| says(pieces.piece(other)) == says(self.piece(other)))
        });
        right.then_some(text)
    }

    fn replaced(&self, range: Range<usize>, piece: &str) -> String {
        [&self.text[..range.start], piece, &self.text[range.end..]].concat()
    }

    /// An item with the comma behind it and the line break before it.
    fn with_comma(&self, range: Range<usize>) -> Range<usize> {
        let comma = words(&self.text[range.end..]).next().filter(|word| word.kind == Kind::Comma);
        let end = comma.map_or(range.end, |comma| range.end + comma.range.end);
        self.text[..range.start].trim_end_matches(' ').trim_end_matches('\n').len()..end
    }

    /// A new item, behind the one it stands behind in the other version.
    fn inserted(&self, key: &Key, piece: &str, other: &Pieces<'_>) -> Option<String> {
        let at = other.keys().position(|one| one == key)?;
        let before = other.all[..at].iter().rev().find_map(|(one, _)| match one {
            Key::Head => None,
            Key::Item(..) => self.range(one),
        });
        let first = self.all.iter().find(|(key, _)| *key != Key::Head)?;
        let indent = " ".repeat(column(self.text, first.1.start));
        Some(match before {
            None => self.replaced(first.1.start..first.1.start, &format!("{piece},\n{indent}")),
            Some(before) => {
                let rest = &self.text[before.end..];
                let comma = words(rest).next().filter(|word| word.kind == Kind::Comma);
                match comma {
                    Some(comma) => {
                        let at = before.end + comma.range.end;
                        self.replaced(at..at, &format!("\n{indent}{piece},"))
                    }
                    None => self.replaced(before.end..before.end, &format!(",\n{indent}{piece}")),
                }
            }
        })
    }
}

/// What a piece says: its tokens without layout and comments.
pub(super) fn says(piece: Option<&str>) -> Option<Vec<&str>> {
    let tokens = |piece: &'_ str| words(piece).map(|token| token.range).collect::<Vec<_>>();
    let piece = piece?;
    let mut said: Vec<&str> = tokens(piece).into_iter().map(|range| &piece[range]).collect();
    // Whether a comma ends a list says nothing.
    let ends = |word: &&str| matches!(*word, ")" | "]" | "}");
    let mut at = 0;
    while at + 1 < said.len() {
        if said[at] == "," && ends(&said[at + 1]) {
            said.remove(at);
        } else {
            at += 1;
        }
    }
    Some(said)
}

fn identity(text: &str, item: &Range<usize>) -> String {
    let fields = parts(text, item.clone());
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.name == Some(name))?;
        let inner = parts(text, field.value.clone());
        let area = inner.iter().find(|part| part.name == Some("area"));
        Some(plain(&text[area.map_or_else(|| field.value.clone(), |area| area.value.clone())]))
    };
    let named = |names: &&[&str]| names.iter().map(|name| value(name)).collect::<Option<Vec<_>>>();
    match IDENTITIES.iter().find_map(named) {
        Some(values) => values.join("・"),
        None => says(Some(&text[item.clone()])).unwrap_or_default().join(" "),
    }
}

/// A value as a person reads it: a plain text without its quotation marks.
fn plain(written: &str) -> String {
    let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('\\')) {
        Some(inner) => inner.to_owned(),
        None => parse::<String>(written).unwrap_or_else(|_| written.to_owned()),
    }
}

/// How far in something stands on its line.
fn column(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[line..at].len() - text[line..at].trim_start_matches(' ').len()
}
