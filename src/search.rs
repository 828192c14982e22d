//! Search: Japanese folding, fuzzy matching, ranking.
//!
//! Text and query are folded to the same form ([`fold()`]) and compared there; whatever is found is
//! mapped back, so that a highlight lies on the text as it is printed. The only door to
//! fuzzy-matcher.
//!
//! ```text
//! documents --fold_key--> Index --search(Query)--> Hits, best first
//! text of a visible row --fold--> highlight, excerpt
//! ```

pub mod fold;
mod highlight;
mod index;
mod place;
mod query;
mod readings;
mod romaji;
mod scattered;
mod script;
mod variant;

pub use fold::{Folded, fold, fold_id, fold_key};
pub use highlight::{excerpt, highlight};
pub use index::{Document, Field, Hit, Index, Rank, Search, Weight};
pub use query::Query;
pub use readings::load_readings;
