//! 資料 and the texts behind the record: what the keys show, and where a source opens.

#[path = "support/desk.rs"]
mod desk;

use std::{collections::BTreeSet, fs, path::Path};

use desk::{Desk, shipped};
use shingi::{
    analysis::Council,
    app::{Access, Focus, Msg, Overlay, View, layout::Size, overlay::Reading},
    search::fold_key,
    ui::theme::{Borders, Theme},
};
use tempfile::TempDir;

#[track_caller]
fn shows(desk: &Desk, text: &str) {
    let screen = desk.screen();
    let closed: String = screen.split_whitespace().collect();
    let wanted: String = text.split_whitespace().collect();
    assert!(closed.contains(&wanted), "{text}\n{screen}");
}

/// The row of the screen that begins so, apart from blanks.
#[track_caller]
fn row(desk: &Desk, start: &str) -> String {
    let screen = desk.screen();
    let found = screen.lines().find(|line| line.trim_start().starts_with(start));
    found.unwrap_or_else(|| panic!("{start}\n{screen}")).to_owned()
}

/// The text that is read; fails where none is.
#[track_caller]
fn reading(desk: &Desk) -> &Reading {
    match &desk.model.overlay {
        Some(Overlay::Reading(reading)) => reading,
        _ => panic!("no text is open\n{}", desk.screen()),
    }
}

/// What stands on the screen beside the marked line numbers.
fn marked(desk: &Desk) -> String {
    let screen = desk.screen();
    let marked = screen.lines().filter_map(|line| line.trim_start().strip_prefix('>'));
    marked.map(|line| line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit())).collect()
}

/// A copy of the shipped record that a test may change.
fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    for part in ["", "sources"] {
        for entry in fs::read_dir(shipped().join(part)).unwrap().flatten() {
            if entry.file_type().unwrap().is_file() {
                let to = folder.path().join(part).join(entry.file_name());
                fs::copy(entry.path(), to).unwrap();
            }
        }
    }
    folder
}

fn report(folder: &Path) -> std::path::PathBuf {
    folder.join("sources/000-city-report-r7.txt")
}

#[test]
fn indicators_stand_first_then_contracts_then_documents_newest_first() {
    let mut desk = Desk::whole(80, 40);
    desk.press("6<Home>");
    assert!(desk.selected().unwrap().starts_with("指標   ①-①"), "{}", desk.screen());
    let mut kinds = Vec::new();
    let mut years = Vec::new();
    for _ in 0..desk.model.sources.list.rows().len() {
        let selected = desk.selected().unwrap();
        let kind = selected.split_whitespace().next().unwrap().to_owned();
        if kind == "出典" {
            years.push(selected.split_whitespace().last().unwrap().to_owned());
        }
        kinds.push(kind);
        desk.press("<Down>");
    }
    kinds.dedup();
    assert_eq!(kinds, ["指標", "官公需", "出典"]);
    assert_eq!(years, ["R7", "R7", "R5", "R5", "R4"]);
}

#[test]
fn an_indicator_shows_its_newest_target_against_its_actual_value() {
    let mut desk = Desk::whole(80, 24);
    desk.press("6<Home>");
    for (start, newest) in [
        ("> 指標   ①-①", "R4        95     74 上半期"),
        ("指標   ①-②", "R4        80        測定中"),
        ("指標   ②-①", "R4    20,000        28,177"),
    ] {
        assert!(row(&desk, start).ends_with(newest), "{}", desk.screen());
    }
}

