//! Markdown: headings, facts, and tables as GitHub writes them.

use std::fmt::Write as _;

use super::{
    report::Report,
    table::{Cell, Column, Kind, Table},
};

/// The report as a text.
#[must_use]
pub fn text(report: &Report) -> String {
    let mut text = format!("# {}\n\n", escaped(&report.title));
    for (name, fact) in &report.facts {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "- **{name}**: {}", escaped(fact));
    }
    for table in report.printed() {
        text.push_str(&section(table));
    }
    text
}

fn section(table: &Table) -> String {
    let mut text = format!("\n## {}\n\n", escaped(&table.title));
    for note in &table.notes {
        let _ = writeln!(text, "{}\n", escaped(note));
    }
    line(&mut text, table.columns.iter().map(|column| escaped(&column.heading())));
    line(&mut text, table.columns.iter().map(|column| rule(column).to_owned()));
    for row in &table.rows {
        line(&mut text, row.iter().map(cell));
    }
    for row in &table.totals {
        line(&mut text, row.iter().map(|value| strong(&cell(value))));
    }
    if table.rows.is_empty() {
        text.push_str("\n（あてはまるものはありません）\n");
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<_> = cells.collect();
    let _ = writeln!(text, "| {} |", cells.join(" | "));
}

fn rule(column: &Column) -> &'static str {
    match column.kind {
        Kind::Number => "---:",
        Kind::Word => ":---:",
        Kind::Text | Kind::Date => "---",
    }
}

fn cell(cell: &Cell) -> String {
    let words = escaped(&cell.words());
    if matches!(cell, Cell::Open(_)) { strong(&words) } else { words }
}

fn strong(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("**{words}**") }
}

/// Text in which nothing is markup, and a line feed breaks the line inside a cell.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' => safe.push_str("<br>"),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        for (text, written) in [
            ("a|b", "a\\|b"),
            ("一\n二", "一<br>二"),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("**太**_字_[x](y)", "\\*\\*太\\*\\*\\_字\\_\\[x\\](y)"),
        ] {
            assert_eq!(escaped(text), written);
        }
        assert_eq!(cell(&Cell::Open("未回答".to_owned())), "**未回答**");
        assert_eq!(cell(&Cell::Nothing), "");
    }
}
