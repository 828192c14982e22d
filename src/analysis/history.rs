//! History: the journal in words.

use std::collections::HashMap;

use crate::{
    domain::{EventId, OpinionId, Person, ProgramId},
    journal::{Event, Link, Moment, Saying, Way},
    records::Records,
};

/// 履歴の一行. One thing somebody did, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// The event.
    pub id: EventId,
    /// 日時.
    pub at: Moment,
    /// 記入者.
    pub by: Person,
    /// What was done: 対応付け, 外した, 元に戻した, やり直した.
    pub verb: &'static str,
    /// 意見, with the label it is shown by.
    pub opinion: OpinionId,
    /// `ア(イ)`, or the id where the record does not hold it.
    pub label: String,
    /// 事業.
    pub program: ProgramId,
    /// Its name, or the id where the record does not hold it.
    pub name: String,
    /// 種別・範囲・段階, and the note.
    pub detail: String,
}

impl Deed {
    /// `11/21 10:05`.
    #[must_use]
    pub fn time(&self) -> String {
        let wall = self.at.wall();
        format!("{:>2}/{:02} {:02}:{:02}", wall.month(), wall.day(), wall.hour(), wall.minute())
    }

    /// The verb, but for undo and redo, which say so themselves.
    #[must_use]
    pub fn doing(&self) -> String {
        match self.verb {
            LINKED | REMOVED => format!("{} ", self.verb),
            _ => String::new(),
        }
    }

    /// What was done, in one line.
    #[must_use]
    pub fn what(&self) -> String {
        format!("{} {} ― {}（{}）", self.verb, self.label, self.name, self.detail)
    }

    /// Everything a search should find.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {} {}", self.time(), self.by, self.what())
    }
}

const LINKED: &str = "対応付け";
const REMOVED: &str = "外した";

/// Everybody's deeds, newest first.
#[must_use]
pub fn history(records: &Records, events: &[Event]) -> Vec<Deed> {
    let by_id: HashMap<&EventId, &Event> = events.iter().map(|event| (&event.id, event)).collect();
    // The journal is in the order in which things were said.
    events.iter().rev().filter_map(|event| deed(records, &by_id, event)).collect()
}

fn deed(records: &Records, by_id: &HashMap<&EventId, &Event>, event: &Event) -> Option<Deed> {
    let (verb, link) = match &event.saying {
        Saying::Link(link) => (LINKED, link),
        Saying::Words { .. } => return None,
        Saying::Retract { way, .. } => {
            let verb = match way {
                Way::Remove => REMOVED,
                Way::Undo => "元に戻した",
                Way::Redo => "やり直した",
            };
            (verb, link_behind(by_id, event)?)
        }
    };
    let mut detail = format!("{}・{}", link.kind, link.extent);
    if link.stage == crate::domain::Stage::Draft {
        detail.push_str("・案");
    }
    if !link.note.is_empty() {
        detail.push('・');
        detail.push_str(&link.note);
    }
    Some(Deed {
        id: event.id.clone(),
        at: event.at.clone(),
        by: event.by.clone(),
        verb,
        label: records.opinion(&link.opinion).map_or(link.opinion.to_string(), |o| o.label.clone()),
        opinion: link.opinion.clone(),
        name: records
            .program(&link.program)
            .map_or(link.program.to_string(), |p| p.name().to_owned()),
        program: link.program.clone(),
        detail,
    })
}

/// The link that a chain of retractions ends at. A chain that goes round ends nowhere.
fn link_behind<'a>(by_id: &HashMap<&EventId, &'a Event>, event: &'a Event) -> Option<&'a Link> {
    let mut event = event;
    for _ in 0..by_id.len() {
        match &event.saying {
            Saying::Link(link) => return Some(link),
            Saying::Retract { event: target, .. } => event = by_id.get(target)?,
            Saying::Words { .. } => return None,
        }
    }
    None
}
