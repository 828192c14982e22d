//! The record: what the administration printed, read from RON files and never changed here.

mod check;
mod collect;
mod consolidate;
mod dangling;
mod decode;
mod disagreement;
mod explain;
mod files;
mod fmt;
mod forms;
mod load;
mod outline;
mod pieces;
mod place;
mod reading;
mod salvage;
mod schema;
mod shipped;
mod texts;
mod token;
pub mod written;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

pub use check::{Audit, audit, check};
pub use consolidate::{Edit, consolidate, drop_view, file_lineage, file_view};
pub use disagreement::{
    ByHand, Disagreement, FOLDER as DISAGREEMENTS, Field, Merged, Point, Version, is_right, merged,
    whose,
};
pub use fmt::{Untidy, files_of, formatted, untidy, untidy_file};
pub use load::{Loaded, Progress, load, load_telling, load_texts};
pub use place::Locus;
pub use shipped::{DRAFT, SHIPPED, record_files};

use place::Places;

use crate::domain::{
    Acknowledged, Area, AreaId, Claim, Correspondence, EventId, FiscalYear, Indicator, Opinion,
    OpinionId, Person, Plan, Procurement, Profile, Program, ProgramId, Role, SavedView, Session,
    SessionId, Source, SourceId, Succession, Synonym, Term, Worded,
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
    /// 用語, where the office says words in its own way.
    pub terms: Vec<Term>,
    /// 類義語.
    pub synonyms: Vec<Synonym>,
    /// 名簿.
    pub people: Vec<Profile>,
    /// 保存した検索, those of everybody.
    pub views: Vec<SavedView>,
    /// How many of `sessions` and `opinions` stand in files; those behind them were entered.
    printed: Option<(usize, usize)>,
    opinion_rows: HashMap<OpinionId, usize>,
    /// Whether the opinions are of several years, so that a label alone tells nobody which.
    spans_years: bool,
    session_opinions: HashMap<SessionId, Vec<usize>>,
    program_rows: HashMap<ProgramId, usize>,
    area_rows: HashMap<AreaId, (usize, usize)>,
    places: Places,
    texts: texts::Texts,
}

impl Records {
    /// Makes the maps behind the look-ups below. Called once, when everything is there.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        self.index_opinions();
        self.program_rows =
            self.programs.iter().enumerate().map(|(row, p)| (p.id.clone(), row)).collect();
        self.area_rows = (self.plans.iter().enumerate())
            .flat_map(|(plan, p)| {
                p.areas.iter().enumerate().map(move |(row, a)| (a.id.clone(), (plan, row)))
            })
            .collect();
        self
    }

    fn index_opinions(&mut self) {
        self.opinion_rows =
            self.opinions.iter().enumerate().map(|(row, o)| (o.id.clone(), row)).collect();
        self.spans_years =
            self.opinions.windows(2).any(|pair| pair[0].fiscal_year != pair[1].fiscal_year);
        self.session_opinions.clear();
        for (row, opinion) in self.opinions.iter().enumerate() {
            for session in &opinion.sessions {
                self.session_opinions.entry(session.clone()).or_default().push(row);
            }
        }
    }

    /// Takes in what was entered in the program, in place of what was taken in before: behind what
    /// stands in files. What a file holds already yields nothing. `true` where anything changed.
    pub fn enter(self: &mut Arc<Self>, sessions: Vec<Session>, opinions: Vec<Opinion>) -> bool {
        let printed = self.printed.unwrap_or((self.sessions.len(), self.opinions.len()));
        let (held, stood) = printed;
        let filed: HashSet<&EventId> = (self.sessions[..held].iter().flat_map(|s| &s.entered))
            .chain(self.opinions[..stood].iter().flat_map(|o| &o.entered))
            .collect();
        let is_new = |entered: &Option<EventId>| !entered.iter().any(|id| filed.contains(id));
        let sessions: Vec<_> = sessions.into_iter().filter(|s| is_new(&s.entered)).collect();
        let opinions: Vec<_> = opinions.into_iter().filter(|o| is_new(&o.entered)).collect();
        if self.sessions[held..] == sessions && self.opinions[stood..] == opinions {
            return false;
        }
        let records = Arc::make_mut(self);
        records.printed = Some(printed);
        records.sessions.truncate(held);
        records.sessions.extend(sessions);
        records.opinions.truncate(stood);
        records.opinions.extend(opinions);
        records.index_opinions();
        true
    }

    /// The word people see for a word of the journal.
    #[must_use]
    pub fn word(&self, word: impl Worded) -> &str {
        let is_its = |term: &&Term| term.list == word.list() && term.key == word.key();
        self.terms.iter().find(is_its).map_or(word.key(), |term| &term.word)
    }

    /// The word of the journal that a person means by what was typed: the office's own word, the
    /// journal's, or its number in the list.
    ///
    /// # Errors
    ///
    /// Which words there are.
    pub fn meant<W: Worded>(&self, typed: &str) -> Result<W, String> {
        let typed = typed.trim();
        let numbered = typed.parse::<usize>().ok().and_then(|n| W::WORDS.get(n.checked_sub(1)?));
        let named = W::WORDS.iter().find(|word| self.word(**word) == typed || word.key() == typed);
        named.or(numbered).copied().ok_or_else(|| {
            let words: Vec<_> = W::WORDS.iter().map(|word| self.word(*word)).collect();
            format!("`{typed}` ではなく、{} のどれかを書きます。", words.join("・"))
        })
    }

    /// What the people file says of a person; `None` where it does not name them.
    #[must_use]
    pub fn profile(&self, person: &Person) -> Option<&Profile> {
        self.people.iter().find(|profile| profile.login == *person)
    }

    /// 役割 of a person. Whoever stands in no list works for the secretariat.
    #[must_use]
    pub fn role(&self, person: &Person) -> Role {
        self.profile(person).map_or(Role::Office, |profile| profile.role)
    }

    /// The name to show for a person.
    #[must_use]
    pub fn name_of<'a>(&'a self, person: &'a Person) -> &'a str {
        let unlisted = if person.is_draft() { "付属の案" } else { person.as_str() };
        self.profile(person).map_or(unlisted, |profile| &profile.name)
    }

    /// How an opinion is called: its label, and its year before it where the record holds several.
    #[must_use]
    pub fn label(&self, id: &OpinionId) -> String {
        let Some(opinion) = self.opinion(id) else { return id.to_string() };
        if self.spans_years { opinion.short() } else { opinion.label.clone() }
    }

    /// How a program is called: its name, or its id where the record does not hold it.
    #[must_use]
    pub fn program_name<'a>(&'a self, id: &'a ProgramId) -> &'a str {
        self.program(id).map_or(id.as_str(), Program::name)
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

    /// How an area is called: its number and title, and its year before it where the record holds
    /// opinions of several; its id where no plan holds it.
    #[must_use]
    pub fn area_name(&self, id: &AreaId) -> String {
        let Some((plan, row)) = self.area_rows.get(id) else {
            return format!("{id}（参照先なし）");
        };
        let plan = &self.plans[*plan];
        let area = &plan.areas[*row];
        let name = format!("{} {}", area.label, area.title);
        match self.plan_year(plan) {
            Some(year) if self.spans_years => format!("{year} {name}"),
            _ => name,
        }
    }

    /// The year of the source a plan stands in.
    #[must_use]
    pub fn plan_year(&self, plan: &Plan) -> Option<FiscalYear> {
        self.source(&plan.source).map(|source| source.fiscal_year)
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
