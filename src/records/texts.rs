//! The texts the record was transcribed from: `sources/` beside the record files.
//!
//! They are read to be shown and searched, never to be understood. A text that is not there costs
//! nothing but itself.

use std::{
    collections::HashMap,
    path::{Component, Path},
    sync::Arc,
};

use super::{
    Records,
    decode::{decode, normalise},
    files,
    place::{Finder, Locus},
};
use crate::{
    domain::SourceId,
    problem::{Problem, Severity},
};

/// The folder of the texts, in the folder of the record.
pub(super) const FOLDER: &str = "sources";

/// The text of each source.
pub(super) type Texts = HashMap<SourceId, Arc<str>>;

/// Reads the texts from the folder of the record.
pub(super) fn from_disk(records: &mut Records, folder: &Path) -> Vec<Problem> {
    take(records, |file| {
        let path = folder.join(FOLDER).join(file);
        if !path.exists() {
            return Err("見つかりません".to_owned());
        }
        let read = files::read(&path).and_then(|bytes| decode(file, bytes));
        read.map(|decoded| decoded.text)
            .map_err(|problem| problem.what.trim_end_matches('。').to_owned())
    })
}

/// Takes the texts from files that came with the program.
pub(super) fn built_in(records: &mut Records, shipped: &[(&str, &'static str)]) -> Vec<Problem> {
    take(records, |file| {
        let name = format!("{FOLDER}/{file}");
        let found = shipped.iter().find(|(path, _)| *path == name);
        let (_, text) = found.ok_or_else(|| "見つかりません".to_owned())?;
        Ok(normalise(file, (*text).to_owned()).text)
    })
}

/// Takes in the text of each source; `read` says why there is none.
fn take(records: &mut Records, read: impl Fn(&str) -> Result<String, String>) -> Vec<Problem> {
    let mut texts = Texts::new();
    let mut lacking = Vec::new();
    for (row, source) in records.sources.iter().enumerate() {
        let text = if is_plain_name(&source.file) {
            read(&source.file)
        } else {
            Err("フォルダーの中のファイル名ではありません".to_owned())
        };
        match text {
            Ok(text) => {
                texts.insert(source.id.clone(), text.into());
            }
            Err(why) => lacking.push((row, source.file.clone(), why)),
        }
    }
    records.texts = texts;
    let mut finder = Finder::new(&records.places);
    let problems = lacking.into_iter().map(|(row, file, why)| {
        let problem = Problem::new(
            Severity::Warning,
            format!("原文のファイル `{FOLDER}/{file}` を読めません（{why}）。"),
            "この出典の原文は画面に出せません。記録はそのまま使えます。",
            format!("記録の `{FOLDER}` フォルダーに原文を置くか、`file` の名前を直してください。"),
        );
        match finder.locate(Locus::Source(row), "file", "") {
            Some(place) => problem.at(place),
            None => problem,
        }
    });
    problems.collect()
}

/// Whether a name stays in its folder.
fn is_plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::records::{SHIPPED, load, load_texts};

    fn source(file: &str) -> String {
        format!(
            "Source(\n    id: \"s\", title: \"t\", issuer: \"市\", fiscal_year: \"R7\",\n    \
             file: {file:?}, purpose: \"p\",\n)\n"
        )
    }

    #[test]
    fn the_record_in_the_program_has_every_text_and_every_text_once() {
        let loaded = load_texts(SHIPPED);
        assert_eq!(loaded.problems, []);
        let records = loaded.records;
        assert!(!records.sources.is_empty());
        for source in &records.sources {
            let name = format!("{FOLDER}/{}", source.file);
            let (_, shipped) = SHIPPED.iter().find(|(path, _)| *path == name).unwrap();
            assert_eq!(&*records.text(&source.id).unwrap(), *shipped, "{name}");
        }
        let copy = records.clone();
        let id = &records.sources[0].id;
        assert!(Arc::ptr_eq(&records.text(id).unwrap(), &copy.text(id).unwrap()));
    }

    #[test]
    fn a_text_that_is_not_there_is_named_at_its_field_and_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join(FOLDER)).unwrap();
        fs::write(root.join("outside.txt"), "外").unwrap();
        fs::write(root.join(FOLDER).join("a.txt"), "\u{feff}一行目\r\n二行目").unwrap();
        fs::write(root.join(FOLDER).join("sjis.txt"), b"\x8e\x91\x97\xbf\x8e\x91\x97\xbf").unwrap();
        for (file, text, why) in [
            ("a.txt", Some("一行目\n二行目"), ""),
            ("b.txt", None, "見つかりません"),
            ("../outside.txt", None, "ファイル名ではありません"),
            ("/etc/hostname", None, "ファイル名ではありません"),
            ("", None, "ファイル名ではありません"),
            ("sjis.txt", None, "CP932"),
        ] {
            fs::write(root.join("s.ron"), source(file)).unwrap();
            let loaded = load(root);
            let found = loaded.records.text(&"s".into());
            assert_eq!(found.as_deref(), text, "{file}");
            assert_eq!(loaded.records.sources.len(), 1, "{file}");
            let said: Vec<_> = loaded.problems.iter().collect();
            if text.is_some() {
                assert_eq!(said, [] as [&Problem; 0], "{file}");
                continue;
            }
            assert!(said.len() == 1 && said[0].what.contains(why), "{file}: {said:?}");
            assert_eq!(said[0].severity, Severity::Warning);
            let place = said[0].place.as_ref().unwrap();
            assert_eq!((place.line, place.column), (3, 11), "{file}");
        }
    }
}
