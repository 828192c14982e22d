//! `shingi init --published`: a copy of the record for those who must not be able to read drafts.

use std::{
    borrow::Cow,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    FINE,
    init::{self, Content},
};
use crate::{
    analysis::Council,
    journal::{self, Event},
    problem::{Problem, Severity, reason},
    records::files_of,
    shell::{handout::lies_in, office::Office, out},
    shown::shown,
};

/// Makes the copy: the record files and sources byte for byte, of the journals what committee members
/// see.
///
/// # Errors
///
/// When there is something already, it would lie in the record itself, or it cannot be written.
pub fn run(folder: &Path, office: &mut Office) -> Result<u8, Box<Problem>> {
    let Some(records) = office.folder().map(Path::to_owned) else {
        return Err(init::refused(
            folder,
            "写すもとの記録がありません。",
            "何も書いていません。",
            "--records で、写すもとの記録のフォルダーを指定してください。",
        ));
    };
    init::check_empty(folder)?;
    if lies_in(folder, &records) {
        return Err(init::refused(
            folder,
            "記録のフォルダーの中には作れません。",
            "何も書いていません。中に作ると、写しも記録として読まれてしまいます。",
            "記録のフォルダーの外を指定してください。",
        ));
    }
    let council = office.council();
    let files = content(&council, &records).map_err(|error| {
        let what = format!("記録を写せませんでした（{}）。", reason(&error));
        init::refused(folder, &what, "何も書いていません。", "場所と権限を確かめてください。")
    })?;
    init::make(folder, files)?;
    report(folder, &council);
    Ok(FINE)
}

fn content(council: &Council, records: &Path) -> io::Result<Vec<Content>> {
    let texts = council.records.sources.iter().filter(|s| council.records.text(&s.id).is_some());
    let texts = texts.map(|source| records.join("sources").join(&source.file));
    let mut paths: Vec<PathBuf> = files_of(records).into_iter().chain(texts).collect();
    // Two sources may have been transcribed from one file.
    paths.sort();
    paths.dedup();
    let mut files = Vec::new();
    for path in paths {
        let inside = path.strip_prefix(records).unwrap_or(&path).to_owned();
        files.push((inside, Cow::Owned(fs::read(&path)?)));
    }
    for (name, text) in journal::copy(&council.journal.events)? {
        files.push((Path::new("journal").join(name), Cow::Owned(text.into_bytes())));
    }
    Ok(files)
}

fn report(folder: &Path, council: &Council) {
    let Council { journal, records, .. } = council;
    let events: &[Event] = &journal.events;
    out::out(&format!(
        "公開用の写しを {} に作りました（意見 {}件、日誌から {}件）。\n\
         下書き・案・関連なし・メモは入っていません。",
        shown(&folder.display().to_string()),
        records.opinions.len(),
        events.len()
    ));
    let unread = journal.problems.iter().any(|problem| problem.severity != Severity::Info);
    if unread || journal.newer > 0 {
        out::err(
            "注意: 日誌に、この版で読めない行があり、写していません。\
             shingi check で確かめてください。",
        );
    }
}
