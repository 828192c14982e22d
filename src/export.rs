//! What the record looks like to other programs, and on paper.
//!
//! [`report`] puts tables together from what `analysis` found out; [`xlsx`], [`html`], [`markdown`],
//! [`csv`] and [`json`] write them, and know nothing of opinions and programs.

pub mod changes;
pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;
pub mod report;
pub mod table;
pub mod xlsx;

use crate::domain::words;

words! {
    /// 書き出しの形.
    Form {
        /// Excel: tables to print and tables to go on with.
        Xlsx = "xlsx",
        /// One page that needs no other file.
        Html = "html",
        /// Markdown.
        Markdown = "md",
        /// CSV: one table.
        Csv = "csv",
        /// JSON: every table, for programs.
        Json = "json",
    }
}

/// Why a file of this form cannot hold the report, in a sentence for the person.
pub type Unwritable = String;

/// 体裁. What the person chooses of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Style {
    /// 書体 of a workbook.
    pub font: xlsx::Font,
    /// Which table a CSV holds, by its name; absent for the one that stands for the report.
    pub table: Option<String>,
}

/// The report as a file of this form.
///
/// # Errors
///
/// When the form cannot hold it.
pub fn file(report: &report::Report, form: Form, style: &Style) -> Result<Vec<u8>, Unwritable> {
    Ok(match form {
        Form::Xlsx => xlsx::workbook(report, &style.font)?,
        Form::Html => html::page(report).into_bytes(),
        Form::Markdown => markdown::text(report).into_bytes(),
        Form::Csv => self::csv::file(report, report.table(style.table.as_deref())?).into_bytes(),
        Form::Json => json::report(report).into_bytes(),
    })
}
