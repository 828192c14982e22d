//! Typing into a field of several lines.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};
use unicode_width::UnicodeWidthStr;

use crate::{
    app::{Code, Key, list::Step},
    journal::LONGEST_TEXT,
    shown::{drawn, is_dangerous, wrap},
};

/// 文章の欄. A text, and where in it one types.
///
/// The text holds nothing but what shows, and line feeds. The cursor never stands inside a letter,
/// of however many characters it consists.
#[derive(Debug, Clone)]
pub struct TextArea {
    text: String,
    /// In bytes of the text.
    cursor: usize,
    side: Side,
    /// The column that moving up and down keeps to, through shorter rows.
    column: Option<usize>,
    limit: usize,
}

/// Where the cursor is shown between two rows of one line, the end of the one being the start of
/// the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// At the end of the upper row.
    Above,
    /// At the start of the lower row.
    Below,
}

impl TextArea {
    /// An area with a text in it, the cursor at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let text: String = harmless(text).collect();
        Self { cursor: text.len(), text, side: Side::Below, column: None, limit: LONGEST_TEXT }
    }

    /// The same for so many characters. A text that is longer already stays whole.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many characters it takes.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// How many characters there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.text.chars().count()
    }

    /// Whether nothing more goes in.
    #[must_use]
    pub fn full(&self) -> bool {
        self.count() >= self.limit
    }

    /// Lets a key edit the text, or move in it, as it is shown in rows so many cells wide of which
    /// `page` are in sight. `false`: the key has no use here.
    pub fn key(&mut self, key: Key, width: usize, page: usize) -> bool {
        let step = match (key.code, key.ctrl) {
            (Code::Up, false) => Step::Up,
            (Code::Down, false) => Step::Down,
            (Code::PageUp, false) => Step::PageUp,
            (Code::PageDown, false) => Step::PageDown,
            _ => return self.edit(key, width),
        };
        self.step(step, width, page);
        true
    }

    /// Puts pasted text in at the cursor, as far as there is room, and gives back how many of its
    /// characters were left out.
    pub fn paste(&mut self, text: &str) -> usize {
        let letters: Vec<char> = harmless(text).collect();
        let room = self.limit.saturating_sub(self.count());
        let taken: String = letters.iter().take(room).collect();
        self.replace(self.cursor..self.cursor, &taken);
        letters.len().saturating_sub(room)
    }

    /// The rows the text is shown in, none wider than so many cells, as ranges of it. Together they
    /// are the whole text but for the line feeds, each of which ends a row.
    ///
    /// Rows break where text that is read breaks. The last cell of a row is left free for a cursor
    /// behind it. A letter wider than the room by itself has a row of its own.
    #[must_use]
    pub fn rows(&self, width: usize) -> Vec<Range<usize>> {
        let room = width.saturating_sub(1).max(1);
        let mut rows = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            let starts = wrap(line, room, room, cells).into_iter().map(|row| start + row.start);
            let starts: Vec<_> = starts.chain([end]).collect();
            for row in starts.windows(2) {
                rows.extend(self.cut(row[0]..row[1], room));
            }
            start = end + 1;
        }
        rows
    }

    /// The row, cut between letters where the spaces at its end have no room: one can type there.
    fn cut(&self, row: Range<usize>, room: usize) -> Vec<Range<usize>> {
        let mut cuts = vec![row.start];
        let mut used = 0;
        for (at, letter) in self.text[row.clone()].grapheme_indices(true) {
            let wide = cells_of_letter(letter);
            if used > 0 && used + wide > room {
                cuts.push(row.start + at);
                used = 0;
            }
            used += wide;
        }
        cuts.push(row.end);
        cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
    }

    /// The row of the cursor and its column in cells, in rows so many cells wide.
    #[must_use]
    pub fn cursor_at(&self, width: usize) -> (usize, usize) {
        let rows = self.rows(width);
        let row = self.row_of_cursor(&rows);
        (row, cells(&self.text[rows[row].start..self.cursor]))
    }

    fn row_of_cursor(&self, rows: &[Range<usize>]) -> usize {
        let row = rows.partition_point(|row| row.start <= self.cursor).saturating_sub(1);
        let meets_above = row > 0 && rows[row - 1].end == self.cursor;
        if self.side == Side::Above && meets_above { row - 1 } else { row }
    }

    fn step(&mut self, step: Step, width: usize, page: usize) {
        let rows = self.rows(width);
        let (row, column) = self.cursor_at(width);
        let column = self.column.unwrap_or(column);
        let to = rows[step.from(row, rows.len(), page)].clone();
        let mut used = 0;
        let letter = self.text[to.clone()].grapheme_indices(true).find(|(_, letter)| {
            used += cells_of_letter(letter);
            used > column
        });
        self.cursor = letter.map_or(to.end, |(at, _)| to.start + at);
        self.side = if letter.is_none() { Side::Above } else { Side::Below };
        self.column = Some(column);
    }

    fn edit(&mut self, key: Key, width: usize) -> bool {
        let (before, after) = (self.before(), self.after());
        match (key.code, key.ctrl) {
            (Code::Char(c), false) => {
                self.paste(c.encode_utf8(&mut [0; 4]));
            }
            (Code::Enter, false) => {
                self.paste("\n");
            }
            (Code::Char('u'), true) => self.replace(self.line(), ""),
            (Code::Char('w'), true) => self.replace(self.word_before()..self.cursor, ""),
            (Code::Backspace, _) => self.replace(before..self.cursor, ""),
            (Code::Delete, _) => self.replace(self.cursor..after, ""),
            (Code::Left, _) => self.go(before, Side::Below),
            (Code::Right, _) => self.go(after, Side::Below),
            (Code::Home, _) => self.go(self.row(width).start, Side::Below),
            (Code::End, _) => self.go(self.row(width).end, Side::Above),
            _ => return false,
        }
        true
    }

    fn go(&mut self, to: usize, side: Side) {
        self.cursor = to;
        self.side = side;
        self.column = None;
    }

    /// The only place where the text changes.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        let to = range.start + with.len();
        self.text.replace_range(range, with);
        // A letter may have joined the mark or the half of a flag that stood behind it.
        let whole = GraphemeCursor::new(to, self.text.len(), true).is_boundary(&self.text, 0);
        self.go(to, Side::Below);
        if whole != Ok(true) {
            self.cursor = self.after();
        }
    }

    fn before(&self) -> usize {
        let mut at = GraphemeCursor::new(self.cursor, self.text.len(), true);
        at.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn after(&self) -> usize {
        let mut at = GraphemeCursor::new(self.cursor, self.text.len(), true);
        at.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The line of the cursor, without its line feed.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let length = self.text[self.cursor..].find('\n');
        start..length.map_or(self.text.len(), |length| self.cursor + length)
    }

    /// The row of the cursor.
    fn row(&self, width: usize) -> Range<usize> {
        let rows = self.rows(width);
        rows[self.row_of_cursor(&rows)].clone()
    }

    /// Where the word before the cursor begins, the blanks behind it included. At the start of a
    /// line there is only the line feed before it.
    fn word_before(&self) -> usize {
        let line = &self.text[self.line().start..self.cursor];
        if line.is_empty() {
            return self.before();
        }
        let word = line.trim_end().split_word_bound_indices().next_back();
        self.cursor - line.len() + word.map_or(0, |(at, _)| at)
    }
}

/// How many cells a text takes on the screen.
#[must_use]
pub fn cells(text: &str) -> usize {
    text.graphemes(true).map(cells_of_letter).sum()
}

fn cells_of_letter(letter: &str) -> usize {
    drawn(letter).width()
}

/// The characters of a text that show, and its line feeds, however they were written. What acts on
/// a screen without showing comes along with text from web pages; nobody means to write it.
fn harmless(text: &str) -> impl Iterator<Item = char> {
    let mut last = '\0';
    text.chars().filter_map(move |c| {
        let second_half = (last, c) == ('\r', '\n');
        last = c;
        match c {
            '\n' if second_half => None,
            // Vertical tabs are the soft line ends of word processors.
            '\n' | '\r' | '\u{b}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            c if is_dangerous(c) => None,
            c => Some(c),
        }
    })
}

#[cfg(test)]
mod tests;
