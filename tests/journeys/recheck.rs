//! A link in doubt: why, what goes on in its place, and what a person makes of it.

use super::*;
use shingi::domain::{Extent, LinkKind};

const SOLD: &str = "city/食の販路拡大事業";
const HOME: &str = "city/国内における食の魅力発信事業";
const SALES: &str = "city-r7/イ(ア)";

/// What the report prints of the program under 備考.
const SPLIT: &str = r#"Lineage(successions: [Succession(
    kind: 分割,
    year: "R7",
    from: ["city/食の販路拡大事業"],
    to: ["city/国内における食の魅力発信事業", "city/半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業"],
    basis: Inferred(reason: "備考による。", certainty: おそらく),
)])"#;

/// Somebody linked a program that was split; another opens what waits.
fn doubted() -> Desk {
    let desk = Desk::open(80, 24);
    desk.keep("lineage.ron", SPLIT);
    let mut desk = desk.again("yamada");
    desk.somebody_links("sato", SALES, SOLD, LinkKind::Continuing, Extent::Full);
    desk.hear();
    desk.press("<Home>");
    assert!(desk.selected().unwrap().starts_with("要再確認"), "{}", desk.screen());
    desk.press("<Enter>");
    desk
}

fn is_doubted(desk: &Desk) -> bool {
    desk.model.council.suspect(&SALES.into(), &SOLD.into()).is_some()
}

#[test]
fn a_doubt_says_why_and_what_goes_on_and_one_key_and_a_note_settle_it() {
    let mut desk = doubted();
    shows(&desk, "要再確認 分割（R7）");
    shows(&desk, "後継: 国内における食の魅力発信事業・半導体関連企業");
    shows(&desk, "c確定");
    desk.press("c");
    shows(&desk, "イ(ア)「食の販路拡大事業」 を確かめる");
    shows(&desk, "[このまま続ける]");
    // Nothing happens to a link by looking at it.
    desk.press("<Esc>");
    assert!(is_doubted(&desk) && desk.model.overlay.is_none());
    desk.press("c<Tab>分割後も続く<F7>");
    assert_eq!(
        desk.notice(),
        "保存しました: イ(ア)「食の販路拡大事業」を再確認しました  F9 で戻す"
    );
    assert!(!is_doubted(&desk));
    assert_eq!(links(&desk, SALES), [format!("{SOLD} 継続・全部")]);
    desk.press("c");
    assert_eq!(desk.notice(), "この対応付けは確定しています。再確認の要るところはありません。");
    desk.press("<F9>");
    assert!(is_doubted(&desk));
}

#[test]
fn a_doubted_link_moves_to_a_successor_as_it_was_and_back() {
    let mut desk = doubted();
    desk.press("c<Right><F7>");
    assert!(
        desk.notice().contains("「国内における食の魅力発信事業」に付け替えました"),
        "{}",
        desk.notice()
    );
    assert_eq!(links(&desk, SALES), [format!("{HOME} 継続・全部")]);
    desk.press("<F9>");
    assert_eq!(links(&desk, SALES), [format!("{SOLD} 継続・全部")]);
    desk.press("c4<F7>");
    assert!(desk.notice().contains("を外しました"), "{}", desk.notice());
    assert_eq!(links(&desk, SALES), [""; 0]);
}

#[test]
fn the_filter_finds_what_is_doubted() {
    let mut desk = doubted();
    desk.press("2<F4>");
    while !desk.screen().contains("│>    要再確認") {
        let before = desk.screen();
        desk.press("<Down>");
        assert_ne!(before, desk.screen(), "the end of the menu");
    }
    desk.press("<Enter><Esc>");
    assert_eq!(desk.model.opinions.list.rows().len(), 1, "{}", desk.screen());
}
