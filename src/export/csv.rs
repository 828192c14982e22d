//! CSV after RFC 4180, for Japanese Excel: with a byte order mark and CR LF, and no cell that a
//! spreadsheet would take for a formula.
//!
//! A CSV holds one table and nothing beside it, so what the file says of itself stands in the last
//! columns of every row.

use std::borrow::Cow;

use super::{
    report::Report,
    table::{Cell, Column, Table},
};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table of the report as a file.
#[must_use]
pub fn file(report: &Report, table: &Table) -> String {
    let facts = &report.facts;
    let mut text = BYTE_ORDER_MARK.to_owned();
    let headings = table.columns.iter().map(Column::heading);
    let headings: Vec<_> =
        headings.chain(facts.iter().map(|(name, _)| (*name).to_owned())).collect();
    push(&mut text, headings.iter().map(|heading| field(heading)));
    for row in table.all_rows() {
        let mut fields: Vec<Cow<'_, str>> = Vec::new();
        for cell in row {
            fields.push(value(cell.clone()));
        }
        fields.extend(facts.iter().map(|(_, fact)| field(fact)));
        push(&mut text, fields.into_iter());
    }
    text
}

fn push<'a>(text: &mut String, fields: impl Iterator<Item = Cow<'a, str>>) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&field);
    }
    text.push_str("\r\n");
}

/// Numbers without commas and days as ISO 8601 has them: other programs read them.
fn value(cell: Cell) -> Cow<'static, str> {
    match cell.on_one_line() {
        Cell::Nothing => Cow::Borrowed(""),
        Cell::Text(text) | Cell::Open(text) => Cow::Owned(field(&text).into_owned()),
        Cell::Number(number) => Cow::Owned(number.to_string()),
        Cell::Date(date) => Cow::Owned(date.to_string()),
    }
}

/// Words as a field: made harmless, and quoted where they need it.
#[must_use]
pub fn field(text: &str) -> Cow<'_, str> {
    let safe = harmless(text);
    let edge = |c: char| c.is_whitespace();
    let quoted = safe.contains(['"', ',', '\r', '\n'])
        || safe.starts_with(edge)
        || safe.ends_with(edge)
        || safe.starts_with('\'');
    if quoted { Cow::Owned(format!("\"{}\"", safe.replace('"', "\"\""))) } else { safe }
}

/// The same with an apostrophe before it, where a spreadsheet would take it for a formula. With the
/// IME on, people type `＝`, and some spreadsheets take that for `=`.
fn harmless(text: &str) -> Cow<'_, str> {
    let first = text.trim_start().chars().next();
    let formula = first.is_some_and(|c| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '﹢' | '﹣' | '﹦' | '﹫'
        )
    });
    let acts = text.starts_with(['\t', '\r', '\n']);
    if formula || acts { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_can_be_taken_for_a_formula() {
        for (text, written) in [
            ("=1+1", "\"'=1+1\""),
            ("＝HYPERLINK(\"x\")", "\"'＝HYPERLINK(\"\"x\"\")\""),
            ("+81", "\"'+81\""),
            ("＋", "\"'＋\""),
            ("-1", "\"'-1\""),
            ("－1", "\"'－1\""),
            ("@A1", "\"'@A1\""),
            ("＠A1", "\"'＠A1\""),
            ("\t=1", "\"'\t=1\""),
            ("　=1", "\"'　=1\""),
            ("△1,234", "\"△1,234\""),
            ("一\n二", "\"一\n二\""),
            (" 間 ", "\" 間 \""),
            ("ただの文", "ただの文"),
            ("a-b=c", "a-b=c"),
        ] {
            assert_eq!(field(text), written, "{text:?}");
        }
    }

    #[test]
    fn values_are_what_other_programs_read() {
        for (cell, written) in [
            (Cell::Nothing, ""),
            (Cell::Number(0), "0"),
            (Cell::Number(-1_234), "-1234"),
            (Cell::Date(jiff::civil::date(2026, 3, 31)), "2026-03-31"),
            (Cell::Open("未回答".to_owned()), "未回答"),
        ] {
            assert_eq!(value(cell), written);
        }
    }
}
