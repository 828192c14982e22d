//! Reaching every action: the menu bar, the palette, the help. All three are of the key table.

use shingi::app::{
    Access, Overlay, View,
    keymap::items::{Title, items},
};

use crate::{desk::Desk, links, shows};

const MENTOR: &str = "city-r7/ア(イ)";

#[test]
fn the_menu_opens_shows_keys_and_does_what_it_says() {
    let mut desk = Desk::open(80, 24);
    shows(&desk, "F10 メニュー");
    desk.press("2/メンター<Enter><F10>");
    shows(&desk, "[ファイル] 記入 編集 表示 移動 ヘルプ");
    assert!(
        desk.selected().unwrap().starts_with("- 前回からの変更を見る"),
        "{:?}",
        desk.selected()
    );
    desk.press("<Right>");
    shows(&desk, "ファイル [記入] 編集");
    assert_eq!(desk.selected().unwrap().split_whitespace().next(), Some("対応する事業を選ぶ"));
    shows(&desk, "F2 a");
    desk.press("<Enter>地域スタートアップ<Enter>");
    assert_eq!(links(&desk, MENTOR).len(), 1, "{}", desk.screen());
    // Around both ends, and out again by every key that says so.
    desk.press("<F10><Left>");
    shows(&desk, "[ヘルプ]");
    desk.press("<Right>");
    shows(&desk, "[ファイル]");
    desk.press("<Esc>");
    for key in ["<Esc>", "q", "<F10>", "m"] {
        desk.press("1m");
        assert!(matches!(desk.model.overlay, Some(Overlay::Bar(_))), "m is free here");
        desk.press(key);
        assert!(desk.model.overlay.is_none() && !desk.left, "{key}");
    }
    desk.press("2m");
    assert!(!matches!(desk.model.overlay, Some(Overlay::Bar(_))), "m is 訂正 here");
}

#[test]
fn what_does_nothing_here_says_why_and_stays() {
    let mut desk = Desk::open(80, 24);
    desk.press("7<F10><Right>");
    // With neither colours nor sight: a dash before it, and the reason in words.
    assert!(desk.selected().unwrap().starts_with("- 対応する事業を選ぶ"), "{}", desk.screen());
    shows(&desk, "- 意見・事業・対応表の画面で使えます。");
    desk.press("<Enter>");
    assert_eq!(desk.notice(), "意見・事業・対応表の画面で使えます。");
    assert!(matches!(desk.model.overlay, Some(Overlay::Bar(_))), "it stays for another choice");
    desk.press("<Right>");
    assert!(desk.selected().unwrap().starts_with("- "), "{}", desk.screen());

    desk.press("<Esc>2");
    let why = |desk: &Desk, name: &str| {
        let found = items(&desk.model).into_iter().find(|item| item.name() == name);
        found.unwrap_or_else(|| panic!("{name}")).trouble
    };
    assert_eq!(why(&desk, "元に戻す").as_deref(), Some("元に戻せる操作はありません。"));
    assert_eq!(why(&desk, "意見を開く").as_deref(), Some("いま開いている画面です。"));
    assert_eq!(why(&desk, "事業を開く"), None);
    desk.model.access = Access::Read("閲覧のみで開いています。".to_owned());
    assert_eq!(why(&desk, "メモを書く・書き直す").as_deref(), Some("閲覧のみで開いています。"));
    assert_eq!(why(&desk, "元に戻す").as_deref(), Some("閲覧のみで開いています。"));
    assert_eq!(why(&desk, "記録全体を検索"), None);
}

#[test]
fn every_menu_is_in_sight_on_the_smallest_screen_and_in_every_view() {
    for (width, height) in [(60, 16), (80, 24)] {
        for view in View::ALL {
            let mut desk = Desk::open(width, height);
            desk.model.view = view;
            desk.press("<F10>");
            for title in Title::ALL {
                shows(&desk, &format!("[{}]", title.word()));
                assert!(desk.selected().is_some(), "{}", desk.screen());
                desk.press("<End>");
                assert!(desk.selected().is_some(), "{}", desk.screen());
                desk.press("<Right>");
            }
        }
    }
}

#[test]
fn whatever_an_item_says_can_be_done_is_done_or_answered() {
    for view in View::ALL {
        let mut desk = Desk::open(80, 24);
        desk.model.view = view;
        desk.press("<Esc>");
        let here = items(&desk.model).into_iter().filter(|item| item.trouble.is_none());
        for item in here.filter(|item| item.command != shingi::app::Command::Palette) {
            let mut desk = Desk::open(80, 24);
            desk.model.view = view;
            desk.press("<Esc><Esc>:");
            // A word that leads to this item alone.
            desk.press(item.name());
            let found = |desk: &Desk| match &desk.model.overlay {
                Some(Overlay::Palette(palette)) => palette.selected().map(|it| it.command),
                _ => None,
            };
            while found(&desk).is_some_and(|command| command != item.command) {
                desk.press("<Down>");
            }
            desk.press("<Enter>");
            assert!(!matches!(desk.model.overlay, Some(Overlay::Palette(_))) || desk.left);
            assert!(!desk.notice().contains("の画面で使えます"), "{}", desk.notice());
        }
    }
}

