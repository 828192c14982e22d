//! 書き出し: the forms in which what is shown can be handed out, for whose eyes.

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::{Bodies, OpinionId, ProgramId, words},
    journal::Edition,
};

words! {
    /// ファイルの種類. What a file is, by the end of its name.
    Sort {
        /// Excel.
        Xlsx = "xlsx",
        /// HTML.
        Html = "html",
        /// CSV.
        Csv = "csv",
        /// Markdown.
        Markdown = "md",
        /// JSON.
        Json = "json",
    }
}

impl Sort {
    /// What people call it, and what it is good for.
    #[must_use]
    pub fn called(self) -> &'static str {
        match self {
            Self::Xlsx => "Excel（印刷・集計）",
            Self::Html => "HTML（閲覧・印刷）",
            Self::Csv => "CSV（一覧）",
            Self::Markdown => "Markdown（文章）",
            Self::Json => "JSON（ほかのソフト）",
        }
    }
}

/// 表示中のもの. What the view shows, whatever becomes of its list meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extract {
    /// The whole record.
    All,
    /// These opinions.
    Opinions(Vec<OpinionId>),
    /// These programs.
    Programs(Vec<ProgramId>),
}

/// 注文. What shall be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// What.
    pub shown: Extract,
    /// 絞り込み in words; empty where nothing is hidden.
    pub filter: Vec<String>,
    /// 数える範囲.
    pub bodies: Bodies,
    /// As what.
    pub sort: Sort,
    /// For whose eyes.
    pub edition: Edition,
}

/// State of the popup.
#[derive(Debug)]
pub struct HandOut {
    /// What is shown, in words: `意見 7件`.
    pub what: String,
    /// One an edition and a form.
    pub orders: Vec<Order>,
    /// 一覧, by position among the orders.
    pub list: List,
}

impl HandOut {
    /// Every form for every edition that the person may see.
    #[must_use]
    pub fn new(council: &Council, what: String, shown: &Extract, filter: &[String]) -> Self {
        let editions = Edition::ALL.into_iter().rev();
        let editions = editions.filter(|edition| {
            council.lens.edition == Edition::Office || *edition != Edition::Office
        });
        let orders = editions.flat_map(|edition| {
            Sort::ALL.iter().map(move |sort| Order {
                shown: shown.clone(),
                filter: filter.to_vec(),
                bodies: council.bodies,
                sort: *sort,
                edition,
            })
        });
        Self { what, orders: orders.collect(), list: List::of(Kind::Positions) }
    }

    /// Makes the list fit the orders.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.orders.len()).collect());
        }
    }

    /// The order that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Order> {
        self.orders.get(self.list.row()?)
    }
}
