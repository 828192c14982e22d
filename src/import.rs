//! What other papers and programs hold, on its way into the record: the text of a printed report,
//! and tables.
//!
//! Everything here is made from text and bytes alone; nothing is read or written. What is not
//! understood is said, with its line or cell, and never guessed.

pub mod answers;
pub mod bytes;
pub mod report;
pub mod table;
mod tidy;