#[test]
fn the_palette_finds_by_kanji_kana_romaji_and_key_and_runs() {
    for (typed, view) in [
        (":事業<Enter>", View::Programs),
        ("<C-p>りれき<Enter>", View::History),
        ("：ｶｲｷﾞ<Enter>", View::Sessions),
        (":taiouhyou<Enter>", View::Matrix),
        (":siryo<Enter>", View::Sources),
        (":2<Enter>", View::Opinions),
    ] {
        let mut desk = Desk::open(80, 24);
        desk.press(typed);
        assert_eq!(desk.model.view, view, "{typed}\n{}", desk.screen());
        assert!(desk.model.overlay.is_none());
    }
    let mut desk = Desk::open(80, 24);
    desk.press(":wuwuwu");
    shows(&desk, "見つかりません。");
    desk.press("<Enter><Esc>");
    assert!(desk.model.overlay.is_none() && !desk.left);
    // What does nothing here comes last, with the reason.
    desk.press("7:めも");
    shows(&desk, "- メモを書く・書き直す 意見・事業・会議の画面で使えます。");
    desk.press("<Enter>");
    assert_eq!(desk.notice(), "意見・事業・会議の画面で使えます。");
    // Letters that are keys elsewhere are only letters here.
    desk.press("<C-u>q");
    assert!(!desk.left);
    desk.press("<Enter>");
    assert!(desk.left);
}

#[test]
fn help_is_searched_at_once_and_runs_what_it_shows() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<F1>");
    shows(&desk, "使い方（この画面）");
    shows(&desk, "【意見】");
    desk.press("しぼり");
    assert!(desk.selected().unwrap().starts_with("F4 f"), "{}", desk.screen());
    assert!(!desk.screen().contains("F9 u"), "{}", desk.screen());
    desk.press("<Enter>");
    assert!(matches!(desk.model.overlay, Some(Overlay::Filter(_))));
    desk.press("<Esc><F1>^y");
    assert!(desk.selected().unwrap().starts_with("U ^Y"), "{}", desk.screen());
    desk.press("<Enter>");
    assert_eq!(desk.notice(), "やり直せる操作はありません。");
    // Once more F1: every place; what counts elsewhere says where.
    desk.press("<F1><F1>");
    shows(&desk, "使い方（全部）");
    desk.press("hyou");
    desk.press("<Enter>");
    assert!(desk.model.overlay.is_none() || desk.notice().contains("画面で使えます"));
    desk.press("<Esc><Esc><F1><F1>決算額順<C-u>並べ替え<Enter>");
    assert_eq!(desk.notice(), "事業の画面で使えます。");
    desk.press("<C-u>種別を変える<Enter>");
    assert_eq!(desk.notice(), "「対応付け」を開いているときのキーです。");
    desk.press("<F1><C-u><Esc>");
    assert!(desk.model.overlay.is_none());
}

#[test]
fn help_names_only_keys_that_mean_it_here() {
    for view in View::ALL {
        let mut desk = Desk::open(80, 60);
        desk.model.view = view;
        let scopes = desk.model.scopes();
        for binding in shingi::app::keymap::bindings(scopes) {
            let shadowed = binding.written.split(' ').count();
            let keys = binding.keys_in(scopes);
            assert!(keys.split(' ').count() <= shadowed && !keys.is_empty(), "{}", binding.what);
        }
        desk.press("<F1>メニュー");
        let m = matches!(view, View::Opinions | View::Sessions);
        let line = desk.selected().unwrap_or_default();
        assert_eq!(line.starts_with("F10 m"), !m, "{view:?}: {line}");
    }
}

#[test]
fn committee_members_find_what_they_can_do_and_nothing_else() {
    let desk = Desk::open(80, 24);
    let mut reader = desk.reader("mori");
    reader.press("2<F10><Right>");
    shows(&reader, "読んだ印を付ける");
    assert!(!reader.screen().contains("会議を追加する"), "{}", reader.screen());
    reader.press("<Esc>:かいぎ<Enter>");
    assert_eq!(reader.model.view, View::Sessions);
    let mut desk = desk;
    desk.press("2<F10><Right>");
    assert!(!desk.screen().contains("読んだ印を付ける"), "{}", desk.screen());
}
