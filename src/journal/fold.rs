//! What holds, after everything that was said and taken back.

use std::collections::{HashMap, HashSet};

use super::{Event, Hash, Link, Moment, Saying};
use crate::{
    domain::{EventId, OpinionId, Person, ProgramId, Stage},
    problem::{Problem, Severity},
};

/// 台帳. What holds now. The same for the same set of events, in whatever order they come.
///
/// An event holds unless something that holds takes it back. Links to opinions and programs that no
/// record knows are kept as well: whoever has the records judges them.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Ledger {
    live: HashSet<EventId>,
    /// How many live events take an event back.
    taken_back: HashMap<EventId, usize>,
    by_opinion: HashMap<OpinionId, Vec<LiveLink>>,
    by_program: HashMap<ProgramId, Vec<LiveLink>>,
    ties: Vec<Tie>,
    words: HashMap<Hash, String>,
    /// What takes something back without effect.
    pub problems: Vec<Problem>,
}

/// A link that holds, with who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveLink {
    /// The event that made it.
    pub id: EventId,
    /// 記入者.
    pub by: Person,
    /// 日時.
    pub at: Moment,
    /// 対応付け.
    pub link: Link,
}

/// 対. All links of one opinion and one program that hold, oldest first; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// 意見.
    pub opinion: OpinionId,
    /// 事業.
    pub program: ProgramId,
    /// Usually one; more where several people linked the pair.
    pub links: Vec<LiveLink>,
}

impl Tie {
    /// 食い違い: the links that say different things, or none. A 案 and the 確定 that settles it
    /// agree.
    #[must_use]
    pub fn disagreement(&self) -> Option<Vec<&LiveLink>> {
        let standing: Vec<_> = self.links.iter().filter(|link| !self.is_settled(link)).collect();
        let choice = |live: &LiveLink| (live.link.kind, live.link.extent, live.link.stage);
        let differs = standing.windows(2).any(|pair| choice(pair[0]) != choice(pair[1]));
        differs.then_some(standing)
    }

    fn is_settled(&self, draft: &LiveLink) -> bool {
        let choice = |live: &LiveLink| (live.link.kind, live.link.extent);
        draft.link.stage == Stage::Draft
            && self.links.iter().any(|other| {
                let names = other.link.confirms.as_ref() == Some(&draft.id);
                other.link.stage == Stage::Confirmed && (names || choice(other) == choice(draft))
            })
    }
}

impl Ledger {
    /// Folds events, in whatever order and however often they are given.
    #[must_use]
    pub fn fold(events: &[Event]) -> Self {
        let mut order: Vec<_> = events.iter().collect();
        order.sort_by(|a, b| a.by_time(b));
        let mut known = HashSet::with_capacity(order.len());
        order.retain(|event| known.insert(&event.id));
        let mut ledger = Self::default();
        ledger.settle(&order);
        for event in order {
            ledger.take(event);
        }
        ledger.tie_up();
        ledger
    }

    /// Finds out what holds.
    ///
    /// Judges an event when all that take it back are judged, or when one that holds takes it back.
    /// What is left takes itself back round a ring: nobody can say what was meant, so none of it
    /// has an effect.
    fn settle(&mut self, events: &[&Event]) {
        let rows: HashMap<_, _> =
            events.iter().enumerate().map(|(row, event)| (&event.id, row)).collect();
        let targets: Vec<_> =
            events.iter().map(|event| rows.get(target(event)?).copied()).collect();
        let mut open = vec![0_usize; events.len()];
        targets.iter().flatten().for_each(|row| open[*row] += 1);

        let (mut judged, mut doomed) = (vec![false; events.len()], vec![false; events.len()]);
        let mut ready: Vec<_> = (0..events.len()).filter(|row| open[*row] == 0).collect();
        while let Some(row) = ready.pop() {
            if judged[row] {
                continue;
            }
            judged[row] = true;
            let live = !doomed[row];
            if live {
                self.live.insert(events[row].id.clone());
            }
            if let Some(target) = targets[row] {
                open[target] -= 1;
                doomed[target] |= live;
                if doomed[target] || open[target] == 0 {
                    ready.push(target);
                }
            }
        }

        for (event, target) in events.iter().zip(&targets) {
            if let Some(target) = target.filter(|_| self.live.contains(&event.id)) {
                *self.taken_back.entry(events[target].id.clone()).or_default() += 1;
            }
        }
        let nowhere = events.iter().zip(&targets).filter(|(_, target)| target.is_none());
        self.problems.extend(nowhere.filter_map(|(event, _)| unknown_target(event)));
        let ring: Vec<_> = events
            .iter()
            .zip(&judged)
            .filter(|(_, judged)| !**judged)
            .map(|(event, _)| *event)
            .collect();
        if !ring.is_empty() {
            self.problems.push(ring_of(&ring));
        }
    }

