//! 金額の表記: an amount whose wording is kept says the same in 千円.

use super::{Finding, Locus, Records, Unit, entry_key, number::Number, plain::plain};
use crate::domain::{Amount, NamedAmount, ThousandYen};

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (plan, row) in records.plans.iter().zip(0..) {
        let key = format!("{}/{}", plan.source, plan.id);
        findings.extend(Amounts(None, None, &plan.amounts).check(Locus::Plan(row), &key));
        for (area, nth) in plan.areas.iter().zip(0..) {
            let amounts = Amounts(area.settled.as_ref(), area.budget.as_ref(), &area.amounts);
            let key = format!("{}/{}", plan.source, area.id);
            findings.extend(amounts.check(Locus::Area(row, nth), &key));
        }
    }
    for (program, row) in records.programs.iter().zip(0..) {
        for (entry, nth) in program.entries.iter().zip(0..) {
            let amounts = Amounts(entry.settled.as_ref(), entry.budget.as_ref(), &entry.amounts);
            findings.extend(amounts.check(Locus::Entry(row, nth), &entry_key(entry)));
        }
    }
    findings
}

/// The amounts of one record: 決算額, 予算額, those of other names.
struct Amounts<'a>(Option<&'a Amount>, Option<&'a Amount>, &'a [NamedAmount]);

impl Amounts<'_> {
    fn check(&self, at: Locus, key: &str) -> Vec<Finding> {
        let Self(settled, budget, named) = *self;
        let mut findings = Vec::new();
        let mut compare = |field: &str, name: &str, printed: Option<&String>, held| {
            let Some(printed) = printed else { return };
            if let Some(what) = wrong(printed, held) {
                let key = format!("{key}/{name}/{printed}");
                findings.push(Finding::new(at, format!("{field}.printed"), key, what));
            }
        };
        for (field, name, amount) in [("settled", "決算額", settled), ("budget", "予算額", budget)]
        {
            if let Some(Amount { thousand_yen, printed, .. }) = amount {
                compare(field, name, printed.as_ref(), *thousand_yen);
            }
        }
        for (NamedAmount { label, thousand_yen, printed, .. }, nth) in named.iter().zip(0..) {
            compare(&format!("amounts.{nth}"), label, printed.as_ref(), *thousand_yen);
        }
        findings
    }
}

/// What is wrong with a wording, if anything is.
fn wrong(printed: &str, ThousandYen(held): ThousandYen) -> Option<String> {
    let held = Number::held(i128::from(held), Unit::Yen);
    let words = without_parentheses(&plain(printed));
    let Some(number) = Number::read(&words) else {
        // What stands in parentheses is not interpreted, even where nothing else is printed.
        let has_digit = plain(printed).contains(|c: char| c.is_ascii_digit());
        return (!has_digit).then(|| format!("「{printed}」から金額を読み取れません。"));
    };
    if !number.is_like(held) {
        return Some(format!("「{printed}」は金額として読めません。"));
    }
    // The wording may be finer than 千円; then the amount is brought to it.
    (!held.is_rounded(number, held)).then(|| {
        let (number, held) = (number.beside(held).shown(), held.shown());
        format!("「{printed}」は{number}ですが、金額は{held}と記録されています。")
    })
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => {
                depth -= 1;
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_is_read_with_its_unit_and_without_what_stands_in_parentheses() {
        for (printed, thousand_yen, right) in [
            ("1億200万円", 102_000, true),
            ("1億200万円", 100_200, false),
            ("8.9百万円", 8_900, true),
            ("8.9百万円", 9_000, false),
            ("８．９百万円", 8_900, true),
            ("35百万円（20百万円）", 35_000, true),
            ("（20百万円）35百万円", 35_000, true),
            ("（20百万円）", 35_000, true),
            ("448億8,800万円", 44_888_000, true),
            ("1,234,567円", 1_235, true),
            ("1,234,567円", 1_234, true),
            ("1,234,567円", 1_236, false),
            ("72,639", 72_639, true),
            ("△25百万円", -25_000, true),
            ("35件", 35, false),
            ("ゼロ予算", 0, false),
        ] {
            let wrong = wrong(printed, ThousandYen(thousand_yen));
            assert_eq!(wrong.is_none(), right, "{printed} {thousand_yen}: {wrong:?}");
        }
    }
}
