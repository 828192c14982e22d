//! How high a row must be for everything in it to be read, on screen and on paper.
//!
//! Excel fits a row to its text on screen, and cuts the last line in print where the printer's
//! letters are a little wider: heights are set here, with room to spare. No row is higher than Excel
//! allows: what needs more goes on in the next row.

use unicode_width::UnicodeWidthChar;

use crate::export::{
    Unwritable,
    table::{Cell, Column, Table},
};

/// How many lines a row has at most: 409 points is as high as Excel goes.
pub const LINES: usize = 22;

/// The longest text of a cell, in UTF-16.
const LONGEST: usize = 32_767;

/// How many half-width letters surely stand on a line of a column: Excel finds room for a tenth more.
fn room(column: &Column) -> usize {
    usize::from(column.width).max(2)
}

/// The text in pieces that each fill no more than the lines of a row.
fn pieces(text: &str, room: usize) -> Vec<(String, usize)> {
    let mut pieces = Vec::new();
    let (mut piece, mut lines, mut used) = (String::new(), 1, 0);
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        let breaks = c == '\n' || used + width > room;
        if breaks && lines == LINES {
            pieces.push((std::mem::take(&mut piece), lines));
            (lines, used) = (1, if c == '\n' { 0 } else { width });
            if c != '\n' {
                piece.push(c);
            }
            continue;
        }
        if breaks {
            lines += 1;
            used = if c == '\n' { 0 } else { width };
        } else {
            used += width;
        }
        piece.push(c);
    }
    pieces.push((piece, lines));
    pieces
}

/// A row as the rows of a sheet: each with its cells and how many lines it is high. Behind the
/// first, the first cell says that it goes on.
pub fn rows(columns: &[Column], cells: &[Cell]) -> Vec<(Vec<Cell>, usize)> {
    let cut: Vec<Vec<(Cell, usize)>> = columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| match cell {
            Cell::Text(text) | Cell::Open(text) => {
                let pieces = pieces(text, room(column)).into_iter();
                pieces.map(|(piece, lines)| (like(cell, piece), lines)).collect()
            }
            other => vec![(other.clone(), 1)],
        })
        .collect();
    let count = cut.iter().map(Vec::len).max().unwrap_or(1);
    let name = cells.first().map_or_else(String::new, |cell| cell.words().into_owned());
    (0..count)
        .map(|nth| {
            let part = |pieces: &Vec<(Cell, usize)>| pieces.get(nth).cloned();
            let parts = cut.iter().map(|pieces| part(pieces).unwrap_or((Cell::Nothing, 1)));
            let (mut cells, lines): (Vec<Cell>, Vec<usize>) = parts.unzip();
            if nth > 0
                && let Some(first @ Cell::Nothing) = cells.first_mut()
            {
                *first = Cell::text(format!("{name}\n（続き）"));
            }
            (cells, lines.into_iter().max().unwrap_or(1).max(if nth > 0 { 2 } else { 1 }))
        })
        .collect()
}

fn like(cell: &Cell, text: String) -> Cell {
    if matches!(cell, Cell::Open(_)) { Cell::Open(text) } else { Cell::Text(text) }
}

/// How many lines the headings need.
pub fn of_headings(columns: &[Column]) -> usize {
    let lines = columns.iter().map(|column| {
        let name = pieces(&column.name, room(column)).first().map_or(1, |(_, lines)| *lines);
        name + usize::from(column.unit.is_some())
    });
    lines.max().unwrap_or(1)
}

/// Texts of one line each that are no wider than this.
pub fn folded(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let width = c.width().unwrap_or(0);
        if used + width > room {
            lines.push(String::new());
            used = 0;
        }
        used += width;
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
    }
    lines
}

/// Whether every text of a table that is not cut in pieces has room in one cell.
pub fn check(table: &Table) -> Result<(), Unwritable> {
    for row in table.all_rows() {
        for (column, cell) in table.columns.iter().zip(row) {
            if cell.words().encode_utf16().count() > LONGEST {
                let name = row.first().map_or_else(String::new, |cell| cell.words().into_owned());
                return Err(format!(
                    "「{}」の「{name}」の「{}」は {LONGEST}字を超え、Excel の一つのセルに入りません。\
                     html か json で書き出してください。",
                    table.name, column.name
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_row_is_full_and_loses_nothing() {
        for count in [0, 1, 10, 439, 440, 441, 5_000] {
            let text: String = "審議会の意見".chars().cycle().take(count).collect();
            let pieces = pieces(&text, 40);
            assert!(pieces.iter().all(|(_, lines)| *lines <= LINES), "{count}");
            let joined: String = pieces.into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(joined, text, "{count}");
        }
        let paragraphs = vec!["段落"; 100].join("\n");
        let cut = pieces(&paragraphs, 40);
        assert_eq!(cut.len(), 5);
        let joined: Vec<_> = cut.into_iter().map(|(piece, _)| piece).collect();
        assert_eq!(joined.join("\n"), paragraphs);
    }

    #[test]
    fn a_long_row_goes_on_in_the_next_under_its_own_name() {
        let columns = [Column::word("番号", 9), Column::text("意見", 42), Column::text("他", 10)];
        let long = "意見".repeat(1_000);
        let cells = [Cell::text("ア(ア)"), Cell::text(&long), Cell::Number(3)];
        let rows = rows(&columns, &cells);
        assert!(rows.len() > 1);
        assert!(rows.iter().all(|(cells, lines)| cells.len() == 3 && *lines <= LINES));
        assert_eq!(rows[1].0[0], Cell::text("ア(ア)\n（続き）"));
        assert_eq!(rows[1].0[2], Cell::Nothing);
        let joined: String = rows.iter().map(|(cells, _)| cells[1].words().into_owned()).collect();
        assert_eq!(joined, long);
    }
}
