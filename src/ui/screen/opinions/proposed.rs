//! What the record itself proposes: opinions that say much the same, and what may answer one that
//! nothing answers in full.

use super::is_selected;
use crate::{
    app::{Access, Model, screen::Part},
    domain::Opinion,
    ui::sheet::Sheet,
};

/// 似た意見, with the words that both say.
pub fn alike(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let council = &model.council;
    let found = council.likely_same(&opinion.id);
    if found.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading("似た意見");
    for it in found {
        let other = &council.records.opinions[it.row];
        let selected = is_selected(model, &Part::Alike(other.id.clone()));
        sheet.entry(selected, &format!("{}  ", council.records.label(&other.id)), &other.text);
        reasons(sheet, &council.reasons_alike(&opinion.text, other));
        sheet.belongs(selected);
    }
}

/// The best candidates, with the words that speak for them.
pub fn programs(sheet: &mut Sheet, model: &Model, opinion: &Opinion) {
    let council = &model.council;
    let found = council.likely_programs(&opinion.id);
    let rows: Vec<usize> = found.iter().map(|it| it.row).collect();
    if rows.is_empty() {
        return;
    }
    sheet.blank();
    heading(sheet, model);
    for (row, words) in rows.iter().zip(council.reasons(&opinion.id, &rows)) {
        let program = &council.records.programs[*row];
        let selected = is_selected(model, &Part::Candidate(program.id.clone()));
        sheet.entry(selected, &format!("{} ", program.id.body().word()), program.name());
        reasons(sheet, &words);
        sheet.belongs(selected);
    }
}

/// `候補  F2 で選びます`.
pub fn heading(sheet: &mut Sheet, model: &Model) {
    let key = if model.access == Access::Write { "  F2 で選びます" } else { "" };
    sheet.heading(&format!("候補{key}"));
}

/// The words that speak for a candidate.
pub fn reasons(sheet: &mut Sheet, reasons: &[String]) {
    if !reasons.is_empty() {
        sheet.aside(&format!("     理由: {}", reasons.join("・")));
    }
}
