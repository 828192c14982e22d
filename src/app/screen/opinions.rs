//! 意見: the list of opinions, and one of them in full.

use super::Detail;
use crate::{
    analysis::{Council, Coverage},
    app::list::{Kind, List},
    domain::ProgramId,
    search::Query,
};

/// State of the view.
#[derive(Debug)]
pub struct Opinions {
    /// 一覧.
    pub list: List,
    /// 絞り込み.
    pub only: OnlyOpinions,
    /// 詳細.
    pub detail: Detail<ProgramId>,
}

/// 絞り込み. Which opinions the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnlyOpinions {
    /// すべて.
    #[default]
    All,
    /// 対応事業なし: neither a whole nor a partial answer.
    Uncovered,
    /// 一部.
    Partial,
    /// 事業あり.
    Full,
    /// 食い違い: two people linked the same pair differently.
    Disagreement,
}

impl OnlyOpinions {
    const ALL: [Self; 5] =
        [Self::All, Self::Uncovered, Self::Partial, Self::Full, Self::Disagreement];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "すべて",
            Self::Uncovered => "対応事業なし",
            Self::Partial => "一部",
            Self::Full => "事業あり",
            Self::Disagreement => "食い違い",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|only| *only == self).unwrap_or_default();
        Self::ALL[(at + 1) % Self::ALL.len()]
    }

    fn shows(self, council: &Council, row: usize) -> bool {
        let coverage = council.standing.opinions[row];
        match self {
            Self::All => true,
            Self::Uncovered => !coverage.is_covered(),
            Self::Partial => coverage == Coverage::Partial,
            Self::Full => coverage == Coverage::Full,
            Self::Disagreement => council
                .ties_of(&council.records.opinions[row].id)
                .any(|tie| tie.disagreement().is_some()),
        }
    }
}

impl Default for Opinions {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Opinions),
            only: OnlyOpinions::default(),
            detail: Detail::default(),
        }
    }
}

impl Opinions {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        let only = self.only;
        if self.list.is_stale((only as usize, 0), council.generation) {
            let mut rows = council.catalog.opinions.rows(&Query::new(self.list.query.value()));
            rows.retain(|row| only.shows(council, *row));
            self.list.show(council, rows);
        }
        let linked = self.linked(council);
        self.detail.settle(&linked);
    }

    /// The programs linked to the selected opinion, answers first.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<ProgramId> {
        let selected = self.list.row().map(|row| &council.records.opinions[row].id);
        let ties = selected.into_iter().flat_map(|id| council.ties_of(id));
        ties.map(|tie| tie.program.clone()).collect()
    }
}
