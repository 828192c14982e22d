//! 食い違い of record files: two offices changed the same record, and nobody has chosen yet.
//!
//! The file holds one side whole, so it is always a right file. The other side stands, byte for
//! byte, in a folder of its own under [`FOLDER`] until somebody has chosen; the loader reads
//! no hidden folder, so it counts for nothing meanwhile.
//!
//! ```text
//! .disagreements/1f3a90c2/about   what it is about, who and when
//! .disagreements/1f3a90c2/base    what both began from; absent where both added the file
//! .disagreements/1f3a90c2/kept    the side that is not in the file; absent where it deleted it
//! ```

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    decode::decode,
    files::display,
    pieces::{Key, Pieces, says},
    reading::read,
};
use crate::problem::{Place, Problem, Severity};

/// Where the other sides stand.
pub const FOLDER: &str = ".disagreements";

/// 版. Whose a side is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// 記入者, as git names the author.
    pub by: String,
    /// 日時, as git writes it.
    pub at: String,
}

/// 食い違い of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The name of its folder.
    pub id: String,
    /// The file, from the folder of the record.
    pub path: String,
    /// The side that the file holds.
    pub shared: Version,
    /// The side that waits.
    pub kept: Version,
    /// What both began from.
    pub base: Option<Vec<u8>>,
    /// The side that waits, byte for byte; `None` where it deleted the file.
    pub other: Option<Vec<u8>>,
}

/// 食い違う記録. One record that both sides changed, each in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    key: Option<Key>,
    /// How the record is called: 意見 `city-r7/ア(イ)`.
    pub name: String,
    /// What differs, field by field.
    pub fields: Vec<Field>,
}

/// 項目. One field in both versions; `None` where it is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// As the file writes it.
    pub name: String,
    /// In the file.
    pub now: Option<String>,
    /// On the side that waits.
    pub other: Option<String>,
}

/// What is to stand in a file that two sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The file; `None` where it is deleted.
    pub content: Option<Vec<u8>>,
    /// Whether the other side has something that is not in it.
    pub apart: bool,
}

/// Brings two versions of a file together: the shared one whole, with the records that only the
/// other one changed.
#[must_use]
pub fn merged(base: Option<&[u8]>, shared: Option<&[u8]>, other: Option<&[u8]>) -> Merged {
    let content = together(base, shared, other).map_or_else(|| shared.map(<[u8]>::to_vec), Some);
    let apart = !points(base, content.as_deref(), other).is_empty();
    Merged { content, apart }
}

fn together(base: Option<&[u8]>, shared: Option<&[u8]>, other: Option<&[u8]>) -> Option<Vec<u8>> {
    let (base, shared, other) = (text(base)?, text(shared)?, text(other)?);
    let (from, to) = (Pieces::of(&base)?, Pieces::of(&other)?);
    let mut text = shared.clone();
    for key in to.keys().chain(from.keys().filter(|key| to.range(key).is_none())) {
        let (before, after) = (says(from.piece(key)), says(to.piece(key)));
        if before == after {
            continue;
        }
        let now = Pieces::of(&text)?;
        if says(now.piece(key)) == before
            && let Some(with) = now.with(key, &to)
        {
            text = with;
        }
    }
    let right = is_right(&text) || !is_right(&shared);
    (right && text != shared).then(|| text.into_bytes())
}

/// Whether a text can be read without an error.
#[must_use]
pub fn is_right(text: &str) -> bool {
    read("", text).problems.iter().all(|problem| problem.severity != Severity::Error)
}

/// What the other side has that the file has not: nothing where it did not change it, or the file
/// has it already.
#[must_use]
pub fn points(base: Option<&[u8]>, now: Option<&[u8]>, other: Option<&[u8]>) -> Vec<Point> {
    if other == now || other == base {
        return Vec::new();
    }
    let (base, now, other) = (text(base), text(now), text(other));
    let (Some(now), Some(to)) = (pieces_of(now.as_ref()), pieces_of(other.as_ref())) else {
        return vec![Point {
            key: None, name: "ファイル全体".to_owned(), fields: Vec::new()
        }];
    };
    let from = pieces_of(base.as_ref());
    let gone = from.iter().flat_map(Pieces::keys).filter(|key| to.range(key).is_none());
    let differs = |key: &&Key| {
        let wanted = says(to.piece(key));
        let before = from.as_ref().and_then(|from| says(from.piece(key)));
        wanted != before && wanted != says(now.piece(key))
    };
    let keys = to.keys().chain(gone).filter(differs);
    let name = |key: &Key| if to.range(key).is_some() { to.name(key) } else { now.name(key) };
    keys.map(|key| Point {
        key: Some(key.clone()),
        name: name(key),
        fields: fields(&now.fields(key), &to.fields(key)),
    })
    .collect()
}

