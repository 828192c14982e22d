//! 要再確認: links whose opinion or program is no longer what it was when somebody linked them.

use std::collections::HashMap;

use super::{
    Council, coverage::current, lineage::in_words, opinion_words, program_words,
    renewal::AS_LAST_YEAR,
};
use crate::{
    domain::{
        Bodies, Fate, FateKind, OpinionId, Program, ProgramId, ProgramKind, SourceId, Stage,
        Succession, SuccessionKind,
    },
    journal::{Hash, Ledger, Moment, Pair, Tie},
    records::Records,
};

/// 要再確認. A link worth another look: not wrong, but linked to something that has changed since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// 対.
    pub pair: Pair,
    /// 変わった言葉: what reads otherwise than when somebody last looked.
    pub changes: Vec<Change>,
    /// 異動 of the program that nobody has confirmed the link against, oldest first.
    pub turns: Vec<Turn>,
}

impl Suspect {
    /// The fates now standing, for a 再確認 to name.
    #[must_use]
    pub fn fates(&self) -> Vec<Fate> {
        self.turns.iter().map(|turn| turn.fate).collect()
    }

    /// The programs to link instead, each once.
    #[must_use]
    pub fn successors(&self) -> Vec<&ProgramId> {
        let mut each: Vec<&ProgramId> = Vec::new();
        for id in self.turns.iter().flat_map(|turn| &turn.successors) {
            if !each.contains(&id) {
                each.push(id);
            }
        }
        each
    }

    /// Why it is in doubt, in few words: `分割（R7）・事業の記載が変更`. What has not changed at all
    /// stands 前年度のまま.
    #[must_use]
    pub fn why(&self) -> String {
        let fates =
            self.turns.iter().map(|turn| format!("{}（{}）", turn.fate.kind, turn.fate.year));
        let changes = self.changes.iter().map(|change| match change.side {
            Side::Opinion => "意見の文言が変更".to_owned(),
            Side::Program => "事業の記載が変更".to_owned(),
        });
        let why = fates.chain(changes).collect::<Vec<_>>().join("・");
        if why.is_empty() { AS_LAST_YEAR.to_owned() } else { why }
    }
}

/// Which end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// 意見.
    Opinion,
    /// 事業.
    Program,
}

/// 変更. Words that are not those somebody last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose words.
    pub side: Side,
    /// The words then; `None` where the journal does not hold them.
    pub before: Option<String>,
    /// The words now.
    pub after: String,
}

/// 異動. What became of a program, and what goes on in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What happened, and when.
    pub fate: Fate,
    /// The programs that take its place; empty where nothing does.
    pub successors: Vec<ProgramId>,
    /// How it is known, in words.
    pub basis: String,
}

/// Every link in doubt, in the order of the ids, as the ties are.
#[must_use]
pub fn suspects(records: &Records, ledger: &Ledger) -> Vec<Suspect> {
    let mut present = Present::of(records);
    let ties = ledger.ties().iter().filter(|tie| !tie.is_draft());
    ties.filter_map(|tie| present.suspect(ledger, tie)).collect()
}

impl Council {
    /// The doubt about a link; `None` where there is none.
    #[must_use]
    pub fn suspect(&self, opinion: &OpinionId, program: &ProgramId) -> Option<&Suspect> {
        let found = self.suspects.binary_search_by(|suspect| {
            (&suspect.pair.0, &suspect.pair.1).cmp(&(opinion, program))
        });
        found.ok().map(|row| &self.suspects[row])
    }
}

/// The record as it is now, asked once for every opinion and program that is linked.
struct Present<'a> {
    records: &'a Records,
    fates: Fates<'a>,
    /// Whether the newest sources of its government list a program.
    listed: Vec<bool>,
    opinions: HashMap<&'a OpinionId, (Hash, String)>,
    programs: HashMap<&'a ProgramId, (Hash, String)>,
    turns: HashMap<&'a ProgramId, Vec<Turn>>,
}

impl<'a> Present<'a> {
    fn of(records: &'a Records) -> Self {
        Self {
            records,
            fates: Fates::of(records),
            listed: current(records, Bodies::Both),
            opinions: HashMap::new(),
            programs: HashMap::new(),
            turns: HashMap::new(),
        }
    }

    fn suspect(&mut self, ledger: &Ledger, tie: &'a Tie) -> Option<Suspect> {
        let opinion = self.records.opinion(&tie.opinion)?;
        let row = self.records.program_row(&tie.program)?;
        let program = &self.records.programs[row];
        let hashed = |text: String| (Hash::of(&text), text);
        let of_opinion =
            self.opinions.entry(&tie.opinion).or_insert_with(|| hashed(opinion_words(opinion)));
        let of_program =
            self.programs.entry(&tie.program).or_insert_with(|| hashed(program_words(program)));
        let pair = (tie.opinion.clone(), tie.program.clone());
        let changes = changes(ledger, tie, &pair, of_opinion, of_program);

        let listed = self.listed[row];
        let turns = self.turns.entry(&tie.program).or_insert_with(|| self.fates.turns(program));
        // The report of the year after still lists what has ended, for what was settled.
        let is_gone = !listed || turns.iter().any(|turn| turn.fate.kind == FateKind::Ended);
        let settled = |fate: &Fate| {
            ledger.confirms(&pair).iter().any(|confirm| confirm.what.fates.contains(fate))
        };
        let turns: Vec<_> = turns
            .iter()
            // What happened to a program before the opinion was raised, and did not end it, is no
            // news to whoever linked the two.
            .filter(|turn| is_gone || turn.fate.year >= opinion.fiscal_year)
            .filter(|turn| !settled(&turn.fate))
            .cloned()
            .collect();
        (!changes.is_empty() || !turns.is_empty()).then_some(Suspect { pair, changes, turns })
    }
}

