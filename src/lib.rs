//! 審議.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod journal;
pub mod problem;
pub mod records;
pub mod search;
pub mod shell;
pub mod shown;
pub mod ui;
