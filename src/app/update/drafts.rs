//! 書きかけ of earlier runs: gone on with, thrown away, or left for the next time.

use crate::app::{
    Effect, Model, Overlay,
    draft::Kept,
    overlay::{Act, Confirm, Drafts},
};

impl Model {
    /// Offers what was being typed when the dashboard ended before, as far as it can be gone on with
    /// here. The rest stays where it is kept.
    pub fn offer(&mut self, kept: Vec<Kept>) {
        let (fitting, others): (Vec<_>, Vec<_>) =
            kept.into_iter().partition(|kept| kept.draft.fits(&self.access));
        if !others.is_empty() {
            let count = others.len();
            self.tell(format!(
                "書きかけが {count}件あります。書ける開き方で開くと、続けられます。"
            ));
        }
        if !fitting.is_empty() {
            self.lay(Overlay::Drafts(Drafts::new(fitting)));
        }
        self.settle();
    }
}

/// 続ける.
pub fn take_up(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::Drafts(drafts)) = &model.overlay else { return None };
    let Kept { name, draft, .. } = drafts.selected()?.clone();
    let others = drafts.kept.len() - 1;
    let before = model.overlay.take();
    if let Err(why) = model.reopen(&draft) {
        model.overlay = before;
        model.refuse(format!("{why}控えは残してあります: {name}"));
        return None;
    }
    let left = match others {
        0 => String::new(),
        others => format!(" ほかの {others}件は、次に開いたとき続けられます。"),
    };
    if model.draft().is_none() {
        model.lift();
        model.tell(format!("すでに同じ内容で保存してあります。{left}"));
    } else {
        model.tell(format!("書きかけの続きです。{left}"));
    }
    Some(Effect::ForgetDraft(name))
}

/// 捨てる, which nothing takes back: asked about first.
pub fn before_discarding(model: &mut Model) {
    let Some(Overlay::Drafts(drafts)) = &model.overlay else { return };
    let Some(kept) = drafts.selected() else { return };
    let question = "この書きかけを捨てますか。".to_owned();
    let means = vec!["捨てた文は、あとから戻せません。".to_owned()];
    let act = Act::Draft(kept.name.clone());
    model.lay(Overlay::Confirm(Confirm { question, means, act }));
}

/// Throws away what was asked about.
pub fn discard(model: &mut Model, name: String) -> Option<Effect> {
    let Some(Overlay::Drafts(drafts)) = &mut model.overlay else { return None };
    drafts.kept.retain(|kept| kept.name != name);
    if drafts.kept.is_empty() {
        model.lift();
    }
    model.done("書きかけを捨てました。");
    Some(Effect::ForgetDraft(name))
}
