//! 照会様式: a sheet that a section fills in, and a hidden one by which it is taken back.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, Format, FormatAlign,
    FormatBorder, FormatPattern, Formula, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{Font, datetime, height};
use crate::{
    analysis::inquiry::{Column, DITTO, FORM, HEAD, HIDDEN, Inquiry, Line, MARK, STAGES, checksum},
    domain::{AnswerKind, AnswerStage, EventId, ProgressState, wareki},
    export::{
        Unwritable,
        report::Version,
        table::{Cell, Column as Width, Kind, Table},
    },
    records::Records,
};

const HEADING: Color = Color::RGB(0x00DC_E9F5);
const LOCKED: Color = Color::RGB(0x00EC_ECEC);
/// A4.
const PAPER: u8 = 9;
/// Behind the rows of the form, in the hidden sheet: the words of the lists.
const LISTS: u16 = 30;
/// The row of the headings: title and directions stand above it.
const HEADINGS: u32 = 7;

/// An inquiry as a workbook.
///
/// # Errors
///
/// When a text is longer than a cell may hold.
pub fn inquiry(
    inquiry: &Inquiry,
    records: &Records,
    version: &Version,
    font: &Font,
) -> Result<Vec<u8>, Unwritable> {
    let columns = Column::ALL.iter().map(|column| width(*column)).collect();
    let mut table = Table::data("照会", "", columns);
    table.rows =
        inquiry.lines.iter().map(|line| line.cells.iter().map(Cell::text).collect()).collect();
    height::check(&table)?;
    let form = Form { inquiry, records, version, font, table: &table };
    form.written().map_err(|error| format!("照会様式を Excel の表にできません（{error}）。"))
}

fn width(column: Column) -> Width {
    let name = column.word();
    match column {
        Column::Opinion => Width::text(name, 40),
        Column::Text => Width::text(name, 44),
        Column::Program => Width::text(name, 22),
        Column::Remark | Column::Reason | Column::Note => Width::text(name, 18),
        Column::Budget | Column::By => Width::text(name, 12),
        Column::Area => Width::text(name, 14),
        Column::Label => Width::word(name, 8),
        Column::AsOf | Column::Until | Column::Kind | Column::State => Width::word(name, 11),
        Column::Tie => Width::word(name, 13),
        Column::Stage | Column::Key => Width::word(name, 10),
    }
}

struct Form<'a> {
    inquiry: &'a Inquiry,
    records: &'a Records,
    version: &'a Version,
    font: &'a Font,
    table: &'a Table,
}

