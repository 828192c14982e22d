//! Amounts and percentages, exactly as the sources print them.

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::FiscalYear;

/// 千円. An amount in thousands of yen, exactly as the source prints it; negative where it
/// prints △.
///
/// Never converted to yen: sources round to 千円, and sums of rounded figures must meet their
/// printed totals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ThousandYen(pub i64);

/// The largest amount that is read: sums of as many as a record can hold stay exact.
const LARGEST: i64 = 1_000_000_000_000_000;

impl<'de> Deserialize<'de> for ThousandYen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let amount = Self(i64::deserialize(deserializer)?);
        if amount.0.unsigned_abs() <= LARGEST.unsigned_abs() {
            return Ok(amount);
        }
        let largest = Self(LARGEST);
        let wrong = format!("金額は ±{largest} 千円までで書きます（`{amount}` は読めません）。");
        Err(D::Error::custom(wrong))
    }
}

impl ThousandYen {
    /// `1,041,900`, or `-` where none is printed.
    #[must_use]
    pub fn or_dash(amount: Option<Self>) -> String {
        amount.map_or_else(|| "-".to_owned(), |amount| amount.to_string())
    }

    /// `1,041,900千円`, or `記載なし`.
    #[must_use]
    pub fn with_unit(amount: Option<Self>) -> String {
        amount.map_or_else(|| "記載なし".to_owned(), |amount| format!("{amount}千円"))
    }
}

impl Add for ThousandYen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for ThousandYen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), Add::add)
    }
}

impl fmt::Display for ThousandYen {
    /// `1,041,900`, `△25`: without the unit, which stands once in a heading.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if self.0 < 0 {
            grouped.push('△');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&grouped)
    }
}

/// 金額. What a source prints for one fiscal year: a 決算額 or a 予算額, as the field that holds it
/// says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// 年度.
    pub year: FiscalYear,
    /// 千円.
    pub thousand_yen: ThousandYen,
    /// The wording, where the source prints another unit than 千円.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
}

/// 名のある金額. What a source prints under a name of its own: 関連予算, 2月補正（繰越）, 交付決定額.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedAmount {
    /// The name, as printed.
    pub label: String,
    /// 年度.
    pub year: FiscalYear,
    /// 千円.
    pub thousand_yen: ThousandYen,
    /// The wording, where the source prints another unit than 千円.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
}

/// 割合・ポイント. A percentage or a difference of percentages with one decimal, as printed.
///
/// Held in tenths of a percent. Written `"94.8%"` or, for points, `"△0.3"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub i64);

impl Percent {
    /// part / whole, rounded half up as the sources round. `None` where there is no whole.
    #[must_use]
    pub fn share(part: i64, whole: i64) -> Option<Self> {
        let (part, whole) = (i128::from(part), i128::from(whole));
        if whole <= 0 {
            return None;
        }
        i64::try_from((part * 2000 + whole).div_euclid(whole * 2)).ok().map(Self)
    }

    /// How far an amount moved against the one before, in percent of the one before.
    #[must_use]
    pub fn growth(before: ThousandYen, after: ThousandYen) -> Option<Self> {
        Self::share(after.0.checked_sub(before.0)?, before.0)
    }
}

impl fmt::Display for Percent {
    /// `94.8`, `△0.3`: without a sign of percent or point, which the heading names.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "△" } else { "" };
        let tenths = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{}", tenths / 10, tenths % 10))
    }
}

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("割合は `94.8%`、差は `△0.3` のように書きます（`{text}` は読めません）。");
        let bare = text.trim().trim_end_matches('%');
        let (sign, digits) = match bare.strip_prefix(['△', '-']) {
            Some(rest) => (-1, rest.trim_start()),
            None => (1, bare),
        };
        let (whole, tenth) = digits.split_once('.').ok_or_else(wrong)?;
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(tenth) || tenth.len() != 1 {
            return Err(wrong());
        }
        let tenths: i64 = format!("{whole}{tenth}").parse().map_err(|_| wrong())?;
        Ok(Self(sign * tenths))
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_a_minus_is_a_triangle() {
        for (amount, shown) in
            [(0, "0"), (7, "7"), (700, "700"), (1_041_900, "1,041,900"), (-248_137, "△248,137")]
        {
            assert_eq!(ThousandYen(amount).to_string(), shown);
        }
        assert_eq!(format!("{:>8}", ThousandYen(7_400)), "   7,400");
    }

    #[test]
    fn shares_round_half_up_to_a_tenth() {
        assert_eq!(Percent::share(1_622, 1_711), Some(Percent(948)));
        assert_eq!(Percent::share(1, 16), Some(Percent(63))); // 6.25
        assert_eq!(Percent::share(-1, 3), Some(Percent(-333)));
        assert_eq!(Percent::share(1, 0), None);
        assert_eq!(Percent::share(i64::MAX, 1), None);
        assert_eq!(Percent::growth(ThousandYen(i64::MAX), ThousandYen(i64::MIN)), None);
        assert_eq!(ThousandYen(i64::MIN) + ThousandYen(-1), ThousandYen(i64::MIN));
    }

    #[test]
    fn percentages_read_back_what_they_write() {
        for text in ["94.8", "△0.3", "0.0", "100.0"] {
            assert_eq!(text.parse::<Percent>().unwrap().to_string(), text);
        }
        assert_eq!("94.8%".parse(), Ok(Percent(948)));
        assert_eq!("△ 0.3".parse(), Ok(Percent(-3)));
        for text in ["", "94", "94.", ".8", "94.85", "NaN", "９４.８"] {
            assert!(text.parse::<Percent>().is_err(), "{text}");
        }
    }
}
