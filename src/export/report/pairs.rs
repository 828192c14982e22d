//! 対応と種別: every opinion against every program, as 0 and 1, and in words.

use super::{Shown, View, is_linked};
use crate::{
    analysis::{covers, how_tied},
    export::table::{Cell, Column, Table},
};

/// How many cells a table may have before programs are left out that no opinion is linked to: a
/// workbook of more takes minutes to open.
const MOST: usize = 500_000;

impl View<'_> {
    /// Two tables of the same shape: a row a program, a column an opinion.
    pub(super) fn matrix(self, shown: &Shown) -> Vec<Table> {
        let records = &self.council.records;
        let head = |numbers: bool| {
            let opinions = shown.opinions.iter().map(|row| {
                let label = records.label(self.opinion_id(*row));
                if numbers { Column::bare(label, 8) } else { Column::word(label, 12) }
            });
            [Column::text("事業", 36)].into_iter().chain(opinions).collect()
        };
        let mut answers = Table::data("対応", "意見と事業の対応（0・1）", head(true));
        answers
            .notes
            .push("1 は、確定した新規・拡充・継続の対応付けがあることを示します。".to_owned());
        let mut words = Table::data("種別", "意見と事業の対応（種別）", head(false));
        let all = shown.programs.len() * shown.opinions.len() <= MOST;
        let programs = shown.programs.iter().filter(|row| all || is_linked(self.council, **row));
        for program in programs.map(|row| &records.programs[*row]) {
            let ties = shown
                .opinions
                .iter()
                .map(|row| self.council.ledger.tie(self.opinion_id(*row), &program.id));
            let ties: Vec<_> = ties.collect();
            let name = Cell::text(program.name()).on_one_line();
            let one = ties.iter().map(|tie| {
                let answers =
                    tie.is_some_and(|tie| tie.links.iter().any(|live| covers(&live.what)));
                Cell::Number(i64::from(answers))
            });
            answers.rows.push([name.clone()].into_iter().chain(one).collect());
            let how =
                ties.iter().map(|tie| tie.map_or(Cell::Nothing, |tie| Cell::text(how_tied(tie))));
            words.rows.push([name].into_iter().chain(how).collect());
        }
        vec![answers, words]
    }
}