#[test]
fn years_stand_side_by_side_with_bars_and_only_plain_numbers_are_judged() {
    for borders in [Borders::Line, Borders::Ascii] {
        let mut desk = Desk::whole(80, 40);
        desk.theme = Theme::MONOCHROME.with(borders);
        let [full, _, rest] = borders.bar();
        desk.press("6<Home>");
        let bar = |row: &str| {
            let length = |symbol| row.chars().filter(|c| *c == symbol).count();
            (length(full), length(rest))
        };
        let reached = row(&desk, "R2");
        assert!(reached.contains("60             73  達成  目標"), "{reached}");
        let (part, missing) = bar(&reached);
        assert!(part > missing && missing > 0, "60 of 73: {reached}");
        let half = row(&desk, "R4");
        assert!(half.contains("95      74 上半期") && !half.contains("達成"), "{half}");
        assert_eq!(bar(&half).1, 0, "the target is the greater: {half}");
        desk.press("<Down>");
        let measuring = row(&desk, "R4");
        assert!(measuring.contains("80         測定中        実績 測定中"), "{measuring}");
        assert_eq!(bar(&measuring), (0, 0), "words have no bar: {measuring}");
        let dash = row(&desk, "R2");
        assert!(dash.trim_end().ends_with('－') && bar(&dash) == (0, 0), "{dash}");
        // 見込み is no result yet, however good.
        desk.press("/資金調達<Enter>");
        let expected = row(&desk, "R4");
        assert!(expected.contains("18      20 見込み") && !expected.contains("達成"), "{expected}");
    }
}

#[test]
fn a_target_that_was_missed_is_said_in_words() {
    let folder = copy();
    let path = folder.path().join("004-indicators.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace(r#"year: "R2", value: "73""#, r#"year: "R2", value: "59.5""#))
        .unwrap();
    let mut desk = Desk::over(folder.path(), 80, 24);
    desk.press("6<Home>");
    let missed = row(&desk, "R2");
    assert!(missed.contains("60           59.5  未達成"), "{missed}");
}

#[test]
fn where_there_is_no_room_beside_the_figures_bars_stand_under_them() {
    let mut desk = Desk::whole(120, 40);
    desk.press("6<Home>");
    shows(&desk, "R2 60 73 達成");
    let screen = desk.screen();
    let at = screen.lines().position(|line| line.contains("73  達成")).unwrap();
    let under: Vec<_> = screen.lines().skip(at + 1).take(2).collect();
    assert!(under[0].contains("目標 █") && under[1].contains("実績 █"), "{screen}");
    shows(&desk, "主な取組");
    shows(&desk, "オンラインを活用した移住相談会");
    shows(&desk, "① 持続可能な医療・福祉");
}

#[test]
fn an_indicator_leads_to_the_programs_it_measures_and_back() {
    let mut desk = Desk::whole(80, 24);
    desk.press("6<Home><Enter>");
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.press("<Down><Enter>");
    assert_eq!(desk.model.view, View::Programs);
    assert!(desk.selected().unwrap().contains("UIJターン移住促進雇用対策事業"));
    desk.press("<Esc>");
    assert_eq!((desk.model.view, desk.model.focus), (View::Sources, Focus::Detail));
    // One that measures none has nowhere to go.
    desk.press("<Esc><Down><Down><Enter><Enter>");
    assert_eq!(desk.model.view, View::Sources);
    shows(&desk, "この指標が測る事業は、記録にありません。");
}

#[test]
fn the_contracts_are_charted_for_both_years_and_every_figure_follows() {
    let mut desk = Desk::whole(80, 24);
    desk.press("6/【全体】<Enter>");
    let chart = |desk: &Desk, kind: &str, shares: [&str; 4]| {
        let screen = desk.screen();
        let at = screen.lines().position(|line| line.trim_start().starts_with(kind)).unwrap();
        let rows: Vec<_> = screen.lines().skip(at).take(2).collect();
        for (row, (year, shares)) in rows.iter().zip([("R6", &shares[..2]), ("R5", &shares[2..])]) {
            assert!(row.contains(year) && row.contains('█') && row.contains('░'), "{row}");
            assert!(shares.iter().all(|share| row.contains(share)), "{row}");
        }
    };
    chart(&desk, "工事", ["94.8%", "78.9%", "94.3%", "75.1%"]);
    chart(&desk, "役務の給付", ["80.8%", "63.5%", "81.1%", "65.9%"]);
    chart(&desk, "合計", ["80.4%", "71.4%", "81.0%", "71.2%"]);
    desk.press("<Enter><PgDn>");
    shows(&desk, "R6 総額 1,711 66,515,324");
    shows(&desk, "差 中小企業 327 0.5pt 14,175,564 3.8pt");
    desk.press("<End>");
    shows(&desk, "熊本市内企業：熊本市内に本社がある企業");
}

#[test]
fn a_document_says_what_was_taken_from_it_and_opens() {
    let mut desk = Desk::whole(80, 50);
    desk.press("6/審議の経過<Enter>");
    shows(&desk, "会議 2件");
    shows(&desk, "意見 25件");
    shows(&desk, "官公需の表 3件");
    shows(&desk, "648行");
    shows(&desk, "（提出理由）");
    for key in ["<Enter>", "o", "<F6>", "<Tab><Enter>"] {
        desk.press(key);
        assert_eq!(reading(&desk).top.line, 0, "{key}");
        assert_eq!(reading(&desk).place, None, "{key}");
        shows(&desk, "熊本市 令和7年度 中小企業の振興に関する施策の実施状況");
        shows(&desk, "3 中小企業の振興に関する施策の実施状況並びに");
        desk.press("<Esc>");
        assert!(desk.model.overlay.is_none() && desk.model.view == View::Sources);
    }
}

#[test]
fn going_down_shows_every_line_once_and_never_passes_the_end() {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = Desk::whole(width, height);
        desk.press("6/審議の経過<Enter><Enter>");
        let lines = reading(&desk).lines();
        for page in ["<Down>", "<PgDn>"] {
            desk.press("<Home>");
            let mut seen = BTreeSet::new();
            let mut before = None;
            while before != Some(reading(&desk).top) {
                before = Some(reading(&desk).top);
                let numbers = desk.screen();
                let numbers = numbers.lines().skip(2).take(usize::from(height) - 4);
                seen.extend(numbers.filter_map(|line| {
                    let number = line.get(..5)?.trim();
                    number.parse::<usize>().ok()
                }));
                desk.press(page);
            }
            assert_eq!(seen, (1..=lines).collect(), "{width}x{height} {page}");
            let end = reading(&desk).top;
            desk.press("<Home><End>");
            assert_eq!(reading(&desk).top, end, "{width}x{height} {page}");
            desk.press("<Up><PgUp><PgUp><PgDn><PgDn><Down>");
            assert_eq!(reading(&desk).top, end, "{width}x{height}: the way back is as long");
        }
    }
}

