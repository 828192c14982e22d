//! The records of many files brought together: in the order the sources were printed, each id
//! once.

use std::{
    cmp::Reverse,
    collections::{HashMap, hash_map::Entry as Slot},
    fmt::Display,
    hash::Hash,
};

use super::{
    Records,
    place::{Finder, Locus, Origin, Places, RecordFile, Spot},
    reading::Reading,
    schema::File,
};
use crate::{
    domain::{
        Acknowledged, AreaId, Claim, Correspondence, Entry, FiscalYear, Indicator, Listing,
        Opinion, Plan, Procurement, Profile, Program, ProgramId, SavedView, Session, SessionId,
        Source, SourceId, Succession, Synonym, Term,
    },
    problem::{Problem, Severity},
};

/// A record and where it stands.
#[derive(Debug)]
struct Placed<T> {
    value: T,
    spot: Spot,
}

/// What the head of a file names.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) source: SourceId,
    pub(super) sessions: Vec<SessionId>,
    pub(super) spot: Spot,
}

/// Everything read so far, in the order of the files.
#[derive(Debug, Default)]
pub(super) struct Collected {
    files: Vec<RecordFile>,
    pub(super) heads: Vec<Head>,
    sources: Vec<Placed<Source>>,
    plans: Vec<(Placed<Plan>, Vec<Spot>)>,
    sessions: Vec<Placed<Session>>,
    opinions: Vec<Placed<Opinion>>,
    entries: Vec<Placed<Entry>>,
    procurement: Vec<(Placed<Procurement>, Vec<Spot>)>,
    claims: Vec<Placed<Claim>>,
    indicators: Vec<Placed<Indicator>>,
    successions: Vec<Placed<Succession>>,
    correspondences: Vec<Placed<Correspondence>>,
    acknowledged: Vec<Placed<Acknowledged>>,
    terms: Vec<Placed<Term>>,
    synonyms: Vec<Placed<Synonym>>,
    people: Vec<Placed<Profile>>,
    views: Vec<Placed<SavedView>>,
}

impl Collected {
    /// Takes in one file.
    pub(super) fn take(&mut self, name: String, checksum: u32, origin: Origin, reading: Reading) {
        // There are far fewer files, and items in them, than can be counted here.
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let spot = |item| Spot { file: number(self.files.len()), item };
        let count = reading.file.as_ref().map_or(0, File::len);
        let spots = (0..count).map(|item| spot(Some(number(item)))).collect();
        let whole = spot(None);
        self.files.push(RecordFile { name, origin, checksum, outline: reading.outline });
        if let Some(file) = reading.file {
            self.take_file(file, whole, spots);
        }
    }

    fn take_file(&mut self, file: File, whole: Spot, spots: Vec<Spot>) {
        let mut head = |source: &SourceId, sessions: &[SessionId]| {
            let (source, sessions) = (source.clone(), sessions.to_vec());
            self.heads.push(Head { source, sessions, spot: whole });
        };
        match file {
            File::Source(value) => self.sources.push(Placed { value, spot: whole }),
            File::Plan(value) => {
                head(&value.source, &[]);
                self.plans.push((Placed { value, spot: whole }, spots));
            }
            File::Sessions { source, sessions } => {
                head(&source, &[]);
                self.sessions.extend(place(sessions, spots, |session| Session {
                    source: source.clone(),
                    ..session
                }));
            }
            File::Opinions { source, fiscal_year, sessions, opinions } => {
                head(&source, &sessions);
                self.opinions.extend(place(opinions, spots, |opinion| {
                    let own = !opinion.sessions.is_empty();
                    let sessions = if own { opinion.sessions } else { sessions.clone() };
                    Opinion { source: source.clone(), fiscal_year, sessions, ..opinion }
                }));
            }
            File::Programs { source, entries } | File::Measures { source, entries } => {
                head(&source, &[]);
                self.entries.extend(place(entries, spots, |entry| Entry {
                    source: source.clone(),
                    ..entry
                }));
            }
            File::Procurement(value) => {
                head(&value.source, &[]);
                self.procurement.push((Placed { value, spot: whole }, spots));
            }
            File::Claims { source, claims } => {
                head(&source, &[]);
                self.claims.extend(place(claims, spots, |claim| Claim {
                    source: source.clone(),
                    ..claim
                }));
            }
            File::Indicators { source, indicators } => {
                head(&source, &[]);
                self.indicators.extend(place(indicators, spots, |indicator| Indicator {
                    source: source.clone(),
                    ..indicator
                }));
            }
            File::Lineage { successions } => {
                self.successions.extend(place(successions, spots, |same| same));
            }
            File::Correspondences { ties } => {
                self.correspondences.extend(place(ties, spots, |same| same));
            }
            File::Acknowledged { findings } => {
                self.acknowledged.extend(place(findings, spots, |same| same));
            }
            File::Vocabulary { terms } => self.terms.extend(place(terms, spots, |same| same)),
            File::Synonyms { groups } => {
                self.synonyms.extend(place(groups, spots, |same| same));
            }
            File::People { people } => self.people.extend(place(people, spots, |same| same)),
            File::Views { views } => self.views.extend(place(views, spots, |same| same)),
        }
    }

