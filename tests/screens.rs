//! What every view and every overlay looks like on the real record, and what must hold at any size.

#[path = "support/desk.rs"]
mod desk;
#[path = "screens/widths.rs"]
mod widths;

use desk::{Desk, text_of};
use ratatui::buffer::CellWidth;
use shingi::{
    app::{Focus, Msg, Overlay, View, draft::Kept, layout::Size},
    domain::{Extent, LinkKind, Person},
    journal::{Hash, Link, Saying},
    shown::is_dangerous,
    ui::theme::{Borders, Theme},
};

/// A record that people have worked on: links of every sort, a disagreement, a link to nowhere.
fn busy(width: u16, height: u16) -> Desk {
    busied(Desk::open(width, height))
}

fn busied(desk: Desk) -> Desk {
    busied_with(desk, "\u{1b}[2J昨年度の事業")
}

fn busied_with(mut desk: Desk, note: &str) -> Desk {
    desk.press("2/メンター<Enter><F2>スタートアップ<Tab><Tab><Enter><Esc>");
    desk.press("/事業承継は<Enter><F2>承継<F7><Enter><Esc>/生成AI<Enter><F2>DX<F6><Enter>");
    desk.press("<Esc>1");
    let sato: Person = "sato".parse().unwrap();
    let startup = "city/地域スタートアップ等支援事業";
    let (expanded, partial) = (LinkKind::Expanded, Extent::Partial);
    desk.somebody_links("sato", "city-r7/ア(イ)", startup, expanded, partial);
    let nowhere = Saying::Link(Link {
        opinion: "city-r7/エ(ア)".into(),
        program: "city/なくなった事業".into(),
        kind: LinkKind::Continuing,
        extent: Extent::Full,
        stage: shingi::domain::Stage::Confirmed,
        note: note.to_owned(),
        evidence: String::new(),
        opinion_words: Hash::of("意見"),
        program_words: Hash::of("事業"),
        confirms: None,
    });
    desk.somebody_says(&sato, &[nowhere]);
    desk.hear();
    desk
}

/// Every view and overlay, with the keys that lead there from anywhere.
const PLACES: [(&str, &str); 21] = [
    ("overview", "1"),
    ("opinions", "2<Home><Down>"),
    ("programs", "3<Home>"),
    ("marks", "2<Home><Down><Space><Down><Space><Space>/スタートアップ<Enter><Home>"),
    ("matrix", "4<Home><Down>"),
    ("unasked", "4<F8>"),
    ("sessions", "5"),
    ("sources", "6<Home>"),
    ("reading", "2<Home><Down><F6>"),
    ("history", "7<Home>"),
    ("list_search", "2/めんたー"),
    ("picker", "2<Home><Down><F2>創業<Tab><Tab><F7>"),
    ("picker_untyped", "2<Home><Down><F2>"),
    ("picker_of_a_program", "3<Home><F2>支援<Tab>"),
    ("search_all", "1<C-f>融資"),
    ("help", "2<F1>"),
    ("help_searched", "2<F1>mem"),
    ("menu", "2<F10><Right>"),
    ("menu_elsewhere", "7<F10><Right>"),
    ("palette", "2:jigyo"),
    ("cell", "4<Home><Down><Enter>"),
];

fn go(desk: &mut Desk, keys: &str) {
    // Out of whatever is open: overlays and searches close, nothing quits.
    desk.press("<Esc><Esc><Esc><Esc><Esc><Esc>4");
    desk.model.matrix.table = shingi::app::screen::Table::Opinions;
    desk.press(keys);
}

#[test]
fn every_view_and_overlay_at_the_usual_size() {
    let mut desk = busy(80, 24);
    for (name, keys) in PLACES {
        go(&mut desk, keys);
        insta::assert_snapshot!(format!("80x24_{name}"), desk.screen());
    }
    // What hides in a journal is named by its file, which is another at every run.
    let mut desk = busied_with(Desk::open(80, 24), "昨年度の事業");
    desk.press("1<Home><Enter>");
    insta::assert_snapshot!("80x24_problems", desk.screen());
}

