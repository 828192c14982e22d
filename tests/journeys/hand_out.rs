//! What is shown, asked for as a file.

use super::desk::Desk;
use shingi::{
    app::overlay::{Extract, Order, Sort},
    journal::Edition,
};

fn ordered(desk: &mut Desk) -> Order {
    desk.ordered.take().expect("a file is asked for")
}

#[test]
fn what_is_filtered_on_screen_is_what_is_asked_for() {
    let mut desk = Desk::open(80, 24);
    desk.press("2/スタートアップ<Enter><C-e>");
    let screen = desk.screen();
    assert!(screen.contains("を書き出す"), "{screen}");
    for row in ["庁内版", "委員版", "公表版", "Excel（印刷・集計）", "JSON（ほかのソフト）"]
    {
        assert!(screen.contains(row), "{row}: {screen}");
    }
    desk.press("<Enter>");
    let order = ordered(&mut desk);
    assert_eq!((order.sort, order.edition), (Sort::Xlsx, Edition::Office));
    assert_eq!(order.filter, ["検索「スタートアップ」"]);
    let records = &desk.model.council.records;
    let shown = desk.model.opinions.list.rows().iter().map(|row| records.opinions[*row].id.clone());
    assert_eq!(order.shown, Extract::Opinions(shown.collect()));
    assert!(desk.model.overlay.is_none());

    desk.press("<Esc><C-e><Down><Enter>");
    let order = ordered(&mut desk);
    assert_eq!((order.sort, order.shown, order.filter.len()), (Sort::Html, Extract::All, 0));
    desk.press("3E<End><Enter>");
    let order = ordered(&mut desk);
    assert_eq!((order.sort, order.edition), (Sort::Json, Edition::Public));
    assert!(matches!(order.shown, Extract::Programs(ids) if ids.len() > 60));
    desk.press("1<C-e><Enter>");
    assert_eq!(ordered(&mut desk).shown, Extract::All);
    desk.press("<C-e><Esc>");
    assert_eq!(desk.ordered, None);
}

#[test]
fn a_member_is_offered_no_edition_of_the_secretariats_own() {
    let mut desk = Desk::open(80, 24).reader("mori");
    desk.press("2<C-e>");
    let screen = desk.screen();
    assert!(screen.contains("委員版") && !screen.contains("庁内版"), "{screen}");
    desk.press("<Enter>");
    assert_eq!(ordered(&mut desk).edition, Edition::Members);
}
