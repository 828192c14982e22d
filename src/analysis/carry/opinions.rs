//! Opinions over the years: which are open still, which of the new ones go on with them, and what
//! is lost on the way.

use std::collections::BTreeSet;

use super::{Carry, CarryKind, likeness::Pairs};
use crate::{
    analysis::{Council, Pace, SAYS_THE_SAME, covers},
    domain::{FiscalYear, Opinion, OpinionId, ProgramId, ProgressState, Relation},
    journal::Tie,
};

/// From what share of their characters, in hundredths, two opinions are taken for the same text: what
/// is written in hiragana alone has no words to be compared by.
const SAME_TEXT: usize = 60;
/// How many characters of what both say are quoted.
const QUOTED: usize = 20;

/// 継承の候補. An opinion of the new year that says much the same as an open one of a year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// 新しい意見.
    pub opinion: OpinionId,
    /// 前の年度の意見.
    pub other: OpinionId,
    /// How much they share, in hundredths.
    pub share: usize,
    /// Why it is thought so.
    pub reason: String,
}

/// なくなるもの. A program that ends with nothing in its place, and what it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// 事業.
    pub program: ProgramId,
    /// The opinions linked to it, in the order of the record.
    pub opinions: Vec<OpinionId>,
    /// Those of them that no other program answers.
    pub alone: Vec<OpinionId>,
    /// Whether the record says already that it ended; else it is proposed.
    pub told: bool,
}

/// Whether an opinion still waits for something: 未回答, or its 進捗 is at no end.
#[must_use]
pub fn is_open(council: &Council, row: usize) -> bool {
    use ProgressState::{Difficult, Done, OutOfScope};
    let case = &council.standing.cases[row];
    case.is_unanswered() || !matches!(case.pace, Pace::Set(Done | Difficult | OutOfScope))
}

/// The open opinions of years before one that no opinion of that year or later goes on with, by
/// their rows.
#[must_use]
pub fn open_opinions(council: &Council, year: FiscalYear) -> Vec<usize> {
    let carried: BTreeSet<&OpinionId> = (council.ledger.relations.iter())
        .filter(|said| said.what.relation == Relation::Continues)
        .filter(|said| {
            let opinion = council.records.opinion(&said.what.opinion);
            opinion.is_some_and(|opinion| opinion.fiscal_year >= year)
        })
        .map(|said| &said.what.other)
        .collect();
    let opinions = council.records.opinions.iter().enumerate();
    opinions
        .filter(|(row, opinion)| {
            opinion.fiscal_year < year && is_open(council, *row) && !carried.contains(&opinion.id)
        })
        .map(|(row, _)| row)
        .collect()
}

/// For each of these opinions the open one of a year that it says most nearly the same as, in the
/// order of the record. What goes on with something already is left out.
#[must_use]
pub fn continuations<'a>(
    council: &Council,
    from: FiscalYear,
    opinions: impl Iterator<Item = &'a Opinion>,
) -> Vec<Continuation> {
    let records = &council.records;
    let earlier: Vec<usize> = (records.opinions.iter().enumerate())
        .filter(|(row, opinion)| opinion.fiscal_year == from && is_open(council, *row))
        .map(|(row, _)| row)
        .collect();
    let goes_on = |opinion: &OpinionId| {
        let mut said = council.ledger.relations.iter().map(|said| &said.what);
        said.any(|it| it.relation == Relation::Continues && it.opinion == *opinion)
    };
    let opinions = opinions.filter(|it| it.fiscal_year > from && !goes_on(&it.id));
    opinions.filter_map(|opinion| nearest(council, opinion, &earlier)).collect()
}

/// The opinion of some rows that another one says most nearly the same as.
fn nearest(council: &Council, opinion: &Opinion, earlier: &[usize]) -> Option<Continuation> {
    let opinions = &council.records.opinions;
    let scores = council.alike_scores(council.records.opinion_row(&opinion.id)?);
    let pairs = Pairs::of(&opinion.text);
    let each = earlier.iter().filter_map(|row| {
        let likeness = Likeness::of(scores[*row], pairs.share(&Pairs::of(&opinions[*row].text)))?;
        Some((likeness, &opinions[*row]))
    });
    // Of two that are equally near the first in the record.
    let (likeness, other) =
        each.reduce(|one, other| if other.0.share() > one.0.share() { other } else { one })?;
    Some(Continuation {
        opinion: opinion.id.clone(),
        other: other.id.clone(),
        share: likeness.share(),
        reason: reason(council, opinion, other, likeness),
    })
}