#[test]
fn the_main_views_at_the_smallest_size() {
    let mut desk = busy(60, 16);
    for name in ["overview", "opinions", "programs", "picker"] {
        go(&mut desk, keys_to(name));
        insta::assert_snapshot!(format!("60x16_{name}"), desk.screen());
    }
}

#[test]
fn the_main_views_side_by_side_on_the_whole_record() {
    let mut desk = busied(Desk::whole(120, 40));
    for name in ["overview", "opinions", "programs", "sources", "picker"] {
        go(&mut desk, keys_to(name));
        insta::assert_snapshot!(format!("120x40_{name}"), desk.screen());
    }
}

#[test]
fn an_empty_record_says_what_it_lacks() {
    let mut desk = Desk::empty(80, 24);
    insta::assert_snapshot!("empty", desk.screen());
    for (name, keys) in PLACES {
        go(&mut desk, keys);
        desk.press("<Down><PgDn><End><Home><Enter>x");
        assert_sound(&desk, name);
    }
}

fn keys_to(name: &str) -> &'static str {
    PLACES.iter().find(|(place, _)| *place == name).unwrap().1
}

#[test]
fn the_facts_are_on_the_screens() {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = busy(width, height);
        for (name, facts) in [
            ("overview", &["意見 25件", "対応事業あり", "2/25", "要対応 30件", "食い違い"][..]),
            ("opinions", &["意見 25件", "2/25", "ア(イ)", "未回答", "メンター"]),
            ("programs", &["事業 ", "成長産業創出支援事業", "15,232", "16,152", "+6.0%"]),
            ("matrix", &["1(1)", "ア(オ)", "+一部", "計"]),
            ("unasked", &["求める意見のない事業 ", "千円", "増減"]),
            ("sessions", &["会議 2", "令和7年7月2日（水）", "午前10時"]),
            ("sources", &["官公需", "【全体】", "R6", "94.8%", "78.9%", "94.3%", "75.1%"]),
            ("history", &["yamada", "sato", "対応付け       ア(イ)"]),
            ("list_search", &["検索 めんたー", "ア(イ)"]),
            ("picker", &["ア(イ) に対応する事業を選ぶ", "検索 創業", "[継続]", "[一部]", "印 2件"]),
            ("search_all", &["記録全体を検索", "検索 融資", "事業", "意見"]),
            ("help", &["使い方", "F2 a", "対応する事業を選ぶ"]),
            ("cell", &["ア(イ) と 1(1)", "64,300"]),
        ] {
            go(&mut desk, keys_to(name));
            let screen = desk.screen();
            for fact in facts {
                assert!(screen.contains(fact), "{width}x{height} {name}: {fact}\n{screen}");
            }
        }
    }
}

#[test]
fn no_figure_of_the_contracts_loses_its_end() {
    for width in 60..=140 {
        let mut desk = Desk::open(width, 90);
        desk.press("6<Home>");
        let screen = desk.screen();
        let words: Vec<_> = screen.split_whitespace().collect();
        for fact in [
            ["件数", "割合", "契約金額", "割合"],
            ["42,608", "80.4%", "94,188,634", "71.4%"],
            ["△2,977", "△0.8pt", "△248,137", "△4.6pt"],
        ] {
            let found = words.windows(4).any(|words| words == fact);
            assert!(found, "{width}: {fact:?}\n{screen}");
        }
        assert!(words.contains(&"役務の給付"), "{width}\n{screen}");
    }
}

#[test]
fn what_a_person_left_behind_is_shown_harmless_and_named() {
    let mut desk = busy(120, 40);
    go(&mut desk, "2/データの活用<Enter>");
    let screen = desk.screen();
    assert!(screen.contains("city/なくなった事業（参照先なし）"), "{screen}");
    assert!(screen.contains("␛[2J") && !screen.contains('\u{1b}'), "{screen}");
    desk.press("<Esc>1<Home><Enter>");
    let screen = desk.screen();
    assert!(screen.contains("参照先なし") && screen.contains("sato"), "{screen}");
}

