//! Tests of typing into several lines.

use proptest::prelude::*;

use super::*;

/// `<` is Left, `>` Right, `^` Up, `v` Down, `[` Home, `]` End, `-` `+` a page up and down,
/// `#` Backspace, `!` Delete, `/` Enter, `U` and `W` with Ctrl; the rest is typed.
fn key(c: char) -> Key {
    match c {
        'U' | 'W' => Key::ctrl(c.to_ascii_lowercase()),
        c => Key::plain(match c {
            '<' => Code::Left,
            '>' => Code::Right,
            '^' => Code::Up,
            'v' => Code::Down,
            '[' => Code::Home,
            ']' => Code::End,
            '-' => Code::PageUp,
            '+' => Code::PageDown,
            '#' => Code::Backspace,
            '!' => Code::Delete,
            '/' => Code::Enter,
            c => Code::Char(c),
        }),
    }
}

fn press(area: &mut TextArea, keys: &str, width: usize) {
    for c in keys.chars() {
        assert!(area.key(key(c), width, 3), "{c}");
    }
}

/// The text with `|` where the cursor is.
fn picture(area: &TextArea) -> String {
    let (before, after) = area.text.split_at(area.cursor);
    format!("{before}|{after}").replace('\n', "/")
}

/// How many letters of a text take cells.
fn letters(text: &str) -> usize {
    text.graphemes(true).filter(|letter| cells(letter) > 0).count()
}

#[test]
fn keys_write_and_mend_a_text() {
    for (start, keys, end) in [
        ("", "創業/支援", "創業/支援|"),
        ("創業", "#", "創|"),
        ("創業", "<<!", "|業"),
        ("創業", ">", "創業|"),
        ("創/業", "[#", "創|業"),
        ("創/業", "<#", "創|業"),
        ("創/業", "<<!", "創|業"),
        ("か\u{3099}き", "<#", "|き"),
        ("か\u{3099}き", "<<!", "|き"),
        ("🇯🇵", "#", "|"),
        ("一行/二行目/三行", "^U", "一行/|/三行"),
        ("一行/二行目/三行", "^UU", "一行/|/三行"),
        ("創業 スタートアップ  ", "W", "創業 |"),
        ("創業 スタートアップ", "WW", "創|"),
        ("一/二", "WW", "一|"),
        ("一", "WWWUU##", "|"),
        ("\u{3099}", "[か", "か\u{3099}|"),
    ] {
        let mut area = TextArea::new(&start.replace('/', "\n"));
        press(&mut area, keys, 40);
        assert_eq!(picture(&area), end, "{start} {keys}");
    }
}

#[test]
fn up_and_down_move_by_the_rows_that_are_shown() {
    // Nine cells: four letters and the cell of the cursor.
    for (start, keys, end) in [
        ("一二三四五六七八九", "^", "一二三四五|六七八九"),
        ("一二三四五六七八九", "^^", "一|二三四五六七八九"),
        ("一二三四五六七八九", "^^^", "一|二三四五六七八九"),
        ("一二三四五六七八九", "[^]", "一二三四五六七八|九"),
        ("一二三四五六七八九", "[^]]", "一二三四五六七八|九"),
        ("一二三四五六七八九", "[^]v", "一二三四五六七八九|"),
        ("一二三四五六七八九", "[^][", "一二三四|五六七八九"),
        ("一二三四五六七八九", "[^]]>", "一二三四五六七八九|"),
        ("一二三/四/五六七", "^", "一二三/四|/五六七"),
        ("一二三/四/五六七", "^^", "一二三|/四/五六七"),
        ("一二三/四/五六七", "^^vv", "一二三/四/五六七|"),
        ("一二三/四/五六七", "^<^v", "一二三/|四/五六七"),
        ("一/二/三/四/五", "-", "一/二/三|/四/五"),
        ("一/二/三/四/五", "--+", "一/二/三|/四/五"),
        ("ab/一二", "[^>v", "ab/|一二"),
    ] {
        let mut area = TextArea::new(&start.replace('/', "\n"));
        press(&mut area, keys, 9);
        assert_eq!(picture(&area), end, "{start} {keys}");
    }
}

