//! Excel: the main table to print, and the tables to go on with.

mod height;
mod inquiry;
mod sheet;

pub use inquiry::inquiry;

use std::{fmt, str::FromStr};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::{
    Unwritable,
    report::Report,
    table::{Table, Use},
};
use crate::domain::wareki;

/// How many half-width letters a font name has at most: Excel takes no more.
const LONGEST_FONT: usize = 31;

/// 書体.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font(String);

impl Default for Font {
    fn default() -> Self {
        Self("游ゴシック".to_owned())
    }
}

impl Font {
    /// The name, as Excel knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How high a line of 10 points is, in points. 游ゴシック and 游明朝 stand on high lines.
    fn line(&self) -> u32 {
        if self.0.contains('游') || self.0.contains("Yu ") { 17 } else { 14 }
    }
}

impl FromStr for Font {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let name = text.trim();
        let odd = |c: char| c.is_control() || matches!(c, '"' | '&' | ',');
        if name.is_empty() || name.chars().count() > LONGEST_FONT || name.contains(odd) {
            return Err(format!(
                "書体は「游ゴシック」「ＭＳ 明朝」のように、{LONGEST_FONT}字までの名前で書きます。"
            ));
        }
        Ok(Self(name.to_owned()))
    }
}

impl fmt::Display for Font {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The report as a workbook.
///
/// # Errors
///
/// When a text is longer than a cell may hold, or a table larger than a sheet.
pub fn workbook(report: &Report, font: &Font) -> Result<Vec<u8>, Unwritable> {
    for table in report.tables().filter(|table| table.made_for == Use::Data) {
        height::check(table)?;
    }
    written(report, font).map_err(|error| {
        format!(
            "Excel の一枚のシートに収まらない表です（{error}）。\
             --department などで絞り込むか、json で書き出してください。"
        )
    })
}

fn written(report: &Report, font: &Font) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let plain = Format::new().set_font_name(font.as_str()).set_font_size(10);
    let plain = plain.set_font_charset(128).set_align(FormatAlign::VerticalCenter);
    // Row height and column width in pixels; the width is that of Excel with digits of 7 pixels.
    book.set_default_format(&plain, font.line() * 4 / 3, 64)?;
    book.set_properties(&properties(report));
    for table in report.tables() {
        let sheet = sheet::Sheet { report, table, font };
        sheet.write(book.add_worksheet())?;
    }
    book.save_to_buffer()
}

/// What the file says of itself to Windows. Of the day of the record, not of the clock: the same
/// record gives the same file.
fn properties(report: &Report) -> DocProperties {
    let facts: Vec<_> = report.facts.iter().map(|(name, fact)| format!("{name}: {fact}")).collect();
    let properties = DocProperties::new()
        .set_title(&report.title)
        .set_subject(format!("{}現在", wareki(report.day)))
        .set_author("審議")
        .set_comment(facts.join("\n"));
    match datetime(report.day) {
        Some(day) => properties.set_creation_datetime(&day),
        None => properties,
    }
}

/// A day as Excel counts days; `None` for one before 1900, which it cannot count.
fn datetime(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// A sheet to print begins with its title; one to go on with begins with the headings.
fn is_printed(table: &Table) -> bool {
    table.made_for == Use::Print
}
