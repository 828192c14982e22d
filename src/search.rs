//! Search: Japanese folding, fuzzy matching, ranking.
