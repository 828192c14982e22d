//! Torn and damaged files: damage costs what is damaged, and is named.

use std::fs;

use shingi::journal::{Ledger, Way};
use shingi::{journal::Saying, problem::Severity};

use super::{clock, link, person, programs, worst, written};

#[test]
fn a_file_cut_at_any_byte_keeps_its_whole_lines_and_takes_new_ones() {
    let (_temp, folder, text) = written();
    let path = folder.path().join("sato.ron");
    for cut in 0..=text.len() {
        let kept = &text.as_bytes()[..cut];
        fs::write(&path, kept).unwrap();
        let whole = kept.split(|byte| *byte == b'\n').count() - 1;
        let journal = folder.read();
        assert_eq!((journal.events.len(), worst(&journal)), (whole, None), "cut at {cut}");
        let said = folder.append(&person("sato"), &[link("city/新しい")], &clock()).unwrap();
        let journal = folder.read();
        let torn_but_complete = journal.events.len() - whole - 1;
        assert!(torn_but_complete <= 1 && journal.events.contains(&said[0]), "cut at {cut}");
        assert!(worst(&journal).is_none_or(|worst| worst == Severity::Info), "cut at {cut}");
        assert!(fs::read(&path).unwrap().starts_with(kept), "cut at {cut}: bytes were taken away");
        assert_eq!(programs(&journal).iter().filter(|id| *id == "city/新しい").count(), 1);
    }
}

#[test]
fn a_torn_tail_is_closed_and_reported_as_what_it_is() {
    let (_temp, folder, text) = written();
    let path = folder.path().join("sato.ron");
    fs::write(&path, &text[..text.len() - 100]).unwrap();
    folder.append(&person("sato"), &[link("city/a")], &clock()).unwrap();
    let problems = folder.read().problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].severity, &*problems[0].what),
        (Severity::Info, "途中で切れた行です。")
    );
    assert_eq!(problems[0].place.as_ref().unwrap().line, 3);
}

/// What stands in `sato.ron`; how many events count; the problems, worst first.
#[test]
fn damage_costs_the_damaged_line_and_is_named() {
    let (_temp, folder, text) = written();
    let lines: Vec<_> = text.lines().collect();
    let [a, b, c] = lines[..] else { panic!() };
    let bare = |line: &str| line.rsplit_once(" //#").unwrap().0.to_owned();
    let act = bare(c).replace(",do:", ",act:(id:\"x\",of:2),do:");
    let path = folder.path().join("sato.ron");
    for (name, content, events, problems) in [
        ("whole", format!("{a}\n{b}\n{c}\n"), 3, vec![]),
        ("twice", format!("{a}\n{b}\n{c}\n{b}\n"), 3, vec![]),
        ("comments", format!("\n// 注釈\n{a}\n{b}\n{c}\n"), 3, vec![]),
        (
            "byte order mark",
            format!("\u{feff}{a}\n{b}\n{c}\n"),
            3,
            vec!["お知らせ: ファイルの先頭"],
        ),
        ("CRLF", format!("{a}\r\n{b}\r\n{c}\r\n"), 3, vec!["お知らせ: 改行が Windows"]),
        ("by hand", format!("{a}\n{}\n{c}\n", bare(b)), 3, vec!["お知らせ: 検査記号"]),
        (
            "changed",
            format!("{a}\n{}\n{c}\n", b.replace("承継", "廃業")),
            2,
            vec!["誤り: 行末の検査記号"],
        ),
        ("missing", format!("{a}\n{c}\n"), 2, vec!["注意: 通し番号 n=2 の行"]),
        ("first missing", format!("{c}\n"), 1, vec!["注意: 通し番号 n=1..2 の行"]),
        ("garbage", format!("{a}\nこんにちは\n{b}\n{c}\n"), 3, vec!["誤り: 一件の記録として"]),
        (
            "too long",
            format!("{a}\n{b}\n{c}\n(v:1{}\n", " ".repeat(70_000)),
            3,
            vec!["誤り: 一行が長すぎ"],
        ),
        (
            "conflict",
            format!("<<<<<<< HEAD\n{a}\n=======\n{b}\n>>>>>>> x\n{c}\n"),
            3,
            vec!["注意: git が二つの版", "注意: git が二つの版", "注意: git が二つの版"],
        ),
        (
            "same id",
            format!("{a}\n{b}\n{c}\n{}\n", bare(b).replace("承継", "廃業")),
            2,
            vec!["誤り: 識別子", "お知らせ: 検査記号"],
        ),
        (
            "half an act",
            format!("{a}\n{b}\n{act}\n"),
            2,
            vec!["誤り: 一度の操作の 2 件のうち、読めるのは 1 件", "お知らせ: 検査記号"],
        ),
        (
            "somebody else",
            format!("{a}\n{b}\n{}\n", bare(c).replace("by:\"sato", "by:\"abe")),
            2,
            vec!["誤り: 記入者 `abe` が"],
        ),
        (
            "newer",
            format!("{a}\n{b}\n{c}\n(v:2,n:4,id:\"z\",do:Sing)\n"),
            3,
            vec!["注意: 新しい版の記録が 1 件"],
        ),
    ] {
        fs::write(&path, content).unwrap();
        let journal = folder.read();
        let mut found = journal.problems.clone();
        found.sort_by_key(|problem| problem.severity);
        let found: Vec<_> =
            found.iter().map(|p| format!("{}: {}", p.severity.word(), p.what)).collect();
        assert_eq!(journal.events.len(), events, "{name}: {found:?}");
        assert_eq!(found.len(), problems.len(), "{name}: {found:?}");
        for (found, expected) in found.iter().zip(&problems) {
            assert!(found.starts_with(expected), "{name}: {found}");
        }
    }
    fs::write(&path, [a.as_bytes(), b"\n\xff\xfe\n", b.as_bytes(), b"\n"].concat()).unwrap();
    let journal = folder.read();
    assert_eq!((journal.events.len(), journal.problems.len()), (2, 1));
    assert_eq!(journal.problems[0].place.as_ref().unwrap().line, 2);
}

#[test]
fn the_same_id_said_differently_names_both_lines() {
    let (_temp, folder, text) = written();
    let (bare, _) = text.lines().next().unwrap().rsplit_once(" //#").unwrap();
    let other = bare.replace("by:\"sato", "by:\"abe");
    fs::write(folder.path().join("abe.ron"), format!("{other}\n")).unwrap();
    let journal = folder.read();
    let problem = journal.problems.iter().find(|p| p.severity == Severity::Error).unwrap();
    let told = problem.to_string();
    assert!(told.contains("abe.ron:1:") && told.contains("sato.ron:1:"), "{told}");
    assert_eq!(journal.events.len(), 2);
}

#[test]
fn a_clock_that_runs_ahead_is_told() {
    let (_temp, folder, _) = written();
    let journal = folder.read();
    assert_eq!(journal.misdated(&clock()), []);
    let earlier = "2026-11-21T10:00:00[Asia/Tokyo]".parse().unwrap();
    let problems = journal.misdated(&earlier);
    assert_eq!(problems[0].what, "`sato` さんの 3 件の日時が、いまより 5 分以上先です。");
}

#[test]
fn a_retraction_is_a_line_like_any_other() {
    let (_temp, folder, _) = written();
    let first = folder.read().events[0].id.clone();
    let back = Saying::Retract { event: first.clone(), way: Way::Undo };
    folder.append(&person("abe"), &[back], &clock()).unwrap();
    let journal = folder.read();
    assert_eq!(programs(&journal), ["city/承継", "city/雇用"]);
    assert!(!Ledger::fold(&journal.events).is_live(&first));
}
