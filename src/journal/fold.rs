//! What holds, after everything that was said and taken back.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

use super::{
    Amend, Answer, Assign, Event, Ledger, Progress, Register, Said, Saying, register::Entry,
};
use crate::{
    domain::{EventId, OpinionId},
    problem::{Problem, Severity},
};

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
        let mut registers = Registers::default();
        for event in order {
            ledger.take(event, &mut registers);
        }
        ledger.answers = settled(registers.answers);
        ledger.progress = settled(registers.progress);
        ledger.assignments = settled(registers.assignments);
        ledger.amendments = settled(registers.amendments);
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

    fn take(&mut self, event: &Event, registers: &mut Registers) {
        let live = self.is_live(&event.id);
        match &event.saying {
            // The words behind a hash are true whoever takes them back.
            Saying::Words { hash, text } => {
                let texts = self.words.entry(hash.clone()).or_default();
                if !texts.contains(text) {
                    texts.push(text.clone());
                }
            }
            // What was taken back still says what it took the place of.
            Saying::Answer(answer) => {
                collect(&mut registers.answers, &answer.opinion, event, answer, live);
            }
            Saying::Progress(progress) => {
                collect(&mut registers.progress, &progress.opinion, event, progress, live);
            }
            Saying::Assign(assign) => {
                collect(&mut registers.assignments, &assign.opinion, event, assign, live);
            }
            Saying::Amend(amend) => {
                collect(&mut registers.amendments, &amend.entered, event, amend, live);
            }
            Saying::Retract { .. } => {}
            _ if !live => {}
            Saying::Link(link) => self.take_link(event, link),
            Saying::Reject(reject) => {
                let pair = (reject.opinion.clone(), reject.program.clone());
                add(&mut self.rejects, &pair, event, reject);
            }
            Saying::Confirm(confirm) => {
                let pair = (confirm.opinion.clone(), confirm.program.clone());
                add(&mut self.confirms, &pair, event, confirm);
            }
            Saying::Relate(relate) => self.relations.push(Said::of(event, relate.clone())),
            Saying::Refer(refer) => add(&mut self.referrals, &refer.opinion, event, refer),
            Saying::Note(note) => add(&mut self.notes, &note.about, event, note),
            Saying::AddSession(session) => self.sessions.push(Said::of(event, session.clone())),
            Saying::AddOpinion(opinion) => self.opinions.push(Said::of(event, opinion.clone())),
            Saying::Read(read) => add(&mut self.reads, &read.opinion, event, read),
            Saying::Review(review) => add(&mut self.reviews, &review.opinion, event, review),
        }
    }
}

/// Everything that was said about things of which there is one at a time; `true` beside what holds.
type Heard<K, T> = HashMap<K, Vec<(Said<T>, bool)>>;

#[derive(Default)]
struct Registers {
    answers: Heard<OpinionId, Answer>,
    progress: Heard<OpinionId, Progress>,
    assignments: Heard<OpinionId, Assign>,
    amendments: Heard<EventId, Amend>,
}

fn collect<K: Clone + Eq + Hash, T: Clone>(
    heard: &mut Heard<K, T>,
    key: &K,
    event: &Event,
    what: &T,
    live: bool,
) {
    heard.entry(key.clone()).or_default().push((Said::of(event, what.clone()), live));
}

fn settled<K: Eq + Hash, T: Entry>(heard: Heard<K, T>) -> HashMap<K, Register<T>> {
    let registers = heard.into_iter().map(|(key, said)| (key, Register::of(said)));
    registers.filter(|(_, register)| register.now().is_some()).collect()
}

fn add<K: Clone + Eq + Hash, T: Clone>(
    map: &mut HashMap<K, Vec<Said<T>>>,
    key: &K,
    event: &Event,
    what: &T,
) {
    map.entry(key.clone()).or_default().push(Said::of(event, what.clone()));
}

fn target(event: &Event) -> Option<&EventId> {
    match &event.saying {
        Saying::Retract { event, .. } => Some(event),
        _ => None,
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
