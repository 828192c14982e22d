//! 参照先なし: what people said of records that are not there. It is kept and shown, and counts for
//! nothing.

use super::{Council, DeedKind};
use crate::{
    domain::RecordId,
    journal::Tie,
    problem::{Place, Problem, Severity},
    records::Records,
};

/// A problem for every such link, and for every such record that anything else was said of.
pub fn problems(council: &Council) -> Vec<Problem> {
    let records = &council.records;
    let ties = council.dangling().map(|tie| of_tie(records, tie));
    let mut unknown: Vec<&RecordId> =
        council.deeds.keys().filter(|id| !is_known(records, id)).collect();
    unknown.sort();
    ties.chain(unknown.into_iter().filter_map(|id| of_record(council, id))).collect()
}

fn is_known(records: &Records, id: &RecordId) -> bool {
    match id {
        RecordId::Opinion(id) => records.opinion_row(id).is_some(),
        RecordId::Program(id) => records.program_row(id).is_some(),
        RecordId::Session(id) => records.sessions.iter().any(|session| session.id == *id),
    }
}

fn named(id: &RecordId) -> String {
    match id {
        RecordId::Opinion(id) => format!("意見 `{id}`"),
        RecordId::Program(id) => format!("事業 `{id}`"),
        RecordId::Session(id) => format!("会議 `{id}`"),
    }
}

/// Everything but links that holds of a record; `None` where nothing does.
fn of_record(council: &Council, id: &RecordId) -> Option<Problem> {
    let (mut kinds, mut people) = (Vec::new(), Vec::new());
    let holds = council.deeds_of(id).filter(|deed| {
        deed.way.is_none() && deed.kind != DeedKind::Link && council.ledger.is_live(&deed.id)
    });
    for deed in holds {
        if !kinds.contains(&deed.kind.word()) {
            kinds.push(deed.kind.word());
        }
        if !people.contains(&deed.by.as_str()) {
            people.push(deed.by.as_str());
        }
    }
    let what = format!(
        "参照先なし: {} は記録にありません（{} さんの{}）。",
        named(id),
        people.join("・"),
        kinds.join("・")
    );
    let problem = Problem::new(
        Severity::Warning,
        what,
        "記入された内容は残っていますが、集計には入りません。",
        "記録のファイルが欠けていないか確かめてください。入力した意見や会議を取り消したのであれば、\
         その取り消しを元に戻すと、また使われます。",
    );
    (!kinds.is_empty()).then(|| problem.at(Place::file("journal/")))
}

fn of_tie(records: &Records, tie: &Tie) -> Problem {
    let missing = if records.opinion_row(&tie.opinion).is_none() {
        RecordId::Opinion(tie.opinion.clone())
    } else {
        RecordId::Program(tie.program.clone())
    };
    let by: Vec<_> = tie.links.iter().map(|live| live.by.as_str()).collect();
    Problem::new(
        Severity::Warning,
        format!(
            "対応付けの参照先なし: {} は記録にありません（{} さんの対応付け）。",
            named(&missing),
            by.join("・")
        ),
        format!(
            "意見 {} と事業 {} の対応付けは残っていますが、集計には入りません。",
            tie.opinion, tie.program
        ),
        "記録のファイルが欠けていないか確かめてください。不要なら shingi unlink で外せます。",
    )
    .at(Place::file("journal/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::OpinionId,
        journal::{Folder, Journal, Note, Saying},
        records::{SHIPPED, load_texts},
    };

    #[test]
    fn what_is_said_of_nothing_is_named_once_and_gone_when_taken_back() {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::new(temp.path());
        let now = "2026-11-21T10:00:00[Asia/Tokyo]".parse().unwrap();
        let sato = "sato".parse().unwrap();
        let mut council = Council::new(load_texts(SHIPPED), Journal::default());
        let note = |id: &str| {
            let about = RecordId::Opinion(OpinionId::from(id));
            Saying::Note(Note { about, text: "確かめる".to_owned() })
        };
        let known = council.records.opinions[0].id.to_string();
        let said = [note("city-r9/ア"), note("city-r9/ア"), note(&known)];
        let events = folder.append(&sato, &said, &now).unwrap();
        let back: Vec<_> = events.iter().map(|event| event.id.clone()).collect();
        council.hear_more(events);
        assert_eq!(council.troubles.len(), 1);
        assert_eq!(
            council.troubles[0].what,
            "参照先なし: 意見 `city-r9/ア` は記録にありません（sato さんのメモ）。"
        );
        let way = crate::journal::Way::Undo;
        let undo: Vec<_> = back.into_iter().map(|event| Saying::Retract { event, way }).collect();
        council.hear_more(folder.append(&sato, &undo, &now).unwrap());
        assert_eq!(council.troubles, []);
    }
}
