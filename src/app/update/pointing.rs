//! The mouse: what is pointed at is done as if its key had been pressed.

use super::{jump, moving, perform};
use crate::app::{
    Command, Effect, Focus, Model, Overlay,
    list::Step,
    msg::{Pointing, Target},
};

/// Rows that one notch of the wheel moves by.
const NOTCH: usize = 3;

/// A press on something, or the wheel over it.
pub fn pointed(model: &mut Model, target: Target, by: Pointing) -> Option<Effect> {
    match by {
        Pointing::Press => pressed(model, target),
        Pointing::WheelUp | Pointing::WheelDown => {
            turned(model, target, by == Pointing::WheelDown);
            None
        }
    }
}

fn pressed(model: &mut Model, target: Target) -> Option<Effect> {
    model.interrupted = false;
    model.notice = None;
    match target {
        Target::Command(command) => return perform(model, command),
        Target::View(view) => {
            // What was searched for stays, as after Enter.
            model.list_search = false;
            jump::show(model, view);
        }
        Target::Row(at) => {
            moving::select(model, at);
            // A menu is there to be chosen from, nothing else.
            if let Some(Overlay::Bar(_)) = model.overlay {
                return perform(model, Command::Choose);
            }
        }
        Target::Menu(at) => {
            if let Some(Overlay::Bar(bar)) = &mut model.overlay {
                bar.open(at);
            }
        }
        Target::Detail => {
            model.list_search = false;
            moving::into_detail(model);
        }
        Target::List => {
            if model.overlay.is_none() {
                model.focus = Focus::List;
            }
        }
        Target::Beside => {
            model.lift();
        }
    }
    None
}

fn turned(model: &mut Model, target: Target, down: bool) {
    let step = if down { Step::Down } else { Step::Up };
    match target {
        Target::Detail => moving::scroll_detail(model, down, NOTCH),
        Target::Row(_) | Target::List => {
            let focus = std::mem::replace(&mut model.focus, Focus::List);
            for _ in 0..NOTCH {
                moving::step(model, step);
            }
            model.focus = focus;
        }
        Target::Command(_) | Target::View(_) | Target::Menu(_) | Target::Beside => {}
    }
}

/// Gives the mouse back to the terminal, or takes it again.
pub fn turn_mouse(model: &mut Model) {
    model.mouse = !model.mouse;
    model.tell(if model.mouse {
        "マウスを使えます（行・画面・メニュー・ホイール）。% で端末に返します。"
    } else {
        "マウスを端末に返しました。なぞって選び、写せます。% で元に戻します。"
    });
}
