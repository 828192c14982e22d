//! `shingi import`: what other papers and programs hold, into the record. Shown first; written only
//! when the person says so: into new files, or the answers of a section into the journal.

mod answers;
mod files;
mod preview;
mod report;
mod table;

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use jiff::civil::Date;

use super::args::{Format, Import};
use crate::{
    analysis::Council,
    app::Access,
    import::table::Fault,
    problem::{Place, Problem, Severity, reason},
    shell::{office::Office, out},
    shown::shown,
};

/// How large a file may be.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What became of the record, wherever an import is refused.
const UNCHANGED: &str = "記録は変わっていません。";

/// Brings something in.
///
/// # Errors
///
/// Why nothing was brought in.
pub fn run(
    office: &mut Office,
    council: &Council,
    what: &Import,
    today: Date,
) -> Result<u8, Box<Problem>> {
    match what {
        Import::Report(asked) => report::run(office, council, asked),
        Import::Table(asked) => table::run(office, council, asked),
        Import::Answers(asked) => Ok(answers::run(office, council, asked, today)),
    }
}

/// The folder that may be written in.
///
/// # Errors
///
/// Why it may not.
fn folder(office: &Office) -> Result<&Path, Box<Problem>> {
    let refuse =
        |why: &str, remedy: &str| Box::new(Problem::new(Severity::Error, why, UNCHANGED, remedy));
    match &office.access {
        Access::Write => {}
        Access::Read(why) => {
            return Err(refuse(why, "書き込める記録を --records で指定してください。"));
        }
        Access::Review => {
            return Err(refuse("取り込みは事務局の作業です。", "事務局に頼んでください。"));
        }
    }
    office.folder().ok_or_else(|| {
        refuse(
            "内蔵の記録には書き込めません。",
            "`shingi init フォルダー名` で記録を作り、--records で指定してください。",
        )
    })
}

/// Says what was written; to other programs, that nothing went wrong.
fn wrote(format: Format, folder: &Path, count: usize) {
    if format == Format::Text {
        out::out(&format!(
            "{} に {count}個のファイルを書き込みました。shingi check で確かめてください。",
            shown(&folder.display().to_string())
        ));
    }
}

/// The bytes of a file.
///
/// # Errors
///
/// Why it cannot be read.
fn bytes(path: &Path) -> Result<Vec<u8>, Box<Problem>> {
    let read = || -> io::Result<Vec<u8>> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("普通のファイルではありません"));
        }
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|error| {
        let what = format!("ファイルを読めません（{}）。", reason(&error));
        refused(path, &what, "場所の綴りと権限を確かめてください。")
    })?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= LARGEST) {
        return Ok(bytes);
    }
    Err(refused(
        path,
        "ファイルが大きすぎます（16 MB まで読めます）。",
        "分けて取り込んでください。",
    ))
}

/// A cell, a sheet or a workbook that cannot be read.
fn faulty(file: &Path, fault: &Fault) -> Box<Problem> {
    let what = format!("{}: {}", fault.place, fault.what);
    let place = Place::file(file.display().to_string());
    let remedy = "直してから、もう一度取り込んでください。";
    Box::new(Problem::new(Severity::Error, what, UNCHANGED, remedy).at(place))
}

/// A file that nothing was taken from.
fn refused(path: &Path, what: &str, remedy: &str) -> Box<Problem> {
    let place = Place::file(path.display().to_string());
    Box::new(Problem::new(Severity::Error, what, UNCHANGED, remedy).at(place))
}
