//! What was entered in the program, on its way into record files.
//!
//! Here it is only worked out what would be written. A file that is there keeps every byte: items
//! are put in before the closing bracket of its list.

mod insert;
mod item;
mod lineage;
mod views;

pub use lineage::file_lineage;
pub use views::{drop_view, file_view};

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use super::{
    decode::decode,
    files,
    fmt::formatted,
    schema::{File, parse},
    texts,
};
use crate::{
    domain::{EventId, FiscalYear, Opinion, Session, SourceId},
    problem::{Place, Problem, Severity},
};
use insert::insert;
use item::{opinion, quoted, session};

/// 書き込み. What a file shall hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: PathBuf,
    /// Its bytes as they were read; `None` for a file that is not there yet.
    pub before: Option<Vec<u8>>,
    /// Its bytes afterwards.
    pub after: Vec<u8>,
    /// 会議 that go into it, by their titles.
    pub sessions: Vec<String>,
    /// 意見 that go into it: number and words.
    pub opinions: Vec<(String, String)>,
}

/// What to write so that these sessions and opinions stand in the record files of a folder, in the
/// order in which to write it: whatever is written names only what is there already.
///
/// # Errors
///
/// Why it cannot be written: every reason, each naming the file or record it is about.
pub fn consolidate(
    folder: &Path,
    sessions: &[Session],
    opinions: &[Opinion],
) -> Result<Vec<Edit>, Vec<Problem>> {
    let shelf = Shelf::of(folder)?;
    // Somebody may have written them since they were read.
    let filed = shelf.entered();
    let is_new = |entered: &Option<EventId>| !entered.iter().any(|id| filed.contains(&id));
    let sessions: Vec<_> = sessions.iter().filter(|it| is_new(&it.entered)).collect();
    let opinions: Vec<_> = opinions.iter().filter(|it| is_new(&it.entered)).collect();
    let mut years: Vec<FiscalYear> = (sessions.iter().map(|s| s.fiscal_year))
        .chain(opinions.iter().map(|o| o.fiscal_year))
        .collect();
    years.sort_unstable();
    years.dedup();
    let mut edits = Vec::new();
    let mut problems = Vec::new();
    for year in years {
        let binder = Binder { shelf: &shelf, year, source: source_of(year) };
        let sessions: Vec<_> = sessions.iter().copied().filter(|s| s.fiscal_year == year).collect();
        let opinions: Vec<_> = opinions.iter().copied().filter(|o| o.fiscal_year == year).collect();
        let steps = [
            binder.text(),
            binder.source(),
            binder.sessions(&sessions),
            binder.opinions(&opinions),
        ];
        for step in steps {
            match step {
                Ok(edit) => edits.extend(edit),
                Err(problem) => problems.push(*problem),
            }
        }
    }
    if problems.is_empty() { Ok(edits) } else { Err(problems) }
}

/// The source that everything has which was entered for a year: `entered-r8`.
fn source_of(year: FiscalYear) -> SourceId {
    format!("entered-{}", year.to_string().to_lowercase()).into()
}

/// The record files of a folder, read anew.
struct Shelf {
    folder: PathBuf,
    files: Vec<(PathBuf, Vec<u8>, File)>,
}

impl Shelf {
    /// A file that is not understood may hold what would be written a second time.
    fn of(folder: &Path) -> Result<Self, Vec<Problem>> {
        let mut shelf = Self { folder: folder.to_owned(), files: Vec::new() };
        let found = files::find(folder);
        let unread = found.problems.into_iter().filter(|it| it.severity != Severity::Info);
        let mut problems: Vec<Problem> = unread.collect();
        for path in found.paths {
            let name = files::display(&path);
            let read = files::read(&path).and_then(|bytes| {
                let text = decode(&name, bytes.clone())?.text;
                let file = parse::<File>(&text).map_err(|_| not_understood(&name))?;
                Ok((path, bytes, file))
            });
            match read {
                Ok(file) => shelf.files.push(file),
                Err(problem) => problems.push(*problem),
            }
        }
        if problems.is_empty() { Ok(shelf) } else { Err(problems) }
    }

    /// The events whose records stand in the files.
    fn entered(&self) -> HashSet<&EventId> {
        let mut entered = HashSet::new();
        for (_, _, file) in &self.files {
            match file {
                File::Sessions { sessions, .. } => {
                    entered.extend(sessions.iter().flat_map(|it| &it.entered));
                }
                File::Opinions { opinions, .. } => {
                    entered.extend(opinions.iter().flat_map(|it| &it.entered));
                }
                _ => {}
            }
        }
        entered
    }

    fn find(&self, is_it: impl Fn(&File) -> bool) -> Option<&(PathBuf, Vec<u8>, File)> {
        self.files.iter().find(|(_, _, file)| is_it(file))
    }
}

/// What was entered for one year.
struct Binder<'a> {
    shelf: &'a Shelf,
    year: FiscalYear,
    source: SourceId,
}

type Step = Result<Option<Edit>, Box<Problem>>;

