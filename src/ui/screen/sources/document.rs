//! 出典: one document, and what was taken from it.

use crate::{domain::Source, ui::sheet::Sheet};

/// Writes a document in full. `lines` is the length of its text, where there is one to read.
pub(super) fn write(
    sheet: &mut Sheet,
    source: &Source,
    taken: &[(&'static str, usize)],
    lines: Option<usize>,
) {
    sheet.labelled("標題    ", &source.title);
    sheet.labelled("発行者  ", &source.issuer);
    sheet.labelled("年度    ", &source.fiscal_year.japanese());
    if let Some(date) = source.as_of {
        sheet.labelled("現在日  ", &crate::domain::japanese_date(date));
    }
    sheet.labelled("内容    ", &source.purpose);
    let taken: Vec<_> = taken.iter().map(|(kind, count)| format!("{kind} {count}件")).collect();
    let taken =
        if taken.is_empty() { "まだありません".to_owned() } else { taken.join("  ") };
    sheet.labelled("転記    ", &taken);
    let text = match lines {
        Some(lines) => format!("sources/{}  {lines}行  Enter で開きます", source.file),
        None => format!("sources/{} は読めません。記録はそのまま使えます。", source.file),
    };
    sheet.labelled("原文    ", &text);
    sheet.labelled("識別子  ", source.id.as_str());
    if let Some(note) = &source.source_note {
        sheet.labelled("注      ", note);
    }
    if source.prose.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading("記録に分けていない文");
    for paragraph in &source.prose {
        sheet.text(paragraph);
    }
}