/// What reads otherwise than anybody who linked the pair or confirmed it has read. Whoever looked
/// last had it before them; that is what it is compared with.
fn changes(
    ledger: &Ledger,
    tie: &Tie,
    pair: &Pair,
    (opinion, opinion_words): &(Hash, String),
    (program, program_words): &(Hash, String),
) -> Vec<Change> {
    let links = tie.links.iter().filter(|live| live.what.stage == Stage::Confirmed);
    let links = links.map(|live| (&live.at, &live.what.opinion_words, &live.what.program_words));
    let confirms = ledger.confirms(pair).iter();
    let confirms =
        confirms.map(|said| (&said.at, &said.what.opinion_words, &said.what.program_words));
    let looks: Vec<(&Moment, &Hash, &Hash)> = links.chain(confirms).collect();
    if looks.iter().any(|(_, o, p)| *o == opinion && *p == program) {
        return Vec::new();
    }
    let Some((_, o, p)) = looks.into_iter().max_by_key(|(at, ..)| *at) else { return Vec::new() };
    let sides =
        [(Side::Opinion, o, opinion, opinion_words), (Side::Program, p, program, program_words)];
    let changed = sides.into_iter().filter(|(_, then, now, _)| then != now);
    changed
        .map(|(side, then, _, after)| Change {
            side,
            before: ledger.words(then).map(str::to_owned),
            after: after.clone(),
        })
        .collect()
}

/// What the record tells of the fates of programs.
struct Fates<'a> {
    records: &'a Records,
    successions: HashMap<&'a ProgramId, Vec<&'a Succession>>,
    /// Whether a source prints any budgets, and any results.
    prints: HashMap<&'a SourceId, (bool, bool)>,
}

impl<'a> Fates<'a> {
    fn of(records: &'a Records) -> Self {
        let mut successions: HashMap<_, Vec<&Succession>> = HashMap::new();
        for succession in &records.successions {
            for id in &succession.from {
                let of = successions.entry(id).or_default();
                if !of.last().is_some_and(|last| std::ptr::eq(*last, succession)) {
                    of.push(succession);
                }
            }
        }
        let mut prints: HashMap<_, (bool, bool)> = HashMap::new();
        for entry in records.programs.iter().flat_map(|program| &program.entries) {
            let (budgets, results) = prints.entry(&entry.source).or_default();
            *budgets |= entry.budget.is_some();
            *results |= !entry.results.is_empty();
        }
        Self { records, successions, prints }
    }

    /// Everything that became of a program, oldest first; each fate once.
    fn turns(&self, program: &Program) -> Vec<Turn> {
        let mut turns: Vec<Turn> = Vec::new();
        for succession in self.successions.get(&program.id).into_iter().flatten() {
            let Some(kind) = fate_of(succession.kind) else { continue };
            let fate = Fate { kind, year: succession.year };
            let basis = in_words(&succession.basis);
            let successors = succession.to.iter().filter(|id| **id != program.id).cloned();
            match turns.iter_mut().find(|turn| turn.fate == fate) {
                Some(turn) => turn.successors.extend(successors),
                None => turns.push(Turn { fate, successors: successors.collect(), basis }),
            }
        }
        turns.extend(self.missing(program, &turns));
        turns.sort_by_key(|turn| turn.fate.year);
        turns
    }

    /// What the latest entry of a program lacks, and others beside it have. A source that prints no
    /// budgets, or no results, says nothing about any one program.
    fn missing(&self, program: &Program, known: &[Turn]) -> Vec<Turn> {
        let entry = program.latest();
        let Some(settled) =
            entry.settled.as_ref().filter(|_| program.kind() == ProgramKind::Project)
        else {
            return Vec::new();
        };
        let Some(source) = self.records.source(&entry.source) else { return Vec::new() };
        let (budgets, results) = self.prints.get(&entry.source).copied().unwrap_or_default();
        let year = source.fiscal_year;
        let turn = |kind, what: &str| Turn {
            fate: Fate { kind, year },
            successors: Vec::new(),
            basis: format!("{}「{}」に、{what}", year.japanese(), source.title),
        };
        let mut turns = Vec::new();
        // A program whose end is known has no budget for that reason.
        let explained = known.iter().any(|turn| turn.fate.year > settled.year);
        let budgeted =
            entry.budget.is_some() || entry.amounts.iter().any(|a| a.year > settled.year);
        if !budgeted && !explained && budgets {
            turns.push(turn(FateKind::Unfunded, "決算額があり、予算額の記載がありません。"));
        }
        if entry.results.is_empty() && results {
            turns.push(turn(FateKind::Resultless, "決算額があり、結果の記載がありません。"));
        }
        turns
    }
}

/// 新規 makes no link doubtful, nor does 範囲変更: the program goes on.
fn fate_of(kind: SuccessionKind) -> Option<FateKind> {
    match kind {
        SuccessionKind::Ended => Some(FateKind::Ended),
        SuccessionKind::Split => Some(FateKind::Split),
        SuccessionKind::Merged => Some(FateKind::Merged),
        SuccessionKind::Renamed => Some(FateKind::Renamed),
        SuccessionKind::Succeeded => Some(FateKind::Succeeded),
        SuccessionKind::New | SuccessionKind::Rescoped => None,
    }
}

#[cfg(test)]
#[path = "suspect_tests.rs"]
mod tests;
