//! 資料: the contract tables, and the documents the record was transcribed from.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Panes, amount, rows};
use crate::{
    app::{Focus, Model, screen::Exhibit},
    domain::{Contracts, Percent, Row, ThousandYen, Total},
    ui::{
        pane,
        sheet::Sheet,
        text::{fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Option<Position> {
    let list = &model.sources.list;
    let exhibits = Exhibit::all(&model.council);
    let at = pane::position(list.at(), list.rows().len());
    let focused = model.focus == Focus::List;
    let area = pane::open(panes.list, "資料", &at, focused, theme, buf);
    let cursor = rows(model, list, area, &[], theme, buf, |row, room| {
        let title = exhibits.get(row).map_or_else(String::new, |e| e.title(&model.council));
        line([span(fit(&title, room, theme.borders), theme.text)])
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if focused { cursor } else { in_detail }
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let title = match model.sources.selected(&model.council) {
        Some(Exhibit::Contracts(..)) => "官公需の契約実績",
        Some(Exhibit::Document(_)) => "出典",
        None => "",
    };
    let area = pane::open(area, title, "", model.focus == Focus::Detail, theme, buf);
    let sheet = sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.sources.detail.scroll, buf)
}

/// What is selected, in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let mut sheet = Sheet::new(room, theme, "");
    match model.sources.selected(&model.council) {
        Some(Exhibit::Contracts(record, table)) => {
            let procurement = &model.council.records.procurement[record];
            let table = &procurement.tables[table];
            sheet.text(&procurement.title);
            sheet.text(&format!("{}  契約金額は千円", table.heading));
            for row in &table.rows {
                contracts(&mut sheet, row, theme);
            }
            sheet.blank();
            for note in &procurement.notes {
                sheet.aside(note);
            }
        }
        Some(Exhibit::Document(row)) => {
            let source = &model.council.records.sources[row];
            sheet.labelled("標題    ", &source.title);
            sheet.labelled("発行者  ", &source.issuer);
            sheet.labelled("年度    ", &source.fiscal_year.japanese());
            sheet.labelled("内容    ", &source.purpose);
            sheet.labelled("原文    ", &format!("sources/{}", source.file));
            sheet.labelled("識別子  ", source.id.as_str());
            if let Some(note) = &source.source_note {
                sheet.labelled("注      ", note);
            }
            sheet.blank();
            for paragraph in &source.prose {
                sheet.text(paragraph);
            }
        }
        None => {}
    }
    sheet
}

/// Columns of a year, of a count, an amount and their shares. No figure may lose its end.
#[derive(Clone, Copy)]
struct Columns {
    year: usize,
    count: usize,
    share: usize,
    amount: usize,
    /// What the part of small businesses is called.
    small: &'static str,
}

impl Columns {
    const WIDE: Self = Self { year: 14, count: 8, share: 8, amount: 12, small: "中小企業" };
    const NARROW: Self = Self { year: 9, count: 7, share: 7, amount: 12, small: "中小" };

    fn fitting(room: usize) -> Self {
        let Self { year, count, share, amount, .. } = Self::WIDE;
        if year + count + amount + 2 * share <= room { Self::WIDE } else { Self::NARROW }
    }
}

/// One kind of contract: each year's total and the part of small businesses, then the change.
fn contracts(sheet: &mut Sheet, row: &Row, theme: &Theme) {
    let borders = theme.borders;
    let columns = Columns::fitting(sheet.room());
    sheet.blank();
    let beside = width(&row.kind) < columns.year;
    if !beside {
        sheet.heading(&row.kind);
    }
    let head = format!(
        "{}{}{}{}{}",
        pad(if beside { &row.kind } else { "" }, columns.year, borders),
        right("件数", columns.count, borders),
        right("割合", columns.share, borders),
        right("契約金額", columns.amount, borders),
        right("割合", columns.share, borders)
    );
    sheet.row(line([span(head, theme.label)]));
    let small = columns.small;
    for Contracts { year, total, small: part } in &row.years {
        sheet.row(figures(&format!("{year} 総額"), total, "%", columns, theme));
        sheet.row(figures(&format!("{year} {small}"), part, "%", columns, theme));
    }
    sheet.row(figures("差 総額", &row.change.total, "pt", columns, theme));
    sheet.row(figures(&format!("差 {small}"), &row.change.small, "pt", columns, theme));
}

fn figures(
    label: &str,
    total: &Total,
    unit: &str,
    columns: Columns,
    theme: &Theme,
) -> ratatui::text::Line<'static> {
    let borders = theme.borders;
    let share = |share: Option<Percent>| {
        let text = share.map_or_else(String::new, |share| format!("{share}{unit}"));
        right(&text.replace('△', borders.minus()), columns.share, borders)
    };
    let text = format!(
        "{}{}{}{}{}",
        pad(label, columns.year, borders),
        amount(Some(ThousandYen(total.count)), columns.count, borders),
        share(total.count_share),
        amount(Some(total.amount), columns.amount, borders),
        share(total.amount_share)
    );
    line([span(text, theme.text)])
}
