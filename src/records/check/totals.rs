//! 施策ごとの決算額・予算額: the total of an area is the sum of the entries listed there, 再掲
//! counted at each place; the total of a parent is the sum of what stands under it.

use std::collections::HashMap;

use super::{Finding, Locus, Records, Unit, differs};
use crate::domain::{Amount, Area, AreaId, Entry, FiscalYear, Plan};

/// Which of the two amounts.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Settled,
    Budget,
}

impl Kind {
    fn of_area(self, area: &Area) -> Option<&Amount> {
        match self {
            Self::Settled => area.settled.as_ref(),
            Self::Budget => area.budget.as_ref(),
        }
    }

    fn of_entry(self, entry: &Entry) -> Option<&Amount> {
        match self {
            Self::Settled => entry.settled.as_ref(),
            Self::Budget => entry.budget.as_ref(),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Settled => "決算額",
            Self::Budget => "予算額",
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Budget => "budget",
        }
    }
}

/// What stands under each area of one plan.
struct Under<'a> {
    areas: HashMap<&'a AreaId, Vec<&'a Area>>,
    entries: HashMap<&'a AreaId, Vec<&'a Entry>>,
}

pub(super) fn check(records: &Records) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (plan, row) in records.plans.iter().zip(0..) {
        let under = Under::of(plan, records);
        for (area, nth) in plan.areas.iter().zip(0..) {
            for kind in [Kind::Settled, Kind::Budget] {
                let Some(printed) = kind.of_area(area) else { continue };
                let Some(sum) = under.sum(area, kind, printed.year, 0) else { continue };
                let figure = i128::from(printed.thousand_yen.0);
                // Another unit is rounded: its sums need not meet.
                if printed.printed.is_none() && figure != sum {
                    let subject = format!(
                        "施策「{} {}」の{}{}",
                        area.label,
                        area.title,
                        printed.year.japanese(),
                        kind.word()
                    );
                    let what = differs(&subject, Unit::Yen, figure, "内訳の合計", sum);
                    let path = format!("{}.thousand_yen", kind.field());
                    findings.push(Finding::new(Locus::Area(row, nth), path, what));
                }
            }
        }
    }
    findings
}

/// How deep areas may stand in each other, in case two name each other as parent.
const DEEPEST: usize = 16;

impl<'a> Under<'a> {
    fn of(plan: &'a Plan, records: &'a Records) -> Self {
        let mut under = Self { areas: HashMap::new(), entries: HashMap::new() };
        for area in &plan.areas {
            if let Some(parent) = &area.parent {
                under.areas.entry(parent).or_default().push(area);
            }
        }
        let entries = records.programs.iter().flat_map(|program| &program.entries);
        for entry in entries.filter(|entry| entry.source == plan.source) {
            under.entries.entry(&entry.listed.area).or_default().push(entry);
        }
        under
    }

    /// The sum of what is printed under an area for a year; `None` where nothing is, or where
    /// something is in another unit.
    fn sum(&self, area: &Area, kind: Kind, year: FiscalYear, depth: usize) -> Option<i128> {
        let mut sum = None;
        let mut add = |amount: i128| sum = Some(sum.unwrap_or(0) + amount);
        for entry in self.entries.get(&area.id).into_iter().flatten() {
            let Some(amount) = kind.of_entry(entry).filter(|amount| amount.year == year) else {
                continue;
            };
            if amount.printed.is_some() {
                return None;
            }
            add(i128::from(amount.thousand_yen.0));
        }
        if depth == DEEPEST {
            return None;
        }
        for child in self.areas.get(&area.id).into_iter().flatten() {
            match kind.of_area(child).filter(|amount| amount.year == year) {
                Some(amount) if amount.printed.is_some() => return None,
                Some(amount) => add(i128::from(amount.thousand_yen.0)),
                None => self.sum(child, kind, year, depth + 1).into_iter().for_each(&mut add),
            }
        }
        sum
    }
}
