//! Cells written with as few bytes as are safe.
//!
//! A terminal that gives a character another width than we do spoils everything behind it on the
//! line, unless the cursor is then placed anew. Doing that behind every wide character, as ratatui
//! does, takes ten bytes for a kanji that takes three. But all terminals agree on kanji and kana:
//! only behind a character whose width they do not agree on is the cursor placed.

use std::{io::Write, iter::Peekable};

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::{Rect, Size},
};

use super::pen::Pen;

/// From how many blanks on it is shorter to erase the rest of the line.
const ERASING_A_LINE_PAYS: u16 = 4;

/// From how many blanks on it is shorter to erase them and to place the cursor behind them.
const ERASING_CELLS_PAYS: u16 = 12;

/// Stands for a cell of which it is not known how it looks. No text has it.
const UNKNOWN: &str = "\u{fffe}";

/// 端末の画面. What the terminal shows, as far as is known.
#[derive(Debug)]
pub(super) struct Shown {
    cells: Buffer,
    /// Whether the cells outside a change are what the terminal shows there.
    known: bool,
}

impl Shown {
    pub(super) fn new(size: Size) -> Self {
        let area = Rect { x: 0, y: 0, width: size.width, height: size.height };
        Self { cells: Buffer::empty(area), known: false }
    }

    /// The terminal was cleared.
    pub(super) fn clear(&mut self) {
        self.cells.reset();
        self.known = true;
    }

    /// Some of it was cleared.
    pub(super) fn forget(&mut self) {
        self.known = false;
    }

    /// Writes what makes the terminal show these cells as well. Its style is plain before and after.
    pub(super) fn change<'a>(
        &mut self,
        cells: impl Iterator<Item = (u16, u16, &'a Cell)>,
        bytes: &mut Vec<u8>,
    ) {
        let (pen, at) = (Pen::PLAIN, At::Unknown);
        let mut writing = Writing { bytes, pen, at, columns: self.cells.area.width };
        let mut cells = cells.peekable();
        // The cells that the last character lies on; ratatui names some of them all the same.
        let mut covered = (0, 0);
        while let Some((x, y, cell)) = cells.next() {
            if y == covered.1 && x < covered.0 {
                continue;
            }
            self.bridge(&mut writing, (x, y));
            let taken = if is_blank(cell) {
                let count = self.blanks_from((x, y), cell, &mut cells);
                writing.blanks((x, y), cell, count);
                count
            } else {
                writing.letter((x, y), cell)
            };
            self.keep((x, y), cell, taken);
            covered = (x.saturating_add(taken), y);
        }
        writing.dip(Pen::PLAIN);
    }

    /// Writes what stands there already up to a cell, where that is shorter than to leap over it.
    fn bridge(&self, writing: &mut Writing<'_>, (x, y): (u16, u16)) {
        let At::Cell(mut from, row) = writing.at else { return };
        if !self.known || row != y || from >= x {
            return;
        }
        let mut leap = Vec::new();
        column(&mut leap, x);
        let mut bytes = Vec::new();
        while from < x {
            let Some(cell) = self.cells.cell((from, y)) else { return };
            let alike = if is_blank(cell) {
                bytes.push(b' ');
                writing.pen.is_like_on_blanks(Pen::of(cell))
            } else {
                bytes.extend_from_slice(cell.symbol().as_bytes());
                width(cell.symbol()) == Width::Sure && writing.pen == Pen::of(cell)
            };
            if !alike || bytes.len() > leap.len() {
                return;
            }
            from += cell.cell_width().max(1);
        }
        if from == x {
            writing.bytes.append(&mut bytes);
            writing.at = At::Cell(x, y);
        }
    }

    /// How many blanks stand side by side from this one on, those included that are shown already.
    /// Takes their changes.
    fn blanks_from<'a>(
        &self,
        (x, y): (u16, u16),
        first: &Cell,
        cells: &mut Peekable<impl Iterator<Item = (u16, u16, &'a Cell)>>,
    ) -> u16 {
        let like = Pen::of(first);
        let alike = |cell: &Cell| is_blank(cell) && like.is_like_on_blanks(Pen::of(cell));
        let shown = |from: u16, to: u16| {
            let mut between = (from..to).map(|column| self.cells.cell((column, y)));
            from == to || self.known && between.all(|cell| cell.is_some_and(alike))
        };
        let mut end = x + 1;
        while let Some((next, ..)) = cells.next_if(|&(next, row, cell)| {
            row == y && next >= end && alike(cell) && shown(end, next)
        }) {
            end = next + 1;
        }
        let edge = self.cells.area.width;
        let halves = self.cells.cell((end - 1, y)).is_some_and(|cell| cell.cell_width() > 1);
        let unchanged = cells.peek().is_none_or(|&(next, row, _)| (next, row) != (end, y));
        if halves && unchanged && end < edge && shown(end, end + 1) {
            // Not every terminal clears the other half by itself.
            end += 1;
        }
        let next_is_elsewhere = cells.peek().is_none_or(|&(_, row, _)| row != y);
        if next_is_elsewhere && end < edge && shown(end, edge) {
            end = edge;
        }
        end - x
    }

    fn keep(&mut self, (x, y): (u16, u16), cell: &Cell, taken: u16) {
        let mut under = cell.clone();
        if !is_blank(cell) {
            // What comes to light when half of a wide character is overwritten. Its style may be the
            // character's or plain: nobody knows, unless that is the same.
            let plain = Pen::of(cell).is_plain_on_blanks();
            under.set_symbol(if plain { " " } else { UNKNOWN });
        }
        for column in x..x.saturating_add(taken) {
            if let Some(kept) = self.cells.cell_mut((column, y)) {
                kept.clone_from(if column == x { cell } else { &under });
            }
        }
    }
}

