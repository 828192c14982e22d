//! A pasted list of opinions, taken apart into opinions.
//!
//! Nothing is guessed silently: what belongs to no opinion is named with its line, and numbers that
//! skip or repeat are findings, for the person who reads the preview to judge.

mod mark;

use std::collections::HashMap;

use self::mark::{Form, Mark, is_page_number, kana, mark};
use crate::shown::is_dangerous;

/// 一覧の読み取り. What a text came to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Split {
    /// 意見, in the order of the text.
    pub opinions: Vec<Draft>,
    /// 読み取れなかった行.
    pub strays: Vec<Stray>,
    /// 気付き: numbers that skip or repeat, headings without opinions.
    pub findings: Vec<String>,
}

/// 意見の下書き.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// 番号: `ア(ア)`.
    pub label: String,
    /// 見出し; empty where there is none.
    pub heading: String,
    /// 本文.
    pub text: String,
}

/// 読み取れなかった行.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// 行, from 1.
    pub line: usize,
    /// The line as it was pasted.
    pub text: String,
    /// Why it belongs to no opinion.
    pub why: &'static str,
}

const PAGE: &str = "ページ番号とみなしました";
const NOWHERE: &str = "どの意見の続きか分かりません";

/// Takes a pasted text apart.
#[must_use]
pub fn split(text: &str) -> Split {
    let text = harmless(text);
    let mut split = Split::default();
    let blocks = blocks(&text, &mut split.strays);
    match Scheme::of(&blocks) {
        Some(scheme) => scheme.take(&blocks, &mut split),
        None => paragraphs(&blocks, &mut split),
    }
    split.strays.sort_by_key(|stray| stray.line);
    let Split { opinions, findings, .. } = &mut split;
    opinions.retain(|draft| {
        if draft.text.is_empty() {
            findings.push(format!("{} に本文がありません。入れません。", draft.label));
        }
        !draft.text.is_empty()
    });
    split
}

/// The text without what acts on a screen instead of showing something: nobody means to enter it.
fn harmless(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\u{b}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            c => c,
        })
        .filter(|c| *c == '\n' || !is_dangerous(*c))
        .collect()
}

/// The kana or circled number behind another; `None` behind the last, and behind what is neither.
pub(super) fn next_sign(sign: char) -> Option<char> {
    mark::next(sign)
}

/// A mark and the paragraph behind it, or a paragraph without one.
#[derive(Debug)]
struct Block<'a> {
    line: usize,
    mark: Option<Mark>,
    /// The lines of the paragraph, the first without its mark.
    lines: Vec<&'a str>,
    /// The first line with its mark.
    whole: &'a str,
}

impl Block<'_> {
    fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            join(&mut text, line);
        }
        text
    }

    fn is_sentence(&self) -> bool {
        self.lines.iter().any(|line| line.contains('。'))
    }
}

/// Cuts a text into blocks. A blank line ends one, and so does a mark; a bare number in the middle
/// of a sentence is one only where it is the next.
fn blocks<'a>(text: &'a str, strays: &mut Vec<Stray>) -> Vec<Block<'a>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_of: HashMap<Form, usize> = HashMap::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        let whole = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if whole.is_empty() {
            open = false;
            continue;
        }
        if is_page_number(whole) {
            strays.push(Stray { line: number, text: whole.to_owned(), why: PAGE });
            continue;
        }
        let found = mark(whole).filter(|(mark, _)| {
            let before = blocks.last().filter(|_| open).and_then(|block| block.lines.last());
            let next = last_of.get(&mark.form).copied().unwrap_or_default() + 1;
            let next = mark.nth == 1 || mark.nth == next;
            !matches!(mark.form, Form::Number | Form::Kana)
                || next
                || before.is_none_or(|line| is_ended(line))
        });
        if let Some((mark, rest)) = found {
            last_of.insert(mark.form, mark.nth);
            blocks.push(Block { line: number, mark: Some(mark), lines: vec![rest], whole });
        } else if let Some(block) = blocks.last_mut().filter(|_| open) {
            block.lines.push(whole);
        } else {
            blocks.push(Block { line: number, mark: None, lines: vec![whole], whole });
        }
        open = true;
    }
    blocks
}

/// Which numbers are those of opinions, and which those of the headings above them.
struct Scheme {
    item: Form,
    heading: Option<Form>,
}

impl Scheme {
    /// Opinions are what most sentences stand behind; where there are no sentences, the innermost
    /// numbers. `None` where nothing is numbered.
    fn of(blocks: &[Block]) -> Option<Self> {
        let marked = |form| {
            let is_of = move |block: &&Block| block.mark.as_ref().is_some_and(|m| m.form == form);
            blocks.iter().filter(is_of)
        };
        let forms: Vec<Form> =
            Form::ALL.into_iter().filter(|form| marked(*form).next().is_some()).collect();
        let sentences = |form: &Form| marked(*form).filter(|block| block.is_sentence()).count();
        let most = forms.iter().map(sentences).max()?;
        let item = match most {
            0 => forms.iter().rev().find(|form| **form != Form::Head).copied()?,
            _ => forms.iter().find(|form| sentences(form) == most).copied()?,
        };
        let first = blocks.iter().position(|b| b.mark.as_ref().is_some_and(|m| m.form == item))?;
        // A heading stands before the first opinion; what is numbered otherwise is no part of it.
        let before = |form: &Form| {
            blocks[..first].iter().any(|b| b.mark.as_ref().is_some_and(|m| m.form == *form))
        };
        let heading = forms.iter().rev().find(|form| **form < item && before(form)).copied();
        Some(Self { item, heading })
    }

