//! メモ: free text on any record. Who has written one writes it anew.

use super::{Refusal, Said, Writer, alike, or_left};
use crate::{
    app::form::{Field, Form},
    domain::RecordId,
    journal::{self, Note, Said as Spoken, Saying},
};

const TEXT: usize = 0;

pub(super) fn form(writer: &Writer<'_>, on: &[RecordId]) -> Form {
    let own = alike(on.iter().map(|id| last(writer, id).map_or("", |said| &said.what.text)));
    let hint = "事務局の中だけで使います。委員には見えません。";
    let fields =
        vec![Field::text_area("メモ", own.unwrap_or("")).with_hint(or_left(hint, on.len()))];
    let (whose, about) = match on {
        [RecordId::Opinion(id)] => (writer.label(id), writer.about(&[id])),
        [one] => (writer.called(one), Vec::new()),
        several => {
            let names: Vec<_> = several.iter().map(|id| writer.called(id)).collect();
            (format!("{}件", several.len()), vec![names.join("、")])
        }
    };
    Form::new(format!("{whose} のメモ"), about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[RecordId], form: &Form) -> Result<Said, Refusal> {
    let text = form.text(TEXT);
    let unwritten = on.iter().all(|id| last(writer, id).is_none());
    if text.is_empty() && (unwritten || on.len() > 1) {
        return Err(Refusal::of(TEXT, "メモの文を書いてください。"));
    }
    Ok(Said::each(
        on,
        ("のメモを", "のメモを書きました"),
        |id| writer.called(id),
        |id| {
            let own = last(writer, id);
            if own.is_some_and(|own| own.what.text == text) {
                return Ok((String::new(), Vec::new()));
            }
            let note = Note { about: id.clone(), text: text.to_owned() };
            let what = match own {
                Some(_) if text.is_empty() => "消しました",
                Some(_) => "書き直しました",
                None => "書きました",
            };
            let mut sayings: Vec<_> = own.map(journal::remove).into_iter().collect();
            sayings.extend((!text.is_empty()).then_some(Saying::Note(note)));
            Ok((what.to_owned(), sayings))
        },
    ))
}

/// The person's last note on a record.
fn last<'a>(writer: &Writer<'a>, id: &RecordId) -> Option<&'a Spoken<Note>> {
    writer.council.ledger.notes(id).iter().rfind(|said| said.by == *writer.person)
}
