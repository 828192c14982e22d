//! 記述: figures in prose against what they must equal.

use super::{Finding, Locus, Records, Unit, plain::plain};
use crate::domain::{Claim, Column, Figure, Operand, Percent, Row, SourceId, Total};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (claim, row) in records.claims.iter().zip(0..) {
        for (figure, nth) in claim.figures.iter().zip(0..) {
            if let Some(what) = wrong(records, claim, figure) {
                let path = format!("figures.{nth}.printed");
                findings.push(Finding::new(Locus::Claim(row), path, what));
            }
        }
    }
    findings
}

/// What is wrong with a figure, if anything is.
fn wrong(records: &Records, claim: &Claim, figure: &Figure) -> Option<String> {
    let printed = &figure.printed;
    if !plain(&claim.text).contains(&plain(printed)) {
        return Some(format!("「{printed}」は、この記述の文の中にありません。"));
    }
    let Some(number) = Number::read(printed) else {
        return Some(format!("「{printed}」から数字を読み取れません。"));
    };
    match expected(records, claim, &figure.equals) {
        Expected::Unknown => None,
        Expected::Missing(what) => {
            Some(format!("「{printed}」の根拠となる{what}が記録にありません。"))
        }
        Expected::Figure(computed, unit) => (!number.fits(computed, unit)).then(|| {
            let computed = unit.show(computed);
            format!("「{printed}」と書かれていますが、記録では{computed}です。")
        }),
    }
}

/// What a figure must equal.
enum Expected {
    Figure(i128, Unit),
    /// The record should hold it and does not.
    Missing(String),
    /// The record need not hold it, or says elsewhere that it is missing.
    Unknown,
}

fn expected(records: &Records, claim: &Claim, operand: &Operand) -> Expected {
    match operand {
        Operand::SmallShare { scope, kind, year, column } => {
            let row = row(records, &claim.source, scope, kind);
            let contracts = row.and_then(|row| row.years.iter().find(|other| other.year == *year));
            share(contracts.map(|contracts| &contracts.small), *column, Unit::Percent)
                .unwrap_or_else(|| Expected::Missing(format!("割合（{scope}・{kind}・{year}）")))
        }
        Operand::SmallShareChange { scope, kind, column } => {
            let row = row(records, &claim.source, scope, kind);
            share(row.map(|row| &row.change.small), *column, Unit::Points)
                .unwrap_or_else(|| Expected::Missing(format!("割合の差（{scope}・{kind}）")))
        }
        Operand::Sum(words) => {
            let text = plain(&claim.text);
            let mut sum = 0;
            for word in words {
                match Number::read(word).filter(|_| text.contains(&plain(word))) {
                    Some(number) => sum += number.value(Unit::Count),
                    None => return Expected::Missing(format!("数字「{word}」")),
                }
            }
            Expected::Figure(sum, Unit::Count)
        }
        // Not compared yet.
        Operand::Rounded(..) | Operand::Same(_) => Expected::Unknown,
        Operand::Settled(id) | Operand::Budget(id) => {
            let Some(program) = records.program(id) else { return Expected::Unknown };
            let settled = matches!(operand, Operand::Settled(_));
            let amount =
                program.entries.iter().filter(|entry| entry.source == claim.source).find_map(
                    |entry| if settled { &entry.settled } else { &entry.budget }.as_ref(),
                );
            match amount {
                Some(amount) => Expected::Figure(i128::from(amount.thousand_yen.0), Unit::Yen),
                None => Expected::Missing(format!("「{}」の金額", program.name())),
            }
        }
        Operand::Sessions(year) => {
            let sessions = records.sessions.iter().filter(|session| session.fiscal_year == *year);
            match sessions.count() {
                // A year whose sessions no source lists is unknown, not empty.
                0 => Expected::Unknown,
                count => Expected::Figure(count as i128, Unit::Count),
            }
        }
    }
}

fn row<'a>(records: &'a Records, source: &SourceId, scope: &str, kind: &str) -> Option<&'a Row> {
    let tables = records.procurement.iter().filter(|all| all.source == *source);
    let mut tables = tables.flat_map(|all| &all.tables).filter(|table| table.scope == scope);
    tables.find_map(|table| table.rows.iter().find(|row| row.kind == kind))
}

