//! The carry-over to a new year, in JSON.

use serde::Serialize;

use crate::{
    analysis::{Carry, CarryKind, Council, lost, open_opinions},
    domain::{AreaId, Body, FiscalYear, OpinionId, ProgramId},
};

/// 引き継ぎ.
#[derive(Debug, Serialize)]
pub struct CarryJson {
    governments: Vec<GovernmentJson>,
    /// 前の年度の意見 that nothing goes on with yet.
    open_opinions: Vec<OpinionId>,
    /// 前年度のまま.
    unrenewed: Vec<AreaJson>,
}

#[derive(Debug, Serialize)]
struct GovernmentJson {
    body: Body,
    before: FiscalYear,
    year: FiscalYear,
    proposals: Vec<ProposalJson>,
    /// What the record tells already.
    told: Vec<ProgramId>,
    /// What only one year lists, where the documents differ in kind.
    unlike: Vec<ProgramId>,
    lost: Vec<LostJson>,
}

#[derive(Debug, Serialize)]
struct ProposalJson {
    number: usize,
    kind: CarryKind,
    from: Vec<ProgramId>,
    to: Vec<ProgramId>,
    certain: bool,
    /// `null` where there is nothing to confirm.
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct LostJson {
    program: ProgramId,
    opinions: Vec<OpinionId>,
    /// Those that no other program answers.
    alone: Vec<OpinionId>,
    told: bool,
}

#[derive(Debug, Serialize)]
struct AreaJson {
    /// `null` for その他.
    area: Option<AreaId>,
    links: Vec<LinkJson>,
}

#[derive(Debug, Serialize)]
struct LinkJson {
    opinion: OpinionId,
    program: ProgramId,
}

/// What is carried over, and what is not.
#[must_use]
pub fn carry(council: &Council, carries: &[Carry]) -> CarryJson {
    let newest = carries.iter().map(|carry| carry.year).max();
    let open = newest.map(|year| open_opinions(council, year)).unwrap_or_default();
    let areas = council.unrenewed_by_area().into_iter().map(|(area, pairs)| {
        let links = pairs.into_iter().map(|(opinion, program)| LinkJson { opinion, program });
        AreaJson { area, links: links.collect() }
    });
    CarryJson {
        governments: carries.iter().map(|carry| government(council, carry)).collect(),
        open_opinions: (open.into_iter())
            .map(|row| council.records.opinions[row].id.clone())
            .collect(),
        unrenewed: areas.collect(),
    }
}

fn government(council: &Council, carry: &Carry) -> GovernmentJson {
    let proposals = carry.proposals.iter().map(|it| ProposalJson {
        number: it.number,
        kind: it.kind,
        from: it.from.clone(),
        to: it.to.clone(),
        certain: it.is_certain(),
        reason: it.is_open().then(|| it.reason()),
    });
    let lost = lost(council, carry).into_iter().map(|it| LostJson {
        program: it.program,
        opinions: it.opinions,
        alone: it.alone,
        told: it.told,
    });
    GovernmentJson {
        body: carry.body,
        before: carry.before,
        year: carry.year,
        proposals: proposals.collect(),
        told: carry.told.iter().cloned().collect(),
        unlike: carry.unlike.iter().cloned().collect(),
        lost: lost.collect(),
    }
}
