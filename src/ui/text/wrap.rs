//! Where the lines of a text break: 禁則 by UAX #14, and a number with its unit.
//!
//! ratatui's own wrapping knows neither and overflows by half a character.

use std::ops::Range;

use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation;

use super::cells;

/// Units of more than one character, longer ones first, and those that stand after a space.
///
/// Of any other unit (`12校`) one character is enough, and is found without a table.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "ポイント",
    "百万円", "か月間", "ヶ月間", "カ月間",
    "千円", "万円", "億円", "年度", "年間", "か月", "ヶ月", "カ月", "箇月", "日間", "週間", "時間",
    "か所", "ヶ所", "カ所", "箇所", "か年", "カ年", "ヶ年", "か国", "カ国", "店舗", "団体", "品目", "編成", "講座",
    "事業", "施策", "企業", "名様", "者数", "％",
    "円", "億", "万", "年", "月", "日", "件", "人", "名", "社", "者", "回", "校", "店", "台", "号", "条", "項",
    "期", "倍", "割", "点", "組", "部", "戸", "%",
];

/// The lines of harmless text, the first at most `first` cells wide, the others `rest`.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let mut lines = Lines { text, first, rest, done: Vec::new(), current: 0..0, used: 0 };
    let mut start = 0;
    for paragraph in text.split_terminator('\n') {
        lines.start(start);
        let breaks = breaks(paragraph);
        let numbers = numbers(paragraph);
        let glued = breaks
            .iter()
            .copied()
            .filter(|at| !numbers.iter().any(|n| n.start < *at && *at < n.end));
        for piece in between(glued) {
            lines.place(start, piece, &breaks);
        }
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

    /// Puts a piece of the paragraph at `start` on this line or the next; cuts it if no line holds it:
    /// first where a line may break, then between any two letters.
    fn place(&mut self, start: usize, piece: Range<usize>, breaks: &[usize]) {
        if self.fits(start + piece.start..start + piece.end) {
            return;
        }
        let inner = breaks.iter().copied().filter(|at| piece.start < *at && *at < piece.end);
        let parts = between(std::iter::once(piece.start).chain(inner).chain([piece.end]));
        for part in parts {
            let part = start + part.start..start + part.end;
            if self.fits(part.clone()) {
                continue;
            }
            for (at, letter) in self.text[part.clone()].grapheme_indices(true) {
                let letter = part.start + at..part.start + at + letter.len();
                if !self.fits(letter.clone()) {
                    self.next_line();
                    self.put(letter);
                }
            }
        }
    }

    /// Puts the piece on this line or the next, unless it is too wide for both.
    fn fits(&mut self, piece: Range<usize>) -> bool {
        let bare = cells(self.text[piece.clone()].trim_end());
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
        self.used += cells(&self.text[piece.clone()]);
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

/// The places where a line may break, with the paragraph's start and end.
fn breaks(paragraph: &str) -> Vec<usize> {
    let mut end = 0;
    std::iter::once(0)
        .chain(WordSeparator::UnicodeBreakProperties.find_words(paragraph).map(|word| {
            end += word.word.len() + word.whitespace.len();
            end
        }))
        .collect()
}

/// The ranges between neighbouring places.
fn between(places: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let places: Vec<_> = places.collect();
    places.windows(2).map(|pair| pair[0]..pair[1]).collect()
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