impl Form<'_> {
    fn written(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let plain = self.plain().set_align(FormatAlign::VerticalCenter);
        book.set_default_format(&plain, self.font.line() * 4 / 3, 64)?;
        let properties = DocProperties::new().set_title(self.title()).set_author("審議");
        book.set_properties(&match datetime(self.inquiry.day) {
            Some(day) => properties.set_creation_datetime(&day),
            None => properties,
        });
        self.sheet(book.add_worksheet())?;
        self.hidden(book.add_worksheet())?;
        book.save_to_buffer()
    }

    fn title(&self) -> String {
        let Inquiry { year, .. } = self.inquiry;
        format!("{}　意見への回答の照会　{}", year.japanese(), self.inquiry.section())
    }

    fn plain(&self) -> Format {
        Format::new().set_font_name(self.font.as_str()).set_font_size(10).set_font_charset(128)
    }

    fn sheet(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(&self.table.name)?;
        for (at, column) in (0_u16..).zip(&self.table.columns) {
            sheet.set_column_width(at, column.width)?;
        }
        sheet.set_column_hidden(at(Column::Key))?;
        let title = self.plain().set_font_size(14).set_bold();
        sheet.set_row_height(0, 24)?;
        sheet.write_string_with_format(0, 0, self.title(), &title)?;
        for (row, line) in (1..).zip(self.directions()) {
            sheet.write_string_with_format(row, 0, line, &self.plain())?;
        }
        self.headings(sheet)?;
        let mut row = HEADINGS;
        for (line, cells) in self.inquiry.lines.iter().zip(&self.table.rows) {
            row += 1;
            self.row(sheet, row, line, cells)?;
        }
        self.lists(sheet, row.max(HEADINGS + 1))?;
        let last = at(Column::Key);
        sheet.autofilter(HEADINGS, 0, row.max(HEADINGS + 1), last)?;
        sheet.set_freeze_panes(HEADINGS + 1, 1)?;
        sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
        sheet.set_print_area(0, 0, row.max(HEADINGS), at(Column::By))?;
        sheet.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.4, 0.4, 0.75, 0.75, 0.3, 0.3);
        let font = format!("&\"{},標準\"&9", self.font);
        let title = self.title().replace('&', "&&");
        let day = wareki(self.inquiry.day);
        sheet.set_header(format!("&L{font} {title}&R{font} {day}現在"));
        sheet.set_footer(format!("&C{font} &P / &N ページ&R{font} 版 {}", self.version.hash));
        // Without a password: whoever must can lift it. What is locked is not taken back anyway.
        sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            insert_rows: true,
            sort: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        });
        Ok(())
    }

    /// How to fill it in, a line each: as many as there are rows above the headings.
    fn directions(&self) -> [String; 6] {
        let records = self.records;
        let [draft, checked] = STAGES.map(|stage| records.word(stage));
        let published = records.word(AnswerStage::Published);
        let [considering, difficult, out_of_scope] =
            [ProgressState::Considering, ProgressState::Difficult, ProgressState::OutOfScope]
                .map(|state| records.word(state));
        [
            "白い欄に記入して、このファイルのまま事務局へ返してください。灰色の欄は、変えても取り込まれません。".to_owned(),
            "変えた行には、記入者の名前を必ず書いてください。変えない行は、そのままにしてください。".to_owned(),
            "日付は R9.3.31、2027/3/31、3月31日 のどれでも書けます。全角の数字でも読めます。".to_owned(),
            format!(
                "期限は、進捗が「{considering}」のときに書きます。「{difficult}」「{out_of_scope}」のときは理由を書きます。"
            ),
            format!(
                "段階は、課として決まった回答なら「{checked}」、まだなら「{draft}」です。「{published}」の回答を直すときも、どちらかに変えます。"
            ),
            format!(
                "一つの意見に事業がいくつも結ばれているときは、はじめの行に記入します（「{DITTO}」の行には書きません）。"
            ),
        ]
    }

    fn headings(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let format = self
            .plain()
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_pattern(FormatPattern::Solid)
            .set_background_color(HEADING)
            .set_text_wrap();
        for column in Column::ALL {
            sheet.write_string_with_format(HEADINGS, at(*column), column.word(), &format)?;
        }
        // Room for the buttons of the filter.
        sheet.set_row_height(HEADINGS, self.font.line() * 2 + 5)?;
        Ok(())
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        line: &Line,
        cells: &[Cell],
    ) -> Result<(), XlsxError> {
        for (column, cell) in Column::ALL.iter().zip(cells) {
            let open = line.is_first && column.is_answer();
            let format = self.cell(*column, open);
            match &*cell.words() {
                "" => sheet.write_blank(row, at(*column), &format)?,
                text => sheet.write_string_with_format(row, at(*column), text, &format)?,
            };
        }
        // The key is out of sight.
        let seen = at(Column::Key).into();
        let lines = height::rows(&self.table.columns[..seen], &cells[..seen]);
        let lines = lines.into_iter().map(|(_, lines)| lines).max().unwrap_or(1);
        // Room to write in.
        let lines = u32::try_from(lines.max(if line.is_first { 4 } else { 2 })).unwrap_or(4);
        sheet.set_row_height(row, self.font.line() * lines + 5)?;
        Ok(())
    }

    /// What is typed stays as it was typed: no program makes a date of another country of it.
    fn cell(&self, column: Column, open: bool) -> Format {
        let format = self.plain().set_border(FormatBorder::Thin).set_text_wrap();
        let format = format.set_align(FormatAlign::Top).set_num_format("@");
        let format = match width(column).kind {
            Kind::Word => format.set_align(FormatAlign::Center),
            _ => format.set_align(FormatAlign::Left),
        };
        if open {
            return format.set_unlocked();
        }
        format.set_locked().set_pattern(FormatPattern::Solid).set_background_color(LOCKED)
    }

    /// The words that a person may choose. They stand in the hidden sheet: an office may call them
    /// what it likes, with commas and at length.
    fn words(&self) -> [(Column, Vec<&str>); 3] {
        [
            (Column::Kind, AnswerKind::ALL.iter().map(|it| self.records.word(*it)).collect()),
            (Column::Stage, STAGES.iter().map(|it| self.records.word(*it)).collect()),
            (Column::State, ProgressState::ALL.iter().map(|it| self.records.word(*it)).collect()),
        ]
    }

    fn lists(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        for (nth, (column, words)) in self.words().into_iter().enumerate() {
            let letter = ["AE", "AF", "AG"][nth];
            let range = format!("='{HIDDEN}'!${letter}$1:${letter}${}", words.len());
            let rule = DataValidation::new()
                .allow_list_formula(Formula::new(range))
                .set_error_style(DataValidationErrorStyle::Stop)
                .set_error_title(column.word())?
                .set_error_message("一覧から選んでください。")?;
            let column = at(column);
            sheet.add_data_validation(HEADINGS + 1, column, last, column, &rule)?;
        }
        Ok(())
    }

    fn hidden(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(HIDDEN)?.set_hidden(true);
        let rows = self.hidden_rows();
        let sum = checksum(rows.iter().map(Vec::as_slice));
        let rows = std::iter::once(vec![MARK.to_owned(), sum]).chain(rows);
        for (row, cells) in (0_u32..).zip(rows) {
            for (column, text) in (0_u16..).zip(cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, text)?;
            }
        }
        for (column, (_, words)) in (LISTS..).zip(self.words()) {
            for (row, word) in (0_u32..).zip(words) {
                sheet.write_string(row, column, word)?;
            }
        }
        sheet.protect();
        Ok(())
    }

    /// What the form says of itself, and each row as it goes out.
    fn hidden_rows(&self) -> Vec<Vec<String>> {
        let Inquiry { year, department, day, lines } = self.inquiry;
        let facts = [
            FORM.to_owned(),
            env!("CARGO_PKG_VERSION").to_owned(),
            year.to_string(),
            department.clone(),
            day.to_string(),
            self.version.hash.clone(),
        ];
        let head = HEAD.into_iter().zip(facts).map(|(name, fact)| vec![name.to_owned(), fact]);
        let ids =
            |ids: &[EventId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let rows = lines.iter().zip(&self.table.rows).map(|(line, cells)| {
            let place = if line.is_first { "1" } else { "" };
            let mut row = vec![
                line.key.clone(),
                line.opinion.to_string(),
                place.to_owned(),
                ids(&line.answer),
                ids(&line.progress),
            ];
            row.extend(cells.iter().map(|cell| cell.words().into_owned()));
            row
        });
        head.chain(rows).collect()
    }
}

fn at(column: Column) -> u16 {
    u16::try_from(column.at()).unwrap_or_default()
}
