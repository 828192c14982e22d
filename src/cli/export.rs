//! `shingi export`: files for other people and other programs.

mod inquiry;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{
    FINDINGS, FINE, UNUSABLE,
    args::{Ask, Export, Tables},
    list::Filter,
};
use crate::{
    analysis::{Council, Reply},
    domain::AnswerStage,
    export::{
        self, Form, Style,
        report::{Report, Shown, Template, Wish},
        xlsx::Font,
    },
    journal::Edition,
    shell::{
        handout::{Over, Unwritten, lies_in, write},
        office::Office,
        out,
    },
    shown::shown,
};

/// The exit code when the file could not be written.
const UNWRITTEN: u8 = 3;

/// Writes the file and says where.
pub fn run(office: &Office, wanted: &Export, today: Date, font: Option<&str>) -> u8 {
    let tables = &wanted.tables;
    let done = match (&wanted.ask, tables.form) {
        (Some(Ask::Inquiry(asked)), _) => inquiry::perform(office, asked, today, font),
        (None, Some(form)) => perform(office, form, tables, today, font),
        (None, None) => Err(unusable("何の形で書き出すかを書いてください。")),
    };
    match done {
        Ok(said) => {
            out::out(&said);
            FINE
        }
        Err((code, why)) => {
            out::err(&why);
            code
        }
    }
}

type Refused = (u8, String);

fn unusable(why: impl Into<String>) -> Refused {
    (UNUSABLE, why.into())
}

fn perform(
    office: &Office,
    form: Form,
    wanted: &Tables,
    today: Date,
    font: Option<&str>,
) -> Result<String, Refused> {
    let Tables { template, direction, .. } = *wanted;
    if !template.has(direction) {
        return Err(unusable(format!(
            "--direction {direction}: 様式「{template}」は意見から事業への向きだけです。\
             {direction}からは、{}・{} を使えます。",
            Template::Ties,
            Template::Done
        )));
    }
    if wanted.table.is_some() && form != Form::Csv {
        return Err(unusable("--table は csv で使えます。ほかの形には、すべての表が入ります。"));
    }
    let font = font_of(wanted.font.as_deref().or(font))?;
    let council = council(office, wanted.edition.as_deref())?;
    let filter = Filter::of(&council, &office.person, &wanted.only).map_err(unusable)?;
    let wish = Wish { direction, template, shown: shown_of(&council, &filter) };
    let report = Report::of(&council, &wish, today);
    let style = Style { font, table: wanted.table.clone() };
    let bytes = export::file(&report, form, &style).map_err(unusable)?;
    let path = place(office, form, wanted, &report)?;
    let over = if wanted.force { Over::Replace } else { Over::Refuse };
    let path = write(&path, &bytes, over).map_err(unwritten)?;
    Ok(said(&council, &report, &path))
}

fn font_of(typed: Option<&str>) -> Result<Font, Refused> {
    let font = typed.map(str::parse).transpose();
    Ok(font.map_err(|why| unusable(format!("--font: {why}")))?.unwrap_or_default())
}

fn unwritten(why: Unwritten) -> Refused {
    match why {
        Unwritten::Exists(problem) => (FINDINGS, problem.to_string()),
        Unwritten::Failed(problem) => (UNWRITTEN, problem.to_string()),
    }
}

/// The council as the readers of the file are to see it.
fn council(office: &Office, typed: Option<&str>) -> Result<Council, Refused> {
    let Some(typed) = typed.map(str::trim) else {
        let own = office.council_for(Edition::Office);
        // Whoever reads as a member gets the members' edition.
        return own.or_else(|| office.council_for(Edition::Members)).ok_or_else(|| unusable(""));
    };
    let Some(edition) = Edition::ALL.into_iter().find(|edition| edition.word() == typed) else {
        let words = Edition::ALL.map(Edition::word).join("・");
        return Err(unusable(format!(
            "--edition: `{}` ではなく、{words} のどれかを書きます。",
            shown(typed)
        )));
    };
    office.council_for(edition).ok_or_else(|| {
        unusable("--edition 庁内: 委員の閲覧では、委員版と公表版だけを書き出せます。")
    })
}

fn shown_of(council: &Council, filter: &Filter) -> Shown {
    let words = filter.words(council);
    if words.is_empty() {
        return Shown::all(council);
    }
    let opinions = council.records.opinions.iter().enumerate();
    let rows = opinions.filter(|(_, opinion)| filter.takes(council, &opinion.id));
    Shown::opinions(council, rows.map(|(row, _)| row).collect(), words)
}

/// Where the file goes: never into the record, where it could take the place of a part of it.
fn place(
    office: &Office,
    form: Form,
    wanted: &Tables,
    report: &Report,
) -> Result<PathBuf, Refused> {
    let own = report.file_name(form, wanted.table.as_deref());
    let path = match &wanted.out {
        None => PathBuf::from(own),
        Some(out) if out.as_os_str() == "-" => {
            return Err(unusable(
                "--out -: 標準出力には書き出せません。ファイルの名前を書いてください。",
            ));
        }
        Some(out) if out.is_dir() => out.join(own),
        Some(out) => out.clone(),
    };
    outside(office, &path)?;
    Ok(path)
}

/// A file in the record could take the place of a part of it.
fn outside(office: &Office, path: &Path) -> Result<(), Refused> {
    match office.folder() {
        Some(records) if lies_in(path, records) => Err(unusable(
            "記録のフォルダーの中には書き出せません。何も書いていません。\
             --out で、記録のフォルダーの外を指定してください。",
        )),
        _ => Ok(()),
    }
}

fn said(council: &Council, report: &Report, path: &Path) -> String {
    let path = path.display().to_string();
    let mut lines = vec![format!("書き出しました: {}", shown(&path))];
    lines.extend(report.facts.iter().map(|(name, fact)| format!("  {name}: {}", shown(fact))));
    let cases = council.standing.cases.iter();
    let disputed = cases.filter(|case| case.reply == Reply::Disputed).count();
    if report.edition != Edition::Office && disputed > 0 {
        lines.push(format!(
            "注意: 回答が食い違っている意見が {disputed}件あり、両方の回答が載っています。\
             配る前に、どちらかに決めてください。"
        ));
    }
    if report.edition == Edition::Public {
        let tally = council.standing.total;
        let word = council.records.word(AnswerStage::Published);
        lines.push(format!("  {word}の回答がある意見: {}", tally.share(tally.answered)));
    }
    lines.join("\n")
}