fn pieces_of(text: Option<&String>) -> Option<Pieces<'_>> {
    Pieces::of(text?)
}

fn fields(now: &[(String, String)], other: &[(String, String)]) -> Vec<Field> {
    let value = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    };
    let new = other.iter().filter(|(name, _)| value(now, name).is_none());
    let all = now.iter().chain(new).map(|(name, _)| Field {
        name: name.clone(),
        now: value(now, name),
        other: value(other, name),
    });
    all.filter(|field| field.now != field.other).collect()
}

fn text(bytes: Option<&[u8]>) -> Option<String> {
    decode("", bytes?.to_vec()).ok().map(|decoded| decoded.text)
}

impl Disagreement {
    /// Every one in the folder of a record, in the order of their ids.
    ///
    /// # Errors
    ///
    /// What the system says. That there is no such folder is no error.
    pub fn all(record: &Path) -> io::Result<Vec<Self>> {
        let entries = match fs::read_dir(record.join(FOLDER)) {
            Ok(entries) => entries,
            Err(error) if is_nothing(&error) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if let Some(one) = Self::read(&path)? {
                found.push(one);
            }
        }
        found.sort_by(|one: &Self, other| (&one.path, &one.id).cmp(&(&other.path, &other.id)));
        Ok(found)
    }

    fn read(folder: &Path) -> io::Result<Option<Self>> {
        let Some(about) = optional(&folder.join("about"))? else { return Ok(None) };
        let about = String::from_utf8_lossy(&about).into_owned();
        let line = |name: &str| {
            let mut lines = about.lines().filter_map(|line| line.split_once(": "));
            lines.find(|(head, _)| *head == name).map(|(_, value)| value.to_owned())
        };
        let version = |by: &str, at: &str| Version {
            by: line(by).unwrap_or_default(),
            at: line(at).unwrap_or_default(),
        };
        let Some(path) = line("file").filter(|path| is_inside(path)) else { return Ok(None) };
        Ok(Some(Self {
            id: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path,
            shared: version("shared-by", "shared-at"),
            kept: version("kept-by", "kept-at"),
            base: optional(&folder.join("base"))?,
            other: optional(&folder.join("kept"))?,
        }))
    }

    /// The one of these sides, named after what it holds: who meets it twice keeps it once.
    #[must_use]
    pub fn of(
        path: &str,
        (shared, kept): (Version, Version),
        base: Option<Vec<u8>>,
        other: Option<Vec<u8>>,
    ) -> Self {
        let mut hasher = crc32fast::Hasher::new();
        for part in [Some(path.as_bytes()), base.as_deref(), other.as_deref()] {
            hasher.update(&[u8::from(part.is_some())]);
            hasher.update(part.unwrap_or_default());
            hasher.update(&[0]);
        }
        let id = format!("{:08x}", hasher.finalize());
        Self { id, path: path.to_owned(), shared, kept, base, other }
    }

