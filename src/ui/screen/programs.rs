//! 事業: the list with its amounts, and one program with the opinions it answers.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
};

use super::{Panes, amount, change, coverage, list_title, opinions::how, rows};
use crate::{
    analysis::Council,
    app::{
        Focus, Model,
        screen::{OnlyPrograms, amounts, growth as growth_of},
    },
    domain::{Entry, Program, ProgramKind},
    search::{Query, highlight},
    ui::{
        pane,
        sheet::Sheet,
        text::{Passage, fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Columns of area, number of opinions, amounts and change.
const AREA: usize = 5;
const ASKED: usize = 5;
const AMOUNT: usize = 10;
const GROWTH: usize = 8;

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Option<Position> {
    let state = &model.programs;
    let total = model.council.records.programs.len();
    let only = (state.only != OnlyPrograms::All).then(|| state.only.word());
    let title = list_title("事業", &state.list, total, state.order.word(), only);
    let at = pane::position(state.list.at(), state.list.rows().len());
    let focused = model.focus == Focus::List;
    let area = pane::open(panes.list, &title, &at, focused, theme, buf);
    let query = Query::new(state.list.query.value());
    let head = heading(model, usize::from(area.width), theme);
    let cursor = rows(model, &state.list, area, &[head], theme, buf, |row, room| {
        list_row(&model.council, row, room, &query, theme)
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if focused { cursor } else { in_detail }
}

/// The heads of the columns, with the years the newest source prints and the unit, once.
fn heading(model: &Model, room: usize, theme: &Theme) -> Line<'static> {
    let entries = || model.council.records.programs.iter().map(Program::latest);
    let year = |what: &str, year: Option<crate::domain::FiscalYear>| {
        year.map_or_else(|| what.to_owned(), |year| format!("{year}{what}"))
    };
    let settled = entries().filter_map(|e| e.settled.as_ref()).map(|amount| amount.year).max();
    let budget = entries().filter_map(|e| e.budget.as_ref()).map(|amount| amount.year).max();
    let name = room.saturating_sub(2 + AREA + ASKED + 2 * AMOUNT + GROWTH);
    let borders = theme.borders;
    let text = format!(
        "  {}{}{}{}{}{}",
        pad("施策", AREA, borders),
        pad("事業名（金額は千円）", name, borders),
        right("意見", ASKED, borders),
        right(&year("決算", settled), AMOUNT, borders),
        right(&year("予算", budget), AMOUNT, borders),
        right("増減", GROWTH, borders),
    );
    line([span(text, theme.label)])
}

fn list_row(
    council: &Council,
    row: usize,
    room: usize,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let program = &council.records.programs[row];
    let area = program.areas().next().and_then(|id| council.records.area(id));
    let (settled, budget) = amounts(council, row);
    let name_room = room.saturating_sub(AREA + ASKED + 2 * AMOUNT + GROWTH);
    let passage = Passage::marked(program.name(), &highlight(query, program.name()));
    let name = passage.row(name_room.saturating_sub(1), theme.borders, theme.text, theme.highlight);
    let gap = name_room.saturating_sub(name.width());
    let asked = match council.standing.asked[row] {
        0 => String::new(),
        asked => format!("{asked}件"),
    };
    let area = area.map(crate::domain::Area::short).unwrap_or_default();
    let mut spans = vec![span(pad(&area, AREA, theme.borders), theme.dim)];
    spans.extend(name.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    spans.push(span(" ".repeat(gap), theme.text));
    spans.push(span(right(&asked, ASKED, theme.borders), theme.good));
    spans.push(span(amount(settled, AMOUNT, theme.borders), theme.text));
    spans.push(span(amount(budget, AMOUNT, theme.borders), theme.text));
    let change = change(growth_of(council, row), theme.borders);
    spans.push(span(right(&change, GROWTH, theme.borders), theme.text));
    line(spans)
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let programs = &model.council.records.programs;
    let title = model.programs.list.row().map_or("", |row| programs[row].name());
    let area = pane::open(area, title, "", model.focus == Focus::Detail, theme, buf);
    let sheet = sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.programs.detail.scroll, buf)
}

/// One program in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let state = &model.programs;
    let mut sheet = Sheet::new(room, theme, state.list.query.value());
    let Some(row) = state.list.row() else { return sheet };
    let council = &model.council;
    let program = &council.records.programs[row];
    let entry = program.latest();
    if width(program.name()) > room.saturating_sub(8) {
        sheet.text(program.name());
    }
    money(&mut sheet, council, row, entry, theme);
    answered(&mut sheet, model, row, theme);
    if let Some(content) = &entry.content {
        sheet.labelled("内容  ", content);
    }
    for item in &entry.items {
        sheet.labelled(&format!("{} ", item.label), &item.text);
    }
    for (at, result) in entry.results.iter().enumerate() {
        sheet.labelled(if at == 0 { "結果  ・" } else { "      ・" }, result);
    }
    if let Some(remark) = &entry.remark {
        sheet.labelled("備考  ", remark);
    }
    sheet.blank();
    for entry in &program.entries {
        sheet.labelled(
            if entry.listed.relisted { "再掲  " } else { "掲載  " },
            &place(council, entry),
        );
    }
    let source = council.records.source(&entry.source);
    sheet.labelled(
        "出典  ",
        &source.map_or_else(
            || format!("{}（参照先なし）", entry.source),
            |source| format!("{} {}", source.issuer, source.title),
        ),
    );
    if let Some(note) = &entry.source_note {
        sheet.labelled("注    ", note);
    }
    sheet
}

fn money(sheet: &mut Sheet, council: &Council, row: usize, entry: &Entry, theme: &Theme) {
    let program = &council.records.programs[row];
    if program.kind() == ProgramKind::Measure {
        sheet.aside(&format!("{}  予算のない取組", program.id.body().word()));
        return;
    }
    let mut parts = vec![program.id.body().word().to_owned()];
    for (what, amount) in [("決算額", &entry.settled), ("予算額", &entry.budget)] {
        parts.push(match amount {
            Some(amount) => format!("{}{what} {}千円", amount.year, amount.thousand_yen),
            None => format!("{what} 記載なし"),
        });
    }
    let growth = growth_of(council, row);
    parts.extend(growth.map(|_| format!("増減 {}", change(growth, theme.borders))));
    sheet.text(&parts.join("  ").replace('△', theme.borders.minus()));
}

fn answered(sheet: &mut Sheet, model: &Model, row: usize, theme: &Theme) {
    let council = &model.council;
    let program = &council.records.programs[row];
    let ties: Vec<_> = council.ties_to(&program.id).collect();
    if ties.is_empty() {
        sheet.aside("対応する意見はまだありません。F2 で選びます。");
        return;
    }
    sheet.heading(&format!("対応する意見  {}件", ties.len()));
    for tie in ties {
        let selected = model.focus == Focus::Detail
            && model.programs.detail.selected.as_ref() == Some(&tie.opinion);
        let mark = if selected { "> " } else { "  " };
        let how = tie.links.first().map_or_else(String::new, |live| how(&live.link));
        let lead = format!("{mark}{}", pad(&how, 11, theme.borders));
        let room = sheet.room();
        let row = if let Some(row) = council.records.opinion_row(&tie.opinion) {
            let opinion = &council.records.opinions[row];
            let (word, _) = coverage(council.standing.opinions[row], theme);
            let label = pad(&opinion.label, 7, theme.borders);
            let word = pad(word.trim_start(), 10, theme.borders);
            let text = format!("{lead}{label}{word}{}", opinion.text);
            line([span(fit(&text, room, theme.borders), theme.text)])
        } else {
            let text = format!("{lead}{}（参照先なし）", tie.opinion);
            line([span(fit(&text, room, theme.borders), theme.bad)])
        };
        sheet.record(selected, vec![row]);
    }
}

/// `1(1) 創業・スタートアップ等への支援 の 4`.
fn place(council: &Council, entry: &Entry) -> String {
    let area = council.records.area(&entry.listed.area);
    let area = area.map_or_else(
        || format!("{}（参照先なし）", entry.listed.area),
        |area| format!("{} {}", area.short(), area.title),
    );
    match entry.listed.mark() {
        mark if mark.is_empty() => area,
        mark => format!("{area} の {mark}"),
    }
}
