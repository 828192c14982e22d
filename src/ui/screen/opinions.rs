//! 意見: the list with its coverage, answers and progress, and one opinion in full beside it.

mod beside;
mod list;
pub mod proposed;
mod replies;
pub mod ties;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{Panes, told};
use crate::{
    analysis::Council,
    app::{Focus, Model, screen::Part},
    domain::{Opinion, RecordId, SessionId, wareki},
    ui::{drawn::Drawn, pane, sheet::Sheet, theme::Theme},
};

/// Draws list and detail.
pub fn draw(model: &Model, theme: &Theme, panes: Panes, buf: &mut Buffer) -> Drawn {
    let mut drawn = list::draw(model, theme, panes.list, buf);
    let in_detail = detail(model, theme, panes.detail, buf);
    if model.focus == Focus::Detail {
        drawn.cursor = in_detail;
    }
    drawn
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
    head(&mut sheet, council, opinion);
    sheet.blank();
    replies::all(&mut sheet, model, opinion, theme);
    sheet.blank();
    ties::linked(&mut sheet, model, opinion, row, theme);
    ties::rejected(&mut sheet, model, opinion, theme);
    beside::related(&mut sheet, model, opinion);
    beside::referred(&mut sheet, model, opinion);
    beside::reviewed(&mut sheet, model, opinion);
    let about = RecordId::Opinion(opinion.id.clone());
    told::notes(&mut sheet, council, &about, |id| is_selected(model, &Part::Note(id.clone())));
    sheet.blank();
    source(&mut sheet, council, opinion);
    told::history(&mut sheet, council, &about);
    proposed::alike(&mut sheet, model, opinion);
    proposed::programs(&mut sheet, model, opinion);
    sheet
}

/// Whether a part of the detail is the one that keys act on.
fn is_selected(model: &Model, part: &Part) -> bool {
    model.focus == Focus::Detail && model.opinions.detail.selected.as_ref() == Some(part)
}

fn head(sheet: &mut Sheet, council: &Council, opinion: &Opinion) {
    let area = match &opinion.area {
        None => "その他（方向性なし）".to_owned(),
        Some(id) => match council.records.area(id) {
            None => format!("{id}（参照先なし）"),
            // A heading mostly names its area: no line is lost to saying it twice.
            Some(area) if opinion.heading.starts_with(&area.title) => {
                format!("方向性 {}", area.label)
            }
            Some(area) => format!("{} {}", area.label, area.title),
        },
    };
    match (opinion.heading.as_str(), area.strip_prefix("方向性 ")) {
        ("", _) => sheet.labelled("方向性  ", &area),
        (heading, Some(_)) => sheet.labelled("見出し  ", &format!("{heading}（{area}）")),
        (heading, None) => {
            sheet.labelled("見出し  ", heading);
            sheet.labelled("方向性  ", &area);
        }
    }
    let sessions: Vec<_> = opinion.sessions.iter().map(|id| session(council, id)).collect();
    if !sessions.is_empty() {
        sheet.labelled("会議    ", &sessions.join("、"));
    }
    sheet.labelled("本文    ", &opinion.text);
}

fn session(council: &Council, id: &SessionId) -> String {
    let session = council.records.sessions.iter().find(|session| session.id == *id);
    session.map_or_else(
        || format!("{id}（参照先なし）"),
        |session| format!("第{}回 {}", session.number, wareki(session.date)),
    )
}

fn source(sheet: &mut Sheet, council: &Council, opinion: &Opinion) {
    let entered = opinion.entered.as_ref().filter(|_| opinion.is_unfiled());
    let source = match entered {
        Some(event) => told::entered(council, event),
        None => council.records.source(&opinion.source).map_or_else(
            || format!("{}（参照先なし）", opinion.source),
            |source| format!("{} {}", source.issuer, source.title),
        ),
    };
    sheet.labelled("出典    ", &source);
    if let Some(note) = &opinion.source_note {
        sheet.labelled("注      ", note);
    }
}
