//! 事業: every program with the amounts of both years.

use super::{Shown, View, ties::difference};
use crate::{
    analysis::kin,
    domain::{Program, ProgramKind},
    export::table::{Cell, Column, Table},
};

impl View<'_> {
    /// 事業一覧: a row a program, with both years.
    pub(super) fn programs(self, shown: &Shown) -> Table {
        let mut columns = self.program_columns();
        columns.push(Column::number("応える意見", "件", 12));
        columns.push(Column::text("応える意見の番号", 24));
        columns.push(Column::text("系譜", 40));
        columns.push(Column::text("事業の識別子", 40));
        let mut table = Table::data("事業一覧", "事業の一覧", columns);
        table.rows = shown.programs.iter().map(|row| self.program(*row)).collect();
        table
    }

    fn program(self, row: usize) -> Vec<Cell> {
        let records = &self.council.records;
        let program = &records.programs[row];
        let labels: Vec<_> = (self.council.ties_to(&program.id))
            .filter(|tie| tie.links.iter().any(|live| crate::analysis::covers(&live.what)))
            .map(|tie| records.label(&tie.opinion))
            .collect();
        let lineage = kin(records, &program.id).into_iter().map(|kin| {
            let other = kin.other.map(|(_, id)| records.program_name(&id).to_owned());
            format!("{} {} {}", kin.year, kin.kind, other.unwrap_or_default())
        });
        let mut cells = self.program_cells(program);
        cells.push(Cell::count(self.council.standing.asked[row]));
        cells.push(Cell::text(labels.join("、")));
        cells.push(Cell::text(lineage.collect::<Vec<_>>().join("、")));
        cells.push(Cell::text(program.id.as_str()));
        cells.into_iter().map(Cell::on_one_line).collect()
    }

    pub(super) fn program_columns(self) -> Vec<Column> {
        let [settled, budget] = self.money_columns();
        vec![
            Column::text("事業", 36),
            Column::word("実施主体", 10),
            Column::word("種類", 8),
            Column::text("施策", 30),
            Column::text("担当課", 20),
            settled,
            budget,
            Column::number("増減", "千円", 12),
            Column::word("掲載資料の年度", 15),
            Column::text("備考", 30),
        ]
    }

    pub(super) fn program_cells(self, program: &Program) -> Vec<Cell> {
        let entry = program.latest();
        let (settled, budget) = self.amounts(program);
        let year = self.council.records.source(&entry.source).map(|source| source.fiscal_year);
        let kind = match program.kind() {
            ProgramKind::Project => "事業",
            ProgramKind::Measure => "取組",
        };
        vec![
            Cell::text(program.name()),
            Cell::text(program.id.body().word()),
            Cell::text(kind),
            self.listed_area(program),
            Cell::text(entry.departments.join("、")),
            Cell::amount(settled),
            Cell::amount(budget),
            Cell::amount(difference(settled, budget)),
            year.map_or(Cell::Nothing, |year| Cell::text(year.japanese())),
            entry.remark.as_ref().map_or(Cell::Nothing, Cell::text),
        ]
    }
}
