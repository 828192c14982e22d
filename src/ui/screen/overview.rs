//! 概要: how many opinions are answered, what waits, what was done last.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use super::coverage;
use crate::{
    analysis::{Coverage, Open, Tally},
    app::{Model, Target, layout::COUNT, screen::Row},
    domain::{AnswerStage, ProgressState, ThousandYen},
    ui::{
        drawn::Drawn,
        pane,
        text::{cells, fit, line, pad, right, span, width},
        theme::{Theme, bar},
    },
};

/// Columns of a bar at most.
const BAR: usize = 40;
/// Columns of the kind of what waits.
const KIND: usize = 13;
/// Columns of the year and number of an opinion.
const LABEL: usize = 11;
/// Columns of a day.
const DAY: usize = 11;

/// Draws the four parts one under the other.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let standing = &model.council.standing;
    let parts = model.overview.parts(&model.council, model.size);
    let mut rest = body;
    let mut take = |rows: usize| {
        let height = u16::try_from(rows).unwrap_or(u16::MAX).min(rest.height);
        let part = Rect { height, ..rest };
        rest = Rect { y: rest.y + height, height: rest.height - height, ..rest };
        part
    };
    let title = format!(
        "意見 {}件と対応する事業（{}の事業を数える）",
        standing.total.opinions, model.council.bodies
    );
    part(take(parts.figures), &title, figures(model, theme, body.width), theme, buf);
    if parts.areas > 0 {
        let area = take(parts.areas);
        let room = parts.areas - 1;
        let mut by_area = areas(model, theme, body.width);
        if by_area.len() > room {
            let more = by_area.len() + 1 - room;
            by_area.truncate(room - 1);
            let more = format!("ほか {more}件（shingi coverage で全部）");
            by_area.push(line([span(more, theme.dim)]));
        }
        part(area, "方向性ごと（対応事業あり）", by_area, theme, buf);
    }
    let cursor = waiting(model, theme, take(parts.todo), parts.counts, buf);
    if parts.recent > 0 {
        recent(model, theme, take(parts.recent), buf);
    }
    cursor
}

/// Draws a part that nothing is selected in.
fn part(area: Rect, title: &str, rows: Vec<Line<'static>>, theme: &Theme, buf: &mut Buffer) {
    let inner = pane::open(area, title, "", false, theme, buf);
    for (row, place) in rows.into_iter().zip(inner.rows()) {
        row.render(place, buf);
    }
}

/// The three figures side by side, each a bar over its share; under them, as far as there is room,
/// what they are made up of.
fn figures(model: &Model, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let total = model.council.standing.total;
    let room = usize::from(columns).saturating_sub(2) / 3;
    let name = 13;
    let parts = [(total.answered, 0), (total.full, total.partial), (total.with_result, 0)];
    let (mut bars, mut shares) = (Vec::new(), Vec::new());
    for ((word, share), (full, partial)) in total.shares().into_iter().zip(parts) {
        let bar_room = room.saturating_sub(name + 2).min(BAR);
        let drawn = bar(full, partial, total.opinions, bar_room, theme.borders);
        bars.push(span(pad(word, name, theme.borders), theme.label));
        bars.push(span(pad(&drawn, room - name, theme.borders), theme.good));
        shares.push(span(pad(&share, room, theme.borders), theme.text));
    }
    let mut lines = vec![line(bars), line(shares)];
    lines.extend([
        line(by_coverage(&total, theme)),
        line([span(by_reply(model, &total), theme.text)]),
        line([span(by_progress(model, &total), theme.text)]),
        line([span(money(model), theme.dim)]),
    ]);
    lines
}

/// `事業  #事業あり 2  +一部 1  .参考のみ 1  ?案のみ 3  なし 18`. 案のみ stands there while there is any.
fn by_coverage(total: &Tally, theme: &Theme) -> Vec<ratatui::text::Span<'static>> {
    let counts = [
        (Coverage::Full, total.full),
        (Coverage::Partial, total.partial),
        (Coverage::Noted, total.noted),
        (Coverage::Proposed, total.proposed),
        (Coverage::None, total.none()),
    ];
    let counts = counts.into_iter().filter(|(state, n)| *state != Coverage::Proposed || *n > 0);
    let mut spans = vec![span("事業  ", theme.label)];
    spans.extend(counts.map(|(state, count)| {
        let (word, style) = coverage(state, theme);
        span(format!("{} {count}  ", word.trim_start()), style)
    }));
    spans
}

/// `回答  下書き 1  確認済 2  公表 0  未回答 21`.
fn by_reply(model: &Model, total: &Tally) -> String {
    let stages = AnswerStage::ALL.iter().zip(total.stages);
    let stages = stages.map(|(stage, count)| (model.council.records.word(*stage), count));
    let others = [("食い違い", total.disputed), ("うち準用", total.through)];
    let others = others.into_iter().chain([("要望・伝達", total.referred)]);
    let others = others.filter(|(_, count)| *count > 0);
    counted("回答", stages.chain([("未回答", total.unanswered)]).chain(others))
}

/// `進捗  未着手 1  検討中 2  …  未設定 20`.
fn by_progress(model: &Model, total: &Tally) -> String {
    let states = ProgressState::ALL.iter().zip(total.progress);
    let states = states.map(|(state, count)| (model.council.records.word(*state), count));
    let dispute = Some(("食い違い", total.progress_disputed)).filter(|(_, count)| *count > 0);
    counted("進捗", states.chain([("未設定", total.unset)]).chain(dispute))
}

