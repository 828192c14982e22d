//! `shingi import report`: the text of the city's yearly report.

use std::path::Path;

use super::{UNCHANGED, bytes, files, folder, preview::Preview, refused, wrote};
use crate::{
    analysis::Council,
    cli::{
        FINDINGS, FINE,
        args::{Format, ReportAsked},
        name, print,
    },
    domain::ProgramId,
    import::{
        bytes::{Text, text},
        report::{Known, Wish, read, record_files, sums, year_of},
    },
    problem::{Problem, Severity},
    shell::{office::Office, out},
};

/// Shows what was understood, and writes it where that was asked for.
pub fn run(office: &Office, council: &Council, asked: &ReportAsked) -> Result<u8, Box<Problem>> {
    let Text { text, encoding } =
        text(&bytes(&asked.file)?).map_err(|why| refused(&asked.file, why, SAVE_AS_TEXT))?;
    check_year(asked, &text)?;
    let known = Known::of(&council.records);
    let number = files::next_number(office.folder());
    let year = asked.year.to_string().to_lowercase();
    let mut wish =
        Wish { year: asked.year, file: String::new(), known: &known, same: same(council, asked)? };
    let mut reading = read(&text, &wish);
    let source = reading.report.source.id.to_string();
    wish.file = format!("{number}-{source}.txt");
    reading.report.source.file.clone_from(&wish.file);
    let preview =
        Preview { asked, council, text: &text, encoding, sums: sums(&reading.report), reading };
    if preview.is_nothing() {
        return Err(stranger(&asked.file));
    }
    let preview = preview.with_unread_in_the_note();
    let mut names: Vec<(String, String)> =
        vec![(format!("sources/{number}-{source}.txt"), text.clone())];
    names.extend(
        record_files(&preview.reading.report)
            .into_iter()
            .map(|(kind, text)| (format!("{number}-{year}-{kind}.ron"), text)),
    );
    print(asked.form.format, &preview.told(), || preview.lines(&names));
    let code = if preview.is_whole() { FINE } else { FINDINGS };
    if !asked.write {
        if asked.form.format == Format::Text {
            out::out(&match preview.check_writable() {
                Ok(()) => {
                    "まだ何も書いていません。書き込むには --write を付けてください。".to_owned()
                }
                Err(why) => format!(
                    "まだ何も書いていません。このままでは書き込めません: {} {}",
                    why.what, why.remedy
                ),
            });
        }
        return Ok(code);
    }
    preview.check_writable()?;
    let folder = folder(office)?;
    files::write(folder, &names)?;
    wrote(asked.form.format, folder, names.len());
    Ok(code)
}

const SAVE_AS_TEXT: &str = "PDF や Word の文書は、本文を文字のファイル（UTF-8 か Shift_JIS）に取り出してから指定してください。";

/// A report of another year would be filed under the wrong one.
fn check_year(asked: &ReportAsked, text: &str) -> Result<(), Box<Problem>> {
    match year_of(text) {
        Some(printed) if printed != asked.year => {
            let (printed, wanted) = (printed.japanese(), asked.year.japanese());
            let what = format!("本文は{printed}の報告書ですが、--year は{wanted}です。");
            Err(refused(&asked.file, &what, "年度かファイルを確かめてください。"))
        }
        _ => Ok(()),
    }
}

/// What the person said with `--same`.
fn same(council: &Council, asked: &ReportAsked) -> Result<Vec<(String, ProgramId)>, Box<Problem>> {
    let refuse = |what: String, remedy: &str| {
        Box::new(Problem::new(Severity::Error, what, UNCHANGED, remedy))
    };
    asked
        .same
        .iter()
        .map(|said| {
            let (printed, meant) = said.split_once('=').ok_or_else(|| {
                refuse(
                    format!("--same の `{said}` に「=」がありません。"),
                    "--same '印刷の名=事業' と書きます。",
                )
            })?;
            let program = name::program(council, meant)
                .map_err(|why| refuse(why, "事業の名か識別子を書いてください。"))?;
            Ok((printed.to_owned(), program.id.clone()))
        })
        .collect()
}

fn stranger(file: &Path) -> Box<Problem> {
    refused(
        file,
        "報告書として読み取れるところがありません。",
        "「第1 …実施状況」と「第2 …会議…」の見出しで始まる、市の報告書の本文を指定してください。\
         見出しが欠けていないか、列の間がタブか三つ以上の空白になっているかも確かめてください。",
    )
}
