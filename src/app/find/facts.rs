//! What the record says of something found, as far as conditions ask for it.

use std::collections::HashSet;

use super::{By, Condition, Head};
use crate::{
    analysis::{Council, Subject, SubjectKind},
    app::filter::{DEPARTMENT, OPINIONS, PROGRAMS, values},
    domain::{AreaId, FiscalYear, RecordId},
    search::fold_key,
};

/// The facets that tell how something stands.
const STATUS: [&str; 6] = ["対応", "回答", "段階", "進捗", "対応付けの状態", "既読"];

/// 条件, ready to be asked of many.
#[derive(Debug)]
pub struct Wanted {
    by: By,
    word: String,
    year: Option<FiscalYear>,
    without: bool,
}

impl Wanted {
    /// A condition made ready.
    #[must_use]
    pub fn of(condition: &Condition) -> Self {
        let Condition { by, word, without } = condition;
        let year = (*by == By::Head(Head::Year)).then(|| year(word)).flatten();
        Self { by: *by, word: fold_key(word), year, without: *without }
    }

    fn fits(&self, council: &Council, subject: Subject) -> bool {
        match (self.by, self.year) {
            (By::Head(Head::Kind), _) => {
                let kind = subject.kind();
                [kind.word(), kind.key()].iter().any(|name| fold_key(name).starts_with(&self.word))
            }
            (By::Head(Head::Year), Some(year)) => years(council, subject).contains(&year),
            _ => said(council, subject, self.by)
                .iter()
                .any(|value| fold_key(value).contains(&self.word)),
        }
    }
}

/// Whether something is what all of the conditions ask for. Of those by one thing any will do.
#[must_use]
pub fn admits(wanted: &[Wanted], council: &Council, subject: Subject) -> bool {
    wanted.iter().all(|one| {
        if one.without {
            return !one.fits(council, subject);
        }
        let mut same = wanted.iter().filter(|other| other.by == one.by && !other.without);
        same.any(|other| other.fits(council, subject))
    })
}

/// `R7`, `令和7年度`, `2025`; `7` is one of 令和.
fn year(typed: &str) -> Option<FiscalYear> {
    typed.parse().or_else(|_| format!("R{typed}").parse()).ok()
}

/// What the record says of something by one of its sides.
fn said(council: &Council, subject: Subject, by: By) -> Vec<String> {
    match by {
        By::Head(Head::Kind) => vec![subject.kind().word().to_owned()],
        By::Head(Head::Area) => areas(council, subject),
        By::Head(Head::Year) => years(council, subject).iter().map(ToString::to_string).collect(),
        By::Head(Head::Department) => of_list(council, subject, &[DEPARTMENT]),
        By::Head(Head::Status) => of_list(council, subject, &STATUS),
        By::Facet(name) => of_list(council, subject, &[name]),
    }
}

/// What the facets of its list say of it, or of what it is about.
fn of_list(council: &Council, subject: Subject, names: &[&str]) -> Vec<String> {
    let records = &council.records;
    let (facets, row) = match council.about(subject) {
        Some(RecordId::Opinion(id)) => (OPINIONS, records.opinion_row(&id)),
        Some(RecordId::Program(id)) => (PROGRAMS, records.program_row(&id)),
        Some(RecordId::Session(_)) | None => return Vec::new(),
    };
    let Some(row) = row else { return Vec::new() };
    let facets = facets.iter().filter(|facet| names.contains(&facet.name));
    facets.flat_map(|facet| values(facet, council, row)).collect()
}

fn areas(council: &Council, subject: Subject) -> Vec<String> {
    let records = &council.records;
    let ids: Vec<&AreaId> = match (subject, council.about(subject)) {
        (Subject::Indicator(row), _) => vec![&records.indicators[row].area],
        (_, Some(RecordId::Opinion(id))) => {
            let Some(opinion) = records.opinion(&id) else { return Vec::new() };
            match &opinion.area {
                Some(area) => vec![area],
                None => return vec!["その他".to_owned()],
            }
        }
        (_, Some(RecordId::Program(id))) => {
            let program = records.program(&id);
            program.into_iter().flat_map(|it| &it.entries).map(|it| &it.listed.area).collect()
        }
        _ => Vec::new(),
    };
    let mut named = Vec::new();
    let mut seen = HashSet::new();
    for id in ids {
        // A 施策 stands under its 方向性: who asks for that means this as well.
        for id in [id, records.top_area(id)] {
            if seen.insert(id)
                && let Some(area) = records.area(id)
            {
                named.extend([area.title.clone(), area.short(), council.short_area(id)]);
            }
        }
    }
    named
}

fn years(council: &Council, subject: Subject) -> Vec<FiscalYear> {
    let records = &council.records;
    let of = |id| records.source(id).map(|source| source.fiscal_year);
    match (subject, council.about(subject)) {
        (Subject::Indicator(row), _) => of(&records.indicators[row].source).into_iter().collect(),
        (_, Some(RecordId::Opinion(id))) => {
            records.opinion(&id).map(|opinion| opinion.fiscal_year).into_iter().collect()
        }
        (_, Some(RecordId::Program(id))) => {
            let entries = records.program(&id).into_iter().flat_map(|program| &program.entries);
            entries.filter_map(|entry| of(&entry.source)).collect()
        }
        (_, Some(RecordId::Session(id))) => {
            let session = records.sessions.iter().find(|session| session.id == id);
            session.map(|session| session.fiscal_year).into_iter().collect()
        }
        (_, None) => Vec::new(),
    }
}

/// The words that a condition can ask for in this record, those of most opinions' lists first.
#[must_use]
pub fn words_of(council: &Council, by: By) -> Vec<String> {
    let records = &council.records;
    let opinions = (0..records.opinions.len()).map(Subject::Opinion);
    let programs = (0..records.programs.len()).map(Subject::Program);
    let mut words: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    let mut add = |word: String| {
        if seen.insert(word.clone()) {
            words.push(word);
        }
    };
    match by {
        By::Head(Head::Kind) => {
            for kind in SubjectKind::ALL {
                add(kind.word().to_owned());
            }
        }
        By::Head(Head::Area) => {
            let held: HashSet<_> =
                records.opinions.iter().filter_map(|it| it.area.as_ref()).collect();
            let areas = records.areas();
            let (of_opinions, others): (Vec<_>, Vec<_>) =
                areas.partition(|it| held.contains(&it.id));
            of_opinions.into_iter().chain(others).for_each(|area| add(area.title.clone()));
        }
        By::Head(Head::Year) => {
            let indicators = (0..records.indicators.len()).map(Subject::Indicator);
            let all = opinions.chain(programs).chain(indicators);
            let years: HashSet<_> = all.flat_map(|subject| years(council, subject)).collect();
            let mut years: Vec<_> = years.into_iter().collect();
            years.sort_unstable();
            years.iter().rev().for_each(|year| add(year.to_string()));
        }
        by => opinions.chain(programs).for_each(|subject| {
            said(council, subject, by).into_iter().for_each(&mut add);
        }),
    }
    words
}
