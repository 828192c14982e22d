//! 報告: the tables of one export, and what the file must say of itself.

mod chart;
mod counts;
mod follow_up;
mod legend;
mod list;
mod opinion;
mod pairs;
mod programs;
mod ties;
mod version;

pub use chart::{Chart, Series};
pub use version::Version;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    Form, Unwritable,
    table::{Cell, Table, Use},
};
use crate::{
    analysis::Council,
    domain::{OpinionId, wareki, words},
    journal::Edition,
};

words! {
    /// 向き. What a row is.
    #[derive(Default)]
    Direction {
        /// From opinions to the programs that answer them.
        #[default]
        Opinions = "意見",
        /// From programs to the opinions that they answer.
        Programs = "事業",
    }
}

words! {
    /// 様式. Which columns the main table has.
    #[derive(Default)]
    Template {
        /// 対応表: opinions, programs, money, answers.
        #[default]
        Ties = "対応表",
        /// 意見と市の考え方: as results of consultations are published.
        Views = "意見と市の考え方",
        /// 対応状況一覧: answer, progress, money, dates.
        Standing = "対応状況一覧",
        /// 実施状況: what the programs did, a row a pair.
        Done = "実施状況",
        /// 未済・繰越: what is not finished, this year's and earlier years' apart.
        Open = "未済・繰越",
    }
}

impl Template {
    /// Whether it can be read from programs to opinions too.
    #[must_use]
    pub fn has(self, direction: Direction) -> bool {
        direction == Direction::Opinions || matches!(self, Self::Ties | Self::Done)
    }
}

/// 絞り込んだもの. What is shown, by rows of the record, and why no more than that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// 意見, by their rows.
    pub opinions: Vec<usize>,
    /// 事業, by their rows.
    pub programs: Vec<usize>,
    /// 絞り込み in words; empty where everything is shown.
    pub filter: Vec<String>,
}

impl Shown {
    /// Everything: all opinions, and the programs that go on or that an opinion is linked to.
    #[must_use]
    pub fn all(council: &Council) -> Self {
        let opinions = (0..council.records.opinions.len()).collect();
        let programs = 0..council.records.programs.len();
        let counts = |row: &usize| council.standing.current[*row] || is_linked(council, *row);
        Self { opinions, programs: programs.filter(counts).collect(), filter: Vec::new() }
    }

    /// Some opinions, and the programs that they are linked to.
    #[must_use]
    pub fn opinions(council: &Council, opinions: Vec<usize>, filter: Vec<String>) -> Self {
        let ids = opinions.iter().map(|row| &council.records.opinions[*row].id);
        let programs: BTreeSet<usize> = ids
            .flat_map(|id| council.ties_of(id))
            .filter_map(|tie| council.records.program_row(&tie.program))
            .collect();
        Self { opinions, programs: programs.into_iter().collect(), filter }
    }

    /// Some programs, and the opinions that are linked to them.
    #[must_use]
    pub fn programs(council: &Council, programs: Vec<usize>, filter: Vec<String>) -> Self {
        let ids = programs.iter().map(|row| &council.records.programs[*row].id);
        let opinions: BTreeSet<usize> = ids
            .flat_map(|id| council.ties_to(id))
            .filter_map(|tie| council.records.opinion_row(&tie.opinion))
            .collect();
        Self { opinions: opinions.into_iter().collect(), programs, filter }
    }
}

fn is_linked(council: &Council, row: usize) -> bool {
    council.ties_to(&council.records.programs[row].id).next().is_some()
}

/// 注文. What shall be in the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// 向き.
    pub direction: Direction,
    /// 様式.
    pub template: Template,
    /// 絞り込んだもの.
    pub shown: Shown,
}

/// A fact about the file: what it is, and its words.
pub type Fact = (&'static str, String);

/// 報告. Everything that is in the file, whatever its form.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// 標題.
    pub title: String,
    /// 現在日.
    pub day: Date,
    /// 版: whom it is for.
    pub edition: Edition,
    /// 向き.
    pub direction: Direction,
    /// 様式.
    pub template: Template,
    /// 絞り込み in words; empty where nothing was left out.
    pub filter: Vec<String>,
    /// Whether the person left something out, beyond what the template leaves out.
    pub is_filtered: bool,
    /// 収録: how many rows of how many, in words.
    pub extent: String,
    /// 記録の版.
    pub version: Version,
    /// What the file says of itself, in the order of saying; the last is the version of the record.
    pub facts: Vec<Fact>,
    /// The main table, to print.
    pub main: Table,
    /// 一覧: the same to go on with.
    pub list: Table,
    /// 集計, and what else belongs on paper.
    pub counts: Vec<Table>,
    /// Tables to go on with: 対応, 種別.
    pub ties: Vec<Table>,
    /// 事業, with both years.
    pub programs: Table,
    /// 凡例.
    pub legend: Table,
    /// 図.
    pub charts: Vec<Chart>,
}

