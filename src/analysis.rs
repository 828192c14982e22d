//! What follows from records and journal: computed in one place, never stored.

mod acts;
mod ahead;
mod beside;
mod brief;
mod carry;
mod catalog;
pub mod changes;
mod coverage;
mod dangling;
mod difference;
mod dispute;
mod entered;
mod filed;
mod found;
mod history;
mod indicator;
pub mod inquiry;
mod lineage;
mod lookup;
mod matrix;
mod meetings;
mod members;
mod preview;
mod reading;
mod relation;
mod renewal;
#[cfg(test)]
mod sample;
mod split;
mod suggest;
mod suspect;
mod tally;
mod todo;
mod words;

pub use acts::{Unrelated, Wish, seen, unless_said};
pub use beside::Related;
pub use brief::{answered, assigned, progressed};
pub use carry::{
    Apart, Carry, CarryKind, Continuation, Lost, Proposal, carries, continuations, is_open, lost,
    open_opinions,
};
pub use catalog::{Catalog, Seek, Spoken, Subject, SubjectKind, Uttered};
pub use coverage::{Coverage, Money, Standing, coverage_of, covers, of_year};
pub use difference::{Piece, difference};
pub use dispute::{differ, evidence, lacks_evidence, standing};
pub use found::Described;
pub use history::{Deed, DeedKind, called, history, taken_back};
pub use indicator::{IndicatorYear, indicator_years, newest_year, says_something};
pub use lineage::{Figure, Kin, When, corresponding, figures, kin};
pub use lookup::{How, Lookup, opinion, program, session};
pub use matrix::Matrix;
pub use meetings::day_of;
pub use members::{Part, ReadState, unsayable};
pub use preview::{Preview, Row as PreviewRow, RowFate};
pub use reading::{Original, Printed, taken};
pub use relation::answered_through;
pub use renewal::AS_LAST_YEAR;
pub use split::{Draft, Split, Stray, split};
pub use suggest::{Candidate, SAYS_THE_SAME, Suggestions};
pub use suspect::{Change, Side, Suspect, Turn, suspects};
pub use tally::{Case, Pace, Reply, Tally};
pub use todo::{Open, OpenKind, counted_by_kind, counted_by_year, todo};
pub use words::{opinion_words, program_words};

use renewal::unrenewed;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock},
};

use crate::{
    domain::{AreaId, Bodies, OpinionId, Person, ProgramId, RecordId, Stage},
    journal::{Event, Journal, Ledger, Lens, Link, Pair, Tie, permitted},
    problem::{Problem, Severity},
    records::{Audit, Loaded, Records, audit},
};

/// 会議体. The record, the journal, and everything that follows from the two.
#[derive(Debug, Default)]
pub struct Council {
    /// 記録. What is worked out beside the dashboard reads it as well.
    pub records: Arc<Records>,
    /// What was wrong with the record files, and what does not add up in them.
    pub problems: Vec<Problem>,
    /// What does not add up in the sources themselves, and somebody has looked at.
    pub acknowledged: Vec<Problem>,
    /// 見方: which part of the journal counts.
    pub lens: Lens,
    /// 日誌, as far as it counts.
    pub journal: Journal,
    /// What the journal comes to.
    pub ledger: Ledger,
    /// 数える範囲: whose programs count as answers in `standing` and `matrix`.
    pub bodies: Bodies,
    /// 要再確認, in the order of the ids.
    pub suspects: Vec<Suspect>,
    /// 前年度のまま: links that nobody has looked at since the newest programs came, by their ids.
    pub unrenewed: Vec<Pair>,
    /// 対応状況.
    pub standing: Standing,
    /// 対応表.
    pub matrix: Matrix,
    /// 読み手: the committee member who reads; `None` for the secretariat.
    pub reader: Option<Person>,
    /// How far the reader has got with each opinion; empty where there is no reader.
    pub read: Vec<ReadState>,
    /// 履歴, newest first.
    pub history: Vec<Deed>,
    /// Which of them are about a record.
    deeds: HashMap<RecordId, Vec<usize>>,
    /// 問題: everything that somebody should look at, of the record, of the journal, between the
    /// two.
    pub troubles: Vec<Problem>,
    /// Made when somebody first searches: what is shown first needs none.
    catalog: OnceLock<Box<Catalog>>,
    /// What there is of it until then.
    growing: Box<Catalog>,
    /// The same of what people wrote.
    spoken: OnceLock<Box<Spoken>>,
    speaking: Box<Spoken>,
    /// Made when somebody first asks for 候補; where a detail of a large record does, beside the
    /// dashboard.
    suggestions: Arc<OnceLock<Suggestions>>,
    /// What of them a detail showed last.
    proposed: suggest::Proposed,
    /// Made beside the dashboard, or when somebody first asks what became of last year's programs. No
    /// journal changes it.
    carries: Arc<OnceLock<Vec<Carry>>>,
    /// Counts up whenever anything of this changes.
    pub generation: u64,
}

