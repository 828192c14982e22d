//! Coverage in JSON: every figure of opinions, in all, by area and by year.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    analysis::{Council, Tally},
    domain::{AnswerKind, AnswerStage, AreaId, FiscalYear, ProgressState},
};

/// 対応状況.
#[derive(Debug, Serialize)]
pub struct CoverageJson {
    as_of: Date,
    #[serde(flatten)]
    total: FiguresJson,
    areas: Vec<AreaJson>,
    years: Vec<YearJson>,
}

#[derive(Debug, Serialize)]
struct AreaJson {
    /// `null` for その他.
    area: Option<AreaId>,
    /// Beside `covered`, as it has always stood here.
    full: usize,
    partial: usize,
    #[serde(flatten)]
    figures: FiguresJson,
}

#[derive(Debug, Serialize)]
struct YearJson {
    fiscal_year: FiscalYear,
    #[serde(flatten)]
    figures: FiguresJson,
}

/// 件数.
#[derive(Debug, Serialize)]
struct FiguresJson {
    opinions: usize,
    answered: usize,
    covered: CoveredJson,
    /// 参考のみ.
    noted: usize,
    /// 案のみ.
    proposed: usize,
    with_result: usize,
    out_of_scope: usize,
    unanswered: usize,
    /// Of `answered`: by what another opinion was answered.
    through: usize,
    /// Of `answered`: in several ways, so under no kind and stage.
    disputed: usize,
    kinds: Vec<CountJson<AnswerKind>>,
    stages: Vec<CountJson<AnswerStage>>,
    progress: Vec<CountJson<ProgressState>>,
    progress_unset: usize,
    progress_disputed: usize,
    referred: usize,
    /// Links, as is `drafts`.
    suspects: usize,
    drafts: usize,
    /// 前年度のまま.
    unrenewed: usize,
}

#[derive(Debug, Serialize)]
struct CoveredJson {
    full: usize,
    partial: usize,
}

/// How many opinions of a word, zero included.
#[derive(Debug, Serialize)]
struct CountJson<W> {
    word: W,
    opinions: usize,
}

/// Coverage on a day.
#[must_use]
pub fn coverage(council: &Council, as_of: Date) -> CoverageJson {
    let standing = &council.standing;
    let areas = standing.areas.iter().map(|(area, tally)| AreaJson {
        area: area.clone(),
        full: tally.full,
        partial: tally.partial,
        figures: figures(tally),
    });
    let years = standing.by_year.iter();
    let years = years.map(|(year, tally)| YearJson { fiscal_year: *year, figures: figures(tally) });
    CoverageJson {
        as_of,
        total: figures(&standing.total),
        areas: areas.collect(),
        years: years.collect(),
    }
}

fn figures(tally: &Tally) -> FiguresJson {
    FiguresJson {
        opinions: tally.opinions,
        answered: tally.answered,
        covered: CoveredJson { full: tally.full, partial: tally.partial },
        noted: tally.noted,
        proposed: tally.proposed,
        with_result: tally.with_result,
        out_of_scope: tally.out_of_scope,
        unanswered: tally.unanswered,
        through: tally.through,
        disputed: tally.disputed,
        kinds: counts(AnswerKind::ALL, &tally.kinds),
        stages: counts(AnswerStage::ALL, &tally.stages),
        progress: counts(ProgressState::ALL, &tally.progress),
        progress_unset: tally.unset,
        progress_disputed: tally.progress_disputed,
        referred: tally.referred,
        suspects: tally.suspects,
        drafts: tally.drafts,
        unrenewed: tally.unrenewed,
    }
}

fn counts<W: Copy>(words: &[W], counts: &[usize]) -> Vec<CountJson<W>> {
    let counted = words.iter().zip(counts);
    counted.map(|(word, opinions)| CountJson { word: *word, opinions: *opinions }).collect()
}
