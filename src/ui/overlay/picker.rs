//! 対応付け: choosing what is linked, with the words that were searched for shown in place.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
    widgets::Widget,
};

use crate::{
    analysis::how_tied,
    app::{
        Model,
        overlay::{Picker, Side},
        screen::amounts,
    },
    domain::{Extent, LinkKind},
    search::{Query, excerpt, highlight},
    ui::{
        input, pane,
        screen::{amount, rows},
        text::{Passage, fit, line, pad, right, span, width},
        theme::Theme,
    },
};

/// Draws the overlay over the whole body.
///
/// ```text
/// ─[ ア(イ) に対応する事業を選ぶ ]──────────────────────────────── 1/3 ─
///  スタートアップ支援について、スタートアップ企業と適切なメンターや…
///  アドバイザーとのマッチング支援が必要である。
///  検索 めんたー
///  > * 地域スタートアップ等支援事業       1(1)  R7  64,300 継続・全部
///    …
///  ─ 種別 新規 拡充 [継続] 参考 関連   範囲 [全部] 一部 ───
///  …ビジネスプランの壁打ちやメンタリング、資金調達…
/// ```
pub fn draw(
    model: &Model,
    picker: &Picker,
    theme: &Theme,
    body: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let (title, given) = given(model, &picker.side);
    let mut at = pane::position(picker.list.at(), picker.list.rows().len());
    if !picker.marked.is_empty() {
        at = format!("印 {}件  {at}", picker.marked.len());
    }
    let area = pane::open(body, &title, &at, true, theme, buf);
    let part = |y: u16, height: u16| Rect { y: area.y + y, height, ..area }.intersection(area);
    let passage = Passage::new(&given);
    let lines = passage.wrap(usize::from(area.width));
    let cut = lines.len() > 2;
    for ((at, range), place) in lines.into_iter().enumerate().zip(part(0, 2).rows()) {
        let range = if at == 1 && cut { range.start..passage.text().len() } else { range };
        let text = fit(&passage.text()[range], usize::from(place.width), theme.borders);
        line([span(text, theme.dim)]).render(place, buf);
    }
    let cursor = input::field("検索", &picker.list.query, part(2, 1), theme, buf);
    let below = 5;
    let query = Query::new(picker.list.query.value());
    let table = part(3, area.height.saturating_sub(3 + below));
    rows(model, &picker.list, table, &[], theme, buf, |row, room| {
        candidate(model, picker, row, room, &query, theme)
    });
    let foot = area.height.saturating_sub(below);
    choice(picker, theme, part(foot, 1), buf);
    preview(model, picker, &query, theme, part(foot + 1, below - 1), buf);
    cursor
}

/// The title, and the text of what is given.
fn given(model: &Model, side: &Side) -> (String, String) {
    let records = &model.council.records;
    match side {
        Side::Opinion(id) => {
            let opinion = records.opinion(id);
            let label = opinion.map_or(id.as_str(), |opinion| &opinion.label);
            let text = opinion.map_or("", |opinion| &opinion.text);
            (format!("{label} に対応する事業を選ぶ"), text.to_owned())
        }
        Side::Program(id) => {
            let program = records.program(id);
            let name = program.map_or(id.as_str(), |program| program.name());
            let content = program.and_then(|program| program.latest().content.as_deref());
            (format!("「{name}」が応える意見を選ぶ"), content.unwrap_or("").to_owned())
        }
    }
}

/// Columns of the mark, the area, the amount, and what is linked already.
const MARK: usize = 2;
const AREA: usize = 11;
const AMOUNT: usize = 11;
const LINKED: usize = 12;

fn candidate(
    model: &Model,
    picker: &Picker,
    row: usize,
    room: usize,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let council = &model.council;
    let pair = picker.pair(council, row);
    let marked = picker.marked.contains(&pair);
    let tie = council.ledger.tie(&pair.0, &pair.1);
    let linked = tie.map(how_tied);
    let linked = right(&linked.unwrap_or_default(), LINKED, theme.borders);
    let mark = span(if marked { "* " } else { "  " }, theme.marked);
    let style = if marked { theme.marked } else { theme.text };
    let (text, tail) = match &picker.side {
        Side::Opinion(_) => {
            let program = &council.records.programs[row];
            let area = program.areas().next().and_then(|id| council.records.area(id));
            let (_, budget) = amounts(council, row);
            let short = area.map(|area| council.short_area(&area.id)).unwrap_or_default();
            let body = program.id.body().word();
            let area = pad(&format!("{body} {short}"), AREA, theme.borders);
            (program.name(), format!("{area}{}{linked}", amount(budget, AMOUNT, theme.borders)))
        }
        Side::Program(_) => (council.records.opinions[row].text.as_str(), linked),
    };
    let lead = match &picker.side {
        Side::Opinion(_) => String::new(),
        Side::Program(_) => pad(&council.records.opinions[row].label, 7, theme.borders),
    };
    let name_room = room.saturating_sub(MARK + width(&lead) + width(&tail) + 1);
    let passage = Passage::marked(text, &highlight(query, text));
    let name = passage.row(name_room, theme.borders, style, theme.highlight);
    let gap = name_room.saturating_sub(name.width()) + 1;
    let mut spans = vec![mark, span(lead, style)];
    spans.extend(name.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    spans.push(span(format!("{}{tail}", " ".repeat(gap)), theme.text));
    line(spans)
}

/// The words that are chosen, in brackets among those that could be.
fn choice(picker: &Picker, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let word = |word: &str, chosen: bool| {
        if chosen {
            span(format!("[{word}]"), theme.title)
        } else {
            span(format!(" {word} "), theme.text)
        }
    };
    let mut spans = vec![span("F6 種別", theme.label)];
    spans.extend(LinkKind::ALL.iter().map(|kind| word(kind.word(), *kind == picker.kind)));
    spans.push(span(" F7 範囲", theme.label));
    spans.extend(Extent::ALL.iter().map(|extent| word(extent.word(), *extent == picker.extent)));
    line(spans).render(area, buf);
}

/// What the selected candidate says, around the words that were searched for.
fn preview(
    model: &Model,
    picker: &Picker,
    query: &Query,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) {
    let Some(row) = picker.list.row() else { return };
    let records = &model.council.records;
    let text = match &picker.side {
        Side::Opinion(_) => {
            let program = &records.programs[row];
            let entry = program.latest();
            let content = entry.content.iter().cloned();
            let items = entry.items.iter().map(|item| format!("{}{}", item.label, item.text));
            let results = entry.results.iter().map(|result| format!("結果: {result}"));
            let texts: Vec<_> = content.chain(items).chain(results).collect();
            format!("{}  {}", program.name(), texts.join("  "))
        }
        Side::Program(_) => {
            let opinion = &records.opinions[row];
            format!("{}  {}", opinion.label, opinion.text)
        }
    };
    let cells = usize::from(area.width) * usize::from(area.height);
    let shown = &text[excerpt(query, &text, cells / 2)];
    let passage = Passage::marked(shown, &highlight(query, shown));
    for (range, place) in passage.wrap(usize::from(area.width)).into_iter().zip(area.rows()) {
        passage.line(range, theme.text, theme.highlight).render(place, buf);
    }
}
