//! Tables as every form writes them: what stands in a cell is a value, never a picture of one.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::domain::{ThousandYen, wareki};

/// 値. What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// なし: not printed, not said, or not to be asked for. Never zero.
    Nothing,
    /// 文.
    Text(String),
    /// 待っているもの: words that call for somebody, such as 未回答. Shown with emphasis.
    Open(String),
    /// 数, in the unit of the column.
    Number(i64),
    /// 日.
    Date(Date),
}

impl Cell {
    /// Words; nothing where there are none.
    #[must_use]
    pub fn text(text: impl AsRef<str>) -> Self {
        let text = plain(text.as_ref());
        if text.trim().is_empty() { Self::Nothing } else { Self::Text(text.into_owned()) }
    }

    /// Several words, a line each.
    #[must_use]
    pub fn lines<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Self {
        let lines = lines.into_iter().filter(|line| !line.as_ref().trim().is_empty());
        Self::text(lines.map(|line| line.as_ref().to_owned()).collect::<Vec<_>>().join("\n"))
    }

    /// 件数.
    #[must_use]
    pub fn count(count: usize) -> Self {
        i64::try_from(count).map_or(Self::Nothing, Self::Number)
    }

    /// 千円; nothing where no amount is printed.
    #[must_use]
    pub fn amount(amount: Option<ThousandYen>) -> Self {
        amount.map_or(Self::Nothing, |amount| Self::Number(amount.0))
    }

    /// 日; nothing where there is none.
    #[must_use]
    pub fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Nothing, Self::Date)
    }

    /// The value in words, as people read it: `△1,234`, `令和8年11月21日`.
    #[must_use]
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Text(text) | Self::Open(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(ThousandYen(*number).to_string()),
            Self::Date(date) => Cow::Owned(wareki(*date)),
        }
    }

    /// The same on one line: one datum a cell, no line broken for looks.
    #[must_use]
    pub fn on_one_line(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(one_line(&text)),
            Self::Open(text) => Self::Open(one_line(&text)),
            other => other,
        }
    }
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// Line feeds and nothing else that acts: neither XML nor a reader's eye can take the rest.
fn plain(text: &str) -> Cow<'_, str> {
    let odd = |c: char| c != '\n' && (c.is_control() || is_invisible(c));
    if !text.contains(odd) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    Cow::Owned(text.chars().map(|c| if odd(c) { '\u{fffd}' } else { c }).collect())
}

/// What turns lines round or is no character at all. What merely cannot be seen, such as a joiner,
/// may belong to a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// 列の種類. What a column holds: where it is set, how a program reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 文.
    Text,
    /// 短い語, set in the middle.
    Word,
    /// 数.
    Number,
    /// 日.
    Date,
}

/// 列.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// 見出し, without the unit.
    pub name: String,
    /// 単位: 千円, 件.
    pub unit: Option<&'static str>,
    /// What it holds.
    pub kind: Kind,
    /// 幅, in half-width letters.
    pub width: u16,
}

impl Column {
    /// A column of words of any length.
    #[must_use]
    pub fn text(name: impl Into<String>, width: u16) -> Self {
        Self { name: name.into(), unit: None, kind: Kind::Text, width }
    }

    /// A column of short words.
    #[must_use]
    pub fn word(name: impl Into<String>, width: u16) -> Self {
        Self { kind: Kind::Word, ..Self::text(name, width) }
    }

    /// A column of numbers in a unit.
    #[must_use]
    pub fn number(name: impl Into<String>, unit: &'static str, width: u16) -> Self {
        Self { kind: Kind::Number, unit: Some(unit), ..Self::text(name, width) }
    }

    /// A column of numbers that have no unit: 0 and 1, a year.
    #[must_use]
    pub fn bare(name: impl Into<String>, width: u16) -> Self {
        Self { kind: Kind::Number, ..Self::text(name, width) }
    }

    /// A column of days.
    #[must_use]
    pub fn date(name: impl Into<String>, width: u16) -> Self {
        Self { kind: Kind::Date, ..Self::text(name, width) }
    }

    /// 見出し with the unit: `R7予算額（千円）`.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.unit {
            Some(unit) => format!("{}（{unit}）", self.name),
            None => self.name.clone(),
        }
    }
}

/// 表の向き先. Whom a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// To be printed and read: cells of several lines.
    Print,
    /// To be gone on with: headings in the first row, one datum a cell.
    Data,
}

/// 表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The short name: of the sheet, of the part of a page.
    pub name: String,
    /// 標題.
    pub title: String,
    /// What it counts, out of what; a sentence each.
    pub notes: Vec<String>,
    /// Whom it is for.
    pub made_for: Use,
    /// 列; the first names the row.
    pub columns: Vec<Column>,
    /// 行, each as long as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// 計.
    pub totals: Vec<Vec<Cell>>,
}

impl Table {
    /// A table to print, without rows yet.
    #[must_use]
    pub fn print(name: &str, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            name: name.to_owned(),
            title: title.into(),
            notes: Vec::new(),
            made_for: Use::Print,
            columns,
            rows: Vec::new(),
            totals: Vec::new(),
        }
    }

    /// A table to go on with, without rows yet.
    #[must_use]
    pub fn data(name: &str, title: &str, columns: Vec<Column>) -> Self {
        Self { made_for: Use::Data, ..Self::print(name, title, columns) }
    }

    /// The rows and, behind them, the totals.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().chain(&self.totals)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_absent_is_nothing_and_zero_is_zero() {
        assert_eq!(Cell::amount(None), Cell::Nothing);
        assert_eq!(Cell::amount(Some(ThousandYen(0))), Cell::Number(0));
        assert_eq!(Cell::text(" \n"), Cell::Nothing);
        assert_eq!(Cell::lines(["", " "]), Cell::Nothing);
        assert_eq!(Cell::date(None), Cell::Nothing);
        assert_eq!(Cell::count(0), Cell::Number(0));
    }

    #[test]
    fn a_value_is_read_as_an_office_writes_it() {
        for (cell, words) in [
            (Cell::Number(-1_234), "△1,234"),
            (Cell::Date(date(2026, 11, 21)), "令和8年11月21日"),
            (Cell::Date(date(2019, 5, 1)), "令和元年5月1日"),
            (Cell::Nothing, ""),
        ] {
            assert_eq!(cell.words(), words);
        }
        assert_eq!(Column::number("R7予算額", "千円", 12).heading(), "R7予算額（千円）");
    }

    #[test]
    fn text_keeps_its_lines_and_nothing_that_acts() {
        for (text, kept) in [
            ("一\r\n二\r三", "一\n二\n三"),
            ("一\t二", "一 二"),
            ("\u{1b}[2J", "\u{fffd}[2J"),
            ("\u{202e}逆", "\u{fffd}逆"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("\u{0}\u{ffff}", "\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(Cell::text(text), Cell::Text(kept.to_owned()), "{text:?}");
        }
        assert_eq!(Cell::text("一\n\n 二 ").on_one_line(), Cell::Text("一 二".to_owned()));
    }
}
