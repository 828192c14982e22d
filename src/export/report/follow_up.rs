//! The templates that other councils publish: 意見と市の考え方, 対応状況一覧, 実施状況, 未済・繰越.

use super::{Shown, View};
use crate::{
    analysis::{OpenKind, how_tied, todo},
    domain::{FiscalYear, ProgramId, Relation},
    export::table::{Cell, Column, Table},
};

impl View<'_> {
    /// 意見と市の考え方.
    pub(super) fn views(self, shown: &Shown) -> Table {
        let columns = vec![
            Column::word("番号", 9),
            Column::text("項目", 18),
            Column::text("意見（原文）", 52),
            Column::text("市の考え方", 52),
            Column::word("対応区分", 12),
            Column::text("反映箇所（対応事業）", 32),
            Column::word("同趣旨の意見", 12),
        ];
        let mut table = Table::print("意見と市の考え方", "意見と市の考え方", columns);
        table.rows = (shown.opinions.iter().copied())
            .map(|row| {
                vec![
                    self.label(row),
                    Cell::text(&self.opinion(row).heading),
                    Cell::text(&self.opinion(row).text),
                    self.view(row),
                    self.reply(row),
                    Cell::lines(self.answering(row).map(|program| program.name().to_owned())),
                    self.related(row, Relation::Same),
                ]
            })
            .collect();
        table
    }

    /// 対応状況一覧.
    pub(super) fn standing(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let columns = vec![
            Column::word("番号", 9),
            Column::word("会議", 8),
            Column::text("意見", 44),
            Column::word("所管課", 13),
            Column::word("対応区分", 11),
            Column::word("進捗", 11),
            Column::text("対応内容", 44),
            Column::text("実現施策（対応事業）", 30),
            settled,
            budget,
            Column::date("期限", 15),
            Column::date("更新日", 15),
        ];
        let mut table = Table::print("対応状況一覧", "意見への対応状況一覧", columns);
        table.notes.push(
            "期限は、検討中のものは結論を出す日、未回答のものは回答期限です。金額は、対応する事業\
             （確定した新規・拡充・継続）の合計で、行を足し合わせることはできません。"
                .to_owned(),
        );
        table.rows = (shown.opinions.iter().copied())
            .map(|row| {
                let money = self.money(row);
                let until = self.progress(row).and_then(|progress| progress.until);
                let due = self.council.standing.cases[row].is_unanswered();
                let due = due.then(|| self.due(row)).flatten();
                vec![
                    self.label(row),
                    self.meetings(row),
                    Cell::text(&self.opinion(row).text),
                    self.department(row),
                    self.reply(row),
                    self.pace(row),
                    self.view(row),
                    Cell::lines(self.tied(row).map(|tie| self.tie(tie))),
                    Cell::amount(money.settled),
                    Cell::amount(money.budget),
                    Cell::date(until.or(due)),
                    Cell::date(self.updated(row)),
                ]
            })
            .collect();
        table
    }

    /// 実施状況: a row a pair, the opinion printed once.
    pub(super) fn done_by_opinion(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let columns = vec![
            Column::word("番号", 9),
            Column::text("意見（提言）", 38),
            Column::text("実施事業", 26),
            Column::word("種別・範囲", 12),
            Column::text("取組の内容", 38),
            Column::text("実施状況（結果）", 34),
            settled,
            budget,
            Column::text("今後の方向性（市の考え方）", 32),
            Column::word("進捗", 11),
            Column::word("担当課", 12),
        ];
        let mut table = Table::print("実施状況", "意見に対応する事業の実施状況", columns);
        table
            .notes
            .push("一つの意見に幾つもの事業があるときは、二行目から「〃」で示します。".to_owned());
        for row in shown.opinions.iter().copied() {
            let programs: Vec<_> =
                self.tied(row).map(|tie| (&tie.program, how_tied(tie))).collect();
            let first = programs.first().map(|(id, how)| (*id, how.as_str()));
            table.rows.push(self.done_row(row, first, true));
            let rest = programs.iter().skip(1);
            table.rows.extend(rest.map(|(id, how)| self.done_row(row, Some((id, how)), false)));
        }
        table
    }

    fn done_row(self, row: usize, tied: Option<(&ProgramId, &str)>, first: bool) -> Vec<Cell> {
        let ditto = |cell: Cell| match cell {
            Cell::Nothing => Cell::Nothing,
            _ if first => cell,
            _ => Cell::text("〃"),
        };
        let name = tied.map_or("", |(id, _)| self.council.records.program_name(id));
        let program = tied.and_then(|(id, _)| self.council.records.program(id));
        let entry = program.map(crate::domain::Program::latest);
        let (settled, budget) = program.map_or((None, None), |program| self.amounts(program));
        let results = entry.iter().flat_map(|entry| &entry.results);
        vec![
            self.label(row),
            ditto(Cell::text(&self.opinion(row).text)),
            Cell::text(name),
            tied.map_or_else(|| self.coverage(row), |(_, how)| Cell::text(how)),
            entry.and_then(|entry| entry.content.as_ref()).map_or(Cell::Nothing, Cell::text),
            Cell::lines(results.map(|result| format!("・{result}"))),
            Cell::amount(settled),
            Cell::amount(budget),
            ditto(self.view(row)),
            ditto(self.pace(row)),
            ditto(self.department(row)),
        ]
    }

    /// 実施状況: a row a program that answers something.
    pub(super) fn done_by_program(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let columns = vec![
            Column::text("実施事業", 28),
            Column::word("施策", 9),
            Column::text("取組の内容", 44),
            Column::text("実施状況（結果）", 44),
            settled,
            budget,
            Column::text("応える意見（提言）", 50),
            Column::word("担当課", 12),
        ];
        let mut table = Table::print("実施状況", "意見に対応する事業の実施状況", columns);
        let programs = &self.council.records.programs;
        table.rows = (shown.programs.iter().map(|row| &programs[*row]))
            .map(|program| {
                let ties = self.council.ties_to(&program.id).map(|tie| self.tie_of_program(tie));
                let entry = program.latest();
                let (settled, budget) = self.amounts(program);
                vec![
                    Cell::text(program.name()),
                    self.short_area(program),
                    entry.content.as_ref().map_or(Cell::Nothing, Cell::text),
                    Cell::lines(entry.results.iter().map(|result| format!("・{result}"))),
                    Cell::amount(settled),
                    Cell::amount(budget),
                    Cell::lines(ties),
                    Cell::text(entry.departments.join("、")),
                ]
            })
            .collect();
        table
    }

    /// 未済・繰越: this year's and what was carried over, apart.
    pub(super) fn open(self, shown: &Shown) -> Table {
        let mut columns = vec![
            Column::word("番号", 9),
            Column::word("会議の年度", 12),
            Column::word("本年度・繰越", 14),
            Column::text("意見", 52),
            Column::word("対応区分", 12),
            Column::word("進捗", 14),
            Column::date("期限", 15),
            Column::word("継承した意見", 12),
            Column::word("担当課", 14),
        ];
        if self.is_office() {
            columns.push(Column::text("待っているもの", 24));
        }
        let mut table = Table::print("未済・繰越", "未済の意見", columns);
        let year = FiscalYear::of(self.day);
        table.notes.push(format!(
            "進捗が対応済・対応困難・対象外でない意見です。{}より前の会議の意見を繰越とします。",
            year.japanese()
        ));
        let waiting = if self.is_office() { todo(self.council, self.day) } else { Vec::new() };
        table.rows = (shown.opinions.iter().copied())
            .map(|row| {
                let opinion = self.opinion(row);
                let until = self.progress(row).and_then(|progress| progress.until);
                let mut cells = vec![
                    self.label(row),
                    Cell::text(opinion.fiscal_year.japanese()),
                    carried(opinion.fiscal_year, year),
                    Cell::text(&opinion.text),
                    self.reply(row),
                    self.pace(row),
                    Cell::date(until.or_else(|| self.due(row))),
                    self.related(row, Relation::Continues),
                    self.department(row),
                ];
                if self.is_office() {
                    let own =
                        waiting.iter().filter(|open| open.opinion.as_ref() == Some(&opinion.id));
                    let mut kinds: Vec<OpenKind> = own.map(|open| open.kind).collect();
                    kinds.dedup();
                    cells.push(Cell::lines(kinds.iter().map(|kind| kind.word())));
                }
                cells
            })
            .collect();
        table
    }
}

/// Whether it is of the year of the day, or was carried over, and for how many years.
fn carried(of: FiscalYear, year: FiscalYear) -> Cell {
    let years = std::iter::successors(Some(year), |later| Some(later.previous()));
    match years.take(100).position(|earlier| earlier == of) {
        Some(0) => Cell::text("本年度"),
        Some(years) => Cell::text(format!("繰越（{years}年目）")),
        None => Cell::text("本年度以後"),
    }
}
