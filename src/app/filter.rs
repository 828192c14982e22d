//! Filters: which of a list's records are shown, by what the records themselves say.

use std::collections::BTreeMap;

use crate::{
    analysis::{Council, Coverage},
    domain::ProgramKind,
};

/// 観点. One thing by which the records of a list differ.
#[derive(Debug)]
pub struct Facet {
    /// Its name: 対応, 実施主体, 担当課.
    pub name: &'static str,
    /// What a record, by its position, says of it; several words where several are true.
    values: fn(&Council, usize) -> Vec<String>,
}

/// What opinions differ by.
pub const OPINIONS: &[Facet] = &[
    Facet { name: COVERED, values: opinion_coverage },
    Facet { name: "方向性", values: opinion_area },
    Facet { name: "年度", values: opinion_year },
    Facet { name: "既読", values: opinion_read },
];

/// What programs differ by.
pub const PROGRAMS: &[Facet] = &[
    Facet { name: COVERED, values: program_coverage },
    Facet { name: "種類", values: program_kind },
    Facet { name: "実施主体", values: program_body },
    Facet { name: "資料", values: program_source },
    Facet { name: "年度", values: program_year },
    Facet { name: "担当課", values: program_department },
    Facet { name: "印", values: program_mark },
];

/// The facet that says what answers what.
pub const COVERED: &str = "対応";
/// Of opinions: neither a whole nor a partial answer.
pub const UNCOVERED: &str = "対応事業なし";
/// Of opinions: two people linked a pair differently.
pub const DISAGREEMENT: &str = "食い違い";
/// Of programs: going on, and no opinion asks for it.
pub const UNASKED: &str = "求める意見なし";

/// 絞り込み. At most one word a facet; a record must have all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    chosen: BTreeMap<&'static str, String>,
}

impl Filter {
    /// A filter by one word alone.
    #[must_use]
    pub fn only(facet: &'static str, word: &str) -> Self {
        Self { chosen: BTreeMap::from([(facet, word.to_owned())]) }
    }

    /// Whether every record is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Whether a word is chosen.
    #[must_use]
    pub fn has(&self, facet: &str, word: &str) -> bool {
        self.chosen.get(facet).is_some_and(|chosen| chosen == word)
    }

    /// Chooses a word in place of its facet's other ones, or no longer.
    pub fn toggle(&mut self, facet: &'static str, word: &str) {
        if self.has(facet, word) {
            self.chosen.remove(facet);
        } else {
            self.chosen.insert(facet, word.to_owned());
        }
    }

    /// The words chosen, for the title of the list: what hides records is always said.
    #[must_use]
    pub fn words(&self) -> String {
        let words: Vec<_> = self.chosen.values().map(String::as_str).collect();
        words.join("・")
    }

    /// Whether a facet lets a word through: the one chosen, or any where none is.
    #[must_use]
    pub fn admits(&self, facet: &str, word: Option<&str>) -> bool {
        self.chosen.get(facet).is_none_or(|chosen| Some(chosen.as_str()) == word)
    }

    /// Whether a record has every word.
    #[must_use]
    pub fn shows(&self, facets: &[Facet], council: &Council, row: usize) -> bool {
        let chosen = |facet: &&Facet| self.chosen.contains_key(facet.name);
        facets
            .iter()
            .filter(chosen)
            .all(|facet| (facet.values)(council, row).iter().any(|word| self.has(facet.name, word)))
    }
}

/// 選択肢. A word that could be chosen, with how many records have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The facet it belongs to.
    pub facet: &'static str,
    /// The word.
    pub word: String,
    /// How many records have it.
    pub count: usize,
}

/// Every word of every facet that some record has, in the order in which the records bring them.
#[must_use]
pub fn choices(facets: &'static [Facet], council: &Council, count: usize) -> Vec<Choice> {
    let of = |facet: &'static Facet| {
        let mut words: Vec<Choice> = Vec::new();
        for word in (0..count).flat_map(|row| (facet.values)(council, row)) {
            match words.iter_mut().find(|choice| choice.word == word) {
                Some(choice) => choice.count += 1,
                None => words.push(Choice { facet: facet.name, word, count: 1 }),
            }
        }
        words
    };
    facets.iter().flat_map(of).collect()
}

fn opinion_coverage(council: &Council, row: usize) -> Vec<String> {
    let coverage = council.standing.opinions[row];
    // なし alone is no choice: what is left to do is なし and 参考のみ together.
    let mut words = Vec::new();
    if coverage != Coverage::None {
        words.push(coverage.word().to_owned());
    }
    if !coverage.is_covered() {
        words.push(UNCOVERED.to_owned());
    }
    let opinion = &council.records.opinions[row].id;
    if coverage != Coverage::None
        && council.ties_of(opinion).any(|tie| tie.disagreement().is_some())
    {
        words.push(DISAGREEMENT.to_owned());
    }
    words
}

/// Nothing where nobody keeps track of it.
fn opinion_read(council: &Council, row: usize) -> Vec<String> {
    council.read.get(row).map(|state| state.word().to_owned()).into_iter().collect()
}

fn opinion_area(council: &Council, row: usize) -> Vec<String> {
    let area = council.records.opinions[row].area.as_ref();
    let area = area.and_then(|id| council.records.area(id));
    vec![area.map_or("その他", |area| &area.title).to_owned()]
}

fn opinion_year(council: &Council, row: usize) -> Vec<String> {
    vec![council.records.opinions[row].fiscal_year.to_string()]
}

fn program_coverage(council: &Council, row: usize) -> Vec<String> {
    if council.standing.asked[row] > 0 {
        vec!["意見に対応".to_owned()]
    } else if council.standing.is_unasked(row) {
        vec![UNASKED.to_owned()]
    } else {
        Vec::new()
    }
}

fn program_kind(council: &Council, row: usize) -> Vec<String> {
    let word = match council.records.programs[row].kind() {
        ProgramKind::Project => "予算のある事業",
        ProgramKind::Measure => "予算のない取組",
    };
    vec![word.to_owned()]
}

fn program_body(council: &Council, row: usize) -> Vec<String> {
    vec![council.records.programs[row].id.body().word().to_owned()]
}

fn program_source(council: &Council, row: usize) -> Vec<String> {
    let entries = council.records.programs[row].entries.iter();
    let sources = entries.filter_map(|entry| council.records.source(&entry.source));
    once_each(sources.map(|s| format!("{} {} {}", s.fiscal_year, s.issuer, s.title)))
}

fn program_year(council: &Council, row: usize) -> Vec<String> {
    let entries = council.records.programs[row].entries.iter();
    let sources = entries.filter_map(|entry| council.records.source(&entry.source));
    once_each(sources.map(|source| source.fiscal_year.to_string()))
}

fn program_department(council: &Council, row: usize) -> Vec<String> {
    let entries = council.records.programs[row].entries.iter();
    once_each(entries.flat_map(|entry| entry.departments.iter().cloned()))
}

fn program_mark(council: &Council, row: usize) -> Vec<String> {
    let entries = council.records.programs[row].entries.iter();
    once_each(entries.flat_map(|entry| entry.marks.iter().cloned()))
}

fn once_each(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut each = Vec::new();
    for word in words {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    each
}
