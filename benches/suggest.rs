//! 候補 of one opinion over generated programs, beside a plain loop of fuzzy-matcher over the same
//! texts. The ratio of the two is printed first.

mod support;

use std::time::Instant;

use divan::{Bencher, black_box};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use shingi::{
    analysis::{Council, Suggestions},
    search::fold_key,
};
use support::{ROWS, council, record};

/// How often each is run for the ratio.
const RUNS: u32 = 20;

#[allow(clippy::print_stdout, reason = "a benchmark says what it found")]
fn main() {
    for rows in ROWS {
        let council = council(record(rows).path());
        let (keys, asked) = plain(&council);
        council.suggestions();
        let ours = timed(|| drop(black_box(suggest(&council))));
        let plain = timed(|| drop(black_box(fuzzy(&keys, &asked))));
        let programs = council.records.programs.len();
        println!(
            "{programs} programs: {ours:.3} ms, plain fuzzy-matcher {plain:.3} ms, {:.1} x",
            plain / ours
        );
    }
    divan::main();
}

/// Milliseconds of one run.
fn timed(mut run: impl FnMut()) -> f64 {
    run();
    let start = Instant::now();
    (0..RUNS).for_each(|_| run());
    start.elapsed().as_secs_f64() * 1000.0 / f64::from(RUNS)
}

/// The first opinion with its candidates, and the reasons of as many as are shown.
fn suggest(council: &Council) -> Vec<Vec<String>> {
    let opinion = &council.records.opinions[0].id;
    let found = council.programs_for(opinion);
    let rows: Vec<usize> = found.iter().take(10).map(|it| it.row).collect();
    council.reasons(opinion, &rows)
}

/// The folded texts of the programs, and the words of the first opinion, cut where its script
/// changes from and to hiragana.
fn plain(council: &Council) -> (Vec<String>, Vec<String>) {
    let keys = council.records.programs.iter().map(|program| {
        let content = program.latest().content.as_deref().unwrap_or_default();
        fold_key(&format!("{} {content}", program.name()))
    });
    let text = &council.records.opinions[0].text;
    let words = text.split(|c: char| matches!(c, 'ぁ'..='ん' | '、' | '。'));
    let words = words.filter(|word| word.chars().count() > 1).map(fold_key);
    (keys.collect(), words.collect())
}

fn fuzzy(keys: &[String], asked: &[String]) -> Vec<(i64, usize)> {
    let matcher = SkimMatcherV2::default();
    let score =
        |key: &String| asked.iter().filter_map(|word| matcher.fuzzy_match(key, word)).sum::<i64>();
    let mut found: Vec<_> = keys.iter().enumerate().map(|(row, key)| (-score(key), row)).collect();
    found.sort_unstable();
    found
}

#[divan::bench(args = ROWS)]
fn candidates(bencher: Bencher, rows: usize) {
    let council = council(record(rows).path());
    council.suggestions();
    bencher.bench_local(|| suggest(black_box(&council)));
}

/// What a frame of the opinions asks.
#[divan::bench(args = ROWS)]
fn in_the_detail(bencher: Bencher, rows: usize) {
    let council = council(record(rows).path());
    council.suggestions();
    let opinion = &council.records.opinions[0].id;
    bencher.bench_local(|| {
        let found = council.likely_programs(black_box(opinion));
        council.reasons(opinion, &found.iter().map(|it| it.row).collect::<Vec<_>>())
    });
}

#[divan::bench(args = ROWS)]
fn plain_fuzzy_matcher(bencher: Bencher, rows: usize) {
    let (keys, asked) = plain(&council(record(rows).path()));
    bencher.bench_local(|| fuzzy(black_box(&keys), black_box(&asked)));
}

#[divan::bench(args = ROWS)]
fn build(bencher: Bencher, rows: usize) {
    let council = council(record(rows).path());
    bencher.bench_local(|| Suggestions::of(black_box(&council.records)));
}
