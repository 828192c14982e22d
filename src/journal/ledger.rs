//! The ledger: what holds now, by what it is about.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash as StdHash,
    sync::Arc,
};

use super::{
    Amend, Answer, Assign, Confirm, Event, Hash, Link, NewOpinion, NewSession, Note, Progress,
    Read, Refer, Register, Reject, Relate, Review, Said, Saying,
};
use crate::{
    domain::{EventId, OpinionId, ProgramId, RecordId, Stage},
    problem::Problem,
};

/// 対の両端. An opinion and a program.
pub type Pair = (OpinionId, ProgramId);

/// 台帳. What holds now. The same for the same set of events, in whatever order they come.
///
/// An event holds unless something that holds takes it back. Links to opinions and programs that no
/// record knows are kept as well: whoever has the records judges them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledger {
    pub(super) live: HashSet<EventId>,
    /// How many live events take an event back.
    pub(super) taken_back: HashMap<EventId, usize>,
    by_opinion: HashMap<OpinionId, Vec<Arc<Said<Link>>>>,
    by_program: HashMap<ProgramId, Vec<Arc<Said<Link>>>>,
    ties: Vec<Tie>,
    pub(super) rejects: HashMap<Pair, Vec<Said<Reject>>>,
    pub(super) confirms: HashMap<Pair, Vec<Said<Confirm>>>,
    pub(super) answers: HashMap<OpinionId, Register<Answer>>,
    pub(super) progress: HashMap<OpinionId, Register<Progress>>,
    pub(super) assignments: HashMap<OpinionId, Register<Assign>>,
    pub(super) amendments: HashMap<EventId, Register<Amend>>,
    pub(super) referrals: HashMap<OpinionId, Vec<Said<Refer>>>,
    pub(super) notes: HashMap<RecordId, Vec<Said<Note>>>,
    pub(super) reads: HashMap<OpinionId, Vec<Said<Read>>>,
    pub(super) reviews: HashMap<OpinionId, Vec<Said<Review>>>,
    /// 意見どうしの関係, oldest first.
    pub relations: Vec<Said<Relate>>,
    /// 入力された会議, oldest first.
    pub sessions: Vec<Said<NewSession>>,
    /// 入力された意見, oldest first.
    pub opinions: Vec<Said<NewOpinion>>,
    /// What is said to stand behind a hash: usually one text, and not always the right one.
    pub(super) words: HashMap<Hash, Vec<Arc<str>>>,
    /// What takes something back without effect.
    pub problems: Vec<Problem>,
}

/// 対. All links of one opinion and one program that hold, oldest first; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// 意見.
    pub opinion: OpinionId,
    /// 事業.
    pub program: ProgramId,
    /// Usually one; more where several people linked the pair.
    pub links: Vec<Said<Link>>,
}

impl Tie {
    /// 食い違い: the links that say different things, or none. A 案 that a 確定 has settled is out of
    /// it.
    #[must_use]
    pub fn disagreement(&self) -> Option<Vec<&Said<Link>>> {
        let standing: Vec<_> = self.links.iter().filter(|link| !self.is_settled(link)).collect();
        let choice = |live: &Said<Link>| (live.what.kind, live.what.extent, live.what.stage);
        let differs = standing.windows(2).any(|pair| choice(pair[0]) != choice(pair[1]));
        differs.then_some(standing)
    }

    /// 案のまま: proposed, and nobody has settled it.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.links.iter().all(|live| live.what.stage == Stage::Draft)
    }

    /// A 案 asks for a 確定; whatever that says, it is the answer.
    fn is_settled(&self, live: &Said<Link>) -> bool {
        live.what.stage == Stage::Draft && !self.is_draft()
    }
}

impl Ledger {
    pub(super) fn take_link(&mut self, event: &Event, link: &Link) {
        let live = Arc::new(Said::of(event, link.clone()));
        self.by_opinion.entry(link.opinion.clone()).or_default().push(Arc::clone(&live));
        self.by_program.entry(link.program.clone()).or_default().push(live);
    }

    /// Puts the links of a pair together.
    pub(super) fn tie_up(&mut self) {
        let mut opinions: Vec<_> = self.by_opinion.iter().collect();
        opinions.sort_unstable_by_key(|(opinion, _)| *opinion);
        for (opinion, links) in opinions {
            // Links of a pair stay in the order of the list.
            let mut links = links.clone();
            links.sort_by(|a, b| a.what.program.cmp(&b.what.program));
            let pairs = links.chunk_by(|a, b| a.what.program == b.what.program);
            self.ties.extend(pairs.map(|links| Tie {
                opinion: opinion.clone(),
                program: links[0].what.program.clone(),
                links: links.iter().map(|live| Said::clone(live)).collect(),
            }));
        }
    }

    /// Whether an event is known and holds.
    #[must_use]
    pub fn is_live(&self, id: &EventId) -> bool {
        self.live.contains(id)
    }

