//! What is named before it is done: the rows of help, palette and menu, and what cannot be undone.

use super::{carry, drafts, perform};
use crate::app::{
    Command, Effect, Model, Overlay,
    keymap::items,
    overlay::{Act, Confirm},
};

/// Does what the selected row of the help, the palette or the menu says, where that does something;
/// otherwise tells why not.
pub fn run(model: &mut Model) -> Option<Effect> {
    let (command, trouble): (Command, Option<String>) = match &model.overlay {
        Some(Overlay::Help(help)) => {
            let binding = help.selected()?;
            let elsewhere = (!help.counts(binding)).then(|| {
                let in_views = items::Title::of(binding.command);
                in_views.and_then(|_| items::trouble(model, binding.command)).unwrap_or_else(|| {
                    format!("「{}」を開いているときのキーです。", binding.scope.heading())
                })
            });
            (binding.command, elsewhere)
        }
        Some(Overlay::Palette(palette)) => {
            palette.selected().map(|item| (item.command, item.trouble.clone()))?
        }
        Some(Overlay::Bar(bar)) => {
            bar.selected().map(|item| (item.command, item.trouble.clone()))?
        }
        _ => return None,
    };
    if let Some(why) = trouble {
        model.tell(why);
        return None;
    }
    // It lay over the place whose keys it names: now they count again.
    model.lift();
    perform(model, command)
}

/// Asks before what was written in a form is thrown away.
pub fn before_discarding(model: &mut Model) {
    let means = vec![
        "捨てた文は、あとから戻せません。".to_owned(),
        "書き続けるときは Enter か Esc、保存は戻ってから F7 です。".to_owned(),
    ];
    let question = "書きかけです。保存せずに捨てますか。".to_owned();
    model.lay(Overlay::Confirm(Confirm { question, means, act: Act::Discard }));
}

/// Does what was asked about.
pub fn agree(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Confirm(confirm)) = &model.overlay else { return None };
    let act = confirm.act.clone();
    model.lift();
    match act {
        Act::CarryOver(asked) => carry::agreed(model, &asked),
        Act::Draft(name) => drafts::discard(model, name),
        Act::View(name, shelf) => Some(Effect::DropView { name, shelf }),
        Act::Discard => {
            model.lift();
            None
        }
    }
}
