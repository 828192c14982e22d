//! 一事業: what it is, what it cost in each year, what it answers, what became of it.

use super::{
    change, coverage,
    opinions::{proposed, ties},
    told,
};
use crate::{
    analysis::{Council, Figure, Kin, When, corresponding, figures, how_tied, kin},
    app::{
        Focus, Model,
        screen::{Linked, growth},
    },
    domain::{Area, Entry, Person, Program, ProgramKind, RecordId},
    ui::{
        sheet::Sheet,
        text::{fit, line, pad, right, span, width},
        theme::{Theme, bar},
    },
};

/// One program in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let state = &model.programs;
    let mut sheet = Sheet::new(room, theme, state.list.query.value());
    let Some(row) = state.list.row() else { return sheet };
    let council = &model.council;
    let program = &council.records.programs[row];
    let latest = program.latest();
    if width(program.name()) > room.saturating_sub(8) {
        sheet.text(program.name());
    }
    headline(&mut sheet, council, row, theme);
    answered(&mut sheet, model, program, theme);
    rejected(&mut sheet, model, program, theme);
    words(&mut sheet, latest);
    history_of_amounts(&mut sheet, council, program, theme);
    lineage(&mut sheet, model, program, theme);
    let about = RecordId::Program(program.id.clone());
    told::notes(&mut sheet, council, &about, |id| is_selected(model, &Linked::Note(id.clone())));
    sheet.blank();
    listings(&mut sheet, council, program, latest);
    likes(&mut sheet, council, latest);
    let mut told = vec![&latest.source];
    for entry in program.entries.iter().rev().filter(|entry| !entry.listed.relisted) {
        if !told.contains(&&entry.source) {
            told.push(&entry.source);
            elsewhere(&mut sheet, council, program, entry);
        }
    }
    told::history(&mut sheet, council, &about);
    proposed(&mut sheet, model, row);
    sheet
}

/// Government, departments, and the amounts of the newest source.
fn headline(sheet: &mut Sheet, council: &Council, row: usize, theme: &Theme) {
    let program = &council.records.programs[row];
    let entry = program.latest();
    let mut parts = vec![program.id.body().word().to_owned()];
    parts.extend((!entry.departments.is_empty()).then(|| entry.departments.join("・")));
    if program.kind() == ProgramKind::Measure {
        parts.push("予算のない取組".to_owned());
    } else {
        for (what, amount) in [("決算額", &entry.settled), ("予算額", &entry.budget)] {
            parts.extend(
                amount.as_ref().map(|a| format!("{}{what} {}千円", a.year, a.thousand_yen)),
            );
        }
        let named = entry.amounts.iter();
        parts.extend(named.map(|a| format!("{} {} {}千円", a.year, a.label, a.thousand_yen)));
        let growth = growth(council, row);
        parts.extend(growth.map(|_| format!("増減 {}", change(growth, theme.borders))));
    }
    sheet.text(&parts.join("  ").replace('△', theme.borders.minus()));
}

fn answered(sheet: &mut Sheet, model: &Model, program: &Program, theme: &Theme) {
    let council = &model.council;
    let ties: Vec<_> = council.ties_to(&program.id).collect();
    if ties.is_empty() {
        sheet.aside("対応する意見はまだありません。F2 で選びます。");
        return;
    }
    sheet.heading(&format!("対応する意見  {}件", ties.len()));
    let first_draft = ties.iter().position(|tie| ties::is_of_draft(tie));
    for (at, tie) in ties.into_iter().enumerate() {
        if first_draft == Some(at) {
            sheet.aside(&format!("  {}", Person::OF_DRAFT));
        }
        let linked = Linked::Opinion(tie.opinion.clone());
        let selected = is_selected(model, &linked);
        let mark = if selected { "> " } else { "  " };
        let how =
            if council.is_tie_disputed(tie) { "食い違い".to_owned() } else { how_tied(tie) };
        let lead = format!("{mark}{}", pad(&how, 14, theme.borders));
        let text = match council.records.opinion_row(&tie.opinion) {
            Some(row) => {
                let opinion = &council.records.opinions[row];
                let (word, _) = coverage(council.standing.opinions[row], theme);
                let label = council.records.label(&opinion.id);
                let label = pad(&label, width(&label).max(6) + 1, theme.borders);
                let word = pad(word.trim_start(), 10, theme.borders);
                format!("{lead}{label}{word}{}", opinion.text)
            }
            None => format!("{lead}{}（参照先なし）", tie.opinion),
        };
        let row = line([span(fit(&text, sheet.room(), theme.borders), theme.text)]);
        sheet.record(selected, vec![row]);
        ties::words(sheet, council, tie, theme);
        sheet.belongs(selected);
    }
}

