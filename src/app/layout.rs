//! Where things stand on the screen: the one file of breakpoints.
//!
//! Pure functions of the terminal's size. The model asks how many rows a page has, the view asks
//! for the same numbers when it draws, so both always agree.

/// 画面の大きさ, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// 桁数.
    pub width: u16,
    /// 行数.
    pub height: u16,
}

impl Default for Size {
    fn default() -> Self {
        Self { width: 80, height: 24 }
    }
}

/// Below this the screen shows one line that asks for more room.
pub const SMALLEST: Size = Size { width: 60, height: 16 };

/// From this width on, list and detail stand side by side; below they are stacked.
const SIDE_BY_SIDE: u16 = 100;

/// Rows that are not body: tabs above, notice and key hints below.
const FRAME_ROWS: u16 = 3;

/// Rows of the picker that are not its list: what is given, the field, the words to choose, the
/// preview.
pub const PICKER_ROWS: u16 = 9;

/// Rows of a preview that show the selected row in full, its rule with them.
pub const OUTLINE_ROWS: u16 = 6;

/// Rows of a lookup that are not its list, without its title: the field, the frame's end.
pub const LOOKUP_ROWS: u16 = 2;

/// Rows above the list of what has changed: a title, and how things stand.
pub const NEWS_ROWS: u16 = 5;

/// Columns of one count on the overview: a word of six characters, and how many.
pub const COUNT: u16 = 17;

/// Rows of what waits that the overview always has, however little room there is for the rest.
const WAITING: usize = 6;

/// 概要の段. The rows of each part of the overview, titles included; a part without rows is left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// 数字.
    pub figures: usize,
    /// 方向性ごと.
    pub areas: usize,
    /// Rows of the counts by kind, without a title of their own.
    pub counts: usize,
    /// 要対応, the counts among its rows.
    pub todo: usize,
    /// 最近の操作.
    pub recent: usize,
}

/// A part of the body, in cells from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pane {
    /// 左端.
    pub x: u16,
    /// 上端.
    pub y: u16,
    /// 幅.
    pub width: u16,
    /// 高さ, its title row included.
    pub height: u16,
}

impl Pane {
    /// Rows under the title and a number of heading rows.
    #[must_use]
    pub fn rows(self, headings: u16) -> usize {
        usize::from(self.height.saturating_sub(1 + headings))
    }
}

impl Size {
    /// Whether there is room for a screen at all.
    #[must_use]
    pub fn is_too_small(self) -> bool {
        self.width < SMALLEST.width || self.height < SMALLEST.height
    }

    /// Whether list and detail stand side by side.
    #[must_use]
    pub fn is_wide(self) -> bool {
        self.width >= SIDE_BY_SIDE
    }

    /// The body: everything between tabs and notice.
    #[must_use]
    pub fn body(self) -> Pane {
        Pane { x: 0, y: 1, width: self.width, height: self.height.saturating_sub(FRAME_ROWS) }
    }

    /// The parts of the overview, for so many areas, kinds of what waits, and rows of it. What waits
    /// comes before everything but the figures; what was done last takes what is left.
    #[must_use]
    pub fn overview(self, areas: usize, kinds: usize, rows: usize) -> Parts {
        let body = self.body();
        let height = usize::from(body.height);
        let counts = kinds.div_ceil(usize::from((body.width.saturating_sub(2) / COUNT).max(1)));
        // The title and two rows of figures; the title of what waits, and its counts.
        let (heads, waits) = (3, 1 + counts);
        let spare = height.saturating_sub(heads + waits + WAITING);
        // A title with one row under it says too little for the room it takes.
        let areas =
            Some((areas + 1).min(spare.saturating_sub(1))).filter(|rows| *rows > 2).unwrap_or(0);
        let wanted = if height < 30 { 2 } else { 4 };
        let figures = heads + wanted.min(spare - areas);
        let rest = height.saturating_sub(figures + areas);
        let kept = if rest >= waits + 2 * WAITING + 5 { 5 } else { 0 };
        let todo = (waits + rows.max(1)).min(rest - kept);
        match rest - todo {
            recent @ 3.. => Parts { figures, areas, counts, todo, recent },
            _ => Parts { figures, areas, counts, todo: rest, recent: 0 },
        }
    }

    /// The list and the detail of a screen that has both.
    #[must_use]
    pub fn split(self) -> (Pane, Pane) {
        let body = self.body();
        if self.is_wide() {
            // One column between them for the rule.
            let list = body.width * 11 / 20;
            let detail = body.width - list - 1;
            (Pane { width: list, ..body }, Pane { x: list + 1, width: detail, ..body })
        } else {
            let list = body.height * 9 / 20;
            let detail = body.height - list;
            (Pane { height: list, ..body }, Pane { y: body.y + list, height: detail, ..body })
        }
    }
}

/// The first row in sight so that the selected one is, moving as little as possible from `top`.
#[must_use]
pub fn first_in_sight(top: usize, selected: usize, count: usize, rows: usize) -> usize {
    let rows = rows.max(1);
    let last_top = count.saturating_sub(rows);
    top.clamp((selected + 1).saturating_sub(rows), selected).min(last_top)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_fill_the_body_without_overlap() {
        for width in 60..=220 {
            for height in 16..=60 {
                let size = Size { width, height };
                let (list, detail) = size.split();
                if size.is_wide() {
                    assert_eq!(list.width + 1 + detail.width, width);
                    assert_eq!(detail.x, list.width + 1);
                } else {
                    assert_eq!(list.height + detail.height, height - FRAME_ROWS);
                    assert_eq!(detail.y, list.y + list.height);
                }
                assert!(list.rows(1) >= 3, "{width}x{height}");
            }
        }
    }

    #[test]
    fn the_overview_fills_the_body_and_shows_what_waits() {
        for (width, height) in [(60, 16), (80, 24), (120, 40), (200, 60)] {
            let size = Size { width, height };
            for (areas, kinds, rows) in [(0, 0, 0), (6, 1, 28), (6, 4, 3), (6, 10, 200), (40, 5, 9)]
            {
                let Parts { figures, areas, counts, todo, recent } =
                    size.overview(areas, kinds, rows);
                assert_eq!(figures + areas + todo + recent, usize::from(size.body().height));
                let seen = todo - 1 - counts;
                assert!(seen >= rows.min(if height < 24 { 5 } else { WAITING }), "{size:?} {rows}");
            }
        }
    }

    #[test]
    fn the_list_moves_no_more_than_it_must() {
        for (top, selected, first) in
            [(0, 0, 0), (0, 4, 0), (0, 5, 1), (3, 5, 3), (3, 2, 2), (0, 9, 5), (9, 9, 5)]
        {
            assert_eq!(first_in_sight(top, selected, 10, 5), first, "{top} {selected}");
        }
        assert_eq!(first_in_sight(7, 0, 0, 5), 0);
    }
}
