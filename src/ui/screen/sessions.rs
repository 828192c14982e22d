//! 会議: the sittings, and the opinions the record ties to each.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Panes, coverage, list_title, rows, told};
use crate::{
    app::{Focus, Model, filter::Filter, screen::Linked},
    domain::{OpinionId, RecordId, japanese_date},
    ui::{
        drawn::Drawn,
        pane,
        sheet::Sheet,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Drawn {
    let list = &model.sessions.list;
    let sessions = &model.council.records.sessions;
    let title = list_title("会議", list, sessions.len(), "", &Filter::default());
    let at = pane::place(model, list, theme);
    let focused = model.focus == Focus::List;
    let area = pane::open(panes.list, &title, &at, focused, theme, buf);
    let mut drawn = rows(model, list, area, &[], theme, buf, |row, room| {
        let session = &sessions[row];
        let text = format!(
            "{}第{}回  {}  {}{}",
            pad(&session.fiscal_year.japanese(), 12, theme.borders),
            session.number,
            japanese_date(session.date),
            if session.is_unfiled() { "入力（未掲載）  " } else { "" },
            session.agenda
        );
        line([span(fit(&text, room, theme.borders), theme.text)])
    });
    let in_detail = detail(model, theme, panes.detail, buf);
    if !focused {
        drawn.cursor = in_detail;
    }
    drawn
}

fn detail(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let sessions = &model.council.records.sessions;
    let title = model.sessions.list.row().map_or("", |row| &sessions[row].title);
    let area = pane::open(area, title, "", model.focus == Focus::Detail, theme, buf);
    let sheet = sheet(model, theme, usize::from(area.width));
    sheet.draw(area, model.sessions.detail.scroll, buf)
}

/// One sitting in full.
pub fn sheet<'a>(model: &Model, theme: &'a Theme, room: usize) -> Sheet<'a> {
    let state = &model.sessions;
    let mut sheet = Sheet::new(room, theme, state.list.query.value());
    let Some(row) = state.list.row() else { return sheet };
    let council = &model.council;
    let session = &council.records.sessions[row];
    sheet.labelled("開催日時  ", &session.held);
    for (label, text) in [("場所      ", &session.place), ("審議内容  ", &session.agenda)] {
        if !text.is_empty() {
            sheet.labelled(label, text);
        }
    }
    if let Some(event) = session.entered.as_ref().filter(|_| session.is_unfiled()) {
        sheet.labelled("出典      ", &told::entered(council, event));
    }
    if let Some(members) = session.members {
        sheet.labelled("委員数    ", &format!("{members}人"));
    }
    if let Some(note) = &session.source_note {
        sheet.labelled("注        ", note);
    }
    let about = RecordId::Session(session.id.clone());
    told::notes(&mut sheet, council, &about, |id| is_selected(model, &Linked::Note(id.clone())));
    sheet.blank();
    let linked: Vec<_> = (state.linked(council).into_iter())
        .filter_map(|linked| match linked {
            Linked::Opinion(id) => Some(id),
            Linked::Program(_) | Linked::Reject(_) | Linked::Note(_) | Linked::Candidate(_) => None,
        })
        .collect();
    let records = &council.records;
    let shared =
        |id: &OpinionId| records.opinion(id).is_some_and(|opinion| opinion.sessions.len() > 1);
    sheet.heading(&format!("意見  {}件", linked.len()));
    if linked.iter().any(shared) {
        sheet.aside("報告書は、この年度の会議をまとめて意見を掲げています。");
    }
    for id in linked {
        let Some(row) = council.records.opinion_row(&id) else { continue };
        let opinion = &council.records.opinions[row];
        let selected = is_selected(model, &Linked::Opinion(id));
        let mark = if selected { "> " } else { "  " };
        let (word, _) = coverage(council.standing.opinions[row], theme);
        let label = council.records.label(&opinion.id);
        let text = format!(
            "{mark}{}{}{}",
            pad(&label, width(&label).max(6) + 1, theme.borders),
            pad(&word, 10, theme.borders),
            opinion.text
        );
        let row = line([span(fit(&text, sheet.room(), theme.borders), theme.text)]);
        sheet.record(selected, vec![row]);
    }
    told::history(&mut sheet, council, &about);
    sheet
}

fn is_selected(model: &Model, linked: &Linked) -> bool {
    model.focus == Focus::Detail && model.sessions.detail.selected.as_ref() == Some(linked)
}
