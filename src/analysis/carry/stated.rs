//! What the remarks of the new year say became of programs.

use std::collections::{BTreeMap, HashMap};

use super::{Board, CarryKind, likeness::plain, remark};
use crate::domain::{Basis, Entry, ProgramId, Succession, SuccessionKind};

impl Board<'_> {
    /// What the remarks of the new year name.
    pub(super) fn by_remarks(&mut self) {
        let ties = self.stated_ties();
        for (kind, of_old) in
            [(CarryKind::Split, true), (CarryKind::Merged, false), (CarryKind::Renamed, true)]
        {
            let mut groups: BTreeMap<ProgramId, Vec<&Tie>> = BTreeMap::new();
            for tie in ties.iter().filter(|tie| tie.kind == kind) {
                let key = if of_old { &tie.old } else { &tie.new };
                groups.entry(key.clone()).or_default().push(tie);
            }
            for ties in groups.values() {
                self.by_tie(kind, ties);
            }
        }
        let ended: Vec<_> = self.old.keys().filter(|id| self.waits(id)).cloned().collect();
        for id in ended {
            if let Some(Succession { basis, .. }) = self.stated_end(&id) {
                self.propose(CarryKind::Ended, vec![id], Vec::new(), basis);
            }
        }
    }

    fn by_tie(&mut self, kind: CarryKind, ties: &[&Tie]) {
        let ties: Vec<_> = ties.iter().filter(|tie| self.waits(&tie.old)).collect();
        let Some(first) = ties.first() else { return };
        let mut from: Vec<_> = ties.iter().map(|tie| tie.old.clone()).collect();
        let mut to: Vec<_> = ties.iter().map(|tie| tie.new.clone()).collect();
        // What a program was split off or merged into may go on itself.
        if kind == CarryKind::Split && self.goes_on(&first.old) {
            to.push(first.old.clone());
        }
        if kind == CarryKind::Merged && self.waits(&first.new) {
            from.push(first.new.clone());
        }
        for ids in [&mut from, &mut to] {
            ids.sort_by_key(|id| self.records.program_row(id));
            ids.dedup();
        }
        let (kind, basis) = (
            if kind == CarryKind::Renamed && to.len() > 1 { CarryKind::Split } else { kind },
            first.basis.clone(),
        );
        self.propose(kind, from, to, basis);
    }

    fn goes_on(&self, id: &ProgramId) -> bool {
        self.new.contains_key(id) && self.stated_end(id).is_none()
    }

    /// Every tie between two programs that a remark of the new year names.
    fn stated_ties(&self) -> Vec<Tie> {
        let mut named: HashMap<String, Vec<&ProgramId>> = HashMap::new();
        for (id, entry) in self.old.iter().chain(&self.new) {
            let ids = named.entry(plain(entry.name())).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut ties: Vec<Tie> = Vec::new();
        for (id, entry) in &self.new {
            for (name, kind) in remark::ties(entry.remark.as_deref().unwrap_or_default()) {
                // A name that several programs have names none of them.
                let Some([other]) = named.get(&plain(name)).map(Vec::as_slice) else { continue };
                let (old, new) = if self.arrives(id) || !self.new.contains_key(*other) {
                    ((*other).clone(), id.clone())
                } else {
                    (id.clone(), (*other).clone())
                };
                let fits = old != new && self.old.contains_key(&old) && self.new.contains_key(&new);
                if fits && !self.told.contains(&new) && !self.is_apart(&old, &new) {
                    ties.push(Tie { kind, old, new, basis: self.stated(entry) });
                }
            }
        }
        // The program before speaks first: what it was split into stands in its own remark.
        ties.sort_by_key(|tie| self.records.program_row(&tie.old));
        ties
    }

    pub(super) fn stated_end(&self, id: &ProgramId) -> Option<Succession> {
        let entry = self.new.get(id)?;
        let year = remark::ended(entry.remark.as_deref()?)?;
        let (from, to) = (vec![id.clone()], Vec::new());
        let basis = self.stated(entry);
        let end = Succession { kind: SuccessionKind::Ended, year, from, to, basis };
        // An end in a year to come is none yet.
        (year > self.before && year <= self.year).then_some(end)
    }

    pub(super) fn stated_begin(&self, id: &ProgramId) -> Option<Succession> {
        let entry = self.new.get(id)?;
        let said = entry.remark.as_deref().and_then(remark::begun);
        let year = said.filter(|year| *year > self.before && *year <= self.year);
        let mark = remark::new_mark(entry);
        let basis = match (year, mark) {
            (Some(_), _) => self.stated(entry),
            (None, Some(mark)) => Basis::Stated {
                source: entry.source.clone(),
                place: self.place(entry, "印"),
                text: mark.to_owned(),
            },
            (None, None) => return None,
        };
        let (from, to) = (Vec::new(), vec![id.clone()]);
        let year = year.unwrap_or(self.year);
        Some(Succession { kind: SuccessionKind::New, year, from, to, basis })
    }

    fn stated(&self, entry: &Entry) -> Basis {
        Basis::Stated {
            source: entry.source.clone(),
            place: self.place(entry, "備考"),
            text: entry.remark.clone().unwrap_or_default(),
        }
    }

    /// Where an entry stands in its source: `2(2) 18 食の販路拡大事業 備考`.
    fn place(&self, entry: &Entry, what: &str) -> String {
        let area = self.records.area(&entry.listed.area);
        let area = area.map(crate::domain::Area::short).unwrap_or_default();
        let words = [&area, &entry.listed.mark(), entry.name(), what];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" ")
    }
}

/// A tie between two programs that a remark names.
struct Tie {
    kind: CarryKind,
    old: ProgramId,
    new: ProgramId,
    basis: Basis,
}
