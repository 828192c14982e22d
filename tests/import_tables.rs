//! Tables that are damaged, or no tables at all: read, or refused with a reason, and never more.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use shingi::{
    import::{
        bytes,
        report::Known,
        table::{Cell, Grid, Kind, Row, Wish, csv, opinions, programs, propose, sheets, to_csv},
    },
    records::Records,
};

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (cells, row) in ["事業名,施策,予算額（千円）", "甲,一,5", "乙,二,6"].into_iter().zip(0..)
    {
        for (cell, column) in cells.split(',').zip(0..) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn wish() -> Wish {
    Wish { year: "R8".parse().unwrap(), source: "t".into(), prefix: "t".to_owned(), unit: None }
}

/// What every table must stand: each row is a record, or has a cell that is named.
fn all_of(grid: &Grid) -> Result<(), TestCaseError> {
    for kind in [Kind::Opinions, Kind::Programs] {
        let Ok(proposal) = propose(grid, kind, &[]) else { continue };
        let columns = proposal.columns;
        if !columns.lacking(kind).is_empty() {
            continue;
        }
        let taken = match kind {
            Kind::Opinions => opinions(grid, &columns, &wish(), &Records::default()),
            Kind::Programs => programs(grid, &columns, &wish(), &Known::default()),
        };
        let rows = columns.rows(grid).count();
        let read = taken.opinions.len() + taken.programs.len();
        prop_assert!(read == rows || !taken.faults.is_empty(), "{rows} rows, {read} read");
        prop_assert!(read + taken.faults.len() >= rows);
    }
    Ok(())
}

#[test]
fn a_sound_workbook_is_read() {
    let grids = sheets(&workbook(), None).unwrap();
    let columns = propose(&grids[0], Kind::Programs, &[]).unwrap().columns;
    let taken = programs(&grids[0], &columns, &wish(), &Known::default());
    // Digits typed as words are a number all the same.
    assert_eq!((taken.programs.len(), taken.faults.len()), (2, 0), "{:?}", taken.faults);
    assert_eq!(taken.plan.unwrap().areas.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = workbook();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        if let Ok(grids) = sheets(&bytes, None) {
            grids.iter().try_for_each(all_of)?;
        }
    }

    #[test]
    fn any_text_is_a_table_or_is_refused(text in "(?s)[番号意見事業名施策予算額千円,\"\t\n甲乙0-9０-９△.\\-]{0,200}") {
        let text = format!("番号,意見,事業名,施策,予算額（千円）\n{text}");
        if let Ok(grid) = csv(&text) {
            all_of(&grid)?;
            // What is kept beside the records says the same.
            let again = csv(&to_csv(&grid)).unwrap();
            let words = |grid: &Grid| -> Vec<Vec<String>> {
                let cells = |row: &Row| row.cells.iter().map(|cell: &Cell| cell.text().to_owned()).collect();
                grid.rows.iter().filter(|row| !row.is_blank()).map(cells).collect()
            };
            prop_assert_eq!(words(&again), words(&grid));
        }
    }

    #[test]
    fn any_bytes_are_a_text_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(read) = bytes::text(&bytes) {
            let _ = csv(&read.text);
        }
        let _ = sheets(&bytes, None);
    }
}
