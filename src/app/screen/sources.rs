//! 資料: the contract tables and the documents the record was transcribed from.

use super::Detail;
use crate::{
    analysis::Council,
    app::list::{Kind, List},
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Sources {
    /// 一覧, by position.
    pub list: List,
    /// 詳細: nothing to select in it, only to read.
    pub detail: Detail<usize>,
}

/// 資料. One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exhibit {
    /// 官公需: a contract table, by the position of its record and its own.
    Contracts(usize, usize),
    /// 出典: a document, by its position.
    Document(usize),
}

impl Exhibit {
    /// Everything the view lists.
    #[must_use]
    pub fn all(council: &Council) -> Vec<Self> {
        let tables = council.records.procurement.iter().enumerate().flat_map(|(record, p)| {
            (0..p.tables.len()).map(move |table| Self::Contracts(record, table))
        });
        let documents = (0..council.records.sources.len()).map(Self::Document);
        tables.chain(documents).collect()
    }

    /// Its name in the list.
    #[must_use]
    pub fn title(self, council: &Council) -> String {
        match self {
            Self::Contracts(record, table) => {
                let table = &council.records.procurement[record].tables[table];
                format!("官公需  {}", table.heading)
            }
            Self::Document(source) => {
                let source = &council.records.sources[source];
                format!("出典    {}", source.title)
            }
        }
    }
}

impl Default for Sources {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), detail: Detail::default() }
    }
}

impl Sources {
    /// Makes the list fit the record.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let exhibits = Exhibit::all(council);
            let wanted = crate::search::fold_key(self.list.query.value());
            let found = exhibits.iter().enumerate().filter(|(_, exhibit)| {
                crate::search::fold_key(&exhibit.title(council)).contains(&wanted)
            });
            self.list.show(council, found.map(|(row, _)| row).collect());
        }
        let of = self.list.row().map(|row| row.to_string());
        self.detail.settle(of.as_deref(), &[]);
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self, council: &Council) -> Option<Exhibit> {
        self.list.row().and_then(|row| Exhibit::all(council).get(row).copied())
    }
}
