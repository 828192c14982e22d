//! What drawing tells besides the cells: where the cursor goes, and what stands where.

use ratatui::layout::{Position, Rect};

use crate::app::Target;

/// 描いたもの. Told by the very code that draws, so that a click always means what is seen.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The cell of the hardware cursor.
    pub cursor: Option<Position>,
    targets: Vec<(Rect, Target)>,
}

impl Drawn {
    /// Says what stands in some cells. What is said later lies on top.
    pub fn put(&mut self, area: Rect, target: Target) {
        self.targets.push((area, target));
    }

    /// Lays what was drawn later on top; its cursor counts.
    pub fn lay(&mut self, above: Self) {
        self.cursor = above.cursor;
        self.targets.extend(above.targets);
    }

    /// What stands in a cell.
    #[must_use]
    pub fn at(&self, cell: Position) -> Option<Target> {
        let here = self.targets.iter().rev().find(|(area, _)| area.contains(cell));
        here.map(|(_, target)| *target)
    }
}

impl From<Option<Position>> for Drawn {
    fn from(cursor: Option<Position>) -> Self {
        Self { cursor, targets: Vec::new() }
    }
}
