//! HTML: one page that needs no other file and no script, prints on A4, and reads well aloud.

mod bars;

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{
    report::Report,
    table::{Cell, Column, Kind, Table},
};
use crate::domain::wareki;

const STYLE: &str = include_str!("html/style.css");

/// More columns than this, and the headings of figures stand upright.
const MANY: usize = 16;

/// The report as a page.
#[must_use]
pub fn page(report: &Report) -> String {
    let title = escaped(&report.title);
    let day = wareki(report.day);
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n");
    page.push_str("<meta charset=\"utf-8\">\n");
    page.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    // Writing to a String cannot fail.
    let _ =
        writeln!(page, "<title>{title}（{day}現在）</title>\n<style>\n{STYLE}</style>\n</head>");
    let _ = writeln!(page, "<body>\n<a class=\"skip\" href=\"#main\">本文へ進む</a>\n<header>");
    let _ = writeln!(page, "<h1>{title}</h1>\n<dl>");
    for (name, fact) in &report.facts {
        let _ = writeln!(page, "<div><dt>{name}</dt><dd>{}</dd></div>", escaped(fact));
    }
    page.push_str("</dl>\n</header>\n<nav aria-label=\"目次\">\n<ul>\n");
    let sections = sections(report);
    for Section { id, title, .. } in &sections {
        let _ = writeln!(page, "<li><a href=\"#{id}\">{title}</a></li>");
    }
    page.push_str("</ul>\n</nav>\n<main id=\"main\">\n");
    for Section { id, title, content } in &sections {
        let _ = writeln!(
            page,
            "<section id=\"{id}\" aria-labelledby=\"{id}h\">\n<h2 id=\"{id}h\">{title}</h2>\n{content}</section>"
        );
    }
    let _ = writeln!(
        page,
        "</main>\n<footer>{}</footer>\n</body>\n</html>",
        escaped(&report.version.to_string())
    );
    page
}

/// A part of the page.
struct Section {
    id: String,
    title: String,
    content: String,
}

/// The parts of the page. The pictures come behind the main table, before the figures they show.
fn sections(report: &Report) -> Vec<Section> {
    let tables = (1..).zip(report.printed()).map(|(n, table)| {
        let id = format!("table{n}");
        let content = self::table(&id, table);
        Section { id, title: escaped(&table.title).into_owned(), content }
    });
    let charts = (1..).zip(&report.charts).map(|(n, chart)| {
        let id = format!("chart{n}");
        let content = bars::figure(&id, chart);
        Section { id, title: escaped(&chart.title).into_owned(), content }
    });
    let mut sections: Vec<Section> = tables.collect();
    sections.splice(1..1, charts);
    sections
}

fn table(id: &str, table: &Table) -> String {
    let title = escaped(&table.title);
    let class = if table.columns.len() > MANY { " class=\"wide\"" } else { "" };
    let mut text = String::new();
    for note in &table.notes {
        let _ = writeln!(text, "<p>{}</p>", escaped(note));
    }
    let _ = writeln!(
        text,
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}h\" tabindex=\"0\">"
    );
    let _ = writeln!(text, "<table{class}>\n<caption>{title}</caption>\n<colgroup>");
    let whole: u32 = table.columns.iter().map(|column| u32::from(column.width)).sum();
    for column in &table.columns {
        let share = u32::from(column.width) * 1000 / whole.max(1);
        let _ = write!(text, "<col style=\"width:{}.{}%\">", share / 10, share % 10);
    }
    text.push_str("\n</colgroup>\n<thead>\n<tr>");
    for column in &table.columns {
        let _ = write!(text, "<th scope=\"col\"{}>{}</th>", class_of(column), heading(column));
    }
    text.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        text.push_str(&self::row(&table.columns, row));
    }
    if table.rows.is_empty() {
        let _ = writeln!(
            text,
            "<tr><td colspan=\"{}\">あてはまるものはありません</td></tr>",
            table.columns.len()
        );
    }
    text.push_str("</tbody>\n");
    if !table.totals.is_empty() {
        let totals: String =
            table.totals.iter().map(|row| self::row(&table.columns, row)).collect();
        let _ = writeln!(text, "<tfoot>\n{totals}</tfoot>");
    }
    text.push_str("</table>\n</div>\n");
    text
}

fn row(columns: &[Column], cells: &[Cell]) -> String {
    let mut text = String::from("<tr>");
    for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
        let words = escaped(&cell.words()).replace('\n', "<br>");
        let words = match cell {
            Cell::Open(_) => format!("<strong>{words}</strong>"),
            // A day may be broken behind its year.
            Cell::Date(date) => {
                format!("<time datetime=\"{date}\">{}</time>", words.replace('年', "年<wbr>"))
            }
            _ => words,
        };
        let class = class_of(column);
        let _ = if at == 0 {
            write!(text, "<th scope=\"row\"{class}>{words}</th>")
        } else {
            write!(text, "<td{class}>{words}</td>")
        };
    }
    text.push_str("</tr>\n");
    text
}

fn heading(column: &Column) -> String {
    match column.unit {
        Some(unit) => format!("{}<span class=\"unit\">（{unit}）</span>", escaped(&column.name)),
        None => escaped(&column.name).into_owned(),
    }
}

fn class_of(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "",
        Kind::Word => " class=\"word\"",
        Kind::Number => " class=\"number\"",
        Kind::Date => " class=\"date\"",
    }
}

/// Text in which nothing is markup, inside an element or an attribute.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}
