//! 概要: where the council stands, what waits for somebody, what was done last.

use jiff::civil::Date;

use crate::{
    analysis::{Council, Open, OpenKind, counted_by_kind, counted_by_year, todo},
    app::{
        filter::{Choice, Filter},
        layout::{Parts, Size},
        list::{Kind, List},
        overlay::CarryOver,
    },
    domain::FiscalYear,
};

/// The facet by which what waits differs in kind.
const KIND: &str = "種類";
/// The facet of the meeting year.
const YEAR: &str = "年度";
/// The facet of the department in charge.
const DEPARTMENT: &str = "担当課";

/// State of the view.
#[derive(Debug, Clone)]
pub struct Overview {
    /// 要対応, by position among `rows`.
    pub list: List,
    /// 絞り込み.
    pub filter: Filter,
    /// What waits, most urgent first, then where to look for more to do.
    pub rows: Vec<Row>,
}

/// 行. One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// 要対応の一件.
    Open(Open),
    /// A list worth going through.
    Task(Task),
}

impl Row {
    /// Whether it is about the same thing, whatever else is said of that now.
    fn is_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Open(a), Self::Open(b)) => {
                (a.kind, &a.opinion, &a.program, &a.session)
                    == (b.kind, &b.opinion, &b.program, &b.session)
            }
            (Self::Task(a), Self::Task(b)) => {
                std::mem::discriminant(a) == std::mem::discriminant(b)
            }
            _ => false,
        }
    }
}

/// 見渡すもの. A list worth going through, with how many stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// 対応事業のない意見.
    Uncovered(usize),
    /// 一部だけの意見.
    Partial(usize),
    /// 求める意見のない事業.
    Unasked(usize),
    /// 新年度への引き継ぎ; without a number as long as it is being worked out.
    Carry(FiscalYear, Option<usize>),
}

impl Task {
    /// Every list that anything stands in.
    fn all(council: &Council) -> Vec<Self> {
        let total = council.standing.total;
        let (unasked, _) = council.standing.unasked();
        let carry = CarryOver::count(council).filter(|(_, count)| *count != Some(0));
        let lists = [
            (total.none() + total.proposed + total.noted, Self::Uncovered as fn(usize) -> Self),
            (total.partial, Self::Partial),
            (unasked, Self::Unasked),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, task)| task(count));
        carry.map(|(year, count)| Self::Carry(year, count)).into_iter().chain(lists).collect()
    }

    /// The task in words.
    #[must_use]
    pub fn line(self) -> String {
        match self {
            Self::Uncovered(n) => format!("対応事業のない意見 {n}件に事業を対応付ける"),
            Self::Partial(n) => format!("一部だけ対応している意見 {n}件を見る"),
            Self::Unasked(n) => format!("求める意見のない事業 {n}件を見る"),
            Self::Carry(year, Some(n)) => {
                format!("{}への引き継ぎ {n}件を確かめる", year.japanese())
            }
            Self::Carry(year, None) => format!("{}への引き継ぎを数えています", year.japanese()),
        }
    }
}

impl Default for Overview {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), filter: Filter::default(), rows: Vec::new() }
    }
}

impl Overview {
    /// Makes the list fit the record and the day.
    pub fn settle(&mut self, council: &Council, today: Date) {
        let counted = council.carries_so_far().is_some();
        if self.list.is_stale(&format!("{} {counted}", self.filter.words()), council.generation) {
            let before = self.selected().cloned();
            let open = todo(council, today).into_iter().map(Row::Open);
            self.rows = open.chain(Task::all(council).into_iter().map(Row::Task)).collect();
            let shown = (0..self.rows.len()).filter(|row| self.shows(&self.rows[*row]));
            let shown: Vec<usize> = shown.collect();
            let kept =
                before.and_then(|row| shown.iter().position(|at| self.rows[*at].is_the_same(&row)));
            self.list.show(council, shown);
            if let Some(at) = kept {
                self.list.go(council, at);
            }
        }
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Row> {
        self.rows.get(self.list.row()?)
    }

    /// What waits, as far as the filter lets it through.
    pub fn open(&self) -> impl Iterator<Item = &Open> {
        let shown = self.list.rows().iter().filter_map(|row| self.rows.get(*row));
        shown.filter_map(|row| match row {
            Row::Open(open) => Some(open),
            Row::Task(_) => None,
        })
    }

    /// How many wait of each kind, most urgent first.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(OpenKind, usize)> {
        counted_by_kind(self.open())
    }

