//! `--as-of`: the day whose figures are wanted.

use jiff::{ToSpan, civil::Date};

use crate::{
    domain::{parse_date, wareki},
    problem::{Problem, Severity},
};

/// The day a person means. One without a year is the last such day.
///
/// # Errors
///
/// When it is no day, or none that has come yet.
pub fn day(typed: &str, today: Date) -> Result<Date, Box<Problem>> {
    let named = parse_date(typed, today).map_err(|why| refused(&why))?;
    if named <= today {
        return Ok(named);
    }
    // Only a day without a year is read from another day on as another one.
    let year_ago = today.saturating_sub(1.year()).tomorrow().unwrap_or(today);
    let last = parse_date(typed, year_ago).unwrap_or(named);
    if last <= today {
        return Ok(last);
    }
    Err(refused(&format!("{}は、まだ来ていません。", wareki(named))))
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
