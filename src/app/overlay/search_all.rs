//! 全体の検索: one search over everything, kind by kind; before anything is typed, the searches that
//! were kept.

use tui_input::Input;

use crate::{
    analysis::{Council, Subject, SubjectKind},
    app::{
        find::{Ask, By, Finding, Kept, completion, words_of},
        list::{Kind, List, SLICE},
    },
    domain::SavedView,
};

/// How many hits of a kind are listed. Nobody reads further; another word narrows faster.
const HITS: usize = 50;

/// State of the overlay.
#[derive(Debug)]
pub struct SearchAll {
    /// 一覧, by position among the rows.
    pub list: List,
    /// What the list shows.
    pub rows: Vec<FoundRow>,
    /// 補完, and which of it Tab has put there.
    pub offered: Offered,
    finding: Option<Box<Finding>>,
    generation: u64,
    searching: bool,
    turn: Option<Box<Turn>>,
    /// What was selected before the record changed.
    again: Option<FoundRow>,
    /// The words of one condition, for as long as the record is the same.
    words: Option<(By, u64, Vec<String>)>,
}

/// 行. One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FoundRow {
    /// 種別, how many were found, how many of them are listed.
    Kind(SubjectKind, usize, usize),
    /// A record that was found.
    Hit(Subject),
    /// What heads the searches that were kept.
    Heading(&'static str),
    /// 保存した検索.
    View(SavedView),
    /// 最近の検索.
    Recent(String),
}

/// 補完. What could stand at the cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// The words.
    pub words: Vec<String>,
    /// Which of them Tab has put there.
    pub at: Option<usize>,
    /// For what was typed, where the cursor stood, of which record.
    made_from: Option<(String, usize, u64)>,
}

/// Tab, and Tab again: what was typed before the first.
#[derive(Debug)]
struct Turn {
    typed: String,
    cursor: usize,
    at: usize,
    shown: String,
}

impl Default for SearchAll {
    fn default() -> Self {
        Self {
            list: List::of(Kind::Positions),
            rows: Vec::new(),
            offered: Offered::default(),
            finding: None,
            generation: 0,
            searching: false,
            turn: None,
            again: None,
            words: None,
        }
    }
}

