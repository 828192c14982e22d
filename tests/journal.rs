//! The folder of journals on a real file system.

#[path = "journal/damage.rs"]
mod damage;
#[path = "journal/obstacles.rs"]
mod obstacles;
#[path = "journal/processes.rs"]
mod processes;

use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt};

use jiff::Zoned;
use shingi::{
    domain::{Extent, LinkKind, Person, Stage},
    journal::{AppendError, Folder, Hash, Journal, LONGEST_TEXT, Ledger, Link, Saying},
    problem::Severity,
};
use tempfile::TempDir;

fn person(name: &str) -> Person {
    name.parse().unwrap()
}

fn clock() -> Zoned {
    "2026-11-21T10:05:33[Asia/Tokyo]".parse().unwrap()
}

fn link_noted(program: &str, note: &str) -> Saying {
    Saying::Link(Link {
        opinion: "city-r7/ア(ア)".into(),
        program: program.into(),
        kind: LinkKind::Continuing,
        extent: Extent::Full,
        stage: Stage::Confirmed,
        note: note.to_owned(),
        evidence: String::new(),
        opinion_words: Hash::of("起業家を支援されたい。"),
        program_words: Hash::of("創業支援"),
        confirms: None,
    })
}

fn link(program: &str) -> Saying {
    link_noted(program, "")
}

/// A folder for journals, and the text of three lines `sato` wrote in it.
fn written() -> (TempDir, Folder, String) {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::new(temp.path().join("journal"));
    for program in ["city/創業", "city/承継", "city/雇用"] {
        folder.append(&person("sato"), &[link(program)], &clock()).unwrap();
    }
    let text = fs::read_to_string(folder.path().join("sato.ron")).unwrap();
    (temp, folder, text)
}

fn worst(journal: &Journal) -> Option<Severity> {
    journal.problems.iter().map(|problem| problem.severity).min()
}

fn programs(journal: &Journal) -> Vec<String> {
    let ledger = Ledger::fold(&journal.events);
    ledger.ties().iter().map(|tie| tie.program.to_string()).collect()
}

#[test]
fn what_is_appended_is_read_back() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::new(temp.path().join("journal"));
    assert_eq!(folder.append(&person("sato"), &[], &clock()), Ok(vec![]));
    assert!(folder.read().events.is_empty() && !folder.path().exists());
    let first = folder.append(&person("sato"), &[link("city/創業")], &clock()).unwrap();
    let act =
        folder.append(&person("sato"), &[link("city/承継"), link("city/雇用")], &clock()).unwrap();
    let other = folder.append(&person("山田"), &[link("city/創業")], &clock()).unwrap();
    let journal = folder.read();
    assert_eq!(worst(&journal), None);
    let said: BTreeSet<_> = [&first, &act, &other].into_iter().flatten().map(|e| &e.id).collect();
    assert_eq!(journal.events.iter().map(|event| &event.id).collect::<BTreeSet<_>>(), said);
    assert_eq!(act.iter().map(|event| event.n).collect::<Vec<_>>(), [2, 3]);
    assert!(act.iter().all(|event| event.act == act[0].act && event.act.is_some()));
    assert!(act[0].at > first[0].at, "one's own acts keep their order");
    assert_eq!(other[0].n, 1);
    let modes = ["", "sato.ron"]
        .map(|name| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o7777);
    assert_eq!(modes, [0o3775, 0o640]);
}

#[test]
fn a_text_too_long_is_refused_and_nothing_is_written() {
    let (_temp, folder, text) = written();
    let sato = person("sato");
    let long = "長".repeat(LONGEST_TEXT);
    assert!(folder.append(&sato, &[link_noted("city/a", &long)], &clock()).is_ok());
    let text_then = fs::read_to_string(folder.path().join("sato.ron")).unwrap();
    assert!(text_then.len() > text.len());
    let longer = [link("city/a"), link_noted("city/b", &format!("{long}長"))];
    let words = [Saying::Words { hash: Hash::of(""), text: "語".repeat(22_000).into() }];
    for (sayings, what) in
        [(&longer[..], "メモが長すぎます"), (&words[..], "一件の記録が長すぎます")]
    {
        let error = folder.append(&sato, sayings, &clock()).unwrap_err();
        assert!(matches!(error, AppendError::Nothing(_)));
        assert!(error.problem().what.starts_with(what), "{error}");
        assert_eq!(fs::read_to_string(folder.path().join("sato.ron")).unwrap(), text_then);
    }
}

#[test]
fn saying_it_again_with_the_same_ids_counts_once() {
    let (_temp, folder, _) = written();
    let said = folder.append(&person("sato"), &[link("city/a"), link("city/b")], &clock()).unwrap();
    assert_eq!(folder.retry(said.clone()), Ok(said));
    let journal = folder.read();
    assert_eq!((journal.events.len(), worst(&journal)), (5, None));
}

#[test]
fn a_fingerprint_changes_when_somebody_writes_and_only_then() {
    let (_temp, folder, text) = written();
    let before = folder.fingerprint();
    assert_eq!(folder.fingerprint(), before);
    folder.append(&person("abe"), &[link("city/a")], &clock()).unwrap();
    let after = folder.fingerprint();
    assert_ne!(after, before);
    let path = folder.path().join("sato.ron");
    fs::rename(&path, folder.path().join("old~")).unwrap();
    fs::write(&path, text).unwrap();
    assert_ne!(folder.fingerprint(), after, "replaced by a file of the same size");
    assert_eq!(Folder::new("/nowhere/at/all").fingerprint(), Folder::new("/nowhere").fingerprint());
}
