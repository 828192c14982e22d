//! 記述: figures in prose against what they must equal.

use super::{Finding, Locus, Records, Unit, number::Number, plain::plain};
use crate::domain::{Claim, Column, Figure, Operand, Percent, Row, SourceId, Total};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (claim, row) in records.claims.iter().zip(0..) {
        for (figure, nth) in claim.figures.iter().zip(0..) {
            if let Some(what) = wrong(records, claim, figure) {
                let path = format!("figures.{nth}.printed");
                let key = format!("{}/{}/{}", claim.source, claim.place, figure.printed);
                findings.push(Finding::new(Locus::Claim(row), path, key, what));
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
    let because = match expected(records, claim, &figure.equals) {
        Expected::Unknown => return None,
        Expected::Missing(what) => {
            return Some(format!("「{printed}」の根拠となる{what}が記録にありません。"));
        }
        Expected::Unreadable(words) => {
            return Some(format!("「{printed}」の根拠の「{words}」から数字を読み取れません。"));
        }
        Expected::Unlike => "計算に使う数字の単位が揃っていません".to_owned(),
        Expected::Rounded { words, exact, unit, name } => {
            if !number.is_like(exact) || !number.is_like(unit) {
                format!("「{words}」とは単位が違います")
            } else if number.is_rounded(exact, unit) {
                return None;
            } else {
                let rounded = number.rounded(exact, unit).shown_in(unit, name);
                format!("「{words}」は{name}に直すと{rounded}です")
            }
        }
        Expected::Figure(how, computed) => {
            if number.is_like(computed) && number.says(computed) {
                return None;
            }
            format!("{how}{}です", computed.shown())
        }
        Expected::Elsewhere(words, other) => {
            // Either of the two may be the one that is rounded.
            if number.is_like(other) && (number.says(other) || other.says(number)) {
                return None;
            }
            format!("別の所では「{words}」です")
        }
    };
    Some(format!("「{printed}」と書かれていますが、{because}。"))
}

/// What a figure must equal.
enum Expected<'a> {
    /// Where the figure comes from, in the middle of a sentence; the figure.
    Figure(&'static str, Number),
    /// The same figure as it is printed elsewhere.
    Elsewhere(&'a str, Number),
    /// A figure brought to a unit.
    Rounded { words: &'a str, exact: Number, unit: Number, name: &'a str },
    /// The record should hold it and does not.
    Missing(String),
    /// Words without a number.
    Unreadable(&'a str),
    /// Numbers that cannot be reckoned with each other.
    Unlike,
    /// The record need not hold it, or says elsewhere that it is missing.
    Unknown,
}

impl Expected<'_> {
    /// A figure of the record.
    fn held(figure: i128, unit: Unit) -> Self {
        Self::Figure("記録では", Number::held(figure, unit))
    }
}

fn expected<'a>(records: &Records, claim: &Claim, operand: &'a Operand) -> Expected<'a> {
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
            reckoned(claim, words, |numbers| Some(("内訳の合計は", Number::sum(numbers)?)))
        }
        Operand::Difference(from, less) => reckoned(claim, [from, less], |numbers| {
            Some(("差は", Number::sum(&[numbers[0], numbers[1].negative()])?))
        }),
        Operand::Share(part, whole) => reckoned(claim, [part, whole], |numbers| {
            Some(("割合は", numbers[0].share_of(numbers[1])?))
        }),
        Operand::Years(first, last) => reckoned(claim, [first, last], |numbers| {
            Some(("数えると", Number::span(numbers[0], numbers[1])?))
        }),
        Operand::Products(products) => multiplied(claim, products),
        Operand::Rounded(words, name) => match (Number::read(words), Number::unit(name)) {
            (Some(exact), Some(unit)) => Expected::Rounded { words, exact, unit, name },
            (None, _) => Expected::Unreadable(words),
            (_, None) => Expected::Unreadable(name),
        },
        Operand::Same(words) => match Number::read(words) {
            Some(number) => Expected::Elsewhere(words, number),
            None => Expected::Unreadable(words),
        },
        Operand::Settled(id) | Operand::Budget(id) => {
            let Some(program) = records.program(id) else { return Expected::Unknown };
            let settled = matches!(operand, Operand::Settled(_));
            let amount =
                program.entries.iter().filter(|entry| entry.source == claim.source).find_map(
                    |entry| if settled { &entry.settled } else { &entry.budget }.as_ref(),
                );
            match amount {
                Some(amount) => Expected::held(i128::from(amount.thousand_yen.0), Unit::Yen),
                None => Expected::Missing(format!("「{}」の金額", program.name())),
            }
        }
        Operand::Sessions(year) => {
            let sessions = records.sessions.iter().filter(|session| session.fiscal_year == *year);
            match sessions.count() {
                // A year whose sessions no source lists is unknown, not empty.
                0 => Expected::Unknown,
                count => Expected::held(count as i128, Unit::Count),
            }
        }
    }
}

/// What other figures of the same statement come to; they are handed over in the order of the
/// words.
fn reckoned<'w>(
    claim: &Claim,
    words: impl IntoIterator<Item = &'w String>,
    reckon: impl FnOnce(&[Number]) -> Option<(&'static str, Number)>,
) -> Expected<'static> {
    let text = plain(&claim.text);
    let mut numbers = Vec::new();
    for word in words {
        match Number::read(word).filter(|_| text.contains(&plain(word))) {
            Some(number) => numbers.push(number),
            None => return Expected::Missing(format!("数字「{word}」")),
        }
    }
    reckon(&numbers).map_or(Expected::Unlike, |(how, figure)| Expected::Figure(how, figure))
}

/// The sum of products of other figures of the same statement.
fn multiplied(claim: &Claim, products: &[Vec<String>]) -> Expected<'static> {
    let text = plain(&claim.text);
    let mut terms = Vec::with_capacity(products.len());
    for factors in products {
        let mut term = Number::ONCE;
        for word in factors {
            match term.times(word).filter(|_| text.contains(&plain(word))) {
                Some(product) => term = product,
                None => return Expected::Missing(format!("数字「{word}」")),
            }
        }
        terms.push(term);
    }
    Number::sum(&terms).map_or(Expected::Unlike, |sum| Expected::Figure("掛けて足すと", sum))
}

fn row<'a>(records: &'a Records, source: &SourceId, scope: &str, kind: &str) -> Option<&'a Row> {
    let tables = records.procurement.iter().filter(|all| all.source == *source);
    let mut tables = tables.flat_map(|all| &all.tables).filter(|table| table.scope == scope);
    tables.find_map(|table| table.rows.iter().find(|row| row.kind == kind))
}

fn share(total: Option<&Total>, column: Column, unit: Unit) -> Option<Expected<'static>> {
    let Percent(tenths) = match column {
        Column::Count => total?.count_share?,
        Column::Amount => total?.amount_share?,
    };
    Some(Expected::held(i128::from(tenths), unit))
}