fn counted<'a>(head: &str, counts: impl Iterator<Item = (&'a str, usize)>) -> String {
    let counts: Vec<_> = counts.map(|(word, count)| format!("{word} {count}")).collect();
    format!("{head}  {}", counts.join("  "))
}

fn money(model: &Model) -> String {
    let money = model.council.standing.money;
    if money.programs == 0 {
        return "対応している事業 0件".to_owned();
    }
    format!(
        "対応している事業 {}件  決算額 {}  予算額 {}（再掲は一度だけ）",
        money.programs,
        ThousandYen::with_unit(money.settled),
        ThousandYen::with_unit(money.budget)
    )
}

/// One row an area: title, covered / opinions, bar.
fn areas(model: &Model, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let council = &model.council;
    let name_room = 32;
    let room = usize::from(columns).saturating_sub(name_room + 14).min(BAR);
    let rows = council.standing.areas.iter().map(|(id, tally)| {
        let name = match id {
            None => "その他".to_owned(),
            Some(id) => council.records.area_name(id),
        };
        let count = if tally.opinions == 0 {
            "意見なし".to_owned()
        } else {
            format!("{}/{}件", tally.covered(), tally.opinions)
        };
        let mut spans = vec![
            span(pad(&name, name_room, theme.borders), theme.text),
            span(right(&count, 9, theme.borders), theme.text),
            span("  ", theme.text),
        ];
        if tally.opinions > 0 {
            let drawn = bar(tally.full, tally.partial, tally.opinions, room, theme.borders);
            spans.push(span(drawn, theme.good));
        }
        line(spans)
    });
    rows.collect()
}

/// 要対応: how many wait of each kind, then one row each.
fn waiting(model: &Model, theme: &Theme, area: Rect, counts: usize, buf: &mut Buffer) -> Drawn {
    let overview = &model.overview;
    let count = overview.open().count();
    let mut title = format!("要対応 {count}件");
    if !overview.filter.is_empty() {
        title = format!("{title}（{}） Esc で全部", overview.filter.words());
    }
    let years = overview.by_year();
    let mut right_side: Vec<_> = match years.as_slice() {
        [] | [_] => Vec::new(),
        years => years.iter().map(|(year, count)| format!("{year} {count}件")).collect(),
    };
    if matches!(overview.selected(), Some(Row::Open(_))) {
        right_side.push(pane::position(overview.list.at(), count));
    }
    let inner = pane::open(area, &title, &right_side.join("  "), true, theme, buf);
    let mut places = inner.rows();
    let kinds = overview.by_kind();
    let a_row = usize::from((inner.width / COUNT).max(1));
    for (kinds, place) in kinds.chunks(a_row).zip(places.by_ref().take(counts)) {
        let cells = kinds.iter().flat_map(|(kind, count)| {
            let count = right(&count.to_string(), 3, theme.borders);
            let word = pad(kind.word(), usize::from(COUNT) - 5, theme.borders);
            [span(word, theme.label), span(count, theme.text), span("  ", theme.text)]
        });
        line(cells).render(place, buf);
    }
    let mut told = Drawn::default();
    let page = usize::from(inner.height).saturating_sub(counts);
    let (first, shown) = overview.list.page(page);
    if shown.is_empty()
        && let Some(place) = places.next()
    {
        line([span("待っているものはありません。", theme.good)]).render(place, buf);
    }
    for (nth, (at, place)) in shown.iter().zip(places).enumerate() {
        let Some(row) = overview.rows.get(*at) else { continue };
        let selected = overview.list.row() == Some(*at);
        let mark = if selected { "> " } else { "  " };
        let room = usize::from(place.width).saturating_sub(2);
        let text = match row {
            Row::Open(open) => one(model, open, room, theme),
            Row::Task(task) => fit(&task.line(), room, theme.borders),
        };
        let style = if selected { theme.selected } else { theme.text };
        if selected {
            buf.set_style(place, theme.selected);
            told.cursor = Some(place.as_position());
        }
        told.put(place, Target::Row(first + nth));
        line([span(format!("{mark}{text}"), style)]).render(place, buf);
    }
    told
}

/// `要再確認    R7 ア(イ)  食の販路拡大事業: 分割（R7）          2026-12-01`.
fn one(model: &Model, open: &Open, room: usize, theme: &Theme) -> String {
    let opinion = open.opinion.as_ref().and_then(|id| model.council.records.opinion(id));
    let label = opinion.map_or_else(
        || open.year.map(|year| year.to_string()).unwrap_or_default(),
        crate::domain::Opinion::short,
    );
    let due = open.due.map(|day| right(&day.to_string(), DAY, theme.borders)).unwrap_or_default();
    let words = room.saturating_sub(KIND + LABEL + cells(&due));
    format!(
        "{}{}{}{due}",
        pad(open.kind.word(), KIND, theme.borders),
        pad(&label, LABEL, theme.borders),
        pad(&open.text, words, theme.borders),
    )
}

fn recent(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let inner = pane::open(area, "最近の操作", "7 履歴で全部", false, theme, buf);
    let deeds = &model.council.history;
    if deeds.is_empty() {
        let text = "まだありません。";
        line([span(text, theme.dim)]).render(inner, buf);
    }
    for (deed, place) in deeds.iter().zip(inner.rows()) {
        let lead = format!("{} {} ", deed.time(), deed.by);
        let room = usize::from(place.width).saturating_sub(width(&lead));
        let what = fit(&deed.what(), room, theme.borders);
        line([span(lead, theme.dim), span(what, theme.text)]).render(place, buf);
    }
}
