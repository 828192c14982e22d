//! What reaches the terminal: how many bytes a key costs, and that the screen is the one ratatui
//! itself would have shown.

#[path = "support/desk.rs"]
mod desk;
#[path = "support/wire.rs"]
mod wire;

use desk::Desk;
use shingi::{
    app::{Msg, View, layout::Size},
    shell::state::Writer,
    ui::theme::{Borders, Theme},
};
use wire::Wire;

#[test]
fn measure() {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        for theme in [Theme::TERMINAL, Theme::MONOCHROME] {
            for view in "1234567".chars() {
                let mut desk = Desk::whole(width, height);
                desk.theme = theme;
                let mut lean = Wire::new(Writer::Lean, desk.model.size);
                let mut stock = Wire::new(Writer::Stock, desk.model.size);
                let mut line = format!("{width}x{height} {view}");
                let (a, b, c) = (lean.show(&desk).len(), stock.show(&desk).len(), lean.changed);
                line += &format!(" first {a}/{b}/{c}");
                for keys in [view.to_string(), "<Down>".into(), "<Down>".into(), "<Down>".into(), "<PgDn>".into(), "<PgDn>".into(),"<Down>".into(), "<Down>".into(), "<Enter>".into(), "<Down>".into(), "<Down>".into(), "<Esc>".into(), "/".into(), "事".into(),  "<Esc>".into()] {
                    desk.press(&keys);
                    let (a, b, c) = (lean.show(&desk).len(), stock.show(&desk).len(), lean.changed);
                    if a as f64 > 1.35 * c as f64 + 64.0 { line += &format!(" OVER {:.2}", (a as f64 - 64.0) / c as f64); }
                    line += &format!(" {keys} {a}/{b}/{c}");
                    lean.assert_same(&stock, &keys);
                }
                println!("{line}");
            }
        }
    }
}
