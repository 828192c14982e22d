//! 確認: what cannot be undone is named, and done only when `y` says so.

use super::Asked;
use crate::app::find::Shelf;

/// State of the box.
#[derive(Debug)]
pub struct Confirm {
    /// What would be done.
    pub question: String,
    /// What that means, a line each.
    pub means: Vec<String>,
    /// What `y` does.
    pub act: Act,
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// 引き継ぎ: writing into the record files.
    CarryOver(Asked),
    /// Throwing away 書きかけ of an earlier run, by its name.
    Draft(String),
    /// Keeping a search no longer, by its name.
    View(String, Shelf),
    /// Closing a form, and throwing away what was written in it.
    Discard,
}