impl Binder<'_> {
    /// The text that says where the records come from: a source has one to show.
    fn text(&self) -> Step {
        let text = format!(
            "{year}の会議と意見（事務局の入力）\n\n\
             この文書は、印刷された資料の写しではありません。\n\
             ここを出典とする会議と意見は、事務局が審議（shingi）に入力し、shingi consolidate で\
             記録のファイルに書き込んだものです。\n\
             報告書などの資料が印刷されたら、この記録と見比べてください。\n",
            year = self.year.japanese()
        );
        if self.has_source() {
            return Ok(None);
        }
        let path = self.shelf.folder.join(texts::FOLDER).join(format!("{}.txt", self.source));
        match files::read(&path) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(None),
            Ok(_) => Err(taken(&path)),
            Err(_) if path.symlink_metadata().is_ok() => Err(taken(&path)),
            Err(_) => Ok(Some(Edit::new_file(path, text))),
        }
    }

    fn has_source(&self) -> bool {
        let is_it = |file: &File| matches!(file, File::Source(source) if source.id == self.source);
        self.shelf.find(is_it).is_some()
    }

    fn source(&self) -> Step {
        if self.has_source() {
            return Ok(None);
        }
        let year = self.year.japanese();
        let text = format!(
            "Source(\n    id: {id},\n    title: {title},\n    issuer: {issuer},\n    \
             fiscal_year: {short},\n    file: {file},\n    purpose: {purpose},\n)\n",
            id = quoted(self.source.as_str()),
            title = quoted(&format!("{year}の会議と意見（事務局の入力）")),
            issuer = quoted("事務局"),
            short = quoted(&self.year.to_string()),
            file = quoted(&format!("{}.txt", self.source)),
            purpose = quoted(&format!(
                "{year}の会議と意見を、事務局が入力したもの。印刷された資料の写しではない。"
            )),
        );
        self.new_file("source", &text).map(Some)
    }

    fn sessions(&self, sessions: &[&Session]) -> Step {
        let items: Vec<_> = sessions.iter().map(|it| session(it)).collect();
        let head = format!("Sessions(\n    source: {},\n", quoted(self.source.as_str()));
        let is_it =
            |file: &File| matches!(file, File::Sessions { source, .. } if *source == self.source);
        let edit = self.list("sessions", &items, &head, is_it)?;
        let titles = sessions.iter().map(|it| it.title.clone()).collect();
        Ok(edit.map(|edit| Edit { sessions: titles, ..edit }))
    }

    fn opinions(&self, opinions: &[&Opinion]) -> Step {
        let items: Vec<_> = opinions.iter().map(|it| opinion(it)).collect();
        let head = format!(
            "Opinions(\n    source: {},\n    fiscal_year: {},\n    sessions: [],\n",
            quoted(self.source.as_str()),
            quoted(&self.year.to_string())
        );
        let is_it = |file: &File| {
            matches!(file, File::Opinions { source, fiscal_year, .. }
                if *source == self.source && *fiscal_year == self.year)
        };
        let edit = self.list("opinions", &items, &head, is_it)?;
        let told = opinions.iter().map(|it| (it.label.clone(), it.text.clone())).collect();
        Ok(edit.map(|edit| Edit { opinions: told, ..edit }))
    }

    /// Puts items into the list of the file that holds them, or of a new one.
    fn list(
        &self,
        list: &str,
        items: &[String],
        head: &str,
        is_it: impl Fn(&File) -> bool,
    ) -> Step {
        if items.is_empty() {
            return Ok(None);
        }
        let Some(filed) = self.shelf.find(is_it) else {
            let text = format!("{head}    {list}: [\n{}    ],\n)\n", items.concat());
            return self.new_file(list, &text).map(Some);
        };
        added(filed, list, items).map(Some)
    }

    fn new_file(&self, kind: &str, text: &str) -> Result<Edit, Box<Problem>> {
        let path = self.shelf.folder.join(format!("{}-{kind}.ron", self.source));
        if path.symlink_metadata().is_ok() {
            return Err(taken(&path));
        }
        if parse::<File>(text).is_err() {
            return Err(no_room(&files::display(&path)));
        }
        Ok(Edit::new_file(path, formatted(text)))
    }
}

/// A file with items at the end of its list, and not another byte changed.
fn added(
    (path, bytes, file): &(PathBuf, Vec<u8>, File),
    list: &str,
    items: &[String],
) -> Result<Edit, Box<Problem>> {
    let name = files::display(path);
    let text = std::str::from_utf8(bytes).map_err(|_| not_understood(&name))?;
    let after = insert(text, list, items).ok_or_else(|| no_room(&name))?;
    // What would not be read as it was meant is not written.
    let read = decode(&name, after.clone().into_bytes())?.text;
    let count = parse::<File>(&read).map_err(|_| no_room(&name))?.len();
    if count != file.len() + items.len() {
        return Err(no_room(&name));
    }
    Ok(Edit {
        path: path.clone(),
        before: Some(bytes.clone()),
        after: after.into_bytes(),
        sessions: Vec::new(),
        opinions: Vec::new(),
    })
}

impl Edit {
    fn new_file(path: PathBuf, text: String) -> Self {
        let after = text.into_bytes();
        Self { path, before: None, after, sessions: Vec::new(), opinions: Vec::new() }
    }
}

fn not_understood(name: &str) -> Box<Problem> {
    problem(
        name,
        "記録のファイルを読み取れません。",
        "shingi check で誤りを確かめ、先に直してください。",
    )
}

fn taken(path: &Path) -> Box<Problem> {
    problem(
        &files::display(path),
        "新しいファイルの名前を、別のファイルが使っています。",
        "そのファイルの名前を変えるか、別の場所へ移してください。",
    )
}

fn no_room(name: &str) -> Box<Problem> {
    problem(
        name,
        "ファイルの一覧の終わりに、書き足す所が見つかりません。",
        "`shingi fmt` で書き方を揃えてから、もう一度実行してください。",
    )
}

fn problem(name: &str, what: &str, remedy: &str) -> Box<Problem> {
    let meaning = "何も書いていません。記録も日誌もこれまでのままです。";
    Box::new(Problem::new(Severity::Error, what, meaning, remedy).at(Place::file(name)))
}

#[cfg(test)]
#[path = "consolidate_tests.rs"]
mod tests;
