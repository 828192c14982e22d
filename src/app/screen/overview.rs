//! 概要: where the council stands, what to do next, what was done last.

use crate::{
    analysis::Council,
    app::list::{Kind, List},
};

/// State of the view.
#[derive(Debug, Clone)]
pub struct Overview {
    /// 次に行うこと, by position.
    pub list: List,
    /// What waits, most urgent first.
    pub tasks: Vec<Task>,
}

/// 次に行うこと. One thing that waits, with how many of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// 記録の問題.
    Problems(usize),
    /// 食い違い.
    Disagreements(usize),
    /// 対応事業のない意見.
    Uncovered(usize),
    /// 一部だけの意見.
    Partial(usize),
    /// 求める意見のない事業.
    Unasked(usize),
}

impl Task {
    /// Everything that waits, most urgent first. Nothing that does not wait.
    fn all(council: &Council) -> Vec<Self> {
        let opinions = &council.records.opinions;
        let disagreements =
            opinions.iter().filter(|opinion| council.is_disputed(&opinion.id)).count();
        let total = council.standing.total;
        let (unasked, _) = council.standing.unasked();
        [
            (council.troubles.len(), Self::Problems as fn(usize) -> Self),
            (disagreements, Self::Disagreements),
            (total.none() + total.noted, Self::Uncovered),
            (total.partial, Self::Partial),
            (unasked, Self::Unasked),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, task)| task(count))
        .collect()
    }

    /// The task in words.
    #[must_use]
    pub fn line(self) -> String {
        match self {
            Self::Problems(n) => format!("記録の問題 {n}件を見る"),
            Self::Disagreements(n) => format!("食い違いのある意見 {n}件を見る"),
            Self::Uncovered(n) => format!("対応事業のない意見 {n}件に事業を対応付ける"),
            Self::Partial(n) => format!("一部だけ対応している意見 {n}件を見る"),
            Self::Unasked(n) => format!("求める意見のない事業 {n}件を見る"),
        }
    }
}

impl Default for Overview {
    fn default() -> Self {
        Self { list: List::of(Kind::Positions), tasks: Vec::new() }
    }
}

impl Overview {
    /// Makes the tasks fit the record.
    pub fn settle(&mut self, council: &Council) {
        if self.list.is_stale("", council.generation) {
            self.tasks = Task::all(council);
            self.list.show(council, (0..self.tasks.len()).collect());
        }
    }

    /// What is selected.
    #[must_use]
    pub fn selected(&self) -> Option<Task> {
        self.list.row().and_then(|row| self.tasks.get(row).copied())
    }
}
