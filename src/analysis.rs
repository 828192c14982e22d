//! What follows from records and journal: computed, never stored.
