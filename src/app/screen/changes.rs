//! 変わったこと: what a committee member sees first: what others did since the last visit, then what is
//! still to be read.

use jiff::Timestamp;

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::OpinionId,
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Changes {
    /// 一覧, by position among the news.
    pub list: List,
    /// What there is, in the order of the list.
    pub news: Vec<News>,
    /// The moment of the newest event at the reader's last visit.
    visit: Option<Timestamp>,
}

/// 知らせ. One row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// What somebody did, by its position in the history.
    Deed(usize),
    /// An opinion that is still to be read, by its position.
    Unread(usize),
}

impl News {
    /// The opinion it is about, where it is about one.
    #[must_use]
    pub fn opinion(self, council: &Council) -> Option<&OpinionId> {
        match self {
            Self::Deed(row) => council.history.get(row)?.opinion(),
            Self::Unread(row) => Some(&council.records.opinions.get(row)?.id),
        }
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), news: Vec::new(), visit: None }
    }
}

impl Changes {
    /// Counts from the reader's last visit.
    pub(in crate::app) fn since(&mut self, visit: Option<Timestamp>) {
        *self = Self { visit, ..Self::default() };
    }

    /// Makes the list fit the journal.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            let deeds = council.changes(self.visit).into_iter().map(News::Deed);
            self.news = deeds.chain(council.unread().into_iter().map(News::Unread)).collect();
            self.list.show(council, (0..self.news.len()).collect());
        }
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<News> {
        self.list.row().and_then(|row| self.news.get(row).copied())
    }

    /// How many deeds there are, and how many opinions to read.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let deeds = self.news.iter().filter(|news| matches!(news, News::Deed(_))).count();
        (deeds, self.news.len() - deeds)
    }
}
