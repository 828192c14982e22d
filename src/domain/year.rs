//! Fiscal years as a Japanese office writes them, and the eras they are counted in.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// (first day, name, letter) of each era, newest first.
pub(super) const ERAS: [(Date, &str, char); 5] = [
    (Date::constant(2019, 5, 1), "令和", 'R'),
    (Date::constant(1989, 1, 8), "平成", 'H'),
    (Date::constant(1926, 12, 25), "昭和", 'S'),
    (Date::constant(1912, 7, 30), "大正", 'T'),
    (Date::constant(1868, 10, 23), "明治", 'M'),
];

/// 年度. A fiscal year, April to March, by the western year it begins in.
///
/// Written `R7` in the record; `令和7年度`, `令和７年` and `2025` are understood as well. A fiscal
/// year is named after the era its last day falls in only where that is its own first year, as the
/// 令和元年度 (April 2019) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(i16);

impl FiscalYear {
    /// The fiscal year that begins in April of this western year.
    #[must_use]
    pub fn from_western(year: i16) -> Self {
        Self(year)
    }

    /// The western year in whose April it begins.
    #[must_use]
    pub fn western(self) -> i16 {
        self.0
    }

    /// The fiscal year a day belongs to.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// Its first day, in April.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        Date::new(self.0, 4, 1).ok()
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The year after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Era and year in it. The year's last day decides, so that 2019 is 令和元年度.
    fn era(self) -> (&'static str, char, i16) {
        let (first, name, letter) = ERAS
            .into_iter()
            .find(|(first, ..)| first.year() <= self.0)
            .unwrap_or(ERAS[ERAS.len() - 1]);
        (name, letter, self.0.saturating_sub(first.year() - 1))
    }

    /// `令和7年度`.
    #[must_use]
    pub fn japanese(self) -> String {
        let (name, _, year) = self.era();
        format!("{name}{}年度", ordinal(year))
    }
}

impl fmt::Display for FiscalYear {
    /// `R7`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, letter, year) = self.era();
        write!(f, "{letter}{year}")
    }
}

impl FromStr for FiscalYear {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("年度は `R7` のように書きます（`{text}` は読めません）。");
        let half: String = text.chars().map(half_width).collect();
        let bare = half.trim().trim_end_matches("年度").trim_end_matches('年');
        let (first, rest) = ERAS
            .into_iter()
            .find_map(|(first, name, letter)| {
                let rest = bare
                    .strip_prefix(name)
                    .or_else(|| bare.strip_prefix([letter, letter.to_ascii_lowercase()]))?;
                Some((first.year() - 1, rest))
            })
            .unwrap_or((0, bare));
        let year =
            if rest == "元" { 1 } else { rest.trim().parse::<i16>().map_err(|_| wrong())? };
        let western = first.checked_add(year).ok_or_else(wrong)?;
        if (1868..=2999).contains(&western) && year > 0 { Ok(Self(western)) } else { Err(wrong()) }
    }
}

impl Serialize for FiscalYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FiscalYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A year of an era: `元`, `2`.
pub(super) fn ordinal(year: i16) -> String {
    if year == 1 { "元".to_owned() } else { year.to_string() }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_fiscal_year_is_understood_however_an_office_writes_it() {
        for text in ["R7", "r7", "令和7年度", "令和７年度", "令和7年", "Ｒ７", "2025", " 2025年度"]
        {
            assert_eq!(text.parse(), Ok(FiscalYear(2025)), "{text}");
        }
        assert_eq!("H30".parse(), Ok(FiscalYear(2018)));
        assert_eq!("令和元年度".parse(), Ok(FiscalYear(2019)));
        for text in ["", "R", "R0", "R-1", "七", "20255", "R7.5", "R32767", "32767"] {
            assert!(text.parse::<FiscalYear>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_is_written_in_its_era() {
        for (year, short, long) in
            [(2025, "R7", "令和7年度"), (2019, "R1", "令和元年度"), (2018, "H30", "平成30年度")]
        {
            let year = FiscalYear::from_western(year);
            assert_eq!((year.to_string().as_str(), year.japanese().as_str()), (short, long));
        }
    }

    #[test]
    fn a_fiscal_year_runs_from_april_to_march() {
        assert_eq!(FiscalYear::of(date(2026, 3, 31)).to_string(), "R7");
        assert_eq!(FiscalYear::of(date(2026, 4, 1)).to_string(), "R8");
    }
}
