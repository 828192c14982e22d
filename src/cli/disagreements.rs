//! `shingi disagreements`: the records that two offices wrote differently, and which is to stand.

use std::{fs, io, path::Path};

use serde::Serialize;

use super::{
    FINDINGS, FINE, act,
    args::{Format, Taken},
    print,
};
use crate::{
    domain::Role,
    problem::{Place, Problem, Severity, reason},
    records::{ByHand, DISAGREEMENTS, Disagreement, Field, Point, Version, whose},
    shell::{office::Office, out, replace::replace},
    shown::{shown, shown_lines},
};

/// One record to choose, as JSON has it.
#[derive(Serialize)]
struct One<'a> {
    number: usize,
    file: &'a str,
    record: &'a str,
    now: Whose<'a>,
    kept: Whose<'a>,
    fields: Vec<Both<'a>>,
}

#[derive(Serialize)]
struct Whose<'a> {
    by: &'a str,
    at: &'a str,
}

#[derive(Serialize)]
struct Both<'a> {
    field: &'a str,
    now: Option<&'a str>,
    kept: Option<&'a str>,
}

impl<'a> From<&'a Version> for Whose<'a> {
    fn from(version: &'a Version) -> Self {
        Self { by: &version.by, at: &version.at }
    }
}

impl<'a> From<&'a Field> for Both<'a> {
    fn from(field: &'a Field) -> Self {
        Self { field: &field.name, now: field.now.as_deref(), kept: field.other.as_deref() }
    }
}

/// Shows what waits to be chosen, or chooses.
pub fn run(office: &Office, numbers: &[usize], take: Option<Taken>, format: Format) -> u8 {
    let Some(folder) = office.folder() else {
        out::out(NONE);
        return FINE;
    };
    let all = match Disagreement::all(folder) {
        Ok(all) => all,
        Err(error) => return told(&unreadable(folder, &error)),
    };
    let waiting: Vec<(Disagreement, Point)> = (all.into_iter())
        .flat_map(|one| one.points(folder).into_iter().map(move |point| (one.clone(), point)))
        .collect();
    let Some(take) = take else {
        print(format, &json(&waiting), || text(&waiting));
        return if waiting.is_empty() { FINE } else { FINDINGS };
    };
    if let Some(why) = office.access.why_not(Role::Office) {
        return act::refuse(why);
    }
    choose(folder, &waiting, numbers, take)
}

const NONE: &str = "記録のファイルに食い違いはありません。";

fn json(waiting: &[(Disagreement, Point)]) -> Vec<One<'_>> {
    let waiting = (1..).zip(waiting).map(|(number, (one, point))| One {
        number,
        file: &one.path,
        record: &point.name,
        now: Whose::from(&one.shared),
        kept: Whose::from(&one.kept),
        fields: point.fields.iter().map(Both::from).collect(),
    });
    waiting.collect()
}

fn text(waiting: &[(Disagreement, Point)]) -> String {
    if waiting.is_empty() {
        return NONE.to_owned();
    }
    let mut lines = vec![format!("記録のファイルの食い違い {}件", waiting.len())];
    for (number, (one, point)) in (1..).zip(waiting) {
        lines.push(format!("\n{number}  {}（{}）", shown(&point.name), shown(&one.path)));
        lines.push(format!("   いま: {}", shown(&whose(&one.shared))));
        lines.push(format!("   控え: {}", shown(&whose(&one.kept))));
        let value = |value: &Option<String>| match value {
            Some(value) => shown_lines(value).replace('\n', "\n         "),
            None => "（なし）".to_owned(),
        };
        for field in &point.fields {
            lines.push(format!("   {}", shown(&field.name)));
            lines.push(format!("     いま: {}", value(&field.now)));
            lines.push(format!("     控え: {}", value(&field.other)));
        }
        if point.fields.is_empty() {
            lines.push(format!("   控えの全文: {DISAGREEMENTS}/{}/kept", one.id));
        }
    }
    lines.push(
        "\n選ぶには: shingi disagreements 番号 --take いま（または --take 控え）\n\
         選んだあと、shingi sync で皆に伝わります。"
            .to_owned(),
    );
    lines.join("\n")
}

