//! History: the journal in words.

use std::collections::HashMap;

use crate::{
    domain::{EventId, OpinionId, Person, ProgramId, RecordId, Stage, wareki, words},
    journal::{Event, Moment, New, Saying, Way},
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
    /// 種類: what it is about, whether it was said or taken back.
    pub kind: DeedKind,
    /// What was taken back, and how; absent for what was said.
    pub way: Option<Way>,
    /// The records it is about: first the one to open, then whatever else it names.
    pub about: Vec<RecordId>,
    /// `ア(イ) ― 地域スタートアップ等支援事業`; an id where the record does not hold it.
    pub subject: String,
    /// 種別・範囲・段階, and what was written; empty where there is no more to say.
    pub detail: String,
}

words! {
    /// 操作の種類.
    DeedKind {
        /// 対応付け.
        Link = "対応付け",
        /// 関連なし.
        Reject = "関連なし",
        /// 再確認.
        Confirm = "再確認",
        /// 回答.
        Answer = "回答",
        /// 進捗.
        Progress = "進捗",
        /// 担当.
        Assign = "担当",
        /// 意見の関係.
        Relate = "意見の関係",
        /// 要望・伝達.
        Refer = "要望・伝達",
        /// メモ.
        Note = "メモ",
        /// 会議の入力.
        Session = "会議の入力",
        /// 意見の入力.
        Opinion = "意見の入力",
        /// 既読.
        Read = "既読",
        /// 委員の受け止め.
        Review = "委員の受け止め",
    }
}

impl Deed {
    /// `11/21 10:05`.
    #[must_use]
    pub fn time(&self) -> String {
        self.at.short()
    }

    /// What was done: the kind of it, or how something of that kind was taken back.
    #[must_use]
    pub fn verb(&self) -> String {
        let Some(way) = self.way.map(taken_back) else { return self.kind.word().to_owned() };
        // A link is what is mostly meant.
        if self.kind == DeedKind::Link { way.to_owned() } else { format!("{way} {}", self.kind) }
    }

    /// What was done to a record that is named beside it: the verb, the other record, the detail. Of
    /// a relation both are named where it was said from the other end.
    #[must_use]
    pub fn beside(&self, records: &Records, here: &RecordId) -> String {
        let other = if self.kind == DeedKind::Relate && self.about.first() != Some(here) {
            self.subject.clone()
        } else {
            let others: Vec<_> = self.about.iter().filter(|about| *about != here).collect();
            others.iter().map(|about| called(records, about)).collect::<Vec<_>>().join(" ― ")
        };
        let words = [self.verb(), other];
        let words: Vec<_> = words.iter().filter(|word| !word.is_empty()).cloned().collect();
        format!("{}{}", words.join(" "), self.in_brackets())
    }

    /// What was done, in one line.
    #[must_use]
    pub fn what(&self) -> String {
        format!("{} {}{}", self.verb(), self.subject, self.in_brackets())
    }

    /// What was done, in few words: undo and redo say so themselves.
    #[must_use]
    pub fn brief(&self, records: &Records) -> String {
        let verb = match self.way {
            None | Some(Way::Remove) => format!("{} ", self.verb()),
            Some(Way::Undo | Way::Redo) => String::new(),
        };
        let names = self.about.iter().map(|about| match about {
            RecordId::Opinion(_) => called(records, about),
            _ => format!("「{}」", super::short_name(&called(records, about))),
        });
        format!("{verb}{}", names.collect::<String>())
    }

    fn in_brackets(&self) -> String {
        if self.detail.is_empty() { String::new() } else { format!("（{}）", self.detail) }
    }

    /// Everything a search should find.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {} {}", self.time(), self.by, self.what())
    }

    /// The opinion it is about, where it is about one.
    #[must_use]
    pub fn opinion(&self) -> Option<&OpinionId> {
        self.about.iter().find_map(|about| match about {
            RecordId::Opinion(id) => Some(id),
            _ => None,
        })
    }

    /// The program it is about, where it is about one.
    #[must_use]
    pub fn program(&self) -> Option<&ProgramId> {
        self.about.iter().find_map(|about| match about {
            RecordId::Program(id) => Some(id),
            _ => None,
        })
    }
}

/// How something was taken back.
#[must_use]
pub fn taken_back(way: Way) -> &'static str {
    match way {
        Way::Remove => "外した",
        Way::Undo => "元に戻した",
        Way::Redo => "やり直した",
    }
}

/// Everybody's deeds, newest first.
#[must_use]
pub fn history(records: &Records, events: &[Event]) -> Vec<Deed> {
    let by_id: HashMap<&EventId, &Event> = events.iter().map(|event| (&event.id, event)).collect();
    // The journal is in the order in which things were said.
    events.iter().rev().filter_map(|event| deed(records, &by_id, event)).collect()
}

