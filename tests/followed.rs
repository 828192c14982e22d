//! What is shown of an opinion that much has been said of: every part of it, at every size.

#[path = "support/desk.rs"]
mod desk;
#[path = "support/followed.rs"]
mod followed;

use followed::{entered, followed};

#[test]
fn a_rich_opinion_from_top_to_bottom() {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut desk = followed(width, height);
        desk.press("2<Home><Down>");
        insta::assert_snapshot!(format!("{width}x{height}_list"), desk.screen());
        desk.press("<Tab>");
        let mut seen = vec![desk.screen()];
        for _ in 0..60 {
            desk.press("<PgDn>");
            if Some(&desk.screen()) == seen.last() {
                break;
            }
            seen.push(desk.screen());
        }
        insta::assert_snapshot!(format!("{width}x{height}_detail"), seen.join("\n"));
    }
}

#[test]
fn what_was_entered_is_marked_and_told() {
    let mut desk = entered(80, 24);
    for (name, keys) in [
        ("opinions", "2<End>"),
        ("sessions", "5<End><Tab>"),
        ("history", "7<Home>"),
        ("filter", "2<F4>"),
        ("program", "3/成長産業<Enter><Tab><End>"),
    ] {
        desk.press("<Esc><Esc><Esc><Esc>");
        desk.press(keys);
        insta::assert_snapshot!(format!("entered_{name}"), desk.screen());
    }
    let mut desk = entered(60, 16);
    desk.press("7<Home>");
    insta::assert_snapshot!("60x16_history", desk.screen());
    let mut desk = entered(120, 40);
    desk.press("7<Home>");
    insta::assert_snapshot!("120x40_history", desk.screen());
}