    /// How many wait of each meeting year, oldest first.
    #[must_use]
    pub fn by_year(&self) -> Vec<(FiscalYear, usize)> {
        let years = counted_by_year(self.open()).into_iter();
        years.filter_map(|(year, count)| Some((year?, count))).collect()
    }

    /// The rows of each part on a screen.
    #[must_use]
    pub fn parts(&self, council: &Council, size: Size) -> Parts {
        size.overview(council.standing.areas.len(), self.by_kind().len(), self.list.rows().len())
    }

    /// The words by which what waits can be filtered.
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        let mut choices: Vec<Choice> = Vec::new();
        for facet in [KIND, YEAR, DEPARTMENT] {
            let open = self.rows.iter().filter_map(|row| match row {
                Row::Open(open) => word(open, facet),
                Row::Task(_) => None,
            });
            for word in open {
                match choices.iter_mut().find(|c| c.facet == facet && c.word == word) {
                    Some(choice) => choice.count += 1,
                    None => choices.push(Choice { facet, word, count: 1, own: false }),
                }
            }
        }
        choices
    }

    fn shows(&self, row: &Row) -> bool {
        match row {
            Row::Task(_) => self.filter.is_empty(),
            Row::Open(open) => [KIND, YEAR, DEPARTMENT]
                .into_iter()
                .all(|facet| self.filter.admits(facet, word(open, facet).as_deref())),
        }
    }
}

/// What something that waits says of a facet.
fn word(open: &Open, facet: &str) -> Option<String> {
    match facet {
        KIND => Some(open.kind.to_string()),
        YEAR => open.year.map(|year| year.to_string()),
        _ => open.department.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::Journal, records::load_texts};

    const TWO_YEARS: [(&str, &str); 4] = [
        ("1.ron", SOURCE_OF_R7),
        ("2.ron", SOURCE_OF_R8),
        (
            "3.ron",
            r#"Programs(source: "r7", entries: [Entry(program: "city/甲", listed: Listing(area: "a", number: 1))])"#,
        ),
        (
            "4.ron",
            r#"Programs(source: "r8", entries: [Entry(program: "city/乙", listed: Listing(area: "a", number: 1))])"#,
        ),
    ];
    const SOURCE_OF_R7: &str = r#"Source(id: "r7", title: "報告", issuer: "熊本市", fiscal_year: "R7", file: "f", purpose: "")"#;
    const SOURCE_OF_R8: &str = r#"Source(id: "r8", title: "報告", issuer: "熊本市", fiscal_year: "R8", file: "f", purpose: "")"#;

    #[test]
    fn what_is_being_counted_is_neither_left_out_nor_zero() {
        let council = Council::new(load_texts(&TWO_YEARS), Journal::default());
        let mut overview = Overview::default();
        let mut line = || {
            overview.settle(&council, Date::constant(2026, 11, 21));
            let carry = overview.rows.iter().find_map(|row| match row {
                Row::Task(task @ Task::Carry(..)) => Some(task.line()),
                _ => None,
            });
            carry.expect("the record holds two years")
        };
        assert_eq!(line(), "令和8年度への引き継ぎを数えています");
        council.look_ahead().expect("nobody has asked yet")();
        assert!(council.look_ahead().is_none());
        assert!(line().ends_with("件を確かめる"));
    }
}
