//! 集計: how many opinions stand where, every figure with its denominator in the same row.

use std::collections::BTreeMap;

use super::{Shown, Template, View};
use crate::{
    analysis::{Coverage, Reply, Tally},
    domain::{AnswerKind, AnswerStage, AreaId, FiscalYear, ProgressState},
    export::table::{Cell, Column, Table},
};

impl View<'_> {
    /// What belongs on paper beside the main table.
    pub(super) fn counts(self, shown: &Shown, template: Template) -> Vec<Table> {
        let standing = &self.council.standing;
        let of = format!("記録にある意見 {}件の全部", standing.total.opinions);
        let mut tables = vec![self.by_area("集計", &of, &standing.areas, &standing.total)];
        if shown.opinions.len() < self.council.records.opinions.len() {
            let of = format!(
                "絞り込みに合う意見 {}件（記録にある {}件のうち）",
                shown.opinions.len(),
                standing.total.opinions
            );
            let (areas, total) = self.tallied(shown);
            tables.push(self.by_area("集計（絞り込み）", &of, &areas, &total));
        }
        tables.push(self.crossed(shown));
        if template == Template::Open {
            tables.push(self.unfinished());
        }
        tables
    }

    /// The opinions that are shown, counted as all are.
    fn tallied(self, shown: &Shown) -> (Vec<(Option<AreaId>, Tally)>, Tally) {
        let Self { council, .. } = self;
        let mut total = Tally::default();
        let mut areas: BTreeMap<Option<&AreaId>, Tally> = BTreeMap::new();
        for row in shown.opinions.iter().copied() {
            let case = &council.standing.cases[row];
            total.count(case);
            let area = self.opinion(row).area.as_ref().map(|area| council.records.top_area(area));
            areas.entry(area).or_default().count(case);
        }
        let printed = council.standing.areas.iter().map(|(area, _)| area);
        let counted = printed.filter_map(|area| Some((area.clone(), *areas.get(&area.as_ref())?)));
        (counted.collect(), total)
    }

    fn by_area(
        self,
        name: &str,
        of: &str,
        areas: &[(Option<AreaId>, Tally)],
        total: &Tally,
    ) -> Table {
        let records = &self.council.records;
        // Narrow, so that all of them fit on a page.
        let count = |name: &str| Column::number(name, "件", 6);
        let mut columns = vec![Column::text("施策の柱", 26), count("意見"), count("回答済")];
        columns.extend(Coverage::ALL.map(|state| count(state.word())));
        columns.push(count("結果あり"));
        let kinds = AnswerKind::ALL.iter();
        columns
            .extend(kinds.map(|kind| count(&format!("{} {}", kind.code(), records.word(*kind)))));
        columns.extend(["回答の食い違い", "未回答"].map(count));
        columns.extend(ProgressState::ALL.iter().map(|state| count(records.word(*state))));
        columns.extend(["進捗の食い違い", "進捗の未設定"].map(count));
        if self.is_office() {
            let stages = AnswerStage::ALL.iter();
            columns.extend(stages.map(|stage| count(&format!("段階 {}", records.word(*stage)))));
        }
        let title = format!("施策の柱別の集計: {of}");
        let mut table = Table::print(name, title, columns);
        let shares = total.shares().map(|(name, share)| format!("{name} {share}"));
        let shares = shares.join("　");
        table.notes.push(format!("{shares}。どの数も、その行の「意見」を分母とします。"));
        let row = |name: Cell, tally: &Tally| {
            let mut counts = vec![tally.opinions, tally.answered];
            counts.extend(Coverage::ALL.map(|state| tally.in_state(state)));
            counts.push(tally.with_result);
            counts.extend(tally.kinds);
            counts.extend([tally.disputed, tally.unanswered]);
            counts.extend(tally.progress);
            counts.extend([tally.progress_disputed, tally.unset]);
            if self.is_office() {
                counts.extend(tally.stages);
            }
            [name].into_iter().chain(counts.into_iter().map(Cell::count)).collect()
        };
        table.rows =
            areas.iter().map(|(area, tally)| row(self.area_name(area.as_ref()), tally)).collect();
        table.totals = vec![row(Cell::text("計"), total)];
        table
    }

    pub(super) fn area_name(self, area: Option<&AreaId>) -> Cell {
        let name = area.map(|id| self.council.records.area_name(id));
        Cell::text(name.unwrap_or_else(|| "その他".to_owned()))
    }

    /// 区分×進捗: area by area, each opinion in one row and one column.
    fn crossed(self, shown: &Shown) -> Table {
        let records = &self.council.records;
        let count = |name: &str| Column::number(name, "件", 10);
        let mut columns = vec![Column::text("施策の柱", 28), Column::text("対応区分", 22)];
        columns.extend(ProgressState::ALL.iter().map(|state| count(records.word(*state))));
        columns.extend(["進捗の食い違い", "進捗の未設定", "計"].map(count));
        let mut table =
            Table::data("区分×進捗", "施策の柱・対応区分・進捗ごとの意見の件数", columns);
        let mut groups: BTreeMap<(Option<&AreaId>, usize), Tally> = BTreeMap::new();
        for row in shown.opinions.iter().copied() {
            let area = self.opinion(row).area.as_ref().map(|area| records.top_area(area));
            let case = &self.council.standing.cases[row];
            groups.entry((area, class(case.reply, case.is_unanswered()))).or_default().count(case);
        }
        for (area, _) in &self.council.standing.areas {
            for (at, name) in self.classes().into_iter().enumerate() {
                let tally = groups.get(&(area.as_ref(), at)).copied().unwrap_or_default();
                let mut cells = vec![self.area_name(area.as_ref()), Cell::text(name)];
                let counts = tally.progress.into_iter();
                let counts = counts.chain([tally.progress_disputed, tally.unset, tally.opinions]);
                cells.extend(counts.map(Cell::count));
                table.rows.push(cells);
            }
        }
        table
    }

    /// The rows of an area in 区分×進捗: each opinion stands in one of them.
    fn classes(self) -> Vec<String> {
        let records = &self.council.records;
        let kinds = AnswerKind::ALL.iter();
        let kinds = kinds.map(|kind| format!("{} {}", kind.code(), records.word(*kind)));
        let rest = ["食い違い", "要望・伝達のみ", "回答なし（対象外）", "未回答"];
        kinds.chain(rest.map(str::to_owned)).collect()
    }

    /// 未済の集計, by the year of the meeting: this year's and what was carried over, apart.
    fn unfinished(self) -> Table {
        let records = &self.council.records;
        let count = |name: &str| Column::number(name, "件", 11);
        let mut columns =
            vec![Column::word("会議の年度", 14), count("意見"), count("完了"), count("未済")];
        let open = || ProgressState::ALL.iter().filter(|state| !state.is_closed());
        columns.extend(open().map(|state| count(&format!("うち {}", records.word(*state)))));
        columns.extend(["うち 進捗の食い違い", "うち 進捗の未設定"].map(count));
        let title = format!("年度別の未済（{}現在で）", crate::domain::wareki(self.day));
        let mut table = Table::print("未済の集計", title, columns);
        table.notes.push(
            "完了は、進捗が対応済・対応困難・対象外のもの、未済は残りの全部です。".to_owned(),
        );
        let row = |name: String, tally: &Tally| {
            let of = |closed: bool| {
                let counted = ProgressState::ALL.iter().zip(tally.progress);
                counted.filter(move |(state, _)| state.is_closed() == closed).map(|(_, n)| n)
            };
            let closed: usize = of(true).sum();
            let mut counts = vec![tally.opinions, closed, tally.opinions - closed];
            counts.extend(of(false));
            counts.extend([tally.progress_disputed, tally.unset]);
            [Cell::text(name)].into_iter().chain(counts.into_iter().map(Cell::count)).collect()
        };
        let this = FiscalYear::of(self.day);
        let by_year = self.council.standing.by_year.iter();
        table.rows = by_year
            .map(|(year, tally)| {
                let carried = if *year < this { "（繰越）" } else { "" };
                row(format!("{}{carried}", year.japanese()), tally)
            })
            .collect();
        table.totals = vec![row("計".to_owned(), &self.council.standing.total)];
        table
    }
}

/// Which of [`View::classes`] an opinion stands in.
fn class(reply: Reply, unanswered: bool) -> usize {
    let kinds = AnswerKind::ALL.len();
    match reply {
        Reply::Own(kind, _) | Reply::Through(kind, _) => kind.code() - 1,
        Reply::Disputed => kinds,
        Reply::Referred => kinds + 1,
        Reply::None if unanswered => kinds + 3,
        Reply::None => kinds + 2,
    }
}