    fn take(&mut self, event: &Event) {
        match &event.saying {
            Saying::Link(link) if self.is_live(&event.id) => self.take_link(event, link),
            Saying::Words { hash, text } => {
                self.words.entry(hash.clone()).or_insert_with(|| text.clone());
            }
            Saying::Link(_) | Saying::Retract { .. } => {}
        }
    }

    fn take_link(&mut self, event: &Event, link: &Link) {
        let live = LiveLink {
            id: event.id.clone(),
            by: event.by.clone(),
            at: event.at.clone(),
            link: link.clone(),
        };
        self.by_opinion.entry(link.opinion.clone()).or_default().push(live.clone());
        self.by_program.entry(link.program.clone()).or_default().push(live);
    }

    /// Puts the links of a pair together.
    fn tie_up(&mut self) {
        let mut links: Vec<_> = self.by_opinion.values().flatten().cloned().collect();
        // Links of a pair come from one list, so they stay in its order.
        links.sort_by(|a, b| pair(a).cmp(&pair(b)));
        self.ties = links
            .chunk_by(|a, b| pair(a) == pair(b))
            .map(|links| Tie {
                opinion: links[0].link.opinion.clone(),
                program: links[0].link.program.clone(),
                links: links.to_vec(),
            })
            .collect();
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
    pub fn links_of(&self, opinion: &OpinionId) -> &[LiveLink] {
        self.by_opinion.get(opinion).map_or(&[], Vec::as_slice)
    }

    /// The links of a program that hold, oldest first.
    #[must_use]
    pub fn links_to(&self, program: &ProgramId) -> &[LiveLink] {
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

    /// The words behind a hash, where the journal holds them.
    #[must_use]
    pub fn words(&self, hash: &Hash) -> Option<&str> {
        self.words.get(hash).map(String::as_str)
    }
}

fn pair(live: &LiveLink) -> (&OpinionId, &ProgramId) {
    (&live.link.opinion, &live.link.program)
}

fn target(event: &Event) -> Option<&EventId> {
    match &event.saying {
        Saying::Retract { event, .. } => Some(event),
        Saying::Link(_) | Saying::Words { .. } => None,
    }
}

fn unknown_target(event: &Event) -> Option<Problem> {
    let target = target(event)?;
    Some(Problem::new(
        Severity::Warning,
        format!("`{}` さんの取り消し `{}` の相手 `{target}` がありません。", event.by, event.id),
        "この取り消しは何も変えていません。相手の行が読めるようになれば効きます。",
        "相手の行が失われていないか、日誌のファイルを確かめてください。",
    ))
}

/// How many ids of a ring are named.
const NAMED: usize = 3;

fn ring_of(ring: &[&Event]) -> Problem {
    let ids: Vec<_> = ring.iter().take(NAMED).map(|event| format!("`{}`", event.id)).collect();
    let more = if ring.len() > NAMED { " ほか" } else { "" };
    Problem::new(
        Severity::Warning,
        format!("取り消しどうしが互いを取り消しています（{}{more}）。", ids.join("、")),
        "これらの取り消しは何も変えていません。ほかの記録には影響ありません。",
        "手で書いた行があれば、取り消しの相手（event）を確かめてください。",
    )
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
