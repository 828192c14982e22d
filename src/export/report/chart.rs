//! 図: what is drawn as bars. Every figure of a chart stands in a table too.

use super::View;
use crate::{
    analysis::{Coverage, Tally},
    domain::{Amount, ThousandYen},
};

/// 図.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// 標題.
    pub title: String,
    /// 単位.
    pub unit: &'static str,
    /// What the figures are, and what they must not be taken for.
    pub note: String,
    /// What a bar is made of, or what the bars of a row are.
    pub series: Vec<Series>,
    /// Whether the figures of a row are parts of one bar.
    pub stacked: bool,
    /// A row: its name, and a figure a series; `None` where none is printed.
    pub rows: Vec<(String, Vec<Option<i64>>)>,
}

/// 系列.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// 名称.
    pub name: String,
    /// How it is drawn: 0 is the strongest.
    pub shade: usize,
}

impl View<'_> {
    pub(super) fn charts(self) -> Vec<Chart> {
        [self.coverage_chart(), self.money_chart()].into_iter().flatten().collect()
    }

    fn coverage_chart(self) -> Option<Chart> {
        let standing = &self.council.standing;
        let parts = |tally: &Tally| Coverage::ALL.map(|state| tally.in_state(state));
        let rows = standing.areas.iter().map(|(area, tally)| {
            let name = self.area_name(area.as_ref()).words().into_owned();
            let counts = parts(tally).map(|count| i64::try_from(count).ok());
            (name, counts.to_vec())
        });
        let words = Coverage::ALL.iter().enumerate();
        let chart = Chart {
            title: "施策の柱別の対応状況（意見の件数）".to_owned(),
            unit: "件",
            note: format!(
                "記録にある意見 {}件の全部を、絞り込みによらず数えています。対応事業あり {}。",
                standing.total.opinions,
                standing.total.share(standing.total.covered())
            ),
            series: words
                .map(|(shade, word)| Series { name: word.word().to_owned(), shade })
                .collect(),
            stacked: true,
            rows: rows.collect(),
        };
        (standing.total.opinions > 0).then_some(chart)
    }

    /// What the report prints as the totals of its areas.
    fn money_chart(self) -> Option<Chart> {
        let (settled, budget) = self.council.standing.years;
        let of = |amount: &Option<Amount>, year| {
            amount.as_ref().filter(|amount| Some(amount.year) == year).map(|a| a.thousand_yen)
        };
        let records = &self.council.records;
        let areas = self.council.standing.areas.iter().flat_map(|(area, _)| area);
        let rows: Vec<(String, Vec<Option<i64>>)> = areas
            .filter_map(|id| records.area(id))
            .map(|area| {
                let amounts = [of(&area.settled, settled), of(&area.budget, budget)];
                let name = records.area_name(&area.id);
                (name, amounts.map(|amount| amount.map(|ThousandYen(thousand)| thousand)).to_vec())
            })
            .collect();
        let any = rows.iter().any(|(_, amounts)| amounts.iter().any(Option::is_some));
        let [first, second] = self.money_columns().map(|column| column.name);
        let series = [first, second].into_iter().enumerate();
        let chart = Chart {
            title: "施策の柱別の決算額と予算額".to_owned(),
            unit: "千円",
            note:
                "報告書に印刷された合計です。再掲の事業は、掲載された柱のそれぞれに含まれています。"
                    .to_owned(),
            series: series.map(|(shade, name)| Series { name, shade: shade * 2 }).collect(),
            stacked: false,
            rows,
        };
        any.then_some(chart)
    }
}
