//! What stands around every view: tabs above, notice and key hints below.

use ratatui::{buffer::Buffer, layout::Rect, text::Span, widgets::Widget};

use super::{
    drawn::Drawn,
    text::{fit, line, span, width},
    theme::Theme,
};
use crate::{
    app::{
        Access, Command, Model, Target, Tone, View,
        keymap::{self, Binding},
    },
    domain::wareki,
};

/// Draws the first row and the last two.
pub fn draw(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) -> Drawn {
    let mut drawn = Drawn::default();
    let row = |y: u16| Rect { y, height: 1, ..area }.intersection(area);
    tabs(model, theme, row(area.y), buf, &mut drawn);
    notice(model, theme, row(area.bottom().saturating_sub(2)), buf);
    hints(model, theme, row(area.bottom().saturating_sub(1)), buf, &mut drawn);
    drawn
}

/// Where the next word of a row stands.
fn behind(spans: &[Span<'_>], word: &str, area: Rect) -> Rect {
    let before: usize = spans.iter().map(|span| width(&span.content)).sum();
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let x = area.x.saturating_add(cells(before));
    Rect { x, width: cells(width(word)), ..area }.intersection(area)
}

/// ```text
///  審議  1概要 [2意見] 3事業  4対応表  5会議  6資料  7履歴            令和7年度  山田
/// ```
fn tabs(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
    let mut spans = vec![span(" 審議 ", theme.title)];
    for (number, view) in (1..).zip(View::ALL) {
        let name = format!("{number}{}", view.title());
        let here = view == model.view;
        let tab = if here { format!("[{name}]") } else { format!(" {name} ") };
        // Under a popup a tab is only seen.
        if model.overlay.is_none() {
            drawn.put(behind(&spans, &tab, area), Target::View(view));
        }
        spans.push(span(tab, if here { theme.title } else { theme.text }));
    }
    let tabs = line(spans);
    let room = usize::from(area.width).saturating_sub(tabs.width() + 2);
    tabs.render(area, buf);

    let words = whose(model);
    let fitting = words.iter().find(|text| width(text) <= room);
    let last = words.last().map(String::as_str).unwrap_or_default();
    let shown = fitting.cloned().unwrap_or_else(|| fit(last, room, theme.borders));
    let x = area.right().saturating_sub(u16::try_from(width(&shown)).unwrap_or_default() + 1);
    line([span(shown, theme.dim)]).render(Rect { x, width: area.right() - x, ..area }, buf);
}

/// Whose dashboard of what it is, the longest wording first. What makes it another one than usual
/// stands in all of them.
fn whose(model: &Model) -> Vec<String> {
    let records = &model.council.records;
    let (name, titled) = match records.profile(&model.person) {
        Some(profile) => (&profile.name, format!("{}：{}", profile.role, profile.name)),
        None => (&model.name, model.name.clone()),
    };
    if let Some(day) = model.council.lens.as_of {
        let day = format!("{}現在", wareki(day));
        return vec![format!("{day}  {titled}"), format!("{day}  {name}"), day];
    }
    // The oldest source stands first, so the last opinion is of the newest.
    let year = records.opinions.last();
    let year = year.map(|o| format!("{}  ", o.fiscal_year.japanese())).unwrap_or_default();
    let reading = match model.access {
        Access::Write => "",
        Access::Review => "【委員の閲覧】",
        Access::Read(_) if model.council.is_for_members() => "【委員の閲覧】",
        Access::Read(_) => "【閲覧のみ】",
    };
    let whole = format!("{reading}{year}{titled}");
    if model.access == Access::Review {
        // The role says it too.
        return vec![whole, format!("{year}{titled}"), titled];
    }
    let mut words = vec![whole, format!("{reading}{titled}"), format!("{reading}{name}")];
    if model.council.is_for_members() {
        words.push(reading.to_owned());
    }
    words
}

fn notice(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer) {
    let Some(notice) = &model.notice else { return };
    // The mark says how it is meant, where colours do not show.
    let (mark, style) = match notice.tone {
        Tone::Done => ("", theme.good),
        Tone::Plain => ("", theme.text),
        Tone::Trouble => ("! ", theme.bad),
    };
    let text = fit(&format!(" {mark}{}", notice.text), usize::from(area.width), theme.borders);
    line([span(text, style)]).render(area, buf);
}

/// The keys that count here, innermost scope first. An item that has no room is left out whole, but
/// never undo, help, the menu, the way out, and what is shown only where it is wanted.
fn hints(model: &Model, theme: &Theme, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
    // A key does what the innermost scope says.
    let means = |key| keymap::bindings(model.scopes()).find(|other| other.keys.contains(key));
    let hinted = keymap::bindings(model.scopes())
        .filter(|binding| !binding.hint.is_empty() && model.offers(binding.command))
        .filter(|binding| {
            binding.keys.first().and_then(means).is_some_and(|it| std::ptr::eq(it, *binding))
        })
        .filter(|binding| binding.command != Command::Settle || model.has_to_settle())
        // Whose the mouse is stands there as long as it is the terminal's.
        .filter(|binding| binding.command != Command::Mouse || !model.mouse);
    let (always, others): (Vec<_>, Vec<_>) = hinted.partition(|binding| {
        matches!(
            binding.command,
            Command::Undo
                | Command::Help
                | Command::Quit
                | Command::MenuBar
                | Command::Mouse
                | Command::Settle
        )
    });
    // The blank behind the last one may be missing.
    let taken = |binding: &Binding| width(binding.hint) + 1;
    let mut room = (usize::from(area.width) + 1)
        .saturating_sub(always.iter().map(|binding| taken(binding)).sum());
    let fitting = others.into_iter().filter(|binding| {
        let fits = taken(binding) <= room;
        room -= if fits { taken(binding) } else { 0 };
        fits
    });
    let mut spans = Vec::new();
    for binding in fitting.collect::<Vec<_>>().into_iter().chain(always) {
        let (key, what) = binding.hint.split_once(' ').unwrap_or((binding.hint, ""));
        let place = behind(&spans, &format!(" {key}{what} "), area);
        drawn.put(place, Target::Command(binding.command));
        spans.push(span(format!(" {key}"), theme.key));
        spans.push(span(format!("{what} "), theme.text));
    }
    line(spans).render(area, buf);
}
