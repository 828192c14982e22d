//! Undo and redo of one's own acts.

use crate::{
    app::{Effect, Model},
    journal,
};

/// How the last act is taken back, said with every act that can be.
pub const TAKE_BACK: &str = " F9 で戻す";

impl Model {
    /// Whether this person has an act to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        let council = &self.council;
        journal::undoable(&council.journal, &council.ledger, &self.person).is_some()
    }

    /// Whether this person has taken back an act that can be done again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        let council = &self.council;
        journal::redoable(&council.journal, &council.ledger, &self.person).is_some()
    }
}

/// Takes back this person's last act.
pub fn undo(model: &mut Model) -> Option<Effect> {
    if !model.may_undo() {
        return None;
    }
    let council = &model.council;
    let Some(act) = journal::undoable(&council.journal, &council.ledger, &model.person) else {
        model.tell("元に戻せる操作はありません。");
        return None;
    };
    let said = format!("元に戻しました: {}  U でやり直す", council.in_words(&act));
    Some(Effect::Append { sayings: journal::undo(&act), said })
}

/// Does again what was taken back last.
pub fn redo(model: &mut Model) -> Option<Effect> {
    if !model.may_undo() {
        return None;
    }
    let council = &model.council;
    let Some(act) = journal::redoable(&council.journal, &council.ledger, &model.person) else {
        model.tell("やり直せる操作はありません。");
        return None;
    };
    let said = format!("やり直しました: {}  {TAKE_BACK}", council.in_words(&act));
    Some(Effect::Append { sayings: journal::redo(&act), said })
}
