//! 全体の検索: the field, what could stand in it, and what was found, kind by kind.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use crate::{
    analysis::Subject,
    app::{
        Model,
        overlay::{FoundRow, SearchAll},
    },
    search::{Query, excerpt, highlight},
    ui::{
        drawn::Drawn,
        input, pane,
        screen::rows,
        sheet::Sheet,
        text::{Passage, fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Draws the overlay over the whole body.
pub fn draw(
    model: &Model,
    search: &SearchAll,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Drawn {
    let at = if model.is_slow() { pane::searching(theme) } else { position(search) };
    let area = pane::open(body, "記録全体を検索", &at, true, theme, buf);
    let field = Rect { height: 1, ..area };
    let cursor = input::field("検索", &search.list.query, field, theme, buf);
    let offered = Rect { y: area.y + 1, height: area.height.min(2).saturating_sub(1), ..area };
    offer(search, theme, usize::from(area.width)).render(offered, buf);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let nothing = Query::default();
    let query = search.finding().map_or(&nothing, |finding| finding.query());
    if search.rows.is_empty() {
        let mut sheet = Sheet::new(usize::from(area.width), theme, "");
        match search.finding() {
            Some(_) if model.is_slow() => sheet.aside(&pane::searching(theme)),
            Some(_) if search.is_searching() => {}
            Some(_) => {
                sheet.aside("見つかりません。言葉を短くするか、条件を減らしてみてください。");
            }
            None => how_to(&mut sheet),
        }
        sheet.draw(area, 0, buf);
        return cursor.into();
    }
    let mut drawn =
        rows(model, &search.list, area, &[], theme, buf, |row, room| match search.rows.get(row) {
            Some(FoundRow::Kind(kind, count, listed)) => {
                let of =
                    if listed < count { format!("（上位{listed}件）") } else { String::new() };
                line([span(format!("【{kind}】{count}件{of}"), theme.title)])
            }
            Some(FoundRow::Heading(text)) => line([span(format!("【{text}】"), theme.title)]),
            Some(FoundRow::Hit(subject)) => hit(model, *subject, query, room, theme),
            Some(FoundRow::View(view)) => {
                let name = pad(&fit(&view.name, room / 2, theme.borders), room / 3, theme.borders);
                let left = room.saturating_sub(width(&name) + 1);
                let query = fit(&view.query, left, theme.borders);
                line([span(name, theme.text), span(format!(" {query}"), theme.dim)])
            }
            Some(FoundRow::Recent(typed)) => {
                line([span(fit(typed, room, theme.borders), theme.text)])
            }
            None => line([]),
        });
    drawn.cursor = cursor;
    drawn
}

/// `3/25`: which of the records is selected, headings not counted, and how many were found.
fn position(search: &SearchAll) -> String {
    let before = search.rows.get(..search.list.at()).unwrap_or_default();
    let at = before.iter().filter(|row| matches!(row, FoundRow::Hit(_))).count();
    let found = search.rows.iter().map(|row| match row {
        FoundRow::Kind(_, count, _) => *count,
        _ => 0,
    });
    pane::position(at, found.sum())
}

/// What Tab would put there, or what conditions there are.
fn offer(search: &SearchAll, theme: &Theme, room: usize) -> Line<'static> {
    let offered = &search.offered;
    if offered.words.is_empty() {
        let text = "条件: 種別: 方向性: 年度: 課: 状態:（kind: area: year: dept: status:）";
        return line([span(fit(text, room, theme.borders), theme.dim)]);
    }
    let mut spans = vec![span("Tab ", theme.key)];
    let mut left = room.saturating_sub(4);
    // The one that stands there now is always in sight.
    let from = offered.at.unwrap_or_default();
    let words = offered.words.iter().enumerate().skip(from);
    for (at, word) in words {
        let style = if offered.at == Some(at) { theme.selected } else { theme.text };
        let word = fit(word, left, theme.borders);
        let used = width(&word) + 2;
        spans.extend([span(word, style), span("  ", theme.text)]);
        if used >= left {
            break;
        }
        left -= used;
    }
    line(spans)
}

fn how_to(sheet: &mut Sheet<'_>) {
    for text in [
        "意見・事業（各年度の掲載すべて）・会議・回答・メモ・指標をまとめて探します。",
        "ひらがな・カタカナ、全角・半角は問いません。ローマ字や、変換前のかなでも探せます。",
        "空白で区切ると、すべての言葉を含むものを探します。-融資 のように書くと、除きます。",
        "種別:意見 年度:R7 状態:未回答 のように、条件で絞り込めます（Tab で候補を入れます）。",
        "F7 で、この検索に名前を付けて残せます。",
    ] {
        sheet.aside(text);
    }
}

/// `地域スタートアップ等支援事業  …ビジネスプランの壁打ちやメンタリング、…`.
fn hit(
    model: &Model,
    subject: Subject,
    query: &Query,
    room: usize,
    theme: &Theme,
) -> Line<'static> {
    let found = model.council.describe(subject, query);
    let title_room = (room.saturating_sub(2) / 2).max(8);
    let left = |used: usize| room.saturating_sub(2 + used);
    let mut spans = vec![span("  ", theme.text)];
    let named = Passage::marked(&found.title, &highlight(query, &found.title));
    let named = named.row(title_room, theme.borders, theme.text, theme.highlight);
    let used = named.width();
    spans.extend(named.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    let pad_to = title_room.min(30).max(used) - used + 1;
    spans.push(span(" ".repeat(pad_to), theme.text));
    let part = excerpt(query, &found.text, left(used + pad_to) / 2);
    let cut = if part.start > 0 { theme.borders.ellipsis() } else { "" };
    let text = format!("{cut}{}", &found.text[part.start..]);
    // A part alone may be read differently: the marks are those of the whole text.
    let marks: Vec<_> = highlight(query, &found.text)
        .into_iter()
        .filter(|mark| mark.start >= part.start)
        .map(|mark| mark.start - part.start + cut.len()..mark.end - part.start + cut.len())
        .collect();
    let shown = Passage::marked(&text, &marks);
    let shown = shown.row(left(used + pad_to), theme.borders, theme.dim, theme.highlight);
    spans.extend(shown.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    line(spans)
}
