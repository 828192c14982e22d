//! 照会様式 that come back from a section: what was changed in them, as sayings for the journal.
//!
//! What counts is the difference to what went out, not to what stands now: a section that returns a
//! row as it was says nothing, whatever became of the opinion meanwhile.

mod form;
mod row;

pub use form::{Returned, open};

use std::collections::HashMap;

use jiff::civil::Date;

use self::{
    form::Sent,
    row::{Given, weigh},
};
use super::table::{Cell, Fault, Row};
use crate::{
    analysis::{Council, inquiry::Column},
    domain::OpinionId,
    journal::{Hash, Saying},
};

/// 読み取ったもの. What came back.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What the section changed, in the order of its rows.
    pub changes: Vec<Change>,
    /// How many opinions came back as they went out, or as they stand already.
    pub same: usize,
    /// What is not taken, a sentence each.
    pub told: Vec<String>,
    /// Cells that cannot be taken. With any of them nothing is.
    pub faults: Vec<Fault>,
}

impl Reading {
    /// Everything to be written, in one act.
    #[must_use]
    pub fn sayings(&self) -> Vec<Saying> {
        self.changes.iter().flat_map(|change| change.sayings.clone()).collect()
    }
}

/// 変わるもの. What the section changed of one opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// 意見.
    pub opinion: OpinionId,
    /// 記入者, as the section writes the name.
    pub by: String,
    /// Column, what went out, what came back.
    pub cells: Vec<(Column, String, String)>,
    /// What to know before it is written, a sentence each.
    pub remarks: Vec<String>,
    /// What goes to the journal.
    pub sayings: Vec<Saying>,
}

/// Reads what came back. Where any cell cannot be taken, `faults` says which.
#[must_use]
pub fn read(returned: &Returned, council: &Council, today: Date) -> Reading {
    let mut reading = Reading::default();
    reading.faults.extend(returned.merged());
    let mut rows: HashMap<&OpinionId, Vec<(&Row, &Sent)>> = HashMap::new();
    let mut order: Vec<&OpinionId> = Vec::new();
    for row in returned.rows() {
        match known(returned, council, row) {
            Ok(Some(sent)) => {
                reading.told.extend(altered(returned, row, sent));
                let of_opinion = rows.entry(&sent.opinion).or_default();
                if of_opinion.is_empty() {
                    order.push(&sent.opinion);
                }
                of_opinion.push((row, sent));
            }
            Ok(None) => reading.told.push(format!(
                "{}: 事務局が作った行ではないので、読みません。",
                returned.place(row, Column::Key)
            )),
            Err(fault) => reading.faults.push(fault),
        }
    }
    for opinion in order {
        let Some(first) = returned.first(opinion) else { continue };
        let given = Given::of(returned, &rows[opinion], &mut reading.faults);
        let faults = reading.faults.len();
        match weigh(council, &returned.department, first, &given, today, &mut reading.faults) {
            Some(change) => reading.changes.push(change),
            None if reading.faults.len() == faults => reading.same += 1,
            None => {}
        }
    }
    let missing = returned.opinions().filter(|opinion| !rows.contains_key(opinion));
    let missing: Vec<_> = missing.map(|opinion| council.records.label(opinion)).collect();
    if !missing.is_empty() {
        reading.told.push(format!(
            "返ってきた表に行がない意見が {}件あります（変わらないものとします）: {}",
            missing.len(),
            missing.join("、")
        ));
    }
    reading
}

/// What a row went out as; `None` for one that somebody added and that says nothing.
fn known<'a>(
    returned: &'a Returned,
    council: &Council,
    row: &Row,
) -> Result<Option<&'a Sent>, Fault> {
    let key = returned.text(row, Column::Key);
    if key.is_empty() {
        let answers = Column::ALL.iter().filter(|column| column.is_answer());
        let written = answers.copied().find(|column| !returned.text(row, *column).is_empty());
        return match written {
            None => Ok(None),
            Some(column) => Err(returned.fault(
                row,
                column,
                "隠れた列「識別子」が空なので、どの意見への記入か分かりません。\
                 その意見のもとの行に書いてください。",
            )),
        };
    }
    let Some(sent) = returned.sent(&key) else {
        let what = format!(
            "識別子「{key}」の行は、この様式にはありません。書き換えずに、もとの行に書いてください。"
        );
        return Err(returned.fault(row, Column::Key, what));
    };
    if council.records.opinion(&sent.opinion).is_none() {
        let what = format!("意見 `{}` は、この記録にありません。", sent.opinion);
        return Err(returned.fault(row, Column::Key, what));
    }
    let label = returned.text(row, Column::Label);
    if !label.is_empty() && !same(&label, &sent.cells[Column::Label.at()]) {
        let what = format!(
            "番号「{label}」の行に、「{}」の識別子が付いています。一部の列だけが並べ替えられたか、\
             写されています。もとの様式に書き直してください。",
            sent.cells[Column::Label.at()]
        );
        return Err(returned.fault(row, Column::Label, what));
    }
    let error = Column::ALL.iter().find_map(|column| match returned.cell(row, *column) {
        Some(Cell::Error(error)) if column.is_answer() => Some((*column, error)),
        _ => None,
    });
    if let Some((column, error)) = error {
        let what = format!("式の誤り（{error}）です。文字で書いてください。");
        return Err(returned.fault(row, column, what));
    }
    Ok(Some(sent))
}

/// The locked cells that were changed all the same.
fn altered(returned: &Returned, row: &Row, sent: &Sent) -> Option<String> {
    let locked = Column::ALL.iter().filter(|column| !column.is_answer() && **column != Column::Key);
    let changed = locked.filter(|column| {
        let cell = returned.text(row, **column);
        !same(&cell, &sent.cells[column.at()])
    });
    let changed: Vec<_> = changed.map(|column| returned.place(row, *column)).collect();
    let places = changed.join("、");
    (!changed.is_empty()).then(|| format!("{places}: 灰色の欄が変わっています（取り込みません）。"))
}

/// Whether two cells say the same, however wide their letters.
fn same(one: &str, other: &str) -> bool {
    Hash::of(one) == Hash::of(other)
}