#[test]
fn every_opinion_and_session_opens_its_source_where_it_begins() {
    for (width, height) in [(60, 16), (120, 40)] {
        let mut desk = Desk::whole(width, height);
        for (view, count) in [("2", 25), ("5", 2)] {
            desk.press(view).press("<Home>");
            for at in 0..count {
                desk.press("<F6>");
                let records = &desk.model.council.records;
                let row = desk.model.list().row().unwrap();
                let text = match view {
                    "2" => &records.opinions[row].text,
                    _ => &records.sessions[row].title,
                };
                let wanted: String = fold_key(text).chars().take(12).collect();
                let marked = fold_key(&marked(&desk));
                assert!(marked.contains(&wanted), "{view} {at}: {wanted}\n{}", desk.screen());
                desk.press("<Esc><Down>");
            }
        }
    }
}

#[test]
fn every_program_opens_its_newest_source_where_it_stands() {
    let mut desk = Desk::whole(80, 24);
    desk.press("3<Home>");
    let count = desk.model.council.records.programs.len();
    let mut lost = Vec::new();
    for _ in 0..count {
        desk.press("o");
        let records = &desk.model.council.records;
        let entry = records.programs[desk.model.list().row().unwrap()].latest();
        assert_eq!(reading(&desk).source, entry.source);
        let bodies = entry.content.iter().chain(&entry.results);
        let texts = bodies.chain(entry.items.iter().map(|item| &item.text));
        let texts = std::iter::once(entry.name()).chain(texts.map(String::as_str));
        let mut wanted = texts.map(|text| fold_key(text).chars().take(6).collect::<String>());
        let marked = fold_key(&marked(&desk).replace("**", ""));
        if !wanted.any(|wanted| marked.contains(&wanted)) {
            assert!(desk.notice().contains("見つからない"), "{}\n{}", entry.name(), desk.screen());
            lost.push(entry.name().to_owned());
        }
        desk.press("q<Down>");
    }
    assert!(lost.len() * 20 <= count, "{lost:?}");
}

