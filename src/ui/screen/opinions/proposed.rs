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
    let found = council.likely_programs(&opinion.id, MOST).into_iter();
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
