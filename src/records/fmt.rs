//! The layout every record file has: white space between tokens, and nothing else.
//!
//! One record a block, one field a line, four spaces a level; what is short by nature (an amount, a
//! listing, the names of departments) stands on one line, unless a comma ends it. What a text says
//! is never touched: if its tokens or comments were not the same afterwards, it would be left as it
//! was.

use std::path::{Path, PathBuf};

use super::{
    Records,
    decode::decode,
    files,
    load::on_every_processor,
    reading::read,
    token::{Kind, Token, tokens},
};
use crate::problem::{Place, Problem, Severity};

/// Records that stand on one line.
const SHORT: [&str; 17] = [
    "Amount",
    "NamedAmount",
    "Listing",
    "Total",
    "Reading",
    "Sum",
    "Rounded",
    "Same",
    "Settled",
    "Budget",
    "Sessions",
    "SmallShare",
    "SmallShareChange",
    "Difference",
    "Products",
    "Share",
    "Years",
];

/// Fields whose lists stand on one line: a few names each.
const SHORT_LISTS: [&str; 4] = ["departments", "marks", "from", "to"];

/// What one level is set in by.
const INDENT: &str = "    ";

/// How many levels are set in. No record stands so deep; a heap of brackets might.
const DEEPEST: usize = 32;

/// The text in its layout. A text that has it comes back as it is.
#[must_use]
pub fn formatted(text: &str) -> String {
    let laid_out = Layout::of(text).written();
    // What cannot be laid out without a change to what it says is nobody's to lay out.
    if laid_out == text || told(text).eq(told(&laid_out)) { laid_out } else { text.to_owned() }
}

/// What a text says: its tokens and comments.
fn told(text: &str) -> impl Iterator<Item = (Kind, &str)> {
    let tokens = tokens(text).filter(|token| token.kind != Kind::Space);
    tokens.map(|token| (token.kind, &text[token.range]))
}

/// How the parts of a pair of brackets stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// On one line.
    Line,
    /// One a line.
    Block,
}

/// What stands between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Nothing,
    Space,
    Line,
}

/// A text on its way into its layout.
struct Layout<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The style of the brackets that a token opens, by the token.
    styles: Vec<Style>,
}

impl<'a> Layout<'a> {
    fn of(text: &'a str) -> Self {
        let tokens: Vec<Token> = tokens(text).collect();
        let mut layout = Self { text, styles: vec![Style::Block; tokens.len()], tokens };
        layout.choose_styles();
        layout
    }

    fn word(&self, index: usize) -> &'a str {
        &self.text[self.tokens[index].range.clone()]
    }

    fn is(&self, index: usize, kind: Kind) -> bool {
        self.tokens[index].kind == kind
    }

    fn choose_styles(&mut self) {
        // The tokens that are no layout, the last two before the one at hand.
        let (mut last, mut last_but_one) = (None, None);
        // Opening brackets that are not closed: their tokens, and whether anything is in them.
        let mut open: Vec<(usize, bool)> = Vec::new();
        let mut commented = vec![false; self.tokens.len()];
        for index in 0..self.tokens.len() {
            let kind = self.tokens[index].kind;
            match kind {
                Kind::Space => continue,
                Kind::Comment | Kind::OpenComment => {
                    // A comment may need a line of its own; so does all that is around it.
                    for (open, filled) in open.iter_mut().rev() {
                        if std::mem::replace(&mut commented[*open], true) {
                            break;
                        }
                        *filled = true;
                        self.styles[*open] = Style::Block;
                    }
                    continue;
                }
                _ => {}
            }
            if kind == Kind::Close {
                let ends_in_comma = last.is_some_and(|last| self.is(last, Kind::Comma));
                match open.pop() {
                    Some((open, false)) => self.styles[open] = Style::Line,
                    // Whoever wrote the last comma wanted a line for each.
                    Some((open, true)) if ends_in_comma => self.styles[open] = Style::Block,
                    _ => {}
                }
            } else if let Some((_, filled)) = open.last_mut() {
                *filled = true;
            }
            if kind == Kind::Open {
                let around = open.last().map(|(open, _)| self.styles[*open]);
                // A file as a whole is a block, whatever its name.
                self.styles[index] = match around {
                    None => Style::Block,
                    Some(Style::Line) => Style::Line,
                    Some(Style::Block) => self.style_by_name(last, last_but_one),
                };
                open.push((index, false));
            }
            (last_but_one, last) = (last, Some(index));
        }
    }

    /// The style that a record's name or a list's field asks for.
    fn style_by_name(&self, last: Option<usize>, last_but_one: Option<usize>) -> Style {
        let Some(last) = last else { return Style::Block };
        let is_short = match self.tokens[last].kind {
            Kind::Word => SHORT.contains(&self.word(last)),
            Kind::Colon => last_but_one.is_some_and(|name| SHORT_LISTS.contains(&self.word(name))),
            _ => false,
        };
        if is_short { Style::Line } else { Style::Block }
    }

    fn written(&self) -> String {
        let mut page = Page { text: String::with_capacity(self.text.len() + 64), depth: 0 };
        let mut open: Vec<Style> = Vec::new();
        let mut before: Option<Kind> = None;
        let mut gap = Gap::Nothing;
        // Whether the white space that was passed last held a line feed.
        let mut broken = true;
        for (index, token) in self.tokens.iter().enumerate() {
            let word = self.word(index);
            match token.kind {
                Kind::Space => {
                    broken = word.contains('\n');
                    continue;
                }
                Kind::Comment | Kind::OpenComment => {
                    page.write(if broken { Gap::Line } else { Gap::Space }, word);
                    let ends_line = word.starts_with("//") || self.breaks_behind(index);
                    gap = if ends_line { Gap::Line } else { Gap::Nothing };
                    broken = false;
                    continue;
                }
                _ => {}
            }
            let style = match token.kind {
                Kind::Close => open.pop(),
                _ => open.last().copied(),
            };
            if token.kind == Kind::Close {
                page.depth = open.len();
            }
            let wanted = before.map_or(Gap::Nothing, |before| between(before, token.kind, style));
            page.write(gap.max(wanted), word);
            if token.kind == Kind::Open {
                open.push(self.styles[index]);
                page.depth = open.len();
            }
            (before, gap, broken) = (Some(token.kind), Gap::Nothing, false);
        }
        if !page.text.is_empty() {
            page.text.push('\n');
        }
        page.text
    }

    /// Whether a line ends behind a token.
    fn breaks_behind(&self, index: usize) -> bool {
        let next = self.tokens.get(index + 1);
        next.is_none_or(|next| next.kind == Kind::Space && self.word(index + 1).contains('\n'))
    }
}

