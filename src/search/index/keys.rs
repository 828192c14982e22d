//! The keys of one kind of field, row by row, in one piece of memory.

use super::Weight;

/// Keys, one behind the other. Each ends in a line end, which no key holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    text: String,
    ends: Vec<End>,
    /// How many ends there are up to the end of each row.
    rows: Vec<u32>,
}

/// Where a key ends; it begins behind the one before.
#[derive(Debug, Clone, Copy)]
struct End {
    at: u32,
    nth: u16,
    weight: Weight,
}

/// One key of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'a> {
    pub text: &'a str,
    /// Its first byte in the text of the row.
    pub from: usize,
    /// Its position in the document.
    pub nth: u16,
    pub weight: Weight,
}

impl Keys {
    /// Adds a key to the row that is being made. Four gigabytes of keys are the most there can be; what
    /// lies beyond is not searched.
    pub fn push(&mut self, key: &str, nth: u16, weight: Weight) {
        if let Ok(at) = u32::try_from(self.text.len() + key.len())
            && self.ends.len() < u32::MAX as usize
        {
            self.text.push_str(key);
            self.text.push('\n');
            self.ends.push(End { at, nth, weight });
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.rows.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
    }

    /// All keys of a row.
    pub fn text(&self, row: usize) -> &[u8] {
        let (first, ends) = self.ends(row);
        let to = ends.last().map_or(first, |end| end.at as usize);
        &self.text.as_bytes()[first..to]
    }

    /// The keys of a row one by one.
    pub fn of(&self, row: usize) -> impl Iterator<Item = Key<'_>> {
        let (first, ends) = self.ends(row);
        let mut from = first;
        ends.iter().map(move |end| {
            let to = end.at as usize;
            let text = &self.text[from..to];
            let key = Key { text, from: from - first, nth: end.nth, weight: end.weight };
            from = to + 1;
            key
        })
    }

    /// Where a row begins, and where its keys end.
    fn ends(&self, row: usize) -> (usize, &[End]) {
        let first = row.checked_sub(1).map_or(0, |before| self.rows[before] as usize);
        let begin = first.checked_sub(1).map_or(0, |before| self.ends[before].at as usize + 1);
        (begin, &self.ends[first..self.rows[row] as usize])
    }
}
