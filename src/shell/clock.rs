//! The clock: read here and nowhere else. Everything below gets the time as an argument.

use jiff::Zoned;

/// Now, in the time zone of this machine.
#[must_use]
pub fn now() -> Zoned {
    Zoned::now()
}