impl Council {
    /// Brings record and journal together.
    #[must_use]
    pub fn new(loaded: Loaded, journal: Journal) -> Self {
        Self::seen(loaded, journal, Lens::default())
    }

    /// Brings record and journal together, as they look from somewhere.
    #[must_use]
    pub fn seen(loaded: Loaded, journal: Journal, lens: Lens) -> Self {
        let Loaded { records, mut problems, .. } = loaded;
        let Audit { open, acknowledged } = audit(&records);
        problems.extend(open);
        let records = Arc::new(records);
        let mut council = Self { records, problems, acknowledged, lens, ..Self::default() };
        council.hear(journal);
        council
    }

    /// Counts the programs of other governments as answers.
    pub fn count(&mut self, bodies: Bodies) {
        self.bodies = bodies;
        let journal = std::mem::take(&mut self.journal);
        self.hear(journal);
    }

    /// 索引.
    pub fn catalog(&self) -> &Catalog {
        self.catalog.get_or_init(|| Box::new(Catalog::of(&self.records)))
    }

    /// 書かれたものの索引.
    pub fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| {
            let mut spoken = Box::<Spoken>::default();
            self.listen(&mut spoken, usize::MAX);
            spoken
        })
    }

    fn listen(&self, spoken: &mut Spoken, count: usize) -> bool {
        let said = (self.journal.events.as_slice(), self.history.as_slice());
        spoken.grow(&self.records, said, &self.ledger, count)
    }

    /// Makes so many more rows of the index: between two keys, so that no search has to wait for all
    /// of it. `true` once it is there.
    pub fn prepare(&mut self, rows: usize) -> bool {
        // What was not there is set by this.
        if !self.is_prepared() && self.growing.grow(&self.records, rows) {
            let _ = self.catalog.set(std::mem::take(&mut self.growing));
        }
        if self.is_prepared() && self.spoken.get().is_none() {
            let mut spoken = std::mem::take(&mut self.speaking);
            if self.listen(&mut spoken, rows) {
                let _ = self.spoken.set(spoken);
            } else {
                self.speaking = spoken;
            }
        }
        self.is_all_prepared()
    }

    /// Whether a search of the records can begin at once.
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.catalog.get().is_some()
    }

    /// Whether a search of everything can begin at once.
    #[must_use]
    pub fn is_all_prepared(&self) -> bool {
        self.is_prepared() && self.spoken.get().is_some()
    }

    /// Takes in a journal, in place of the one before. The one function that derives things.
    pub fn hear(&mut self, mut journal: Journal) {
        let events = self.lens.see(std::mem::take(&mut journal.events));
        let (events, refused) = permitted(events, |person| self.records.role(person));
        journal.events = events;
        journal.problems.extend(refused);
        members::hide_lines(self.lens.edition, &mut journal.problems);
        // What followed from the journal before goes first: the two are large.
        (self.ledger, self.history) = (Ledger::default(), Vec::new());
        self.ledger = Ledger::fold(&journal.events);
        let (sessions, opinions) = entered::of(&self.ledger);
        if self.records.enter(sessions, opinions) {
            self.catalog = OnceLock::new();
            *self.growing = Catalog::default();
            self.suggestions = Arc::default();
        }
        self.suspects = suspects(&self.records, &self.ledger);
        self.unrenewed = unrenewed(&self.records, &self.ledger);
        let links = (self.suspects.as_slice(), self.unrenewed.as_slice());
        self.standing = Standing::of(&self.records, &self.ledger, links, self.bodies);
        self.matrix = Matrix::of(&self.records, &self.ledger, self.bodies);
        self.read = self.read_states();
        self.history = history(&self.records, &journal.events);
        self.deeds = HashMap::new();
        for (row, deed) in self.history.iter().enumerate() {
            for about in &deed.about {
                self.deeds.entry(about.clone()).or_default().push(row);
            }
        }
        self.journal = journal;
        (self.spoken, self.speaking) = (OnceLock::new(), Box::default());
        self.troubles = self.look_for_troubles();
        self.generation += 1;
    }

    /// Takes in what was just said.
    pub fn hear_more(&mut self, events: Vec<Event>) {
        let mut journal = std::mem::take(&mut self.journal);
        journal.add(events);
        self.hear(journal);
    }

    /// The links of an opinion, one tie a program: answers first, 案 last, then by the order of the record.
    pub fn ties_of(&self, opinion: &OpinionId) -> impl Iterator<Item = &Tie> {
        let links = self.ledger.links_of(opinion).iter();
        let ties = links.filter_map(|live| self.ledger.tie(opinion, &live.what.program));
        in_order(ties, |tie| (self.records.program_row(&tie.program), &tie.program))
    }

    /// The links of a program, one tie an opinion: answers first, 案 last, then by the order of the record.
    pub fn ties_to(&self, program: &ProgramId) -> impl Iterator<Item = &Tie> {
        let links = self.ledger.links_to(program).iter();
        let ties = links.filter_map(|live| self.ledger.tie(&live.what.opinion, program));
        in_order(ties, |tie| (self.records.opinion_row(&tie.opinion), &tie.opinion))
    }

    /// Links whose opinion or program the record does not hold: shown, never dropped.
    pub fn dangling(&self) -> impl Iterator<Item = &Tie> {
        self.ledger.ties().iter().filter(|tie| {
            self.records.opinion_row(&tie.opinion).is_none()
                || self.records.program_row(&tie.program).is_none()
        })
    }

    /// What people said about a record, newest first.
    pub fn deeds_of(&self, record: &RecordId) -> impl Iterator<Item = &Deed> + use<'_> {
        self.deeds.get(record).into_iter().flatten().map(|row| &self.history[*row])
    }

    fn look_for_troubles(&self) -> Vec<Problem> {
        let own = self.problems.iter().chain(&self.journal.problems);
        let own = own.filter(|problem| problem.severity != Severity::Info).cloned();
        let folded = self.ledger.problems.iter().cloned();
        let rings = relation::rings_of(&self.records, &self.ledger);
        let late = self.said_too_late();
        own.chain(folded).chain(dangling::problems(self)).chain(rings).chain(late).collect()
    }

    /// What an act did, in few words: its first deed, and how many more there were.
    #[must_use]
    pub fn in_words(&self, act: &[&Event]) -> String {
        let of_act = |deed: &&Deed| act.iter().any(|event| event.id == deed.id);
        let deeds: Vec<_> = self.history.iter().filter(of_act).collect();
        let Some(deed) = deeds.last() else { return "直前の操作".to_owned() };
        let said = deed.brief(&self.records);
        match deeds.len() {
            1 => said,
            count => format!("{said}ほか{}件", count - 1),
        }
    }

    /// The short name of an area: its numbers, and where they are of another plan than the opinions',
    /// whose: `1(2)`, `県2(4)`, `R5 1(2)`.
    #[must_use]
    pub fn short_area(&self, id: &AreaId) -> String {
        let Some(area) = self.records.area(id) else { return id.to_string() };
        let plan = self.records.plans.iter().find(|plan| plan.areas.iter().any(|a| a.id == *id));
        let Some(plan) = plan else { return area.short() };
        let newest = self.records.plans.iter().filter_map(|it| self.records.plan_year(it)).max();
        let year = self.records.plan_year(plan);
        let whose = match (plan.id.starts_with("pref"), year) {
            (true, _) => "県".to_owned(),
            (false, year) if year == newest => String::new(),
            (false, year) => year.map_or_else(String::new, |year| format!("{year} ")),
        };
        format!("{whose}{}", area.short())
    }

    /// What needs nothing done: お知らせ.
    pub fn remarks(&self) -> impl Iterator<Item = Problem> {
        let own = self.problems.iter().chain(&self.journal.problems);
        own.filter(|problem| problem.severity == Severity::Info).cloned()
    }
}