    /// How many events that hold take this one back.
    pub(super) fn taken_back(&self, id: &EventId) -> usize {
        self.taken_back.get(id).copied().unwrap_or_default()
    }

    /// The links of an opinion that hold, oldest first.
    #[must_use]
    pub fn links_of(&self, opinion: &OpinionId) -> &[Arc<Said<Link>>] {
        self.by_opinion.get(opinion).map_or(&[], Vec::as_slice)
    }

    /// The links of a program that hold, oldest first.
    #[must_use]
    pub fn links_to(&self, program: &ProgramId) -> &[Arc<Said<Link>>] {
        self.by_program.get(program).map_or(&[], Vec::as_slice)
    }

    /// Every pair that is linked, in the order of the ids.
    #[must_use]
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// The links of one pair.
    #[must_use]
    pub fn tie(&self, opinion: &OpinionId, program: &ProgramId) -> Option<&Tie> {
        let found =
            self.ties.binary_search_by(|tie| (&tie.opinion, &tie.program).cmp(&(opinion, program)));
        found.ok().map(|row| &self.ties[row])
    }

    /// 関連なし of a pair, oldest first.
    #[must_use]
    pub fn rejects(&self, pair: &Pair) -> &[Said<Reject>] {
        of(&self.rejects, pair)
    }

    /// Whether somebody linked a pair that somebody else holds for 関連なし: 食い違い too. A 案 on
    /// either side contests nothing.
    #[must_use]
    pub fn is_contested(&self, pair: &Pair) -> bool {
        let tie = self.tie(&pair.0, &pair.1);
        tie.is_some_and(|tie| !tie.is_draft())
            && self.rejects(pair).iter().any(|said| said.what.stage == Stage::Confirmed)
    }

    /// Every pair that is 関連なし, in no order.
    pub fn rejected(&self) -> impl Iterator<Item = (&Pair, &[Said<Reject>])> {
        self.rejects.iter().map(|(pair, said)| (pair, said.as_slice()))
    }

    /// 再確認 of a pair, oldest first.
    #[must_use]
    pub fn confirms(&self, pair: &Pair) -> &[Said<Confirm>] {
        of(&self.confirms, pair)
    }

    /// 回答; `None` where nobody has answered.
    #[must_use]
    pub fn answer(&self, opinion: &OpinionId) -> Option<&Register<Answer>> {
        self.answers.get(opinion)
    }

    /// 進捗; `None` where nobody has set it.
    #[must_use]
    pub fn progress(&self, opinion: &OpinionId) -> Option<&Register<Progress>> {
        self.progress.get(opinion)
    }

    /// 担当; `None` where nobody was ever charged.
    #[must_use]
    pub fn assignment(&self, opinion: &OpinionId) -> Option<&Register<Assign>> {
        self.assignments.get(opinion)
    }

    /// 訂正 of what an event entered; `None` where it reads as it was entered.
    #[must_use]
    pub fn amendment(&self, entered: &EventId) -> Option<&Register<Amend>> {
        self.amendments.get(entered)
    }

    /// 要望・伝達 of an opinion, oldest first.
    #[must_use]
    pub fn referrals(&self, opinion: &OpinionId) -> &[Said<Refer>] {
        of(&self.referrals, opinion)
    }

    /// メモ on a record, oldest first.
    #[must_use]
    pub fn notes(&self, about: &RecordId) -> &[Said<Note>] {
        of(&self.notes, about)
    }

    /// 既読 of an opinion, oldest first.
    #[must_use]
    pub fn reads(&self, opinion: &OpinionId) -> &[Said<Read>] {
        of(&self.reads, opinion)
    }

    /// 委員の受け止め of an opinion, oldest first; the last of each member counts.
    #[must_use]
    pub fn reviews(&self, opinion: &OpinionId) -> &[Said<Review>] {
        of(&self.reviews, opinion)
    }

    /// Whether an event is among the last words about something of which there is one at a time.
    pub(super) fn is_head(&self, event: &Event) -> bool {
        let id = &event.id;
        match &event.saying {
            Saying::Answer(answer) => self.answer(&answer.opinion).is_some_and(|r| r.holds(id)),
            Saying::Progress(progress) => {
                self.progress(&progress.opinion).is_some_and(|r| r.holds(id))
            }
            Saying::Assign(assign) => self.assignment(&assign.opinion).is_some_and(|r| r.holds(id)),
            Saying::Amend(amend) => self.amendment(&amend.entered).is_some_and(|r| r.holds(id)),
            _ => true,
        }
    }

    /// The words behind a hash, where the journal holds them. A line that was written by hand may
    /// name others: they are not these.
    #[must_use]
    pub fn words(&self, hash: &Hash) -> Option<&str> {
        let texts = self.words.get(hash)?;
        texts.iter().find(|text| Hash::of(text) == *hash).map(AsRef::as_ref)
    }
}

fn of<'a, K: Eq + StdHash, T>(map: &'a HashMap<K, Vec<Said<T>>>, key: &K) -> &'a [Said<T>] {
    map.get(key).map_or(&[], Vec::as_slice)
}