    fn take(&self, blocks: &[Block], split: &mut Split) {
        let mut under = Under::default();
        let mut bullets = 0;
        for block in blocks {
            match &block.mark {
                Some(mark) if mark.form == self.item => {
                    let label = if mark.form.counts() {
                        mark.label.clone()
                    } else {
                        bullets += 1;
                        under.proposed(bullets)
                    };
                    under.follow(mark, &label, split);
                    under.opinions += 1;
                    let label = match mark.form {
                        Form::Both => label,
                        _ => format!("{}{label}", under.label),
                    };
                    let heading = under.heading.clone();
                    split.opinions.push(Draft { label, heading, text: block.text() });
                }
                Some(mark) if Some(mark.form) == self.heading => {
                    under.end(split);
                    split.findings.extend(gap(
                        under.nth_mark,
                        mark.nth,
                        &format!("見出し {}", mark.label),
                    ));
                    bullets = 0;
                    under = under.next(mark, block.text());
                }
                Some(mark) if mark.form > self.item && under.opinions > 0 => {
                    if let Some(opinion) = split.opinions.last_mut() {
                        // Points of one opinion stay in it, a line each.
                        opinion.text.push('\n');
                        opinion.text.push_str(block.whole.lines().next().unwrap_or_default());
                        for line in &block.lines[1..] {
                            join(&mut opinion.text, line);
                        }
                    }
                }
                None if is_continued(&under, split) => {
                    if let Some(opinion) = split.opinions.last_mut() {
                        join(&mut opinion.text, &block.text());
                    }
                }
                _ => split.strays.push(stray(block)),
            }
        }
        under.end(split);
        if self.item == Form::Bullet {
            split.findings.push("番号がないので、順に付けました。".to_owned());
        }
        repeats(split);
    }
}

/// What is missing between two numbers, in words.
fn gap(last: usize, nth: usize, name: &str) -> Option<String> {
    let missing = nth.checked_sub(last + 1).filter(|missing| *missing > 0)?;
    Some(format!("{name} の前の番号が {missing}件抜けています。"))
}

/// Whether the last opinion was broken off by the end of a page.
fn is_continued(under: &Under, split: &Split) -> bool {
    under.opinions > 0 && split.opinions.last().is_some_and(|opinion| !is_ended(&opinion.text))
}

/// The heading at hand, and how far its numbers have come.
#[derive(Default)]
struct Under {
    label: String,
    heading: String,
    /// How many headings there were, this one with them.
    nth: usize,
    /// The number of this one.
    nth_mark: usize,
    opinions: usize,
    last: usize,
    /// Its opinions are counted by kana: those of `ア` are, those of `1` are not.
    by_kana: bool,
}

impl Under {
    fn next(&self, mark: &Mark, heading: String) -> Self {
        let nth = self.nth + 1;
        let label = if mark.form == Form::Head { kana(nth) } else { mark.label.clone() };
        let by_kana = matches!(mark.form, Form::Head | Form::Kana);
        Self { label, heading, nth, nth_mark: mark.nth, by_kana, ..Self::default() }
    }

    /// The number of an opinion that has none.
    fn proposed(&self, nth: usize) -> String {
        match (self.label.is_empty(), self.by_kana) {
            (true, _) => nth.to_string(),
            (false, true) => format!("({})", kana(nth)),
            (false, false) => format!("({nth})"),
        }
    }

    fn follow(&mut self, mark: &Mark, label: &str, split: &mut Split) {
        let name = match mark.form {
            Form::Both => label.to_owned(),
            _ => format!("{}{label}", self.label),
        };
        split.findings.extend(gap(self.last, mark.nth, &name));
        self.last = mark.nth;
    }

    fn end(&self, split: &mut Split) {
        if self.nth > 0 && self.opinions == 0 {
            let heading = &self.heading;
            split.findings.push(format!("見出し「{heading}」の下に意見がありません。"));
        }
    }
}

/// Without numbers every paragraph is an opinion; without blank lines every line that is a whole
/// sentence.
fn paragraphs(blocks: &[Block], split: &mut Split) {
    let texts: Vec<String> = match blocks {
        [block] if block.lines.iter().all(|line| is_ended(line)) => {
            block.lines.iter().map(|line| (*line).to_owned()).collect()
        }
        blocks => blocks.iter().fold(Vec::new(), |mut texts: Vec<String>, block| {
            // A page may end in the middle of a sentence, but then with some of it behind.
            match texts.last_mut() {
                Some(last) if !is_ended(last) && last.contains('、') => join(last, &block.text()),
                _ => texts.push(block.text()),
            }
            texts
        }),
    };
    if !texts.is_empty() {
        split.findings.push("番号がないので、順に付けました。".to_owned());
    }
    let drafts = texts.into_iter().zip(1..).map(|(text, nth): (_, usize)| Draft {
        label: nth.to_string(),
        heading: String::new(),
        text,
    });
    split.opinions.extend(drafts);
}

fn repeats(split: &mut Split) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for draft in &split.opinions {
        *counts.entry(&draft.label).or_default() += 1;
    }
    for draft in &split.opinions {
        if let Some(count) = counts.remove(draft.label.as_str()).filter(|count| *count > 1) {
            split.findings.push(format!("{} が {count}件あります。", draft.label));
        }
    }
}

fn stray(block: &Block) -> Stray {
    let mut text = block.whole.to_owned();
    for line in &block.lines[1..] {
        join(&mut text, line);
    }
    Stray { line: block.line, text, why: NOWHERE }
}

fn is_ended(text: &str) -> bool {
    text.trim_end().ends_with(['。', '．', '！', '？', '!', '?'])
        || text.trim_end().ends_with("。」")
        || text.trim_end().ends_with("。）")
}

/// Japanese lines are joined as they are; between two words of Latin letters stood a space.
fn join(text: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().last()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