    /// The files that keep it: names from the folder of the record, and contents.
    #[must_use]
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let one_line = |text: &str| text.replace(['\n', '\r'], " ");
        let about = format!(
            "file: {}\nshared-by: {}\nshared-at: {}\nkept-by: {}\nkept-at: {}\n",
            self.path,
            one_line(&self.shared.by),
            one_line(&self.shared.at),
            one_line(&self.kept.by),
            one_line(&self.kept.at)
        );
        let sides = [("base", self.base.clone()), ("kept", self.other.clone())];
        let sides = sides.into_iter().filter_map(|(name, side)| Some((name, side?)));
        let folder = Path::new(FOLDER).join(&self.id);
        [("about", about.into_bytes())]
            .into_iter()
            .chain(sides)
            .map(|(name, content)| (folder.join(name), content))
            .collect()
    }

    /// What is still to be chosen, against the file as it stands.
    #[must_use]
    pub fn points(&self, record: &Path) -> Vec<Point> {
        let now = optional(&record.join(&self.path)).ok().flatten();
        points(self.base.as_deref(), now.as_deref(), self.other.as_deref())
    }

    /// The file with one record as the side that waits has it; `Ok(None)` where that side deleted
    /// the file as a whole.
    ///
    /// # Errors
    ///
    /// When that is to be done by hand: the record cannot be put where it belongs without a doubt.
    pub fn taken(&self, now: &[u8], point: &Point) -> Result<Option<Vec<u8>>, ByHand> {
        let Some(key) = &point.key else { return Ok(self.other.clone()) };
        let (now, other) = (text(Some(now)), text(self.other.as_deref()));
        let now = now.as_deref().and_then(Pieces::of).ok_or(ByHand)?;
        let other = other.as_deref().and_then(Pieces::of).ok_or(ByHand)?;
        now.with(key, &other).map(|text| Some(text.into_bytes())).ok_or(ByHand)
    }

    /// The same without one record, which is to stay as the file has it; `Ok(None)` where nothing
    /// waits any more.
    ///
    /// # Errors
    ///
    /// When that is to be done by hand.
    pub fn without(&self, now: Option<&[u8]>, point: &Point) -> Result<Option<Self>, ByHand> {
        let Some(key) = &point.key else { return Ok(None) };
        let (now, other) = (text(now).ok_or(ByHand)?, text(self.other.as_deref()).ok_or(ByHand)?);
        let (from, to) = (Pieces::of(&now).ok_or(ByHand)?, Pieces::of(&other).ok_or(ByHand)?);
        let left = if says(from.piece(key)) == says(to.piece(key)) {
            other.clone().into_bytes()
        } else {
            to.with(key, &from).ok_or(ByHand)?.into_bytes()
        };
        let rest = points(self.base.as_deref(), Some(now.as_bytes()), Some(&left));
        Ok((!rest.is_empty()).then(|| Self { other: Some(left), ..self.clone() }))
    }
}

/// It is to be done by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByHand;

/// Whether a path leads to a file in the folder it begins in.
fn is_inside(path: &str) -> bool {
    use std::path::Component;
    let plain = |part: Component<'_>| matches!(part, Component::Normal(name) if name != ".git");
    !path.is_empty() && Path::new(path).components().all(plain)
}

fn optional(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if is_nothing(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A word for every record that waits to be chosen.
pub(super) fn problems(record: &Path) -> Vec<Problem> {
    let all = match Disagreement::all(record) {
        Ok(all) => all,
        Err(error) => {
            let why = crate::problem::reason(&error);
            let problem = Problem::new(
                Severity::Warning,
                format!("記録のファイルの食い違いの控えを読めません（{why}）。"),
                "食い違いがあっても、ここには示していません。記録はすべて使っています。",
                "フォルダーの権限を管理者に確かめてください。",
            );
            return vec![problem.at(Place::file(display(&record.join(FOLDER))))];
        }
    };
    let of = |one: Disagreement| {
        let points = one.points(record).into_iter();
        points.map(|point| problem(record, &one, &point)).collect::<Vec<_>>()
    };
    all.into_iter().flat_map(of).collect()
}

fn problem(record: &Path, one: &Disagreement, point: &Point) -> Problem {
    let fields: Vec<_> = point.fields.iter().map(|field| format!("`{}`", field.name)).collect();
    let fields =
        if fields.is_empty() { String::new() } else { format!("（{}）", fields.join("、")) };
    let path = record.join(&one.path);
    let place = place_of(&path, point).unwrap_or_else(|| Place::file(display(&path)));
    Problem::new(
        Severity::Warning,
        format!("{}{fields}に食い違いがあります。", point.name),
        format!(
            "{}と{}が別々に書き直しました。前者を使い、後者は失わずに控えてあります。",
            whose(&one.shared),
            whose(&one.kept)
        ),
        "`shingi disagreements` で両方を見て、どちらにするかを選んでください。",
    )
    .at(place)
}

/// Whose a version is, in words: `佐藤 花子 さん（2026-11-21 10:05）`.
#[must_use]
pub fn whose(version: &Version) -> String {
    let by = if version.by.is_empty() { "だれか" } else { &version.by };
    // `2026-11-21T10:05:33+09:00`
    let at = version.at.get(..16).map(|at| at.replace('T', " "));
    at.map_or_else(|| format!("{by} さん"), |at| format!("{by} さん（{at}）"))
}

fn place_of(path: &Path, point: &Point) -> Option<Place> {
    let text = text(Some(&fs::read(path).ok()?))?;
    let range = Pieces::of(&text)?.range(point.key.as_ref().filter(|key| **key != Key::Head)?)?;
    let end = text[range.clone()].find('\n').map_or(range.end, |line| range.start + line);
    Some(Place::of(display(path), &text, range.start..end))
}

#[cfg(test)]
#[path = "disagreement_tests.rs"]
mod tests;
