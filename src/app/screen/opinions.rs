//! 意見: the list of opinions, and one of them in full.

use super::Detail;
use crate::{
    analysis::Council,
    app::{
        filter::{Filter, OPINIONS},
        list::{Kind, List},
    },
    domain::{EventId, OpinionId, ProgramId, RecordId},
    journal::Said,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Opinions {
    /// 一覧.
    pub list: List,
    /// 絞り込み.
    pub filter: Filter,
    /// 詳細.
    pub detail: Detail<Part>,
}

/// 詳細の一件. What can be selected in the detail of an opinion, and so be acted on. The first three
/// are always there: they are asked of every opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// 回答.
    Answer,
    /// 進捗.
    Progress,
    /// 担当課・回答期限.
    Assignment,
    /// 対応付け, of everybody who linked the program.
    Tie(ProgramId),
    /// 関連なし, of everybody who says so of the program.
    Reject(ProgramId),
    /// 関係する意見: what was said, and the opinion at its other end.
    Relation(EventId, OpinionId),
    /// 要望・伝達.
    Referral(EventId),
    /// 委員の受け止め.
    Review(EventId),
    /// メモ.
    Note(EventId),
    /// 似た意見: it says much the same, and nobody has related the two.
    Alike(OpinionId),
    /// 候補: it may answer the opinion, and nobody has linked it.
    Candidate(ProgramId),
}

impl Default for Opinions {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Opinions),
            filter: Filter::default(),
            detail: Detail::default(),
        }
    }
}

impl Opinions {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        let (choice, count) = (self.filter.words(), council.records.opinions.len());
        if let Some(mut rows) = self.list.found(&choice, council, |all| &all.opinions, count) {
            rows.retain(|row| self.filter.shows(OPINIONS, council, *row));
            self.list.show(council, rows);
        }
        let parts = self.parts(council);
        let of = self.list.row().map(|row| council.records.opinions[row].id.as_str());
        self.detail.settle(of, &parts);
    }

    /// The opinion that is selected in the list.
    #[must_use]
    pub fn selected<'a>(&self, council: &'a Council) -> Option<&'a OpinionId> {
        self.list.row().map(|row| &council.records.opinions[row].id)
    }

    /// What can be selected in the detail, from top to bottom.
    #[must_use]
    pub fn parts(&self, council: &Council) -> Vec<Part> {
        let Some(id) = self.selected(council) else { return Vec::new() };
        let ledger = &council.ledger;
        let about = RecordId::Opinion(id.clone());
        let mut parts = vec![Part::Answer, Part::Progress, Part::Assignment];
        parts.extend(council.ties_of(id).map(|tie| Part::Tie(tie.program.clone())));
        let rejected = council.rejected_of(id);
        parts.extend(rejected.map(|(program, _)| Part::Reject(program.clone())));
        let relations = council.relations_of(id);
        parts.extend(relations.map(|r| Part::Relation(r.id.clone(), r.other.clone())));
        parts.extend(ledger.referrals(id).iter().map(|said| Part::Referral(said.id.clone())));
        parts.extend(council.reviews(id).into_iter().map(event).map(Part::Review));
        parts.extend(ledger.notes(&about).iter().map(event).map(Part::Note));
        let records = &council.records;
        let alike = council.likely_same(id).into_iter();
        parts.extend(alike.map(|it| Part::Alike(records.opinions[it.row].id.clone())));
        let likely = council.likely_programs(id).into_iter();
        parts.extend(likely.map(|it| Part::Candidate(records.programs[it.row].id.clone())));
        parts
    }
}

fn event<T>(said: &Said<T>) -> EventId {
    said.id.clone()
}
