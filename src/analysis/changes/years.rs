//! What the reports of two years print differently.

use std::collections::BTreeSet;

use super::{Aspect, Changes, Figure, Key, State, Value, With, differing, program};
use crate::{
    analysis::{Council, When, figures, indicator_years, kin, says_something},
    domain::{Body, Entry, FiscalYear, Program},
};

/// What differs between the reports of two fiscal years; `None` where the record holds no report of
/// one of them.
#[must_use]
pub fn by_years(council: &Council, from: FiscalYear, to: FiscalYear) -> Option<Changes> {
    let years = years(council);
    if !years.contains(&from) || !years.contains(&to) {
        return None;
    }
    let pairs = [Body::City, Body::Prefecture].map(|body| Pair::of(council, body, (from, to)));
    let (mut before, mut after) = (State::new(), State::new());
    let mut notes = Vec::new();
    for pair in &pairs {
        notes.extend(pair.note(council));
        pair.programs(council, (&mut before, &mut after));
    }
    lineage(council, from, &mut before);
    lineage(council, to, &mut after);
    indicators(council, from, &mut before);
    indicators(council, to, &mut after);
    shared_indicators(&mut before, &mut after);
    let mut changes = differing(&council.records, &before, &after);
    // What one side does not print is not compared: a new program has no other name than before.
    let printed = [Aspect::Name, Aspect::Department, Aspect::Content];
    changes.retain(|one| {
        !printed.contains(&one.aspect) || (one.before.is_some() && one.after.is_some())
    });
    Some(Changes {
        from: from.japanese(),
        to: to.japanese(),
        figures: counted(council, &pairs, (from, to)),
        changes,
        notes,
    })
}

/// The years that something is printed for: reports of the year, and amounts.
fn years(council: &Council) -> BTreeSet<FiscalYear> {
    let records = &council.records;
    let sources = records.sources.iter().map(|source| source.fiscal_year);
    let amounts = records.programs.iter().flat_map(|program| figures(records, program));
    let readings = records.indicators.iter().flat_map(indicator_years);
    sources.chain(amounts.map(|one| one.year)).chain(readings.map(|one| one.year)).collect()
}

/// What of a government can be compared.
struct Pair {
    body: Body,
    years: (FiscalYear, FiscalYear),
    /// Whether it has reports of both years, so that what is in one and not in the other has gone.
    listed: (bool, bool),
    /// The amounts that are printed for both years.
    alike: Vec<(&'static str, Aspect)>,
    /// Where nothing alike is printed: what is printed for the one and for the other.
    apart: Option<(&'static str, &'static str)>,
}

const AMOUNTS: [(&str, Aspect); 2] = [("予算", Aspect::Budget), ("決算", Aspect::Settled)];

impl Pair {
    fn of(council: &Council, body: Body, years: (FiscalYear, FiscalYear)) -> Self {
        let own = || council.records.programs.iter().filter(|program| program.id.body() == body);
        let lists = |year| own().any(|program| entries(council, program, year).next().is_some());
        let prints = |what: &str, year| own().any(|one| amount(council, one, what, year).is_some());
        let both = |(what, _): &(&str, Aspect)| prints(what, years.0) && prints(what, years.1);
        let alike: Vec<_> = AMOUNTS.into_iter().filter(both).collect();
        let any = |year| AMOUNTS.into_iter().map(|(what, _)| what).find(|what| prints(what, year));
        let apart = any(years.0).zip(any(years.1)).filter(|_| alike.is_empty());
        Self { body, years, listed: (lists(years.0), lists(years.1)), alike, apart }
    }

    fn is_listed(&self) -> bool {
        self.listed.0 && self.listed.1
    }

    fn note(&self, council: &Council) -> Vec<String> {
        let (from, to) = self.years;
        let word = self.body.word();
        let mut notes = Vec::new();
        if self.is_listed() {
            let titles = |year| {
                let body = council.records.sources.iter().filter(|source| {
                    let of_body = |program: &&Program| program.id.body() == self.body;
                    let programs = council.records.programs.iter().filter(of_body);
                    source.fiscal_year == year
                        && programs.flat_map(|one| &one.entries).any(|e| e.source == source.id)
                });
                body.map(|source| source.title.as_str()).collect::<Vec<_>>().join("」「")
            };
            notes.push(format!(
                "{word}: 「{}」と「{}」の掲載を比べています。資料の種類や範囲が違えば、載っていないことは終了を\
                 意味しません。",
                titles(from),
                titles(to)
            ));
        } else if self.listed.0 || self.listed.1 {
            let missing = if self.listed.0 { to } else { from };
            notes.push(format!(
                "{word}: {}の資料がないので、事業の有無は比べていません。",
                missing.japanese()
            ));
        }
        if let Some((one, other)) = self.apart {
            notes.push(format!(
                "{word}: 同じ種類の金額が両方の年度には印刷されていないので、{}の{one}額と{}の{other}額を\
                 並べています。",
                from.japanese(),
                to.japanese()
            ));
        }
        notes
    }

