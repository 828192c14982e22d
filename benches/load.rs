//! From the files to everything that follows from them, beside plain `ron` over the same bytes.

mod support;

use std::{fs, path::Path};

use divan::{Bencher, black_box, counter::BytesCount};
use shingi::{
    analysis::Council,
    records::{check, load},
};
use support::{File, ROWS, council, journal, record, texts};

fn main() {
    divan::main();
}

fn bytes(folder: &Path) -> BytesCount {
    BytesCount::new(texts(folder).iter().map(String::len).sum::<usize>())
}

/// What reading costs at least: the same texts into the same types, from memory.
#[divan::bench(args = ROWS)]
fn plain_ron(bencher: Bencher, rows: usize) {
    let home = record(rows);
    let texts = texts(home.path());
    bencher.counter(bytes(home.path())).bench(|| {
        let options = ron::Options::default().with_default_extension(
            ron::extensions::Extensions::IMPLICIT_SOME
                | ron::extensions::Extensions::UNWRAP_VARIANT_NEWTYPES,
        );
        let read = |text: &String| options.from_str::<File>(black_box(text)).expect("a record");
        texts.iter().map(read).collect::<Vec<_>>()
    });
}

/// The files: found, read, checked for references that point nowhere.
#[divan::bench(args = ROWS)]
fn records(bencher: Bencher, rows: usize) {
    let home = record(rows);
    bencher.counter(bytes(home.path())).bench(|| load(black_box(home.path())));
}

/// The journal.
#[divan::bench(args = ROWS)]
fn journals(bencher: Bencher, rows: usize) {
    let home = record(rows);
    let bytes: u64 = fs::read_dir(home.path().join("journal"))
        .expect("a folder")
        .flatten()
        .map(|entry| entry.metadata().expect("a file").len())
        .sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| journal(black_box(home.path())).read());
}

/// Search index, coverage, 対応表 and history.
#[divan::bench(args = ROWS)]
fn analysis(bencher: Bencher, rows: usize) {
    let home = record(rows);
    bencher
        .with_inputs(|| (load(home.path()), journal(home.path()).read()))
        .bench_values(|(loaded, journal)| Council::new(loaded, journal));
}

/// What a link made on another desk costs.
#[divan::bench(args = ROWS)]
fn hearing_again(bencher: Bencher, rows: usize) {
    let home = record(rows);
    let mut council = council(home.path());
    let heard = journal(home.path()).read();
    bencher.with_inputs(|| heard.clone()).bench_local_values(|heard| council.hear(heard));
}

/// Everything together: what stands between the start and the first frame.
#[divan::bench(args = ROWS)]
fn everything(bencher: Bencher, rows: usize) {
    let home = record(rows);
    bencher.counter(bytes(home.path())).bench(|| council(black_box(home.path())));
}

/// Every printed figure computed again.
#[divan::bench(args = ROWS)]
fn checking(bencher: Bencher, rows: usize) {
    let home = record(rows);
    let records = load(home.path()).records;
    bencher.bench(|| check(black_box(&records)));
}
