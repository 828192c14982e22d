//! A search as it is typed, beside plain fuzzy-matcher over every row and `fzf --filter`.
//!
//! Prints a table: for so many rows, the key of each query that took longest to its ranked first page,
//! narrowed as it is in the dashboard; the same for a fuzzy-matcher that scores and sorts every row
//! at every key, over keys folded in advance; and a whole run of fzf with that part of the query,
//! where it is installed (`FZF` may name it). Time of the thread on the processor, which hardly depends on
//! what else the machine does; of fzf, which has many threads, time on the wall. `--rows 1000,10000` measures fewer.

mod support;

use std::{
    collections::BTreeMap,
    env, fs,
    hint::black_box,
    io::{self, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use shingi::search::{Document, Field, Index, Query, Search, Weight, fold_key, load_readings};

use support::{
    SAID, WRITTEN,
    clock::{in_ms, median, since, spent, timed},
};

const ROWS: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
/// What a key may cost before the next is looked for, in rows: as in the dashboard.
const SLICE: usize = 5_000;
/// The hits of a first page.
const PAGE: usize = 100;

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let begun = spent();
    load_readings();
    writeln!(out, "the readings, once, on a thread: {}", in_ms(since(begun)))?;
    for count in support::rows_asked(&ROWS) {
        measure(&mut out, count)?;
    }
    Ok(())
}

fn measure(out: &mut impl Write, count: usize) -> io::Result<()> {
    let rows = support::lines(count);
    let begun = spent();
    let index = Index::build(rows.iter().map(|(name, content)| Document {
        fields: vec![
            Field::new(Weight::Name, name.as_str()),
            Field::new(Weight::Body, content.as_str()),
        ],
    }));
    writeln!(out, "\n{count} rows; folded in {}", in_ms(since(begun)))?;
    let folded: Vec<String> =
        rows.iter().map(|(name, content)| fold_key(&format!("{name} {content}"))).collect();
    let file = env::temp_dir().join(format!("shingi-bench-{}", std::process::id()));
    let text = rows.iter().fold(String::new(), |mut text, (name, content)| {
        text.extend([name, "\t", content, "\n"]);
        text
    });
    fs::write(&file, text)?;
    drop(rows);
    let runs = (300_000 / count).clamp(1, 9);
    writeln!(
        out,
        "{:<12} {:>10} {:>10} {:>10} {:>12} {:>10} {:>8}",
        "worst key", "first page", "all hits", "one slice", "every row", "fzf", "ratio"
    )?;
    let (mut worst, mut plain_worst) = (Duration::ZERO, Duration::ZERO);
    for typed in WRITTEN.into_iter().chain(SAID) {
        let keys: Vec<&str> =
            typed.char_indices().map(|(at, c)| &typed[..at + c.len_utf8()]).collect();
        let mut ours: BTreeMap<usize, Vec<Took>> = BTreeMap::new();
        for _ in 0..=runs {
            let mut before: Option<Search> = None;
            for (nth, key) in keys.iter().enumerate() {
                let (search, took) = ours_of(&index, before.as_ref(), key);
                before = Some(search);
                ours.entry(nth).or_default().push(took);
            }
        }
        let of = |time: fn(&Took) -> Duration| {
            let medians = ours.values().map(|runs| median(runs[1..].iter().map(time).collect()));
            medians.max().unwrap_or_default()
        };
        let plain = |key: &&str| {
            median((0..runs.min(3)).map(|_| timed(|| every_row(&folded, key))).collect())
        };
        let plain = keys.iter().map(plain).max().unwrap_or_default();
        let fzf = fzf(&file, typed);
        let page = of(|took| took.page);
        if WRITTEN.contains(&typed) {
            worst = worst.max(page);
            plain_worst = plain_worst.max(plain);
        }
        writeln!(
            out,
            "{:<12} {:>10} {:>10} {:>10} {:>12} {:>10} {:>8.1}",
            typed,
            in_ms(page),
            in_ms(of(|took| took.all)),
            in_ms(of(|took| took.slice)),
            in_ms(plain),
            fzf.map_or("-".to_owned(), in_ms),
            plain.as_secs_f64() / page.as_secs_f64(),
        )?;
    }
    let ratio = plain_worst.as_secs_f64() / worst.as_secs_f64();
    writeln!(out, "as written   {:>10} {:>34} {:>19.1}", in_ms(worst), in_ms(plain_worst), ratio)?;
    fs::remove_file(file)
}

/// What a key took.
#[derive(Clone, Copy, Default)]
struct Took {
    /// To the first page, ranked; where there are fewer hits, to the end.
    page: Duration,
    all: Duration,
    /// The longest that the next key could have waited.
    slice: Duration,
}

fn ours_of(index: &Index, before: Option<&Search>, typed: &str) -> (Search, Took) {
    let mut took = Took::default();
    let begun = spent();
    let query = Query::new(black_box(typed));
    let mut search = match before {
        Some(before) => Search::after(before, query),
        None => Search::new(query),
    };
    let mut sliced = begun;
    while !search.is_done() {
        search.advance(index, SLICE);
        let now = spent();
        took.slice = took.slice.max(now.saturating_sub(sliced));
        sliced = now;
        if took.page.is_zero() && search.hits().len() >= PAGE {
            took.page = since(begun);
        }
    }
    took.all = since(begun);
    if took.page.is_zero() {
        took.page = took.all;
    }
    (search, took)
}

/// Every row scored, those that match sorted.
fn every_row(folded: &[String], typed: &str) {
    let terms: Vec<String> = typed.split_whitespace().map(fold_key).collect();
    let matcher = SkimMatcherV2::default();
    let score =
        |key: &String| terms.iter().map(|term| matcher.fuzzy_match(key, term)).sum::<Option<i64>>();
    let hits = folded.iter().enumerate();
    let hits = hits.filter_map(|(row, key)| score(black_box(key)).map(|score| (-score, row)));
    let mut hits: Vec<(i64, usize)> = hits.collect();
    hits.sort_unstable();
    black_box(hits);
}

/// A whole run of fzf; `None` where there is none.
fn fzf(file: &std::path::Path, typed: &str) -> Option<Duration> {
    let program = env::var_os("FZF").unwrap_or_else(|| "fzf".into());
    let run = || {
        let begun = Instant::now();
        let mut fzf = Command::new(&program);
        fzf.args(["--filter", typed]).stdin(fs::File::open(file).ok()?).stdout(Stdio::piped());
        fzf.stderr(Stdio::null()).output().ok()?;
        Some(begun.elapsed())
    };
    let first = run()?;
    // The caches are warm from the writing; at a million rows once is long enough.
    if first > Duration::from_secs(3) {
        Some(first)
    } else {
        Some(median([run()?, run()?, run()?].into()))
    }
}
