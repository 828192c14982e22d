//! Reads record files. Collects every problem and stops at none.

use std::path::Path;

use super::{
    Records,
    collect::Collected,
    dangling::dangling,
    decode::{Decoded, decode, normalise},
    files::{self, Found},
    place::Origin,
    reading::read,
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

/// Reads every record file under a folder.
///
/// That is every `*.ron` in it and in the folders in it, but for `journal/`, hidden files and the
/// copies that editors and synchronisation leave. Links are not followed, except that the folder
/// itself may be one.
#[must_use]
pub fn load(folder: &Path) -> Loaded {
    let Found { paths, mut problems } = files::find(folder);
    if paths.is_empty() && problems.is_empty() {
        problems.push(no_files(folder));
    }
    let mut collected = Collected::default();
    for path in paths {
        let name = files::display(&path);
        match files::read(&path).and_then(|bytes| decode(&name, bytes)) {
            Ok(decoded) => {
                take(&mut collected, &mut problems, &name, decoded, Origin::Disk(path));
            }
            Err(problem) => problems.push(*problem),
        }
    }
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
        take(&mut collected, &mut problems, name, decoded, Origin::BuiltIn(text));
    }
    finish(collected, problems, |records| texts::built_in(records, files))
}

fn take(
    collected: &mut Collected,
    problems: &mut Vec<Problem>,
    name: &str,
    decoded: Decoded,
    origin: Origin,
) {
    problems.extend(decoded.problems);
    let mut reading = read(name, &decoded.text);
    problems.append(&mut reading.problems);
    collected.take(name, &decoded.text, origin, reading);
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
        "このフォルダには記録のファイルがありません。",
        "読み込んだものはありません。",
        "場所を確かめてください。記録のファイルの名前は `.ron` で終わります。",
    )
    .at(Place::file(files::display(folder)))
}
