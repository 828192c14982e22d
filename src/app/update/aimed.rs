//! What an act is for: the records that are marked, the one that is selected, the link in its detail.

use super::moving;
use crate::{
    app::{
        Focus, Model, View,
        list::List,
        screen::{Linked, Part, Table},
    },
    domain::{OpinionId, ProgramId, RecordId},
    journal::Pair,
};

/// The pair whose link is selected in the detail. From the list one does not see which: the first
/// press of a key shows it, the second one means it.
pub fn pointed_at(model: &mut Model, key: &str) -> Option<Pair> {
    if model.focus == Focus::List && select_link(model) {
        moving::into_detail(model);
        model.tell(format!("どの対応付けかを選んで、もう一度 {key} を押してください。"));
        return None;
    }
    let pair = selected_link(model);
    if pair.is_none() {
        model.tell("対応付けが選ばれていません。F2 で対応付けられます。");
    }
    pair
}

/// The pair that is selected in the detail, be it as 候補: to say something of that is to decide it.
pub fn decided(model: &mut Model, key: &str) -> Option<Pair> {
    if model.focus == Focus::Detail
        && let Some(pair) = selected_candidate(model)
    {
        return Some(pair);
    }
    pointed_at(model, key)
}

/// What an act is for: from the list the marked records, from the detail the one that is read.
fn rows(model: &Model, list: &List) -> Vec<usize> {
    match model.focus {
        Focus::List => list.marked_rows(&model.council),
        Focus::Detail => list.row().into_iter().collect(),
    }
}

/// The opinions that an act is for.
pub fn opinions(model: &Model) -> Vec<OpinionId> {
    let list = match (model.view, model.matrix.table) {
        (View::Opinions, _) => &model.opinions.list,
        (View::Matrix, Table::Opinions) => &model.matrix.opinions,
        _ => return Vec::new(),
    };
    let records = &model.council.records;
    rows(model, list).into_iter().map(|row| records.opinions[row].id.clone()).collect()
}

/// The programs that an act is for.
pub fn programs(model: &Model) -> Vec<ProgramId> {
    let list = match (model.view, model.matrix.table) {
        (View::Programs, _) => &model.programs.list,
        (View::Matrix, Table::Unasked) => &model.matrix.unasked,
        _ => return Vec::new(),
    };
    let records = &model.council.records;
    rows(model, list).into_iter().map(|row| records.programs[row].id.clone()).collect()
}

/// The records that a note is for.
pub fn records(model: &Model) -> Vec<RecordId> {
    match model.view {
        View::Opinions => opinions(model).into_iter().map(RecordId::Opinion).collect(),
        View::Programs => programs(model).into_iter().map(RecordId::Program).collect(),
        View::Sessions => {
            let row = model.sessions.list.row();
            let session = row.map(|row| model.council.records.sessions[row].id.clone());
            session.map(RecordId::Session).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Selects a link in the detail, where none is; `false` where there is none.
pub fn select_link(model: &mut Model) -> bool {
    if selected_link(model).is_none() {
        let council = &model.council;
        match model.view {
            View::Opinions => {
                let mut parts = model.opinions.parts(council).into_iter();
                let link = parts.find(|part| matches!(part, Part::Tie(_)));
                model.opinions.detail.selected = link.or(model.opinions.detail.selected.take());
            }
            View::Programs => {
                let mut linked = model.programs.linked(council).into_iter();
                let link = linked.find(|linked| matches!(linked, Linked::Opinion(_)));
                model.programs.detail.selected = link.or(model.programs.detail.selected.take());
            }
            _ => {}
        }
    }
    selected_link(model).is_some()
}

/// The pair whose link is selected in the detail.
pub fn selected_link(model: &Model) -> Option<Pair> {
    let records = &model.council.records;
    match model.view {
        View::Opinions => match model.opinions.detail.selected.clone()? {
            Part::Tie(program) => Some((model.opinions.selected(&model.council)?.clone(), program)),
            _ => None,
        },
        View::Programs => match model.programs.detail.selected.clone()? {
            Linked::Opinion(opinion) => {
                Some((opinion, records.programs[model.programs.list.row()?].id.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The pair of the 候補 that is selected in the detail.
fn selected_candidate(model: &Model) -> Option<Pair> {
    let council = &model.council;
    match model.view {
        View::Opinions => match model.opinions.detail.selected.clone()? {
            Part::Candidate(program) => Some((model.opinions.selected(council)?.clone(), program)),
            _ => None,
        },
        View::Programs => match model.programs.detail.selected.clone()? {
            Linked::Candidate(opinion) => {
                let program = &council.records.programs[model.programs.list.row()?];
                Some((opinion, program.id.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}
