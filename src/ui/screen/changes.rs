//! 変わったこと: how things stand, then what is new to a committee member.

use ratatui::{buffer::Buffer, layout::Rect, text::Line, widgets::Widget};

use super::rows;
use crate::{
    analysis::{Council, ReadState},
    app::{Model, layout::NEWS_ROWS, screen::News},
    ui::{
        drawn::Drawn,
        pane,
        text::{fit, line, pad, span, width},
        theme::Theme,
    },
};

/// Columns of 新着, 未読 and 更新あり.
const WORD: usize = 9;

/// Columns of the label of an opinion.
const LABEL: usize = 10;

/// Draws how things stand, and the list.
pub fn draw(model: &Model, theme: &Theme, body: Rect, buf: &mut Buffer) -> Drawn {
    let council = &model.council;
    let above = Rect { height: NEWS_ROWS.min(body.height), ..body };
    let below = Rect { y: above.bottom(), height: body.height - above.height, ..body };
    let title = format!("意見 {}件と市の回答", council.records.opinions.len());
    let area = pane::open(above, &title, "", false, theme, buf);
    for (text, place) in standing(council).into_iter().zip(area.rows()) {
        let text = fit(&text, usize::from(place.width), theme.borders);
        line([span(text, theme.text)]).render(place, buf);
    }
    let (deeds, unread) = model.changes.counts();
    let list = &model.changes.list;
    let title = format!("前回から変わったこと {deeds}件、これから読む意見 {unread}件");
    let at = pane::place(model, list, theme);
    let area = pane::open(below, &title, &at, true, theme, buf);
    if model.changes.news.is_empty() {
        let text = "すべて読みました。前回から変わったこともありません。";
        line([span(text, theme.good)]).render(area, buf);
        return Drawn::default();
    }
    rows(model, list, area, &[], theme, buf, |row, room| match model.changes.news.get(row) {
        Some(news) => news_row(council, *news, room, theme),
        None => line([]),
    })
}

fn standing(council: &Council) -> Vec<String> {
    let total = council.standing.total;
    let opinions = &council.records.opinions;
    let answered = opinions.iter().filter(|o| council.ledger.answer(&o.id).is_some()).count();
    let count = |state| council.read.iter().filter(|read| **read == state).count();
    let [unread, changed, read] = [ReadState::Unread, ReadState::Changed, ReadState::Read];
    vec![
        format!(
            "回答あり {answered}/{0}件   対応する事業あり {1}/{0}件（全部 {2}、一部 {3}）",
            total.opinions,
            total.covered(),
            total.full,
            total.partial
        ),
        format!(
            "{unread} {}件   {changed} {}件   {read} {}件",
            count(unread),
            count(changed),
            count(read)
        ),
        "確認済と公表の回答、確定した対応付けだけを表示しています。".to_owned(),
    ]
}

fn news_row(council: &Council, news: News, room: usize, theme: &Theme) -> Line<'static> {
    let (word, lead, text) = match news {
        News::Deed(row) => {
            let deed = &council.history[row];
            let name = council.records.name_of(&deed.by);
            ("新着", format!("{} {name} ", deed.time()), deed.what())
        }
        News::Unread(row) => {
            let opinion = &council.records.opinions[row];
            let label = pad(&council.records.label(&opinion.id), LABEL, theme.borders);
            let state = council.read.get(row).copied().unwrap_or(ReadState::Unread);
            (state.word(), label, opinion.text.clone())
        }
    };
    let word = span(pad(word, WORD, theme.borders), theme.warning);
    let rest = room.saturating_sub(WORD + width(&lead));
    line([word, span(lead, theme.dim), span(fit(&text, rest, theme.borders), theme.text)])
}
