//! A list that can be searched and moved through. Every list of the program is one of these.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use tui_input::Input;

use super::layout::first_in_sight;
use crate::{
    analysis::{Catalog, Council},
    search::{Hit, Index, Query, Search},
};

/// 一覧. Which rows are shown, and which of them is selected.
///
/// Selection is by id: rows may come, go and move without the selection following the wrong one.
#[derive(Debug, Clone)]
pub struct List {
    /// What is searched for in this list; empty shows every row.
    pub query: Input,
    kind: Kind,
    /// The id of the selected row; `None` until the list has rows.
    selected: Option<String>,
    /// The rows shown: positions in the records, best first.
    rows: Vec<usize>,
    /// Which of them is selected; where to stay when it goes.
    at: usize,
    top: usize,
    made_from: Option<Recipe>,
    /// 印: ids, in the order they were marked. As the selection, they stay with their records.
    marks: Vec<String>,
    /// How many of them the rows do not show.
    hidden: usize,
    search: Option<Box<Ongoing>>,
    /// How often rows were shown.
    shown: usize,
    /// How many rows there were when all were last found.
    count: usize,
}

/// 選んでいた行. The id of a row, and where it stood among the rows shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The id.
    pub id: Option<String>,
    /// Where to go when it is gone.
    pub at: usize,
}

/// A search for the rows, on its way or done.
#[derive(Debug, Clone)]
struct Ongoing {
    search: Search,
    /// Of the council whose index it runs through.
    generation: u64,
    /// How many of its hits are among the rows; `None` once all are.
    given: Option<usize>,
}

/// About how many rows are searched before the key that was typed is drawn, and between two looks for
/// the next: less than a millisecond's work.
pub(super) const SLICE: usize = 5_000;

/// So many hits are shown before all are found; those that come later stand behind them.
const SCREENFUL: usize = 100;

/// What a list lists, and so what its rows and ids mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 意見.
    Opinions,
    /// 事業.
    Programs,
    /// 会議.
    Sessions,
    /// 履歴.
    Deeds,
    /// Anything that is known by its position alone.
    Positions,
}

impl Kind {
    fn id(self, council: &Council, row: usize) -> String {
        match self {
            Self::Opinions => council.records.opinions[row].id.to_string(),
            Self::Programs => council.records.programs[row].id.to_string(),
            Self::Sessions => council.records.sessions[row].id.to_string(),
            Self::Deeds => council.history[row].id.to_string(),
            Self::Positions => row.to_string(),
        }
    }

    /// Where the record of an id stands; `None` where it has gone.
    fn row(self, council: &Council, id: &str) -> Option<usize> {
        let records = &council.records;
        match self {
            Self::Opinions => records.opinion_row(&id.into()),
            Self::Programs => records.program_row(&id.into()),
            Self::Sessions => records.sessions.iter().position(|session| session.id.as_str() == id),
            Self::Deeds => council.history.iter().position(|deed| deed.id.as_str() == id),
            Self::Positions => id.parse().ok(),
        }
    }
}

/// What the rows of a list follow from. As long as it is the same, so are the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipe {
    query: String,
    choice: String,
    generation: u64,
}

/// 移動. How far to move in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 一つ上.
    Up,
    /// 一つ下.
    Down,
    /// 一頁上.
    PageUp,
    /// 一頁下.
    PageDown,
    /// 先頭.
    Home,
    /// 末尾.
    End,
}

impl Step {
    /// Where a step leads from a row, among so many rows, a page being so long.
    #[must_use]
    pub fn from(self, at: usize, count: usize, page: usize) -> usize {
        let page = page.saturating_sub(1).max(1);
        let to = match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => at + 1,
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => at + page,
            Self::Home => 0,
            Self::End => count,
        };
        to.min(count.saturating_sub(1))
    }
}