    fn programs(&self, council: &Council, (before, after): (&mut State, &mut State)) {
        let programs = council.records.programs.iter();
        for one in programs.filter(|program| program.id.body() == self.body) {
            if self.is_listed() {
                listing(council, one, self.years.0, before);
                listing(council, one, self.years.1, after);
            }
            for (what, aspect) in &self.alike {
                money(council, one, (what, *aspect), self.years.0, before);
                money(council, one, (what, *aspect), self.years.1, after);
            }
            if let Some((first, second)) = self.apart {
                money(council, one, (first, Aspect::Amount), self.years.0, before);
                money(council, one, (second, Aspect::Amount), self.years.1, after);
            }
        }
    }
}

/// The entries of a program in the reports of a year.
fn entries<'a>(
    council: &'a Council,
    program: &'a Program,
    year: FiscalYear,
) -> impl Iterator<Item = &'a Entry> {
    let of_year = move |entry: &&Entry| {
        council.records.source(&entry.source).is_some_and(|source| source.fiscal_year == year)
    };
    program.entries.iter().filter(of_year)
}

/// The latest amount of a kind that is printed for a year, as it is written, and its scope.
fn amount(
    council: &Council,
    program: &Program,
    what: &str,
    year: FiscalYear,
) -> Option<(String, usize)> {
    let all = figures(&council.records, program);
    let last = all.into_iter().rfind(|figure| figure.year == year && figure.what == what)?;
    Some((format!("{}千円", last.thousand_yen), last.scope))
}

fn listing(council: &Council, one: &Program, year: FiscalYear, state: &mut State) {
    let Some(first) = entries(council, one, year).next() else { return };
    let mut put = |aspect, value: Value| {
        state.insert(Key::of(program(&one.id), aspect), (value, None));
    };
    // Areas of two plans are numbered apart: where it stands is no change.
    put(Aspect::Listing, Value::new("掲載", ""));
    put(Aspect::Name, Value::new(first.name(), ""));
    if !first.departments.is_empty() {
        put(Aspect::Department, Value::new(first.departments.join("、"), ""));
    }
    if let Some(content) = &first.content {
        put(Aspect::Content, Value::new("", content));
    }
}

fn money(
    council: &Council,
    one: &Program,
    (what, aspect): (&str, Aspect),
    year: FiscalYear,
    state: &mut State,
) {
    if let Some((written, scope)) = amount(council, one, what, year) {
        let text = if scope > 0 { "範囲が変わった後の金額" } else { "" };
        let brief = if aspect == Aspect::Amount { format!("{what}額 {written}") } else { written };
        state.insert(Key::of(program(&one.id), aspect), (Value::new(brief, text), None));
    }
}

fn indicators(council: &Council, year: FiscalYear, state: &mut State) {
    for one in &council.records.indicators {
        let years = indicator_years(one);
        let Some(found) = years.iter().find(|it| it.year == year) else { continue };
        let Some(actual) = found.actual.filter(|it| says_something(it)) else { continue };
        let number = actual.value.map(|value| format!("{value}{}", one.unit));
        let words = [number, actual.qualifier.clone()];
        let brief = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let reached = match found.reached() {
            Some(true) => "目標に届いた",
            Some(false) => "目標に届いていない",
            None => "",
        };
        let key = Key {
            about: None,
            name: one.name.clone(),
            aspect: Aspect::Indicator,
            with: Some(With::Word(one.id.to_string())),
        };
        state.insert(key, (Value::new(brief, reached), None));
    }
}

/// Only what is printed for both years says that something changed.
fn shared_indicators(before: &mut State, after: &mut State) {
    let alone =
        |key: &Key, other: &State| key.aspect == Aspect::Indicator && !other.contains_key(key);
    before.retain(|key, _| !alone(key, after));
    after.retain(|key, _| !alone(key, before));
}

/// What had become of programs by a year.
fn lineage(council: &Council, year: FiscalYear, state: &mut State) {
    for one in &council.records.programs {
        let by_then = kin(&council.records, &one.id).into_iter().filter(|kin| kin.year <= year);
        for kin in by_then {
            let other = kin.other.as_ref().map(|(when, other)| {
                let arrow = match when {
                    When::Before => "←",
                    When::After => "→",
                };
                format!("{} {arrow} {}", kin.kind, council.records.program_name(other))
            });
            let brief = other.unwrap_or_else(|| kin.kind.to_string());
            let name = format!("{} {brief}", kin.year);
            let key = Key { name, ..Key::of(program(&one.id), Aspect::Lineage) };
            state.insert(key, (Value::new(brief, kin.basis), None));
        }
    }
}

fn counted(council: &Council, pairs: &[Pair], (from, to): (FiscalYear, FiscalYear)) -> Vec<Figure> {
    let tally = |year| {
        let mut years = council.standing.by_year.iter();
        years.find(|(one, _)| *one == year).map(|(_, tally)| *tally)
    };
    let mut all = Vec::new();
    if let (Some(old), Some(new)) = (tally(from), tally(to)) {
        let shares = old.shares().into_iter().zip(new.shares());
        all.extend(shares.map(|((name, before), (_, after))| (name.to_owned(), before, after)));
    }
    for pair in pairs.iter().filter(|pair| pair.is_listed()) {
        let count = |year| {
            let own = council.records.programs.iter().filter(|one| one.id.body() == pair.body);
            own.filter(|one| entries(council, one, year).next().is_some()).count().to_string()
        };
        let name = format!("{}の資料にある事業・取組", pair.body.word());
        all.push((name, count(from), count(to)));
    }
    all.into_iter().map(|(name, before, after)| Figure { name, before, after }).collect()
}
