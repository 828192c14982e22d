//! Times of day as a Japanese office types them.

use jiff::civil::Time;
use unicode_normalization::UnicodeNormalization;

/// 時刻. Reads a time however an office writes it, full-width characters included: `10:00`,
/// `13時10分`, `午後1時10分`, `10時半`, `正午`.
///
/// # Errors
///
/// A sentence that repeats what was typed and says how a time is written.
pub fn parse_time(text: &str) -> Result<Time, String> {
    let typed: String = text.trim().chars().take(24).collect();
    let wrong = || {
        format!(
            "「{typed}」は時刻として読めません。10:00、13時10分、午後1時10分 のように書いてください。"
        )
    };
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    if folded == "正午" {
        return Time::new(12, 0, 0, 0).map_err(|_| wrong());
    }
    let (afternoon, rest) = match (folded.strip_prefix("午前"), folded.strip_prefix("午後")) {
        (Some(rest), _) => (Some(false), rest),
        (_, Some(rest)) => (Some(true), rest),
        _ => (None, folded.as_str()),
    };
    let (hour, minute) = rest.split_once(['時', ':']).ok_or_else(wrong)?;
    let by_colon = rest.contains(':');
    let minute = match minute.strip_suffix('分').unwrap_or(minute) {
        "" if !by_colon => 0,
        "半" if !by_colon => 30,
        digits if !by_colon || digits.len() == 2 => number(digits).ok_or_else(wrong)?,
        _ => return Err(wrong()),
    };
    let hour = number(hour).ok_or_else(wrong)?;
    let hour = match afternoon {
        Some(_) if hour > 12 => return Err(wrong()),
        Some(true) if hour < 12 => hour + 12,
        _ => hour,
    };
    Time::new(hour, minute, 0, 0).map_err(|_| wrong())
}

fn number(digits: &str) -> Option<i8> {
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_understood_however_an_office_writes_it() {
        for (text, hour, minute) in [
            ("10:00", 10, 0),
            ("１０：００", 10, 0),
            ("9:05", 9, 5),
            ("10時", 10, 0),
            ("13時10分", 13, 10),
            ("午前10時", 10, 0),
            ("午後1時10分", 13, 10),
            ("午後 1:10", 13, 10),
            ("10時半", 10, 30),
            ("正午", 12, 0),
            ("午後12時", 12, 0),
        ] {
            assert_eq!(parse_time(text), Ok(jiff::civil::time(hour, minute, 0, 0)), "{text}");
        }
        for text in
            ["", "10", "25:00", "10:60", "10:5", "午後13時", "十時", "-1:00", "+1:00", "10:+1"]
        {
            assert!(parse_time(text).is_err(), "{text}");
        }
    }
}