/// By what two opinions are held for much the same, and how far, in hundredths.
#[derive(Debug, Clone, Copy)]
enum Likeness {
    Words(usize),
    Text(usize),
}

impl Likeness {
    fn of(score: f64, text: usize) -> Option<Self> {
        if score >= SAYS_THE_SAME {
            // At most 100: a score is at most 1.
            let hundredths = (1..=100_u8).rev().find(|share| f64::from(*share) / 100.0 <= score);
            return Some(Self::Words(usize::from(hundredths.unwrap_or_default())));
        }
        (text >= SAME_TEXT).then_some(Self::Text(text))
    }

    fn share(self) -> usize {
        match self {
            Self::Words(share) | Self::Text(share) => share,
        }
    }
}

fn reason(council: &Council, opinion: &Opinion, other: &Opinion, likeness: Likeness) -> String {
    let heading = if opinion.area.is_some() && opinion.area == other.area
        || !opinion.heading.is_empty() && opinion.heading == other.heading
    {
        "、方向性も同じ"
    } else {
        ""
    };
    match likeness {
        Likeness::Words(share) => {
            let words = council.reasons_alike(&opinion.text, other).join("・");
            format!("似た意見（近さ {share}％、共通の言葉: {words}）{heading}")
        }
        Likeness::Text(share) => {
            let common = longest_common(&opinion.text, &other.text);
            format!("文言の{share}％が重なる（「{common}」など）{heading}")
        }
    }
}

/// The longest piece that two texts have word for word, cut to what can be quoted.
fn longest_common(one: &str, other: &str) -> String {
    let one: Vec<char> = one.chars().collect();
    let mut best = (0, 0);
    for start in 0..one.len() {
        let mut end = start + best.1 + 1;
        while end <= one.len() && end - start <= QUOTED {
            let piece: String = one[start..end].iter().collect();
            if !other.contains(&piece) {
                break;
            }
            best = (start, end - start);
            end += 1;
        }
    }
    one[best.0..best.0 + best.1].iter().collect()
}

/// The programs that end with nothing in their place and are linked to opinions.
#[must_use]
pub fn lost(council: &Council, carry: &Carry) -> Vec<Lost> {
    let proposed = carry.open().filter(|proposal| proposal.kind == CarryKind::Ended);
    let proposed = proposed.flat_map(|proposal| &proposal.from).map(|id| (id, false));
    let told = carry.told.iter().filter(|id| ended(council, carry, id)).map(|id| (id, true));
    let lost = proposed.chain(told).filter_map(|(program, told)| {
        let ties: Vec<&Tie> = council.ties_to(program).filter(|tie| !tie.is_draft()).collect();
        let known = ties.iter().filter(|tie| council.records.opinion(&tie.opinion).is_some());
        let opinions: Vec<OpinionId> = known.map(|tie| tie.opinion.clone()).collect();
        let answers = |tie: &Tie| tie.links.iter().any(|live| covers(&live.what));
        let alone = opinions.iter().filter(|id| {
            let mut others = council.ties_of(id).filter(|tie| tie.program != *program);
            !others.any(answers) && ties.iter().any(|tie| tie.opinion == **id && answers(tie))
        });
        let alone = alone.cloned().collect();
        (!opinions.is_empty()).then(|| Lost { program: program.clone(), opinions, alone, told })
    });
    lost.collect()
}

/// Whether the record says that a program ended in the new year, and names nothing in its place.
fn ended(council: &Council, carry: &Carry, id: &ProgramId) -> bool {
    use crate::domain::SuccessionKind::{Ended, New, Rescoped};
    let said = council.records.successions.iter().filter(|it| it.from.contains(id));
    let (mut ended, mut replaced) = (false, false);
    for succession in said.filter(|it| !matches!(it.kind, New | Rescoped)) {
        ended |= succession.kind == Ended && succession.year > carry.before;
        replaced |= succession.to.iter().any(|other| other != id);
    }
    ended && !replaced
}
