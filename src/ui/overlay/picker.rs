//! 対応付け: choosing what is linked, with the words that were searched for shown in place.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use crate::{
    analysis::{Council, how_tied},
    app::{
        Model,
        overlay::{Pair, Picker, Side},
        screen::amounts,
    },
    domain::{Extent, LinkKind, Stage},
    search::{Query, excerpt, highlight},
    ui::{
        drawn::Drawn,
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
///  F6 種別 新規  拡充 [継続] 参考  関連  F7 範囲[全部] 一部
///  F8 段階 案 [確定]  根拠: 令和7年度報告書 p.12
///  …ビジネスプランの壁打ちやメンタリング、資金調達…
/// ```
pub fn draw(model: &Model, picker: &Picker, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let (title, given) = given(model, &picker.side);
    let mut at = pane::place(model, &picker.list, theme);
    if picker.list.marks() > 0 {
        at = format!("印 {}件  {at}", picker.list.marks());
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
    let mut drawn = rows(model, &picker.list, table, &[], theme, buf, |row, room| {
        candidate(model, picker, row, room, &query, theme)
    });
    let foot = area.height.saturating_sub(below);
    choice(picker, theme, part(foot, 1), buf);
    stage(model, picker, theme, part(foot + 1, 1), buf);
    preview(model, picker, &query, theme, part(foot + 2, below - 2), buf);
    drawn.cursor = cursor;
    drawn
}

/// The title, and the text of what is given.
fn given(model: &Model, side: &Side) -> (String, String) {
    let records = &model.council.records;
    match side {
        Side::Opinions(opinions) => match &opinions[..] {
            [id] => {
                let text = records.opinion(id).map_or("", |opinion| &opinion.text);
                (format!("{} に対応する事業を選ぶ", records.label(id)), text.to_owned())
            }
            several => {
                let labels: Vec<_> = several.iter().map(|id| records.label(id)).collect();
                (format!("{}件の意見に対応する事業を選ぶ", several.len()), labels.join("、"))
            }
        },
        Side::Programs(programs) => match &programs[..] {
            [id] => {
                let program = records.program(id);
                let content = program.and_then(|program| program.latest().content.as_deref());
                let name = records.program_name(id);
                (format!("「{name}」が応える意見を選ぶ"), content.unwrap_or("").to_owned())
            }
            several => {
                let names: Vec<_> = several.iter().map(|id| records.program_name(id)).collect();
                (format!("{}件の事業が応える意見を選ぶ", several.len()), names.join("、"))
            }
        },
    }
}

/// Columns of the area, the amount, and what is linked already.
const AREA: usize = 11;
const AMOUNT: usize = 11;
const LINKED: usize = 14;

/// How much room behind a name makes it worth while to begin with why it is proposed.
const REASON: usize = 14;

fn candidate(
    model: &Model,
    picker: &Picker,
    row: usize,
    room: usize,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let council = &model.council;
    let linked = right(&linked(council, &picker.pairs(council, row)), LINKED, theme.borders);
    let marked = picker.list.is_marked(council, row);
    let style = if marked { theme.marked } else { theme.text };
    let (text, tail) = match &picker.side {
        Side::Opinions(_) => {
            let program = &council.records.programs[row];
            let area = program.areas().next().and_then(|id| council.records.area(id));
            let (_, budget) = amounts(council, row);
            let short = area.map(|area| council.short_area(&area.id)).unwrap_or_default();
            let body = program.id.body().word();
            let area = pad(&format!("{body} {short}"), AREA, theme.borders);
            (program.name(), format!("{area}{}{linked}", amount(budget, AMOUNT, theme.borders)))
        }
        Side::Programs(_) => (council.records.opinions[row].text.as_str(), linked),
    };
    let lead = match &picker.side {
        Side::Opinions(_) => String::new(),
        Side::Programs(_) => pad(&council.records.opinions[row].label, 7, theme.borders),
    };
    let name_room = room.saturating_sub(width(&lead) + width(&tail) + 1);
    let passage = Passage::marked(text, &highlight(query, text));
    let name = passage.row(name_room, theme.borders, style, theme.highlight);
    let gap = name_room.saturating_sub(name.width()) + 1;
    let mut spans = vec![span(lead, style)];
    spans.extend(name.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    let reason = picker
        .reasons
        .get(&row)
        .filter(|_| gap >= REASON)
        .map_or_else(String::new, |why| format!("  {}", fit(why, gap - 3, theme.borders)));
    let gap = gap.saturating_sub(width(&reason));
    spans.push(span(reason, theme.dim));
    spans.push(span(format!("{}{tail}", " ".repeat(gap)), theme.text));
    line(spans)
}

/// How the pairs of a candidate are linked, or that they are not.
fn linked(council: &Council, pairs: &[Pair]) -> String {
    let said = |pair: &Pair| {
        let tie = council.ledger.tie(&pair.0, &pair.1);
        let rejected = !council.ledger.rejects(pair).is_empty();
        tie.map(how_tied).or(rejected.then(|| "関連なし".to_owned()))
    };
    match pairs {
        [one] => said(one).unwrap_or_default(),
        several => match several.iter().filter_map(said).count() {
            0 => String::new(),
            count => format!("{count}/{}件", several.len()),
        },
    }
}

/// A word among those that could be chosen, in brackets where it is.
fn word(word: &str, chosen: bool, theme: &Theme) -> Span<'static> {
    if chosen {
        span(format!("[{word}]"), theme.title)
    } else {
        span(format!(" {word} "), theme.text)
    }
}

/// Kind and extent.
fn choice(picker: &Picker, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let wish = &picker.wish;
    let mut spans = vec![span("F6 種別", theme.label)];
    spans.extend(LinkKind::ALL.iter().map(|kind| word(kind.word(), *kind == wish.kind, theme)));
    spans.push(span(" F7 範囲", theme.label));
    let extents = Extent::ALL.iter();
    spans.extend(extents.map(|extent| word(extent.word(), *extent == wish.extent, theme)));
    line(spans).render(area, buf);
}

/// The stage, and what was written to the link of the selected candidate.
fn stage(model: &Model, picker: &Picker, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let mut spans = vec![span("F8 段階", theme.label)];
    let stages = [Stage::Confirmed, Stage::Draft];
    spans.extend(stages.map(|stage| word(stage.word(), stage == picker.wish.stage, theme)));
    let pairs = picker.list.row().map(|row| picker.pairs(&model.council, row)).unwrap_or_default();
    if let [pair] = &pairs[..] {
        let links = model.council.ledger.tie(&pair.0, &pair.1).into_iter();
        let last = links.flat_map(|tie| &tie.links).next_back();
        let written = last.map(|live| [("根拠", &live.what.evidence), ("メモ", &live.what.note)]);
        let written = written.into_iter().flatten().filter(|(_, text)| !text.is_empty());
        let written: Vec<_> = written.map(|(what, text)| format!("  {what}: {text}")).collect();
        let used: usize = spans.iter().map(|span| width(&span.content)).sum();
        let room = usize::from(area.width).saturating_sub(used);
        spans.push(span(fit(&written.concat(), room, theme.borders), theme.dim));
    }
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
        Side::Opinions(_) => {
            let program = &records.programs[row];
            let entry = program.latest();
            let content = entry.content.iter().cloned();
            let items = entry.items.iter().map(|item| format!("{}{}", item.label, item.text));
            let results = entry.results.iter().map(|result| format!("結果: {result}"));
            let texts: Vec<_> = content.chain(items).chain(results).collect();
            format!("{}  {}", program.name(), texts.join("  "))
        }
        Side::Programs(_) => {
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