#[test]
fn an_indicator_and_a_contract_table_open_their_source_where_they_stand() {
    let mut desk = Desk::whole(80, 24);
    desk.press("6/物産商談会<Enter><F6>");
    assert!(marked(&desk).contains("③物産商談会開催事業を通じた商談成約率"), "{}", desk.screen());
    desk.press("<Esc><Esc>/市内企業受注分】<Enter><F6>");
    assert!(marked(&desk).contains("【熊本市内企業受注分】"), "{}", desk.screen());
    desk.press("<Esc><Enter><Enter>");
    assert!(marked(&desk).contains("【熊本市内企業受注分】"), "from its detail as well");
}

#[test]
fn the_selected_record_is_meant_from_its_detail_too() {
    let mut desk = Desk::whole(80, 24);
    desk.press("2/メンター<Enter><Tab>o");
    assert!(marked(&desk).contains("適切なメンター"), "{}", desk.screen());
    // q closes the text, not the program.
    desk.press("q");
    assert!(desk.model.overlay.is_none() && !desk.left);
    assert_eq!((desk.model.view, desk.model.focus), (View::Opinions, Focus::Detail));
}

#[test]
fn views_without_a_record_to_look_up_have_no_such_key() {
    let mut desk = Desk::whole(80, 24);
    for view in ["4", "7"] {
        desk.press(view).press("<F6>o");
        assert!(desk.model.overlay.is_none(), "{view}");
    }
    let mut empty = Desk::empty(80, 24);
    for view in ["2", "3", "5", "6"] {
        empty.press(view).press("<F6>o<Enter><Enter><F6>");
        assert!(empty.model.overlay.is_none(), "{view}");
    }
}

#[test]
fn what_is_not_found_in_the_text_is_said_and_the_text_is_shown_from_its_beginning() {
    let folder = copy();
    fs::write(report(folder.path()), "別の文書\n中身は違う\n").unwrap();
    let mut desk = Desk::over(folder.path(), 80, 24);
    desk.press("2<Home><F6>");
    assert_eq!(reading(&desk).top.line, 0);
    assert!(desk.notice().contains("見つからない"), "{}", desk.notice());
    shows(&desk, "1 別の文書");
    assert_eq!(marked(&desk), "");
}

#[test]
fn a_text_that_is_missing_is_a_problem_of_the_record_and_no_more() {
    let folder = copy();
    fs::remove_file(report(folder.path())).unwrap();
    let mut desk = Desk::over(folder.path(), 80, 24);
    shows(&desk, "記録の問題");
    desk.press("2<Home><F6>");
    assert!(desk.model.overlay.is_none());
    assert!(desk.notice().contains("sources/000-city-report-r7.txt"), "{}", desk.notice());
    desk.press("6/審議の経過<Enter>");
    shows(&desk, "は読めません。記録はそのまま使えます。");
    desk.press("<Enter>");
    assert!(desk.model.overlay.is_none());
    desk.press("1<Home><Enter>");
    shows(&desk, "原文のファイル `sources/000-city-report-r7.txt` を読めません");
}