impl Report {
    /// Puts the report together.
    #[must_use]
    pub fn of(council: &Council, wish: &Wish, day: Date) -> Self {
        let view = View { council, day };
        let mut shown = wish.shown.clone();
        let mut filter = shown.filter.clone();
        if wish.template == Template::Open {
            shown.opinions.retain(|row| view.is_open(*row));
            filter.push("未済の意見".to_owned());
        }
        if (wish.direction, wish.template) == (Direction::Programs, Template::Done) {
            shown.programs.retain(|row| is_linked(council, *row));
            filter.push("意見と結ばれている事業".to_owned());
        }
        let extent = view.extent(wish.direction, &shown);
        let version = Version::of(council);
        let facts = facts(council, day, &filter, &extent, &version);
        let main = match (wish.direction, wish.template) {
            (Direction::Opinions, Template::Ties) => view.ties_by_opinion(&shown),
            (Direction::Opinions, Template::Views) => view.views(&shown),
            (Direction::Opinions, Template::Standing) => view.standing(&shown),
            (Direction::Opinions, Template::Done) => view.done_by_opinion(&shown),
            (Direction::Opinions, Template::Open) => view.open(&shown),
            (Direction::Programs, Template::Done) => view.done_by_program(&shown),
            (Direction::Programs, _) => view.ties_by_program(&shown),
        };
        let list = match wish.direction {
            Direction::Opinions => view.list_by_opinion(&shown),
            Direction::Programs => view.list_by_program(&shown),
        };
        let edition = council.lens.edition;
        Self {
            title: main.title.clone(),
            day,
            edition,
            direction: wish.direction,
            template: wish.template,
            filter,
            is_filtered: !wish.shown.filter.is_empty(),
            extent,
            version,
            legend: view.legend(&main.title, &facts),
            facts,
            main,
            list,
            counts: view.counts(&wish.shown, wish.template),
            ties: view.matrix(&shown),
            programs: view.programs(&shown),
            charts: view.charts(),
        }
    }

    /// Every table, in the order in which a reader wants them.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        [&self.main, &self.list]
            .into_iter()
            .chain(&self.counts)
            .chain(&self.ties)
            .chain([&self.programs, &self.legend])
    }

    /// The tables that are for paper.
    pub fn printed(&self) -> impl Iterator<Item = &Table> {
        self.tables().filter(|table| table.made_for == Use::Print)
    }

    /// `対応表_庁内_2026-11-21.xlsx`, with what tells it from another one.
    #[must_use]
    pub fn file_name(&self, form: Form, table: Option<&str>) -> String {
        let direction = match self.direction {
            Direction::Opinions => "",
            Direction::Programs => "（事業から）",
        };
        let table = table.map_or_else(String::new, |table| format!("_{table}"));
        let filtered = if self.is_filtered { "_絞り込み" } else { "" };
        let (template, edition, day) = (self.template, self.edition.word(), self.day);
        format!("{template}{direction}{table}_{edition}_{day}{filtered}.{form}")
    }

    /// A table by its name; without one, the table that stands for the report where there is room for
    /// one alone.
    ///
    /// # Errors
    ///
    /// Which tables there are.
    pub fn table(&self, name: Option<&str>) -> Result<&Table, Unwritable> {
        let Some(name) = name else {
            return Ok(if self.template == Template::Ties { &self.list } else { &self.main });
        };
        self.tables().find(|table| table.name == name).ok_or_else(|| {
            let names: Vec<_> = self.tables().map(|table| table.name.as_str()).collect();
            format!("`{name}` という表はありません。{} のどれかを書きます。", names.join("・"))
        })
    }
}

/// What the file says of itself, in the order of saying.
fn facts(
    council: &Council,
    day: Date,
    filter: &[String],
    extent: &str,
    version: &Version,
) -> Vec<Fact> {
    let filter =
        if filter.is_empty() { "なし（全部）".to_owned() } else { filter.join("、") };
    vec![
        ("現在日", format!("{}現在", wareki(day))),
        ("版", legend::of_edition(council.lens.edition).to_owned()),
        ("絞り込み", filter),
        ("収録", extent.to_owned()),
        ("記録の版", version.to_string()),
    ]
}

/// What the tables are made from.
#[derive(Clone, Copy)]
struct View<'a> {
    council: &'a Council,
    day: Date,
}

impl<'a> View<'a> {
    fn extent(self, direction: Direction, shown: &Shown) -> String {
        let Council { records, .. } = self.council;
        match direction {
            Direction::Opinions => {
                format!(
                    "意見 {}件（記録にある {}件のうち）",
                    shown.opinions.len(),
                    records.opinions.len()
                )
            }
            Direction::Programs => {
                format!(
                    "事業 {}件（記録にある {}件のうち）",
                    shown.programs.len(),
                    records.programs.len()
                )
            }
        }
    }

    fn opinion_id(self, row: usize) -> &'a OpinionId {
        &self.council.records.opinions[row].id
    }

    /// Words that call for somebody: with emphasis where whoever reads them can do something.
    fn calling(self, words: impl Into<String>) -> Cell {
        let words = words.into();
        if self.council.lens.edition == Edition::Public {
            Cell::Text(words)
        } else {
            Cell::Open(words)
        }
    }

    /// Whether the file shows what the secretariat keeps for itself.
    fn is_office(self) -> bool {
        self.council.lens.edition == Edition::Office
    }
}
