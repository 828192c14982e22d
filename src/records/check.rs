//! Recomputes everything the sources print.
use super::Records;
use crate::problem::Problem;
/// Stub.
pub fn check(_: &Records) -> Vec<Problem> {
    Vec::new()
}