fn is_blank(cell: &Cell) -> bool {
    matches!(cell.symbol(), " " | "")
}

/// What is certain about the place of the terminal's cursor.
#[derive(Clone, Copy)]
enum At {
    Cell(u16, u16),
    /// Behind a run of frame lines.
    Line(u16, u16),
    /// Somewhere on this row.
    Row(u16),
    Unknown,
}

/// How sure the width of a character is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    /// All terminals agree.
    Sure,
    /// One cell, or two on terminals set up for East Asia.
    Ambiguous,
    /// The same, of frames and bars. Where they take two cells a frame is out of joint however it is
    /// written: the theme has others for that. So the cursor is placed behind a whole run of them.
    Line,
    /// Joined of several characters, or one that terminals draw each in their own way.
    Odd,
}

struct Writing<'a> {
    bytes: &'a mut Vec<u8>,
    pen: Pen,
    at: At,
    columns: u16,
}

impl Writing<'_> {
    /// Writes a character and says how many cells it takes.
    fn letter(&mut self, (x, y): (u16, u16), cell: &Cell) -> u16 {
        let symbol = cell.symbol();
        let cells = cell.cell_width().max(1);
        if x.saturating_add(cells) > self.columns {
            // The terminal would put it on the next line.
            self.blanks((x, y), cell, self.columns.saturating_sub(x));
            return cells;
        }
        let width = width(symbol);
        if width == Width::Line && matches!(self.at, At::Line(at, on) if (at, on) == (x, y)) {
            self.at = At::Cell(x, y);
        }
        if width == Width::Odd && cells > 1 {
            // Where it is drawn narrower, what was there before must not stay beside it.
            self.blanks((x, y), cell, cells);
        }
        self.go(x, y);
        self.dip(Pen::of(cell));
        self.bytes.extend_from_slice(symbol.as_bytes());
        self.at = match width {
            _ if x + cells >= self.columns => At::Unknown,
            Width::Sure => At::Cell(x + cells, y),
            Width::Line => At::Line(x + cells, y),
            Width::Ambiguous => At::Row(y),
            Width::Odd => At::Unknown,
        };
        cells
    }

    fn blanks(&mut self, (x, y): (u16, u16), like: &Cell, count: u16) {
        self.go(x, y);
        let wanted = Pen::of(like);
        if !self.pen.is_like_on_blanks(wanted) {
            self.dip(wanted);
        }
        let to_the_end = x + count >= self.columns;
        let plain = wanted.is_plain_on_blanks();
        // Erased cells are plain on every terminal; some paint them in the background of the pen.
        if plain && to_the_end && count >= ERASING_A_LINE_PAYS {
            self.bytes.extend_from_slice(b"\x1b[K");
            self.at = At::Cell(x, y);
        } else if plain && !to_the_end && count >= ERASING_CELLS_PAYS {
            // Writing to memory does not fail.
            let _ = write!(self.bytes, "\x1b[{count}X");
            self.at = At::Cell(x, y);
        } else {
            self.bytes.resize(self.bytes.len() + usize::from(count), b' ');
            self.at = if to_the_end { At::Unknown } else { At::Cell(x + count, y) };
        }
    }

    /// Places the cursor, counted from the edge: never by steps from where it was.
    fn go(&mut self, x: u16, y: u16) {
        match self.at {
            At::Cell(at, on) if (at, on) == (x, y) => {}
            At::Cell(_, on) | At::Line(_, on) | At::Row(on) if on == y => column(self.bytes, x),
            _ => {
                let row = y + 1;
                let _ = match x + 1 {
                    1 => write!(self.bytes, "\x1b[{row}H"),
                    column => write!(self.bytes, "\x1b[{row};{column}H"),
                };
            }
        }
    }

    fn dip(&mut self, pen: Pen) {
        self.bytes.extend_from_slice(self.pen.change_to(pen).as_bytes());
        self.pen = pen;
    }
}

/// Places the cursor in its line.
fn column(bytes: &mut Vec<u8>, x: u16) {
    let _ = write!(bytes, "\x1b[{}G", x + 1);
}

fn width(symbol: &str) -> Width {
    let mut letters = symbol.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if is_sure(letter) => Width::Sure,
        (Some('\u{2500}'..='\u{259f}'), None) => Width::Line,
        (Some(_), None) if symbol.cell_width() == 1 => Width::Ambiguous,
        _ => Width::Odd,
    }
}

/// ASCII, and what is wide in every version of Unicode and no emoji: kana, kanji, their punctuation,
/// full-width forms, enclosed and squared signs (㈱).
fn is_sure(letter: char) -> bool {
    matches!(letter,
        ' '..='~'
        | '\u{3000}'..='\u{3029}'
        | '\u{3031}'..='\u{303c}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309b}'..='\u{30ff}'
        | '\u{3220}'..='\u{3243}'
        | '\u{3251}'..='\u{327e}'
        | '\u{3280}'..='\u{3296}'
        | '\u{3298}'
        | '\u{329a}'..='\u{32fe}'
        | '\u{3300}'..='\u{33ff}'
        | '\u{3400}'..='\u{4db5}'
        | '\u{4e00}'..='\u{9fa5}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{fa6d}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{2a6d6}'
    )
}

#[cfg(test)]
#[path = "lean_tests.rs"]
mod tests;