/// What a link says of its pair: `継続・全部`, with 案 where it is one.
#[must_use]
pub fn how(link: &Link) -> String {
    let draft = if link.stage == Stage::Draft { "案 " } else { "" };
    format!("{draft}{}・{}", link.kind, link.extent)
}

/// What everybody says of a pair: the one word, or that there are several.
#[must_use]
pub fn how_tied(tie: &Tie) -> String {
    match (tie.disagreement(), tie.links.last()) {
        (Some(_), _) => "食い違い".to_owned(),
        (None, Some(live)) => how(&live.what),
        (None, None) => String::new(),
    }
}

/// How many characters of a program's name are enough to know it by.
const NAME: usize = 14;

/// A program's name where there is one line for much else.
#[must_use]
pub fn short_name(name: &str) -> String {
    let mut short: String = name.chars().take(NAME).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

/// Ties with an answer first and 案 last, then by a key; each once, however many people linked the pair.
fn in_order<'a, K: Ord>(
    ties: impl Iterator<Item = &'a Tie>,
    key: impl Fn(&'a Tie) -> K,
) -> impl Iterator<Item = &'a Tie> {
    let answers = |tie: &Tie| tie.links.iter().any(|live| covers(&live.what));
    let rank = |tie: &Tie| (!answers(tie), tie.is_draft());
    let sorted: BTreeMap<_, _> = ties.map(|tie| ((rank(tie), key(tie)), tie)).collect();
    sorted.into_values()
}
