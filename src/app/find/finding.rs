//! What is found of everything, kind by kind, in slices between two keys.

use super::{
    Ask,
    facts::{Wanted, admits},
};
use crate::{
    analysis::{Council, Seek, Subject, SubjectKind},
    search::{Query, Rank},
};

/// 検索. A search over everything with its conditions, on its way.
#[derive(Debug)]
pub struct Finding {
    ask: Ask,
    query: Query,
    seek: Seek,
    wanted: Vec<Wanted>,
    /// By kind, in their order: what meets the conditions.
    groups: Vec<Group>,
    /// The kind that is looked through now, and how many of its hits are behind it.
    at: (usize, usize),
}

/// 種別ごとの結果.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// 種別.
    pub kind: SubjectKind,
    /// How many there are.
    pub count: usize,
    /// The best of them, best first.
    pub hits: Vec<(Rank, Subject)>,
}

/// How much dearer it is to ask a record for conditions than to look for words in it.
const SIFTED: usize = 4;

impl Finding {
    /// A search that has not begun.
    #[must_use]
    pub fn new(ask: Ask) -> Self {
        let query = Query::new(&ask.words);
        let seek = Seek::new(&query);
        Self::with(ask, query, seek)
    }

    /// A search for what was typed after another, in the same record.
    #[must_use]
    pub fn after(before: &Self, ask: Ask) -> Self {
        let query = Query::new(&ask.words);
        let seek = Seek::after(&before.seek, &query);
        Self::with(ask, query, seek)
    }

    fn with(ask: Ask, query: Query, seek: Seek) -> Self {
        let wanted = ask.conditions.iter().map(Wanted::of).collect();
        let groups = SubjectKind::ALL.iter();
        let groups = groups.map(|kind| Group { kind: *kind, count: 0, hits: Vec::new() });
        Self { ask, query, seek, wanted, groups: groups.collect(), at: (0, 0) }
    }

    /// What is asked.
    #[must_use]
    pub fn ask(&self) -> &Ask {
        &self.ask
    }

    /// Its words.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Goes on by about so many rows, keeping so many hits of each kind; `true` once all is found.
    pub fn advance(&mut self, council: &Council, rows: usize, most: usize) -> bool {
        if !self.seek.is_done() && !self.seek.advance(council, rows) {
            return false;
        }
        let rows = if self.wanted.is_empty() { rows } else { rows / SIFTED };
        self.sift(council, rows, most)
    }

    fn sift(&mut self, council: &Council, mut rows: usize, most: usize) -> bool {
        while let Some(group) = self.groups.get_mut(self.at.0) {
            let found = self.seek.found(group.kind).skip(self.at.1);
            let mut left = false;
            for hit in found {
                if rows == 0 {
                    left = true;
                    break;
                }
                rows -= 1;
                self.at.1 += 1;
                if admits(&self.wanted, council, hit.1) {
                    group.count += 1;
                    if group.hits.len() < most {
                        group.hits.push(hit);
                    }
                }
            }
            if left {
                return false;
            }
            self.at = (self.at.0 + 1, 0);
        }
        true
    }

    /// What was found, the kind with the best hit first.
    #[must_use]
    pub fn groups(&self) -> Vec<&Group> {
        let mut groups: Vec<_> = self.groups.iter().filter(|group| group.count > 0).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.hits.first().map(|(rank, _)| *rank)));
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::Journal, records};

    #[test]
    fn the_kind_with_the_best_hit_stands_first_and_each_lists_its_best() {
        let council =
            Council::new(records::load_texts(&records::record_files()), Journal::default());
        for typed in ["創業", "支援", "商店街 魅力", "メンター"] {
            let mut finding = Finding::new(Ask::read(typed));
            while !finding.advance(&council, 100, 3) {}
            let groups = finding.groups();
            let best = |group: &&&Group| group.hits.first().map(|(rank, _)| *rank);
            assert!(groups.iter().map(|it| best(&it)).is_sorted_by(|a, b| a >= b), "{typed}");
            for Group { kind, count, hits } in groups {
                assert!(hits.len() == 3.min(*count), "{typed} {kind}");
                assert!(hits.is_sorted_by(|a, b| a.0 >= b.0), "{typed} {kind}");
            }
        }
    }
}
