//! The lines of a report's text, and what became of each.

use std::collections::HashMap;

use crate::{
    domain::{AreaId, Listing},
    import::tidy::squeezed,
};

/// 行. One line of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    /// As it stands in the text.
    pub(super) text: String,
    /// What stands between tabs, without spaces around it; one cell where there is no tab.
    pub(super) cells: Vec<String>,
    /// How many blank lines stand before it: a page may end there.
    pub(super) gap: usize,
}

impl Line {
    /// Whether it belongs to a table.
    pub(super) fn is_row(&self) -> bool {
        self.cells.len() > 1
    }

    /// The cells that hold something.
    pub(super) fn filled(&self) -> Vec<&str> {
        self.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect()
    }

    /// Its words without any space.
    pub(super) fn key(&self) -> String {
        squeezed(&self.text)
    }
}

/// 行の扱い. What became of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing stands in it.
    Blank,
    /// It is in the record.
    Understood,
    /// It is the page's: a page number, a heading whose words the record has as a field.
    Layout(&'static str),
    /// 読めなかった行, and why.
    Unread(String),
}

/// The lines that hold something. Where a text has no tabs, wide gaps part its cells.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let tabs = text.contains('\t');
    let mut gap = 0;
    let mut lines = Vec::new();
    for (text, number) in text.split('\n').zip(1..) {
        // A form feed begins a page.
        let text = text.trim_end_matches('\r');
        let plain = text.replace('\u{c}', " ");
        if plain.trim().is_empty() {
            gap += 1;
            continue;
        }
        let gap = std::mem::take(&mut gap) + usize::from(text.contains('\u{c}'));
        let cells = if tabs { by_tabs(&plain) } else { by_gaps(&plain) };
        lines.push(Line { number, text: plain.trim().to_owned(), cells, gap });
    }
    lines
}

fn by_tabs(text: &str) -> Vec<String> {
    text.split('\t').map(|cell| cell.trim().to_owned()).collect()
}

/// A run of three spaces or more parts two cells.
fn by_gaps(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut run = 0;
    for c in text.chars() {
        if c.is_whitespace() {
            run += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        match std::mem::take(&mut run) {
            0 => {}
            1 | 2 if cells.last().is_some_and(String::is_empty) => {}
            1 | 2 => cells.iter_mut().rev().take(1).for_each(|cell| cell.push(' ')),
            _ => cells.push(String::new()),
        }
        cells.iter_mut().rev().take(1).for_each(|cell| cell.push(c));
    }
    cells
}

/// 台帳. What became of each line: every line is entered once, or comes out as unread.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    fates: Vec<Option<Fate>>,
    /// 読み替え: where something was read that is not printed in so many words.
    pub(super) notes: Vec<Note>,
    /// The line on which what is listed somewhere begins.
    listed: HashMap<(AreaId, String), usize>,
}

/// 読み替え. Something a person should look at, and the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// From 1.
    pub line: usize,
    /// What was read how.
    pub what: String,
}

impl Ledger {
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut fates = vec![Some(Fate::Blank); text.split('\n').count()];
        for line in lines {
            fates[line.number - 1] = None;
        }
        Self { fates, ..Self::default() }
    }

    fn enter(&mut self, line: usize, fate: Fate) {
        if let Some(held) = self.fates.get_mut(line - 1) {
            *held = Some(fate);
        }
    }

    pub(super) fn understood(&mut self, line: usize) {
        self.enter(line, Fate::Understood);
    }

    pub(super) fn layout(&mut self, line: usize, what: &'static str) {
        self.enter(line, Fate::Layout(what));
    }

    pub(super) fn unread(&mut self, line: usize, why: impl Into<String>) {
        self.enter(line, Fate::Unread(why.into()));
    }

    pub(super) fn all_understood(&mut self, lines: impl IntoIterator<Item = usize>) {
        for line in lines {
            self.understood(line);
        }
    }

    pub(super) fn all_unread(&mut self, lines: impl IntoIterator<Item = usize>, why: &str) {
        for line in lines {
            self.unread(line, why);
        }
    }

    pub(super) fn note(&mut self, line: usize, what: impl Into<String>) {
        self.notes.push(Note { line, what: what.into() });
    }

    /// Remembers the line on which what is listed there begins.
    pub(super) fn stands(&mut self, listed: &Listing, line: usize) {
        self.listed.entry((listed.area.clone(), listed.mark())).or_insert(line);
    }

    /// Notes something about what is listed there.
    pub(super) fn note_on(&mut self, listed: &Listing, what: impl Into<String>) {
        let line = self.listed.get(&(listed.area.clone(), listed.mark())).copied();
        self.note(line.unwrap_or(1), what);
    }

    pub(super) fn fates(&mut self) -> Vec<Fate> {
        let nowhere = || Fate::Unread("どの部分にも当たりません".to_owned());
        self.fates.drain(..).map(|fate| fate.unwrap_or_else(nowhere)).collect()
    }
}

/// Whether a line is a page number and nothing else.
pub(super) fn is_page_number(line: &Line) -> bool {
    let key = line.key();
    let bare = key.trim_matches(|c| matches!(c, '-' | '－' | '―' | '–' | '‐'));
    !line.is_row()
        && !bare.is_empty()
        && bare.chars().count() <= 3
        && bare.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_by_tabs_or_else_by_wide_gaps() {
        for (text, cells) in [
            ("1\t事業名\t甲 乙", vec!["1", "事業名", "甲 乙"]),
            ("\t\t甲", vec!["", "", "甲"]),
            ("1    事業名    甲 乙  丙", vec!["1", "事業名", "甲 乙 丙"]),
            ("      甲", vec!["", "甲"]),
            ("ア　計画的な発注", vec!["ア 計画的な発注"]),
        ] {
            assert_eq!(lines(text)[0].cells, cells, "{text}");
        }
    }

    #[test]
    fn a_line_nobody_entered_is_unread() {
        let text = "甲\n\n乙\n\u{c}丙";
        let lines = lines(text);
        assert_eq!(lines.iter().map(|line| line.gap).collect::<Vec<_>>(), [0, 1, 1]);
        let mut ledger = Ledger::of(text, &lines);
        ledger.understood(1);
        let fates = ledger.fates();
        assert_eq!(fates[..2], [Fate::Understood, Fate::Blank]);
        assert!(matches!(&fates[2..], [Fate::Unread(_), Fate::Unread(_)]));
    }
}
