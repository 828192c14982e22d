//! 資料: the indicators, the contract tables, and the documents the record was transcribed from.

use super::Detail;
use crate::{
    analysis::{Council, taken},
    app::list::{Kind, List},
    domain::{Indicator, ProgramId},
    search::fold_key,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Sources {
    /// 一覧, by position.
    pub list: List,
    /// 詳細: the programs that the selected indicator measures.
    pub detail: Detail<ProgramId>,
    /// What the selected document gave; counted when it is selected, not when it is drawn.
    pub taken: Taken,
}

/// 転記の内訳. What was taken from a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Of which document, and of which state of the record.
    of: Option<(usize, u64)>,
    /// How many records of each kind.
    pub kinds: Vec<(&'static str, usize)>,
    /// How many lines its text has; `None` where it cannot be read.
    pub lines: Option<usize>,
}

/// 資料. One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exhibit {
    /// 指標, by its position.
    Indicator(usize),
    /// 官公需: a contract table, by the position of its record and its own.
    Contracts(usize, usize),
    /// 出典: a document, by its position.
    Document(usize),
}

impl Exhibit {
    /// How many rows the view has.
    #[must_use]
    pub fn count(council: &Council) -> usize {
        let records = &council.records;
        let tables: usize = records.procurement.iter().map(|record| record.tables.len()).sum();
        records.indicators.len() + tables + records.sources.len()
    }

    /// A row of the view: indicators, then contract tables, then documents, newest first.
    #[must_use]
    pub fn at(council: &Council, row: usize) -> Option<Self> {
        let records = &council.records;
        if row < records.indicators.len() {
            return Some(Self::Indicator(row));
        }
        let mut left = row - records.indicators.len();
        for (at, record) in records.procurement.iter().enumerate() {
            if left < record.tables.len() {
                return Some(Self::Contracts(at, left));
            }
            left -= record.tables.len();
        }
        records.sources.len().checked_sub(left + 1).map(Self::Document)
    }

    /// What it is, in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Indicator(_) => "指標",
            Self::Contracts(..) => "官公需",
            Self::Document(_) => "出典",
        }
    }

    /// Its name in the list.
    #[must_use]
    pub fn title(self, council: &Council) -> String {
        let records = &council.records;
        match self {
            Self::Indicator(row) => {
                let indicator = &records.indicators[row];
                let number = number(council, indicator);
                format!("{number} {}（{}）", indicator.name, indicator.unit)
            }
            Self::Contracts(record, table) => {
                records.procurement[record].tables[table].heading.clone()
            }
            Self::Document(source) => {
                let source = &records.sources[source];
                format!("{} {}", source.issuer, source.title)
            }
        }
    }
}

/// `②-①`: the number of the project an indicator stands under, and its own.
fn number(council: &Council, indicator: &Indicator) -> String {
    let project = council.records.area(&indicator.area).map_or("", |area| area.label.as_str());
    let parts = [project, &indicator.label].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

impl Default for Sources {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), detail: Detail::default(), taken: Taken::default() }
    }
}

impl Sources {
    /// Makes list and detail fit the record.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let wanted = fold_key(self.list.query.value());
            let holds = |exhibit: Exhibit| {
                let text = format!("{} {}", exhibit.word(), exhibit.title(council));
                fold_key(&text).contains(&wanted)
            };
            let rows = (0..Exhibit::count(council))
                .filter(|row| Exhibit::at(council, *row).is_some_and(holds));
            self.list.show(council, rows.collect());
        }
        let linked = self.linked(council);
        let of = self.list.row().map(|row| row.to_string());
        self.detail.settle(of.as_deref(), &linked);
        if let Some(Exhibit::Document(row)) = self.selected(council) {
            self.count(council, row);
        }
    }

    fn count(&mut self, council: &Council, row: usize) {
        let of = Some((row, council.generation));
        if self.taken.of != of {
            let id = &council.records.sources[row].id;
            let lines = council.records.text(id).map(|text| text.lines().count());
            self.taken = Taken { of, kinds: taken(&council.records, id), lines };
        }
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self, council: &Council) -> Option<Exhibit> {
        Exhibit::at(council, self.list.row()?)
    }

    /// The programs that the selected indicator measures.
    #[must_use]
    pub fn linked(&self, council: &Council) -> Vec<ProgramId> {
        match self.selected(council) {
            Some(Exhibit::Indicator(row)) => council.records.indicators[row].programs.clone(),
            _ => Vec::new(),
        }
    }
}
