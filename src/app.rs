//! What the dashboard does: keys become messages, messages change the model. No terminal, no files.

mod command;
pub mod draft;
mod field;
pub mod filter;
pub mod find;
pub mod form;
mod key;
pub mod keymap;
pub mod layout;
pub mod list;
mod look;
mod model;
mod msg;
pub mod overlay;
pub mod screen;
mod session;
mod trail;
mod update;

pub use command::{Command, Doer, Topic};
pub use draft::Draft;
pub use key::{Code, Key};
pub use look::Look;
pub use model::{Access, Focus, Measure, Model, Notice, Tone, View};
pub use msg::{Copy, Effect, Msg, Pointing, Target};
pub use overlay::Overlay;
pub use session::{Left, Session};
pub use trail::Spot;
pub use update::update;
