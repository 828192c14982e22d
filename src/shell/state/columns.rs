//! Columns: which column of a table held what, as a person said the last time a table with the same
//! headings came.

use std::{
    io,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy, choose_base_strategy};
use serde::{Deserialize, Serialize};

use super::kept::{read, write};

/// How many are kept.
const MOST: usize = 50;

/// 列の対応の控え. What the file holds, the latest first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Remembered(Vec<Mapping>);

/// 列の対応. One table's headings, and the fields that stand under them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// 意見 or 事業.
    pub kind: String,
    /// The headings, column by column.
    pub headings: Vec<String>,
    /// Field and heading; an empty heading where the field is in no column.
    pub columns: Vec<(String, String)>,
}

/// What was said of tables of a kind, the latest first.
#[must_use]
pub fn mappings(kind: &str) -> Vec<Mapping> {
    let Remembered(all) = file().map(|file| read(&file)).unwrap_or_default();
    all.into_iter().filter(|mapping| mapping.kind == kind).collect()
}

/// Remembers a mapping in the place of the one for the same headings; gives back where.
///
/// # Errors
///
/// When it cannot be written. Then it must be said anew the next time.
pub fn remember(mapping: Mapping) -> io::Result<Option<PathBuf>> {
    let Some(file) = file() else { return Ok(None) };
    keep(&file, mapping)?;
    Ok(Some(file))
}

/// Beside the configuration: a person may look at it, and throw it away.
fn file() -> Option<PathBuf> {
    Some(choose_base_strategy().ok()?.config_dir().join("shingi/columns.ron"))
}

fn keep(file: &Path, mapping: Mapping) -> io::Result<()> {
    let Remembered(mut all) = read(file);
    all.retain(|other| other.kind != mapping.kind || other.headings != mapping.headings);
    all.insert(0, mapping);
    all.truncate(MOST);
    write(file, &Remembered(all))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_last_word_about_the_same_headings_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shingi/columns.ron");
        let mapping = |kind: &str, heading: &str, field: &str| Mapping {
            kind: kind.to_owned(),
            headings: vec!["番号".to_owned(), heading.to_owned()],
            columns: vec![(field.to_owned(), heading.to_owned())],
        };
        for said in [
            mapping("意見", "要旨", "見出し"),
            mapping("事業", "要旨", "内容"),
            mapping("意見", "要旨", "意見"),
        ] {
            keep(&file, said).unwrap();
        }
        let Remembered(all) = read(&file);
        assert_eq!(all, [mapping("意見", "要旨", "意見"), mapping("事業", "要旨", "内容")]);
        fs::write(&file, "壊れた控え").unwrap();
        keep(&file, mapping("意見", "要旨", "意見")).unwrap();
        assert_eq!(read::<Remembered>(&file).0.len(), 1);
    }
}
