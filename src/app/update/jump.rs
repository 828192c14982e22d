//! Going from one place to another: views, records, and back.

use crate::{
    analysis::{Council, Coverage, Deed, DeedKind, Open, OpenKind, Subject, differ},
    app::{
        Focus, Model, Overlay, Topic, View,
        filter::{COVERED, Filter, UNASKED, UNCOVERED},
        list::{Kind, List},
        overlay::Cell,
        screen::{Detail, Exhibit, Linked, News, Part, Row, Table, Task},
    },
    domain::{OpinionId, ProgramId, RecordId, SessionId},
};

use super::{carry, moving, reading, writing};

/// Shows a view by its number: a fresh start, with nothing to go back to.
pub fn show(model: &mut Model, view: View) {
    model.view = view;
    model.focus = Focus::List;
    model.trail.clear();
}

/// Shows a view from which Esc comes back here.
pub fn visit(model: &mut Model, view: View) {
    model.trail.push(model.here());
    model.view = view;
}

/// Enter in a view: whatever the selected row leads to.
pub fn open(model: &mut Model) {
    match (model.view, model.focus) {
        (View::Overview, _) if model.council.is_for_members() => open_news(model),
        (View::Overview, _) => open_task(model),
        (View::Opinions, Focus::Detail) => open_part(model),
        (View::Programs, Focus::Detail) => {
            let linked = model.programs.detail.selected.clone();
            open_linked(model, linked);
        }
        (View::Sessions, Focus::Detail) => {
            let linked = model.sessions.detail.selected.clone();
            open_linked(model, linked);
        }
        (View::Matrix, _) => open_cell(model),
        (View::History, _) => {
            if let Some(row) = model.history.list.row() {
                open_deed(model, row);
            }
        }
        (View::Sources, focus) => open_exhibit(model, focus),
        (_, Focus::List) => moving::into_detail(model),
    }
}

/// What is selected in the detail of an opinion. What is asked of every opinion is
/// written there; what leads nowhere is only looked at.
fn open_part(model: &mut Model) {
    match model.opinions.detail.selected.clone() {
        Some(Part::Tie(program) | Part::Reject(program) | Part::Candidate(program)) => {
            to_program(model, &program);
        }
        Some(Part::Relation(_, other) | Part::Alike(other)) => to_opinion(model, &other),
        Some(Part::Answer) => writing::open(model, Topic::Answer),
        Some(Part::Progress) => writing::open(model, Topic::Progress),
        Some(Part::Assignment) => writing::open(model, Topic::Assign),
        Some(Part::Referral(_) | Part::Review(_) | Part::Note(_)) | None => {}
    }
}

fn open_linked(model: &mut Model, linked: Option<Linked>) {
    match linked {
        Some(Linked::Opinion(opinion) | Linked::Reject(opinion) | Linked::Candidate(opinion)) => {
            to_opinion(model, &opinion);
        }
        Some(Linked::Program(program)) => to_program(model, &program),
        Some(Linked::Note(_)) | None => {}
    }
}

/// A document is there to be read; what is in one has a detail.
fn open_exhibit(model: &mut Model, focus: Focus) {
    let exhibit = model.sources.selected(&model.council);
    let linked = model.sources.detail.selected.clone();
    match (exhibit, focus, linked) {
        (Some(Exhibit::Document(_)), ..) | (Some(Exhibit::Contracts(..)), Focus::Detail, _) => {
            reading::open(model);
        }
        (_, Focus::List, _) => moving::into_detail(model),
        (_, Focus::Detail, Some(program)) => to_program(model, &program),
        (_, Focus::Detail, None) => {}
    }
}

fn open_task(model: &mut Model) {
    match model.overview.selected().cloned() {
        Some(Row::Open(open)) => to_open(model, &open),
        Some(Row::Task(task)) => to_list(model, task),
        None => {}
    }
}

/// Goes where something that waits is mended.
fn to_open(model: &mut Model, open: &Open) {
    match (&open.opinion, &open.session) {
        (Some(opinion), _) => {
            let part = mended_at(&model.council, open, opinion);
            to_opinion(model, opinion);
            model.opinions.detail = Detail::at(opinion.as_str(), part);
            model.settle();
            moving::into_detail(model);
        }
        (None, Some(session)) => to_session(model, session),
        (None, None) => model.lay(Overlay::Problems(List::of(Kind::Positions))),
    }
}

/// Where in the detail of its opinion something that waits is mended.
fn mended_at(council: &Council, open: &Open, opinion: &OpinionId) -> Part {
    if let Some(program) = open.program.clone() {
        return Part::Tie(program);
    }
    let ledger = &council.ledger;
    let (answer, progress) = (ledger.answer(opinion), ledger.progress(opinion));
    match open.kind {
        OpenKind::Overdue if progress.is_some() => Part::Progress,
        OpenKind::Disagreement if !differ(answer) && differ(progress) => Part::Progress,
        OpenKind::Disagreement if !differ(answer) => Part::Assignment,
        _ => Part::Answer,
    }
}

/// Goes to a list, filtered.
fn to_list(model: &mut Model, task: Task) {
    let mut opinions = |word: &str| {
        visit(model, View::Opinions);
        model.opinions.filter = Filter::only(COVERED, word);
        model.opinions.list.query.reset();
    };
    match task {
        Task::Uncovered(_) => opinions(UNCOVERED),
        Task::Partial(_) => opinions(Coverage::Partial.word()),
        Task::Carry(..) => carry::open(model),
        Task::Unasked(_) => {
            visit(model, View::Programs);
            model.programs.filter = Filter::only(COVERED, UNASKED);
            model.programs.list.query.reset();
        }
    }
}

