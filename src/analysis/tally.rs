//! Tallies: opinions counted, every figure with its denominator beside it.

use super::{Coverage, relation::answered_through};
use crate::{
    domain::{AnswerKind, AnswerStage, OpinionId, ProgressState},
    journal::{Ledger, Register},
    records::Records,
};

/// 回答の有無. How an opinion is answered, if it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// 未回答: computed; nobody can choose it.
    None,
    /// 回答 of its own.
    Own(AnswerKind, AnswerStage),
    /// 準用: answered by what another opinion was answered.
    Through(AnswerKind, AnswerStage),
    /// 食い違い: answered, in several ways.
    Disputed,
    /// 要望・伝達: passed on to whom it concerns, and answered by that.
    Referred,
}

impl Reply {
    /// How an opinion is answered: by its own answer, else by another's that applies, else by
    /// having been passed on.
    #[must_use]
    pub fn of(records: &Records, ledger: &Ledger, opinion: &OpinionId) -> Self {
        let own = of_itself(ledger, opinion);
        if !matches!(own, Self::None | Self::Referred) {
            return own;
        }
        let others = answered_through(ledger, opinion).into_iter();
        let others = others.filter(|id| records.opinion_row(id).is_some());
        let applied = others.map(|id| of_itself(ledger, id)).find(|reply| *reply != Self::None);
        match applied {
            Some(Self::Own(kind, stage)) => Self::Through(kind, stage),
            Some(reply) => reply,
            None => own,
        }
    }

    /// Whether it is answered at all.
    #[must_use]
    pub fn is_answer(self) -> bool {
        self != Self::None
    }
}

fn of_itself(ledger: &Ledger, opinion: &OpinionId) -> Reply {
    match ledger.answer(opinion) {
        Some(register) if register.disagreement().is_some() => Reply::Disputed,
        register => match register.and_then(Register::now) {
            Some(answer) => Reply::Own(answer.what.kind, answer.what.stage),
            None if ledger.referrals(opinion).is_empty() => Reply::None,
            None => Reply::Referred,
        },
    }
}

/// 進み具合. How far the answer to an opinion has got, as people have said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// 未設定: nobody has said. Not the same as 未着手.
    Unset,
    /// 進捗.
    Set(ProgressState),
    /// 食い違い.
    Disputed,
}

impl Pace {
    /// How far the answer to an opinion has got.
    #[must_use]
    pub fn of(ledger: &Ledger, opinion: &OpinionId) -> Self {
        match ledger.progress(opinion) {
            Some(register) if register.disagreement().is_some() => Self::Disputed,
            register => register
                .and_then(Register::now)
                .map_or(Self::Unset, |said| Self::Set(said.what.state)),
        }
    }
}

/// 一件. Everything that is counted of one opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// 対応事業の有無.
    pub coverage: Coverage,
    /// 結果あり.
    pub with_result: bool,
    /// 回答の有無.
    pub reply: Reply,
    /// 進み具合.
    pub pace: Pace,
    /// 要望・伝達: whether it was passed on.
    pub referred: bool,
    /// 要再確認: how many of its links are in doubt.
    pub suspects: usize,
    /// 案: how many of its links nobody has settled.
    pub drafts: usize,
    /// 前年度のまま: how many of its links nobody has looked at since the newest programs came.
    pub unrenewed: usize,
}

impl Case {
    /// 未回答: neither answered nor 対象外.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        !self.reply.is_answer() && self.pace != Pace::Set(ProgressState::OutOfScope)
    }
}

