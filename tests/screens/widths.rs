//! Terminals that draw `①`, `○` or `─` two cells wide, those that draw them in one; with colours
//! and without.

use std::{fmt::Write, fs};

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use shingi::shown::ambiguous::is_ambiguous;

use super::*;

/// Forms and menus, with the keys that lead there from anywhere, besides [`PLACES`].
const FORMS: [(&str, &str); 16] = [
    ("answer", "2<Home><Down>r"),
    ("progress", "2<Home><Down>p"),
    ("assignment", "2<Home><Down>t"),
    ("relation", "2<Home><Down>="),
    ("referral", "2<Home><Down>d"),
    ("note", "2<Home><Down>e"),
    ("menu", "2<Home><Down><F8>"),
    ("filter", "2<F4>"),
    ("link", "2<Home><Down><F2>創業<F4>"),
    ("rejection", "2<Home><Down><F2>創業<F5>"),
    ("dispute", "2/メンター<Enter><Tab><Down><Down><Down><Down>c"),
    ("hand_out", "2E"),
    ("compare", "1d"),
    ("session", "5a"),
    ("opinion", "5n"),
    ("opinions_pasted", "5<F4>"),
];

/// Every view and overlay, and that there is an overlay where there should be.
fn everywhere(mut desk: Desk, mut look: impl FnMut(&mut Desk, &str)) {
    let usual = desk.model.size;
    for (name, keys) in PLACES.into_iter().chain([("problems", "1<Home><Enter>")]).chain(FORMS) {
        desk.tell(Msg::Resized(Size { width: 80, height: 24 }));
        go(&mut desk, keys);
        let is_form = FORMS.iter().any(|(form, _)| *form == name);
        // Only people who disagree have a dispute.
        let opened = desk.model.overlay.is_some() || name == "dispute";
        assert!(!is_form || opened, "{name}\n{}", desk.screen());
        desk.tell(Msg::Resized(usual));
        look(&mut desk, name);
    }
}

#[test]
fn nothing_breaks_at_any_size_where_they_take_two_cells_and_in_no_form() {
    let small = (1..=40).flat_map(|width| (1..=12).map(move |height| (width, height)));
    let usual = [(60, 16), (61, 17), (80, 24), (100, 16), (120, 40), (200, 60)];
    let sizes: Vec<_> = small.chain(usual).collect();
    for desk in [busy(80, 24), busy(80, 24).of_two_cells()] {
        everywhere(desk, |desk, name| {
            for &(width, height) in &sizes {
                desk.tell(Msg::Resized(Size { width, height }));
                assert_sound(desk, name);
            }
        });
    }
}

/// The record of the city with ambiguous characters before every text in it, some at a time, until
/// each of them has stood everywhere.
fn odd_desks() -> impl Iterator<Item = Desk> {
    let odd: Vec<char> = ('\0'..=char::MAX).filter(|c| is_ambiguous(*c)).collect();
    // Of the private ones, all alike, a few are enough.
    let private = |c: &char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    let (private, public): (Vec<_>, Vec<_>) = odd.into_iter().partition(private);
    assert!(public.len() > 900, "{}", public.len());
    let tried: Vec<_> = public.into_iter().chain(private.into_iter().step_by(9_000)).collect();
    let parts: Vec<String> = tried.chunks(330).map(|part| part.iter().collect()).collect();
    parts.into_iter().map(|part| {
        let desk = Desk::open(80, 24);
        for file in ["000-opinions.ron", "000-programs.ron", "000-plan.ron", "000-sessions.ron"] {
            let path = desk.records().join(file);
            let Ok(mut text) = fs::read_to_string(&path) else { continue };
            for field in ["text", "content", "heading", "title", "remark", "name", "results: [\""] {
                let begins =
                    field.split_once(' ').map_or(format!(" {field}: \""), |_| field.into());
                text = text.replace(&begins, &format!("{begins}{part}"));
            }
            fs::write(path, text).unwrap();
        }
        let mut desk = desk.again("yamada").of_two_cells();
        desk.press("2<Home><Down><F2>創業<Tab><Tab><Enter><Esc>");
        desk.press("2<Home>e").press(&part).press("<F7>");
        desk
    })
}

