//! 前回からの変更: since when, and what has changed since then.

use jiff::{ToSpan, civil::Date};

use crate::{
    analysis::Council,
    app::list::{Kind, List},
    domain::{FiscalYear, wareki},
};

/// 間. Between what two states the record is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// The end of a day, and now.
    Since(Date),
    /// The reports of two years.
    Years(FiscalYear, FiscalYear),
}

/// State of the popup that asks since when.
#[derive(Debug)]
pub struct Compare {
    /// Each with what it is called.
    pub spans: Vec<(String, Between)>,
    /// 一覧, by position among the spans.
    pub list: List,
}

impl Compare {
    /// Every meeting that was held, newest first; a month ago and the end of the last fiscal year;
    /// the reports of neighbouring years.
    #[must_use]
    pub fn new(council: &Council, today: Date) -> Self {
        let mut held: Vec<_> =
            council.records.sessions.iter().filter(|session| session.date <= today).collect();
        held.sort_by_key(|session| std::cmp::Reverse(session.date));
        let meetings = held.into_iter().map(|session| {
            let (year, number) = (session.fiscal_year.japanese(), session.number);
            let name = format!("{year} 第{number}回の会議（{}）から今日まで", wareki(session.date));
            (name, Between::Since(session.date))
        });
        let month = today.saturating_sub(1.month());
        let year = FiscalYear::of(today).first_day().and_then(|day| day.yesterday().ok());
        let year = year.unwrap_or(today);
        let days = [("一か月前", month), ("前の年度の末", year)];
        let days = days.map(|(name, day)| {
            (format!("{name}（{}）から今日まで", wareki(day)), Between::Since(day))
        });
        let mut years: Vec<_> =
            council.records.sources.iter().map(|source| source.fiscal_year).collect();
        years.sort();
        years.dedup();
        let reports = years.windows(2).map(|pair| {
            let name = format!("資料: {} から {} へ", pair[0].japanese(), pair[1].japanese());
            (name, Between::Years(pair[0], pair[1]))
        });
        let spans = meetings.chain(days).chain(reports).collect();
        Self { spans, list: List::of(Kind::Positions) }
    }

    /// Makes the list fit the spans.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.spans.len()).collect());
        }
    }

    /// The span that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Between> {
        Some(self.spans.get(self.list.row()?)?.1)
    }
}

/// State of the overlay that tells what has changed.
#[derive(Debug)]
pub struct Told {
    /// What was found, in lines.
    pub text: String,
    /// How many rows are scrolled away.
    pub scroll: usize,
}