impl List {
    /// An empty list of a kind.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self {
            query: Input::default(),
            kind,
            selected: None,
            rows: Vec::new(),
            at: 0,
            top: 0,
            made_from: None,
            marks: Vec::new(),
            hidden: 0,
            search: None,
            shown: 0,
            count: 0,
        }
    }

    /// Which row is selected, to be found again at the next start.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { id: self.selected.clone(), at: self.at }
    }

    /// Searches and selects as in an earlier session. Takes effect when the rows are next shown.
    pub fn resume(&mut self, place: Place, query: Input) {
        self.query = query;
        self.selected = place.id;
        self.at = place.at;
        self.made_from = None;
    }

    /// The rows shown: positions in the records.
    #[must_use]
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// Which of the rows shown is selected.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The position in the records of the selected row; `None` in an empty list.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.rows.get(self.at).copied()
    }

    /// Whether the rows must be made anew: the query, the filter and order chosen, or the record
    /// behind them (by its generation) is not what it was. Moving about in a list of ten thousand
    /// must not search it again.
    pub fn is_stale(&mut self, choice: &str, generation: u64) -> bool {
        let query = self.query.value().to_owned();
        let recipe = Recipe { query, choice: choice.to_owned(), generation };
        let stale = self.made_from.as_ref() != Some(&recipe);
        let searched = self.made_from.take().is_some_and(|made| made.query != recipe.query);
        if searched && !recipe.query.is_empty() {
            // Another query: the best hit is the one to look at. Without one, what was found stays.
            self.selected = None;
            self.at = 0;
        }
        self.made_from = Some(recipe);
        stale
    }

    /// The rows that answer the query, of so many records, when they are to be shown anew. Many records
    /// are searched in slices, one a call: as long as [`List::is_searching`], there is more to come.
    pub fn found(
        &mut self,
        choice: &str,
        council: &Council,
        index: fn(&Catalog) -> &Index,
        count: usize,
    ) -> Option<Vec<usize>> {
        let generation = council.generation;
        // The rows of another record than this would be wrong ones until the search is done.
        let late = self.made_from.as_ref().is_some_and(|made| made.generation != generation);
        if self.is_stale(choice, generation) {
            let before = self.search.take().filter(|before| before.generation == generation);
            let query = Query::new(self.query.value());
            if query.is_empty() {
                return Some((0..count).collect());
            }
            let search = match before {
                Some(before) => Search::after(&before.search, query),
                None => Search::new(query),
            };
            self.search = Some(Box::new(Ongoing { search, generation, given: Some(0) }));
        }
        let ongoing = self.search.as_mut()?;
        let given = ongoing.given?;
        if !late && !council.is_prepared() {
            return None;
        }
        let index = index(council.catalog());
        ongoing.search.advance(index, if late { usize::MAX } else { SLICE });
        let hits = ongoing.search.hits();
        let done = ongoing.search.is_done();
        if !done && (given > 0 || hits.len() < SCREENFUL) {
            return None;
        }
        ongoing.given = (!done).then_some(hits.len());
        Some(hits.iter().map(Hit::row).collect())
    }

    /// Whether the rows are still being searched for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        self.search.as_ref().is_some_and(|ongoing| ongoing.given.is_some())
    }

    /// How many rows there are; while they are searched for, how many there were before.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// How often rows were shown: as long as it is the same, so are they.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// Shows other rows. The selected record stays selected where it is still shown; otherwise the
    /// row that took its place is.
    pub fn show(&mut self, council: &Council, rows: Vec<usize>) {
        self.rows = rows;
        self.shown += 1;
        if !self.is_searching() {
            self.count = self.rows.len();
        }
        if !self.marks.is_empty() {
            // A record that has gone can be neither shown nor acted on.
            self.marks.retain(|id| self.kind.row(council, id).is_some());
            let shown: HashSet<usize> = self.rows.iter().copied().collect();
            let marked = self.marks.iter().filter_map(|id| self.kind.row(council, id));
            self.hidden = marked.filter(|row| !shown.contains(row)).count();
        }
        let selected = self.selected.as_ref().and_then(|id| self.kind.row(council, id));
        let found = selected.and_then(|row| self.rows.iter().position(|shown| *shown == row));
        self.go(council, found.unwrap_or(self.at));
    }

    /// Selects a record, wherever it is. Takes effect when the rows are next shown.
    pub fn select(&mut self, id: &impl ToString) {
        self.selected = Some(id.to_string());
        self.made_from = None;
    }

    /// Moves by a step.
    pub fn step(&mut self, council: &Council, step: Step, page: usize) {
        self.go(council, step.from(self.at, self.rows.len(), page));
    }

    /// Moves to one of the rows shown.
    pub fn go(&mut self, council: &Council, at: usize) {
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.selected = self.row().map(|row| self.kind.id(council, row));
    }

    /// Marks the selected row, or takes its mark away, and moves on to the next.
    pub fn mark_and_step(&mut self, council: &Council, page: usize) {
        let Some(row) = self.row() else { return };
        let id = self.kind.id(council, row);
        match self.marks.iter().position(|marked| *marked == id) {
            Some(at) => {
                self.marks.remove(at);
            }
            None => self.marks.push(id),
        }
        self.step(council, Step::Down, page);
    }

    /// Marks every row shown; where all of them are marked, takes their marks away. What the rows do
    /// not show stays as it is.
    pub fn mark_all_shown(&mut self, council: &Council) {
        let shown: Vec<String> = self.rows.iter().map(|row| self.kind.id(council, *row)).collect();
        let marked: HashSet<&String> = self.marks.iter().collect();
        let fresh: Vec<String> = shown.iter().filter(|id| !marked.contains(id)).cloned().collect();
        if fresh.is_empty() {
            let shown: HashSet<String> = shown.into_iter().collect();
            self.marks.retain(|id| !shown.contains(id));
        } else {
            self.marks.extend(fresh);
        }
    }

    /// Takes every mark away: the user asked for it, or what was done with them is saved.
    pub fn clear_marks(&mut self) {
        self.marks.clear();
        self.hidden = 0;
    }

    /// The ids of the marked records, in the order they were marked.
    #[must_use]
    pub fn marked_ids(&self) -> &[String] {
        &self.marks
    }

    /// Marks records by their ids. Takes effect when the rows are next shown.
    pub fn mark(&mut self, ids: Vec<String>) {
        self.marks = ids;
        self.made_from = None;
    }

    /// How many records are marked.
    #[must_use]
    pub fn marks(&self) -> usize {
        self.marks.len()
    }

    /// How many marked records a query or a filter hides.
    #[must_use]
    pub fn hidden_marks(&self) -> usize {
        self.hidden
    }

    /// Whether the record at a position is marked.
    #[must_use]
    pub fn is_marked(&self, council: &Council, row: usize) -> bool {
        !self.marks.is_empty() && self.marks.contains(&self.kind.id(council, row))
    }

    /// What an act is for: the positions of the marked records, in the order they were marked, or
    /// else of the selected one.
    #[must_use]
    pub fn marked_rows(&self, council: &Council) -> Vec<usize> {
        if self.marks.is_empty() {
            return self.row().into_iter().collect();
        }
        self.marks.iter().filter_map(|id| self.kind.row(council, id)).collect()
    }

    /// Takes over the marks of another list of the kind. They are the user's, not those of a place
    /// that is gone back to. Takes effect when the rows are next shown.
    pub fn take_marks(&mut self, other: &mut Self) {
        self.marks = std::mem::take(&mut other.marks);
        self.hidden = 0;
        self.made_from = None;
    }

    /// Keeps the selected row in sight of a page.
    pub fn scroll(&mut self, page: usize) {
        self.top = first_in_sight(self.top, self.at, self.rows.len(), page);
    }

    /// The part of the rows that a page shows, with the position of its first.
    #[must_use]
    pub fn page(&self, page: usize) -> (usize, &[usize]) {
        let first = first_in_sight(self.top, self.at, self.rows.len(), page);
        let end = (first + page).min(self.rows.len());
        (first, &self.rows[first..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: usize) -> (Council, List) {
        let council = Council::default();
        let mut list = List::of(Kind::Positions);
        list.show(&council, (0..rows).collect());
        (council, list)
    }

    #[test]
    fn a_selection_follows_its_record_not_its_row() {
        let (council, mut list) = list(10);
        list.go(&council, 4);
        list.show(&council, vec![8, 4, 2]);
        assert_eq!((list.at(), list.row()), (1, Some(4)));
        list.show(&council, vec![8, 2]);
        assert_eq!((list.at(), list.row()), (1, Some(2)), "the next one takes its place");
        list.show(&council, vec![]);
        assert_eq!(list.row(), None);
    }

    #[test]
    fn many_records_are_searched_in_slices_and_the_next_key_leaves_off() {
        let mut council = Council::default();
        let records = SLICE + SLICE / 2;
        let opinion = |nth: usize| crate::domain::Opinion {
            id: format!("o/{nth}").into(),
            source: "s".into(),
            fiscal_year: crate::domain::FiscalYear::from_western(2025),
            label: String::new(),
            heading: String::new(),
            area: None,
            text: if nth + 1 == records { "創業" } else { "支援" }.to_owned(),
            sessions: Vec::new(),
            entered: None,
            source_note: None,
        };
        std::sync::Arc::make_mut(&mut council.records).opinions =
            (0..records).map(opinion).collect();
        let mut list = List::of(Kind::Positions);
        let found = |list: &mut List, council: &Council, typed: &str| {
            list.query = typed.into();
            list.found("", council, |all| &all.opinions, records).map(|rows| rows.len())
        };
        assert_eq!(found(&mut list, &council, ""), Some(records), "without an index");
        assert_eq!(found(&mut list, &council, "支"), None, "the index is not there yet");
        assert!(list.is_searching() && !council.prepare(SLICE) && council.prepare(SLICE));
        assert_eq!(found(&mut list, &council, "支"), None, "one slice is not all");
        assert_eq!(found(&mut list, &council, "創"), None, "another key, from the start");
        assert!(list.is_searching());
        assert_eq!(found(&mut list, &council, "創"), Some(1));
        assert!(!list.is_searching());
        assert_eq!(found(&mut list, &council, "創"), None, "nothing new to show");
        assert_eq!(found(&mut list, &council, "創業"), Some(1), "among one row");
        council.generation += 1;
        assert_eq!(
            found(&mut list, &council, "支"),
            Some(records - 1),
            "of another record: at once"
        );
    }

    #[test]
    fn another_query_goes_to_the_best_hit() {
        let (council, mut list) = list(10);
        assert!(list.is_stale("", 1) && !list.is_stale("", 1));
        list.go(&council, 4);
        list.query = "創業".into();
        assert!(list.is_stale("", 1));
        list.show(&council, vec![8, 4, 2]);
        assert_eq!(list.row(), Some(8));
        assert!(list.is_stale("一部", 1) && list.is_stale("一部", 2));
    }

    #[test]
    fn marks_stay_with_their_records_in_the_order_they_were_made() {
        let (council, mut list) = list(10);
        assert_eq!(list.marked_rows(&council), [0], "without marks the selected row is meant");
        for at in [4, 2, 7] {
            list.go(&council, at);
            list.mark_and_step(&council, 5);
        }
        assert_eq!((list.at(), list.marks(), list.hidden_marks()), (8, 3, 0));
        list.show(&council, vec![7, 3, 2]);
        assert_eq!((list.marked_rows(&council), list.hidden_marks()), (vec![4, 2, 7], 1));
        let marked = |list: &List| -> Vec<usize> {
            (0..10).filter(|row| list.is_marked(&council, *row)).collect()
        };
        assert_eq!(marked(&list), [2, 4, 7]);
        list.go(&council, 0);
        list.mark_and_step(&council, 5);
        assert_eq!(marked(&list), [2, 4], "a second time takes the mark away");
        list.clear_marks();
        assert_eq!((list.marked_rows(&council), list.hidden_marks()), (vec![3], 0));
    }

    #[test]
    fn marking_all_marks_what_is_shown_and_the_second_time_takes_that_away() {
        let (council, mut list) = list(10);
        list.go(&council, 9);
        list.mark_and_step(&council, 5);
        list.show(&council, vec![5, 1, 3]);
        list.go(&council, 1);
        list.mark_and_step(&council, 5);
        list.mark_all_shown(&council);
        assert_eq!(list.marked_rows(&council), [9, 1, 5, 3]);
        list.mark_all_shown(&council);
        assert_eq!((list.marked_rows(&council), list.hidden_marks()), (vec![9], 1));
        list.show(&council, vec![]);
        list.mark_all_shown(&council);
        list.mark_and_step(&council, 5);
        assert_eq!(list.marked_rows(&council), [9], "there is nothing to mark");
    }

    #[test]
    fn steps_stop_at_both_ends() {
        let (council, mut list) = list(10);
        for (step, at) in [
            (Step::Up, 0),
            (Step::Down, 1),
            (Step::PageDown, 5),
            (Step::End, 9),
            (Step::Down, 9),
            (Step::PageUp, 5),
            (Step::Home, 0),
        ] {
            list.step(&council, step, 5);
            assert_eq!(list.at(), at, "{step:?}");
        }
        List::of(Kind::Positions).step(&council, Step::Down, 5);
    }
}
