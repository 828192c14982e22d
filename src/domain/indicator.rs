//! Indicators: what a source measures, and against what.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::{AreaId, FiscalYear, IndicatorId, ProgramId, SourceId};

/// 指標 (KPI). A figure with a baseline, targets and actual values by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// 識別子.
    pub id: IndicatorId,
    /// 出典. Named once at the head of its file; the loader fills it in.
    #[serde(skip)]
    pub source: SourceId,
    /// The project it stands under.
    pub area: AreaId,
    /// Its number as printed: `①`.
    pub label: String,
    /// 名称, without number and unit.
    pub name: String,
    /// 単位: 人, 件, %, 千円.
    pub unit: String,
    /// 基準値. Absent where none is printed.
    #[serde(default)]
    pub baseline: Option<Reading>,
    /// 目標値, oldest first.
    #[serde(default)]
    pub targets: Vec<Reading>,
    /// 実績値, oldest first.
    #[serde(default)]
    pub actuals: Vec<Reading>,
    /// 振り返り: what the source says about it, paragraph by paragraph.
    #[serde(default)]
    pub review: Vec<String>,
    /// 主な取組, paragraph by paragraph.
    #[serde(default)]
    pub efforts: Vec<String>,
    /// Notes printed beside the figures: `※R4.10.31時点`.
    #[serde(default)]
    pub notes: Vec<String>,
    /// 事業 it measures. Ours, not printed.
    #[serde(default)]
    pub programs: Vec<ProgramId>,
    /// Ours, not printed: what was noticed here.
    #[serde(default)]
    pub source_note: Option<String>,
}

/// 値. What is printed for one year: a number, words instead of one, or a number with words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// 年度.
    pub year: FiscalYear,
    /// The number. Absent where none is printed (`測定中`, `－`): neither zero nor nothing to say.
    #[serde(default)]
    pub value: Option<Quantity>,
    /// The words: 上半期, 見込み, 測定中, －.
    #[serde(default)]
    pub qualifier: Option<String>,
}

/// 数量. A number with at most one decimal, held in tenths. Written `"75.4"` or `"28177"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(pub i64);

impl fmt::Display for Quantity {
    /// `28,177`, `75.4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "△" } else { "" };
        let tenths = self.0.unsigned_abs();
        let whole = super::ThousandYen(i64::try_from(tenths / 10).unwrap_or(i64::MAX));
        match tenths % 10 {
            0 => f.pad(&format!("{sign}{whole}")),
            tenth => f.pad(&format!("{sign}{whole}.{tenth}")),
        }
    }
}

impl FromStr for Quantity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("数量は `28177` か `75.4` のように書きます（`{text}` は読めません）。");
        let (sign, bare) = match text.trim().strip_prefix(['△', '-']) {
            Some(rest) => (-1, rest),
            None => (1, text.trim()),
        };
        let (whole, tenth) = bare.split_once('.').unwrap_or((bare, "0"));
        let whole = whole.replace(',', "");
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(&whole) || !all_digits(tenth) || tenth.len() != 1 {
            return Err(wrong());
        }
        let tenths: i64 = format!("{whole}{tenth}").parse().map_err(|_| wrong())?;
        Ok(Self(sign * tenths))
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_read_back_what_they_write() {
        for text in ["28,177", "75.4", "0", "16", "△0.5", "△1,234"] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), text);
        }
        assert_eq!("28177".parse(), Ok(Quantity(281_770)));
        assert_eq!("16.0".parse(), Ok(Quantity(160)));
        for text in ["", "測定中", "1.25", ".", "+1", "-", "1.+"] {
            assert!(text.parse::<Quantity>().is_err(), "{text}");
        }
    }
}
