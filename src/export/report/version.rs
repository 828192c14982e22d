//! 記録の版: what the report was made from, so that two files can be told apart.

use std::fmt;

use jiff::civil::{Date, DateTime};

use crate::{analysis::Council, domain::wareki, export::json, journal::Hash};

/// 記録の版. The same for the same record and the same part of the journal, on whatever day and
/// machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// 照合番号: of everything in record and journal that is seen.
    pub hash: String,
    /// How many events of the journal are seen.
    pub events: usize,
    /// The newest of them, by the writer's wall clock.
    pub newest: Option<DateTime>,
    /// The program that wrote it.
    pub program: &'static str,
}

impl Version {
    /// Of what is seen of the record.
    #[must_use]
    pub fn of(council: &Council) -> Self {
        // A day of its own, so that the figures of a later day come from the same version.
        let dump = json::text(&json::Dump::of(council, Date::constant(2000, 1, 1)));
        let events = &council.journal.events;
        Self {
            hash: Hash::of(&dump).0.to_string(),
            events: events.len(),
            newest: events.iter().map(|event| event.at.wall()).max(),
            program: env!("CARGO_PKG_VERSION"),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "照合番号 {}（日誌 {}件", self.hash, self.events)?;
        if let Some(newest) = self.newest {
            let (day, hour, minute) = (wareki(newest.date()), newest.hour(), newest.minute());
            write!(f, "、最終 {day} {hour}:{minute:02}")?;
        }
        write!(f, "、審議 {}）", self.program)
    }
}
