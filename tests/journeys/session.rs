//! The next start is where the last one ended, whatever became of the record meanwhile.

use shingi::app::{Focus, View, screen::Order};

use crate::{desk::Desk, shows};

fn resumed(desk: &Desk) -> Desk {
    let mut again = desk.again("yamada");
    again.model.resume(&desk.model.session());
    again
}

#[test]
fn view_row_filter_search_and_order_are_there_again() {
    let mut desk = Desk::open(80, 24);
    desk.press("3<F8><F8><F3>支援<Enter><Down><Down>");
    let program = desk.selected().unwrap();
    desk.press("2<F4><Down><Enter><Esc><Down>");
    let (opinion, filter) = (desk.selected().unwrap(), desk.model.filter().unwrap().words());
    assert!(!filter.is_empty());
    desk.press("4<F8>%2<Tab>");
    let mut again = resumed(&desk);
    assert_eq!(again.model.view, View::Opinions);
    assert_eq!(again.selected(), Some(opinion));
    assert_eq!(again.model.filter().unwrap().words(), filter);
    assert_eq!(again.model.focus, Focus::List);
    assert_eq!(again.notice(), "前回の絞り込み・検索のまま開きました。Esc で全部を表示します。");
    shows(&again, "%マウス取込");
    again.press("<Esc>");
    assert!(again.model.filter().unwrap().is_empty());
    again.press("3");
    assert_eq!(again.selected(), Some(program));
    assert_eq!(again.model.programs.order, Order::Budget);
    assert_eq!(again.model.list().query.value(), "支援");
    again.press("4");
    shows(&again, "求める意見のない事業");
}

#[test]
fn a_first_start_and_a_session_without_filters_say_nothing() {
    let desk = Desk::open(80, 24);
    let again = resumed(&desk);
    assert_eq!((again.model.view, again.notice()), (View::Overview, ""));
    assert_eq!(again.screen(), desk.screen());
}

#[test]
fn what_the_record_no_longer_has_is_left_out() {
    let mut desk = Desk::whole(80, 24);
    desk.press("3<End>2<F4><Down><Enter><Esc><End>7<F3>ない言葉<Enter>2");
    let mut session = desk.model.session();
    // Another record, an empty one, and words that no longer exist.
    for other in [Desk::open(80, 24), Desk::empty(80, 24)] {
        let mut other = other;
        other.model.resume(&session);
        assert_eq!(other.model.view, View::Opinions);
        let list = other.model.list();
        assert_eq!(list.rows().is_empty(), list.row().is_none());
        for keys in ["1", "2", "3", "4", "5", "6", "7", "<Down><Enter><Esc><Esc>"] {
            other.press(keys);
            other.screen();
        }
    }
    session.view = "なくなった画面".to_owned();
    session.order = "なくなった順".to_owned();
    session.column = usize::MAX;
    for left in session.views.values_mut() {
        left.filter.clear();
        left.filter.insert("対応".to_owned(), "なくなった言葉".to_owned());
        left.place.id = Some("なくなった記録".to_owned());
        left.place.at = usize::MAX;
        left.query = "\u{1b}[2J".to_owned();
    }
    let mut desk = Desk::whole(80, 24);
    desk.model.resume(&session);
    assert_eq!(desk.model.view, View::Overview);
    for keys in ["1", "2", "3", "4", "<F8>", "5", "6", "7"] {
        desk.press(keys);
        assert!(!desk.screen().contains('\u{1b}'));
        assert!(desk.model.filter().is_none_or(shingi::app::filter::Filter::is_empty));
        desk.press("<Left><Right><Esc>");
    }
    desk.press("2");
    assert!(desk.selected().is_some());
}

#[test]
fn a_row_that_has_gone_leaves_the_one_in_its_place() {
    let mut desk = Desk::open(80, 24);
    desk.press("2<Home><Down><Down><Down>");
    let mut session = desk.model.session();
    let left = session.views.get_mut("意見").unwrap();
    assert_eq!((left.place.id.as_deref(), left.place.at), (Some("city-r7/ア(エ)"), 3));
    left.place.id = Some("city-r7/消えた".to_owned());
    let mut again = desk.again("yamada");
    again.model.resume(&session);
    assert!(again.selected().unwrap().starts_with("ア(エ)"), "{:?}", again.selected());
}
