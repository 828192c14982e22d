//! `shingi import answers`: 照会様式 that sections filled in and sent back.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::{bytes, faulty, folder, refused};
use crate::{
    analysis::{
        Council, Piece, difference,
        inquiry::{Column, section, year_at_hand},
    },
    cli::{
        FINDINGS, FINE, UNUSABLE,
        args::{AnswersAsked, Format},
    },
    domain::wareki,
    export::{json, report::Version},
    import::answers::{Change, Reading, Returned, open, read},
    problem::Problem,
    shell::{clock, office::Office, out},
    shown::shown,
};

/// How many lines of one kind are shown.
const MOST: usize = 40;

/// Shows what came back, file by file, and writes it where that was asked for: all of a file, or
/// nothing of it.
pub fn run(office: &mut Office, council: &Council, asked: &AnswersAsked, today: Date) -> u8 {
    let mut told = Vec::new();
    let mut worst = FINE;
    // What one file brought counts when the next is read.
    let mut fresh: Option<Council> = None;
    for file in &asked.files {
        let now = fresh.as_ref().unwrap_or(council);
        let done = look(now, file, asked, today).and_then(|(returned, reading)| {
            let shown = Shown { file, council: now, returned: &returned, reading: &reading };
            match asked.form.format {
                Format::Json => told.push(shown.told()),
                Format::Text => out::out(&shown.lines()),
            }
            write(office, file, asked, &reading)
        });
        let code = match done {
            Ok(Came::Seen) => FINE,
            Ok(Came::Faulty) => FINDINGS,
            Ok(Came::Written) => {
                fresh = Some(office.council());
                FINE
            }
            Err(problem) => {
                out::err(&problem.to_string());
                UNUSABLE
            }
        };
        worst = worst.max(code);
    }
    if asked.form.format == Format::Json {
        out::json(&json::text(&told));
    }
    worst
}

/// What became of a file.
enum Came {
    Seen,
    Faulty,
    Written,
}

/// Reads a file as far as it is a form of the year.
fn look(
    council: &Council,
    file: &Path,
    asked: &AnswersAsked,
    today: Date,
) -> Result<(Returned, Reading), Box<Problem>> {
    let returned = open(&bytes(file)?).map_err(|fault| faulty(file, &fault))?;
    let year = asked.year.or_else(|| year_at_hand(council));
    if let Some(year) = year.filter(|year| *year != returned.year) {
        let (sent, wanted) = (returned.year.japanese(), year.japanese());
        let what = format!("{sent}の照会様式です。いま取り込むのは{wanted}の回答です。");
        let remedy = format!(
            "ファイルを確かめてください。{sent}の回答を取り込むなら --year {} を付けてください。",
            returned.year
        );
        return Err(refused(file, &what, &remedy));
    }
    let reading = read(&returned, council, today);
    Ok((returned, reading))
}

fn write(
    office: &mut Office,
    file: &Path,
    asked: &AnswersAsked,
    reading: &Reading,
) -> Result<Came, Box<Problem>> {
    let say = |text: &str| {
        if asked.form.format == Format::Text {
            out::out(text);
        }
    };
    let (faults, changes) = (reading.faults.len(), reading.changes.len());
    match (asked.write, faults, changes) {
        (_, 0, 0) => return Ok(Came::Seen),
        (false, 0, _) => {
            say("まだ何も書いていません。よければ --write を付けてください。");
            return Ok(Came::Seen);
        }
        (false, ..) => {
            say("まだ何も書いていません。このファイルは、上の欄を直すまで取り込めません。");
            return Ok(Came::Faulty);
        }
        (true, 0, _) => {}
        (true, ..) => {
            let what =
                format!("取り込めない欄が {faults}か所あるので、このファイルは書き込みません。");
            return Err(refused(
                file,
                &what,
                "課に直してもらってから、もう一度取り込んでください。",
            ));
        }
    }
    folder(office)?;
    office.append(&reading.sayings(), &clock::now())?;
    say(&format!("保存しました: 意見 {changes}件。shingi undo で、まとめて元に戻せます。"));
    Ok(Came::Written)
}

/// What is shown of a file.
struct Shown<'a> {
    file: &'a Path,
    council: &'a Council,
    returned: &'a Returned,
    reading: &'a Reading,
}

/// The same for other programs.
#[derive(Serialize)]
struct Told {
    file: String,
    fiscal_year: String,
    department: String,
    handed_out: String,
    record_version: String,
    changes: Vec<ToldChange>,
    same: usize,
    not_taken: Vec<String>,
    faults: Vec<(String, String)>,
}

