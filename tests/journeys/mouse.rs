//! The mouse: what is clicked is what is seen, and the terminal can have it back.

use shingi::app::{Focus, Msg, Overlay, Pointing, Target, View};

use crate::{desk::Desk, shows};

#[test]
fn tabs_rows_hints_and_menus_can_be_clicked() {
    let mut desk = Desk::open(80, 24);
    for view in View::ALL {
        desk.click(view.title());
        assert_eq!(desk.model.view, view);
    }
    desk.click("意見").click("ア(エ)");
    assert!(desk.selected().unwrap().starts_with("ア(エ)"), "{}", desk.screen());
    desk.click("検索");
    assert!(desk.model.list_search);
    desk.press("メンター").click("ア(イ)");
    assert_eq!(desk.model.list().query.value(), "メンター");
    desk.press("<Esc>").click("メニュー").click("表示").click("対応表を開く");
    assert_eq!(desk.model.view, View::Matrix);
    assert!(desk.model.overlay.is_none());
    // Beside an open menu: it closes, and nothing behind it is hit.
    desk.press("2<F10>");
    let row = desk.model.list().at();
    desk.click("スタートアップ");
    assert!(desk.model.overlay.is_none());
    assert_eq!((desk.model.view, desk.model.list().at()), (View::Opinions, row));
    desk.click("終了");
    assert!(desk.left);
}

#[test]
fn every_row_of_every_list_answers_to_the_click_on_it() {
    for keys in
        ["1", "2", "3", "4", "4<F8>", "5", "6", "2<F1>", ":", "2<F2>", "1<C-f>創業", "2<F4>"]
    {
        let mut desk = Desk::whole(100, 30);
        desk.press(keys);
        let mut rows = 0;
        let (cells, _) = desk.cells();
        for place in cells.area.positions().filter(|place| matches!(place.x, 7 | 47)) {
            let Some(Target::Row(at)) = desk.target_at(place) else { continue };
            rows += 1;
            desk.tell(Msg::Pointed(Target::Row(at), Pointing::Press));
            let (_, cursor) = desk.cells();
            // A heading cannot be chosen; a field keeps the cursor.
            let typing = desk.model.overlay.as_ref().is_some_and(|it| {
                matches!(
                    it,
                    Overlay::Help(_)
                        | Overlay::Palette(_)
                        | Overlay::Picker(_)
                        | Overlay::SearchAll(_)
                )
            });
            let list = desk
                .model
                .overlay
                .as_ref()
                .map_or_else(|| Some(desk.model.list()), |overlay| overlay.list());
            let chosen = list.is_some_and(|list| list.at() == at);
            assert!(!chosen || typing || cursor.map(|cursor| cursor.y) == Some(place.y), "{keys}");
        }
        assert!(rows > 2, "{keys}: {rows}\n{}", desk.screen());
    }
}

#[test]
fn every_hint_does_what_its_key_does() {
    for view in View::ALL {
        let mut desk = Desk::whole(200, 40);
        desk.model.view = view;
        desk.press("<Esc>");
        let scopes = desk.model.scopes();
        let hinted = shingi::app::keymap::bindings(scopes).filter(|it| !it.hint.is_empty());
        let mut hit = 0;
        for binding in hinted {
            let shown = binding.hint.replacen(' ', "", 1);
            let Some(place) = desk.place(&format!(" {shown} ")) else { continue };
            let inside = ratatui::layout::Position { x: place.x + 2, ..place };
            if place.y == 39 {
                assert_eq!(desk.target_at(inside), Some(Target::Command(binding.command)));
                hit += 1;
            }
        }
        assert!(hit >= 5, "{view:?}: {hit}\n{}", desk.screen());
    }
}

#[test]
fn the_wheel_moves_what_is_under_it_and_the_focus_stays() {
    let mut desk = Desk::whole(80, 24);
    desk.press("2<Home>").wheel("ア(ア)", 2);
    assert_eq!((desk.model.list().at(), desk.model.focus), (6, Focus::List));
    desk.wheel("意見", 1);
    assert_eq!(desk.model.list().at(), 6, "over the tabs it does nothing");
    desk.wheel("第1回", 1);
    assert_eq!((desk.model.list().at(), desk.model.focus), (6, Focus::List));
    assert_eq!(desk.model.opinions.detail.scroll, 3, "{}", desk.screen());
    desk.wheel("担当", -1);
    assert_eq!(desk.model.opinions.detail.scroll, 0, "{}", desk.screen());
    desk.press("<F1>").wheel("【意見】", 1);
    assert!(matches!(&desk.model.overlay, Some(Overlay::Help(help)) if help.list.at() > 2));
    desk.press("<Esc>6<F6>");
    let top = desk.screen();
    desk.wheel("1 ", 1);
    assert_ne!(desk.screen(), top, "a text is scrolled");
}

#[test]
fn a_click_in_the_detail_goes_there_and_a_form_answers_to_its_hints() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<Home>").click("第1回");
    assert_eq!(desk.model.focus, Focus::Detail);
    desk.click("ア(ア)");
    assert_eq!(desk.model.focus, Focus::List);
    desk.press("em<F1>");
    desk.click("閉じる");
    desk.press("emo<Esc>");
    shows(&desk, "書きかけです。");
    desk.click("[Enter いいえ]");
    assert!(matches!(desk.model.overlay, Some(Overlay::Entry(_))));
    desk.press("<Esc>").click("y はい");
    assert!(desk.model.overlay.is_none());
}

#[test]
fn the_terminal_gets_its_mouse_back_and_the_screen_says_so() {
    let mut desk = Desk::open(80, 24);
    assert!(desk.model.mouse && !desk.screen().contains("マウス"));
    desk.press("%");
    assert!(!desk.model.mouse && desk.notice().contains("% で元に戻します"), "{}", desk.notice());
    for keys in ["2", "3", "<F10>", "<Esc>2<F6>"] {
        desk.press(keys);
        shows(&desk, "%マウス取込");
    }
    desk.press("％");
    assert!(desk.model.mouse, "also in full width, also while a text is read");
    // In a field it is a letter.
    desk.press("<Esc>2/%");
    assert!(desk.model.mouse);
    assert_eq!(desk.model.list().query.value(), "%");
}