#[test]
fn a_text_read_again_is_shown_as_it_is_now() {
    let folder = copy();
    let mut desk = Desk::over(folder.path(), 80, 24);
    desk.press("2<Home><F6>");
    let (top, place) = (reading(&desk).top, reading(&desk).place.clone());
    desk.hear();
    assert_eq!((reading(&desk).top, &reading(&desk).place), (top, &place), "others' work");
    for text in ["一行だけ", ""] {
        fs::write(report(folder.path()), text).unwrap();
        let reloaded = shingi::records::load(folder.path());
        let council = Council::new(reloaded, desk.folder.read());
        desk.tell(Msg::Reloaded(Box::new(council), Access::Write));
        assert_eq!((reading(&desk).lines(), &reading(&desk).place), (1, &None));
        shows(&desk, &format!("1 {text}"));
        desk.press("<Down><End><PgUp><PgDn><Home>");
        assert_eq!(reading(&desk).top.line, 0);
    }
}

#[test]
fn help_lies_over_the_text_and_a_turned_window_loses_nothing() {
    let mut desk = Desk::whole(60, 16);
    desk.press("2/メンター<Enter><F6><F1>");
    shows(&desk, "【原文・変更】");
    desk.press("<Esc>");
    assert!(marked(&desk).contains("適切なメンター"), "{}", desk.screen());
    desk.press("<Home><PgDn><PgDn><Down><Down>");
    for (width, height) in [(200, 60), (60, 16), (80, 24), (20, 5), (120, 40)] {
        desk.tell(Msg::Resized(Size { width, height }));
        desk.screen();
        desk.press("<Up><Down><PgUp><PgDn>");
        desk.screen();
    }
    assert!(desk.screen().contains("行"), "{}", desk.screen());
}

#[test]
fn a_text_with_one_endless_line_or_many_lines_is_read_to_its_end() {
    let folder = copy();
    let endless = format!("{}おわり", "あいうえお".repeat(2_000));
    let many = (1..=50_000).fold(String::new(), |text, line| text + &format!("{line}番目の行\n"));
    for (text, end) in [(endless.as_str(), "おわり"), (many.as_str(), "50000番目の行")] {
        fs::write(report(folder.path()), text).unwrap();
        let mut desk = Desk::over(folder.path(), 60, 16);
        desk.press("6/審議の経過<Enter><Enter>");
        shows(&desk, "1 ");
        desk.press("<End>");
        shows(&desk, end);
        let last = reading(&desk).top;
        desk.press("<PgUp><PgDn>");
        assert_eq!(reading(&desk).top, last);
        desk.press("<PgUp>");
        assert!(reading(&desk).top < last);
    }
}

#[test]
fn a_place_deep_in_a_line_is_in_sight_and_only_its_rows_are_marked() {
    let folder = copy();
    let opinion = "スタートアップ支援について、基礎知識に関するセミナーの実施など若者等への支援";
    let filler = "ほかの文。".repeat(400);
    fs::write(report(folder.path()), format!("{filler}\u{1b}{opinion}{filler}")).unwrap();
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = Desk::over(folder.path(), width, height);
        desk.press("2<Home><F6>");
        let marked = marked(&desk);
        assert!(marked.contains("スタートアップ"), "{}", desk.screen());
        assert!(marked.chars().count() < 200, "{}", desk.screen());
        assert_eq!(reading(&desk).top.line, 0);
        assert!(desk.cells().1.unwrap().y > 2, "what stands before it is shown too");
    }
}

#[test]
fn nothing_in_a_text_reaches_the_terminal_but_its_characters() {
    let folder = copy();
    let opinion = "スタートアップ支援について、基礎知識に関するセミナーの実施など若者等への支援";
    let text = format!("\u{1b}[2J\u{7}\t\u{202e}{opinion}\n");
    fs::write(report(folder.path()), text).unwrap();
    let mut desk = Desk::over(folder.path(), 80, 24);
    desk.press("2<Home><F6>");
    let screen = desk.screen();
    assert!(!screen.contains('\u{1b}') && screen.contains("␛[2J"), "{screen}");
    assert!(marked(&desk).contains("スタートアップ支援"), "{screen}");
}