impl SearchAll {
    /// The overlay with something typed already.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let mut search = Self::default();
        search.list.query = Input::new(typed.to_owned());
        search
    }

    /// Makes the rows fit what is typed.
    pub fn settle(&mut self, council: &Council, kept: &Kept) {
        self.offer(council);
        let views = kept.views.iter().map(|view| view.name.as_str());
        let kept_by_name: Vec<_> = views.chain(kept.recents.iter().map(String::as_str)).collect();
        let choice = kept_by_name.join("\n");
        if self.list.is_stale(&choice, council.generation) {
            let ask = Ask::read(self.list.query.value());
            let again = self.finding.as_ref().is_some_and(|before| *before.ask() == ask);
            self.again = self.selected().filter(|_| again).cloned().or(self.again.take());
            let before = self.finding.take().filter(|_| self.generation == council.generation);
            self.generation = council.generation;
            self.searching = !ask.is_empty();
            if ask.is_empty() {
                let rows = kept_rows(council, kept);
                return self.show(council, rows);
            }
            if before.is_none() {
                // The hits of another record would be wrong ones until the search is done.
                self.show(council, Vec::new());
            }
            self.finding = Some(Box::new(match before {
                Some(before) => Finding::after(&before, ask),
                None => Finding::new(ask),
            }));
        }
        let Some(finding) = self.finding.as_mut().filter(|_| self.searching) else { return };
        if council.is_all_prepared() && finding.advance(council, SLICE, HITS) {
            self.searching = false;
            let rows = found_rows(finding);
            self.show(council, rows);
        }
    }

    fn show(&mut self, council: &Council, rows: Vec<FoundRow>) {
        self.list.show(council, (0..rows.len()).collect());
        self.rows = rows;
        if let Some(again) = self.again.take_if(|_| !self.rows.is_empty()) {
            let at = self.rows.iter().position(|row| *row == again);
            if let Some(at) = at {
                self.list.go(council, at);
            }
        }
        let at = self.list.at();
        if self.is_heading(at) {
            self.list.go(council, at + 1);
        }
    }

    /// Whether a row only heads others.
    #[must_use]
    pub fn is_heading(&self, row: usize) -> bool {
        matches!(self.rows.get(row), Some(FoundRow::Kind(..) | FoundRow::Heading(_)))
    }

    /// Whether there is more to find.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.searching
    }

    /// The search whose hits are shown; `None` where nothing is asked for.
    #[must_use]
    pub fn finding(&self) -> Option<&Finding> {
        self.finding.as_deref()
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&FoundRow> {
        self.list.row().and_then(|row| self.rows.get(row))
    }

    /// Types something in place of what was typed.
    pub fn retype(&mut self, typed: &str) {
        self.list.query = Input::new(typed.to_owned());
    }

    /// Puts the next word that could stand at the cursor there, or the one before.
    pub fn complete(&mut self, council: &Council, back: bool) {
        let now = self.list.query.value().to_owned();
        let turn = self.turn.take().filter(|turn| turn.shown == now);
        let (typed, cursor, at) = match turn {
            Some(turn) => (turn.typed, turn.cursor, Some(turn.at)),
            None => (now, cursor(&self.list.query), None),
        };
        let found = completion(&typed, cursor, |by| self.words(council, by));
        let Some(found) = found else { return };
        let count = found.choices.len();
        let at = match (at, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        };
        let (before, after) = (&typed[..found.range.start], &typed[found.range.end..]);
        let before = format!("{before}{}", found.choices[at].1);
        let shown = format!("{before}{}", after.trim_start());
        self.list.query = Input::new(shown.clone()).with_cursor(before.chars().count());
        if count > 1 {
            self.offered = Offered {
                words: found.choices.into_iter().map(|(word, _)| word).collect(),
                at: Some(at),
                made_from: Some(self.here(council)),
            };
            self.turn = Some(Box::new(Turn { typed, cursor, at, shown }));
        }
    }

    fn here(&self, council: &Council) -> (String, usize, u64) {
        let query = &self.list.query;
        (query.value().to_owned(), query.cursor(), council.generation)
    }

    /// Looks what could stand at the cursor, where that is not known yet.
    fn offer(&mut self, council: &Council) {
        let here = self.here(council);
        if self.offered.made_from.as_ref() == Some(&here) {
            return;
        }
        let at = cursor(&self.list.query);
        let found = completion(&here.0, at, |by| self.words(council, by));
        let words = found.map_or_else(Vec::new, |found| {
            found.choices.into_iter().map(|(word, _)| word).collect()
        });
        self.offered = Offered { words, at: None, made_from: Some(here) };
    }

    fn words(&mut self, council: &Council, by: By) -> Vec<String> {
        let known = self.words.take().filter(|(of, at, _)| (*of, *at) == (by, council.generation));
        let words = known.map_or_else(|| words_of(council, by), |(.., words)| words);
        self.words = Some((by, council.generation, words.clone()));
        words
    }
}

/// The byte at which the cursor stands.
fn cursor(input: &Input) -> usize {
    let typed = input.value();
    typed.char_indices().nth(input.cursor()).map_or(typed.len(), |(at, _)| at)
}

fn found_rows(finding: &Finding) -> Vec<FoundRow> {
    let rows = finding.groups().into_iter().flat_map(|group| {
        let heading = FoundRow::Kind(group.kind, group.count, group.hits.len());
        let hits = group.hits.iter().map(|(_, subject)| FoundRow::Hit(*subject));
        std::iter::once(heading).chain(hits)
    });
    rows.collect()
}

fn kept_rows(council: &Council, kept: &Kept) -> Vec<FoundRow> {
    let views = council.records.views.iter().chain(&kept.views);
    let views: Vec<_> = views.cloned().map(FoundRow::View).collect();
    let recents: Vec<_> = kept.recents.iter().cloned().map(FoundRow::Recent).collect();
    let mut rows = Vec::new();
    for (heading, kept) in [("保存した検索", views), ("最近の検索", recents)] {
        if !kept.is_empty() {
            rows.push(FoundRow::Heading(heading));
            rows.extend(kept);
        }
    }
    rows
}
