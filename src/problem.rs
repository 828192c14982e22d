//! One type for everything a user must be told: where, what, what it means for the data, what to
//! do.

use std::{
    borrow::Cow,
    fmt::{self, Write},
    ops::Range,
};

use unicode_width::UnicodeWidthStr;

use crate::shown::shown;

/// 重さ. What a problem does to the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 誤り: something is not used, or does not add up.
    Error,
    /// 注意: used, but somebody should look.
    Warning,
    /// お知らせ: nothing needs doing.
    Info,
    /// 確認済み: somebody has looked at it and said why it stands.
    Acknowledged,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "誤り",
            Self::Warning => "注意",
            Self::Info => "お知らせ",
            Self::Acknowledged => "確認済み",
        }
    }

    /// What `meaning` and `remedy` are called.
    fn heads(self) -> [&'static str; 2] {
        match self {
            Self::Error | Self::Warning | Self::Info => ["意味", "直し方"],
            Self::Acknowledged => ["場所", "覚え書き"],
        }
    }
}

/// 場所. A place in a file, with the line that stands there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the user would name it.
    pub file: String,
    /// 行, from 1. Zero: the file as a whole.
    pub line: usize,
    /// 桁, counted in characters from 1.
    pub column: usize,
    /// The line itself, without its end.
    pub excerpt: String,
    /// How many characters are meant; at least 1.
    pub length: usize,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: 0, column: 0, excerpt: String::new(), length: 0 }
    }

    /// The place of a byte range in the text of a file. A range beyond the text is its end.
    ///
    /// For many places in one text there is [`Lines`].
    #[must_use]
    pub fn of(file: impl Into<String>, text: &str, range: Range<usize>) -> Self {
        Lines::new(text).place(file, range)
    }
}

/// The lines of a text. Finds many places in it without counting from its beginning each time.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    text: Cow<'a, str>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The text itself.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of a byte range. A range beyond the text is its end.
    #[must_use]
    pub fn place(&self, file: impl Into<String>, range: Range<usize>) -> Place {
        let text = self.text();
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end).max(start);
        let line = self.starts.partition_point(|line| *line <= start);
        let line_start = self.starts[line - 1];
        let line_end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        Place {
            file: file.into(),
            line,
            column: text[line_start..start].chars().count() + 1,
            excerpt: text[line_start..line_end].trim_end_matches('\r').to_owned(),
            length: text[start..end.min(line_end).max(start)].chars().count().max(1),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

impl fmt::Display for Place {
    /// `records/opinions.ron:34:5`, or the file alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            return write!(f, "{}", shown(&self.file));
        }
        write!(f, "{}:{}:{}", shown(&self.file), self.line, self.column)
    }
}

/// 問題. One thing a user must be told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// 重さ.
    pub severity: Severity,
    /// 場所; absent where no file is concerned.
    pub place: Option<Place>,
    /// What happened, in one sentence.
    pub what: String,
    /// What it means for the data; the places concerned, where it is 確認済み.
    pub meaning: String,
    /// What to do; what was noted, where it is 確認済み.
    pub remedy: String,
    /// 指摘番号: what an acknowledgement names it by. Absent where nothing can be acknowledged.
    pub key: Option<String>,
}

impl Problem {
    /// A problem of no place yet. `meaning` says what became of the data, `remedy` what to do.
    #[must_use]
    pub fn new(
        severity: Severity,
        what: impl Into<String>,
        meaning: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            place: None,
            what: what.into(),
            meaning: meaning.into(),
            remedy: remedy.into(),
            key: None,
        }
    }

    /// The same problem with a key to acknowledge it by.
    #[must_use]
    pub fn keyed(mut self, key: Option<String>) -> Self {
        self.key = key;
        self
    }

    /// The same problem at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }
}

