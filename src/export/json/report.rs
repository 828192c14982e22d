//! A report in JSON: every table with typed values, for programs.

use serde::{Serialize, Serializer};

use super::text;
use crate::export::{
    report::Report,
    table::{Cell, Column, Kind, Table},
};

/// 報告.
#[derive(Debug, Serialize)]
struct ReportJson<'a> {
    title: &'a str,
    as_of: String,
    edition: &'static str,
    direction: &'static str,
    template: &'static str,
    filter: &'a [String],
    extent: &'a str,
    record: VersionJson<'a>,
    tables: Vec<TableJson<'a>>,
}

#[derive(Debug, Serialize)]
struct VersionJson<'a> {
    hash: &'a str,
    events: usize,
    newest: Option<String>,
    program: &'static str,
}

#[derive(Debug, Serialize)]
struct TableJson<'a> {
    name: &'a str,
    title: &'a str,
    notes: &'a [String],
    columns: Vec<ColumnJson<'a>>,
    rows: &'a [Vec<Cell>],
    totals: &'a [Vec<Cell>],
}

#[derive(Debug, Serialize)]
struct ColumnJson<'a> {
    name: &'a str,
    unit: Option<&'static str>,
    kind: &'static str,
}

/// Nothing is `null`, a number a number, a day as ISO 8601 writes it.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) | Self::Open(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Date(date) => serializer.collect_str(date),
        }
    }
}

/// The report as a file.
#[must_use]
pub fn report(of: &Report) -> String {
    let version = &of.version;
    let json = ReportJson {
        title: &of.title,
        as_of: of.day.to_string(),
        edition: of.edition.word(),
        direction: of.direction.word(),
        template: of.template.word(),
        filter: &of.filter,
        extent: &of.extent,
        record: VersionJson {
            hash: &version.hash,
            events: version.events,
            newest: version.newest.map(|newest| newest.to_string()),
            program: version.program,
        },
        tables: of.tables().map(table).collect(),
    };
    text(&json) + "\n"
}

fn table(of: &Table) -> TableJson<'_> {
    TableJson {
        name: &of.name,
        title: &of.title,
        notes: &of.notes,
        columns: of.columns.iter().map(column).collect(),
        rows: &of.rows,
        totals: &of.totals,
    }
}

fn column(of: &Column) -> ColumnJson<'_> {
    let kind = match of.kind {
        Kind::Text | Kind::Word => "text",
        Kind::Number => "number",
        Kind::Date => "date",
    };
    ColumnJson { name: &of.name, unit: of.unit, kind }
}
