//! The marks that number a report's parts: 第1, 1, (1), ア, (ア).

use super::lines::Line;
use crate::import::tidy::tidy;

/// 番号. What a line begins with, and the words behind it as they stand in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `第1 …`.
    Part(u32, &'a str),
    /// `1 …`.
    Number(u32, &'a str),
    /// `(1) …`.
    Bracketed(u32, &'a str),
    /// `ア …`.
    Letter(char, &'a str),
    /// `(ア) …`.
    Item(char, &'a str),
}

/// The order in which letters number.
const LETTERS: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

/// How long the words of a heading are at most.
const TITLE: usize = 60;

/// The mark a line of no table begins with.
pub(super) fn mark(line: &Line) -> Option<Mark<'_>> {
    if line.is_row() {
        return None;
    }
    // The mark that the extraction of a text gives the items of a list.
    let text = line.text.strip_prefix("- ").unwrap_or(&line.text).trim_start();
    if let Some(rest) = text.strip_prefix('第') {
        let (number, rest) = number(rest.trim_start())?;
        return parted(rest).map(|rest| Mark::Part(number, rest));
    }
    if let Some(rest) = text.strip_prefix(['(', '（']) {
        let (inside, rest) = rest.split_once([')', '）'])?;
        let inside = inside.trim();
        if let Some(letter) = letter(inside) {
            return Some(Mark::Item(letter, rest.trim_start()));
        }
        let (number, "") = number(inside)? else { return None };
        return Some(Mark::Bracketed(number, rest.trim_start()));
    }
    if let Some((number, rest)) = number(text) {
        return parted(rest).map(|rest| Mark::Number(number, rest));
    }
    let end = text.chars().next()?.len_utf8();
    let letter = letter(&text[..end])?;
    parted(&text[end..]).map(|rest| Mark::Letter(letter, rest))
}

/// The words behind a mark, which white space must part from it.
fn parted(rest: &str) -> Option<&str> {
    let words = rest.trim_start();
    (words.len() < rest.len() && !words.is_empty()).then_some(words)
}

/// The number at the head of some words, of two digits at most, and the words behind it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    };
    let end = text.find(|c| digit(c).is_none()).unwrap_or(text.len());
    let digits: Vec<u32> = text[..end].chars().filter_map(digit).collect();
    let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
    matches!(digits.len(), 1 | 2).then_some((number, &text[end..]))
}

/// A number that stands in a cell of its own, spaced out or not.
pub(super) fn number_of(key: &str) -> Option<u32> {
    match number(key)? {
        (number, "") => Some(number),
        _ => None,
    }
}

fn letter(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let letter = chars.next().filter(|c| LETTERS.contains(*c))?;
    chars.next().is_none().then_some(letter)
}

/// The letter that follows another; the first where there is none.
pub(super) fn letter_after(letter: Option<char>) -> Option<char> {
    let mut letters = LETTERS.chars();
    match letter {
        None => letters.next(),
        Some(letter) => letters.skip_while(|c| *c != letter).nth(1),
    }
}

/// The words of a heading; `None` where they are a sentence and no heading.
pub(super) fn title(words: &str) -> Option<String> {
    let title = tidy(words);
    (title.chars().count() <= TITLE && !title.contains('。')).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::report::lines::lines;

    #[test]
    fn a_mark_is_told_from_words_that_begin_like_one() {
        for (text, found) in [
            ("第 1 中小企業の振興", Some(Mark::Part(1, "中小企業の振興"))),
            ("第１　中小企業の振興", Some(Mark::Part(1, "中小企業の振興"))),
            ("第1回会議の意見", None),
            ("12 創業", Some(Mark::Number(12, "創業"))),
            ("12時", None),
            ("2024 年", None),
            ("- (2) 事業承継支援", Some(Mark::Bracketed(2, "事業承継支援"))),
            ("（２）事業承継支援", Some(Mark::Bracketed(2, "事業承継支援"))),
            ("ア 計画的な発注", Some(Mark::Letter('ア', "計画的な発注"))),
            ("アジアの観光客", None),
            ("(キ) M&Aの", Some(Mark::Item('キ', "M&Aの"))),
            ("（提出理由）", None),
            ("(3者) 契約", None),
            ("1\t事業名", None),
            ("", None),
        ] {
            let lines = lines(if text.is_empty() { "。" } else { text });
            assert_eq!(mark(&lines[0]), found, "{text}");
        }
        assert_eq!((letter_after(None), letter_after(Some('オ'))), (Some('ア'), Some('カ')));
        assert_eq!(letter_after(Some('ン')), None);
    }
}
