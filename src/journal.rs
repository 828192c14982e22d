//! The journal: what people said. Each person appends to a file of their own; nothing is rewritten.

mod event;

pub use event::{Act, Event, Hash, Link, Moment, Saying, Way};
