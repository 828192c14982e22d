//! The sheets of an Excel workbook.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError};

use super::grid::{Cell, Fault, Grid, MOST_COLUMNS, MOST_ROWS, Row, too_large};

/// What every workbook of today begins with.
const ZIP: &[u8] = b"PK\x03\x04";
/// What old workbooks begin with, and those with a password.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Whether bytes are a workbook and no text.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The sheets that a person sees in a workbook, or the one with a name. Sheets with nothing in them
/// are left out.
///
/// # Errors
///
/// Why it cannot be read.
pub fn sheets(bytes: &[u8], only: Option<&str>) -> Result<Vec<Grid>, Fault> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(bytes, &error))?;
    let visible = book.sheets_metadata().iter().filter(|it| it.visible == SheetVisible::Visible);
    let mut names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    if let Some(wanted) = only {
        let all: Vec<_> =
            book.sheet_names().into_iter().map(|name| format!("「{name}」")).collect();
        names =
            book.sheet_names().into_iter().filter(|name| name.trim() == wanted.trim()).collect();
        if names.is_empty() {
            let what = format!("このシートはありません。あるのは {} です。", all.join("、"));
            return Err(Fault { place: format!("シート「{wanted}」"), what });
        }
    }
    let mut grids = Vec::new();
    for name in names {
        let grid = sheet(&mut book, &name)?;
        if grid.rows.iter().any(|row| !row.is_blank()) {
            grids.push(grid);
        }
    }
    Ok(grids)
}

/// The names of all sheets of a workbook, hidden ones too.
///
/// # Errors
///
/// Why it cannot be read.
pub fn sheet_names(bytes: &[u8]) -> Result<Vec<String>, Fault> {
    let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(bytes, &error))?;
    Ok(book.sheet_names())
}

/// Reads cell by cell: a sheet with one word in its last corner is no larger than that word.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, Fault> {
    let damaged = |_: XlsxError| Fault {
        place: format!("シート「{name}」"),
        what: "シートが壊れていて読めません。Excel で開いて保存し直してください。".to_owned(),
    };
    let merged = book.merge_cells_by_sheet_name(name).map_err(damaged)?;
    let row = |row: u32| usize::try_from(row).unwrap_or_default() + 1;
    let merged = merged.into_iter().map(|area| (row(area.start.0), row(area.end.0)));
    let merged = merged.filter(|(from, to)| to > from).collect();
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let Some(value) = value(cell.get_value()) else { continue };
        let (row, column) = cell.get_position();
        let number = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS || number > MOST_ROWS {
            return Err(too_large(format!("シート「{name}」の {number}行目")));
        }
        // Rows come in their order; one that does not would be a damaged sheet.
        match rows.last() {
            Some(last) if last.number == number => {}
            Some(last) if last.number > number => {
                let what =
                    "行の順序が壊れています。Excel で開いて保存し直してください。".to_owned();
                return Err(Fault {
                    place: format!("シート「{name}」の {number}行目"), what
                });
            }
            _ => rows.push(Row { number, cells: Vec::new() }),
        }
        let Some(row) = rows.last_mut() else { continue };
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Text(String::new()));
        }
        row.cells[column] = value;
    }
    Ok(Grid { sheet: Some(name.to_owned()), rows, merged })
}

fn value(value: &DataRef) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        // As Excel shows it: 3 and not 3.0.
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(is) => Cell::Text(if *is { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Cell::Text(format!("{year:04}-{month:02}-{day:02}"))
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::Error(error) => Cell::Error(error.to_string()),
    })
}

fn unreadable(bytes: &[u8], error: &XlsxError) -> Fault {
    let what = match error {
        XlsxError::Password => {
            "パスワードで保護されたブックです。Excel で開き、パスワードを外して保存してから取り込んでください。"
        }
        _ if bytes.starts_with(COMPOUND) => {
            "古い形式（.xls など）のファイルです。Excel で開き、「Excel ブック (.xlsx)」で保存し直してください。"
        }
        XlsxError::Zip(_) => {
            "ブックが壊れています。送り主にもう一度もらうか、Excel で開いて保存し直してください。"
        }
        _ => {
            "Excel のブックではありません。「Excel ブック (.xlsx)」か CSV のファイルを指定してください。"
        }
    };
    Fault { place: "ブック".to_owned(), what: what.to_owned() }
}