    /// Leaves each id once, the first in the order of the files, and names the others.
    pub(super) fn drop_repeated(&mut self) -> Vec<Problem> {
        let mut repeated = Repeated::default();
        repeated.keep_first(&mut self.sources, "出典", |source| &source.id);
        repeated.keep_first(&mut self.sessions, "会議", |session| &session.id);
        repeated.keep_first(&mut self.opinions, "意見", |opinion| &opinion.id);
        repeated.keep_first(&mut self.indicators, "指標", |indicator| &indicator.id);
        repeated.keep_first_entry(&mut self.entries);
        repeated.keep_first_term(&mut self.terms);
        repeated.keep_first_person(&mut self.people);
        repeated.keep_first_view(&mut self.views);
        repeated.keep_first_acknowledged(&mut self.acknowledged);
        repeated.keep_first_plan(&mut self.plans);
        let places = Places { files: self.files.clone(), spots: HashMap::new() };
        repeated.problems(&places)
    }

    /// Puts everything in order, and the heads of the files with it.
    pub(super) fn finish(mut self) -> (Records, Vec<Head>) {
        // Stable: documents of one year stay in the order of their files.
        self.sources.sort_by_key(|source| source.value.fiscal_year);
        let ranks: HashMap<SourceId, usize> = (self.sources.iter().enumerate())
            .map(|(rank, source)| (source.value.id.clone(), rank))
            .collect();
        // Records of a source that is not there come last; they are not dropped.
        let rank = |source: &SourceId| ranks.get(source).copied().unwrap_or(usize::MAX);
        self.plans.sort_by_key(|(plan, _)| rank(&plan.value.source));
        self.sessions.sort_by_cached_key(|session| rank(&session.value.source));
        self.opinions.sort_by_cached_key(|opinion| rank(&opinion.value.source));
        self.procurement.sort_by_key(|(tables, _)| rank(&tables.value.source));
        self.claims.sort_by_cached_key(|claim| rank(&claim.value.source));
        self.successions.sort_by_key(|succession| succession.value.year);
        let areas: HashMap<&AreaId, usize> = self
            .plans
            .iter()
            .flat_map(|(plan, _)| &plan.value.areas)
            .map(|area| &area.id)
            .zip(0..)
            .collect();
        // Where a source prints an entry: files may part what one area holds.
        self.entries.sort_by_cached_key(|entry| {
            let Listing { area, number, .. } = &entry.value.listed;
            let area = areas.get(area).copied().unwrap_or(usize::MAX);
            (rank(&entry.value.source), area, number.unwrap_or(u32::MAX))
        });
        self.indicators.sort_by_key(|indicator| {
            let area = areas.get(&indicator.value.area).copied().unwrap_or(usize::MAX);
            (rank(&indicator.value.source), area)
        });
        let years: HashMap<SourceId, FiscalYear> = (self.sources.iter())
            .map(|source| (source.value.id.clone(), source.value.fiscal_year))
            .collect();
        let year = |source: &SourceId| years.get(source).copied();
        let (programs, entry_spots) = programs(self.entries, &rank, &year);

        let mut spots = entry_spots;
        let records = Records {
            sources: unplace(self.sources, &mut spots, Locus::Source),
            sessions: unplace(self.sessions, &mut spots, Locus::Session),
            opinions: unplace(self.opinions, &mut spots, Locus::Opinion),
            claims: unplace(self.claims, &mut spots, Locus::Claim),
            indicators: unplace(self.indicators, &mut spots, Locus::Indicator),
            successions: unplace(self.successions, &mut spots, Locus::Succession),
            correspondences: unplace(self.correspondences, &mut spots, Locus::Correspondence),
            acknowledged: unplace(self.acknowledged, &mut spots, Locus::Acknowledged),
            terms: unplace(self.terms, &mut spots, Locus::Term),
            synonyms: unplace(self.synonyms, &mut spots, Locus::Synonym),
            people: unplace(self.people, &mut spots, Locus::Person),
            views: unplace(self.views, &mut spots, Locus::View),
            plans: unplace_lists(self.plans, &mut spots, Locus::Plan, Locus::Area),
            procurement: unplace_lists(
                self.procurement,
                &mut spots,
                Locus::Procurement,
                Locus::Table,
            ),
            programs,
            places: Places { files: self.files, spots },
            ..Records::default()
        };
        (records.indexed(), self.heads)
    }
}

