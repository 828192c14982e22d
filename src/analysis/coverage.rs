//! Coverage: which opinions are answered by programs, and which programs nobody asked for.
//!
//! One set of functions for screens, commands and reports, so that their figures cannot differ.
//! Every figure has a denominator of its own; a parent shows n/m, never an average.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use super::{
    Suspect,
    tally::{Case, Pace, Reply, Tally},
};
use crate::{
    domain::{
        Amount, AreaId, Bodies, Body, Extent, FiscalYear, Opinion, OpinionId, Plan, Program, Stage,
        ThousandYen,
    },
    journal::{Ledger, Link, Pair, Said, Tie},
    records::Records,
};

/// 対応事業の有無. Whether programs answer an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// 事業あり: at least one program answers the whole of it.
    Full,
    /// 一部: programs answer it, each in part. A state of its own, never half a point.
    Partial,
    /// 参考のみ: linked, but to nothing that answers it: 参考 and 関連.
    Noted,
    /// 案のみ: nobody has settled any of its links.
    Proposed,
    /// なし: no link at all.
    None,
}

impl Coverage {
    /// Every state, best first.
    pub const ALL: [Self; 5] = [Self::Full, Self::Partial, Self::Noted, Self::Proposed, Self::None];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "事業あり",
            Self::Partial => "一部",
            Self::Noted => "参考のみ",
            Self::Proposed => "案のみ",
            Self::None => "なし",
        }
    }

    /// Whether a program answers at least a part.
    #[must_use]
    pub fn is_covered(self) -> bool {
        matches!(self, Self::Full | Self::Partial)
    }
}

/// Whether a link answers its opinion: 新規・拡充・継続, and 確定.
#[must_use]
pub fn covers(link: &Link) -> bool {
    link.kind.covers() && link.stage == Stage::Confirmed
}

/// The coverage that an opinion's live links give it: any 全部 is 全部, else any 一部 is 一部.
#[must_use]
pub fn coverage_of<'a>(links: impl IntoIterator<Item = &'a Said<Link>>) -> Coverage {
    let of_link = |live: &Said<Link>| match (live.what.stage, live.what.extent) {
        (Stage::Draft, _) => Coverage::Proposed,
        _ if !live.what.kind.covers() => Coverage::Noted,
        (_, Extent::Full) => Coverage::Full,
        (_, Extent::Partial) => Coverage::Partial,
    };
    // The states stand best first.
    links.into_iter().map(of_link).min().unwrap_or(Coverage::None)
}

/// 対応状況. What the links say about every opinion and every program.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// One an opinion, in the order of the records.
    pub opinions: Vec<Coverage>,
    /// Everything that is counted of an opinion, in the order of the records.
    pub cases: Vec<Case>,
    /// How many opinions a program answers, in the order of the records.
    pub asked: Vec<usize>,
    /// Whether a program is listed by the newest sources of its government, in the order of the
    /// records. One that is not may have ended: nobody need ask for it.
    pub current: Vec<bool>,
    /// The newest 年度 of a 決算額 and of a 予算額: the columns in which amounts are compared.
    pub years: (Option<FiscalYear>, Option<FiscalYear>),
    /// All opinions together.
    pub total: Tally,
    /// By 方向性, in printed order; `None` (その他) last, and only where opinions stand there.
    pub areas: Vec<(Option<AreaId>, Tally)>,
    /// By 年度 of the meetings, oldest first.
    pub by_year: Vec<(FiscalYear, Tally)>,
    /// Money behind the answers: each program that answers anything, once.
    pub money: Money,
}

/// 対応事業の金額. Each program counted once, however often it is listed or linked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Money {
    /// How many programs answer an opinion.
    pub programs: usize,
    /// The sum of what they print as 決算額 of the year compared; `None` where none prints any.
    pub settled: Option<ThousandYen>,
    /// The sum of what they print as 予算額 of the year compared; `None` where none prints any.
    pub budget: Option<ThousandYen>,
}

