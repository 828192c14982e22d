//! 官公需: one contract table: the share of small businesses as bars, then every figure.

use super::super::amount;
use crate::{
    domain::{Contracts, Percent, Procurement, Row, Table, ThousandYen, Total},
    ui::{
        sheet::Sheet,
        text::{fit, line, pad, right, span, width},
        theme::{Theme, bar},
    },
};

/// Writes a table in full.
pub(super) fn write(sheet: &mut Sheet, procurement: &Procurement, table: &Table, theme: &Theme) {
    sheet.text(&procurement.title);
    chart(sheet, table, theme);
    sheet.blank();
    sheet.text(&format!("{}  契約金額は千円", table.heading));
    for row in &table.rows {
        contracts(sheet, row, theme);
    }
    sheet.blank();
    for note in &procurement.notes {
        sheet.aside(note);
    }
}

/// Columns of a kind of contract, of a year, of a share, and of a bar at most.
const KIND: usize = 12;
const YEAR: usize = 3;
const SHARE: usize = 7;
const BAR: usize = 24;

/// The part of small businesses, by count and by amount: a row a year.
fn chart(sheet: &mut Sheet, table: &Table, theme: &Theme) {
    let borders = theme.borders;
    let room = sheet.room().saturating_sub(KIND + YEAR + 2 * (SHARE + 1)) / 2;
    let room = room.min(BAR);
    let column = room + SHARE + 1;
    let kind = pad(&fit("中小企業", KIND - 1, borders), KIND + YEAR, borders);
    let heads = format!(
        "{kind}{}{}",
        pad("件数に占める割合", column, borders),
        pad("金額に占める割合", column, borders)
    );
    sheet.row(line([span(heads, theme.label)]));
    for row in &table.rows {
        for (at, Contracts { year, small, .. }) in row.years.iter().enumerate() {
            let kind = if at == 0 { row.kind.as_str() } else { "" };
            let mut spans = vec![
                span(pad(kind, KIND, borders), theme.text),
                span(pad(&year.to_string(), YEAR, borders), theme.dim),
            ];
            let style = if at == 0 { theme.good } else { theme.dim };
            for share in [small.count_share, small.amount_share] {
                let length = share.map(|share| usize::try_from(share.0).unwrap_or_default());
                let bar = length.map(|length| bar(length, 0, WHOLE, room, borders));
                spans.push(span(pad(&bar.unwrap_or_default(), room, borders), style));
                let text = share.map_or_else(|| "-".to_owned(), |share| format!("{share}%"));
                spans.push(span(right(&text, SHARE, borders), theme.text));
                spans.push(span(" ", theme.text));
            }
            sheet.row(line(spans));
        }
    }
}

/// A hundred percent, in tenths.
const WHOLE: usize = 1000;

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
