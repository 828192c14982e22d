//! 引き継ぎ: the rows, and the selected one with its reason.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use crate::{
    analysis::Council,
    app::{
        Model,
        layout::OUTLINE_ROWS,
        overlay::{CarryOver, CarryRow},
    },
    domain::OpinionId,
    ui::{
        drawn::Drawn,
        pane,
        screen::rows,
        sheet::Sheet,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Columns of the kind, and of how sure it is.
const KIND: usize = 6;
const SURE: usize = 11;

/// Draws the overlay over the whole body.
///
/// ```text
/// ─[ 令和8年度への引き継ぎ ]─────────────────────────────────────── 2/31 ─
///   事業: 確かめて系譜に書き込む 12件
/// > 改称  「旧」 → 「新」                                        ほぼ確実
///   なくなるもの: 対応付けがあり、後を継ぐ事業がない 1件
/// ─[ 改称 ほぼ確実 ]─
/// ```
pub fn draw(
    model: &Model,
    carry: &CarryOver,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Drawn {
    let upper = Rect { height: body.height.saturating_sub(OUTLINE_ROWS), ..body };
    let lower = Rect { y: upper.bottom(), height: body.height - upper.height, ..body };
    let title = carry.year.map_or_else(
        || "新年度への引き継ぎ".to_owned(),
        |year| format!("{}への引き継ぎ", year.japanese()),
    );
    let at = pane::position(carry.list.at(), carry.list.rows().len());
    let area = pane::open(upper, &title, &at, true, theme, buf);
    let drawn = if carry.rows.is_empty() {
        let first = Rect { height: 1, ..area }.intersection(area);
        line([span(" 確かめるものはもうありません。", theme.good)]).render(first, buf);
        Drawn::default()
    } else {
        rows(model, &carry.list, area, &[], theme, buf, |row, room| {
            carry
                .rows
                .get(row)
                .map_or_else(|| line([]), |row| one(&model.council, row, room, theme))
        })
    };
    full(model, carry, theme, lower, buf);
    drawn
}

fn one(council: &Council, row: &CarryRow, room: usize, theme: &Theme) -> Line<'static> {
    let label = |id: &OpinionId| council.records.label(id);
    let (text, style) = match row {
        CarryRow::Heading(text) => (text.clone(), theme.label),
        CarryRow::Proposal(_, proposal) => {
            let sure = pad(proposal.certainty(), SURE - 1, theme.borders);
            let words = room.saturating_sub(KIND + width(&sure) + 1);
            let what = fit(&proposal.line(&council.records), words, theme.borders);
            return line([
                span(pad(proposal.kind.word(), KIND, theme.borders), theme.label),
                span(pad(&what, words + 1, theme.borders), theme.text),
                span(sure, theme.dim),
            ]);
        }
        CarryRow::Lost(lost) => {
            let alone = if lost.alone.is_empty() { "" } else { "  ほかに応える事業なし" };
            let opinions: Vec<_> = lost.opinions.iter().map(label).collect();
            let name = council.records.program_name(&lost.program);
            (format!("「{name}」 意見 {}{alone}", opinions.join("、")), theme.warning)
        }
        CarryRow::Continuation(it) => {
            let what = format!("{} は {} を継承", label(&it.opinion), label(&it.other));
            (format!("{what}  {}", it.reason), theme.text)
        }
        CarryRow::Opinion(at) => {
            let Some(opinion) = council.records.opinions.get(*at) else { return line([]) };
            (format!("{}{}", pad(&opinion.short(), 12, theme.borders), opinion.text), theme.text)
        }
        CarryRow::Links(area, pairs) => {
            let name = area.as_ref().map(|id| council.records.area_name(id));
            let name = name.unwrap_or_else(|| "その他".to_owned());
            (format!("{name}  {}件", pairs.len()), theme.text)
        }
    };
    line([span(fit(&text, room, theme.borders), style)])
}

fn full(model: &Model, carry: &CarryOver, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let records = &model.council.records;
    let label = |id: &OpinionId| records.label(id);
    let (title, lines) = match carry.selected() {
        None | Some(CarryRow::Heading(_)) => (String::new(), Vec::new()),
        Some(CarryRow::Proposal(_, it)) => {
            (format!("{} {}", it.kind, it.certainty()), vec![it.line(records), it.reason()])
        }
        Some(CarryRow::Lost(lost)) => {
            let all = lost.opinions.iter().map(label).collect::<Vec<_>>().join("、");
            let mut lines = vec![format!("対応付けのある意見: {all}")];
            if !lost.alone.is_empty() {
                let alone = lost.alone.iter().map(label).collect::<Vec<_>>().join("、");
                lines.push(format!("ほかに応える事業のない意見: {alone}"));
            }
            (records.program_name(&lost.program).to_owned(), lines)
        }
        Some(CarryRow::Continuation(it)) => {
            let text = |id: &OpinionId| {
                let text = records.opinion(id).map_or("", |opinion| &opinion.text);
                format!("{} {text}", label(id))
            };
            (it.reason.clone(), vec![text(&it.opinion), text(&it.other)])
        }
        Some(CarryRow::Opinion(at)) => records.opinions.get(*at).map_or_else(
            || (String::new(), Vec::new()),
            |opinion| (opinion.short(), vec![opinion.text.clone()]),
        ),
        Some(CarryRow::Links(_, pairs)) => {
            let each = pairs.iter().map(|(opinion, program)| {
                format!("{}「{}」", label(opinion), records.program_name(program))
            });
            ("Enter でまとめて再確認".to_owned(), vec![each.collect::<Vec<_>>().join("、")])
        }
    };
    let inner = pane::open(area, &title, "", false, theme, buf);
    let mut sheet = Sheet::new(usize::from(inner.width), theme, "");
    for text in lines {
        sheet.text(&text);
    }
    sheet.draw(inner, 0, buf);
}
