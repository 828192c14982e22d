//! The record that comes with the program: what opens where there is no other, and what `init`
//! copies.

/// A file of the record in the program, by its path under `records/`.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../records/", $path)))),*]
    };
}

/// Every file of the record: path under `records/`, text. Named one by one, so that no journal that
/// lies in the folder is built in by accident; a test compares the list with the folder.
pub const SHIPPED: &[(&str, &str)] = files![
    "000-acknowledged.ron",
    "000-claims.ron",
    "000-measures.ron",
    "000-opinions.ron",
    "000-plan.ron",
    "000-procurement.ron",
    "000-programs.ron",
    "000-sessions.ron",
    "000-source.ron",
    "001-acknowledged.ron",
    "001-measures.ron",
    "001-plan.ron",
    "001-programs.ron",
    "001-source.ron",
    "002-acknowledged.ron",
    "002-claims.ron",
    "002-plan.ron",
    "002-programs.ron",
    "002-source.ron",
    "003-acknowledged.ron",
    "003-claims.ron",
    "003-plan.ron",
    "003-programs.ron",
    "003-source.ron",
    "004-acknowledged.ron",
    "004-claims.ron",
    "004-indicators.ron",
    "004-plan.ron",
    "004-programs.ron",
    "004-source.ron",
    "acknowledged.ron",
    "correspondences.ron",
    "lineage.ron",
    "sources/000-city-report-r7.txt",
    "sources/001-city-list-r5.txt",
    "sources/002-pref-efforts-r5.txt",
    "sources/003-pref-measures-r7.txt",
    "sources/004-city-grant-r4.txt",
    "synonyms.ron",
    "vocabulary.ron",
];

/// 案. A first set of links made by reading the published documents, as the journal of the person
/// `draft`: it proposes, and nobody has confirmed it.
pub const DRAFT: (&str, &str) =
    ("journal/draft.ron", include_str!("../../records/journal/draft.ron"));

/// Those of the files that hold records.
#[must_use]
pub fn record_files() -> Vec<(&'static str, &'static str)> {
    let is_record = |path: &str| {
        std::path::Path::new(path).extension().is_some_and(|extension| extension == "ron")
    };
    SHIPPED.iter().copied().filter(|(path, _)| is_record(path)).collect()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn the_list_is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
        let mut found = Vec::new();
        for folder in ["", "sources"] {
            for entry in fs::read_dir(root.join(folder)).unwrap().flatten() {
                let path = entry.path();
                if path.is_file() && !entry.file_name().to_string_lossy().starts_with('.') {
                    found.push(path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        found.sort();
        let listed: Vec<_> = SHIPPED.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, listed);
    }
}
