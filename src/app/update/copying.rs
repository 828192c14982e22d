//! What is handed to the clipboard: the selected record, or what it is called. Only ever on a key.

use super::aimed;
use crate::{
    analysis::{Council, called},
    app::{
        Copy, Effect, Focus, Model, View,
        screen::{Exhibit, News, Row},
    },
    domain::RecordId,
    shown::shown,
};

/// Copies what is selected, or the rows that are marked: a line each.
pub fn copy(model: &mut Model, copy: Copy) -> Option<Effect> {
    let council = &model.council;
    let ids = selected(model);
    let mut texts: Vec<_> = ids.iter().map(|id| of_record(council, id, copy)).collect();
    if texts.is_empty() {
        texts.extend(otherwise(model, copy));
    }
    let name = match &ids[..] {
        _ if texts.is_empty() => {
            model.tell("ここには写すものがありません。一覧の行を選んでください。");
            return None;
        }
        [id] if copy == Copy::Record => called(&council.records, id),
        [] | [_] => texts[0].clone(),
        several => format!("{}件", several.len()),
    };
    // What the clipboard holds may be put into a terminal again.
    let text = texts.iter().map(|text| shown(text)).collect::<Vec<_>>().join("\n");
    Some(Effect::Copy { text, name })
}

/// The records that are selected. In a detail it is what the cursor is on there.
fn selected(model: &Model) -> Vec<RecordId> {
    if model.focus == Focus::Detail
        && let Some((opinion, program)) = aimed::selected_link(model)
    {
        return vec![match model.view {
            View::Programs => RecordId::Opinion(opinion),
            _ => RecordId::Program(program),
        }];
    }
    let opinions = aimed::opinions(model).into_iter().map(RecordId::Opinion);
    let programs = aimed::programs(model).into_iter().map(RecordId::Program);
    let ids: Vec<_> = opinions.chain(programs).collect();
    if !ids.is_empty() {
        return ids;
    }
    let council = &model.council;
    let id = match model.view {
        View::Overview if council.is_for_members() => {
            let news = model.changes.selected();
            news.and_then(|news| news.opinion(council)).cloned().map(RecordId::Opinion)
        }
        View::Sessions => {
            let row = model.sessions.list.row();
            row.map(|row| RecordId::Session(council.records.sessions[row].id.clone()))
        }
        _ => None,
    };
    id.into_iter().collect()
}

fn of_record(council: &Council, id: &RecordId, copy: Copy) -> String {
    if copy == Copy::Id {
        return id.to_string();
    }
    let records = &council.records;
    let text = match id {
        RecordId::Opinion(id) => records.opinion(id).map(|opinion| opinion.text.clone()),
        RecordId::Program(id) => records.program(id).and_then(|it| it.latest().content.clone()),
        RecordId::Session(id) => {
            let session = records.sessions.iter().find(|session| session.id == *id);
            session.map(|it| [it.held.as_str(), &it.place, &it.agenda].join(" "))
        }
    };
    [called(records, id), text.unwrap_or_default()].join(" ").trim_end().to_owned()
}

/// What is selected that is no record of its own: the row in words.
fn otherwise(model: &Model, copy: Copy) -> Option<String> {
    let council = &model.council;
    match model.view {
        View::Overview if council.is_for_members() => match model.changes.selected()? {
            News::Deed(row) => Some(council.history.get(row)?.line()),
            News::Unread(_) => None,
        },
        View::Overview => match (model.overview.selected()?, copy) {
            (Row::Open(open), Copy::Record) => {
                let label = open.opinion.as_ref().map(|id| council.records.label(id));
                Some([open.kind.word(), &label.unwrap_or_default(), &open.text].join(" "))
            }
            (Row::Open(open), Copy::Id) => {
                let opinion = open.opinion.clone().map(RecordId::Opinion);
                let session = open.session.clone().map(RecordId::Session);
                Some(opinion.or(session)?.to_string())
            }
            (Row::Task(task), Copy::Record) => Some(task.line()),
            (Row::Task(_), Copy::Id) => None,
        },
        View::Sources => {
            let exhibit = model.sources.selected(council)?;
            match (exhibit, copy) {
                (Exhibit::Document(row), Copy::Id) => {
                    Some(council.records.sources[row].id.to_string())
                }
                (_, Copy::Id) => None,
                (_, Copy::Record) => Some(format!("{} {}", exhibit.word(), exhibit.title(council))),
            }
        }
        View::History => {
            let deed = council.history.get(model.history.list.row()?)?;
            Some(match copy {
                Copy::Record => deed.line(),
                Copy::Id => deed.id.to_string(),
            })
        }
        View::Opinions | View::Programs | View::Matrix | View::Sessions => None,
    }
}
