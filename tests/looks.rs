//! Colours say nothing alone, and what is copied is what is selected and does nothing.

#[path = "support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "not every test asks everything")]
#[path = "support/followed.rs"]
mod followed;

use std::collections::BTreeMap;

use desk::Desk;
use ratatui::{
    buffer::{Buffer, CellWidth},
    style::{Color, Modifier, Style},
};
use shingi::{
    app::{Code, Key, Look, Msg, Overlay},
    ui::theme::Theme,
};

/// What is looked at, and the keys that lead there from the list of opinions.
const PLACES: [&str; 22] = [
    "1",
    "1<Down><Down><Down>",
    "2<Home>",
    "2<Home><Tab>",
    "2<Space><Space><Space>",
    "2/創業<Enter>",
    "2/めんたー",
    "2<F2>創業<Tab><Tab>",
    "2<F4><Down><Enter>",
    "2<F8>",
    "2r<F7>",
    "2p<Down><Down>",
    "3<Home>",
    "3<Home><Tab>",
    "3<F2>支援<Tab>",
    "4<Home><Down><Right>",
    "4<F8>",
    "5<Home>",
    "6<Home>",
    "7<Home>",
    "1<C-f>融資",
    "1<F6>",
];

/// A theme in which every meaning has a colour of its own, and nothing else.
fn by_colour() -> Theme {
    let colour = |number| Style::new().fg(Color::Indexed(number));
    Theme {
        text: colour(1),
        title: colour(2),
        label: colour(3),
        frame: colour(4),
        selected: Style::new().bg(Color::Indexed(5)),
        marked: colour(6),
        dim: colour(7),
        highlight: colour(8),
        good: colour(9),
        warning: colour(10),
        bad: colour(11),
        key: colour(12),
        field: colour(13),
        ..Theme::MONOCHROME
    }
}

/// The words of a row that stand in one colour, but for what the cursor is on: its bar has none.
fn runs(cells: &Buffer) -> Vec<(u8, String)> {
    let mut runs: Vec<(u8, String)> = Vec::new();
    for y in 0..cells.area.height {
        let (mut x, mut last) = (0, None);
        while x < cells.area.width {
            let cell = &cells[(x, y)];
            x += cell.cell_width().max(1);
            let here = match (cell.fg, cell.bg) {
                (Color::Indexed(colour), Color::Reset) => Some(colour),
                _ => None,
            };
            match (here, runs.last_mut()) {
                (Some(colour), Some((_, text))) if last == Some(colour) => {
                    text.push_str(cell.symbol());
                }
                (Some(colour), _) => runs.push((colour, cell.symbol().to_owned())),
                (None, _) => {}
            }
            last = here;
        }
    }
    runs.into_iter().map(|(colour, text)| (colour, text.trim().to_owned())).collect()
}

fn go(desk: &mut Desk, keys: &str) {
    desk.press("<Esc><Esc><Esc><Esc><Esc><Esc>4");
    desk.model.matrix.table = shingi::app::screen::Table::Opinions;
    desk.press("2<Home>").press(keys);
}

#[test]
fn the_same_words_never_stand_in_two_meanings_that_only_colour_tells_apart() {
    let mut meanings: BTreeMap<String, (u8, String)> = BTreeMap::new();
    let mut mistaken = Vec::new();
    let mut told = [0; 14];
    for (width, height) in [(80, 24), (120, 40)] {
        let mut desk = followed::followed(width, height);
        desk.theme = by_colour();
        for keys in PLACES {
            go(&mut desk, keys);
            let cells = desk.cells().0;
            for row in cells.area.rows() {
                let picked = row.columns().any(|at| {
                    let cell = &cells[at.as_position()];
                    cell.fg == Color::Indexed(6) && cell.symbol() != " "
                });
                let row = desk::text_of(&cells).lines().nth(row.y.into()).unwrap().to_owned();
                assert!(!picked || row.contains('*') || row.contains("[x]"), "{keys}: {row}");
            }
            for (colour, text) in runs(&cells) {
                told[usize::from(colour)] += 1;
                // Read, good, to be looked at, wrong, picked: what one must not mistake.
                let means_much = matches!(colour, 1 | 9 | 10 | 11);
                if !means_much || text.is_empty() || text.chars().all(|c| c.is_ascii_digit()) {
                    continue;
                }
                let known = meanings.entry(text.clone()).or_insert((colour, keys.to_owned()));
                if known.0 != colour {
                    let at = (known.0, known.1.clone(), colour, keys);
                    mistaken.push(format!("{text:?}: {at:?}"));
                }
            }
        }
    }
    assert!(mistaken.is_empty(), "{}", mistaken.join("\n"));
    for meaning in [6, 9, 10] {
        assert!(told[meaning] > 0, "nothing on any screen in colour {meaning}: {told:?}");
    }
}

