//! 下見: what a pasted list would enter, to be looked through before it is.

use super::meeting::areas;
use crate::{
    analysis::{Council, Preview, PreviewRow, Stray},
    app::list::{Kind, List},
};

/// State of the overlay.
#[derive(Debug)]
pub struct Outline {
    /// 下見.
    pub preview: Preview,
    /// What was pasted.
    pub text: String,
    /// The rows: strays, findings, opinions.
    pub list: List,
}

/// A row of it.
#[derive(Debug, Clone, Copy)]
pub enum Shown<'a> {
    /// 読み取れなかった行.
    Stray(&'a Stray),
    /// 気付き.
    Finding(&'a str),
    /// 意見.
    Opinion(&'a PreviewRow),
}

impl Outline {
    /// 下見 of a text, the first opinion selected.
    #[must_use]
    pub fn new(council: &Council, preview: Preview, text: String) -> Self {
        let mut outline = Self { preview, text, list: List::of(Kind::Positions) };
        outline.settle(council);
        outline
    }

    /// Makes the rows fit the list.
    pub fn settle(&mut self, council: &Council) {
        let Preview { strays, findings, rows, .. } = &self.preview;
        let count = strays.len() + findings.len() + rows.len();
        self.list.show(council, (0..count).collect());
    }

    /// A row by its position.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<Shown<'_>> {
        let Preview { strays, findings, rows, .. } = &self.preview;
        if let Some(stray) = strays.get(row) {
            return Some(Shown::Stray(stray));
        }
        let row = row - strays.len();
        match findings.get(row) {
            Some(finding) => Some(Shown::Finding(finding)),
            None => rows.get(row - findings.len()).map(Shown::Opinion),
        }
    }

    /// The next 方向性 for the heading of the selected opinion, and so for all under it.
    pub fn next_area(&mut self, council: &Council) -> bool {
        let selected = self.list.row().and_then(|row| self.line(row));
        let Some(Shown::Opinion(row)) = selected else { return false };
        let heading = row.heading;
        let Some((_, area)) = self.preview.headings.get_mut(heading) else { return false };
        let areas = areas(council, area.as_ref());
        let at = areas.iter().position(|other| other == area).unwrap_or_default();
        *area = areas.get((at + 1) % areas.len()).cloned().flatten();
        true
    }

    /// Judges the rows once more: others may have entered some of them meanwhile. The areas that
    /// were chosen stay.
    pub fn judge_again(&mut self, council: &Council) {
        let session = council.records.sessions.iter().find(|it| it.id == self.preview.session);
        let Some(session) = session else { return };
        let headings = std::mem::take(&mut self.preview.headings);
        self.preview = Preview { headings, ..council.preview(session, &self.text) };
    }
}