#[test]
fn no_character_of_ambiguous_width_reaches_the_screen_where_they_take_two_cells() {
    for desk in odd_desks() {
        let council = &desk.model.council;
        assert_eq!(council.records.opinions.len(), 25, "{:?}", council.troubles);
        assert!(council.records.opinions[1].text.contains(is_ambiguous));
        for (width, height) in [(60, 16), (120, 40)] {
            let mut desk = desk.again("yamada").of_two_cells();
            desk.tell(Msg::Resized(Size { width, height }));
            everywhere(desk, |desk, name| {
                for keys in ["", "①○…α", "<Tab>", "<End>", "<PgUp>"] {
                    desk.press(keys);
                    let cells = desk.cells().0;
                    let odd =
                        cells.content().iter().find(|cell| cell.symbol().contains(is_ambiguous));
                    assert_eq!(odd, None, "{name} {keys} {width}x{height}\n{}", desk.screen());
                    assert_sound(desk, name);
                }
            });
        }
    }
}

#[test]
fn a_field_counts_the_cells_of_what_is_drawn_in_it() {
    let mut desk = Desk::open(80, 24).of_two_cells();
    desk.press("2/①○");
    let (cells, cursor) = desk.cells();
    let cursor = cursor.unwrap();
    let line = text_of(&cells).lines().nth(cursor.y.into()).unwrap().to_owned();
    assert!(line.contains("検索 (1)〇"), "{line}");
    // A column of air, the label, a blank, and five cells for two characters.
    assert_eq!(cursor.x, 1 + 4 + 1 + 5);
    desk.press("<Esc>2<Home>e①○");
    let (cells, cursor) = desk.cells();
    let cursor = cursor.unwrap();
    let before: String = (cursor.x - 3..cursor.x).map(|x| cells[(x, cursor.y)].symbol()).collect();
    assert_eq!(before, ")〇 ", "{}", desk.screen());
}

/// The letters of the styles of a screen, cell by cell, and what each letter stands for.
fn styles(buffer: &Buffer) -> String {
    let described = |cell: &Cell| {
        let mut words: Vec<String> =
            cell.modifier.iter_names().map(|(name, _)| name.into()).collect();
        words.extend((cell.fg != Color::Reset).then(|| format!("{} letters", cell.fg)));
        words.extend((cell.bg != Color::Reset).then(|| format!("on {}", cell.bg)));
        words.join(" ").to_lowercase()
    };
    let mut known = vec![String::new()];
    let mut grid = String::new();
    for row in buffer.content().chunks(buffer.area.width.into()) {
        let mut letters = String::new();
        let mut cells = row.iter();
        while let Some(cell) = cells.next() {
            let style = described(cell);
            let at = known.iter().position(|known| *known == style).unwrap_or_else(|| {
                known.push(style);
                known.len() - 1
            });
            // The second cell of a wide character has no style of its own.
            for _ in 0..cell.cell_width().max(1) {
                letters.push(char::from(b".abcdefghijklmnopqrstuvwxyz"[at]));
            }
            cells.by_ref().take(usize::from(cell.cell_width().saturating_sub(1))).for_each(drop);
        }
        writeln!(grid, "{}", letters.trim_end_matches('.')).unwrap();
    }
    for (style, letter) in known.iter().zip(".abcdefghijklmnopqrstuvwxyz".chars()).skip(1) {
        writeln!(grid, "{letter}: {style}").unwrap();
    }
    grid
}

#[test]
fn the_main_screens_on_one_and_two_cells_with_colours_and_without() {
    let places: Vec<_> =
        ["overview", "opinions", "programs", "matrix", "sessions", "sources", "history", "picker"]
            .into_iter()
            .map(|name| (name, keys_to(name)))
            .chain([FORMS[0]])
            .collect();
    for (width, mut desk) in [("narrow", busy(80, 24)), ("wide", busy(80, 24).of_two_cells())] {
        let borders = desk.theme.borders;
        for &(name, keys) in &places {
            let mut picture = String::new();
            for (colours, theme) in [("colour", Theme::TERMINAL), ("NO_COLOR", Theme::MONOCHROME)] {
                desk.theme = theme.with(borders);
                go(&mut desk, keys);
                let (cells, _) = desk.cells();
                if picture.is_empty() {
                    picture = text_of(&cells);
                }
                write!(picture, "-- {colours}\n{}", styles(&cells)).unwrap();
                if colours == "NO_COLOR" {
                    let coloured =
                        |cell: &&Cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset);
                    assert_eq!(cells.content().iter().find(coloured), None, "{name}");
                    let bar = |cell: &Cell| cell.modifier.contains(Modifier::REVERSED);
                    assert!(name == "answer" || cells.content().iter().any(bar), "{name}");
                }
            }
            insta::assert_snapshot!(format!("{width}_{name}"), picture);
        }
    }
}
