//! `--as-of`: the day whose figures are wanted.

use jiff::civil::Date;

use crate::{
    domain::parse_past,
    problem::{Problem, Severity},
};

/// The day a person means. One without a year is the last such day.
///
/// # Errors
///
/// When it is no day, or none that has come yet.
pub fn day(typed: &str, today: Date) -> Result<Date, Box<Problem>> {
    parse_past(typed, today).map_err(|why| refused(&why))
}

fn refused(why: &str) -> Box<Problem> {
    let remedy = "--as-of の後に、今日までの日付を書いてください。";
    Box::new(Problem::new(Severity::Error, why, "何も表示していません。", remedy))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_one_that_has_come() {
        let today = date(2026, 11, 21);
        for (typed, read) in [
            ("2026-03-31", Some(date(2026, 3, 31))),
            ("R8.11.21", Some(today)),
            ("今日", Some(today)),
            ("3/31", Some(date(2026, 3, 31))),
            ("12月1日", Some(date(2025, 12, 1))),
            ("11/21", Some(today)),
            ("2026-11-22", None),
            ("R9.1.1", None),
            ("きのう", None),
        ] {
            assert_eq!(day(typed, today).ok(), read, "{typed}");
        }
    }
}
