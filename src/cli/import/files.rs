//! New files of the record: all of them, or none.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::UNCHANGED;
use crate::{
    problem::{Place, Problem, Severity, reason},
    records::files_of,
    shell::replace::Staged,
};

/// The number that the files of the next document begin with: `005`.
pub(super) fn next_number(folder: Option<&Path>) -> String {
    let texts = folder.map(|folder| folder.join("sources"));
    let texts = texts.and_then(|texts| fs::read_dir(texts).ok()).into_iter().flatten().flatten();
    let records = folder.map(files_of).unwrap_or_default();
    let numbers = records
        .into_iter()
        .chain(texts.map(|entry| entry.path()))
        .filter_map(|path| path.file_name()?.to_str()?.split_once('-')?.0.parse::<u32>().ok());
    format!("{:03}", numbers.max().map_or(0, |number| number + 1))
}

/// Writes files into the folder of the record, each new. Where one cannot be written, or is there
/// already, none stays.
///
/// # Errors
///
/// Why nothing was written.
pub(super) fn write(folder: &Path, files: &[(String, String)]) -> Result<(), Box<Problem>> {
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    let mut staged = Vec::new();
    for (path, (_, text)) in paths.iter().zip(files) {
        let written = Staged::write(path, None, text.as_bytes());
        staged.push(written.map_err(|error| unwritten(path, &error, 0))?);
    }
    for (nth, (staged, path)) in staged.into_iter().zip(&paths).enumerate() {
        if let Err(error) = staged.place() {
            let left = paths[..nth].iter().filter(|path| fs::remove_file(path).is_err()).count();
            return Err(unwritten(path, &error, left));
        }
    }
    Ok(())
}

fn unwritten(path: &Path, error: &io::Error, left: usize) -> Box<Problem> {
    let meaning = match left {
        0 => UNCHANGED.to_owned(),
        _ => format!("先に書いた{left}個のファイルが残っています。ほかは変わっていません。"),
    };
    let what = format!("ファイルを作れませんでした（{}）。", reason(error));
    let remedy = "同じ名のファイルがないか、権限とディスクの空きを確かめてください。";
    let place = Place::file(path.display().to_string());
    Box::new(Problem::new(Severity::Error, what, meaning, remedy).at(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        assert_eq!(next_number(Some(folder)), "000");
        let files = |last: &str| {
            let names = ["sources/007-a.txt", "007-a.ron", last];
            names.map(|name| (name.to_owned(), "中身".to_owned())).to_vec()
        };
        fs::write(folder.join("taken.ron"), "元のまま").unwrap();
        let problem = write(folder, &files("taken.ron")).unwrap_err();
        assert!(problem.place.unwrap().file.ends_with("taken.ron"));
        assert_eq!(problem.meaning, UNCHANGED);
        assert_eq!(fs::read_to_string(folder.join("taken.ron")).unwrap(), "元のまま");
        assert!(!folder.join("007-a.ron").exists() && !folder.join("sources/007-a.txt").exists());
        write(folder, &files("007-b.ron")).unwrap();
        assert_eq!(fs::read_to_string(folder.join("007-b.ron")).unwrap(), "中身");
        assert_eq!(next_number(Some(folder)), "008");
        assert!(write(folder, &files("007-c.ron")).is_err());
        assert!(!folder.join("007-c.ron").exists());
    }
}