fn deed(records: &Records, by_id: &HashMap<&EventId, &Event>, event: &Event) -> Option<Deed> {
    let way = match &event.saying {
        Saying::Retract { way, .. } => Some(*way),
        _ => None,
    };
    let (kind, about, detail) = told(records, behind(by_id, event)?)?;
    Some(Deed {
        id: event.id.clone(),
        at: event.at.clone(),
        by: event.by.clone(),
        kind,
        way,
        subject: subject(records, &about),
        about,
        detail,
    })
}

/// What a chain of retractions ends at. A chain that goes round ends nowhere.
fn behind<'a>(by_id: &HashMap<&EventId, &'a Event>, event: &'a Event) -> Option<&'a Event> {
    let mut event = event;
    for _ in 0..=by_id.len() {
        match &event.saying {
            Saying::Retract { event: target, .. } => event = by_id.get(target)?,
            _ => return Some(event),
        }
    }
    None
}

fn subject(records: &Records, about: &[RecordId]) -> String {
    let names: Vec<_> = about.iter().map(|id| called(records, id)).collect();
    names.join(" ― ")
}

/// How a record is called in one line.
#[must_use]
pub fn called(records: &Records, id: &RecordId) -> String {
    match id {
        RecordId::Opinion(id) => records.label(id),
        RecordId::Program(id) => records.program_name(id).to_owned(),
        RecordId::Session(id) => {
            let session = records.sessions.iter().find(|session| session.id == *id);
            session.map_or_else(|| id.to_string(), |session| session.title.clone())
        }
    }
}

/// The kind of what was said, the records it is about, and the detail.
fn told(records: &Records, event: &Event) -> Option<(DeedKind, Vec<RecordId>, String)> {
    let on = |id: &OpinionId| vec![RecordId::Opinion(id.clone())];
    let pair = |opinion: &OpinionId, program: &ProgramId| {
        vec![RecordId::Opinion(opinion.clone()), RecordId::Program(program.clone())]
    };
    Some(match &event.saying {
        Saying::Link(link) => {
            let draft = if link.stage == Stage::Draft { "案" } else { "" };
            let detail = [link.kind.word(), link.extent.word(), draft, &link.note];
            (DeedKind::Link, pair(&link.opinion, &link.program), dotted(&detail))
        }
        Saying::Reject(said) => {
            let draft = if said.stage == Stage::Draft { "案" } else { "" };
            let detail = dotted(&[draft, &said.reason]);
            (DeedKind::Reject, pair(&said.opinion, &said.program), detail)
        }
        Saying::Confirm(said) => {
            (DeedKind::Confirm, pair(&said.opinion, &said.program), said.note.clone())
        }
        Saying::Answer(said) => {
            let detail = [records.word(said.kind), records.word(said.stage), &said.text];
            (DeedKind::Answer, on(&said.opinion), dotted(&detail))
        }
        Saying::Progress(said) => {
            let until = said.until.map(|day| format!("{}まで", wareki(day))).unwrap_or_default();
            let detail = [records.word(said.state), &until, &said.reason];
            (DeedKind::Progress, on(&said.opinion), dotted(&detail))
        }
        Saying::Assign(said) => {
            let due = said.due.map(|day| format!("期限 {}", wareki(day))).unwrap_or_default();
            let department =
                if said.department.is_empty() { "担当なし" } else { &said.department };
            (DeedKind::Assign, on(&said.opinion), dotted(&[department, &due]))
        }
        Saying::Relate(said) => {
            let mut about = on(&said.opinion);
            about.extend(on(&said.other));
            (DeedKind::Relate, about, dotted(&[said.relation.word(), &said.note]))
        }
        Saying::Refer(said) => {
            let detail = dotted(&[said.to.word(), &wareki(said.on), &said.note]);
            (DeedKind::Refer, on(&said.opinion), detail)
        }
        Saying::Note(said) => (DeedKind::Note, vec![said.about.clone()], said.text.clone()),
        Saying::AddSession(_) => (DeedKind::Session, entered(&event.id, true), String::new()),
        Saying::AddOpinion(_) => (DeedKind::Opinion, entered(&event.id, false), String::new()),
        Saying::Amend(said) => match &said.to {
            New::Session(_) => (DeedKind::Session, entered(&said.entered, true), "訂正".to_owned()),
            New::Opinion(_) => {
                (DeedKind::Opinion, entered(&said.entered, false), "訂正".to_owned())
            }
        },
        Saying::Read(said) => (DeedKind::Read, on(&said.opinion), String::new()),
        Saying::Review(said) => {
            let detail = dotted(&[said.verdict.word(), &said.text]);
            (DeedKind::Review, on(&said.opinion), detail)
        }
        Saying::Words { .. } | Saying::Retract { .. } => return None,
    })
}

/// The record that an event entered.
fn entered(event: &EventId, session: bool) -> Vec<RecordId> {
    vec![if session {
        RecordId::Session(event.as_str().into())
    } else {
        RecordId::Opinion(event.as_str().into())
    }]
}

fn dotted(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().copied().filter(|word| !word.is_empty()).collect();
    words.join("・")
}
