//! What is written for what was entered, and that nothing else changes.

use std::fs;

use jiff::civil::{date, time};
use proptest::prelude::*;

use super::*;
use crate::records::{load, token};

fn entered(number: u32) -> Session {
    Session {
        id: format!("event{number}").as_str().into(),
        source: SourceId::default(),
        fiscal_year: "R8".parse().unwrap(),
        number,
        title: format!("令和8年度第{number}回「\"会議\"」"),
        held: "令和8年7月2日（木） 10時00分～".to_owned(),
        date: date(2026, 7, 2),
        start: Some(time(10, 0, 0, 0)),
        end: None,
        place: "議会棟\\2階".to_owned(),
        agenda: String::new(),
        members: Some(16),
        entered: Some(format!("event{number}").as_str().into()),
        source_note: None,
    }
}

fn said(label: &str) -> Opinion {
    Opinion {
        id: format!("said{label}").as_str().into(),
        source: SourceId::default(),
        fiscal_year: "R8".parse().unwrap(),
        label: label.to_owned(),
        heading: String::new(),
        area: None,
        text: format!("{label}の支援が\n必要である。"),
        sessions: vec!["event1".into()],
        entered: Some(format!("said{label}").as_str().into()),
        source_note: None,
    }
}

fn write(edits: &[Edit]) {
    for edit in edits {
        fs::create_dir_all(edit.path.parent().unwrap()).unwrap();
        fs::write(&edit.path, &edit.after).unwrap();
    }
}

/// What was entered, as it reads once it stands in a file.
fn filed(source: &str) -> (Session, Opinion) {
    let source = SourceId::from(source);
    (Session { source: source.clone(), ..entered(1) }, Opinion { source, ..said("ア(ア)") })
}

#[test]
fn what_was_entered_reads_the_same_from_its_new_files_and_a_second_time_goes_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let edits = consolidate(folder.path(), &[entered(1)], &[said("ア(ア)")]).unwrap();
    let names: Vec<_> =
        edits.iter().map(|e| e.path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(
        names,
        [
            "entered-r8.txt",
            "entered-r8-source.ron",
            "entered-r8-sessions.ron",
            "entered-r8-opinions.ron"
        ]
    );
    write(&edits);
    let loaded = load(folder.path());
    assert_eq!(loaded.problems, []);
    let (session, opinion) = filed("entered-r8");
    assert_eq!(
        (&loaded.records.sessions, &loaded.records.opinions),
        (&vec![session.clone()], &vec![opinion.clone()])
    );
    assert_eq!(crate::records::untidy(&loaded.records), []);

    let edits = consolidate(folder.path(), &[entered(2)], &[said("ア(イ)")]).unwrap();
    assert_eq!(edits.len(), 2, "the source is there");
    write(&edits);
    let loaded = load(folder.path());
    assert_eq!(loaded.problems, []);
    assert_eq!(crate::records::untidy(&loaded.records), []);
    assert_eq!((&loaded.records.sessions[0], &loaded.records.opinions[0]), (&session, &opinion));
    assert_eq!(
        (loaded.records.sessions[1].number, &*loaded.records.opinions[1].label),
        (2, "ア(イ)")
    );
}

#[test]
fn what_somebody_has_written_meanwhile_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let all = ([entered(1), entered(2)], [said("ア(ア)"), said("ア(イ)")]);
    write(&consolidate(folder.path(), &all.0[..1], &all.1[..1]).unwrap());
    write(&consolidate(folder.path(), &all.0, &all.1).unwrap());
    let records = load(folder.path()).records;
    assert_eq!((records.sessions.len(), records.opinions.len()), (2, 2));
    assert_eq!(consolidate(folder.path(), &all.0, &all.1).unwrap(), []);
}

#[test]
fn a_file_that_is_not_looked_into_stops_all() {
    // It may hold what would be written a second time.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("entered.ron")).unwrap();
    let problems = consolidate(folder.path(), &[entered(1)], &[]).unwrap_err();
    assert!(problems[0].what.contains("普通のファイルではありません"), "{problems:?}");
}

#[test]
fn nothing_is_written_over_or_beside_what_is_not_understood() {
    for (name, text, what) in [
        ("a.ron", "Sessions(source: ", "読み取れません"),
        (
            "entered-r8-sessions.ron",
            "Sessions(source: \"other\", sessions: [])",
            "別のファイルが使って",
        ),
        ("sources/entered-r8.txt", "別の文", "別のファイルが使って"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("sources")).unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let problems = consolidate(folder.path(), &[entered(1)], &[]).unwrap_err();
        assert!(problems.len() == 1 && problems[0].what.contains(what), "{name}: {problems:?}");
        assert!(problems[0].place.as_ref().unwrap().file.ends_with(name));
    }
}

/// White space and comments between two tokens.
fn layout() -> impl Strategy<Value = String> {
    let one = prop::sample::select(vec![
        " ",
        "\n",
        "\r\n",
        "\t",
        "    ",
        "// 注 ] ) ,\n",
        "/* [ \" */",
        "//\n",
        "/* /* 。 */ */",
    ]);
    prop::collection::vec(one, 0..4).prop_map(|parts| parts.concat())
}

/// A file of sessions, however somebody may have laid it out.
fn file() -> impl Strategy<Value = String> {
    let items =
        prop::collection::vec((1_u32..9).prop_map(|number| session(&entered(number + 10))), 0..3);
    (items, any::<bool>(), prop::collection::vec(layout(), 200)).prop_map(|(items, comma, gaps)| {
        let mut list = items.concat();
        if !comma {
            list = list.trim_end().trim_end_matches(',').to_owned();
        }
        let text = format!("Sessions(source: \"entered-r8\", sessions: [{list}])");
        let words: Vec<_> = token::words(&text).map(|token| text[token.range].to_owned()).collect();
        let mut gaps = gaps.iter().cycle();
        let mut file = String::new();
        for word in words {
            file.push_str(gaps.next().unwrap());
            file.push_str(&word);
        }
        file + gaps.next().unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn every_byte_of_a_file_stays_but_for_the_items(text in file()) {
        let item = session(&entered(1));
        let after = insert(&text, "sessions", std::slice::from_ref(&item)).unwrap();
        let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let item = item.replace('\n', feed);
        let (before, behind) = after.split_once(&item).unwrap();
        let lined = format!("{}{}", before.strip_suffix(feed).unwrap_or(before), behind.strip_prefix("    ").unwrap_or(behind));
        let plain = format!("{before}{behind}");
        let is_it = |rest: &str| {
            rest == text || (0..rest.len()).any(|at| {
                rest.is_char_boundary(at) && rest[at..].starts_with(',') && format!("{}{}", &rest[..at], &rest[at + 1..]) == text
            })
        };
        prop_assert!(is_it(&plain) || is_it(&lined), "{text:?}\n{after:?}");
        let read = |text: &str| {
            let text = text.replace("\r\n", "\n");
            let Ok(File::Sessions { sessions, .. }) = parse::<File>(&text) else { panic!("{text}") };
            sessions
        };
        let mut expected = read(&text);
        expected.push(entered(1));
        prop_assert_eq!(read(&after), expected);
    }
}
