//! 一覧: one datum a cell, after 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」: headings in
//! the first row with their units, numbers as numbers, western beside Japanese years.

use jiff::civil::Date;

use super::{Shown, View};
use crate::{
    analysis::{Pace, Reply, how_tied},
    domain::{Opinion, Program, wareki},
    export::table::{Cell, Column, Table},
    journal::Tie,
};

impl View<'_> {
    /// A row an opinion and a program that it is linked to; one row where it is linked to none.
    pub(super) fn list_by_opinion(self, shown: &Shown) -> Table {
        let [settled, budget] = self.money_columns();
        let mut columns = self.opinion_columns();
        columns.extend(self.tie_columns());
        columns.push(Column::word("実施主体", 10));
        columns.extend([settled, budget]);
        columns.extend(updated_columns());
        columns.extend([Column::text("意見の識別子", 22), Column::text("事業の識別子", 40)]);
        let mut table = Table::data("一覧", "意見と対応事業の一覧", columns);
        for row in shown.opinions.iter().copied() {
            let ties: Vec<_> = self.tied(row).collect();
            if ties.is_empty() {
                table.rows.push(self.list_row(row, None));
            }
            table.rows.extend(ties.into_iter().map(|tie| self.list_row(row, Some(tie))));
        }
        table
    }

    fn list_row(self, row: usize, tie: Option<&Tie>) -> Vec<Cell> {
        let program = tie.and_then(|tie| self.council.records.program(&tie.program));
        let (settled, budget) = program.map_or((None, None), |program| self.amounts(program));
        let mut cells = self.opinion_cells(row);
        cells.extend(self.tie_cells(tie));
        cells.push(tie.map_or(Cell::Nothing, |tie| Cell::text(tie.program.body().word())));
        cells.extend([Cell::amount(settled), Cell::amount(budget)]);
        cells.extend(updated_cells(self.updated(row)));
        cells.push(Cell::text(self.opinion_id(row).as_str()));
        cells.push(tie.map_or(Cell::Nothing, |tie| Cell::text(tie.program.as_str())));
        cells.into_iter().map(Cell::on_one_line).collect()
    }

    fn opinion_columns(self) -> Vec<Column> {
        let mut columns = vec![
            Column::word("意見番号", 10),
            Column::bare("年度（西暦）", 12),
            Column::word("年度（和暦）", 14),
            Column::text("会議", 14),
            Column::text("施策の柱", 28),
            Column::text("見出し", 28),
            Column::text("意見", 60),
            Column::word("対応状況", 10),
            Column::bare("対応区分番号", 13),
            Column::word("対応区分", 14),
        ];
        if self.is_office() {
            columns.push(Column::word("回答の段階", 12));
        }
        columns.extend([
            Column::text("市の考え方", 60),
            Column::word("進捗", 10),
            Column::date("進捗の現在日", 14),
            Column::date("進捗の期限", 14),
            Column::text("進捗の理由", 24),
            Column::text("担当課", 16),
        ]);
        if self.is_office() {
            columns.push(Column::date("回答期限", 14));
        }
        columns
    }

    fn opinion_cells(self, row: usize) -> Vec<Cell> {
        let records = &self.council.records;
        let opinion = self.opinion(row);
        let case = &self.council.standing.cases[row];
        let (code, kind, stage) = match case.reply {
            Reply::Own(kind, stage) | Reply::Through(kind, stage) => {
                (Cell::count(kind.code()), Cell::text(records.word(kind)), records.word(stage))
            }
            _ => (Cell::Nothing, self.reply(row), ""),
        };
        let pace = match case.pace {
            Pace::Set(pace) => Cell::text(records.word(pace)),
            Pace::Unset | Pace::Disputed => self.pace(row),
        };
        let progress = self.progress(row);
        let mut cells = vec![
            Cell::text(&opinion.label),
            Cell::Number(i64::from(opinion.fiscal_year.western())),
            Cell::text(opinion.fiscal_year.japanese()),
            self.meetings(row),
            self.area(row),
            Cell::text(&opinion.heading),
            Cell::text(&opinion.text),
            self.coverage(row),
            code,
            kind,
        ];
        if self.is_office() {
            cells.push(Cell::text(stage));
        }
        cells.extend([
            self.view(row),
            pace,
            Cell::date(progress.map(|progress| progress.as_of)),
            Cell::date(progress.and_then(|progress| progress.until)),
            Cell::text(self.pace_reason(row)),
            self.department(row),
        ]);
        if self.is_office() {
            cells.push(Cell::date(self.due(row)));
        }
        cells
    }

    fn tie_columns(self) -> Vec<Column> {
        let mut columns = vec![
            Column::text("対応事業", 36),
            Column::word("種別", 8),
            Column::word("範囲", 8),
            Column::text("根拠", 24),
        ];
        if self.is_office() {
            columns.push(Column::word("対応付けの段階", 14));
            columns.push(Column::text("要再確認", 24));
        }
        columns
    }

    fn tie_cells(self, tie: Option<&Tie>) -> Vec<Cell> {
        let columns = self.tie_columns().len();
        let Some(tie) = tie else { return vec![Cell::Nothing; columns] };
        let name = Cell::text(self.council.records.program_name(&tie.program));
        let mut cells = vec![name];
        if let (None, Some(live)) = (tie.disagreement(), tie.links.last()) {
            cells.push(Cell::text(live.what.kind.word()));
            cells.push(Cell::text(live.what.extent.word()));
            cells.push(Cell::text(&live.what.evidence));
            cells.push(Cell::text(live.what.stage.word()));
        } else {
            let word = self.calling(how_tied(tie));
            cells.extend([word.clone(), word.clone(), Cell::Nothing, word]);
        }
        let doubt = self.council.suspect(&tie.opinion, &tie.program);
        cells.push(doubt.map_or(Cell::Nothing, |doubt| Cell::Open(doubt.why())));
        cells.truncate(columns);
        cells
    }

    /// A row a program and an opinion that it is linked to; one row where it is linked to none.
    pub(super) fn list_by_program(self, shown: &Shown) -> Table {
        let mut columns = self.program_columns();
        columns.push(Column::word("意見番号", 10));
        columns.push(Column::text("意見", 60));
        columns.extend(self.tie_columns().into_iter().skip(1));
        columns.extend([Column::text("事業の識別子", 40), Column::text("意見の識別子", 22)]);
        let mut table = Table::data("一覧", "事業と意見の一覧", columns);
        for program in shown.programs.iter().map(|row| &self.council.records.programs[*row]) {
            let ties: Vec<_> = self.council.ties_to(&program.id).collect();
            if ties.is_empty() {
                table.rows.push(self.program_list_row(program, None));
            }
            let rows = ties.into_iter().map(|tie| self.program_list_row(program, Some(tie)));
            table.rows.extend(rows);
        }
        table
    }

    fn program_list_row(self, program: &Program, tie: Option<&Tie>) -> Vec<Cell> {
        let opinion = tie.and_then(|tie| self.council.records.opinion(&tie.opinion));
        let of_opinion = |word: fn(&Opinion) -> &str| {
            opinion.map_or(Cell::Nothing, |opinion| Cell::text(word(opinion)))
        };
        let mut cells = self.program_cells(program);
        cells.push(of_opinion(|opinion| &opinion.label));
        cells.push(of_opinion(|opinion| &opinion.text));
        cells.extend(self.tie_cells(tie).into_iter().skip(1));
        cells.push(Cell::text(program.id.as_str()));
        cells.push(tie.map_or(Cell::Nothing, |tie| Cell::text(tie.opinion.as_str())));
        cells.into_iter().map(Cell::on_one_line).collect()
    }
}

/// 更新日, western and Japanese.
fn updated_columns() -> [Column; 2] {
    [Column::date("更新日", 14), Column::text("更新日（和暦）", 18)]
}

fn updated_cells(day: Option<Date>) -> [Cell; 2] {
    [Cell::date(day), day.map_or(Cell::Nothing, |day| Cell::text(wareki(day)))]
}