fn place<T>(
    values: Vec<T>,
    spots: Vec<Spot>,
    fill: impl Fn(T) -> T,
) -> impl Iterator<Item = Placed<T>> {
    values.into_iter().zip(spots).map(move |(value, spot)| Placed { value: fill(value), spot })
}

type Spots = HashMap<Locus, Spot>;

fn unplace<T>(values: Vec<Placed<T>>, spots: &mut Spots, locus: fn(usize) -> Locus) -> Vec<T> {
    let place = |(row, placed): (usize, Placed<T>)| {
        spots.insert(locus(row), placed.spot);
        placed.value
    };
    values.into_iter().enumerate().map(place).collect()
}

fn unplace_lists<T>(
    values: Vec<(Placed<T>, Vec<Spot>)>,
    spots: &mut Spots,
    locus: fn(usize) -> Locus,
    inner: fn(usize, usize) -> Locus,
) -> Vec<T> {
    let place = |(row, (placed, items)): (usize, (Placed<T>, Vec<Spot>))| {
        spots.insert(locus(row), placed.spot);
        spots.extend(items.into_iter().enumerate().map(|(item, spot)| (inner(row, item), spot)));
        placed.value
    };
    values.into_iter().enumerate().map(place).collect()
}

/// Groups entries by program. The programs of the newest year come first, as its sources print
/// them: they are what people look for. In a program the oldest source comes first, and in a source
/// the first listing before its 再掲.
fn programs(
    entries: Vec<Placed<Entry>>,
    rank: &impl Fn(&SourceId) -> usize,
    year: &impl Fn(&SourceId) -> Option<FiscalYear>,
) -> (Vec<Program>, Spots) {
    let mut rows: HashMap<ProgramId, usize> = HashMap::with_capacity(entries.len());
    // Where each program stands first in its newest year, and its entries.
    let mut grouped: Vec<(_, Vec<Placed<Entry>>)> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.into_iter().enumerate() {
        let here = (Reverse(year(&entry.value.source)), at);
        match rows.entry(entry.value.program.clone()) {
            Slot::Occupied(row) => {
                let (best, entries) = &mut grouped[*row.get()];
                *best = here.min(*best);
                entries.push(entry);
            }
            Slot::Vacant(row) => {
                row.insert(grouped.len());
                grouped.push((here, vec![entry]));
            }
        }
    }
    let mut spots = Spots::with_capacity(rows.len());
    grouped.sort_by_key(|(standing, _)| *standing);
    let programs = grouped.into_iter().enumerate().map(|(row, (_, mut entries))| {
        let id = entries[0].value.program.clone();
        entries.sort_by_key(|entry| (rank(&entry.value.source), entry.value.listed.relisted));
        let entries = entries.into_iter().enumerate().map(|(nth, entry)| {
            spots.insert(Locus::Entry(row, nth), entry.spot);
            entry.value
        });
        Program { id, entries: entries.collect() }
    });
    let programs = programs.collect();
    (programs, spots)
}

/// Records that stand in the files a second time.
#[derive(Debug, Default)]
struct Repeated {
    /// What it is called, its field, the first, the one that repeats it.
    found: Vec<(String, &'static str, Spot, Spot)>,
}

impl Repeated {
    /// Keeps the values whose key is new. `None` is never a repetition.
    fn sift<T, K: Eq + Hash>(
        &mut self,
        values: &mut Vec<Placed<T>>,
        field: &'static str,
        key: impl Fn(&T) -> Option<K>,
        name: impl Fn(&T) -> String,
    ) {
        let mut firsts: HashMap<K, Spot> = HashMap::with_capacity(values.len());
        values.retain(|placed| {
            let Some(key) = key(&placed.value) else { return true };
            match firsts.entry(key) {
                Slot::Vacant(slot) => {
                    slot.insert(placed.spot);
                    true
                }
                Slot::Occupied(first) => {
                    let name = name(&placed.value);
                    self.found.push((name, field, *first.get(), placed.spot));
                    false
                }
            }
        });
    }