fn share(total: Option<&Total>, column: Column, unit: Unit) -> Option<Expected> {
    let Percent(tenths) = match column {
        Column::Count => total?.count_share?,
        Column::Amount => total?.amount_share?,
    };
    Some(Expected::Figure(i128::from(tenths), unit))
}

/// A number in words: `80.4パーセント`, `0.6ポイントの低下`, `22,581千円`, `1.5億円`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    /// The number without its decimal point.
    digits: i128,
    /// How many of them stand behind the point.
    decimals: u32,
    /// How many 千円 one of it is; 1 for what is not money.
    scale: i128,
}

impl Number {
    fn read(words: &str) -> Option<Self> {
        let words = plain(words);
        let start = words.find(|c: char| c.is_ascii_digit())?;
        let rest = &words[start..];
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ',' | '.')).unwrap_or(rest.len());
        let number = rest[..end].trim_end_matches([',', '.']).replace(',', "");
        let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
        let digits: i128 = format!("{whole}{decimals}").parse().ok()?;
        let falls = words[..start].ends_with(['△', '▲', '-', '−'])
            || ["低下", "減少", "下降", "縮小"].iter().any(|word| rest.contains(word));
        let unit = &rest[end..];
        let scales = [("千円", 1), ("万円", 10), ("百万円", 1_000), ("億円", 100_000)];
        let scale = scales.iter().find(|(name, _)| unit.starts_with(name)).map_or(1, |(_, s)| *s);
        Some(Self {
            digits: if falls { -digits } else { digits },
            decimals: u32::try_from(decimals.len()).ok().filter(|decimals| *decimals <= 3)?,
            scale,
        })
    }

    /// The number in the unit a figure is held in, rounded down.
    fn value(self, unit: Unit) -> i128 {
        let tenths = if matches!(unit, Unit::Percent | Unit::Points) { 10 } else { 1 };
        self.digits * self.scale * tenths / 10_i128.pow(self.decimals)
    }

    /// Whether a figure, rounded to the places that are printed, is this number.
    fn fits(self, figure: i128, unit: Unit) -> bool {
        let tenths = if matches!(unit, Unit::Percent | Unit::Points) { 10 } else { 1 };
        let printed = self.digits * self.scale * tenths;
        let step = self.scale * tenths;
        let places = 10_i128.pow(self.decimals);
        let off = (figure * places - printed).abs();
        // Printed as precisely as it is held, a figure is right or wrong; else it is rounded.
        if step <= places { off == 0 } else { 2 * off <= step }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_words() {
        for (words, digits, decimals, scale) in [
            ("80.4パーセント", 804, 1, 1),
            ("0.6ポイントの低下", -6, 1, 1),
            ("０．２ポイントの上昇", 2, 1, 1),
            ("22,581千円", 22_581, 0, 1),
            ("負担金：2件", 2, 0, 1),
            ("△25件", -25, 0, 1),
            ("1.5億円", 15, 1, 100_000),
            ("300万円", 300, 0, 10),
        ] {
            assert_eq!(Number::read(words), Some(Number { digits, decimals, scale }), "{words}");
        }
        assert_eq!(Number::read("多数"), None);
    }

    #[test]
    fn a_rounded_number_fits_and_a_wrong_one_does_not() {
        for (words, figure, unit, fits) in [
            ("80.4パーセント", 804, Unit::Percent, true),
            ("80.4パーセント", 805, Unit::Percent, false),
            ("80パーセント", 804, Unit::Percent, true),
            ("80パーセント", 806, Unit::Percent, false),
            ("0.6ポイントの低下", -6, Unit::Points, true),
            ("0.6ポイントの上昇", -6, Unit::Points, false),
            ("22,581千円", 22_581, Unit::Yen, true),
            ("22,581千円", 22_582, Unit::Yen, false),
            ("1.5億円", 151_000, Unit::Yen, true),
            ("1.5億円", 156_000, Unit::Yen, false),
            ("2件", 3, Unit::Count, false),
        ] {
            assert_eq!(Number::read(words).unwrap().fits(figure, unit), fits, "{words} {figure}");
        }
    }
}
