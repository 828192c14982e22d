//! What the record says over several years, in JSON: lineage and indicators.

use serde::Serialize;

use crate::domain::{
    AreaId, Basis, Certainty, FiscalYear, Indicator, IndicatorId, ProgramId, Quantity, Reading,
    SourceId, Succession, SuccessionKind,
};

/// 系譜.
#[derive(Debug, Serialize)]
pub struct SuccessionJson<'a> {
    kind: SuccessionKind,
    fiscal_year: FiscalYear,
    from: &'a [ProgramId],
    to: &'a [ProgramId],
    /// `null` where no source says it.
    stated: Option<StatedJson<'a>>,
    /// `null` where a source says it.
    inferred: Option<InferredJson<'a>>,
}

#[derive(Debug, Serialize)]
struct StatedJson<'a> {
    source: &'a SourceId,
    place: &'a str,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct InferredJson<'a> {
    reason: &'a str,
    certainty: Certainty,
}

/// One step of lineage.
#[must_use]
pub fn succession(succession: &Succession) -> SuccessionJson<'_> {
    let (stated, inferred) = match &succession.basis {
        Basis::Stated { source, place, text } => (Some(StatedJson { source, place, text }), None),
        Basis::Inferred { reason, certainty } => {
            (None, Some(InferredJson { reason, certainty: *certainty }))
        }
    };
    SuccessionJson {
        kind: succession.kind,
        fiscal_year: succession.year,
        from: &succession.from,
        to: &succession.to,
        stated,
        inferred,
    }
}

/// 指標.
#[derive(Debug, Serialize)]
pub struct IndicatorJson<'a> {
    id: &'a IndicatorId,
    area: &'a AreaId,
    label: &'a str,
    name: &'a str,
    unit: &'a str,
    baseline: Option<ReadingJson<'a>>,
    targets: Vec<ReadingJson<'a>>,
    actuals: Vec<ReadingJson<'a>>,
    programs: &'a [ProgramId],
    source: &'a SourceId,
}

#[derive(Debug, Serialize)]
struct ReadingJson<'a> {
    fiscal_year: FiscalYear,
    /// `null` where the source prints words instead: neither zero nor nothing to say.
    value: Option<serde_json::Number>,
    qualifier: Option<&'a str>,
}

/// One indicator with its readings.
#[must_use]
pub fn indicator(indicator: &Indicator) -> IndicatorJson<'_> {
    IndicatorJson {
        id: &indicator.id,
        area: &indicator.area,
        label: &indicator.label,
        name: &indicator.name,
        unit: &indicator.unit,
        baseline: indicator.baseline.as_ref().map(reading),
        targets: indicator.targets.iter().map(reading).collect(),
        actuals: indicator.actuals.iter().map(reading).collect(),
        programs: &indicator.programs,
        source: &indicator.source,
    }
}

fn reading(reading: &Reading) -> ReadingJson<'_> {
    ReadingJson {
        fiscal_year: reading.year,
        value: reading.value.and_then(number),
        qualifier: reading.qualifier.as_deref(),
    }
}

/// The number as it is printed: `28177`, `75.4`. Through its digits, since no fraction of two is a
/// tenth.
fn number(Quantity(tenths): Quantity) -> Option<serde_json::Number> {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let digits =
        if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") };
    serde_json::from_str(&digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_is_the_number_that_is_printed() {
        for (tenths, written) in
            [(281_770, "28177"), (754, "75.4"), (0, "0"), (-5, "-0.5"), (-10, "-1")]
        {
            assert_eq!(number(Quantity(tenths)).unwrap().to_string(), written);
        }
        assert!(number(Quantity(i64::MAX)).is_some() && number(Quantity(i64::MIN)).is_some());
    }
}
