//! 下見: the rows a pasted list came to, and the selected one in full.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use crate::{
    analysis::RowFate,
    app::{
        Model,
        layout::OUTLINE_ROWS,
        overlay::{Outline, Shown, area_word},
    },
    ui::{
        drawn::Drawn,
        pane,
        screen::rows,
        sheet::Sheet,
        text::{fit, line, pad, span},
        theme::Theme,
    },
};

/// Columns of the number and of the area.
const LABEL: usize = 8;
const AREA: usize = 16;

/// Draws the overlay over the whole body.
///
/// ```text
/// ─[ 下見: 5件を追加（まだ入れていません） ]──────────────────────── 2/6 ─
///  ! 読み取れなかった行が 1件あります。
///    行 7     - 3 -（ページ番号とみなしました）
///  > ア(ア)   1 創業・事業承..  若者の創業を支援することが必要である。
///    ア(イ)   1 創業・事業承..  すでにあります
/// ─[ ア(ア) 創業・事業承継の促進について ]─
/// ```
pub fn draw(
    model: &Model,
    outline: &Outline,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Drawn {
    let upper = Rect { height: body.height.saturating_sub(OUTLINE_ROWS), ..body };
    let lower = Rect { y: upper.bottom(), height: body.height - upper.height, ..body };
    let preview = &outline.preview;
    let new = preview.count();
    let title = format!("下見: {new}件の意見を追加（まだ入れていません）");
    let at = pane::position(outline.list.at(), outline.list.rows().len());
    let area = pane::open(upper, &title, &at, true, theme, buf);
    let table = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let (said, style) = match preview.obstacle() {
        Some(why) => (format!("! {why}"), theme.warning),
        None => match (preview.strays.len(), preview.findings.len()) {
            (0, 0) => ("すべての行を読み取りました。".to_owned(), theme.dim),
            (strays, findings) => {
                let text = format!(
                    "! 読み取れなかった行 {strays}件、気付き {findings}件。初めに並べています。"
                );
                (text, theme.warning)
            }
        },
    };
    let room = usize::from(area.width).saturating_sub(1);
    let first = Rect { height: 1, ..area }.intersection(area);
    line([span(format!(" {}", fit(&said, room, theme.borders)), style)]).render(first, buf);
    let cursor = rows(model, &outline.list, table, &[], theme, buf, |row, room| {
        one(model, outline, row, room, theme)
    });
    full(outline, theme, lower, buf);
    cursor
}

fn one(model: &Model, outline: &Outline, row: usize, room: usize, theme: &Theme) -> Line<'static> {
    let (lead, text, style) = match outline.line(row) {
        None => return line([]),
        Some(Shown::Stray(stray)) => {
            let text = format!("{}（{}）", stray.text, stray.why);
            (pad(&format!("行 {}", stray.line), LABEL, theme.borders), text, theme.warning)
        }
        Some(Shown::Finding(finding)) => {
            (pad("気付き", LABEL, theme.borders), finding.to_owned(), theme.warning)
        }
        Some(Shown::Opinion(opinion)) => {
            let (_, area) = &outline.preview.headings[opinion.heading];
            let area = fit(&area_word(&model.council, area.as_ref()), AREA, theme.borders);
            let label = pad(&opinion.draft.label, LABEL, theme.borders);
            let lead = format!("{label}{}", pad(&area, AREA + 1, theme.borders));
            let words = &opinion.draft.text;
            let (text, style) = match &opinion.fate {
                RowFate::New => (words.clone(), theme.text),
                RowFate::There(label) => (format!("すでにあります（{label}）: {words}"), theme.dim),
                RowFate::TooLong(length) => {
                    (format!("長すぎます（{length}文字）: {words}"), theme.bad)
                }
                RowFate::Taken => (format!("番号が重なっています: {words}"), theme.bad),
            };
            (lead, text, style)
        }
    };
    line([span(fit(&format!("{lead}{text}"), room, theme.borders), style)])
}

fn full(outline: &Outline, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let line = outline.list.row().and_then(|row| outline.line(row));
    let (title, text) = match line {
        Some(Shown::Opinion(opinion)) => {
            let draft = &opinion.draft;
            (format!("{} {}", draft.label, draft.heading), draft.text.as_str())
        }
        Some(Shown::Stray(stray)) => (format!("行 {}", stray.line), stray.text.as_str()),
        Some(Shown::Finding(finding)) => ("気付き".to_owned(), finding),
        None => (String::new(), ""),
    };
    let inner = pane::open(area, title.trim_end(), "", false, theme, buf);
    let mut sheet = Sheet::new(usize::from(inner.width), theme, "");
    for part in text.lines() {
        sheet.text(part);
    }
    sheet.draw(inner, 0, buf);
}