/// The opinions that the program looks like an answer to and is none.
fn rejected(sheet: &mut Sheet, model: &Model, program: &Program, theme: &Theme) {
    let council = &model.council;
    let rejected: Vec<_> = council.rejected_to(&program.id).collect();
    if rejected.is_empty() {
        return;
    }
    sheet.heading(&format!("関連なしの意見  {}件", rejected.len()));
    for (id, said) in rejected {
        let selected = is_selected(model, &Linked::Reject(id.clone()));
        let name = match council.records.opinion(id) {
            Some(opinion) => format!("{}  {}", council.records.label(id), opinion.text),
            None => format!("{id}（参照先なし）"),
        };
        ties::not_related(sheet, council, selected, &name, said, theme);
    }
}

/// The opinions that the program is most likely to answer, with the words that speak for it.
fn proposed(sheet: &mut Sheet, model: &Model, row: usize) {
    let council = &model.council;
    let found = council.likely_opinions(&council.records.programs[row].id);
    if found.is_empty() {
        return;
    }
    sheet.blank();
    proposed::heading(sheet, model);
    for it in found {
        let opinion = &council.records.opinions[it.row];
        let selected = is_selected(model, &Linked::Candidate(opinion.id.clone()));
        sheet.entry(selected, &format!("{}  ", council.records.label(&opinion.id)), &opinion.text);
        proposed::reasons(sheet, &council.reasons(&opinion.id, &[row]).concat());
        sheet.belongs(selected);
    }
}

fn is_selected(model: &Model, linked: &Linked) -> bool {
    model.focus == Focus::Detail && model.programs.detail.selected.as_ref() == Some(linked)
}

/// Content, items, results and remark of one entry.
fn words(sheet: &mut Sheet, entry: &Entry) {
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
    if let Some(note) = &entry.source_note {
        sheet.labelled("注    ", note);
    }
}

/// Columns of year and name of an amount, and of the amount itself.
const WHAT: usize = 14;
const AMOUNT: usize = 12;

/// A bar a year, where there is more than the newest source prints. Bars are measured against each
/// other only where they cover the same part of the program.
fn history_of_amounts(sheet: &mut Sheet, council: &Council, program: &Program, theme: &Theme) {
    let figures = figures(&council.records, program);
    if figures.iter().all(|figure| figure.source == program.latest().source) {
        return;
    }
    sheet.blank();
    sheet.heading("金額の推移（千円）");
    let now = figures.iter().map(|figure| figure.scope).max();
    let of_now = |figure: &&Figure| Some(figure.scope) == now;
    let most = figures.iter().filter(of_now).map(|figure| figure.thousand_yen.0).max();
    let room = sheet.room().saturating_sub(2 + WHAT + AMOUNT + 2).min(40);
    for figure in &figures {
        let lead = format!("  {} {}", figure.year, figure.what);
        let amount = figure.thousand_yen.to_string().replace('△', theme.borders.minus());
        let mut spans = vec![
            span(pad(&lead, 2 + WHAT, theme.borders), theme.text),
            span(right(&amount, AMOUNT, theme.borders), theme.text),
            span("  ", theme.text),
        ];
        spans.push(match (of_now(&figure), most) {
            (true, Some(most)) if most > 0 => {
                let share = usize::try_from(figure.thousand_yen.0.max(0)).unwrap_or_default();
                let whole = usize::try_from(most).unwrap_or_default();
                span(bar(share, 0, whole, room, theme.borders), theme.good)
            }
            _ => span(fit("範囲が異なり比べられません", room, theme.borders), theme.dim),
        });
        sheet.row(line(spans));
    }
}

