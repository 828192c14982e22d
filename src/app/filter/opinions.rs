//! What opinions differ by.

use super::{
    COVERED, DEPARTMENT, DISAGREEMENT, Facet, TIES, UNCOVERED, UNSET, once_each, true_ones,
};
use crate::{
    analysis::{AS_LAST_YEAR, Council, Coverage, lacks_evidence},
    domain::{AnswerKind, AnswerStage, Opinion, OpinionId, ProgressState},
    journal::Register,
    records::Records,
};

/// What opinions differ by.
pub const OPINIONS: &[Facet] = &[
    Facet::new(COVERED, coverage),
    Facet::new("回答", |council, row| replies(council, id(council, row))).ordered(reply_order),
    Facet::new("段階", stages).ordered(|council| {
        AnswerStage::ALL.iter().map(|stage| council.records.word(*stage).to_owned()).collect()
    }),
    Facet::new("進捗", |council, row| paces(council, id(council, row))).ordered(pace_order),
    Facet::new(DEPARTMENT, departments),
    Facet::new("既読", read),
    Facet::new(TIES, ties).ordered(|_| TIE_WORDS.map(str::to_owned).to_vec()),
    Facet::new("方向性", area),
    Facet::new("年度", |council, row| vec![opinion(council, row).fiscal_year.to_string()]),
];

/// How links stand, in the order of the menu.
const TIE_WORDS: [&str; 5] = ["案あり", "要再確認", "根拠なし", "関連なしあり", AS_LAST_YEAR];
/// Nobody has answered.
const UNANSWERED: &str = "未回答";

fn opinion(council: &Council, row: usize) -> &Opinion {
    &council.records.opinions[row]
}

fn id(council: &Council, row: usize) -> &OpinionId {
    &opinion(council, row).id
}

fn coverage(council: &Council, row: usize) -> Vec<String> {
    let coverage = council.standing.opinions[row];
    // なし alone is no choice: what is left to do is なし and 参考のみ together.
    true_ones(&[
        (coverage != Coverage::None, coverage.word()),
        (!coverage.is_covered(), UNCOVERED),
        (council.is_disputed(id(council, row)), DISAGREEMENT),
    ])
}

/// How an opinion is answered, in words: `2 既実施`; every last word where they differ, and that
/// they do.
#[must_use]
pub fn replies(council: &Council, opinion: &OpinionId) -> Vec<String> {
    let records = &council.records;
    let Some(register) = council.ledger.answer(opinion).filter(|r| r.now().is_some()) else {
        return vec![UNANSWERED.to_owned()];
    };
    let words = register.heads().iter().map(|said| kind_word(records, said.what.kind));
    with_disagreement(words, register)
}

fn kind_word(records: &Records, kind: AnswerKind) -> String {
    format!("{} {}", kind.code(), records.word(kind))
}

fn reply_order(council: &Council) -> Vec<String> {
    let kinds = AnswerKind::ALL.iter().map(|kind| kind_word(&council.records, *kind));
    let ends = [UNANSWERED, DISAGREEMENT].map(str::to_owned);
    ends.into_iter().chain(kinds).collect()
}

fn stages(council: &Council, row: usize) -> Vec<String> {
    let register = council.ledger.answer(id(council, row));
    let heads = register.map(Register::heads).unwrap_or_default();
    once_each(heads.iter().map(|said| council.records.word(said.what.stage).to_owned()))
}

/// How far the answer to an opinion has got, in words; every last word where they differ, and that
/// they do.
#[must_use]
pub fn paces(council: &Council, opinion: &OpinionId) -> Vec<String> {
    let Some(register) = council.ledger.progress(opinion).filter(|r| r.now().is_some()) else {
        return vec![UNSET.to_owned()];
    };
    let word = |state: ProgressState| council.records.word(state).to_owned();
    with_disagreement(register.heads().iter().map(|said| word(said.what.state)), register)
}

fn pace_order(council: &Council) -> Vec<String> {
    let states = ProgressState::ALL.iter().map(|state| council.records.word(*state).to_owned());
    [UNSET, DISAGREEMENT].map(str::to_owned).into_iter().chain(states).collect()
}

fn with_disagreement<T: crate::journal::Entry>(
    words: impl Iterator<Item = String>,
    register: &Register<T>,
) -> Vec<String> {
    let differ = register.disagreement().map(|_| DISAGREEMENT.to_owned());
    once_each(differ.into_iter().chain(words))
}

fn departments(council: &Council, row: usize) -> Vec<String> {
    let register = council.ledger.assignment(id(council, row));
    let heads = register.map(Register::heads).unwrap_or_default();
    let words: Vec<_> = (heads.iter().map(|said| said.what.department.clone()))
        .filter(|department| !department.is_empty())
        .collect();
    if words.is_empty() { vec![UNSET.to_owned()] } else { once_each(words) }
}

fn ties(council: &Council, row: usize) -> Vec<String> {
    let id = id(council, row);
    let has = |is: fn(&crate::journal::Tie) -> bool| council.ties_of(id).any(is);
    true_ones(&[
        (has(crate::journal::Tie::is_draft), TIE_WORDS[0]),
        (council.suspects.iter().any(|suspect| suspect.pair.0 == *id), TIE_WORDS[1]),
        (has(lacks_evidence), TIE_WORDS[2]),
        (council.rejected_of(id).next().is_some(), TIE_WORDS[3]),
        (council.standing.cases[row].unrenewed > 0, TIE_WORDS[4]),
    ])
}

/// Nothing where nobody keeps track of it.
fn read(council: &Council, row: usize) -> Vec<String> {
    council.read.get(row).map(|state| state.word().to_owned()).into_iter().collect()
}

fn area(council: &Council, row: usize) -> Vec<String> {
    let area = opinion(council, row).area.as_ref().and_then(|id| council.records.area(id));
    vec![area.map_or("その他", |area| &area.title).to_owned()]
}
