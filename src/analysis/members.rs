//! 委員の閲覧: what a committee member has read, what has come since, and what the member says to it.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{Council, Deed, DeedKind, seen};
use crate::{
    domain::{EventId, OpinionId, Person, Verdict, words},
    journal::{Edition, Read, Review, Said, Saying},
    problem::{Problem, Severity},
};

words! {
    /// 既読の状態. How far a reader has got with an opinion.
    ReadState {
        /// 未読.
        Unread = "未読",
        /// 更新あり: read, and something has come since.
        Changed = "更新あり",
        /// 既読.
        Read = "既読",
    }
}

/// 受け止めの部分. The part of a review that something is the matter with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 了承 or 説明を求める.
    Verdict,
    /// 言葉.
    Words,
}

/// Why a review cannot be said so, and which part of it is why; `None` where it can.
#[must_use]
pub fn unsayable(review: &Review) -> Option<(Part, &'static str)> {
    match review.verdict {
        Verdict::Agreed if review.of.is_empty() => Some((
            Part::Verdict,
            "まだ回答がないので、了承はできません。説明を求めることはできます。",
        )),
        Verdict::Explain if review.text.is_empty() => {
            Some((Part::Words, "どの点の説明を求めるかを書いてください。"))
        }
        Verdict::Agreed | Verdict::Explain => None,
    }
}

impl Council {
    /// Reads through the eyes of a person.
    pub fn read_by(&mut self, person: Person) {
        self.reader = Some(person);
        self.read = self.read_states();
    }

    /// Whether this is what committee members see.
    #[must_use]
    pub fn is_for_members(&self) -> bool {
        self.lens.edition == Edition::Members
    }

    /// What stands to an opinion: the last words of answer and progress, and the links.
    #[must_use]
    pub fn stands(&self, opinion: &OpinionId) -> Vec<EventId> {
        let links = self.ledger.links_of(opinion).iter().map(|live| live.id.clone());
        let words = [seen(self.ledger.answer(opinion)), seen(self.ledger.progress(opinion))];
        words.into_iter().flatten().chain(links).collect()
    }

    /// What to say so that a person has read what stands to an opinion: nothing where that is so.
    #[must_use]
    pub fn mark_read(&self, person: &Person, opinion: &OpinionId) -> Vec<Saying> {
        if self.read_state(person, opinion) == ReadState::Read {
            return Vec::new();
        }
        vec![Saying::Read(Read { opinion: opinion.clone(), seen: self.stands(opinion) })]
    }

    /// What to say so that this is the person's last word: nothing where it is. Who has something to
    /// say has read what stood there then.
    #[must_use]
    pub fn review(&self, person: &Person, review: Review, stood: &[EventId]) -> Vec<Saying> {
        let opinion = review.opinion.clone();
        if self.own_review(person, &opinion).is_some_and(|said| said.what == review) {
            return Vec::new();
        }
        let known = self.seen_by(person, &opinion);
        let has_read = known.is_some_and(|known| stood.iter().all(|id| known.contains(id)));
        let read = Saying::Read(Read { opinion, seen: stood.to_vec() });
        let read = (!has_read).then_some(read);
        read.into_iter().chain([Saying::Review(review)]).collect()
    }

    /// The last word of every member to an opinion, oldest first.
    #[must_use]
    pub fn reviews(&self, opinion: &OpinionId) -> Vec<&Said<Review>> {
        let said = self.ledger.reviews(opinion);
        let last = |at: usize| said[at + 1..].iter().all(|later| later.by != said[at].by);
        (0..said.len()).filter(|at| last(*at)).map(|at| &said[at]).collect()
    }

    /// The person's last word to an opinion.
    #[must_use]
    pub fn own_review(&self, person: &Person, opinion: &OpinionId) -> Option<&Said<Review>> {
        self.ledger.reviews(opinion).iter().rfind(|said| said.by == *person)
    }