impl fmt::Display for Problem {
    /// Everything, over several lines, as commands print it.
    ///
    /// ```text
    /// records/opinions.ron:34:11: 誤り: 施策 `city-r7/9` は登録されていません。
    ///    34 |     area: "city-r7/9",
    ///       |           ^^^^^^^^^^^
    ///   意味: …
    ///   直し方: …
    /// ```
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "{}: {}", self.severity.word(), shown(&self.what))?;
        if let Some(place) = self.place.as_ref().filter(|place| place.line > 0) {
            write_excerpt(f, place)?;
        }
        let [meaning, remedy] = self.severity.heads();
        let key = self.key.as_deref().unwrap_or_default();
        for (head, text) in [(meaning, &*self.meaning), (remedy, &*self.remedy), ("指摘番号", key)]
        {
            if !text.is_empty() {
                write!(f, "\n  {head}: {}", shown(text))?;
            }
        }
        Ok(())
    }
}

/// How many columns of a line are shown.
const EXCERPT: usize = 68;

/// The line, and carets under the characters that are meant. A long line is cut around them.
fn write_excerpt(f: &mut fmt::Formatter<'_>, place: &Place) -> fmt::Result {
    let chars: Vec<char> = place.excerpt.chars().collect();
    let from = place.column.saturating_sub(1).min(chars.len());
    let to = (from + place.length).min(chars.len());
    let columns = |part: &[char]| shown(&part.iter().collect::<String>()).width();
    // Two thirds of the room for what is meant and follows; what it leaves, for what precedes.
    let behind = fitting(chars[from..].iter(), EXCERPT * 2 / 3);
    let room = EXCERPT.saturating_sub(columns(&chars[from..from + behind]));
    let start = from - fitting(chars[..from].iter().rev(), room);
    let room = EXCERPT.saturating_sub(columns(&chars[start..from]));
    let end = from + fitting(chars[from..].iter(), room);
    let cut = |cut: bool| if cut { ".." } else { "" };
    let number = place.line.to_string();
    let line: String = chars[start..end].iter().collect();
    let (lead, tail) = (cut(start > 0), cut(end < chars.len()));
    write!(f, "\n  {number} | {lead}{}{tail}", shown(&line))?;
    let indent = lead.len() + columns(&chars[start..from]);
    write!(f, "\n  {:gutter$} | {:indent$}", "", "", gutter = number.len())?;
    for _ in 0..columns(&chars[from..to.clamp(from, end)]).max(1) {
        f.write_char('^')?;
    }
    Ok(())
}

/// How many of these characters fit into some columns.
fn fitting<'a>(chars: impl Iterator<Item = &'a char>, columns: usize) -> usize {
    let widths = chars.scan(0, |width, c| {
        *width += shown(c.encode_utf8(&mut [0; 4])).width();
        Some(*width)
    });
    widths.take_while(|width| *width <= columns).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_carets_stand_under_wide_ones() {
        let text = "一行目\n    area: \"創業/9\", // 注\n";
        let start = text.find('"').unwrap();
        let place = Place::of("records/a.ron", text, start..start + "\"創業/9\"".len());
        assert_eq!((place.line, place.column, place.length), (2, 11, 6));
        let problem =
            Problem::new(Severity::Error, "施策がありません。", "使いません。", "直します。")
                .at(place);
        assert_eq!(
            problem.to_string(),
            "records/a.ron:2:11: 誤り: 施策がありません。\n  \
             2 |     area: \"創業/9\", // 注\n    \
             |           ^^^^^^^^\n  \
             意味: 使いません。\n  直し方: 直します。"
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}X{}", "あ".repeat(100), "い".repeat(100));
        let at = text.find('X').unwrap();
        let shown = Problem::new(Severity::Error, "", "", "")
            .at(Place::of("f", &text, at..at + 1))
            .to_string();
        let lines: Vec<_> = shown.lines().collect();
        assert!(lines[1].starts_with("  1 | ..あ") && lines[1].ends_with("い.."));
        assert_eq!(lines[2].width() - 1, lines[1].split('X').next().unwrap().width());
    }

    #[test]
    fn a_range_beyond_the_text_is_its_end() {
        let place = Place::of("f", "あ", 1..99);
        assert_eq!((place.line, place.column, place.length), (1, 1, 1));
    }
}
