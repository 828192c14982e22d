//! Indicators year by year: target against actual, and whether it was reached.

use crate::domain::{FiscalYear, Indicator, Quantity, Reading};

/// 指標の一年度. What is printed for one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndicatorYear<'a> {
    /// 年度.
    pub year: FiscalYear,
    /// 基準値.
    pub baseline: Option<&'a Reading>,
    /// 目標値.
    pub target: Option<&'a Reading>,
    /// 実績値.
    pub actual: Option<&'a Reading>,
    /// Whether less is better: the targets go down from the baseline.
    falls: bool,
}

impl IndicatorYear<'_> {
    /// Whether the target was reached. `None` unless both are printed as plain numbers: 上半期 and
    /// 見込み are no result yet, and 測定中 is no number.
    #[must_use]
    pub fn reached(&self) -> Option<bool> {
        let (target, actual) = (plain(self.target?)?, plain(self.actual?)?);
        Some(if self.falls { actual <= target } else { actual >= target })
    }

    /// The numbers of target and actual, where both are printed, qualified or not.
    #[must_use]
    pub fn numbers(&self) -> Option<(Quantity, Quantity)> {
        Some((self.target?.value?, self.actual?.value?))
    }
}

/// Every year that something is printed for, oldest first.
#[must_use]
pub fn indicator_years(indicator: &Indicator) -> Vec<IndicatorYear<'_>> {
    let Indicator { baseline, targets, actuals, .. } = indicator;
    let all = baseline.iter().chain(targets).chain(actuals);
    let mut years: Vec<_> = all.map(|reading| reading.year).collect();
    years.sort_unstable();
    years.dedup();
    years.into_iter().map(|year| of_year(indicator, year)).collect()
}

/// The newest year that an actual value or words for one are printed for; before there is one, the
/// newest year of all. A dash says nothing.
#[must_use]
pub fn newest_year(indicator: &Indicator) -> Option<IndicatorYear<'_>> {
    let told = indicator.actuals.iter().filter(|reading| says_something(reading));
    let any = indicator.targets.iter().chain(&indicator.baseline);
    let year = told.map(|it| it.year).max().or_else(|| any.map(|it| it.year).max())?;
    Some(of_year(indicator, year))
}

fn of_year(indicator: &Indicator, year: FiscalYear) -> IndicatorYear<'_> {
    let of = |readings: &'_ [Reading]| readings.iter().position(|it| it.year == year);
    let last = indicator.targets.iter().rev().find_map(plain);
    let start = indicator.baseline.as_ref().and_then(plain);
    IndicatorYear {
        year,
        baseline: indicator.baseline.as_ref().filter(|it| it.year == year),
        target: of(&indicator.targets).map(|at| &indicator.targets[at]),
        actual: of(&indicator.actuals).map(|at| &indicator.actuals[at]),
        falls: start.zip(last).is_some_and(|(start, last)| last < start),
    }
}

/// The number, where nothing is said beside it.
fn plain(reading: &Reading) -> Option<Quantity> {
    reading.value.filter(|_| reading.qualifier.is_none())
}

/// Whether a reading is more than a dash.
#[must_use]
pub fn says_something(reading: &Reading) -> bool {
    let dash = |c: char| matches!(c, '-' | '－' | '―' | '—' | '–' | '−' | 'ー');
    reading.value.is_some()
        || reading.qualifier.as_ref().is_some_and(|words| !words.trim().chars().all(dash))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(year: i16, printed: &str) -> Reading {
        let (value, words) = printed.split_once(' ').unwrap_or((printed, ""));
        let (value, words) = match value.parse() {
            Ok(value) => (Some(value), words),
            Err(_) => (None, printed),
        };
        let qualifier = (!words.is_empty()).then(|| words.to_owned());
        Reading { year: FiscalYear::from_western(year), value, qualifier }
    }

    fn indicator(baseline: &str, targets: [&str; 2], actuals: [&str; 2]) -> Indicator {
        let of = |printed: [&str; 2]| {
            (2022..)
                .zip(printed)
                .filter(|(_, text)| !text.is_empty())
                .map(|(y, t)| reading(y, t))
                .collect()
        };
        Indicator {
            id: "i".into(),
            source: "s".into(),
            area: "a".into(),
            label: "①".to_owned(),
            name: "移住者数".to_owned(),
            unit: "人".to_owned(),
            baseline: (!baseline.is_empty()).then(|| reading(2021, baseline)),
            targets: of(targets),
            actuals: of(actuals),
            review: Vec::new(),
            efforts: Vec::new(),
            notes: Vec::new(),
            programs: Vec::new(),
            source_note: None,
        }
    }

    #[test]
    fn a_target_is_reached_only_where_both_are_plain_numbers() {
        for (baseline, target, actual, reached) in [
            ("51", "60", "73", Some(true)),
            ("51", "75.5", "75.5", Some(true)),
            ("51", "95", "74", Some(false)),
            ("0", "0", "0", Some(true)),
            ("51", "95", "120 上半期", None),
            ("51", "95 見込み", "120", None),
            ("51", "95", "測定中", None),
            ("51", "95", "-", None),
            ("51", "－", "120", None),
            ("51", "95", "", None),
            ("51", "", "120", None),
            ("51", "40", "38", Some(true)),
            ("51", "40", "45", Some(false)),
            ("-", "40", "45", Some(true)),
        ] {
            let indicator = indicator(baseline, [target, ""], [actual, ""]);
            let years = indicator_years(&indicator);
            let of = years.iter().find(|it| it.year == FiscalYear::from_western(2022));
            assert_eq!(of.and_then(IndicatorYear::reached), reached, "{target} {actual}");
        }
    }

    #[test]
    fn the_newest_year_is_the_last_one_that_anything_is_told_of() {
        for (targets, actuals, newest) in [
            (["60", "75"], ["73", "112"], Some(2023)),
            (["60", "75"], ["73", "測定中"], Some(2023)),
            (["60", "75"], ["73", "-"], Some(2022)),
            (["60", "75"], ["", ""], Some(2023)),
            (["60", ""], ["－", "－"], Some(2022)),
            (["", ""], ["", ""], Some(2021)),
        ] {
            let indicator = indicator("51", targets, actuals);
            let year = newest_year(&indicator).map(|it| it.year);
            assert_eq!(year, newest.map(FiscalYear::from_western), "{targets:?} {actuals:?}");
        }
        assert_eq!(newest_year(&indicator("", ["", ""], ["", ""])), None);
    }
}