    fn keep_first<T, Id: Clone + Display + Eq + Hash>(
        &mut self,
        values: &mut Vec<Placed<T>>,
        word: &str,
        id: fn(&T) -> &Id,
    ) {
        let name = |value: &T| format!("{word} `{}`", id(value));
        self.sift(values, "id", |value| Some(id(value).clone()), name);
    }

    /// A program may be listed often, but not twice in one place of one source.
    fn keep_first_entry(&mut self, entries: &mut Vec<Placed<Entry>>) {
        self.sift(
            entries,
            "program",
            |entry| {
                let Listing { area, number, label, .. } = &entry.listed;
                // Where a source neither numbers nor letters, two rows may well be two rows.
                (number.is_some() || label.is_some()).then(|| {
                    let (source, program) = (entry.source.clone(), entry.program.clone());
                    (source, program, area.clone(), *number, label.clone())
                })
            },
            |entry| {
                let mark = entry.listed.mark();
                format!("事業 `{}`（施策 `{}` の {mark}）", entry.program, entry.listed.area)
            },
        );
    }

    /// A finding is acknowledged once; what has no finding may be said of many things.
    fn keep_first_acknowledged(&mut self, acknowledged: &mut Vec<Placed<Acknowledged>>) {
        self.sift(
            acknowledged,
            "finding",
            |acknowledged| acknowledged.finding.clone(),
            |acknowledged| {
                let finding = acknowledged.finding.as_deref().unwrap_or_default();
                format!("確認済みの指摘 `{finding}`")
            },
        );
    }

    fn keep_first_term(&mut self, terms: &mut Vec<Placed<Term>>) {
        let name = |term: &Term| format!("用語 `{}`（{}）", term.key, term.list);
        self.sift(terms, "key", |term| Some((term.list, term.key.clone())), name);
    }

    fn keep_first_person(&mut self, people: &mut Vec<Placed<Profile>>) {
        let name = |person: &Profile| format!("名簿の `{}`", person.login);
        self.sift(people, "login", |person| Some(person.login.clone()), name);
    }

    fn keep_first_view(&mut self, views: &mut Vec<Placed<SavedView>>) {
        let name = |view: &SavedView| format!("保存した検索「{}」", view.name);
        self.sift(views, "name", |view| Some(view.name.clone()), name);
    }

    fn keep_first_plan(&mut self, plans: &mut Vec<(Placed<Plan>, Vec<Spot>)>) {
        let mut firsts = HashMap::new();
        let mut areas = HashMap::new();
        plans.retain_mut(|(plan, spots)| {
            if let Some(first) = firsts.insert(plan.value.id.clone(), plan.spot) {
                let name = format!("計画 `{}`", plan.value.id);
                self.found.push((name, "id", first, plan.spot));
                firsts.insert(plan.value.id.clone(), first);
                return false;
            }
            let mut placed: Vec<Placed<_>> = std::mem::take(&mut plan.value.areas)
                .into_iter()
                .zip(spots.drain(..))
                .map(|(value, spot)| Placed { value, spot })
                .collect();
            placed.retain(|area| match areas.entry(area.value.id.clone()) {
                Slot::Vacant(slot) => {
                    slot.insert(area.spot);
                    true
                }
                Slot::Occupied(first) => {
                    let name = format!("施策 `{}`", area.value.id);
                    self.found.push((name, "id", *first.get(), area.spot));
                    false
                }
            });
            for Placed { value, spot } in placed {
                plan.value.areas.push(value);
                spots.push(spot);
            }
            true
        });
    }

    fn problems(mut self, places: &Places) -> Vec<Problem> {
        // In the order of the files, so that each is read once.
        self.found.sort_by_key(|(.., spot)| spot.file);
        let mut finder = Finder::new(places);
        let mut other = Finder::new(places);
        let problems = self.found.iter().map(|(name, field, first, second)| {
            let first = other.find(*first, field, "");
            Problem::new(
                Severity::Error,
                format!("{name} が二度書かれています（初めは {first}）。"),
                "初めのものだけを使い、ここに書かれたものは使っていません。",
                "片方を消すか、別の記録であれば番号や識別子を直してください。",
            )
            .at(finder.find(*second, field, ""))
        });
        problems.collect()
    }
}
