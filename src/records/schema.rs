//! The shape of a record file: one tagged value, everything in it from one source.

use ron::{Options, error::SpannedResult, extensions::Extensions};
use serde::{Deserialize, de::DeserializeOwned};

use crate::domain::{
    Acknowledged, Area, Claim, Correspondence, Entry, FiscalYear, Indicator, Opinion, Plan,
    Procurement, Profile, SavedView, Session, SessionId, Source, SourceId, Succession, Synonym,
    Table, Term,
};

/// What a `*.ron` file under `records/` may hold.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum File {
    /// 出典.
    Source(Source),
    /// 計画.
    Plan(Plan),
    /// 会議.
    Sessions { source: SourceId, sessions: Vec<Session> },
    /// 意見. `sessions`: the source attributes every opinion to all of them together.
    Opinions {
        source: SourceId,
        fiscal_year: FiscalYear,
        sessions: Vec<SessionId>,
        opinions: Vec<Opinion>,
    },
    /// 事業.
    Programs { source: SourceId, entries: Vec<Entry> },
    /// 予算のない取組.
    Measures { source: SourceId, entries: Vec<Entry> },
    /// 官公需.
    Procurement(Procurement),
    /// 記述.
    Claims { source: SourceId, claims: Vec<Claim> },
    /// 指標.
    Indicators { source: SourceId, indicators: Vec<Indicator> },
    /// 系譜. Each says itself how it is known: no source speaks for all.
    Lineage { successions: Vec<Succession> },
    /// 対応する施策.
    Correspondences { ties: Vec<Correspondence> },
    /// 確認済みの指摘.
    Acknowledged { findings: Vec<Acknowledged> },
    /// 用語.
    Vocabulary { terms: Vec<Term> },
    /// 類義語.
    Synonyms { groups: Vec<Synonym> },
    /// 名簿.
    People { people: Vec<Profile> },
    /// 保存した検索.
    Views { views: Vec<SavedView> },
}

/// The list that a kind of file holds, and what the user calls one item of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// `Programs`.
    pub(super) tag: &'static str,
    /// `entries`; empty where a file is one record as a whole.
    pub(super) list: &'static str,
    /// `Entry`.
    pub(super) item: &'static str,
    /// 事業.
    pub(super) word: &'static str,
}

#[rustfmt::skip]
const SHAPES: [Shape; 16] = [
    Shape { tag: "Source", list: "", item: "", word: "出典" },
    Shape { tag: "Plan", list: "areas", item: "Area", word: "施策" },
    Shape { tag: "Sessions", list: "sessions", item: "Session", word: "会議" },
    Shape { tag: "Opinions", list: "opinions", item: "Opinion", word: "意見" },
    Shape { tag: "Programs", list: "entries", item: "Entry", word: "事業" },
    Shape { tag: "Measures", list: "entries", item: "Entry", word: "取組" },
    Shape { tag: "Procurement", list: "tables", item: "Table", word: "表" },
    Shape { tag: "Claims", list: "claims", item: "Claim", word: "記述" },
    Shape { tag: "Indicators", list: "indicators", item: "Indicator", word: "指標" },
    Shape { tag: "Lineage", list: "successions", item: "Succession", word: "系譜" },
    Shape { tag: "Correspondences", list: "ties", item: "Correspondence", word: "対応" },
    Shape { tag: "Acknowledged", list: "findings", item: "Acknowledged", word: "確認済みの指摘" },
    Shape { tag: "Vocabulary", list: "terms", item: "Term", word: "用語" },
    Shape { tag: "Synonyms", list: "groups", item: "Synonym", word: "類義語" },
    Shape { tag: "People", list: "people", item: "Profile", word: "名簿の人" },
    Shape { tag: "Views", list: "views", item: "SavedView", word: "保存した検索" },
];

/// Every tag a file may begin with.
pub(super) fn tags() -> Vec<&'static str> {
    SHAPES.iter().map(|shape| shape.tag).collect()
}

/// The shape that a tag announces.
pub(super) fn shape(tag: &str) -> Option<Shape> {
    SHAPES.into_iter().find(|shape| shape.tag == tag)
}

