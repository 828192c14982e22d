//! Where the lines of a text break: 禁則 by UAX #14, and a number with its unit.
//!
//! ratatui's own wrapping knows neither and overflows by half a character.

use std::ops::Range;

use textwrap::WordSeparator;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::is_plain;

/// Units of more than one character, longer ones first, and those that stand after a space.
///
/// Of any other unit (`12校`) one character is enough, and is found without a table.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "ポイント",
    "百万円", "か月間", "ヶ月間", "カ月間",
    "千円", "万円", "億円", "年度", "年間", "か月", "ヶ月", "カ月", "箇月", "日間", "週間", "時間",
    "か所", "ヶ所", "カ所", "箇所", "か年", "カ年", "ヶ年", "か国", "カ国", "店舗", "団体", "品目", "編成", "講座",
    "事業", "施策", "企業", "％",
    "円", "億", "万", "年", "月", "日", "件", "人", "名", "社", "者", "回", "校", "店", "台", "号", "条", "項",
    "期", "倍", "割", "点", "組", "部", "戸", "%",
];

/// Characters that do not end a line, and those that do not begin one, where a word has to be cut.
const OPENING: &[char] = &['（', '「', '『', '【', '〔', '［', '《', '〈', '｛', '(', '['];
#[rustfmt::skip]
const CLOSING: &[char] = &[
    '。', '、', '，', '．', '：', '；', '！', '？', '・', '）', '」', '』', '】', '〕', '］', '》', '〉', '｝', ')', ']', ',', '.',
    '％', '%', 'ー', '々',
];

/// Divides a piece of text; the places found include its start and its end.
type Cut = fn(&str) -> Vec<usize>;

/// How a piece that no line holds is divided, the gentlest first.
const CUTS: &[Cut] = &[breaks, careful, letters];

/// The lines of a text, the first at most `first` cells wide, the others `rest`, each a range of it
/// without the spaces at its end. `cells` says how many a part of the text takes.
///
/// Breaks follow UAX #14 (禁則), a number stays with its unit, a word longer than a line is cut between
/// letters. There is always at least one line.
#[must_use]
pub fn wrap(text: &str, first: usize, rest: usize, cells: fn(&str) -> usize) -> Vec<Range<usize>> {
    let mut lines = Lines { text, first, rest, cells, done: Vec::new(), current: 0..0, used: 0 };
    let mut start = 0;
    for paragraph in text.split_terminator('\n') {
        lines.start(start);
        lines.divide(start..start + paragraph.len(), glued, CUTS);
        lines.close();
        start += paragraph.len() + 1;
    }
    if lines.done.is_empty() {
        lines.close();
    }
    lines.done
}

/// The lines so far.
struct Lines<'a> {
    text: &'a str,
    first: usize,
    rest: usize,
    cells: fn(&str) -> usize,
    done: Vec<Range<usize>>,
    /// The line being filled, with the spaces at its end.
    current: Range<usize>,
    /// Its cells, with those spaces.
    used: usize,
}

impl Lines<'_> {
    fn start(&mut self, at: usize) {
        self.current = at..at;
        self.used = 0;
    }

    fn close(&mut self) {
        let line = self.text[self.current.clone()].trim_end();
        self.done.push(self.current.start..self.current.start + line.len());
        self.start(self.current.end);
    }

    fn divide(&mut self, piece: Range<usize>, cut: Cut, finer: &[Cut]) {
        for places in cut(&self.text[piece.clone()]).windows(2) {
            self.place(piece.start + places[0]..piece.start + places[1], finer);
        }
    }

    /// Puts the piece on this line or the next; divides it if neither holds it.
    fn place(&mut self, piece: Range<usize>, cuts: &[Cut]) {
        if self.fits(piece.clone()) {
            return;
        }
        if let Some((cut, finer)) = cuts.split_first() {
            self.divide(piece, *cut, finer);
        } else {
            self.next_line();
            self.put(piece);
        }
    }

    /// Puts the piece on this line or the next, unless it is too wide for both.
    fn fits(&mut self, piece: Range<usize>) -> bool {
        let bare = (self.cells)(self.text[piece.clone()].trim_end());
        if self.used + bare > self.room() {
            if bare > self.rest {
                return false;
            }
            self.next_line();
        }
        self.put(piece);
        true
    }

    fn put(&mut self, piece: Range<usize>) {
        self.used += (self.cells)(&self.text[piece.clone()]);
        self.current.end = piece.end;
    }

    /// Ends this line. An empty one is ended only where the first line has less room than the rest.
    fn next_line(&mut self) {
        if !self.current.is_empty() || self.room() < self.rest {
            self.close();
        }
    }

    fn room(&self) -> usize {
        if self.done.is_empty() { self.first } else { self.rest }
    }
}