fn choose(folder: &Path, waiting: &[(Disagreement, Point)], numbers: &[usize], take: Taken) -> u8 {
    let chosen = numbers.iter().map(|number| waiting.get(number.checked_sub(1)?));
    let Some(chosen) = chosen.collect::<Option<Vec<_>>>() else {
        return act::refuse(&format!(
            "番号は 1 から {} までです。`shingi disagreements` で確かめてください。",
            waiting.len()
        ));
    };
    for (one, point) in chosen {
        // What was chosen a moment ago stands in the files by now.
        let found = Disagreement::all(folder).unwrap_or_default();
        let Some(one) = found.into_iter().find(|other| other.id == one.id) else { continue };
        if let Err(problem) = take_one(folder, &one, point, take) {
            return told(&problem);
        }
        let word = match take {
            Taken::Now => "いまのまま",
            Taken::Kept => "控えの方",
        };
        out::out(&format!("選びました: {} を{word}に", shown(&point.name)));
    }
    FINE
}

fn take_one(
    folder: &Path,
    one: &Disagreement,
    point: &Point,
    take: Taken,
) -> Result<(), Box<Problem>> {
    let path = folder.join(&one.path);
    let unwritten = |error: io::Error| Box::new(unwritten(&path, &error));
    let by_hand = |_: ByHand| Box::new(by_hand(&path, one));
    let mut now = optional(&path).map_err(unwritten)?;
    if take == Taken::Kept {
        let before = now.clone().unwrap_or_default();
        let after = one.taken(&before, point).map_err(by_hand)?;
        one.without(after.as_deref(), point).map_err(by_hand)?;
        match (&after, now.is_some()) {
            (Some(after), true) => replace(&path, &before, after),
            (Some(after), false) => fs::write(&path, after),
            (None, true) => fs::remove_file(&path),
            (None, false) => Ok(()),
        }
        .map_err(unwritten)?;
        now = after;
    }
    let left = one.without(now.as_deref(), point).map_err(by_hand)?;
    keep(folder, one, left.as_ref()).map_err(unwritten)
}

/// Keeps what is left of a 食い違い, under its old name.
fn keep(folder: &Path, one: &Disagreement, left: Option<&Disagreement>) -> io::Result<()> {
    match left {
        None => {
            let all = folder.join(DISAGREEMENTS);
            fs::remove_dir_all(all.join(&one.id))?;
            // Where others wait it stays.
            let _ = fs::remove_dir(all);
            Ok(())
        }
        Some(left) => {
            let own = |name: &Path| name.ends_with("kept");
            let mut files = left.files().into_iter().filter(|(name, _)| own(name));
            files.try_for_each(|(name, content)| fs::write(folder.join(name), content))
        }
    }
}

fn optional(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn told(problem: &Problem) -> u8 {
    out::err(&problem.to_string());
    FINDINGS
}

fn unreadable(folder: &Path, error: &io::Error) -> Problem {
    Problem::new(
        Severity::Error,
        format!("食い違いの控えを読めません（{}）。", reason(error)),
        "控えは失われていません。記録はすべて使えます。",
        "フォルダーの権限を管理者に確かめてください。",
    )
    .at(Place::file(folder.join(DISAGREEMENTS).display().to_string()))
}

fn unwritten(path: &Path, error: &io::Error) -> Problem {
    Problem::new(
        Severity::Error,
        format!("選んだ方を書けませんでした（{}）。", reason(error)),
        "控えはそのままです。どちらの版も失われていません。",
        "権限とディスクの空きを確かめて、もう一度選んでください。",
    )
    .at(Place::file(path.display().to_string()))
}

fn by_hand(path: &Path, one: &Disagreement) -> Problem {
    Problem::new(
        Severity::Error,
        "ここだけを自動で置き換えることはできません。",
        "ファイルも控えもそのままです。どちらの版も失われていません。",
        format!(
            "{DISAGREEMENTS}/{}/kept を見ながらファイルを手で直し、`--take いま` で選んでください。",
            one.id
        ),
    )
    .at(Place::file(path.display().to_string()))
}
