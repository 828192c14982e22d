//! 概要: how many opinions are answered, what waits, what was done last.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
    widgets::Widget,
};

use super::coverage;
use crate::{
    analysis::{Coverage, Tally},
    app::{Model, screen::Overview},
    domain::ThousandYen,
    ui::{
        pane,
        text::{fit, line, pad, right, span, width},
        theme::{Theme, bar},
    },
};

/// Columns of a bar at most.
const BAR: usize = 40;

/// Draws the four parts one under the other; the last takes what is left.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Option<Position> {
    let standing = &model.council.standing;
    let mut rest = body;
    let title = format!(
        "意見 {}件と対応する事業（{}の事業を数える）",
        standing.total.opinions, model.council.bodies
    );
    part(&mut rest, &title, false, summary(model, theme, body.width), theme, buf);
    let Overview { list, tasks } = &model.overview;
    // What waits always has its rows; the areas take what is left.
    let waiting = tasks.len().max(1) + 1;
    let room = usize::from(rest.height).saturating_sub(1 + waiting);
    let mut by_area = areas(model, theme, body.width);
    if by_area.len() > room {
        let more = by_area.len() + 1 - room.max(1);
        by_area.truncate(room.saturating_sub(1));
        by_area.push(line([span(format!("ほか {more}件（shingi coverage で全部）"), theme.dim)]));
    }
    part(&mut rest, "方向性ごと", false, by_area, theme, buf);

    let inner = pane::open(rest, "次に行うこと", "", true, theme, buf);
    let mut cursor = None;
    if tasks.is_empty() {
        line([span("待っているものはありません。", theme.good)]).render(inner, buf);
    }
    let mut used = 1;
    let (_, shown) = list.page(usize::from(inner.height));
    for (place, row) in inner.rows().zip(shown) {
        let Some(task) = tasks.get(*row) else { continue };
        let selected = list.row() == Some(*row);
        let mark = if selected { "> " } else { "  " };
        let text = format!("{mark}{}", task.line());
        let style = if selected { theme.selected } else { theme.text };
        if selected {
            buf.set_style(place, theme.selected);
            cursor = Some(place.as_position());
        }
        line([span(fit(&text, usize::from(place.width), theme.borders), style)]).render(place, buf);
        used += 1;
    }
    let used = used.max(2);
    rest = Rect { y: rest.y + used, height: rest.height.saturating_sub(used), ..rest };
    recent(model, theme, rest, buf);
    cursor
}

/// Draws a part of fixed length and takes it off the rest.
fn part(
    rest: &mut Rect,
    title: &str,
    focused: bool,
    rows: Vec<Line<'static>>,
    theme: &Theme,
    buf: &mut Buffer,
) {
    let inner = pane::open(*rest, title, "", focused, theme, buf);
    let taken = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(1);
    for (row, place) in rows.into_iter().zip(inner.rows()) {
        row.render(place, buf);
    }
    *rest = Rect {
        y: rest.y.saturating_add(taken.min(rest.height)),
        height: rest.height.saturating_sub(taken),
        ..*rest
    };
}

/// The whole in numbers: `対応する事業あり 18/25件`, then one row a coverage that occurs.
fn summary(model: &Model, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let standing = &model.council.standing;
    let Tally { opinions, full, partial, noted, with_result, .. } = standing.total;
    let room = usize::from(columns).saturating_sub(36).min(BAR);
    let counts = [
        (Coverage::Full, full),
        (Coverage::Partial, partial),
        (Coverage::Noted, noted),
        (Coverage::None, standing.total.none()),
    ]
    .into_iter()
    .map(|(state, count)| {
        let (word, style) = coverage(state, theme);
        span(format!("{} {count}   ", word.trim_start()), style)
    });
    let first = [
        span(pad("対応する事業あり", 18, theme.borders), theme.text),
        span(
            right(&format!("{}/{opinions}件", standing.total.covered()), 9, theme.borders),
            theme.text,
        ),
        span("  ", theme.text),
        span(bar(full, partial, opinions, room, theme.borders), theme.good),
    ];
    let mut second = vec![span("内訳  ", theme.label)];
    second.extend(counts);
    second.push(span(format!("結果あり {with_result}/{opinions}"), theme.text));
    let money = standing.money;
    let third = if money.programs == 0 {
        "対応している事業 0件".to_owned()
    } else {
        format!(
            "対応している事業 {}件  決算額 {}  予算額 {}（再掲は一度だけ）",
            money.programs,
            ThousandYen::with_unit(money.settled),
            ThousandYen::with_unit(money.budget)
        )
    };
    vec![line(first), line(second), line([span(third, theme.dim)])]
}

/// One row an area: title, covered / opinions, bar.
fn areas(model: &Model, theme: &Theme, columns: u16) -> Vec<Line<'static>> {
    let council = &model.council;
    let name_room = 32;
    let room = usize::from(columns).saturating_sub(name_room + 14).min(BAR);
    let rows = council.standing.areas.iter().map(|(id, tally)| {
        let name = match id {
            None => "その他".to_owned(),
            Some(id) => council.records.area(id).map_or_else(
                || format!("{id}（参照先なし）"),
                |area| format!("{} {}", area.label, area.title),
            ),
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

fn recent(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
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
