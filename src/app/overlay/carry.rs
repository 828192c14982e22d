//! 引き継ぎ: what became of last year's programs, what is lost, and what goes on, a row each.

use crate::{
    analysis::{
        Apart, Carry, Continuation, Council, Lost, Proposal, carries, continuations, lost,
        open_opinions,
    },
    app::list::{Kind, List},
    domain::{AreaId, FiscalYear},
    journal::Pair,
};

/// State of the overlay.
#[derive(Debug)]
pub struct CarryOver {
    /// 行.
    pub rows: Vec<CarryRow>,
    /// 一覧, by position among the rows.
    pub list: List,
    /// 新しい年度.
    pub year: Option<FiscalYear>,
    /// Programs that the person holds for different ones. What follows from it is proposed; it is
    /// kept once that is confirmed.
    apart: Vec<Apart>,
    /// What the person passed over, until the overlay is opened anew.
    passed: Vec<Passed>,
}

/// A row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarryRow {
    /// What follows.
    Heading(String),
    /// 提案, with the year from which it holds.
    Proposal(FiscalYear, Proposal),
    /// なくなるもの.
    Lost(Lost),
    /// 継承の候補.
    Continuation(Continuation),
    /// 前の年度の意見, by its row.
    Opinion(usize),
    /// 前年度のまま, of one 方向性.
    Links(Option<AreaId>, Vec<Pair>),
}

/// What is asked about before it is written into the record files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// What the row says.
    Row(CarryRow),
    /// Every proposal that is certain.
    Certain,
}

#[derive(Debug, PartialEq, Eq)]
enum Passed {
    Proposal(usize),
    Continuation(Continuation),
}

impl Default for CarryOver {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            list: List::of(Kind::Positions),
            year: None,
            apart: Vec::new(),
            passed: Vec::new(),
        }
    }
}

impl CarryOver {
    /// The year, and how many things there are to look into; no number yet as long as that is being
    /// worked out.
    #[must_use]
    pub fn count(council: &Council) -> Option<(FiscalYear, Option<usize>)> {
        let year = council.carried_to()?;
        let count = council.carries_so_far().map(|carries| {
            let proposals = carries.iter().flat_map(Carry::open).count();
            proposals + open_opinions(council, year).len() + council.unrenewed.len()
        });
        Some((year, count))
    }

    /// Makes the rows fit the record.
    pub fn settle(&mut self, council: &Council) {
        let choice = format!("{} {}", self.apart.len(), self.passed.len());
        if !self.list.is_stale(&choice, council.generation) {
            return;
        }
        self.rows = self.made(council);
        self.list.show(council, (0..self.rows.len()).collect());
        // A heading is nothing to choose.
        while let (Some(CarryRow::Heading(_)), at) = (self.selected(), self.list.at())
            && at + 1 < self.rows.len()
        {
            self.list.go(council, at + 1);
        }
    }

    fn made(&mut self, council: &Council) -> Vec<CarryRow> {
        let carries = carries(&council.records, None, &self.apart);
        self.year = carries.iter().map(|carry| carry.year).max();
        let mut rows = Vec::new();
        let mut part = |heading: String, of: Vec<CarryRow>| {
            if !of.is_empty() {
                rows.push(CarryRow::Heading(format!("{heading} {}件", of.len())));
                rows.extend(of);
            }
        };
        let proposals = carries.iter().flat_map(|carry| {
            let open = carry.open().filter(|it| !self.has_passed(&Passed::Proposal(it.number)));
            open.map(|it| CarryRow::Proposal(carry.year, it.clone()))
        });
        part("事業: 確かめて系譜に書き込む".to_owned(), proposals.collect());
        let gone = carries.iter().flat_map(|carry| lost(council, carry));
        part(
            "なくなるもの: 対応付けがあり、後を継ぐ事業がない".to_owned(),
            gone.map(CarryRow::Lost).collect(),
        );
        let Some(year) = self.year else { return rows };
        let open = open_opinions(council, year);
        let new = council.records.opinions.iter().filter(|opinion| opinion.fiscal_year >= year);
        let goes_on = continuations(council, year.previous(), new);
        let goes_on = goes_on.into_iter();
        let goes_on = goes_on.filter(|it| !self.has_passed(&Passed::Continuation(it.clone())));
        part(
            "意見: 前の年度の意見の継承".to_owned(),
            goes_on.map(CarryRow::Continuation).collect(),
        );
        part(
            "意見: 途中で、まだ引き継いでいない".to_owned(),
            open.into_iter().map(CarryRow::Opinion).collect(),
        );
        let unlike: usize = carries.iter().map(|carry| carry.unlike.len()).sum();
        if unlike > 0 {
            let heading = format!("事業: 資料の種類が違うので、終了や新規とはみない {unlike}件");
            rows.push(CarryRow::Heading(heading));
        }
        let links = council.unrenewed_by_area().into_iter();
        let links: Vec<_> = links.map(|(area, pairs)| CarryRow::Links(area, pairs)).collect();
        if !links.is_empty() {
            let heading = format!("対応付け: 前年度のまま {}件", council.unrenewed.len());
            rows.push(CarryRow::Heading(heading));
            rows.extend(links);
        }
        rows
    }

    /// The row that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&CarryRow> {
        self.rows.get(self.list.row()?)
    }

    /// The proposals that are certain.
    pub fn certain(&self) -> impl Iterator<Item = (FiscalYear, &Proposal)> {
        self.rows.iter().filter_map(|row| match row {
            CarryRow::Proposal(year, proposal) if proposal.is_certain() => Some((*year, proposal)),
            _ => None,
        })
    }

    /// The proposals there are.
    #[must_use]
    pub fn proposals(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, CarryRow::Proposal(..))).count()
    }

    /// Holds the two programs of the selected proposal that are least alike for different ones, or
    /// passes over what ties no two. `None` where there is nothing to decline.
    pub fn decline(&mut self) -> Option<&'static str> {
        match self.selected().cloned() {
            Some(CarryRow::Proposal(_, proposal)) => {
                if let Some(pair) = proposal.farthest() {
                    self.apart.push(pair);
                    Some("別の事業とみて、提案し直しました。書き込むまで記録は変わりません。")
                } else {
                    self.passed.push(Passed::Proposal(proposal.number));
                    Some("見送りました。開き直すと、また出ます。")
                }
            }
            Some(CarryRow::Continuation(continuation)) => {
                self.passed.push(Passed::Continuation(continuation));
                Some("見送りました。開き直すと、また出ます。")
            }
            _ => None,
        }
    }

    fn has_passed(&self, what: &Passed) -> bool {
        self.passed.contains(what)
    }
}