/// 件数. Opinions counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// 意見の件数: the denominator.
    pub opinions: usize,
    /// 事業あり（全部）.
    pub full: usize,
    /// 一部.
    pub partial: usize,
    /// 参考のみ.
    pub noted: usize,
    /// 案のみ.
    pub proposed: usize,
    /// 結果あり: covered by a program whose latest entry prints a result.
    pub with_result: usize,
    /// 回答済: whatever the stage, however they differ.
    pub answered: usize,
    /// 未回答: neither answered nor 対象外.
    pub unanswered: usize,
    /// 準用: answered by what another opinion was answered; counted by its 対応区分 and 段階.
    pub through: usize,
    /// 回答の食い違い: answered, but in several ways, so under none of the 対応区分 and 段階.
    pub disputed: usize,
    /// By 対応区分, as [`AnswerKind::ALL`].
    pub kinds: [usize; AnswerKind::ALL.len()],
    /// By 段階, as [`AnswerStage::ALL`].
    pub stages: [usize; AnswerStage::ALL.len()],
    /// By 進捗, as [`ProgressState::ALL`].
    pub progress: [usize; ProgressState::ALL.len()],
    /// 進捗が未設定.
    pub unset: usize,
    /// 進捗の食い違い.
    pub progress_disputed: usize,
    /// 対象外: stands beside the denominator, not in it.
    pub out_of_scope: usize,
    /// 要望・伝達.
    pub referred: usize,
    /// 要再確認: links in doubt.
    pub suspects: usize,
    /// 案: links that nobody has settled.
    pub drafts: usize,
    /// 前年度のまま: links that nobody has looked at since the newest programs came.
    pub unrenewed: usize,
}

impl Tally {
    /// 対応事業あり: 全部 and 一部 together.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.full + self.partial
    }

    /// なし: no link at all.
    #[must_use]
    pub fn none(&self) -> usize {
        self.opinions - self.full - self.partial - self.noted - self.proposed
    }

    /// How many opinions are in a state of 対応状況.
    #[must_use]
    pub fn in_state(&self, state: Coverage) -> usize {
        match state {
            Coverage::Full => self.full,
            Coverage::Partial => self.partial,
            Coverage::Noted => self.noted,
            Coverage::Proposed => self.proposed,
            Coverage::None => self.none(),
        }
    }

    /// How many of the opinions, with what stands beside them: `24/25（対象外1）`.
    #[must_use]
    pub fn share(&self, count: usize) -> String {
        match self.out_of_scope {
            0 => format!("{count}/{}", self.opinions),
            beside => format!("{count}/{}（対象外{beside}）", self.opinions),
        }
    }

    /// The three figures in the order in which they are shown: 回答済, 対応事業あり, 結果あり.
    #[must_use]
    pub fn shares(&self) -> [(&'static str, String); 3] {
        [
            ("回答済", self.answered),
            ("対応事業あり", self.covered()),
            ("結果あり", self.with_result),
        ]
        .map(|(name, count)| (name, self.share(count)))
    }

    /// Counts one more opinion.
    pub fn count(&mut self, case: &Case) {
        self.opinions += 1;
        match case.coverage {
            Coverage::Full => self.full += 1,
            Coverage::Partial => self.partial += 1,
            Coverage::Noted => self.noted += 1,
            Coverage::Proposed => self.proposed += 1,
            Coverage::None => {}
        }
        self.with_result += usize::from(case.with_result);
        self.answered += usize::from(case.reply.is_answer());
        self.unanswered += usize::from(case.is_unanswered());
        match case.reply {
            Reply::Own(kind, stage) | Reply::Through(kind, stage) => {
                add(&mut self.kinds, AnswerKind::ALL, kind);
                add(&mut self.stages, AnswerStage::ALL, stage);
            }
            Reply::Disputed => self.disputed += 1,
            Reply::Referred | Reply::None => {}
        }
        self.through += usize::from(matches!(case.reply, Reply::Through(..)));
        match case.pace {
            Pace::Unset => self.unset += 1,
            Pace::Disputed => self.progress_disputed += 1,
            Pace::Set(state) => {
                add(&mut self.progress, ProgressState::ALL, state);
                self.out_of_scope += usize::from(state == ProgressState::OutOfScope);
            }
        }
        self.referred += usize::from(case.referred);
        self.suspects += case.suspects;
        self.drafts += case.drafts;
        self.unrenewed += case.unrenewed;
    }
}

/// One more of a word, in the row of counts that stands in the order of all words.
fn add<W: Copy + PartialEq>(counts: &mut [usize], words: &[W], word: W) {
    let at = words.iter().position(|other| *other == word);
    if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
        *count += 1;
    }
}
