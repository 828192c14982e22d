//! Filters: which of a list's records are shown, by what the records themselves say.

mod deeds;
mod opinions;
mod programs;

use std::collections::BTreeMap;

use crate::analysis::Council;

pub use deeds::DEEDS;
pub use opinions::{OPINIONS, paces, replies};
pub use programs::PROGRAMS;

/// 観点. One thing by which the records of a list differ.
#[derive(Debug)]
pub struct Facet {
    /// Its name: 対応, 実施主体, 担当課.
    pub name: &'static str,
    /// What a record, by its position, says of it; several words where several are true.
    values: fn(&Council, usize) -> Vec<String>,
    /// Its words in the order of the menu; those it does not name follow as the records bring them.
    order: fn(&Council) -> Vec<String>,
}

impl Facet {
    const fn new(name: &'static str, values: fn(&Council, usize) -> Vec<String>) -> Self {
        Self { name, values, order: |_| Vec::new() }
    }

    const fn ordered(self, order: fn(&Council) -> Vec<String>) -> Self {
        Self { order, ..self }
    }
}

/// What a record, by its position, says of a facet.
#[must_use]
pub fn values(facet: &Facet, council: &Council, row: usize) -> Vec<String> {
    (facet.values)(council, row)
}

/// The facet that says what answers what.
pub const COVERED: &str = "対応";
/// The facet that says how links stand.
pub const TIES: &str = "対応付けの状態";
/// The facet that says who answers.
pub const DEPARTMENT: &str = "担当課";
/// Of opinions: neither a whole nor a partial answer.
pub const UNCOVERED: &str = "対応事業なし";
/// Two people's last words about one thing differ.
pub const DISAGREEMENT: &str = "食い違い";
/// Of programs: going on, and no opinion asks for it.
pub const UNASKED: &str = "求める意見なし";
/// Nobody has said anything.
const UNSET: &str = "未設定";

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

    /// A filter by several words, one a facet.
    #[must_use]
    pub fn of(words: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { chosen: words.into_iter().collect() }
    }

    /// The words chosen, by the names of their facets.
    #[must_use]
    pub fn chosen(&self) -> BTreeMap<String, String> {
        let words = self.chosen.iter();
        words.map(|(facet, word)| ((*facet).to_owned(), word.clone())).collect()
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

    /// The words chosen, for the title of the list: what hides records is always said. A word that
    /// several facets have is said with its facet.
    #[must_use]
    pub fn words(&self) -> String {
        let word = |(facet, word): (&&str, &String)| match word.as_str() {
            UNSET => format!("{facet}{word}"),
            DISAGREEMENT if *facet != COVERED => format!("{facet}の{word}"),
            word => word.to_owned(),
        };
        let words: Vec<_> = self.chosen.iter().map(word).collect();
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
    /// Whether it is the person's own 課.
    pub own: bool,
}

/// Every word of every facet that some record has, each facet in its own order. The department of
/// the person at the keyboard stands first in its facet, even where it has nothing to answer.
#[must_use]
pub fn choices(
    facets: &'static [Facet],
    council: &Council,
    count: usize,
    own: Option<&str>,
) -> Vec<Choice> {
    let of = |facet: &'static Facet| {
        let choice = |word: String, count| Choice { facet: facet.name, word, count, own: false };
        let mut words: Vec<Choice> =
            (facet.order)(council).into_iter().map(|word| choice(word, 0)).collect();
        for word in (0..count).flat_map(|row| (facet.values)(council, row)) {
            match words.iter_mut().find(|choice| choice.word == word) {
                Some(choice) => choice.count += 1,
                None => words.push(choice(word, 1)),
            }
        }
        words.retain(|choice| choice.count > 0);
        if let Some(own) = own.filter(|_| facet.name == DEPARTMENT) {
            let count = words.iter().find(|choice| choice.word == own).map_or(0, |own| own.count);
            words.retain(|choice| choice.word != own);
            words.insert(0, Choice { own: true, ..choice(own.to_owned(), count) });
        }
        words
    };
    facets.iter().flat_map(of).collect()
}

fn once_each(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut each = Vec::new();
    for word in words {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    each
}

/// What is true, of several words each with its truth.
fn true_ones(words: &[(bool, &str)]) -> Vec<String> {
    words.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()).collect()
}
