//! What the dashboard does: keys become messages, messages change the model. No terminal, no files.

mod key;

pub use key::{Code, Key};
