//! Reads a folder of record files. Collects every problem and stops at none.

use std::{fs, path::Path};

use super::{
    Records,
    schema::{File, parse},
};
use crate::{
    domain::{Entry, Program},
    problem::{Place, Problem, Severity},
};

/// What a folder held: the records that could be read, and everything that was wrong.
#[derive(Debug, Default)]
pub struct Loaded {
    /// 記録.
    pub records: Records,
    /// 問題, in the order of the files.
    pub problems: Vec<Problem>,
}

/// Reads every record file under a folder.
#[must_use]
pub fn load(folder: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ext| ext == "ron")) {
        let text = fs::read_to_string(path).unwrap_or_default();
        match parse::<File>(&text) {
            Ok(file) => loaded.records.take(file),
            Err(error) => loaded.problems.push(
                Problem::new(Severity::Error, error.code.to_string(), "", "")
                    .at(Place::file(path.display().to_string())),
            ),
        }
    }
    loaded.records.index();
    loaded
}

impl Records {
    fn take(&mut self, file: File) {
        match file {
            File::Source(source) => self.sources.push(source),
            File::Plan(plan) => self.plans.push(plan),
            File::Sessions { source, sessions } => self.sessions.extend(
                sessions
                    .into_iter()
                    .map(|session| crate::domain::Session { source: source.clone(), ..session }),
            ),
            File::Opinions { source, fiscal_year, sessions, opinions } => {
                self.opinions.extend(opinions.into_iter().map(|opinion| crate::domain::Opinion {
                    source: source.clone(),
                    fiscal_year,
                    sessions: sessions.clone(),
                    ..opinion
                }));
            }
            File::Programs { source, entries } | File::Measures { source, entries } => {
                for entry in entries {
                    self.list(Entry { source: source.clone(), ..entry });
                }
            }
            File::Procurement(procurement) => self.procurement.push(procurement),
            File::Claims { source, claims } => self.claims.extend(
                claims
                    .into_iter()
                    .map(|claim| crate::domain::Claim { source: source.clone(), ..claim }),
            ),
        }
    }

    fn list(&mut self, entry: Entry) {
        match self.programs.iter_mut().find(|program| program.id == entry.program) {
            Some(program) => program.entries.push(entry),
            None => self.programs.push(Program { id: entry.program.clone(), entries: vec![entry] }),
        }
    }
}
