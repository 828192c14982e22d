//! What people say of opinions and links, in forms: one after another, or of several at once.

use super::{desk::Desk, shows};
use shingi::app::Overlay;

#[test]
fn look() {
    let mut desk = Desk::open(80, 24);
    for keys in [
        "2/メンター<Enter>",
        "<F8>",
        "r",
        "2",
        "<Tab><Tab>窓口で相談に応じています。",
        "<F7>",
        "p2<F7>",
        "<Tab><Tab>R9.3.31<F7>",
        "<Esc><Space><Space><Space>r",
        "3<F7>",
        "<Esc><F2>",
        "<F4>",
    ] {
        desk.press(keys);
        println!("=== {keys}\n{}", desk.screen());
    }
}
