//! The search over everything: what is asked, what is found, what the conditions could be.

mod ask;
mod facts;
mod finding;
mod kept;

pub use ask::{Ask, By, Completion, Condition, Head, completion, written};
pub use facts::words_of;
pub use finding::{Finding, Group};
pub use kept::{Kept, Shelf, remembered};
