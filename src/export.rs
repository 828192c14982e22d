//! The record in other forms, one format a file.

pub mod changes;
pub mod json;
