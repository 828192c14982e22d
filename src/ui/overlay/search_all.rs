//! 全体の検索: the field, and what was found in opinions, programs and sessions.

use ratatui::{buffer::Buffer, layout::Rect, text::Line};

use crate::{
    analysis::Subject,
    app::{Model, overlay::SearchAll},
    search::{Query, excerpt, highlight},
    ui::{
        drawn::Drawn,
        input, pane,
        screen::rows,
        sheet::Sheet,
        text::{Passage, line, span},
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
    let at = pane::position(search.list.at(), search.list.rows().len());
    let area = pane::open(body, "記録全体を検索", &at, true, theme, buf);
    let field = Rect { height: 1, ..area };
    let cursor = input::field("検索", &search.list.query, field, theme, buf);
    let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let query = Query::new(search.list.query.value());
    if query.is_empty() {
        let mut sheet = Sheet::new(usize::from(area.width), theme, "");
        sheet.aside(
            "意見・事業・会議をまとめて探します。ひらがな・カタカナ、全角・半角は問いません。",
        );
        sheet.aside("空白で区切ると、すべての言葉を含むものを探します。");
        sheet.draw(area, 0, buf);
        return cursor.into();
    }
    let mut drawn =
        rows(model, &search.list, area, &[], theme, buf, |row, room| match search.hits.get(row) {
            Some(subject) => hit(model, *subject, &query, room, theme),
            None => line([]),
        });
    drawn.cursor = cursor;
    drawn
}

/// `事業 地域スタートアップ等支援事業  …ビジネスプランの壁打ちやメンタリング、…`.
fn hit(
    model: &Model,
    subject: Subject,
    query: &Query,
    room: usize,
    theme: &Theme,
) -> Line<'static> {
    let (kind, title, body) = words(model, subject, query);
    let mut spans = vec![span(format!("{kind} "), theme.label)];
    let title_room = (room.saturating_sub(5) / 2).max(8);
    let left = |used: usize| room.saturating_sub(5 + used);
    let named = Passage::marked(&title, &highlight(query, &title));
    let named = named.row(title_room, theme.borders, theme.text, theme.highlight);
    let used = named.width();
    spans.extend(named.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    let pad_to = title_room.min(30).max(used) - used + 1;
    spans.push(span(" ".repeat(pad_to), theme.text));
    let shown = &body[excerpt(query, &body, left(used + pad_to) * 2 / 3)];
    let found = Passage::marked(shown, &highlight(query, shown));
    let found = found.row(left(used + pad_to), theme.borders, theme.dim, theme.highlight);
    spans.extend(found.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    line(spans)
}

/// Kind, title and the text that holds what was looked for.
fn words(model: &Model, subject: Subject, query: &Query) -> (&'static str, String, String) {
    let records = &model.council.records;
    match subject {
        Subject::Opinion(row) => {
            let opinion = &records.opinions[row];
            ("意見", opinion.short(), opinion.text.clone())
        }
        Subject::Program(row) => {
            let program = &records.programs[row];
            let body = model.council.quoted(program, query).to_owned();
            ("事業", program.name().to_owned(), body)
        }
        Subject::Session(row) => {
            let session = &records.sessions[row];
            ("会議", session.title.clone(), format!("{} {}", session.held, session.agenda))
        }
    }
}
