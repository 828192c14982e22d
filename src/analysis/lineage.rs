//! Lineage: what became of a program over the years, and what it cost in each of them.

use crate::{
    domain::{
        AreaId, Basis, FiscalYear, Program, ProgramId, SourceId, Succession, SuccessionKind,
        ThousandYen,
    },
    records::Records,
};

/// 系譜の一筋. A program that another one comes from, or goes on in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// What happened.
    pub kind: SuccessionKind,
    /// The fiscal year from which it holds.
    pub year: FiscalYear,
    /// Whether the other program came before or after; absent where there is none, as for 終了.
    pub other: Option<(When, ProgramId)>,
    /// How it is known, in words: `明記: …` or `推定（おそらく）: …`.
    pub basis: String,
}

/// Whether something came before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// 前.
    Before,
    /// 後.
    After,
}

/// Everything the record says of what a program came from and went on in, oldest first.
#[must_use]
pub fn kin(records: &Records, program: &ProgramId) -> Vec<Kin> {
    let touching = records
        .successions
        .iter()
        .filter(|succession| succession.from.contains(program) || succession.to.contains(program));
    touching.flat_map(|succession| kin_of(succession, program)).collect()
}

fn kin_of(succession: &Succession, program: &ProgramId) -> Vec<Kin> {
    let Succession { kind, year, from, to, basis } = succession;
    let others = if from.contains(program) {
        to.iter().map(|id| (When::After, id.clone())).collect::<Vec<_>>()
    } else {
        from.iter().map(|id| (When::Before, id.clone())).collect()
    };
    let others: Vec<_> = others.into_iter().filter(|(_, id)| id != program).collect();
    let one = |other| Kin { kind: *kind, year: *year, other, basis: in_words(basis) };
    if others.is_empty() {
        vec![one(None)]
    } else {
        others.into_iter().map(|o| one(Some(o))).collect()
    }
}

/// The areas of other plans that correspond to an area, and how that is known.
pub fn corresponding<'a>(
    records: &'a Records,
    area: &'a AreaId,
) -> impl Iterator<Item = (&'a AreaId, String)> {
    records.correspondences.iter().filter_map(move |tie| {
        let other = match (tie.one == *area, tie.other == *area) {
            (true, _) => &tie.other,
            (_, true) => &tie.one,
            _ => return None,
        };
        Some((other, in_words(&tie.basis)))
    })
}

/// How something is known: `明記: …` or `推定（おそらく）: …`.
pub(super) fn in_words(basis: &Basis) -> String {
    match basis {
        Basis::Stated { place, text, .. } => format!("明記: {place}「{text}」"),
        Basis::Inferred { reason, certainty } => format!("推定（{certainty}）: {reason}"),
    }
}

/// 年度の金額. One amount of a program, in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// 年度.
    pub year: FiscalYear,
    /// 決算, 予算, or the name the source gives the amount.
    pub what: String,
    /// 千円.
    pub thousand_yen: ThousandYen,
    /// The source that prints it.
    pub source: SourceId,
    /// Figures of different scopes cover different parts of the program: no trend may be drawn
    /// across them.
    pub scope: usize,
}

/// Every amount the sources print for a program, oldest year first; each once, however often it is
/// listed again.
#[must_use]
pub fn figures(records: &Records, program: &Program) -> Vec<Figure> {
    let breaks: Vec<FiscalYear> = (records.successions.iter())
        .filter(|s| s.kind == SuccessionKind::Rescoped)
        .filter(|s| s.from.contains(&program.id) || s.to.contains(&program.id))
        .map(|succession| succession.year)
        .collect();
    let mut figures: Vec<Figure> = Vec::new();
    for entry in &program.entries {
        let named = entry.amounts.iter().map(|a| (a.label.as_str(), a.year, a.thousand_yen));
        let plain = [("決算", &entry.settled), ("予算", &entry.budget)].into_iter();
        let plain = plain.filter_map(|(what, amount)| {
            amount.as_ref().map(|amount| (what, amount.year, amount.thousand_yen))
        });
        for (what, year, thousand_yen) in plain.chain(named) {
            let figure = Figure {
                year,
                what: what.to_owned(),
                thousand_yen,
                source: entry.source.clone(),
                scope: breaks.iter().filter(|start| year >= **start).count(),
            };
            if !figures.contains(&figure) {
                figures.push(figure);
            }
        }
    }
    figures.sort_by_key(|figure| figure.year);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{SHIPPED, load_texts};

    #[test]
    fn a_split_program_names_what_it_went_on_in_and_they_name_it() {
        let records = load_texts(SHIPPED).records;
        let sold = ProgramId::from("city/食の販路拡大事業");
        let after: Vec<_> = kin(&records, &sold)
            .into_iter()
            .filter(|kin| kin.kind == SuccessionKind::Split)
            .filter_map(|kin| kin.other)
            .collect();
        assert!(after.len() >= 2, "{after:?}");
        for (when, id) in after {
            assert_eq!(when, When::After);
            let back = kin(&records, &id).into_iter().filter_map(|kin| kin.other);
            assert!(back.into_iter().any(|other| other == (When::Before, sold.clone())), "{id}");
        }
    }

    #[test]
    fn no_trend_is_drawn_across_a_change_of_scope() {
        let records = load_texts(SHIPPED).records;
        let plaza = records.program(&"city/くまもと森都心プラザ管理運営経費".into()).unwrap();
        let scopes: Vec<_> =
            figures(&records, plaza).iter().map(|f| (f.year.to_string(), f.scope)).collect();
        let expected = [("R5", 0), ("R6", 1), ("R7", 1)];
        assert_eq!(scopes, expected.map(|(year, scope)| (year.to_owned(), scope)));
    }

    #[test]
    fn a_program_listed_again_has_each_figure_once() {
        let records = load_texts(SHIPPED).records;
        let growth = records.program(&"city/成長産業創出支援事業".into()).unwrap();
        let figures: Vec<_> = figures(&records, growth)
            .iter()
            .map(|f| format!("{}{} {}", f.year, f.what, f.thousand_yen))
            .collect();
        assert_eq!(figures, ["R5予算 15,285", "R6決算 15,232", "R7予算 16,152"]);
    }
}
