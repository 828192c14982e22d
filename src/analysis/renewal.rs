//! 前年度のまま: links that nobody has looked at since the programs of a new year are in the record.

use std::collections::{HashMap, HashSet};

use super::{Carry, Council, Suspect, carry};
use crate::{
    domain::{AreaId, Body, FiscalYear, OpinionId, ProgramId, Stage},
    journal::{Ledger, Pair, Saying, Tie},
    records::Records,
};

/// The word for it.
pub const AS_LAST_YEAR: &str = "前年度のまま";

/// The links that stand as they stood in a year before, in the order of the ids, as the ties are.
pub(super) fn unrenewed(records: &Records, ledger: &Ledger) -> Vec<Pair> {
    let newest = |body| (body, carry::years(records, body).last().copied());
    let newest: HashMap<Body, Option<FiscalYear>> =
        [Body::City, Body::Prefecture].into_iter().map(newest).collect();
    let stands = |tie: &&Tie| {
        let year = newest.get(&tie.program.body()).copied().flatten();
        let known = records.opinion_row(&tie.opinion).is_some()
            && records.program_row(&tie.program).is_some();
        known && last_look(ledger, tie).is_some_and(|look| year.is_some_and(|year| look < year))
    };
    let ties = ledger.ties().iter().filter(stands);
    ties.map(|tie| (tie.opinion.clone(), tie.program.clone())).collect()
}

/// The fiscal year in which somebody last looked at a link; `None` where it is a 案 and nobody has.
fn last_look(ledger: &Ledger, tie: &Tie) -> Option<FiscalYear> {
    if tie.is_draft() {
        return None;
    }
    let links = tie.links.iter().filter(|live| live.what.stage == Stage::Confirmed);
    let links = links.map(|live| &live.at);
    let confirms = ledger.confirms(&(tie.opinion.clone(), tie.program.clone())).iter();
    let last = links.chain(confirms.map(|said| &said.at)).max()?;
    Some(FiscalYear::of(last.wall().date()))
}

impl Council {
    /// The newest year of which the record holds programs.
    #[must_use]
    pub fn newest_programs(&self) -> Option<FiscalYear> {
        let bodies = [Body::City, Body::Prefecture].into_iter();
        bodies.filter_map(|body| carry::years(&self.records, body).last().copied()).max()
    }

    /// 引き継ぎ to the newest year, as long as nobody holds two programs for different ones.
    #[must_use]
    pub fn carries(&self) -> &[Carry] {
        self.carries.get_or_init(|| carry::carries(&self.records, None, &[]))
    }

    /// The year it is to; `None` where there is nothing to carry over.
    #[must_use]
    pub fn carried_to(&self) -> Option<FiscalYear> {
        carry::newest_year(&self.records)
    }

    /// The same, as far as it has been worked out.
    #[must_use]
    pub fn carries_so_far(&self) -> Option<&[Carry]> {
        self.carries.get().map(Vec::as_slice)
    }

    /// The links that stand 前年度のまま by the 方向性 of their opinions, as printed; `None` is その他.
    #[must_use]
    pub fn unrenewed_by_area(&self) -> Vec<(Option<AreaId>, Vec<Pair>)> {
        let records = &self.records;
        let area = |pair: &Pair| {
            let opinion = records.opinion(&pair.0)?;
            opinion.area.as_ref().map(|area| records.top_area(area).clone())
        };
        let row = |pair: &Pair| (records.opinion_row(&pair.0), records.program_row(&pair.1));
        let of = |id: &Option<AreaId>| {
            let mut pairs: Vec<Pair> =
                self.unrenewed.iter().filter(|pair| area(pair) == *id).cloned().collect();
            pairs.sort_by_key(row);
            (id.clone(), pairs)
        };
        let areas = self.standing.areas.iter().map(|(id, _)| of(id));
        areas.filter(|(_, pairs)| !pairs.is_empty()).collect()
    }

    /// 再確認 of several links at once, and those it leaves out: what became of a program, or may
    /// have become of it, is looked into one by one.
    #[must_use]
    pub fn renew(&self, pairs: &[Pair], note: &str) -> (Vec<Saying>, Vec<Pair>, Vec<Pair>) {
        let carries = self.carries();
        let proposed: HashSet<&ProgramId> =
            carries.iter().flat_map(|carry| carry.open().flat_map(|it| &it.from)).collect();
        let turned = |pair: &Pair| {
            let suspect = self.suspect(&pair.0, &pair.1);
            proposed.contains(&pair.1) || suspect.is_some_and(|it| !it.turns.is_empty())
        };
        let (left, renewed): (Vec<Pair>, Vec<Pair>) = pairs.iter().cloned().partition(turned);
        let confirms: Vec<_> = renewed.iter().map(|pair| (pair.clone(), Vec::new())).collect();
        (self.confirm(&confirms, note), renewed, left)
    }

    /// Whether a link stands 前年度のまま.
    #[must_use]
    pub fn is_as_last_year(&self, opinion: &OpinionId, program: &ProgramId) -> bool {
        let found = self.unrenewed.binary_search_by(|(o, p)| (o, p).cmp(&(opinion, program)));
        found.is_ok()
    }

    /// What a person looks into when looking again at a link: the doubt about it, or that it stands
    /// 前年度のまま; `None` where there is neither.
    #[must_use]
    pub fn to_look_into(&self, opinion: &OpinionId, program: &ProgramId) -> Option<Suspect> {
        let as_it_was = || Suspect {
            pair: (opinion.clone(), program.clone()),
            changes: Vec::new(),
            turns: Vec::new(),
        };
        let suspect = self.suspect(opinion, program).cloned();
        suspect.or_else(|| self.is_as_last_year(opinion, program).then(as_it_was))
    }
}
