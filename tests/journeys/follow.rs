//! What was said of opinions is looked up: by filters, along a detail, in the history.

use shingi::app::{Focus, Overlay, View, screen::Part};

use super::{
    desk::Desk,
    followed::{entered, followed},
    shows,
};

/// Chooses a word in the filter menu.
#[track_caller]
fn filter(desk: &mut Desk, word: &str) {
    desk.press("<F4><Home>");
    for _ in 0..80 {
        let Some(Overlay::Filter(menu)) = &desk.model.overlay else { panic!("the menu") };
        let choice = menu.selected().expect("a word");
        if choice.word == word || (choice.own && word == "自分の課") {
            shows(desk, word);
            desk.press("<Enter><Esc>");
            return;
        }
        desk.press("<Down>");
    }
    panic!("{word}\n{}", desk.screen());
}

/// Moves down in the detail to something of its kind.
fn go_to(desk: &mut Desk, is: fn(&Part) -> bool) {
    for _ in 0..80 {
        if desk.model.opinions.detail.selected.as_ref().is_some_and(is) {
            return;
        }
        desk.press("<Down>");
    }
    panic!("{}", desk.screen());
}

/// The row of the detail that is on the bar: under that of the list.
fn in_detail(desk: &Desk) -> Option<String> {
    let (cells, cursor) = desk.cells();
    let at = cursor?;
    let is_bar = cells[at].modifier.contains(ratatui::style::Modifier::REVERSED);
    let row = desk.screen().lines().nth(at.y.into())?.trim().to_owned();
    is_bar.then(|| row.strip_prefix("> ").map(str::to_owned)).flatten()
}

#[test]
fn opinions_are_filtered_by_what_was_answered_and_how_far_that_got() {
    for (word, title, count) in [
        ("未回答", "絞込: 未回答", 24),
        ("4 今後の参考", "絞込: 4 今後の参考", 1),
        ("下書き", "絞込: 下書き", 1),
        ("未設定", "絞込: 進捗未設定", 24),
        ("検討中", "絞込: 検討中", 1),
        ("経済政策課", "絞込: 経済政策課", 1),
        ("自分の課", "絞込: 商業金融課", 0),
        ("案あり", "絞込: 案あり", 1),
        ("関連なしあり", "絞込: 関連なしあり", 1),
    ] {
        let mut desk = followed(80, 24);
        desk.press("2");
        filter(&mut desk, word);
        shows(&desk, title);
        assert_eq!(desk.model.opinions.list.rows().len(), count, "{word}\n{}", desk.screen());
        desk.press("<Esc>");
        shows(&desk, "意見 25件 ");
    }
    let mut desk = followed(80, 24);
    desk.press("3");
    filter(&mut desk, "案あり");
    assert_eq!(desk.model.programs.list.rows().len(), 1);
}

#[test]
fn something_is_selected_in_every_detail_and_the_arrows_pass_nothing_over() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<Tab>");
    assert_eq!(desk.model.opinions.detail.selected, Some(Part::Answer));
    assert!(in_detail(&desk).is_some_and(|row| row.starts_with("回答")), "{}", desk.screen());
    desk.press("<Down>");
    assert_eq!(desk.model.opinions.detail.selected, Some(Part::Progress));

    let mut desk = followed(60, 16);
    desk.press("2<Home><Down><Tab>");
    let parts = desk.model.opinions.parts(&desk.model.council);
    let mut seen = vec![desk.model.opinions.detail.selected.clone().unwrap()];
    let (mut lines, mut before) = (desk.screen(), String::new());
    while before != desk.screen() {
        before = desk.screen();
        desk.press("<Down>");
        lines.push_str(&desk.screen());
        let selected = desk.model.opinions.detail.selected.clone().unwrap();
        if seen.last() != Some(&selected) {
            assert!(in_detail(&desk).is_some(), "{selected:?}\n{}", desk.screen());
            seen.push(selected);
        }
    }
    assert_eq!(seen, parts, "each in its turn");
    for line in ["今後の事業の参考とする。", "根拠 令和7年度報告書 1(1)-4", "国へ要望", "履歴"]
    {
        assert!(lines.contains(line), "{line}");
    }
    for _ in 0..200 {
        desk.press("<Up>");
    }
    assert_eq!(desk.model.opinions.detail.selected, Some(Part::Answer));
    shows(&desk, "見出し 創業・事業承継の促進について");
}

#[test]
fn enter_in_a_detail_goes_to_what_is_selected_and_back() {
    let mut desk = followed(80, 24);
    desk.press("2<Home><Down><Tab>");
    go_to(&mut desk, |part| matches!(part, Part::Reject(_)));
    desk.press("<Enter>");
    assert_eq!(desk.model.view, View::Programs);
    shows(&desk, "関連なしの意見 1件");
    shows(&desk, "ア(イ) スタートアップ支援について");
    desk.press("<Esc>");
    assert_eq!((desk.model.view, desk.model.focus), (View::Opinions, Focus::Detail));
    go_to(&mut desk, |part| matches!(part, Part::Relation(..)));
    desk.press("<Enter>");
    assert!(desk.selected().unwrap().starts_with("ア(ア)"), "{}", desk.screen());
    desk.press("<Tab>");
    go_to(&mut desk, |part| matches!(part, Part::Relation(..)));
    shows(&desk, "同趣旨 R7 ア(イ)");
}

#[test]
fn history_is_filtered_by_person_kind_and_record_and_leads_to_the_place() {
    let mut desk = entered(80, 24);
    for (word, count) in
        [("田中委員", 2), ("付属の案", 1), ("回答", 2), ("意見の入力", 1), ("R8 ア(ア)", 1)]
    {
        desk.press("7");
        filter(&mut desk, word);
        shows(&desk, &format!("絞込: {word}"));
        shows(&desk, &format!("履歴 17件中 {count}件"));
        desk.press("<Esc>");
        shows(&desk, "履歴 17件 ");
    }
    filter(&mut desk, "進捗");
    desk.press("<Enter><Tab>");
    assert_eq!(desk.model.opinions.detail.selected, Some(Part::Progress));
    assert!(in_detail(&desk).is_some_and(|row| row.starts_with("進捗")), "{}", desk.screen());
    desk.press("<Esc><Esc>");
    shows(&desk, "絞込: 進捗");
}

#[test]
fn what_was_entered_here_has_no_source_to_read() {
    let mut desk = entered(80, 24);
    for keys in ["2<End><F6>", "5<End><F6>"] {
        desk.press(keys);
        assert_eq!(desk.notice(), "ここで入力したものなので、原文はまだありません。");
    }
    shows(&desk, "入力（未掲載） 佐藤 花子 11/21 10:08");
}
