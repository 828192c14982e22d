//! 保存した検索 that everybody shares, on their way into a record file and out of it.

use std::path::{Path, PathBuf};

use super::{Edit, Shelf, added, no_room, taken};
use crate::{
    domain::SavedView,
    problem::Problem,
    records::{decode::decode, files, outline::items, schema::File, schema::parse, written},
};

/// The list of the file.
const LIST: &str = "views";

/// What to write so that a search stands in the record files of a folder in place of the one of a
/// name, its own or the one it had before; nothing where it does. A new one goes to the end of
/// `views.ron`, which is made where it is missing.
///
/// # Errors
///
/// Why it cannot be written, naming the file.
pub fn file_view(
    folder: &Path,
    name: &str,
    view: &SavedView,
) -> Result<Option<Edit>, Vec<Problem>> {
    let shelf = Shelf::of(folder)?;
    if let Some((file, row)) = of_name(&shelf, name) {
        let File::Views { views } = &file.2 else { return Ok(None) };
        if views[row] == *view {
            return Ok(None);
        }
        let item = item(view).ok_or_else(|| vec![*no_room(&files::display(&file.0))])?;
        return changed(file, row, item.trim().trim_end_matches(',')).map(Some);
    }
    let path = folder.join("views.ron");
    let one = |problem: Box<Problem>| vec![*problem];
    if let Some(own) = shelf.files.iter().find(|(other, ..)| *other == path) {
        if !matches!(own.2, File::Views { .. }) {
            return Err(one(taken(&path)));
        }
        let item = item(view).ok_or_else(|| one(no_room(&files::display(&path))))?;
        return added(own, LIST, &[item]).map(Some).map_err(one);
    }
    if path.symlink_metadata().is_ok() {
        return Err(one(taken(&path)));
    }
    Ok(Some(Edit::new_file(path, written::views(std::slice::from_ref(view)))))
}

/// What to write so that no search of a name stands in the record files; nothing where none does.
///
/// # Errors
///
/// Why it cannot be written, naming the file.
pub fn drop_view(folder: &Path, name: &str) -> Result<Option<Edit>, Vec<Problem>> {
    let shelf = Shelf::of(folder)?;
    let Some((file, row)) = of_name(&shelf, name) else { return Ok(None) };
    changed(file, row, "").map(Some)
}

type Filed = (PathBuf, Vec<u8>, File);

fn of_name<'a>(shelf: &'a Shelf, name: &str) -> Option<(&'a Filed, usize)> {
    shelf.files.iter().find_map(|file| {
        let File::Views { views } = &file.2 else { return None };
        Some((file, views.iter().position(|view| view.name == name)?))
    })
}

/// A search as it stands in the list of a file.
fn item(view: &SavedView) -> Option<String> {
    let file = written::views(std::slice::from_ref(view));
    let item = file.strip_prefix("Views(\n    views: [\n")?;
    Some(item.strip_suffix("    ],\n)\n")?.to_owned())
}

/// A file with one item written anew, or without it, and not another byte changed.
fn changed((path, bytes, file): &Filed, row: usize, new: &str) -> Result<Edit, Vec<Problem>> {
    let name = files::display(path);
    let no_room = || vec![*no_room(&name)];
    let text = std::str::from_utf8(bytes).map_err(|_| no_room())?;
    let mut range = items(text, LIST).into_iter().nth(row).ok_or_else(no_room)?;
    if new.is_empty() {
        // With its comma, and its line where it has one to itself.
        let rest = &text[range.end..];
        let comma = rest.trim_start().strip_prefix([',', '，']);
        range.end = comma.map_or(range.end, |after| text.len() - after.len());
        let line = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[range.end..].split_inclusive('\n').next().unwrap_or_default();
        if text[line..range.start].trim().is_empty() && rest.trim().is_empty() {
            range = line..range.end + rest.len();
        }
    }
    let after = [&text[..range.start], new, &text[range.end..]].concat();
    let count = file.len() - usize::from(new.is_empty());
    // What would not be read as it was meant is not written.
    let read = decode(&name, after.clone().into_bytes()).map_err(|problem| vec![*problem])?.text;
    if parse::<File>(&read).map_err(|_| no_room())?.len() != count {
        return Err(no_room());
    }
    let edit = Edit::new_file(path.clone(), after);
    Ok(Edit { before: Some(bytes.clone()), ..edit })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn view(name: &str, query: &str) -> SavedView {
        SavedView { name: name.to_owned(), query: query.to_owned() }
    }

    #[test]
    fn a_search_is_filed_changed_and_dropped_and_nothing_else_moves() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("views.ron");
        let text = || fs::read_to_string(&file).unwrap();
        let keep = |edit: Result<Option<Edit>, Vec<Problem>>| {
            let edit = edit.unwrap();
            if let Some(edit) = &edit {
                fs::write(&edit.path, &edit.after).unwrap();
            }
            edit.is_some()
        };
        assert!(keep(file_view(home.path(), "創業", &view("創業", "創業 種別:意見"))));
        assert!(!keep(file_view(home.path(), "創業", &view("創業", "創業 種別:意見"))));
        let first = text();
        assert!(
            first.contains("name: \"創業\",\n            query: \"創業 種別:意見\",\n"),
            "{first}"
        );
        fs::write(&file, format!("// みんなの検索\n{first}")).unwrap();
        assert!(keep(file_view(home.path(), "\"引用\"", &view("\"引用\"", "回答:\"2 既実施\""))));
        let both = text();
        assert!(keep(file_view(home.path(), "創業", &view("創業", "起業"))));
        assert!(text().contains("query: \"起業\""));
        assert!(keep(file_view(home.path(), "創業", &view("創業", "創業 種別:意見"))));
        assert_eq!(text(), both, "as it was, comment and all");
        assert!(keep(file_view(home.path(), "創業", &view("起業", "創業 種別:意見"))));
        assert_eq!(text(), both.replace("name: \"創業\"", "name: \"起業\""), "another name alone");
        assert!(keep(file_view(home.path(), "起業", &view("創業", "創業 種別:意見"))));
        assert!(keep(drop_view(home.path(), "\"引用\"")));
        assert_eq!(text(), format!("// みんなの検索\n{first}"));
        assert!(!keep(drop_view(home.path(), "\"引用\"")));
        assert!(keep(drop_view(home.path(), "創業")));
        assert!(text().contains("// みんなの検索") && !text().contains("SavedView"));
        assert!(keep(file_view(home.path(), "新", &view("新", "x"))));
        // Somebody's own spelling of the file.
        fs::write(&file, "Views(views: [SavedView(name: \"a\", query: \"b\"), SavedView(name: \"c\", query: \"d\")])").unwrap();
        assert!(keep(drop_view(home.path(), "a")));
        assert_eq!(text(), "Views(views: [ SavedView(name: \"c\", query: \"d\")])");
        fs::write(&file, "壊れた").unwrap();
        assert!(file_view(home.path(), "創業", &view("創業", "創業")).is_err());
        assert!(drop_view(home.path(), "創業").is_err());
        fs::write(&file, "People(people: [])").unwrap();
        assert!(file_view(home.path(), "創業", &view("創業", "創業")).is_err());
    }
}
