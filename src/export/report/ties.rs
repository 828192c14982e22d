//! 対応表: opinions with the programs that answer them, and programs with the opinions that they
//! answer.

use super::{Shown, View};
use crate::{
    analysis::of_year,
    domain::{Area, FiscalYear, Program, ThousandYen},
    export::table::{Cell, Column, Table},
    journal::Tie,
};

impl View<'_> {
    /// 意見と事業の対応表: a row an opinion.
    pub(super) fn ties_by_opinion(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let columns = vec![
            Column::word("意見番号", 9),
            Column::text("施策の柱", 12),
            Column::word("会議", 7),
            Column::text("意見", 34),
            Column::word("対応状況", 9),
            Column::word("対応区分", 9),
            Column::word("進捗", 11),
            Column::text("対応事業", 26),
            settled,
            budget,
            Column::text("市の考え方（対応内容・今後の方針）", 34),
            Column::word("担当課", 10),
            Column::date("更新日", 15),
        ];
        let mut table = Table::print("対応表", "意見と事業の対応表", columns);
        table.notes.push(
            "金額は、対応する事業（確定した新規・拡充・継続）の合計です。同じ事業が幾つもの意見に\
             対応するので、行を足し合わせることはできません。"
                .to_owned(),
        );
        table.rows = shown.opinions.iter().map(|row| self.tie_row(*row)).collect();
        table
    }

    fn tie_row(self, row: usize) -> Vec<Cell> {
        let money = self.money(row);
        vec![
            self.label(row),
            self.area(row),
            self.meetings(row),
            Cell::text(&self.opinion(row).text),
            self.coverage(row),
            self.reply(row),
            self.pace(row),
            Cell::lines(self.tied(row).map(|tie| self.tie(tie))),
            Cell::amount(money.settled),
            Cell::amount(money.budget),
            self.view(row),
            self.department(row),
            Cell::date(self.updated(row)),
        ]
    }

    /// 事業と意見の対応表: a row a program.
    pub(super) fn ties_by_program(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let columns = vec![
            Column::text("事業", 28),
            Column::word("施策", 9),
            Column::text("内容", 44),
            settled,
            budget,
            Column::number("増減", "千円", 11),
            Column::text("結果", 40),
            Column::number("応える意見", "件", 8),
            Column::text("対応する意見", 46),
            Column::word("担当課", 12),
        ];
        let mut table = Table::print("対応表", "事業と意見の対応表", columns);
        table.rows = shown.programs.iter().map(|row| self.program_row(*row)).collect();
        table
    }

    fn program_row(self, row: usize) -> Vec<Cell> {
        let program = &self.council.records.programs[row];
        let entry = program.latest();
        let (settled, budget) = self.amounts(program);
        let ties = self.council.ties_to(&program.id);
        vec![
            Cell::text(program.name()),
            self.short_area(program),
            Cell::lines(entry.content.iter().chain(entry.items.iter().map(|item| &item.text))),
            Cell::amount(settled),
            Cell::amount(budget),
            Cell::amount(difference(settled, budget)),
            Cell::lines(entry.results.iter().map(|result| format!("・{result}"))),
            Cell::count(self.council.standing.asked[row]),
            Cell::lines(ties.map(|tie| self.tie_of_program(tie))),
            Cell::text(entry.departments.join("、")),
        ]
    }

    /// `ア(イ)（継続・全部） 創業者が…`.
    pub(super) fn tie_of_program(self, tie: &Tie) -> String {
        let records = &self.council.records;
        let text = records.opinion(&tie.opinion).map_or("", |opinion| &opinion.text);
        let how = crate::analysis::how_tied(tie);
        format!("{}（{how}） {text}", records.label(&tie.opinion))
    }

    /// 決算額 and 予算額 of the years compared, in 千円.
    pub(super) fn money_columns(self) -> [Column; 2] {
        let (settled, budget) = self.council.standing.years;
        let named = |year: Option<FiscalYear>, what: &str| {
            let year = year.map_or_else(String::new, |year| year.to_string());
            Column::number(format!("{year}{what}"), "千円", 11)
        };
        [named(settled, "決算額"), named(budget, "予算額")]
    }

    /// 決算額 and 予算額 of the years compared; `None` where none is printed.
    pub(super) fn amounts(self, program: &Program) -> (Option<ThousandYen>, Option<ThousandYen>) {
        let entry = program.latest();
        let (settled, budget) = self.council.standing.years;
        (of_year(entry.settled.as_ref(), settled), of_year(entry.budget.as_ref(), budget))
    }

    pub(super) fn short_area(self, program: &Program) -> Cell {
        program.areas().next().map_or(Cell::Nothing, |id| Cell::text(self.council.short_area(id)))
    }

    /// `1(2) 事業承継支援`.
    pub(super) fn listed_area(self, program: &Program) -> Cell {
        let Some(id) = program.areas().next() else { return Cell::Nothing };
        let title = self.council.records.area(id).map_or("", |area: &Area| &area.title);
        Cell::text(format!("{} {title}", self.council.short_area(id)))
    }
}

/// 増減; `None` where either is not printed.
pub(super) fn difference(
    settled: Option<ThousandYen>,
    budget: Option<ThousandYen>,
) -> Option<ThousandYen> {
    Some(ThousandYen(budget?.0.saturating_sub(settled?.0)))
}