fn open_cell(model: &mut Model) {
    match model.matrix.table {
        Table::Opinions => {
            let area = model.matrix.area(&model.council).cloned();
            let row = model.matrix.opinions.row();
            if let (Some(area), Some(row)) = (area, row) {
                let opinion = model.council.records.opinions[row].id.clone();
                model.lay(Overlay::Cell(Cell::new(opinion, area)));
            }
        }
        Table::Unasked => {
            if let Some(row) = model.matrix.unasked.row() {
                follow(model, Subject::Program(row));
            }
        }
    }
}

fn open_news(model: &mut Model) {
    match model.changes.selected() {
        Some(News::Deed(row)) => open_deed(model, row),
        Some(News::Unread(row)) => {
            let id = model.council.records.opinions[row].id.clone();
            to_opinion(model, &id);
        }
        None => {}
    }
}

fn open_deed(model: &mut Model, row: usize) {
    let deed = &model.council.history[row];
    let part = part_of(deed);
    let Some(first) = deed.about.first().cloned() else { return };
    to_record(model, &first);
    if let (RecordId::Opinion(opinion), Some(part)) = (first, part) {
        model.opinions.detail = Detail::at(opinion.as_str(), part);
    }
}

/// Where in the detail of its opinion a deed is found, as long as it holds.
fn part_of(deed: &Deed) -> Option<Part> {
    let program = deed.program().cloned();
    match deed.kind {
        DeedKind::Link | DeedKind::Confirm => program.map(Part::Tie),
        DeedKind::Reject => program.map(Part::Reject),
        DeedKind::Answer => Some(Part::Answer),
        DeedKind::Progress => Some(Part::Progress),
        DeedKind::Assign => Some(Part::Assignment),
        DeedKind::Refer => Some(Part::Referral(deed.id.clone())),
        DeedKind::Note => Some(Part::Note(deed.id.clone())),
        DeedKind::Review => Some(Part::Review(deed.id.clone())),
        DeedKind::Relate => match deed.about.get(1) {
            Some(RecordId::Opinion(other)) => Some(Part::Relation(deed.id.clone(), other.clone())),
            _ => None,
        },
        DeedKind::Session | DeedKind::Opinion | DeedKind::Read => None,
    }
}

/// Goes to a record of whatever kind.
fn to_record(model: &mut Model, id: &RecordId) {
    match id {
        RecordId::Opinion(id) => to_opinion(model, id),
        RecordId::Program(id) => to_program(model, id),
        RecordId::Session(id) => to_session(model, id),
    }
}

/// Goes to a record that was found.
pub fn follow(model: &mut Model, subject: Subject) {
    model.clear_away();
    model.list_search = false;
    let records = &model.council.records;
    match subject {
        Subject::Answer(_) | Subject::Note(_) => {
            if let Some(uttered) = model.council.uttered(subject) {
                open_deed(model, uttered.deed);
            }
        }
        Subject::Indicator(row) => {
            visit(model, View::Sources);
            model.sources.list.query.reset();
            model.sources.list.select(&row);
            model.focus = Focus::List;
        }
        Subject::Opinion(row) => {
            let id = records.opinions[row].id.clone();
            to_opinion(model, &id);
        }
        Subject::Program(row) => {
            let id = records.programs[row].id.clone();
            to_program(model, &id);
        }
        Subject::Session(row) => {
            let id = records.sessions[row].id.clone();
            to_session(model, &id);
        }
    }
}

/// Goes to an opinion, whatever the list was searched or filtered for.
fn to_opinion(model: &mut Model, id: &OpinionId) {
    if model.council.records.opinion_row(id).is_none() {
        return model.refuse(format!("参照先なし: 意見 {id} は記録にありません。"));
    }
    visit(model, View::Opinions);
    model.opinions.filter = Filter::default();
    model.opinions.list.query.reset();
    model.opinions.list.select(id);
    model.focus = Focus::List;
}

/// Goes to a program, whatever the list was searched or filtered for.
fn to_program(model: &mut Model, id: &ProgramId) {
    if model.council.records.program_row(id).is_none() {
        return model.refuse(format!("参照先なし: 事業 {id} は記録にありません。"));
    }
    visit(model, View::Programs);
    model.programs.filter = Filter::default();
    model.programs.list.query.reset();
    model.programs.list.select(id);
    model.focus = Focus::List;
}

/// Goes to a session, whatever the list was searched for.
fn to_session(model: &mut Model, id: &SessionId) {
    if model.council.records.sessions.iter().all(|session| session.id != *id) {
        return model.refuse(format!("参照先なし: 会議 {id} は記録にありません。"));
    }
    visit(model, View::Sessions);
    model.sessions.list.query.reset();
    model.sessions.list.select(id);
    model.focus = Focus::List;
}

/// Esc: one step back, never out of the program.
pub fn back(model: &mut Model) {
    if model.lift() {
        return;
    }
    if std::mem::take(&mut model.list_search) {
        return model.clear_query();
    }
    if model.focus == Focus::Detail {
        model.focus = Focus::List;
    } else if model.clear_marks() {
        model.tell("印をすべて外しました。");
    } else if !model.list().query.value().is_empty() {
        model.clear_query();
    } else if let Some(spot) = model.trail.pop() {
        model.go_back(spot);
    } else if let Some(filter) = model.filter_mut().filter(|filter| !filter.is_empty()) {
        *filter = Filter::default();
    } else {
        model.tell("終了は q です。");
    }
}
