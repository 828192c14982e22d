//! One table on one sheet, set up to print on A4.

use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, FormatPattern, Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::{Font, datetime, height, is_printed};
use crate::{
    domain::wareki,
    export::{
        report::Report,
        table::{Cell, Column, Kind, Table},
    },
};

const HEAD: Color = Color::RGB(0x00DC_E9F5);
const OPEN: Color = Color::RGB(0x00FF_E0B2);
const TOTAL: Color = Color::RGB(0x00F2_F6FA);

const AMOUNT: &str = "#,##0;\"△ \"#,##0";
const ERA: &str = "[$-411]ggge\"年\"m\"月\"d\"日\";@";
const ISO: &str = "yyyy-mm-dd";

/// More columns than this, and their headings stand upright.
const MANY: usize = 60;
/// A4.
const PAPER: u8 = 9;

pub struct Sheet<'a> {
    pub report: &'a Report,
    pub table: &'a Table,
    pub font: &'a Font,
}

impl Sheet<'_> {
    pub fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(&self.table.name)?;
        for (at, column) in (0_u16..).zip(&self.table.columns) {
            sheet.set_column_width(at, self.width(column))?;
        }
        let head = self.titles(sheet)?;
        self.headings(sheet, head)?;
        let mut row = head + 1;
        for (cells, total) in self.rows() {
            row = self.row(sheet, row, cells, total)?;
        }
        self.page(sheet, head, row - 1)
    }

    /// A sheet to go on with has its headings on one line, each with a button to filter by.
    fn width(&self, column: &Column) -> u16 {
        if is_printed(self.table) || self.is_upright() {
            return column.width;
        }
        let heading = u16::try_from(column.heading().width() + 4).unwrap_or(u16::MAX);
        column.width.max(heading)
    }

    fn is_upright(&self) -> bool {
        self.table.columns.len() > MANY
    }

    fn rows(&self) -> impl Iterator<Item = (&Vec<Cell>, bool)> {
        let rows = self.table.rows.iter().map(|row| (row, false));
        rows.chain(self.table.totals.iter().map(|row| (row, true)))
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    fn plain(&self) -> Format {
        Format::new().set_font_name(self.font.as_str()).set_font_size(10).set_font_charset(128)
    }

    /// What stands above the headings; gives back the row of the headings.
    fn titles(&self, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
        if !is_printed(self.table) {
            return Ok(0);
        }
        let title = self.plain().set_font_size(14).set_bold();
        sheet.set_row_height(0, 24)?;
        sheet.write_string_with_format(0, 0, &self.table.title, &title)?;
        let mut row = 1;
        let room = self.table.columns.iter().map(|column| usize::from(column.width)).sum::<usize>();
        for note in self.notes() {
            for line in height::folded(&note, room) {
                sheet.write_string_with_format(row, 0, line, &self.plain())?;
                row += 1;
            }
        }
        Ok(row)
    }

    /// What must be known to read the table, a line each.
    fn notes(&self) -> Vec<String> {
        let report = self.report;
        let facts = &report.facts;
        // The version is for the foot of the page and for the legend.
        let facts = facts.iter().take(facts.len().saturating_sub(1));
        let facts: Vec<_> = facts.map(|(name, fact)| format!("{name}: {fact}")).collect();
        let unit = self.table.columns.iter().any(|column| column.unit == Some("千円"));
        let unit = if unit { "　（金額の単位：千円）" } else { "" };
        let facts = format!("{}{unit}", facts.join("　"));
        std::iter::once(facts).chain(self.table.notes.iter().cloned()).collect()
    }

    fn headings(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let format = self
            .plain()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_pattern(FormatPattern::Solid)
            .set_background_color(HEAD);
        let upright = self.is_upright();
        for (at, column) in (0_u16..).zip(&self.table.columns) {
            let format = match (is_printed(self.table), upright && at > 0) {
                (_, true) => format.clone().set_rotation(90),
                (true, false) => format.clone().set_text_wrap(),
                (false, false) => format.clone(),
            };
            let heading = match (is_printed(self.table), column.unit) {
                (true, Some(unit)) => format!("{}\n（{unit}）", column.name),
                _ => column.heading(),
            };
            sheet.write_string_with_format(row, at, heading, &format)?;
        }
        let lines =
            if is_printed(self.table) { height::of_headings(&self.table.columns) } else { 1 };
        let points = if upright { 180 } else { self.points(lines) };
        sheet.set_row_height(row, points)?;
        Ok(())
    }

    fn points(&self, lines: usize) -> u32 {
        self.font.line() * u32::try_from(lines).unwrap_or(1) + 5
    }

    /// Writes a row, or the several that a long one needs; gives back the row behind it.
    fn row(
        &self,
        sheet: &mut Worksheet,
        at: u32,
        cells: &[Cell],
        total: bool,
    ) -> Result<u32, XlsxError> {
        if !is_printed(self.table) {
            self.cells(sheet, at, cells, total)?;
            return Ok(at + 1);
        }
        let mut at = at;
        for (cells, lines) in height::rows(&self.table.columns, cells) {
            self.cells(sheet, at, &cells, total)?;
            sheet.set_row_height(at, self.points(lines))?;
            at += 1;
        }
        Ok(at)
    }

    fn cells(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        cells: &[Cell],
        total: bool,
    ) -> Result<(), XlsxError> {
        for (at, (column, cell)) in (0_u16..).zip(self.table.columns.iter().zip(cells)) {
            let format = self.format(column, cell, total);
            match cell {
                // A sheet to go on with has nothing in an empty cell, not even a border.
                Cell::Nothing if !is_printed(self.table) => {}
                Cell::Nothing => {
                    sheet.write_blank(row, at, &format)?;
                }
                Cell::Text(text) | Cell::Open(text) => {
                    sheet.write_string_with_format(row, at, text, &format)?;
                }
                Cell::Number(number) => {
                    // Excel counts to 15 digits; more are written as they are read.
                    if number.unsigned_abs() < 1_000_000_000_000_000 {
                        #[allow(clippy::cast_precision_loss, reason = "15 digits are exact")]
                        let number = *number as f64;
                        sheet.write_number_with_format(row, at, number, &format)?;
                    } else {
                        sheet.write_string_with_format(row, at, cell.words(), &format)?;
                    }
                }
                Cell::Date(date) => match datetime(*date) {
                    Some(day) => {
                        sheet.write_datetime_with_format(row, at, &day, &format)?;
                    }
                    None => {
                        sheet.write_string_with_format(row, at, wareki(*date), &format)?;
                    }
                },
            }
        }
        Ok(())
    }

    fn format(&self, column: &Column, cell: &Cell, total: bool) -> Format {
        let printed = is_printed(self.table);
        let mut format = self.plain().set_align(FormatAlign::Top);
        if printed {
            format = format.set_border(FormatBorder::Thin).set_text_wrap();
        }
        format = match column.kind {
            Kind::Text => format.set_align(FormatAlign::Left),
            Kind::Word => format.set_align(FormatAlign::Center),
            Kind::Number => format
                .set_align(FormatAlign::Right)
                .set_num_format(if column.unit.is_some() { AMOUNT } else { "0" }),
            Kind::Date => format.set_align(FormatAlign::Center).set_num_format(if printed {
                ERA
            } else {
                ISO
            }),
        };
        if matches!(cell, Cell::Open(_)) {
            format = format.set_bold().set_pattern(FormatPattern::Solid).set_background_color(OPEN);
        }
        if total {
            format =
                format.set_bold().set_pattern(FormatPattern::Solid).set_background_color(TOTAL);
        }
        format
    }

    fn page(&self, sheet: &mut Worksheet, head: u32, last: u32) -> Result<(), XlsxError> {
        let last_column = self.last_column();
        sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.75, 0.75, 0.3, 0.3);
        sheet.set_freeze_panes(head + 1, 1)?;
        sheet.set_repeat_rows(head, head)?.set_repeat_columns(0, 0)?;
        sheet.set_print_area(0, 0, last, last_column)?;
        if last > head && self.table.totals.is_empty() {
            sheet.autofilter(head, 0, last, last_column)?;
        }
        let font = format!("&\"{},標準\"&9", self.font);
        let day = wareki(self.report.day);
        let (edition, hash) = (self.report.edition.word(), &self.report.version.hash);
        let title = self.table.title.replace('&', "&&");
        sheet.set_header(format!("&L{font} {title}&R{font} {day}現在"));
        let bottom = format!("&L{font} 【{edition}】&C{font} &P / &N ページ&R{font} 版 {hash}");
        sheet.set_footer(bottom);
        Ok(())
    }
}