impl Standing {
    /// Counts everything once.
    #[must_use]
    pub fn of(
        records: &Records,
        ledger: &Ledger,
        (suspects, unrenewed): (&[Suspect], &[Pair]),
        bodies: Bodies,
    ) -> Self {
        let unrenewed = per_opinion(unrenewed.iter().map(|(opinion, _)| opinion));
        let doubts = per_opinion(suspects.iter().map(|suspect| &suspect.pair.0));
        let known = |tie: &&Tie| records.program_row(&tie.program).is_some();
        let drafts = ledger.ties().iter().filter(known).filter(|tie| is_unsettled(ledger, tie));
        let drafts = per_opinion(drafts.map(|tie| &tie.opinion));
        let mut standing = Self {
            asked: vec![0; records.programs.len()],
            current: current(records, bodies),
            years: newest_years(records),
            ..Self::default()
        };
        let mut areas: BTreeMap<Option<&AreaId>, Tally> = BTreeMap::new();
        let mut by_year: BTreeMap<FiscalYear, Tally> = BTreeMap::new();
        for opinion in &records.opinions {
            // A link to a program that the record does not hold is shown, but answers nothing.
            let known = ledger
                .links_of(&opinion.id)
                .iter()
                .filter(|live| bodies.count(live.what.program.body()))
                .filter(|live| !is_turned_down(ledger, live))
                .filter_map(|live| Some((live, records.program_row(&live.what.program)?)));
            let coverage = coverage_of(known.clone().map(|(live, _)| &**live));
            let answering: BTreeSet<usize> =
                known.filter(|(live, _)| covers(&live.what)).map(|(_, row)| row).collect();
            let with_result =
                answering.iter().any(|row| !records.programs[*row].latest().results.is_empty());
            for row in answering {
                standing.asked[row] += 1;
            }
            let case = Case {
                coverage,
                with_result,
                reply: Reply::of(records, ledger, &opinion.id),
                pace: Pace::of(ledger, &opinion.id),
                referred: !ledger.referrals(&opinion.id).is_empty(),
                suspects: doubts.get(&opinion.id).copied().unwrap_or_default(),
                drafts: drafts.get(&opinion.id).copied().unwrap_or_default(),
                unrenewed: unrenewed.get(&opinion.id).copied().unwrap_or_default(),
            };
            standing.opinions.push(coverage);
            standing.cases.push(case);
            standing.total.count(&case);
            by_year.entry(opinion.fiscal_year).or_default().count(&case);
            let top = opinion.area.as_ref().map(|area| records.top_area(area));
            areas.entry(top).or_default().count(&case);
        }
        standing.by_year = by_year.into_iter().collect();
        standing.areas = in_printed_order(records, &areas);
        let answering =
            records.programs.iter().zip(&standing.asked).filter(|(_, asked)| **asked > 0);
        standing.money = Money::of(answering.map(|(program, _)| program), standing.years);
        standing
    }

    /// Whether no opinion asks for a program that goes on, by its row.
    #[must_use]
    pub fn is_unasked(&self, program_row: usize) -> bool {
        self.current.get(program_row) == Some(&true) && self.asked.get(program_row) == Some(&0)
    }

    /// How many programs go on that no opinion asks for, and how many go on at all.
    #[must_use]
    pub fn unasked(&self) -> (usize, usize) {
        let unasked = (0..self.asked.len()).filter(|row| self.is_unasked(*row)).count();
        (unasked, self.current.iter().filter(|current| **current).count())
    }
}

/// 案: whether nobody has settled a tie, nor held it for 関連なし.
pub(super) fn is_unsettled(ledger: &Ledger, tie: &Tie) -> bool {
    let rejects = ledger.rejects(&(tie.opinion.clone(), tie.program.clone()));
    tie.is_draft() && rejects.iter().all(|said| said.what.stage == Stage::Draft)
}

/// Whether a link is a 案 that somebody holds for 関連なし.
fn is_turned_down(ledger: &Ledger, live: &Said<Link>) -> bool {
    let pair = || (live.what.opinion.clone(), live.what.program.clone());
    live.what.stage == Stage::Draft
        && ledger.rejects(&pair()).iter().any(|said| said.what.stage == Stage::Confirmed)
}

