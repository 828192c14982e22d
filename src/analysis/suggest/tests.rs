use super::*;
use crate::{
    domain::Person,
    journal::{Journal, Link, Saying},
    records::{load_texts, record_files},
};
