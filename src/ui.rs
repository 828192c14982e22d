//! How the dashboard looks: the model becomes cells. Changes nothing.
//!
//! Everything on a screen is written through [`text`], in the styles and characters of
//! [`theme`]: no screen makes a span of its own, names a colour, or spells a frame.

pub mod input;
pub mod popup;
pub mod text;
pub mod theme;