impl File {
    /// How many items the list holds.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Source(_) => 0,
            Self::Plan(plan) => plan.areas.len(),
            Self::Sessions { sessions, .. } => sessions.len(),
            Self::Opinions { opinions, .. } => opinions.len(),
            Self::Programs { entries, .. } | Self::Measures { entries, .. } => entries.len(),
            Self::Procurement(procurement) => procurement.tables.len(),
            Self::Claims { claims, .. } => claims.len(),
            Self::Indicators { indicators, .. } => indicators.len(),
            Self::Lineage { successions } => successions.len(),
            Self::Correspondences { ties } => ties.len(),
            Self::Acknowledged { findings } => findings.len(),
            Self::Vocabulary { terms } => terms.len(),
            Self::Synonyms { groups } => groups.len(),
            Self::People { people } => people.len(),
            Self::Views { views } => views.len(),
        }
    }

    /// Takes over the list of another file of the same kind.
    pub(super) fn append(&mut self, items: Items) {
        match (self, items) {
            (Self::Plan(plan), Items::Areas(mut areas)) => plan.areas.append(&mut areas),
            (Self::Sessions { sessions, .. }, Items::Sessions(mut more)) => {
                sessions.append(&mut more);
            }
            (Self::Opinions { opinions, .. }, Items::Opinions(mut more)) => {
                opinions.append(&mut more);
            }
            (
                Self::Programs { entries, .. } | Self::Measures { entries, .. },
                Items::Entries(mut more),
            ) => entries.append(&mut more),
            (Self::Procurement(procurement), Items::Tables(mut more)) => {
                procurement.tables.append(&mut more);
            }
            (Self::Claims { claims, .. }, Items::Claims(mut more)) => claims.append(&mut more),
            (Self::Indicators { indicators, .. }, Items::Indicators(mut more)) => {
                indicators.append(&mut more);
            }
            (Self::Lineage { successions }, Items::Successions(mut more)) => {
                successions.append(&mut more);
            }
            (Self::Correspondences { ties }, Items::Correspondences(mut more)) => {
                ties.append(&mut more);
            }
            (Self::Acknowledged { findings }, Items::Acknowledged(mut more)) => {
                findings.append(&mut more);
            }
            (Self::Vocabulary { terms }, Items::Terms(mut more)) => terms.append(&mut more),
            (Self::Synonyms { groups }, Items::Synonyms(mut more)) => groups.append(&mut more),
            (Self::People { people }, Items::People(mut more)) => people.append(&mut more),
            (Self::Views { views }, Items::Views(mut more)) => views.append(&mut more),
            _ => {}
        }
    }
}

/// Items of a list that were read apart from their file.
#[derive(Debug)]
pub(super) enum Items {
    Areas(Vec<Area>),
    Sessions(Vec<Session>),
    Opinions(Vec<Opinion>),
    Entries(Vec<Entry>),
    Tables(Vec<Table>),
    Claims(Vec<Claim>),
    Indicators(Vec<Indicator>),
    Successions(Vec<Succession>),
    Correspondences(Vec<Correspondence>),
    Acknowledged(Vec<Acknowledged>),
    Terms(Vec<Term>),
    Synonyms(Vec<Synonym>),
    People(Vec<Profile>),
    Views(Vec<SavedView>),
}

/// Reads a list of items, brackets included.
pub(super) fn parse_items(shape: Shape, text: &str) -> SpannedResult<Items> {
    Ok(match shape.list {
        "areas" => Items::Areas(parse(text)?),
        "sessions" => Items::Sessions(parse(text)?),
        "opinions" => Items::Opinions(parse(text)?),
        "tables" => Items::Tables(parse(text)?),
        "claims" => Items::Claims(parse(text)?),
        "indicators" => Items::Indicators(parse(text)?),
        "successions" => Items::Successions(parse(text)?),
        "ties" => Items::Correspondences(parse(text)?),
        "findings" => Items::Acknowledged(parse(text)?),
        "terms" => Items::Terms(parse(text)?),
        "groups" => Items::Synonyms(parse(text)?),
        "people" => Items::People(parse(text)?),
        "views" => Items::Views(parse(text)?),
        _ => Items::Entries(parse(text)?),
    })
}

/// Reads the text of one file, or of one piece of it.
///
/// `Some(…)` need not be written, and neither the parentheses of a struct inside a variant: what
/// people read and write carries no more than the facts.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> SpannedResult<T> {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
        .from_str(text)
}
