//! Reading a source: which place is opened, and moving in the text by the rows it is broken into.

use crate::{
    analysis::{Original, Printed},
    app::{
        Measure, Model, Overlay, View,
        list::Step,
        overlay::{Reading, Row},
        screen::Exhibit,
    },
    domain::SourceId,
};

/// Rows of the text shown before the place that was asked for.
const BEFORE: usize = 2;

/// Opens the source of the selected record at its place.
pub fn open(model: &mut Model) {
    if is_entered(model) {
        return model.tell("ここで入力したものなので、原文はまだありません。");
    }
    let Some((source, printed)) = selected(model) else { return };
    let records = &model.council.records;
    let Some(text) = records.text(&source) else {
        let file = records.source(&source).map(|source| &source.file);
        let what = match file {
            Some(file) => format!("原文のファイル sources/{file} を読めません。"),
            None => format!("参照先なし: 出典 {source} は記録にありません。"),
        };
        return model.refuse(format!("{what} 置いてから F5 で読み直してください。"));
    };
    let place = printed.and_then(|printed| Original::new(&text).find(records, printed));
    let lost = printed.is_some() && place.is_none();
    model.lay(Overlay::Reading(Reading::new(source, text, place)));
    if lost {
        model.tell("原文の中に同じ文が見つからないため、初めから表示しています。");
    }
    come_to_the_place(model);
}

/// Whether the selected record was entered in the program, and no source prints it.
fn is_entered(model: &Model) -> bool {
    let records = &model.council.records;
    let Some(row) = model.list().row() else { return false };
    match model.view {
        View::Opinions => records.opinions[row].source.as_str().is_empty(),
        View::Sessions => records.sessions[row].source.as_str().is_empty(),
        _ => false,
    }
}

/// The source of what is selected, and the record to look for in it; a source itself is read from
/// its beginning.
fn selected(model: &Model) -> Option<(SourceId, Option<Printed<'_>>)> {
    let records = &model.council.records;
    let row = model.list().row()?;
    let printed = match model.view {
        View::Opinions => Printed::Opinion(&records.opinions[row]),
        View::Programs => Printed::Entry(records.programs[row].latest()),
        View::Sessions => Printed::Session(&records.sessions[row]),
        View::Sources => match model.sources.selected(&model.council)? {
            Exhibit::Indicator(row) => Printed::Indicator(&records.indicators[row]),
            Exhibit::Contracts(record, table) => {
                let procurement = &records.procurement[record];
                Printed::Table(procurement, &procurement.tables[table])
            }
            Exhibit::Document(row) => return Some((records.sources[row].id.clone(), None)),
        },
        View::Overview | View::Matrix | View::History => return None,
    };
    Some((printed.source().clone(), Some(printed)))
}

/// Brings the place asked for into sight, with what stands before it.
fn come_to_the_place(model: &mut Model) {
    let Some(reading) = reading(model) else { return };
    let top = reading.top;
    let Measure { selected, .. } = measure(model, top.line);
    let row = selected.map_or(0, |rows| rows.start);
    let top = up(model, Row { row, ..top }, BEFORE);
    go(model, top);
}

/// Moves in the text, never past its last page.
pub fn step(model: &mut Model, step: Step) {
    let page = page(model);
    let Some(reading) = reading(model) else { return };
    let (top, last) = (reading.top, reading.lines() - 1);
    // On a screen that has become wider, the line has fewer rows.
    let rows = measure(model, top.line).lines;
    let top = Row { row: top.row.min(rows.saturating_sub(1)), ..top };
    let far = page.saturating_sub(1).max(1);
    let top = match step {
        Step::Up => up(model, top, 1),
        Step::PageUp => up(model, top, far),
        Step::Down => down(model, top, 1),
        Step::PageDown => down(model, top, far),
        Step::Home => Row::default(),
        Step::End => Row { line: last, row: usize::MAX },
    };
    go(model, top);
}

/// Shows a row at the top, or the last page.
fn go(model: &mut Model, top: Row) {
    let page = page(model);
    let Some(reading) = reading(model) else { return };
    let line = reading.lines() - 1;
    let row = measure(model, line).lines.saturating_sub(1);
    let last = up(model, Row { line, row }, page.saturating_sub(1));
    if let Some(reading) = self::reading(model) {
        reading.top = top.min(last);
    }
}

/// So many rows further up. Asks for the rows of the lines on the way, of no others.
fn up(model: &mut Model, from: Row, count: usize) -> Row {
    let mut at = from;
    let mut left = count;
    while left > at.row && at.line > 0 {
        left -= at.row + 1;
        at.line -= 1;
        at.row = measure(model, at.line).lines.saturating_sub(1);
    }
    Row { row: at.row.saturating_sub(left), ..at }
}

/// So many rows further down.
fn down(model: &mut Model, from: Row, count: usize) -> Row {
    let Some(last) = reading(model).map(|reading| reading.lines() - 1) else { return from };
    let mut at = Row { row: from.row + count, ..from };
    while at.line < last {
        let rows = measure(model, at.line).lines.max(1);
        if at.row < rows {
            break;
        }
        at = Row { line: at.line + 1, row: at.row - rows };
    }
    at
}

/// How many rows a line is broken into, and in which of them the place asked for stands.
fn measure(model: &mut Model, line: usize) -> Measure {
    let Some(reading) = reading(model) else { return Measure::default() };
    let top = std::mem::replace(&mut reading.top, Row { line, row: 0 });
    let measure = (model.measure)(model);
    if let Some(reading) = self::reading(model) {
        reading.top = top;
    }
    measure
}

fn page(model: &Model) -> usize {
    model.size.body().rows(0).max(1)
}

fn reading(model: &mut Model) -> Option<&mut Reading> {
    match &mut model.overlay {
        Some(Overlay::Reading(reading)) => Some(reading),
        _ => None,
    }
}