#[test]
fn where_one_is_has_a_mark_and_not_only_a_style() {
    let mut desk = followed::followed(80, 24);
    for keys in PLACES {
        go(&mut desk, keys);
        let (cells, _) = desk.cells();
        let text = desk::text_of(&cells);
        for (y, row) in text.lines().enumerate() {
            let reversed = (0..cells.area.width).filter(|x| {
                let cell = &cells[(*x, u16::try_from(y).unwrap())];
                cell.modifier.contains(Modifier::REVERSED) && cell.symbol() != " "
            });
            if reversed.count() > 0 {
                assert!(
                    row.contains('>') || row.contains('[') || row.contains('!'),
                    "{keys}: {row}"
                );
            }
        }
        if keys.starts_with("4<Home>") {
            let head = text.lines().nth(2).unwrap_or_default();
            assert!(head.contains('>'), "{text}");
        }
    }
}

#[test]
fn every_look_shows_the_same_words() {
    let mut desk = followed::followed(80, 24);
    for keys in PLACES {
        go(&mut desk, keys);
        desk.theme = Theme::MONOCHROME;
        let text = desk.screen();
        for look in Look::ALL {
            desk.theme = Theme::of(look);
            assert_eq!(desk.screen(), text, "{look}: {keys}");
        }
    }
}

#[test]
fn a_look_is_tried_before_it_is_taken() {
    let mut desk = followed::followed(80, 24);
    desk.press("T");
    assert!(desk.screen().contains("> 標準                暗い背景"), "{}", desk.screen());
    desk.press("<Down><Down>");
    assert_eq!(desk.model.look, Look::Contrast);
    desk.press("<Esc>");
    assert_eq!((desk.model.look, desk.notice()), (Look::Standard, ""));
    desk.press("<C-t><End><Enter>");
    assert_eq!((desk.model.look, desk.notice()), (Look::Mono, "配色: 白黒"));
    assert!(desk.model.overlay.is_none());
    desk.press("T");
    assert!(desk.selected().is_some_and(|row| row.starts_with("白黒")));
    desk.press("<Up><F1>");
    assert!(matches!(desk.model.overlay, None | Some(Overlay::Looks(_))));
}

#[test]
fn what_is_copied_is_what_is_selected() {
    let mut desk = Desk::open(80, 24);
    for (keys, copied, notice) in [
        ("2<Home>y", "ア(ア) ", "写しました: ア(ア)"),
        ("2<Home>Y", "city-r7/ア(ア)", "写しました: city-r7/ア(ア)"),
        ("2<Home><Down><C-k>", "ア(イ) スタートアップ支援について、", "写しました: ア(イ)"),
        ("2<Home><Space><Space>Y", "city-r7/ア(ア)\ncity-r7/ア(イ)", "写しました: 2件"),
        ("3<Home>Y", "city/", "写しました: city/"),
        ("4<Home>y", "ア(ア) ", "写しました: ア(ア)"),
        ("5<Home>Y", "city-r7/", "写しました: city-r7/"),
        ("6<Home>y", "官公需 【全体】", "写しました: "),
        ("1<Home>y", "", "写しました: "),
    ] {
        go(&mut desk, keys);
        assert!(desk.copied.starts_with(copied), "{keys}: {}", desk.copied);
        assert!(desk.notice().starts_with(notice), "{keys}: {}", desk.notice());
    }
    desk.copied.clear();
    go(&mut desk, "2/y");
    assert_eq!(desk.copied, "", "a letter in a field is a letter");
    go(&mut desk, "7y");
    assert_eq!(desk.notice(), "ここには写すものがありません。一覧の行を選んでください。");
}

#[test]
fn what_is_copied_does_nothing_in_a_terminal() {
    let mut desk = Desk::open(80, 24);
    let wild = "\u{1b}]52;c;eA==\u{7}\u{1b}[2J\r\nrm -rf ~\n\u{202e}明\u{9b}";
    std::sync::Arc::make_mut(&mut desk.model.council.records).opinions[0].text = wild.to_owned();
    go(&mut desk, "2<Home>y");
    assert!(!desk.copied.chars().any(shingi::shown::is_dangerous), "{:?}", desk.copied);
    assert!(desk.copied.contains("rm -rf ~ "), "{:?}", desk.copied);
    desk.tell(Msg::Key(Key::plain(Code::Esc)));
}
