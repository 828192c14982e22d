//! 指標: one indicator, year by year, target against actual.

use ratatui::text::Line;

use super::printed;
use crate::{
    analysis::{IndicatorYear, indicator_years, says_something},
    app::{Focus, Model},
    domain::{Indicator, Program, Quantity},
    ui::{
        sheet::Sheet,
        text::{fit, line, pad, right, span, width},
        theme::{Theme, bar},
    },
};

/// Columns of the year, of a number, of an actual value with its words, and of the verdict.
const YEAR: usize = 4;
const NUMBER: usize = 9;
const ACTUAL: usize = 15;
const VERDICT: usize = 8;
const FIGURES: usize = YEAR + 2 * NUMBER + ACTUAL + VERDICT;

/// Columns of the name of a bar, and of the bar itself.
const NAME: usize = 5;
const BAR: std::ops::RangeInclusive<usize> = 12..=32;

/// Columns of a pane's title that are not the name.
const TITLE: usize = 14;

/// Writes an indicator in full.
pub(super) fn write(sheet: &mut Sheet, model: &Model, row: usize, theme: &Theme) {
    let indicator = &model.council.records.indicators[row];
    // The title of the pane says it where it has the room.
    let title = format!("{}（単位：{}）", indicator.name, indicator.unit);
    if width(&title) + TITLE > sheet.room() {
        sheet.text(&title);
    }
    years(sheet, indicator, theme);
    for note in &indicator.notes {
        sheet.aside(note);
    }
    programs(sheet, model, indicator, theme);
    for (heading, paragraphs) in [("振り返り", &indicator.review), ("主な取組", &indicator.efforts)]
    {
        if !paragraphs.is_empty() {
            sheet.blank();
            sheet.heading(heading);
        }
        for paragraph in paragraphs {
            sheet.labelled("・", paragraph);
        }
    }
    sheet.blank();
    let records = &model.council.records;
    let project = records.area(&indicator.area).map_or_else(
        || format!("{}（参照先なし）", indicator.area),
        |area| format!("{} {}", area.label, area.title),
    );
    sheet.labelled("掲載        ", project.trim_start());
    let source = records.source(&indicator.source).map_or_else(
        || format!("{}（参照先なし）", indicator.source),
        |source| format!("{} {} {}", source.fiscal_year, source.issuer, source.title),
    );
    sheet.labelled("出典        ", &source);
    if let Some(note) = &indicator.source_note {
        sheet.labelled("注          ", note);
    }
}

/// The table of years, with bars beside it or, where there is no room, under each row.
fn years(sheet: &mut Sheet, indicator: &Indicator, theme: &Theme) {
    let borders = theme.borders;
    let heads = [("基準値", NUMBER), ("目標値", NUMBER), ("実績値", ACTUAL)];
    let heads: String = heads.into_iter().map(|(head, room)| right(head, room, borders)).collect();
    sheet.row(line([span(format!("{}{heads}", pad("年度", YEAR, borders)), theme.label)]));
    let beside = sheet.room() >= FIGURES + NAME + BAR.start();
    let indent = if beside { FIGURES } else { YEAR };
    let room = sheet.room().saturating_sub(indent + NAME).min(*BAR.end());
    for year in indicator_years(indicator) {
        let mut bars = bars(&year, room, theme).into_iter();
        let mut spans = vec![span(pad(&figures(&year, theme), FIGURES, borders), theme.text)];
        if beside {
            spans.extend(bars.next().into_iter().flat_map(|bar| bar.spans));
        }
        sheet.row(line(spans));
        for bar in bars {
            let indented = std::iter::once(span(" ".repeat(indent), theme.text));
            sheet.row(line(indented.chain(bar.spans)));
        }
    }
}

/// `R3         －       65         75.4  達成`.
fn figures(year: &IndicatorYear<'_>, theme: &Theme) -> String {
    let borders = theme.borders;
    let verdict = match year.reached() {
        Some(true) => "  達成",
        Some(false) => "  未達成",
        None => "",
    };
    format!(
        "{}{}{}{}{verdict}",
        pad(&year.year.to_string(), YEAR, borders),
        right(&printed(year.baseline, borders), NUMBER, borders),
        right(&printed(year.target, borders), NUMBER, borders),
        right(&printed(year.actual, borders), ACTUAL, borders),
    )
}

/// Target and actual, measured against the greater of both. Words have no length: where one of the
/// two is no number, the words stand in place of its bar, and the other has none to be measured by.
fn bars(year: &IndicatorYear<'_>, room: usize, theme: &Theme) -> Vec<Line<'static>> {
    let named = |name, rest| line([span(pad(name, NAME, theme.borders), theme.dim), rest]);
    if let Some((target, actual)) = year.numbers() {
        let length = |number: Quantity| usize::try_from(number.0).unwrap_or_default();
        let whole = length(target.max(actual));
        let bar = |number| bar(length(number), 0, whole, room, theme.borders);
        return vec![
            named("目標", span(bar(target), theme.dim)),
            named("実績", span(bar(actual), theme.good)),
        ];
    }
    let words = year.actual.filter(|it| says_something(it) && it.value.is_none());
    let words = words.map(|it| fit(&printed(Some(it), theme.borders), room, theme.borders));
    words.map(|words| named("実績", span(words, theme.text))).into_iter().collect()
}

/// The programs it measures; each can be gone to.
fn programs(sheet: &mut Sheet, model: &Model, indicator: &Indicator, theme: &Theme) {
    sheet.blank();
    if indicator.programs.is_empty() {
        return sheet.aside("この指標が測る事業は、記録にありません。");
    }
    sheet.heading(&format!("測る事業  {}件", indicator.programs.len()));
    for id in &indicator.programs {
        let selected =
            model.focus == Focus::Detail && model.sources.detail.selected.as_ref() == Some(id);
        let mark = if selected { "> " } else { "  " };
        let records = &model.council.records;
        let text = match records.program(id).map(Program::name) {
            Some(name) => format!("{mark}{} {name}", id.body().word()),
            None => format!("{mark}{id}（参照先なし）"),
        };
        let row = line([span(fit(&text, sheet.room(), theme.borders), theme.text)]);
        sheet.record(selected, vec![row]);
    }
}
