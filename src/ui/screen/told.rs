//! What people wrote on a record, and everything they did to it: the same under every record.

use crate::{
    analysis::{Council, Deed},
    domain::{EventId, RecordId},
    journal::Said,
    ui::{
        sheet::Sheet,
        text::{pad, width},
    },
};

/// How much of a name is shown before every line of a history.
const NAME: usize = 12;

/// Who said something, and when: `佐藤 11/21 10:05`.
pub fn by<T>(council: &Council, said: &Said<T>) -> String {
    format!("{} {}", council.records.name_of(&said.by), said.at.short().trim_start())
}

/// メモ on a record.
pub fn notes(
    sheet: &mut Sheet,
    council: &Council,
    about: &RecordId,
    is_selected: impl Fn(&EventId) -> bool,
) {
    let notes = council.ledger.notes(about);
    if notes.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading(&format!("メモ  {}件", notes.len()));
    for note in notes {
        sheet.entry(is_selected(&note.id), &format!("{}  ", by(council, note)), &note.what.text);
    }
}

/// 履歴 of a record, newest first.
pub fn history(sheet: &mut Sheet, council: &Council, about: &RecordId) {
    let deeds: Vec<_> = council.deeds_of(about).collect();
    if deeds.is_empty() {
        return;
    }
    let name = |deed: &Deed| council.records.name_of(&deed.by).to_owned();
    let room = deeds.iter().map(|deed| width(&name(deed))).max().unwrap_or_default().min(NAME);
    sheet.blank();
    sheet.heading("履歴");
    for deed in deeds {
        let lead = format!("  {} {} ", deed.time(), pad(&name(deed), room, sheet.borders()));
        sheet.labelled(&lead, &deed.beside(&council.records, about));
    }
}

/// Who entered a record that no source prints yet: `佐藤 11/21 10:05`.
pub fn entered(council: &Council, event: &EventId) -> String {
    let sessions = council.ledger.sessions.iter().find(|said| said.id == *event);
    let opinions = council.ledger.opinions.iter().find(|said| said.id == *event);
    let by = sessions.map(|said| by(council, said)).or(opinions.map(|said| by(council, said)));
    format!("入力（未掲載）  {}", by.unwrap_or_default())
}