/// The gap between two tokens of which the second stands in brackets of a style.
fn between(before: Kind, kind: Kind, style: Option<Style>) -> Gap {
    let part = match style {
        Some(Style::Block) => Gap::Line,
        _ => Gap::Nothing,
    };
    match (before, kind) {
        (Kind::Open, _) | (_, Kind::Close) => part,
        (_, Kind::Comma | Kind::Colon) | (Kind::Word, Kind::Open) => Gap::Nothing,
        (Kind::Comma, _) => part.max(Gap::Space),
        _ => Gap::Space,
    }
}

/// What is written so far.
struct Page {
    text: String,
    depth: usize,
}

impl Page {
    fn write(&mut self, gap: Gap, word: &str) {
        match gap {
            Gap::Nothing => {}
            _ if self.text.is_empty() => {}
            Gap::Space => self.text.push(' '),
            Gap::Line => {
                self.text.push('\n');
                for _ in 0..self.depth.min(DEEPEST) {
                    self.text.push_str(INDENT);
                }
            }
        }
        self.text.push_str(word);
    }
}

/// The record files of a folder, in the order of their names.
#[must_use]
pub fn files_of(folder: &Path) -> Vec<PathBuf> {
    files::find(folder).paths
}

/// Where a record file is not laid out as [`formatted`] would, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untidy {
    /// The first line that differs.
    pub place: Place,
    /// The bytes as they were read.
    pub before: Vec<u8>,
    /// The text in its layout.
    pub after: String,
}

/// Looks at the layout of a record file; `None` where it is as it should be.
///
/// # Errors
///
/// When the file cannot be read, or not all of it is understood: then its layout says where it is
/// wrong, and is left alone.
pub fn untidy_file(path: &Path) -> Result<Option<Untidy>, Box<Problem>> {
    let name = files::display(path);
    let before = files::read(path)?;
    let text = decode(&name, before.clone())?.text;
    let broken = |problem: &Problem| problem.severity == Severity::Error;
    if let Some(problem) = read(&name, &text).problems.into_iter().find(broken) {
        return Err(Box::new(problem));
    }
    let after = formatted(&text);
    let place = difference(&name, &text, &after);
    // The bytes count: a byte order mark and carriage returns go with the white space.
    Ok((before != after.as_bytes()).then_some(Untidy { place, before, after }))
}

/// Where files that were read are not laid out as they should be, one お知らせ a file.
#[must_use]
pub fn untidy(records: &Records) -> Vec<Problem> {
    let look = |number: &u32| {
        // What cannot be read has worse to be told of.
        if !records.places.is_right(*number) {
            return None;
        }
        let (name, text) = records.places.named(*number)?;
        let after = formatted(&text);
        (after != text).then(|| {
            Problem::new(
                Severity::Info,
                "空白や改行の書き方が揃っていません。",
                "記録の中身に違いはありません。",
                "`shingi fmt` で揃えられます。空白と改行だけを直します。",
            )
            .at(difference(name, &text, &after))
        })
    };
    let files = records.places.numbers().collect();
    on_every_processor(files, look).into_iter().filter_map(|(_, untidy)| untidy).collect()
}

/// The first line of a text that differs from what it should be.
fn difference(name: &str, text: &str, after: &str) -> Place {
    let mut at = 0;
    let mut after = after.split_inclusive('\n');
    for line in text.split_inclusive('\n') {
        if after.next() != Some(line) {
            let indent = line.len() - line.trim_start().len();
            let end = line.trim_end().len().max(indent);
            return Place::of(name, text, at + indent..at + end);
        }
        at += line.len();
    }
    Place::file(name)
}

#[cfg(test)]
#[path = "fmt_tests.rs"]
mod tests;
