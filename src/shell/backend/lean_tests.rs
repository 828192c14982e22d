//! What is written for a row of cells.

use ratatui::style::Style;

use super::*;

/// What is written to a terminal that shows one row, so that it shows another.
fn change(before: &[(&str, Style)], after: &[(&str, Style)]) -> String {
    let [before, after] = [before, after].map(|pieces| {
        let mut row = Buffer::empty(Rect::new(0, 0, 30, 1));
        let mut x = 0;
        for (text, style) in pieces {
            (x, _) = row.set_stringn(x, 0, text, 30, *style);
        }
        row
    });
    let mut shown = Shown::new(before.area.as_size());
    shown.clear();
    shown.change(Buffer::empty(before.area).diff_iter(&before), &mut Vec::new());
    let mut bytes = Vec::new();
    shown.change(before.diff_iter(&after), &mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_cursor_is_placed_where_its_place_is_not_sure_and_nowhere_else() {
    for (text, bytes) in [
        ("創業ab支援", "\x1b[1H創業ab支援"),
        ("㈱熊本、ア（イ）", "\x1b[1H㈱熊本、ア（イ）"),
        ("○創業", "\x1b[1H○\x1b[2G創業"),
        ("①-②", "\x1b[1H①\x1b[2G-②"),
        ("※※", "\x1b[1H※\x1b[2G※"),
        ("┌──┐a", "\x1b[1H┌──┐\x1b[5Ga"),
        ("│a", "\x1b[1H│\x1b[2Ga"),
        ("か\u{3099}き", "\x1b[1H  \x1b[1Gか\u{3099}\x1b[1;3Hき"),
        ("葛\u{e0100}城", "\x1b[1H  \x1b[1G葛\u{e0100}\x1b[1;3H城"),
        ("e\u{301}a", "\x1b[1He\u{301}\x1b[1;2Ha"),
        ("ｱa", "\x1b[1Hｱ\x1b[2Ga"),
        ("ｶﾞa", "\x1b[1H   \x1b[1Gｶﾞ\x1b[1;4Ha"),
        ("❤\u{fe0f}a", "\x1b[1H  \x1b[1G❤\u{fe0f}\x1b[1;3Ha"),
        ("😀a", "\x1b[1H  \x1b[1G😀\x1b[1;3Ha"),
    ] {
        assert_eq!(change(&[], &[(text, Style::new())]), bytes, "{text}");
    }
}

#[test]
fn blanks_are_erased_where_that_is_shorter_and_looks_the_same() {
    let plain = Style::new();
    let (long, mid) = ("あ".repeat(15), "あ".repeat(10));
    let blanks = " ".repeat(20);
    let dash = "\x1b[1H-";
    for (before, after, bytes) in [
        (vec![(long.as_str(), plain)], vec![("-", plain)], format!("{dash} \x1b[K")),
        (
            vec![(mid.as_str(), plain), ("|", plain)],
            vec![(&blanks, plain), ("|", plain)],
            "\x1b[1H\x1b[20X".to_owned(),
        ),
        (vec![("ああ|", plain)], vec![("-   |", plain)], format!("{dash}   ")),
        (vec![], vec![(&blanks, plain.reversed())], format!("\x1b[1H\x1b[7m{blanks}\x1b[m")),
        (vec![(&blanks, plain.on_blue())], vec![], "\x1b[1H\x1b[K".to_owned()),
        (
            vec![("aaaa", plain), ("|", plain)],
            vec![("    ", plain.red().bold()), ("|", plain)],
            "\x1b[1H    ".to_owned(),
        ),
    ] {
        assert_eq!(change(&before, &after), bytes, "{before:?} {after:?}");
    }
}

#[test]
fn a_short_gap_is_written_again_and_a_long_one_is_leapt_over() {
    let plain = Style::new();
    for (before, after, bytes) in [
        ("a創b", "x創y", "\x1b[1Hx創y"),
        ("a 　 b", "x 　 y", "\x1b[1Hx\x1b[6Gy"),
        ("a○b", "x○y", "\x1b[1Hx\x1b[3Gy"),
    ] {
        assert_eq!(change(&[(before, plain)], &[(after, plain)]), bytes, "{after}");
    }
    let apart = [("a", plain), ("b", plain.bold()), ("c", plain)];
    let next = [("x", plain), ("b", plain.bold()), ("y", plain)];
    assert_eq!(change(&apart, &next), "\x1b[1Hx\x1b[3Gy");
}

#[test]
fn nothing_is_taken_for_shown_after_part_of_the_screen_was_cleared() {
    let area = Rect::new(0, 0, 30, 1);
    let [before, after] = ["a創b", "x創y"].map(|text| {
        let mut row = Buffer::empty(area);
        row.set_string(0, 0, text, Style::new());
        row
    });
    let mut shown = Shown::new(area.as_size());
    shown.clear();
    shown.forget();
    let mut bytes = Vec::new();
    shown.change(before.diff_iter(&after), &mut bytes);
    assert_eq!(bytes, b"\x1b[1Hx\x1b[4Gy");
}

#[test]
fn a_wide_character_that_has_no_room_leaves_a_blank_instead_of_wrapping() {
    let mut cell = Cell::EMPTY;
    cell.set_symbol("創");
    let mut shown = Shown::new(Size { width: 30, height: 2 });
    let mut bytes = Vec::new();
    shown.change([(29, 0, &cell)].into_iter(), &mut bytes);
    assert_eq!(bytes, b"\x1b[1;30H ");
}