/// What the program came from and went on in; each can be walked to.
fn lineage(sheet: &mut Sheet, model: &Model, program: &Program, theme: &Theme) {
    let kin = kin(&model.council.records, &program.id);
    if kin.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading("系譜");
    for Kin { kind, year, other, basis } in kin {
        let linked = other.as_ref().map(|(_, id)| Linked::Program(id.clone()));
        let selected = linked.is_some_and(|linked| is_selected(model, &linked));
        let mark = if selected { "> " } else { "  " };
        let who = other.as_ref().map_or_else(String::new, |(when, id)| {
            let name = model.council.records.program(id).map_or(id.as_str(), Program::name);
            let arrow = match when {
                When::Before => "前:",
                When::After => "後:",
            };
            format!(" {arrow} {name}")
        });
        let text = format!("{mark}{year} {kind}{who}");
        let row = line([span(fit(&text, sheet.room(), theme.borders), theme.text)]);
        sheet.record(selected, vec![row]);
        sheet.labelled("     ", &basis);
    }
}

/// Where the newest source lists the program.
fn listings(sheet: &mut Sheet, council: &Council, program: &Program, latest: &Entry) {
    for entry in program.entries.iter().filter(|entry| entry.source == latest.source) {
        let label = if entry.listed.relisted { "再掲  " } else { "掲載  " };
        sheet.labelled(label, &place(council, entry));
    }
    sheet.labelled("出典  ", &source(council, latest));
}

/// Where other plans have the like of the area that lists the program.
fn likes(sheet: &mut Sheet, council: &Council, latest: &Entry) {
    for (at, (id, basis)) in corresponding(&council.records, &latest.listed.area).enumerate() {
        if at == 0 {
            sheet.blank();
            sheet.heading("ほかの計画で対応する施策");
        }
        let title = council.records.area(id).map_or(id.as_str(), |area| &area.title);
        sheet.labelled("  ", &format!("{} {title}", council.short_area(id)));
        sheet.labelled("     ", &basis);
    }
}

/// What another source says of the program, where it differs from the newest.
fn elsewhere(sheet: &mut Sheet, council: &Council, program: &Program, entry: &Entry) {
    sheet.blank();
    sheet.heading(&format!("ほかの資料: {}", source(council, entry)));
    sheet.labelled("  掲載  ", &place(council, entry));
    let latest = program.latest();
    if entry.name() != latest.name() {
        sheet.labelled("  名称  ", entry.name());
    }
    let mut facts = entry.marks.clone();
    facts.extend(entry.departments.iter().cloned());
    if !facts.is_empty() {
        sheet.labelled("  ", &facts.join("・"));
    }
    if entry.content != latest.content || entry.results != latest.results {
        words(sheet, entry);
    }
}

fn source(council: &Council, entry: &Entry) -> String {
    council.records.source(&entry.source).map_or_else(
        || format!("{}（参照先なし）", entry.source),
        |source| format!("{} {} {}", source.fiscal_year, source.issuer, source.title),
    )
}

/// `1(1) 創業・スタートアップ等への支援 の 4`.
fn place(council: &Council, entry: &Entry) -> String {
    let area = council.records.area(&entry.listed.area);
    let area = area.map_or_else(
        || format!("{}（参照先なし）", entry.listed.area),
        |area: &Area| format!("{} {}", area.short(), area.title),
    );
    match entry.listed.mark() {
        mark if mark.is_empty() => area,
        mark => format!("{area} の {mark}"),
    }
}