    /// Whether a review is of the answer that stands now.
    #[must_use]
    pub fn is_of_now(&self, review: &Review) -> bool {
        review.of == seen(self.ledger.answer(&review.opinion))
    }

    /// How far a person has got with an opinion.
    #[must_use]
    pub fn read_state(&self, person: &Person, opinion: &OpinionId) -> ReadState {
        match self.seen_by(person, opinion) {
            None => ReadState::Unread,
            Some(seen) if self.stands(opinion).iter().all(|id| seen.contains(id)) => {
                ReadState::Read
            }
            Some(_) => ReadState::Changed,
        }
    }

    /// What the reader has not read, by position: first what was never read.
    #[must_use]
    pub fn unread(&self) -> Vec<usize> {
        let mut rows: Vec<_> =
            (0..self.read.len()).filter(|row| self.read[*row] != ReadState::Read).collect();
        rows.sort_by_key(|row| self.read[*row] == ReadState::Changed);
        rows
    }

    /// 前回から変わったこと: what others did since the reader's last visit, newest first, by position
    /// in the history.
    ///
    /// Clocks of different machines differ. So what the reader said about an opinion decides as far
    /// as it goes, and the moment of the last visit for the rest.
    #[must_use]
    pub fn changes(&self, visit: Option<Timestamp>) -> Vec<usize> {
        let Some(reader) = &self.reader else { return Vec::new() };
        let own = self.journal.events.iter().rev().find(|event| event.by == *reader);
        let since = visit.or(own.map(|event| event.at.instant));
        let is_new = |deed: &Deed| {
            let read = deed.opinion().and_then(|id| Some((id, self.seen_by(reader, id)?)));
            match read {
                Some((_, seen)) if seen.contains(&deed.id) => false,
                Some((opinion, _)) if self.stands(opinion).contains(&deed.id) => true,
                _ => since.is_none_or(|since| deed.at.instant > since),
            }
        };
        let tells = |deed: &Deed| {
            let internal = matches!(deed.kind, DeedKind::Read | DeedKind::Confirm);
            // What was said and taken back again is no news; that it was taken back may be.
            let holds = deed.way.is_some() || self.ledger.is_live(&deed.id);
            deed.by != *reader && !internal && holds
        };
        let news = self.history.iter().enumerate();
        news.filter(|(_, deed)| tells(deed) && is_new(deed)).map(|(row, _)| row).collect()
    }

    /// The moment of the newest event that is seen: what a visit is remembered by.
    #[must_use]
    pub fn newest(&self) -> Option<Timestamp> {
        self.journal.events.iter().map(|event| event.at.instant).max()
    }

    pub(super) fn read_states(&self) -> Vec<ReadState> {
        let Some(reader) = &self.reader else { return Vec::new() };
        let opinions = self.records.opinions.iter();
        opinions.map(|opinion| self.read_state(reader, &opinion.id)).collect()
    }

    /// Everything a person ever read of an opinion; `None` where the person never did.
    fn seen_by(&self, person: &Person, opinion: &OpinionId) -> Option<HashSet<&EventId>> {
        let mut reads = self.ledger.reads(opinion).iter().filter(|said| said.by == *person);
        let first = reads.next()?;
        Some(std::iter::once(first).chain(reads).flat_map(|said| &said.what.seen).collect())
    }
}

/// A finding quotes the line it is about, which may be a draft; members are only told that there are
/// such lines.
pub(super) fn hide_lines(edition: Edition, problems: &mut Vec<Problem>) {
    if edition == Edition::Office {
        return;
    }
    let of_lines = |problem: &&Problem| problem.place.is_some();
    let count = (problems.iter().filter(of_lines))
        .filter(|problem| problem.severity != Severity::Info)
        .count();
    problems.retain(|problem| problem.place.is_none());
    if count > 0 {
        problems.push(Problem::new(
            Severity::Warning,
            format!("日誌に、読めないところが {count}か所あります。"),
            "その記録は表示していません。ほかの記録は表示しています。",
            "事務局に知らせてください。",
        ));
    }
}
