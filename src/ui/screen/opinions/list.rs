//! The list of opinions.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Line};

use crate::{
    analysis::{Council, Coverage, ReadState},
    app::{
        Focus, Model,
        filter::{paces, replies},
    },
    domain::OpinionId,
    search::{Query, highlight},
    ui::{
        drawn::Drawn,
        pane,
        screen::{coverage, list_title, progress, rows},
        text::{Passage, line, pad, span, width},
        theme::Theme,
    },
};

/// 列. How wide the columns are before the text.
struct Columns {
    label: usize,
    coverage: usize,
    reply: usize,
    pace: usize,
    /// 未読, 更新あり and 既読, which only a committee member sees.
    read: usize,
    /// Whether words are cut down to what tells them apart.
    narrow: bool,
}

impl Columns {
    fn of(model: &Model, room: usize) -> Self {
        let records = &model.council.records;
        let shown = |row: &usize| width(&records.label(&records.opinions[*row].id));
        let (_, in_sight) = model.opinions.list.page(usize::from(model.size.height));
        let label = in_sight.iter().map(shown).max().unwrap_or_default().clamp(6, 12) + 1;
        let narrow = room < 60;
        let (coverage, reply, pace) = if narrow { (7, 11, 10) } else { (10, 13, 10) };
        let read = if model.council.read.is_empty() { 0 } else { 9 };
        Self { label, coverage, reply, pace, read, narrow }
    }

    fn taken(&self) -> usize {
        self.label + self.read + self.coverage + self.reply + self.pace
    }
}

/// Draws the list.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Drawn {
    let state = &model.opinions;
    let total = model.council.records.opinions.len();
    let title = list_title("意見", &state.list, total, "", &state.filter);
    let at = pane::place(model, &state.list, theme);
    let area = pane::open(area, &title, &at, model.focus == Focus::List, theme, buf);
    let query = Query::new(state.list.query.value());
    let columns = Columns::of(model, usize::from(area.width).saturating_sub(2));
    let head = heads(&columns, theme);
    rows(model, &state.list, area, &[head], theme, buf, |row, room| {
        list_row(model, row, room, &columns, &query, theme)
    })
}

fn heads(columns: &Columns, theme: &Theme) -> Line<'static> {
    let text = format!(
        "  {}{}{}{}{}{}",
        pad("番号", columns.label, theme.borders),
        pad(if columns.read == 0 { "" } else { "既読" }, columns.read, theme.borders),
        pad("対応", columns.coverage, theme.borders),
        pad("回答", columns.reply, theme.borders),
        pad("進捗", columns.pace, theme.borders),
        "意見",
    );
    line([span(text, theme.label)])
}

/// `ア(イ)  #事業あり  2 既実施  +対応中  スタートアップ支援について、…`.
fn list_row(
    model: &Model,
    row: usize,
    room: usize,
    columns: &Columns,
    query: &Query,
    theme: &Theme,
) -> Line<'static> {
    let council = &model.council;
    let opinion = &council.records.opinions[row];
    let label = council.records.label(&opinion.id);
    let (word, style) = covered(council, row, columns.narrow, theme);
    let (pace, pace_style) = pace(model, &opinion.id, theme);
    let cell = |text: &str, room: usize, style: Style| {
        // One column of air behind what fills its own.
        span(pad(&pad(text, room - 1, theme.borders), room, theme.borders), style)
    };
    let mut spans = vec![cell(&label, columns.label, theme.text)];
    spans.extend(council.read.get(row).map(|state| {
        let style = if *state == ReadState::Read { theme.dim } else { theme.warning };
        cell(state.word(), columns.read, style)
    }));
    spans.extend([
        cell(&word, columns.coverage, style),
        reply(council, &opinion.id, columns.reply, theme),
        cell(&pace, columns.pace, pace_style),
    ]);
    let rest = room.saturating_sub(columns.taken());
    let passage = Passage::marked(&opinion.text, &highlight(query, &opinion.text));
    let text = passage.row(rest, theme.borders, theme.text, theme.highlight);
    spans.extend(text.spans.into_iter().map(|s| span(s.content.into_owned(), s.style)));
    line(spans)
}

/// The coverage, in a word cut down where there is little room.
fn covered(council: &Council, row: usize, narrow: bool, theme: &Theme) -> (String, Style) {
    let state = council.standing.opinions[row];
    let (word, style) = coverage(state, theme);
    let word = match state {
        Coverage::Full if narrow => "#あり".to_owned(),
        Coverage::Noted if narrow => ".参考".to_owned(),
        _ => word,
    };
    (word, style)
}

fn reply(
    council: &Council,
    opinion: &OpinionId,
    room: usize,
    theme: &Theme,
) -> ratatui::text::Span<'static> {
    let words = replies(council, opinion);
    let style = match (council.ledger.answer(opinion), words.len()) {
        (None, _) => theme.dim,
        (_, 1) => theme.text,
        _ => theme.warning,
    };
    let word = words.first().map_or("", String::as_str);
    span(pad(&pad(word, room - 1, theme.borders), room, theme.borders), style)
}

fn pace(model: &Model, opinion: &OpinionId, theme: &Theme) -> (String, Style) {
    let register = model.council.ledger.progress(opinion);
    match register.and_then(|register| register.now().map(|now| (register, now))) {
        None => (" -".to_owned(), theme.dim),
        Some((register, now)) if register.disagreement().is_none() => {
            progress(model, now.what.state, theme)
        }
        Some(_) => {
            let words = paces(&model.council, opinion);
            (format!(" {}", words.first().map_or("", String::as_str)), theme.warning)
        }
    }
}