/// Where a line may break with every number whole.
fn glued(paragraph: &str) -> Vec<usize> {
    outside_numbers(paragraph, breaks(paragraph))
}

/// Where a line may break by UAX #14.
fn breaks(paragraph: &str) -> Vec<usize> {
    let mut end = 0;
    let words = WordSeparator::UnicodeBreakProperties.find_words(paragraph).map(|word| {
        end += word.word.len() + word.whitespace.len();
        end
    });
    let mut places: Vec<_> = std::iter::once(0).chain(words).collect();
    // Allowed after a space, but a colon names what stands before it.
    places.retain(|&at| at == 0 || !paragraph[at..].starts_with(['：', '；']));
    // And between a space and its mark, which are one letter.
    places.retain(|&at| at == 0 || is_between_letters(paragraph, at));
    places
}

fn is_between_letters(text: &str, at: usize) -> bool {
    let plain = text[at..].starts_with(is_plain);
    plain || GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true)
}

/// Between any two letters, but not in a number, nor beside a bracket or a stop.
fn careful(text: &str) -> Vec<usize> {
    let mut places = outside_numbers(text, letters(text));
    places.retain(|&at| {
        let outer = at == 0 || at == text.len();
        outer || !(text[..at].ends_with(OPENING) || text[at..].starts_with(CLOSING))
    });
    places
}

/// Between any two letters.
fn letters(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

/// The places that are not inside a number.
fn outside_numbers(text: &str, mut places: Vec<usize>) -> Vec<usize> {
    let numbers = numbers(text);
    places.retain(|&at| {
        let number = numbers.partition_point(|number| number.end <= at);
        numbers.get(number).is_none_or(|number| at <= number.start)
    });
    places
}

/// The numbers of a paragraph, each with the sign before it and the unit after it.
fn numbers(paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = paragraph[at..].find(is_digit) {
        let start = at + offset;
        let digits = start + digits(&paragraph[start..]);
        let end = digits + unit(&paragraph[digits..]);
        found.push(start - sign(&paragraph[at..start])..end);
        at = end;
    }
    found
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The length of the digits the text begins with, separators inside the number included.
fn digits(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_digit);
        match rest.strip_prefix([',', '.', '，', '．']) {
            Some(after) if after.starts_with(is_digit) => rest = after,
            _ => return text.len() - rest.len(),
        }
    }
}

/// The length of the unit the text begins with; one space may stand before it.
fn unit(text: &str) -> usize {
    let spaced = text.strip_prefix(' ').unwrap_or(text);
    if let Some(unit) = UNITS.iter().find(|unit| spaced.starts_with(**unit)) {
        return text.len() - spaced.len() + unit.len();
    }
    text.chars().next().filter(|c| c.is_alphabetic()).map_or(0, char::len_utf8)
}

/// The length of the sign the text ends with: `第12条`, `△300`.
fn sign(text: &str) -> usize {
    let signs = ['第', '約', '△', '▲', '－', '＋', '￥'];
    text.chars().next_back().filter(|c| signs.contains(c)).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;
