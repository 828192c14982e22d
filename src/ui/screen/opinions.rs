//! 意見: the list with its coverage, and one opinion with the programs that answer it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
};

use super::{Panes, amount, coverage, list_title, reviews, rows};
use crate::{
    analysis::{Council, ReadState, how, how_tied},
    app::{Focus, Model},
    domain::{Amount, Opinion, ProgramKind, RecordId},
    journal::Tie,
    search::{Query, highlight},
    ui::{
        pane,
        sheet::Sheet,
        text::{Passage, fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Columns of label, coverage and number of programs.
const LABEL: usize = 7;
const COVERAGE: usize = 10;
const COUNT: usize = 5;

/// Columns of 未読, 更新あり and 既読, which only a committee member sees.
const READ: usize = 9;

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Option<Position> {
    let state = &model.opinions;
    let total = model.council.records.opinions.len();
    let title = list_title("意見", &state.list, total, "", &state.filter);
    let at = pane::position(state.list.at(), state.list.rows().len());
    let focused = model.focus == Focus::List;
    let area = pane::open(panes.list, &title, &at, focused, theme, buf);
    let query = Query::new(state.list.query.value());
    let cursor = rows(model, &state.list, area, &[], theme, buf, |row, room| {
        list_row(&model.council, row, room, &query, theme)
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if focused { cursor } else { in_detail }
}

/// `ア(イ)  #事業あり  2件  スタートアップ支援について、…`.
fn list_row(
    council: &Council,
    row: usize,
    room: usize,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let opinion = &council.records.opinions[row];
    let (word, style) = coverage(council.standing.opinions[row], theme);
    let count = match council.ties_of(&opinion.id).count() {
        0 => String::new(),
        count => format!("{count}件"),
    };
    let read = council.read.get(row).map(|state| (pad(state.word(), READ, theme.borders), *state));
    let marked = read.as_ref().map_or(0, |_| READ);
    let mut spans = vec![span(pad(&opinion.label, LABEL, theme.borders), theme.text)];
    spans.extend(read.map(|(word, state)| {
        let style = if state == ReadState::Read { theme.dim } else { theme.warning };
        span(word, style)
    }));
    spans.extend([
        span(pad(&word, COVERAGE, theme.borders), style),
        span(pad(&count, COUNT, theme.borders), theme.text),
    ]);
    let rest = room.saturating_sub(LABEL + marked + COVERAGE + COUNT);
    let passage = Passage::marked(&opinion.text, &highlight(query, &opinion.text));
    let text = passage.row(rest, theme.borders, theme.text, theme.highlight);
    spans.extend(text.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    line(spans)
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let opinions = &model.council.records.opinions;
    let title = model.opinions.list.row().map_or_else(String::new, |row| opinions[row].short());
    let focused = model.focus == Focus::Detail;
    let area = pane::open(area, &title, "", focused, theme, buf);
    let sheet = sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.opinions.detail.scroll, buf)
}

/// One opinion in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let state = &model.opinions;
    let mut sheet = Sheet::new(room, theme, state.list.query.value());
    let Some(row) = state.list.row() else { return sheet };
    let council = &model.council;
    let opinion = &council.records.opinions[row];
    sheet.text(&opinion.text);
    sheet.blank();
    programs(&mut sheet, model, opinion, row, theme);
    sheet.blank();
    sheet.labelled("見出し  ", &opinion.heading);
    let area = opinion.area.as_ref().map(|id| {
        council.records.area(id).map_or_else(
            || format!("{id}（参照先なし）"),
            |area| format!("{} {}", area.label, area.title),
        )
    });
    sheet.labelled("方向性  ", area.as_deref().unwrap_or("その他（方向性なし）"));
    let sessions: Vec<_> = opinion
        .sessions
        .iter()
        .map(|id| {
            let sessions = &council.records.sessions;
            sessions.iter().find(|session| session.id == *id).map_or_else(
                || format!("{id}（参照先なし）"),
                |session| {
                    format!("第{}回 {}", session.number, crate::domain::japanese_date(session.date))
                },
            )
        })
        .collect();
    if !sessions.is_empty() {
        sheet.labelled("会議    ", &sessions.join("、"));
    }
    let source = council.records.source(&opinion.source);
    sheet.labelled(
        "出典    ",
        &source.map_or_else(
            || {
                if opinion.is_unfiled() {
                    return "ここで入力（記録のファイルにはまだありません）".to_owned();
                }
                format!("{}（参照先なし）", opinion.source)
            },
            |source| format!("{} {}", source.issuer, source.title),
        ),
    );
    if let Some(note) = &opinion.source_note {
        sheet.labelled("注      ", note);
    }
    reviews::show(&mut sheet, council, opinion);
    history(&mut sheet, council, opinion);
    sheet
}

fn programs(sheet: &mut Sheet, model: &Model, opinion: &Opinion, row: usize, theme: &Theme) {
    let council = &model.council;
    let (word, style) = coverage(council.standing.opinions[row], theme);
    let ties: Vec<_> = council.ties_of(&opinion.id).collect();
    sheet.row(line([
        span("対応する事業  ", theme.label),
        span(word.trim_start().to_owned(), style),
        span(format!("  {}件", ties.len()), theme.text),
        span(if ties.is_empty() { "" } else { "   金額は千円" }, theme.dim),
    ]));
    if ties.is_empty() {
        sheet.aside("まだありません。F2 で対応する事業を選びます。");
    }
    for tie in ties {
        let selected = model.focus == Focus::Detail
            && model.opinions.detail.selected.as_ref() == Some(&tie.program);
        let rows = tie_rows(council, tie, sheet.room(), selected, theme);
        sheet.record(selected, rows);
    }
}

/// Columns of kind and extent, and of the amounts of two years with their labels.
const KIND: usize = 11;
const AMOUNTS: usize = 34;

/// The program of a link, with its amounts beside or under it.
fn tie_rows(
    council: &Council,
    tie: &Tie,
    room: usize,
    selected: bool,
    theme: &Theme,
) -> Vec<Line<'static>> {
    let mark = if selected { "> " } else { "  " };
    let said = how_tied(tie);
    let Some(row) = council.records.program_row(&tie.program) else {
        let text = format!("{mark}{} {}（参照先なし）", said, tie.program);
        return vec![line([span(fit(&text, room, theme.borders), theme.bad)])];
    };
    let program = &council.records.programs[row];
    let lead = format!("{mark}{}", pad(&said, KIND, theme.borders));
    let entry = program.latest();
    let column = |what: &str, printed: Option<&Amount>| match printed {
        Some(printed) => {
            let yen = amount(Some(printed.thousand_yen), 9, theme.borders);
            format!("{}{what} {yen}", printed.year)
        }
        None => " ".repeat(16),
    };
    let amounts = if program.kind() == ProgramKind::Measure {
        pad("予算のない取組", AMOUNTS, theme.borders)
    } else {
        let (settled, budget) = (entry.settled.as_ref(), entry.budget.as_ref());
        format!("{}  {}", column("決算", settled), column("予算", budget))
    };
    let name_room = room.saturating_sub(width(&lead));
    let mut rows = if name_room >= AMOUNTS + 20 {
        let name = fit(program.name(), name_room - AMOUNTS - 1, theme.borders);
        let name = pad(&name, name_room - AMOUNTS, theme.borders);
        vec![line([span(format!("{lead}{name}"), theme.text), span(amounts, theme.text)])]
    } else {
        let name = fit(program.name(), name_room, theme.borders);
        let indent = " ".repeat(room.saturating_sub(width(&amounts)).min(width(&lead)));
        vec![
            line([span(format!("{lead}{name}"), theme.text)]),
            line([span(fit(&format!("{indent}{amounts}"), room, theme.borders), theme.dim)]),
        ]
    };
    for live in tie.links.iter().filter(|live| !live.what.note.is_empty()) {
        let note = format!("    {}: {}", live.by, live.what.note);
        rows.push(line([span(fit(&note, room, theme.borders), theme.dim)]));
    }
    if tie.disagreement().is_some() {
        // A row a person: what is cut off could be the very difference.
        for (at, live) in tie.disagreement().into_iter().flatten().enumerate() {
            let head = if at == 0 { "食い違い:" } else { "" };
            let head = pad(head, 10, theme.borders);
            let text = format!("    {head}{} は {}", live.by, how(&live.what));
            rows.push(line([span(fit(&text, room, theme.borders), theme.warning)]));
        }
    }
    rows
}

fn history(sheet: &mut Sheet, council: &Council, opinion: &Opinion) {
    let mut deeds = council.deeds_of(&RecordId::Opinion(opinion.id.clone())).peekable();
    if deeds.peek().is_none() {
        return;
    }
    sheet.blank();
    sheet.heading("履歴");
    for deed in deeds {
        let lead = format!("{} {} ", deed.time(), deed.by);
        sheet.labelled(&lead, &deed.beside());
    }
}