#[derive(Serialize)]
struct ToldChange {
    opinion: String,
    label: String,
    written_by: String,
    cells: Vec<ToldCell>,
    remarks: Vec<String>,
}

#[derive(Serialize)]
struct ToldCell {
    column: &'static str,
    before: String,
    after: String,
}

impl Shown<'_> {
    fn told(&self) -> Told {
        let Self { returned, reading, .. } = self;
        let cell = |(column, before, after): &(Column, String, String)| ToldCell {
            column: column.word(),
            before: before.clone(),
            after: after.clone(),
        };
        let change = |change: &Change| ToldChange {
            opinion: change.opinion.to_string(),
            label: self.council.records.label(&change.opinion),
            written_by: change.by.clone(),
            cells: change.cells.iter().map(cell).collect(),
            remarks: change.remarks.clone(),
        };
        let faults = reading.faults.iter().map(|it| (it.place.clone(), it.what.clone()));
        Told {
            file: self.file.display().to_string(),
            fiscal_year: returned.year.to_string(),
            department: returned.department.clone(),
            handed_out: returned.day.clone(),
            record_version: returned.version.clone(),
            changes: reading.changes.iter().map(change).collect(),
            same: reading.same,
            not_taken: reading.told.clone(),
            faults: faults.collect(),
        }
    }

    fn lines(&self) -> String {
        let Self { returned, reading, .. } = self;
        let day = returned.day.parse().map_or_else(|_| returned.day.clone(), wareki);
        let name = self.file.display().to_string();
        let mut lines = vec![format!(
            "{}: {}の照会様式（{}、{day}に書き出したもの）",
            shown(&name),
            returned.year.japanese(),
            shown(section(&returned.department))
        )];
        lines.push(match (reading.changes.len(), reading.same) {
            (0, _) => "変わりはありません。".to_owned(),
            (changes, 0) => format!("変わるもの: 意見 {changes}件"),
            (changes, same) => {
                format!("変わるもの: 意見 {changes}件（ほか {same}件は変わりません）")
            }
        });
        for change in &reading.changes {
            lines.extend(self.change(change));
        }
        if !reading.changes.is_empty() && returned.version != Version::of(self.council).hash {
            lines.push(
                "様式を出した後に、記録が変わっています。同じ意見が変わっていれば、上に注意として\
                 示しています。"
                    .to_owned(),
            );
        }
        let told = reading.told.iter().map(|told| shown(told).into_owned());
        lines.extend(listed("取り込まないもの", "件", told.collect()));
        let faults = reading.faults.iter();
        let faults = faults.map(|it| format!("{}: {}", shown(&it.place), shown(&it.what)));
        lines.extend(listed("取り込めない欄", "か所", faults.collect()));
        lines.join("\n")
    }

    fn change(&self, change: &Change) -> Vec<String> {
        let label = self.council.records.label(&change.opinion);
        let mut lines = vec![format!("  {}  記入: {}", shown(&label), shown(&change.by))];
        for (column, before, after) in &change.cells {
            lines.extend(cell(*column, before, after));
        }
        lines.extend(change.remarks.iter().map(|remark| format!("    注意: {}", shown(remark))));
        lines
    }
}

/// A cell before and after: short words on a line, sentences one below the other.
fn cell(column: Column, before: &str, after: &str) -> Vec<String> {
    let or_none = |text: &str| if text.is_empty() { "なし".to_owned() } else { line(text) };
    let is_long = matches!(column, Column::Text | Column::Reason | Column::Note);
    let pieces = if is_long { difference(before, after) } else { Vec::new() };
    if pieces.is_empty() {
        return vec![format!("    {column}: {} → {}", or_none(before), or_none(after))];
    }
    let mut lines = vec![format!("    {column}:")];
    lines.extend(pieces.iter().map(|piece| match piece {
        Piece::Same(text) => format!("        {}", line(text)),
        Piece::Gone(text) => format!("      - {}", line(text)),
        Piece::New(text) => format!("      + {}", line(text)),
        Piece::Left => "        …".to_owned(),
    }));
    lines
}

fn line(text: &str) -> String {
    shown(&text.replace('\n', " ")).into_owned()
}

fn listed(head: &str, unit: &str, all: Vec<String>) -> Vec<String> {
    if all.is_empty() {
        return Vec::new();
    }
    let count = all.len();
    let mut lines = vec![format!("{head}: {count}{unit}")];
    lines.extend(all.into_iter().take(MOST).map(|it| format!("  {it}")));
    if count > MOST {
        lines.push(format!("  ほか {}{unit}（--format json で全部を出せます）", count - MOST));
    }
    lines
}
