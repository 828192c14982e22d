//! The event: who said something, and when.

use std::{cmp::Ordering, fmt, str::FromStr, sync::Arc};

use jiff::{SignedDuration, Timestamp, Zoned, civil::DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::Saying;
use crate::domain::{EventId, Person};

/// 日誌の一件. One thing a person said, as it stands on one line of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// 識別子. Equal id and equal content = the same event, however often it was copied.
    pub id: EventId,
    /// The writer's own count, given under the lock. A gap means that lines were lost.
    pub n: u64,
    /// 日時. For showing only: no clock decides what is true.
    pub at: Moment,
    /// 記入者.
    pub by: Person,
    /// The number of the real user, where the name is not that user's login but was given with
    /// `--as`: several people share a login.
    pub uid: Option<u32>,
    /// Set where one act said several things: all of them count, or none.
    pub act: Option<Act>,
    /// What was said.
    pub saying: Saying,
}

impl Event {
    /// The order of showing: by time, then by writer, then as the writer counted.
    pub(super) fn by_time(&self, other: &Self) -> Ordering {
        (self.at.instant.cmp(&other.at.instant))
            .then_with(|| self.by.cmp(&other.by))
            .then_with(|| self.n.cmp(&other.n))
            .then_with(|| self.id.cmp(&other.id))
    }
}

/// 一度の操作. Ties the events of one act together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The same for every event of the act: the id of its first.
    pub id: EventId,
    /// How many events the act has.
    pub of: usize,
}

/// 日時. When an event was written: an instant, and the wall clock the writer saw.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// UTC.
    pub instant: Timestamp,
    /// `2026-11-21T10:05:33+09:00`.
    written: Arc<str>,
}

impl Moment {
    /// The moment a clock shows, to the millisecond and with its offset from UTC.
    #[must_use]
    pub fn of(now: &Zoned) -> Self {
        let rest = SignedDuration::from_nanos((now.subsec_nanosecond() % 1_000_000).into());
        Self::exactly(&now.saturating_sub(rest))
    }

    /// The same, but later than what the person said last, whatever the clock does: one's own acts
    /// keep their order.
    #[must_use]
    pub fn after(last: Option<&Self>, now: &Zoned) -> Self {
        let moment = Self::of(now);
        match last {
            Some(last) if last.instant >= moment.instant => {
                let next = last.instant.saturating_add(SignedDuration::from_millis(1));
                Self::exactly(&next.unwrap_or(last.instant).to_zoned(now.time_zone().clone()))
            }
            _ => moment,
        }
    }

    fn exactly(zoned: &Zoned) -> Self {
        let written = zoned.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string().into();
        Self { instant: zoned.timestamp(), written }
    }

    /// What the clock on the writer's wall showed.
    #[must_use]
    pub fn wall(&self) -> DateTime {
        // Checked when it was read: the text begins with a date and a time.
        self.written.get(..19).and_then(|wall| wall.parse().ok()).unwrap_or_default()
    }

    /// `11/21 10:05`.
    #[must_use]
    pub fn short(&self) -> String {
        let wall = self.wall();
        format!("{:>2}/{:02} {:02}:{:02}", wall.month(), wall.day(), wall.hour(), wall.minute())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "日時は `2026-11-21T10:05:33+09:00` のように書きます（`{text}` は読めません）。"
            )
        };
        let instant = text.parse().map_err(|_| wrong())?;
        let wall: Option<DateTime> = text.get(..19).and_then(|wall| wall.parse().ok());
        wall.map(|_| Self { instant, written: text.into() }).ok_or_else(wrong)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Way, sample};

    fn clock(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_moment_is_written_to_the_millisecond_and_never_ahead_of_the_clock() {
        let moment = Moment::of(&clock("2026-11-21T10:05:33.9879+09:00[Asia/Tokyo]"));
        assert_eq!(moment.to_string(), "2026-11-21T10:05:33.987+09:00");
        assert_eq!(moment.to_string().parse(), Ok(moment));
    }

    #[test]
    fn a_moment_follows_the_last_one_whatever_the_clock_does() {
        let last = "2026-11-21T10:05:33+09:00".parse().unwrap();
        for (now, written) in [
            ("2026-11-21T10:05:34+09:00[Asia/Tokyo]", "2026-11-21T10:05:34+09:00"),
            ("2026-11-21T10:05:33.0005+09:00[Asia/Tokyo]", "2026-11-21T10:05:33.001+09:00"),
            ("1970-01-01T00:00:00+09:00[Asia/Tokyo]", "2026-11-21T10:05:33.001+09:00"),
        ] {
            let moment = Moment::after(Some(&last), &clock(now));
            assert_eq!(moment.to_string(), written);
            assert!(moment > last);
            assert_eq!(moment.wall().to_string().get(..19), written.get(..19));
            assert_eq!(written.parse(), Ok(moment));
        }
    }

    #[test]
    fn acts_of_one_moment_stay_together_and_in_their_order() {
        let said = |id: &str, n, by| Event {
            at: sample::moment(0),
            ..sample::event(id, n, by, sample::retract("x", Way::Undo))
        };
        let mut events =
            [said("d", 2, "sato"), said("c", 1, "abe"), said("a", 9, "abe"), said("b", 1, "sato")];
        events.sort_by(Event::by_time);
        assert_eq!(events.map(|event| event.id.to_string()), ["c", "a", "b", "d"]);
    }

    #[test]
    fn a_time_that_is_none_is_refused() {
        for text in ["", "2026-11-21", "10:05", "2026-11-21T10:05:33", "２０２６-11-21T10:05:33Z"]
        {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }
}
