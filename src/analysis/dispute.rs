//! 食い違い: where people's last words about one thing differ.

use std::collections::BTreeSet;

use super::Council;
use crate::{
    domain::{OpinionId, ProgramId, Stage},
    journal::{Entry, Link, Register, Reject, Said, Tie},
};

impl Council {
    /// Whether people's last words about an opinion differ: about its answer, its progress, who is
    /// charged with it, or a program.
    #[must_use]
    pub fn is_disputed(&self, opinion: &OpinionId) -> bool {
        let ledger = &self.ledger;
        differ(ledger.answer(opinion))
            || differ(ledger.progress(opinion))
            || differ(ledger.assignment(opinion))
            || self.ties_of(opinion).any(|tie| self.is_tie_disputed(tie))
    }

    /// Whether people's last words about a pair differ: linked in several ways, or linked and
    /// 関連なし.
    #[must_use]
    pub fn is_tie_disputed(&self, tie: &Tie) -> bool {
        let pair = (tie.opinion.clone(), tie.program.clone());
        tie.disagreement().is_some() || self.ledger.is_contested(&pair)
    }

    /// 関連なし of an opinion, by program in the order of the record. A pair that is linked as well is
    /// among its ties instead.
    pub fn rejected_of(
        &self,
        opinion: &OpinionId,
    ) -> impl Iterator<Item = (&ProgramId, &[Said<Reject>])> {
        let rejected = self.ledger.rejected().filter(|((of, _), _)| of == opinion);
        let rejected = rejected.filter(|((of, to), _)| self.ledger.tie(of, to).is_none());
        let mut rejected: Vec<_> = rejected.map(|((_, program), said)| (program, said)).collect();
        rejected.sort_by_key(|(program, _)| (self.records.program_row(program), *program));
        rejected.into_iter()
    }

    /// 関連なし of a program, by opinion in the order of the record. A pair that is linked as well is
    /// among its ties instead.
    pub fn rejected_to(
        &self,
        program: &ProgramId,
    ) -> impl Iterator<Item = (&OpinionId, &[Said<Reject>])> {
        let rejected = self.ledger.rejected().filter(|((_, to), _)| to == program);
        let rejected = rejected.filter(|((of, to), _)| self.ledger.tie(of, to).is_none());
        let mut rejected: Vec<_> = rejected.map(|((opinion, _), said)| (opinion, said)).collect();
        rejected.sort_by_key(|(opinion, _)| (self.records.opinion_row(opinion), *opinion));
        rejected.into_iter()
    }
}

/// Whether people's last words differ.
#[must_use]
pub fn differ<T: Entry>(register: Option<&Register<T>>) -> bool {
    register.is_some_and(|register| register.disagreement().is_some())
}

/// The links of a pair that count: a 案 that a 確定 has settled is out of it.
pub fn standing(tie: &Tie) -> impl Iterator<Item = &Said<Link>> {
    let drafts = tie.is_draft();
    tie.links.iter().filter(move |live| drafts || live.what.stage == Stage::Confirmed)
}

/// 根拠 of a pair, each wording once.
#[must_use]
pub fn evidence(tie: &Tie) -> BTreeSet<&str> {
    let evidence = standing(tie).map(|live| live.what.evidence.trim());
    evidence.filter(|evidence| !evidence.is_empty()).collect()
}

/// Whether a pair is linked at 確定, and nobody has named any 根拠.
#[must_use]
pub fn lacks_evidence(tie: &Tie) -> bool {
    !tie.is_draft() && evidence(tie).is_empty()
}