#[test]
fn the_selection_is_seen_without_colours_and_without_lines() {
    for theme in [Theme::MONOCHROME.with(Borders::Ascii), Theme::TERMINAL, Theme::MONOCHROME] {
        let mut desk = busy(80, 24);
        desk.theme = theme;
        for (name, keys) in PLACES {
            go(&mut desk, keys);
            let screen = desk.screen();
            assert!(desk.selected().is_some(), "{name}\n{screen}");
            if theme.borders == Borders::Ascii {
                let drawn = screen.find(['─', '│', '┌', '█', '░', '▒', '…', '△']);
                assert_eq!(drawn, None, "{name}\n{screen}");
            }
            if theme != Theme::TERMINAL {
                let plain = ratatui::style::Color::Reset;
                let (cells, _) = desk.cells();
                assert!(cells.content().iter().all(|cell| cell.fg == plain && cell.bg == plain));
            }
        }
        if theme == Theme::MONOCHROME.with(Borders::Ascii) {
            go(&mut desk, keys_to("opinions"));
            insta::assert_snapshot!("80x24_ascii", desk.screen());
        }
    }
}

#[test]
fn the_selected_row_is_in_sight_wherever_one_goes() {
    let sizes = [(60, 16), (61, 17), (80, 24), (100, 16), (120, 40)];
    let desks =
        sizes.map(|(width, height)| [busy(width, height), busied(Desk::whole(width, height))]);
    for mut desk in desks.into_iter().flatten() {
        let Size { width, height } = desk.model.size;
        for view in ["1", "2", "3", "4", "4<F8>", "5", "6", "7", "2<F2>", "<C-f>支援", "2<F1>"] {
            go(&mut desk, view);
            for keys in ["<Down><Down><Down><Down>", "<End>", "<Up>", "<PgUp>", "<PgDn>", "<Home>"]
            {
                desk.press(keys);
                assert!(
                    desk.selected().is_some(),
                    "{width}x{height}: {view} {keys}\n{}",
                    desk.screen()
                );
            }
        }
    }
}

#[test]
fn a_screen_that_is_too_small_asks_for_more_and_loses_nothing() {
    let mut desk = Desk::open(59, 16);
    assert!(desk.screen().contains("画面を 60x16 以上に広げてください（今 59x16）"));
    assert_eq!(desk.cells().1, None);
    desk.press("2/メンター<Enter>");
    desk.tell(Msg::Resized(Size { width: 80, height: 24 }));
    assert_eq!(desk.model.view, View::Opinions);
    assert!(desk.selected().unwrap().starts_with("ア(イ)"), "{}", desk.screen());
}

#[test]
fn nothing_breaks_at_any_size() {
    let mut desks = [busied(Desk::whole(80, 24)), Desk::empty(80, 24)];
    let small = (1..=40).flat_map(|width| (1..=12).map(move |height| (width, height)));
    let least = (60..=62).flat_map(|width| (16..=18).map(move |height| (width, height)));
    let usual = [(80, 24), (99, 16), (100, 16), (101, 17), (120, 40), (200, 60)];
    let sizes: Vec<_> = small.chain(least).chain(usual).collect();
    for desk in &mut desks {
        for (name, keys) in PLACES.into_iter().chain([("problems", "1<Home><Enter>")]) {
            desk.tell(Msg::Resized(Size { width: 80, height: 24 }));
            go(desk, keys);
            for &(width, height) in &sizes {
                desk.tell(Msg::Resized(Size { width, height }));
                assert_sound(desk, name);
            }
        }
    }
}

