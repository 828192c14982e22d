//! 施策ごとの決算額・予算額・関連予算: the total of an area is the sum of the entries listed there,
//! 再掲 counted at each place; the total of a parent is the sum of what stands under it.
//!
//! An entry without 決算額 or 予算額 has none: it is new, or it has ended. An amount of another
//! name is printed beside some rows only, so its sum is known only where every row carries it.

use std::collections::{BTreeSet, HashMap};

use super::{Finding, Locus, Records, Unit, differs};
use crate::domain::{Amount, Area, AreaId, Entry, FiscalYear, NamedAmount, Plan};

/// Which of the amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind<'a> {
    Settled,
    Budget,
    Named(&'a str),
}

/// What one record prints for a year.
#[derive(Debug, Clone, Copy)]
enum Printed {
    Nothing,
    ThousandYen(i128),
    /// In another unit: rounded, so that its sums need not meet.
    OtherUnit,
}

impl<'a> Kind<'a> {
    fn all(area: &'a Area) -> BTreeSet<(Self, FiscalYear)> {
        let plain = [(Self::Settled, &area.settled), (Self::Budget, &area.budget)];
        let plain = plain.into_iter().filter_map(|(kind, a)| Some((kind, a.as_ref()?.year)));
        let named = area.amounts.iter().map(|amount| (Self::Named(&amount.label), amount.year));
        plain.chain(named).collect()
    }

    fn of_area(self, area: &Area, year: FiscalYear) -> Printed {
        self.of(area.settled.as_ref(), area.budget.as_ref(), &area.amounts, year)
    }

    fn of_entry(self, entry: &Entry, year: FiscalYear) -> Printed {
        self.of(entry.settled.as_ref(), entry.budget.as_ref(), &entry.amounts, year)
    }

    fn of(
        self,
        settled: Option<&Amount>,
        budget: Option<&Amount>,
        named: &[NamedAmount],
        year: FiscalYear,
    ) -> Printed {
        let amount = match self {
            Self::Settled => settled,
            Self::Budget => budget,
            Self::Named(label) => {
                let mut same = named.iter().filter(|a| a.label == label && a.year == year);
                return match (same.next(), same.next()) {
                    (None, _) => Printed::Nothing,
                    (Some(amount), None) if amount.printed.is_none() => {
                        Printed::ThousandYen(i128::from(amount.thousand_yen.0))
                    }
                    // Two of one name are not one total either.
                    (Some(_), _) => Printed::OtherUnit,
                };
            }
        };
        match amount.filter(|amount| amount.year == year) {
            None => Printed::Nothing,
            Some(amount) if amount.printed.is_some() => Printed::OtherUnit,
            Some(amount) => Printed::ThousandYen(i128::from(amount.thousand_yen.0)),
        }
    }

    fn word(self) -> &'a str {
        match self {
            Self::Settled => "決算額",
            Self::Budget => "予算額",
            Self::Named(label) => label,
        }
    }

    /// The field of an area that holds it.
    fn path(self, area: &Area, year: FiscalYear) -> String {
        match self {
            Self::Settled => "settled.thousand_yen".to_owned(),
            Self::Budget => "budget.thousand_yen".to_owned(),
            Self::Named(label) => {
                let mut amounts = area.amounts.iter();
                let nth = amounts.position(|a| a.label == label && a.year == year).unwrap_or(0);
                format!("amounts.{nth}.thousand_yen")
            }
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
            for (kind, year) in Kind::all(area) {
                let Printed::ThousandYen(figure) = kind.of_area(area, year) else { continue };
                let Ok(Some(sum)) = under.sum(area, kind, year, 0) else { continue };
                if figure != sum {
                    let Area { id, label, title, .. } = area;
                    let word = format!("{}{}", year.japanese(), kind.word());
                    let key = format!("{}/{id}/{word}/{}", plan.source, Unit::Yen.show(figure));
                    let subject = format!("施策「{label} {title}」の{word}");
                    let what = differs(&subject, Unit::Yen, figure, "内訳の合計", sum);
                    let path = kind.path(area, year);
                    findings.push(Finding::new(Locus::Area(row, nth), path, key, what));
                }
            }
        }
    }
    findings
}

/// How deep areas may stand in each other, in case two name each other as parent.
const DEEPEST: usize = 16;

/// Something under an area is not known in 千円, so no sum of it is.
struct Unknown;

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

    /// The sum of what is printed under an area for a year; `None` where nothing is.
    fn sum(
        &self,
        area: &Area,
        kind: Kind,
        year: FiscalYear,
        depth: usize,
    ) -> Result<Option<i128>, Unknown> {
        if depth == DEEPEST {
            return Err(Unknown);
        }
        let mut sum = None;
        let mut gaps = false;
        for entry in self.entries.get(&area.id).into_iter().flatten() {
            match kind.of_entry(entry, year) {
                Printed::ThousandYen(amount) => sum = Some(sum.unwrap_or(0) + amount),
                Printed::OtherUnit => return Err(Unknown),
                Printed::Nothing => gaps = true,
            }
        }
        for child in self.areas.get(&area.id).into_iter().flatten() {
            let amount = match kind.of_area(child, year) {
                Printed::ThousandYen(amount) => Some(amount),
                Printed::OtherUnit => return Err(Unknown),
                Printed::Nothing => self.sum(child, kind, year, depth + 1)?,
            };
            match amount {
                Some(amount) => sum = Some(sum.unwrap_or(0) + amount),
                None => gaps = true,
            }
        }
        if gaps && matches!(kind, Kind::Named(_)) { Err(Unknown) } else { Ok(sum) }
    }
}
