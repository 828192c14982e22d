//! Reads record files. Collects every problem and stops at none.

use std::{
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use super::{
    Records,
    collect::Collected,
    dangling::dangling,
    decode::{Decoded, decode, normalise},
    disagreement,
    files::{self, Found},
    place::Origin,
    reading::{Reading, read},
    texts,
};
use crate::problem::{Place, Problem, Severity};

/// What a folder held: the records that could be read, and everything that was wrong.
#[derive(Debug, Default)]
pub struct Loaded {
    /// 記録.
    pub records: Records,
    /// 問題, in the order of the files and of the lines in them.
    pub problems: Vec<Problem>,
}

/// 読み込みの進み. How many files have been read, of how many: asked while they are.
#[derive(Debug, Default)]
pub struct Progress {
    read: AtomicUsize,
    found: AtomicUsize,
}

impl Progress {
    /// The files that have been read, and those there are.
    #[must_use]
    pub fn files(&self) -> (usize, usize) {
        (self.read.load(Ordering::Relaxed), self.found.load(Ordering::Relaxed))
    }
}

/// Reads every record file under a folder.
///
/// That is every `*.ron` in it and in the folders in it, but for `journal/`, hidden files and the
/// copies that editors and synchronisation leave. Links are not followed, except that the folder
/// itself may be one.
#[must_use]
pub fn load(folder: &Path) -> Loaded {
    load_telling(folder, &Progress::default())
}

/// The same, and tells how far it has got.
#[must_use]
pub fn load_telling(folder: &Path, progress: &Progress) -> Loaded {
    let Found { paths, mut problems } = files::find(folder);
    if paths.is_empty() && problems.is_empty() {
        problems.push(no_files(folder));
    }
    progress.found.store(paths.len(), Ordering::Relaxed);
    let read = |path: &PathBuf| {
        let text = Text::of_file(path);
        progress.read.fetch_add(1, Ordering::Relaxed);
        text
    };
    let mut collected = Collected::default();
    for (path, text) in on_every_processor(paths, read) {
        match text {
            Ok(text) => text.take(&mut collected, &mut problems, Origin::Disk(path)),
            Err(problem) => problems.push(*problem),
        }
    }
    problems.append(&mut disagreement::problems(folder));
    finish(collected, problems, |records| texts::from_disk(records, folder))
}

/// Reads files that came with the program: (name, text) pairs. Those that are no record files are
/// the texts of the sources.
#[must_use]
pub fn load_texts(files: &[(&str, &'static str)]) -> Loaded {
    let mut collected = Collected::default();
    let mut problems = Vec::new();
    let is_record = |name: &str| Path::new(name).extension().is_some_and(|it| it == "ron");
    for (name, text) in files.iter().filter(|(name, _)| is_record(name)) {
        let decoded = normalise(name, (*text).to_owned());
        let origin = Origin::BuiltIn(text);
        Text::of((*name).to_owned(), decoded).take(&mut collected, &mut problems, origin);
    }
    finish(collected, problems, |records| texts::built_in(records, files))
}

/// One file, read. Its text is not kept: of a large record all the texts are as much as all that
/// was read from them.
struct Text {
    name: String,
    problems: Vec<Problem>,
    checksum: u32,
    reading: Reading,
}

impl Text {
    fn of_file(path: &Path) -> Result<Self, Box<Problem>> {
        let name = files::display(path);
        let decoded = decode(&name, files::read(path)?)?;
        Ok(Self::of(name, decoded))
    }

    fn of(name: String, Decoded { text, mut problems }: Decoded) -> Self {
        let mut reading = read(&name, &text);
        problems.append(&mut reading.problems);
        Self { name, problems, checksum: crc32fast::hash(text.as_bytes()), reading }
    }

    fn take(mut self, collected: &mut Collected, problems: &mut Vec<Problem>, origin: Origin) {
        problems.append(&mut self.problems);
        collected.take(self.name, self.checksum, origin, self.reading);
    }
}

/// Does the same with everything, each processor taking the next that waits; the results come in
/// the order of what they are made from.
pub(super) fn on_every_processor<T: Sync, R: Send>(
    all: Vec<T>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<(T, R)> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let turns = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let waiting = turns.map_while(|at| Some((at, all.get(at)?)));
        waiting.map(|(at, one)| (at, work(one))).collect::<Vec<_>>()
    };
    let others = thread::available_parallelism().map_or(1, usize::from).min(all.len());
    let others = others.saturating_sub(1);
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(take_turns)).collect();
        let mut done = take_turns();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(at, _)| *at);
    all.into_iter().zip(done).map(|(one, (_, result))| (one, result)).collect()
}

fn finish(
    mut collected: Collected,
    mut problems: Vec<Problem>,
    texts: impl FnOnce(&mut Records) -> Vec<Problem>,
) -> Loaded {
    problems.append(&mut collected.drop_repeated());
    let (mut records, heads) = collected.finish();
    problems.append(&mut dangling(&records, &heads));
    problems.append(&mut texts(&mut records));
    problems.sort_by(|one, other| one.place.cmp(&other.place));
    Loaded { records, problems }
}

fn no_files(folder: &Path) -> Problem {
    Problem::new(
        Severity::Warning,
        "このフォルダーには記録のファイルがありません。",
        "読み込んだものはありません。",
        "場所を確かめてください。記録のファイルの名前は `.ron` で終わります。",
    )
    .at(Place::file(files::display(folder)))
}