#[test]
fn a_row_holds_what_fits_before_the_cell_of_the_cursor() {
    for (text, width, rows, cursor) in [
        ("", 9, vec![""], (0, 0)),
        ("一二三四", 9, vec!["一二三四"], (0, 8)),
        ("一二三四", 8, vec!["一二三", "四"], (1, 2)),
        ("a一二三", 7, vec!["a一二", "三"], (1, 2)),
        ("一二三。四", 7, vec!["一二", "三。四"], (1, 6)),
        ("一「二三」", 5, vec!["一", "「二", "三」"], (2, 4)),
        ("予算15,232千円", 13, vec!["予算", "15,232千円"], (1, 10)),
        ("一  二", 4, vec!["一 ", " ", "二"], (2, 2)),
        ("ｶﾞｲﾄﾞ", 7, vec!["ｶﾞｲﾄﾞ"], (0, 6)),
        ("ｶﾞｲﾄﾞ", 6, vec!["ｶﾞｲ", "ﾄﾞ"], (1, 2)),
        ("一\n\n二\n", 9, vec!["一", "", "二", ""], (3, 0)),
        ("一二", 1, vec!["一", "二"], (1, 2)),
        ("一二", 0, vec!["一", "二"], (1, 2)),
    ] {
        let area = TextArea::new(text);
        let shown: Vec<_> = area.rows(width).into_iter().map(|row| &text[row]).collect();
        assert_eq!((shown, area.cursor_at(width)), (rows, cursor), "{text} {width}");
    }
}

#[test]
fn a_paste_keeps_its_lines_and_nothing_that_does_not_show() {
    let mut area = TextArea::new("前後");
    press(&mut area, "<", 40);
    assert_eq!(area.paste("一\r\n二\r三\n\n四\u{b}五\t六\u{1b}[31m\u{202e}\u{feff}\u{200b}"), 0);
    assert_eq!(area.text(), "前一\n二\n三\n\n四\n五 六[31m後");
}

#[test]
fn a_full_area_takes_nothing_more_and_loses_nothing() {
    let mut area = TextArea::new("一二").with_limit(4);
    assert_eq!(area.paste("三四五"), 1);
    assert!(area.full());
    press(&mut area, "六/", 40);
    assert_eq!(area.text(), "一二三四");
    press(&mut area, "#", 40);
    assert!(!area.full());
    let long = TextArea::new("一二三四五").with_limit(4);
    assert!(long.full() && long.text() == "一二三四五");
    assert_eq!(TextArea::new("").limit(), LONGEST_TEXT);
}

proptest! {
    #[test]
    fn the_cursor_is_always_between_two_letters(
        start in "[ぁ-ん一-鿋a-cｱ-ﾟ\u{3099}\u{fe0e}⌚🇯🇵 \n\r\u{1b}]{0,30}",
        presses in prop::collection::vec(
            ("[<>^v\\[\\]+#!/UWあaｶﾞ\u{3099}\u{200d}🇯👩-]", 0_usize..24), 0..40),
    ) {
        let mut area = TextArea::new(&start).with_limit(40);
        for (pressed, width) in presses {
            area.key(key(pressed.chars().next().unwrap()), width, 3);
            prop_assert!(area.text.graphemes(true).scan(0, |end, letter| {
                *end += letter.len();
                Some(*end)
            }).chain([0]).any(|at| at == area.cursor), "{}", picture(&area));
            let rows = area.rows(width);
            let covered: String = rows.windows(2).flat_map(|pair| {
                let broken = if pair[0].end == pair[1].start { "" } else { "\n" };
                [&area.text[pair[0].clone()], broken]
            }).collect();
            let last = rows.last().unwrap().clone();
            prop_assert_eq!(covered + &area.text[last], area.text.as_str());
            for row in &rows {
                let shown = &area.text[row.clone()];
                let alone = letters(shown) <= 1;
                prop_assert!(alone || cells(shown) < width.max(2), "{shown} in {width}");
            }
            let (row, column) = area.cursor_at(width);
            prop_assert!(row < rows.len());
            prop_assert!(rows[row].start <= area.cursor && area.cursor <= rows[row].end);
            let alone = letters(&area.text[rows[row].start..area.cursor]) <= 1;
            prop_assert!(alone || column < width, "{} in {width}", picture(&area));
        }
    }
}
