//! How the rows of a form are shared out among its fields.

/// Rows a text takes at least, and those it has at least while one writes in it and before fields
/// stand apart.
const TEXT: usize = 2;
const COMFORTABLE: usize = 4;

/// Rows kept for a note, so that fields do not move together and apart with the focus.
const NOTE: usize = 2;

/// What a field needs.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    /// Its rows; 0 for a text, which takes what is left.
    pub rows: usize,
    /// The rows under it.
    pub note: usize,
}

/// Where the fields stand.
#[derive(Debug)]
pub struct Room {
    /// The first row of each, and how many it has without its note.
    fields: Vec<(usize, usize)>,
    /// The first row in sight.
    first: usize,
    height: usize,
}

impl Room {
    /// Shares out so many rows. A text has what the others leave; where there is not enough, the
    /// field that has the focus is in sight.
    pub fn new(needs: &[Needs], focus: Option<usize>, height: usize) -> Self {
        let texts = needs.iter().filter(|need| need.rows == 0).count();
        let fixed: usize = needs.iter().map(|need| need.rows).sum();
        let notes: usize = needs.iter().map(|need| need.note).sum();
        let apart = fixed + texts * COMFORTABLE + notes.max(NOTE) + needs.len();
        let gap = usize::from(apart <= height + 1);
        let gaps = gap * needs.len().saturating_sub(1);
        let left = height.saturating_sub(fixed + notes + gaps);
        let mut fields = Vec::new();
        let (mut row, mut text, mut first) = (0, 0, 0);
        for (at, need) in needs.iter().enumerate() {
            let rows = if need.rows == 0 {
                // The rows that cannot be shared go to the first ones.
                let more = usize::from(text < left.checked_rem(texts).unwrap_or_default());
                text += 1;
                let least = if focus == Some(at) { COMFORTABLE } else { TEXT };
                (left / texts + more).max(least.min(height.saturating_sub(need.note)).max(1))
            } else {
                need.rows
            };
            let end = row + rows + need.note;
            if focus.is_none_or(|focus| focus == at) {
                // Where even one field is too long, its beginning is in sight.
                first = end.saturating_sub(height).min(row);
            }
            fields.push((row, rows));
            row = end + gap;
        }
        // Half a field above the others would be without its label.
        let first = fields.iter().map(|(row, _)| *row).find(|row| *row >= first).unwrap_or(first);
        Self { fields, first, height }
    }

    /// How many rows a field has without its note.
    pub fn rows(&self, field: usize) -> usize {
        self.fields[field].1
    }

    /// Where a row of a field or of its note stands; `None` where it is out of sight.
    pub fn row(&self, field: usize, row: usize) -> Option<usize> {
        let row = (self.fields[field].0 + row).checked_sub(self.first)?;
        (row < self.height).then_some(row)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One letter a row: the field it belongs to, in upper case the note under it.
    fn picture(needs: &[(usize, usize)], focus: Option<usize>, height: usize) -> String {
        let needs: Vec<_> =
            needs.iter().map(|(rows, note)| Needs { rows: *rows, note: *note }).collect();
        let room = Room::new(&needs, focus, height);
        let mut rows = vec!['.'; height];
        for (at, (need, letter)) in needs.iter().zip('a'..).enumerate() {
            for row in 0..room.rows(at) + need.note {
                if let Some(place) = room.row(at, row) {
                    assert_eq!(rows[place], '.', "two fields on one row");
                    let own = row < room.rows(at);
                    rows[place] = if own { letter } else { letter.to_ascii_uppercase() };
                }
            }
        }
        rows.into_iter().collect()
    }

    #[test]
    fn a_text_takes_what_is_left_and_fields_stand_apart_where_there_is_room() {
        for (needs, focus, height, rows) in [
            (vec![(1, 1), (1, 0), (0, 0)], Some(0), 8, "aAbccccc"),
            (vec![(1, 1), (1, 0), (0, 0)], Some(0), 10, "aA.b.ccccc"),
            (vec![(1, 0), (0, 1), (0, 0)], Some(1), 10, "abbbbBcccc"),
            (vec![(1, 0), (2, 1)], Some(1), 8, "a.bbB..."),
            (vec![(1, 0), (2, 1)], Some(1), 4, "abbB"),
            (vec![(1, 0), (2, 1)], Some(1), 3, "bbB"),
            (vec![(1, 0), (2, 1)], Some(0), 3, "abb"),
            (vec![(1, 0), (2, 1)], None, 3, "bbB"),
            (vec![(1, 0), (2, 1)], Some(1), 2, "bb"),
            (vec![(1, 0), (0, 1), (1, 0)], Some(1), 3, "bbB"),
            (vec![(1, 0), (2, 0), (1, 0), (0, 1)], Some(0), 6, "abbcdd"),
            (vec![(1, 0), (2, 0), (1, 0), (0, 1)], Some(3), 7, "cddddD."),
            (vec![(1, 0)], Some(0), 0, ""),
            (vec![], None, 2, ".."),
        ] {
            assert_eq!(picture(&needs, focus, height), rows, "{needs:?} {focus:?} in {height}");
        }
    }

    proptest! {
        #[test]
        fn the_field_that_has_the_focus_is_in_sight(
            needs in prop::collection::vec((0_usize..4, 0_usize..3), 1..8),
            focus in 0_usize..8,
            height in 1_usize..30,
        ) {
            let focus = focus % needs.len();
            let letter = (b'a' + u8::try_from(focus).unwrap()) as char;
            let rows = picture(&needs, Some(focus), height);
            prop_assert!(rows.contains(letter), "{rows}");
        }
    }
}
