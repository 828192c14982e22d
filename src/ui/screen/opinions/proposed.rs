//! 候補: what may answer an opinion that nothing answers yet.

use crate::{
    app::{Access, Model},
    domain::Opinion,
    ui::sheet::Sheet,
};

/// How many are worth a line where other things are read.
const MOST: usize = 3;

/// The best candidates, with the words that speak for them.
pub fn all(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let council = &model.council;
    // A committee member would take what the program reckons for what the city says.
    if model.access == Access::Review || council.is_for_members() {
        return;
    }
    if council.ties_of(&opinion.id).any(|tie| !tie.is_draft()) {
        return;
    }
    // What is proposed as 案 stands among the programs already.
    let is_new =
        |row: usize| council.ledger.tie(&opinion.id, &council.records.programs[row].id).is_none();
    let found = council.programs_for(&opinion.id).into_iter();
    let found = found.take_while(|it| !it.weak).filter(|it| is_new(it.row)).take(MOST);
    let rows: Vec<usize> = found.map(|it| it.row).collect();
    if rows.is_empty() {
        return;
    }
    sheet.blank();
    let key = if model.access == Access::Write { "  F2 で選びます" } else { "" };
    sheet.heading(&format!("候補{key}"));
    for (row, reasons) in rows.iter().zip(council.reasons(&opinion.id, &rows)) {
        let program = &council.records.programs[*row];
        let body = program.id.body().word();
        sheet.labelled("  ", &format!("{body} {}", program.name()));
        if !reasons.is_empty() {
            sheet.aside(&format!("     理由: {}", reasons.join("・")));
        }
    }
}
