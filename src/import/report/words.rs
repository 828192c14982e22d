//! Words that run over several lines and pages, put together as a reader reads them.

use super::lines::{Ledger, Line};
use crate::import::tidy::tidy;

/// A text in the making: what each line adds to it.
#[derive(Debug, Default, Clone)]
pub(super) struct Words {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    line: usize,
    gap: usize,
    text: String,
}

/// A paragraph that ends before the edge of the page is no longer than this.
const SHORT: usize = 20;

/// How many letters of each side are shown where two lines were joined.
const SEEN: usize = 8;

impl Words {
    pub(super) fn of(line: &Line, text: &str) -> Self {
        let mut words = Self::default();
        words.add(line, text);
        words
    }

    pub(super) fn add(&mut self, line: &Line, text: &str) {
        let gap = if self.parts.is_empty() { 0 } else { line.gap };
        self.parts.push(Part { line: line.number, gap, text: text.to_owned() });
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.text.trim().is_empty())
    }

    /// The lines it stands on.
    pub(super) fn lines(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.line)
    }

    /// As one paragraph, whatever blank lines are in it: a cell of a table.
    pub(super) fn cell(&self, ledger: &mut Ledger) -> String {
        self.paragraphs(ledger, |_, _| false).join("")
    }

    /// As paragraphs, parted by line feeds.
    ///
    /// A blank line ends a paragraph where the line before it ends a sentence, or breaks off before
    /// the edge of the page; elsewhere a page ended there.
    pub(super) fn prose(&self, ledger: &mut Ledger) -> String {
        let ends = |before: &str, gap| {
            gap > 0 && (before.ends_with('。') || before.chars().count() < SHORT)
        };
        self.paragraphs(ledger, ends).join("\n")
    }

    fn paragraphs(&self, ledger: &mut Ledger, ends: impl Fn(&str, usize) -> bool) -> Vec<String> {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut raw = String::new();
        for (nth, part) in self.parts.iter().enumerate() {
            let before = tidy(&raw);
            if nth > 0 && ends(&before, part.gap) {
                paragraphs.push(before);
                raw.clone_from(&part.text);
                continue;
            }
            if nth > 0 && part.gap > 0 && !before.is_empty() {
                ledger.note(
                    part.line,
                    format!("改ページで切れた所をつなぎました: {}", seam(&before, &part.text)),
                );
            }
            // Two counted figures are two things, wherever the page breaks between them.
            if counts(&before) && counts(&tidy(&part.text)) {
                raw.push(' ');
            }
            raw.push_str(&part.text);
        }
        paragraphs.push(tidy(&raw));
        paragraphs
    }
}

fn seam(before: &str, after: &str) -> String {
    let tail: Vec<char> = before.chars().rev().take(SEEN).collect();
    let tail: String = tail.into_iter().rev().collect();
    let head: String = tidy(after).chars().take(SEEN).collect();
    format!("…{tail}｜{head}…")
}

/// Whether a text ends in a statement such as `補助件数：13件`.
fn counts(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let Some((name, figure)) = last.split_once('：') else { return false };
    let unit = figure.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    !name.is_empty() && unit.len() < figure.len() && (1..=3).contains(&unit.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::report::lines::lines;

    fn read(text: &str, how: fn(&Words, &mut Ledger) -> String) -> (String, usize) {
        let lines = lines(text);
        let mut words = Words::default();
        for line in &lines {
            words.add(line, &line.text);
        }
        let mut ledger = Ledger::default();
        (how(&words, &mut ledger), ledger.notes.len())
    }

    #[test]
    fn lines_are_joined_and_paragraphs_kept_apart() {
        let long = "社会問題を踏まえた支援が必要であるという意見が多く出され";
        for (text, read_as, joined) in [
            (format!("{long}\nた。"), format!("{long}た。"), 0),
            (format!("{long}\n\nた。"), format!("{long}た。"), 1),
            (format!("{long}た。\n\nまた、"), format!("{long}た。\nまた、"), 0),
            ("契約状況\n\n契約全体は".to_owned(), "契約状況\n契約全体は".to_owned(), 0),
        ] {
            assert_eq!(read(&text, Words::prose), (read_as, joined), "{text}");
        }
    }

    #[test]
    fn words_broken_over_pages_are_closed_up_in_cells() {
        for (text, read_as) in [
            ("環境等についてP\n\nRを実施", "環境等についてPRを実施"),
            ("金額は 1 5，\n\n2 3 2 千円", "金額は15,232千円"),
            ("補給：336件\n\n損失補償金：26件", "補給：336件 損失補償金：26件"),
        ] {
            assert_eq!(read(text, Words::cell), (read_as.to_owned(), 1), "{text}");
        }
    }
}