fn per_opinion<'a>(opinions: impl Iterator<Item = &'a OpinionId>) -> HashMap<&'a OpinionId, usize> {
    let mut counts = HashMap::new();
    for opinion in opinions {
        *counts.entry(opinion).or_default() += 1;
    }
    counts
}

/// Which programs the newest sources of their governments list.
pub(super) fn current(records: &Records, bodies: Bodies) -> Vec<bool> {
    let year = |program: &Program| {
        records.source(&program.latest().source).map(|source| source.fiscal_year)
    };
    let newest = |body: Body| {
        let years = records.programs.iter().filter(|program| program.id.body() == body).map(year);
        years.max().flatten()
    };
    let (city, prefecture) = (newest(Body::City), newest(Body::Prefecture));
    let is_current = |program: &Program| {
        let newest = match program.id.body() {
            Body::City => city,
            Body::Prefecture => prefecture,
        };
        bodies.count(program.id.body()) && year(program) == newest
    };
    records.programs.iter().map(is_current).collect()
}

/// The newest years of the amounts that the newest entries print.
fn newest_years(records: &Records) -> (Option<FiscalYear>, Option<FiscalYear>) {
    let entries = || records.programs.iter().map(Program::latest);
    let newest = |amounts: &mut dyn Iterator<Item = &Amount>| amounts.map(|a| a.year).max();
    (
        newest(&mut entries().filter_map(|entry| entry.settled.as_ref())),
        newest(&mut entries().filter_map(|entry| entry.budget.as_ref())),
    )
}

/// The plans whose areas opinions stand under; all plans where there are no opinions yet.
pub(super) fn plans_of_opinions(records: &Records) -> impl Iterator<Item = &Plan> {
    let holds = |plan: &&Plan, opinion: &Opinion| {
        opinion.area.as_ref().is_some_and(|area| plan.areas.iter().any(|other| other.id == *area))
    };
    let named = move |plan: &&Plan| {
        records.opinions.is_empty() || records.opinions.iter().any(|opinion| holds(plan, opinion))
    };
    records.plans.iter().filter(named)
}

/// Every 方向性 of the plans that opinions name: the newest year first, there as printed; one without
/// opinions is 0/0.
fn in_printed_order(
    records: &Records,
    tallies: &BTreeMap<Option<&AreaId>, Tally>,
) -> Vec<(Option<AreaId>, Tally)> {
    let tally = |area: Option<&AreaId>| tallies.get(&area).copied().unwrap_or_default();
    let mut plans: Vec<_> = plans_of_opinions(records).collect();
    plans.sort_by_key(|plan| Reverse(records.plan_year(plan)));
    let tops = plans.iter().flat_map(|plan| &plan.areas).filter(|area| area.parent.is_none());
    let mut areas: Vec<_> =
        tops.map(|area| (Some(area.id.clone()), tally(Some(&area.id)))).collect();
    // An opinion may name an area that no plan holds; it is counted all the same.
    let unknown = tallies.keys().flatten().filter(|id| records.area(id).is_none());
    areas.extend(unknown.map(|id| (Some((*id).clone()), tally(Some(id)))));
    if tallies.contains_key(&None) {
        areas.push((None, tally(None)));
    }
    areas
}

impl Money {
    /// Adds up programs, each counted once by the caller.
    pub fn of<'a>(
        programs: impl Iterator<Item = &'a Program>,
        (settled, budget): (Option<FiscalYear>, Option<FiscalYear>),
    ) -> Self {
        let mut money = Self::default();
        for program in programs {
            let entry = program.latest();
            money.programs += 1;
            add(&mut money.settled, of_year(entry.settled.as_ref(), settled));
            add(&mut money.budget, of_year(entry.budget.as_ref(), budget));
        }
        money
    }
}

fn add(sum: &mut Option<ThousandYen>, amount: Option<ThousandYen>) {
    if let Some(amount) = amount {
        *sum = Some(sum.unwrap_or_default() + amount);
    }
}

/// An amount, if it is of the year in which amounts are compared.
#[must_use]
pub fn of_year(amount: Option<&Amount>, year: Option<FiscalYear>) -> Option<ThousandYen> {
    amount.filter(|amount| Some(amount.year) == year).map(|amount| amount.thousand_yen)
}