#[test]
fn keys_pressed_at_any_size_break_nothing() {
    for (width, height) in [(1, 1), (20, 5), (60, 16), (80, 24), (100, 20)] {
        let mut desk = busy(width, height);
        for (name, keys) in PLACES {
            go(&mut desk, keys);
            for keys in ["<End>", "<PgUp>", "<Down>", "<Tab>", "<End>", "<Down><Down>", "<Enter>"] {
                desk.press(keys);
                assert_sound(&desk, &format!("{name} {keys}"));
            }
        }
    }
}

#[test]
fn random_keys_break_nothing_and_never_lose_the_selection() {
    const KEYS: &str = "1 2 2 3 3 4 5 6 7 <F1> <F2> <F2> <F3> <F4> <F5> <F6> <F7> <F8> <F9> <Tab> \
        <BackTab> <Enter> <Enter> <Enter> <Esc> <Esc> <Up> <Down> <Down> <Space> <C-a> <Left> <Right> <Home> <End> \
        <PgUp> <PgDn> <BS> <Del> x u U a s t / <C-f> [ ] g G あ 創業 支援 　 <C-u> <C-w> <C-c>";
    let keys: Vec<_> = KEYS.split(' ').filter(|key| !key.is_empty()).collect();
    let mut random = 7_u64;
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = busied(Desk::whole(width, height));
        let mut pressed = Vec::new();
        for _ in 0..400 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let key = keys[usize::try_from(random % 1_000).unwrap() % keys.len()];
            pressed.push(key);
            desk.press(key);
            let trail = &pressed[pressed.len().saturating_sub(12)..];
            assert_sound(&desk, &format!("{trail:?}"));
            let in_list = desk.model.overlay.is_some() || desk.model.focus == Focus::List;
            // A text being read has lines, not rows.
            let overlay = desk.model.overlay.as_ref().map(Overlay::list);
            let Some(list) = overlay.unwrap_or(Some(desk.model.list())) else { continue };
            let rows = list.rows().len();
            let selected = desk.selected().is_some();
            assert!(selected || !in_list || rows == 0, "{trail:?}\n{}", desk.screen());
        }
    }
}

/// Wide characters are whole, nothing a terminal would obey is among the cells, and the cursor
/// stands on the first cell of a character.
#[track_caller]
fn assert_sound(desk: &Desk, what: &str) {
    let (cells, cursor) = desk.cells();
    let Size { width, height } = desk.model.size;
    let place = |x, y| format!("{what} {width}x{height} at {x},{y}\n{}", text_of(&cells));
    let mut starts_at_cursor = cursor.is_none();
    for y in 0..height {
        let mut x = 0;
        while x < width {
            let cell = &cells[(x, y)];
            assert!(!cell.symbol().contains(is_dangerous), "{}", place(x, y));
            let columns = cell.cell_width();
            assert!(columns > 0 && x + columns <= width, "{}", place(x, y));
            let own = |x| cells[(x, y)].symbol() == " ";
            assert!((x + 1..x + columns).all(own), "half a character: {}", place(x, y));
            starts_at_cursor |= cursor.is_some_and(|at| (at.x, at.y) == (x, y));
            x += columns;
        }
    }
    assert!(starts_at_cursor, "cursor {cursor:?}: {}", place(0, 0));
}

#[test]
fn drafts_are_offered_over_the_overview() {
    for (width, height) in [(80, 24), (60, 16)] {
        let mut desk = Desk::open(width, height);
        let mut kept = Vec::new();
        for (keys, at) in [
            (
                "2/メンター<Enter>r2<Tab><Tab>窓口で相談に応じ、要るときはメンターを紹介します。",
                "14:03",
            ),
            ("<Esc><Esc>e来年も見る。", "9:05"),
        ] {
            desk.press(keys);
            let at = format!("R8.11.21 {at}");
            let draft = desk.model.draft().expect("something is being typed");
            kept.push(Kept { name: at.clone(), at, draft });
        }
        let mut next = desk.again("yamada");
        next.model.offer(kept);
        insta::assert_snapshot!(format!("{width}x{height}_drafts"), next.screen());
    }
}
