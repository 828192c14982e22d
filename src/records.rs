//! The record: what the administration printed, read from RON files and never changed here.

mod check;
mod collect;
mod dangling;
mod decode;
mod explain;
mod files;
mod fmt;
mod forms;
mod load;
mod outline;
mod place;
mod reading;
mod salvage;
mod schema;
mod shipped;
mod texts;
mod token;

use std::{collections::HashMap, sync::Arc};

pub use check::{Audit, audit, check};
pub use fmt::{Untidy, files_of, formatted, untidy, untidy_file};
pub use load::{Loaded, load, load_texts};
pub use place::Locus;
pub use shipped::{SHIPPED, record_files};

use place::Places;

use crate::domain::{
    Acknowledged, Area, AreaId, Claim, Correspondence, Indicator, Opinion, OpinionId, Plan,
    Procurement, Program, ProgramId, Session, SessionId, Source, SourceId, Succession,
};

/// 記録. Everything the sources print, in the order the sources print it, oldest source first.
#[derive(Debug, Default, Clone)]
pub struct Records {
    /// 出典, oldest first.
    pub sources: Vec<Source>,
    /// 計画, one a source.
    pub plans: Vec<Plan>,
    /// 会議.
    pub sessions: Vec<Session>,
    /// 意見.
    pub opinions: Vec<Opinion>,
    /// 事業 and measures: the newest year first, in a year as its sources print them.
    pub programs: Vec<Program>,
    /// 官公需.
    pub procurement: Vec<Procurement>,
    /// 記述.
    pub claims: Vec<Claim>,
    /// 指標, in the order of the areas they stand under.
    pub indicators: Vec<Indicator>,
    /// 系譜, oldest year first.
    pub successions: Vec<Succession>,
    /// 対応する施策.
    pub correspondences: Vec<Correspondence>,
    /// 確認済みの指摘.
    pub acknowledged: Vec<Acknowledged>,
    opinion_rows: HashMap<OpinionId, usize>,
    session_opinions: HashMap<SessionId, Vec<usize>>,
    program_rows: HashMap<ProgramId, usize>,
    area_rows: HashMap<AreaId, (usize, usize)>,
    places: Places,
    texts: texts::Texts,
}

impl Records {
    /// Makes the maps behind the look-ups below. Called once, when everything is read.
    fn indexed(mut self) -> Self {
        self.opinion_rows =
            self.opinions.iter().enumerate().map(|(row, o)| (o.id.clone(), row)).collect();
        for (row, opinion) in self.opinions.iter().enumerate() {
            for session in &opinion.sessions {
                self.session_opinions.entry(session.clone()).or_default().push(row);
            }
        }
        self.program_rows =
            self.programs.iter().enumerate().map(|(row, p)| (p.id.clone(), row)).collect();
        self.area_rows = (self.plans.iter().enumerate())
            .flat_map(|(plan, p)| {
                p.areas.iter().enumerate().map(move |(row, a)| (a.id.clone(), (plan, row)))
            })
            .collect();
        self
    }

    /// Where an opinion stands in `opinions`.
    #[must_use]
    pub fn opinion_row(&self, id: &OpinionId) -> Option<usize> {
        self.opinion_rows.get(id).copied()
    }

    /// The opinions that the record ties to a session, by where they stand in `opinions`.
    #[must_use]
    pub fn opinions_of(&self, session: &SessionId) -> &[usize] {
        self.session_opinions.get(session).map_or(&[], Vec::as_slice)
    }

    /// An opinion by id.
    #[must_use]
    pub fn opinion(&self, id: &OpinionId) -> Option<&Opinion> {
        self.opinion_row(id).map(|row| &self.opinions[row])
    }

    /// Where a program stands in `programs`.
    #[must_use]
    pub fn program_row(&self, id: &ProgramId) -> Option<usize> {
        self.program_rows.get(id).copied()
    }

    /// A program by id.
    #[must_use]
    pub fn program(&self, id: &ProgramId) -> Option<&Program> {
        self.program_row(id).map(|row| &self.programs[row])
    }

    /// A source by id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// 原文. The text that a source was transcribed from; `None` where there is none to read.
    #[must_use]
    pub fn text(&self, id: &SourceId) -> Option<Arc<str>> {
        self.texts.get(id).cloned()
    }

    /// An area by id.
    #[must_use]
    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.area_rows.get(id).map(|(plan, row)| &self.plans[*plan].areas[*row])
    }

    /// The areas of every plan, in printed order.
    pub fn areas(&self) -> impl Iterator<Item = &Area> {
        self.plans.iter().flat_map(|plan| &plan.areas)
    }

    /// The area at the top of the plan that an area stands under, or the area itself.
    #[must_use]
    pub fn top_area<'a>(&'a self, id: &'a AreaId) -> &'a AreaId {
        // Bounded by the number of areas, in case two areas name each other as parent.
        let mut top = id;
        for _ in 0..self.area_rows.len() {
            match self.area(top).and_then(|area| area.parent.as_ref()) {
                Some(parent) => top = parent,
                None => break,
            }
        }
        top
    }
}
