//! The folder of journals on a real file system: several processes, torn lines, things in the way.

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown, symlink},
        process::CommandExt,
    },
    path::Path,
    process::{Child, Command},
    sync::{Arc, atomic::AtomicBool},
    thread,
};

use jiff::Zoned;
use rustix::{
    fs::{CWD, FileType, Mode, mknodat},
    process::{Resource, Rlimit, geteuid, getrlimit, setrlimit},
};
use shingi::{
    domain::{Extent, LinkKind, Person, Stage},
    journal::{AppendError, Folder, Hash, Journal, LONGEST_TEXT, Ledger, Link, Saying, Way},
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

// --- appending and reading -------------------------------------------------------------------

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
    let words = [Saying::Words { hash: Hash::of(""), text: "語".repeat(22_000) }];
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

// --- torn and damaged files ------------------------------------------------------------------

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
    assert_eq!(journal.ahead_of(&clock()), []);
    let earlier = "2026-11-21T10:00:00[Asia/Tokyo]".parse().unwrap();
    let problems = journal.ahead_of(&earlier);
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

// --- things in the way -----------------------------------------------------------------------

#[test]
fn what_is_no_regular_file_is_neither_read_nor_waited_for() {
    let (temp, folder, text) = written();
    let at = |name: &str| folder.path().join(name);
    fs::write(temp.path().join("elsewhere"), &text).unwrap();
    symlink(temp.path().join("elsewhere"), at("link.ron")).unwrap();
    symlink("nowhere", at("dangling.ron")).unwrap();
    symlink("nowhere", at(".#sato.ron")).unwrap();
    fs::create_dir(at("folder.ron")).unwrap();
    mknodat(CWD, at("pipe.ron"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.ron")).unwrap();
    fs::write(at("sato.ron~"), &text).unwrap();
    fs::write(at("sato.sync-conflict-20261121.ron"), &text).unwrap();
    fs::File::create(at("huge.ron")).unwrap().set_len(65 << 20).unwrap();
    let journal = folder.read();
    assert_eq!(journal.events.len(), 3);
    let told: Vec<_> = (journal.problems.iter())
        .map(|p| {
            let file = &p.place.as_ref().unwrap().file;
            format!("{} {}", file.rsplit('/').next().unwrap(), p.what)
        })
        .collect();
    let not_regular = "普通のファイルではありません。";
    assert_eq!(
        told,
        [
            format!("dangling.ron {not_regular}"),
            format!("folder.ron {not_regular}"),
            "huge.ron 大きすぎて読みません（上限 64 MiB）。".to_owned(),
            format!("link.ron {not_regular}"),
            format!("pipe.ron {not_regular}"),
            "sato.ron~ 日誌として読まないファイルです。".to_owned(),
            "sato.sync-conflict-20261121.ron 日誌として読まないファイルです。".to_owned(),
            format!("socket.ron {not_regular}"),
        ]
    );
}

/// Whatever stands where one's own file should be is left as it is.
#[test]
fn nothing_is_appended_through_what_is_no_file_of_ones_own() {
    let (temp, folder, text) = written();
    let at = |name: &str| folder.path().join(name);
    let elsewhere = temp.path().join("elsewhere");
    fs::write(&elsewhere, "").unwrap();
    symlink(&elsewhere, at("link.ron")).unwrap();
    symlink("nowhere", at("dangling.ron")).unwrap();
    fs::create_dir(at("folder.ron")).unwrap();
    mknodat(CWD, at("pipe.ron"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    fs::hard_link(at("sato.ron"), temp.path().join("twin")).unwrap();
    let mut names = vec![
        ("link", "普通のファイルではありません"),
        ("dangling", "普通のファイルではありません"),
        ("folder", "普通のファイルではありません"),
        ("pipe", "普通のファイルではありません"),
        ("sato", "別の名前も付いています"),
    ];
    if geteuid().is_root() {
        fs::write(at("mori.ron"), "").unwrap();
        chown(at("mori.ron"), Some(4321), None).unwrap();
        names.push(("mori", "ほかの利用者のファイル"));
    }
    for (name, what) in names {
        let person = person(name);
        let error = folder.append(&person, &[link("city/a")], &clock()).unwrap_err();
        assert!(matches!(error, AppendError::Nothing(_)), "{name}");
        assert!(error.problem().what.contains(what), "{name}: {error}");
        assert!(folder.writable(&person).unwrap_err().what.contains(what), "{name}");
    }
    assert_eq!(fs::read_to_string(at("sato.ron")).unwrap(), text);
    assert_eq!(fs::metadata(elsewhere).unwrap().len(), 0);
    assert_eq!(folder.writable(&person("abe")), Ok(()));
}

#[test]
fn a_folder_in_an_impossible_place_is_refused() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("file"), "").unwrap();
    for (path, what) in [("no/such/place", "置く場所がありません"), ("file", "別のものがあります")]
    {
        let folder = Folder::new(temp.path().join(path));
        let error = folder.append(&person("sato"), &[link("city/a")], &clock()).unwrap_err();
        assert!(error.problem().what.contains(what), "{path}: {error}");
        let why = folder.writable(&person("sato")).unwrap_err();
        assert!(why.what.contains(what) && why.meaning.contains("見ることはできます"), "{why}");
    }
}

#[test]
fn a_file_replaced_while_waiting_for_the_lock_is_opened_again() {
    let (_temp, folder, text) = written();
    let path = folder.path().join("sato.ron");
    let held = fs::File::open(&path).unwrap();
    held.lock().unwrap();
    let said = thread::scope(|scope| {
        let writer = scope.spawn(|| folder.append(&person("sato"), &[link("city/a")], &clock()));
        while !writer.is_finished() && open_count(&path) < 2 {
            thread::yield_now();
        }
        let copy = folder.path().join("copy");
        fs::write(&copy, &text).unwrap();
        fs::rename(&copy, &path).unwrap();
        drop(held);
        writer.join().unwrap().unwrap()
    });
    assert!(folder.read().events.contains(&said[0]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// How often this process has a file open.
fn open_count(path: &Path) -> usize {
    let ino = fs::metadata(path).unwrap().ino();
    let open = fs::read_dir("/proc/self/fd").unwrap().flatten();
    open.filter(|fd| fs::metadata(fd.path()).is_ok_and(|stat| stat.ino() == ino)).count()
}

// --- several processes -----------------------------------------------------------------------

/// Runs `as_child` of this file in a process of its own.
fn child(role: &str, folder: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["as_child", "--exact", "--quiet"]);
    command.env("JOURNAL_TEST_ROLE", role).env("JOURNAL_TEST_FOLDER", folder);
    command
}

fn succeeds(mut child: Child) {
    assert!(child.wait().unwrap().success());
}

const EACH: usize = 30;
const WRITERS: usize = 3;

/// Not a test of its own: what the tests below have other processes do.
#[test]
fn as_child() {
    let (Ok(role), Ok(path)) = (env::var("JOURNAL_TEST_ROLE"), env::var("JOURNAL_TEST_FOLDER"))
    else {
        return;
    };
    let folder = Folder::new(path);
    let sato = person("sato");
    match role.as_str() {
        "write" => {
            for n in 0..EACH {
                let note = format!("{}-{n}", std::process::id());
                folder.append(&sato, &[link_noted("city/a", &note)], &clock()).unwrap();
            }
        }
        "forbidden" => {
            for person in ["sato", "abe"].map(person) {
                let error = folder.append(&person, &[link("city/a")], &clock()).unwrap_err();
                assert!(matches!(error, AppendError::Nothing(_)));
                let why = folder.writable(&person).unwrap_err();
                assert!(why.what.contains("権限") || why.what.contains("ほかの利用者"), "{why}");
            }
            assert_eq!(folder.read().events.len(), 3);
        }
        "limited" => limited(&folder, &sato),
        _ => panic!("{role}"),
    }
}

/// The file may grow by 50 bytes only: a full disk, as far as a write can tell.
fn limited(folder: &Folder, sato: &Person) {
    let path = folder.path().join("sato.ron");
    let before = fs::read(&path).unwrap();
    let signal = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, signal).unwrap();
    let free = getrlimit(Resource::Fsize);
    for room in [50, 0] {
        let limit = Some(before.len() as u64 + room);
        setrlimit(Resource::Fsize, Rlimit { current: limit, ..free }).unwrap();
        let error = folder.append(sato, &[link("city/a")], &clock()).unwrap_err();
        assert!(matches!(error, AppendError::Nothing(_)), "{error}");
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    setrlimit(Resource::Fsize, free).unwrap();
    folder.append(sato, &[link("city/a")], &clock()).unwrap();
    let journal = folder.read();
    assert_eq!((journal.events.len(), worst(&journal)), (4, None));
}

#[test]
fn processes_writing_one_file_at_once_lose_nothing() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::new(temp.path().join("journal"));
    let children: Vec<_> =
        (0..WRITERS).map(|_| child("write", folder.path()).spawn().unwrap()).collect();
    // A reader among the writers never sees a bad line.
    for _ in 0..50 {
        assert_eq!(worst(&folder.read()), None);
    }
    children.into_iter().for_each(succeeds);
    let journal = folder.read();
    assert_eq!(journal.problems, []);
    assert_eq!(journal.events.len(), WRITERS * EACH);
    let counts: BTreeSet<_> = journal.events.iter().map(|event| event.n).collect();
    assert_eq!(counts.len(), WRITERS * EACH, "a number was given twice");
    let moments: BTreeSet<_> = journal.events.iter().map(|event| event.at.instant).collect();
    assert_eq!(moments.len(), WRITERS * EACH, "two acts of one moment");
}

#[test]
fn a_full_disk_takes_nothing_from_the_file() {
    let (_temp, folder, _) = written();
    succeeds(child("limited", folder.path()).spawn().unwrap());
}

#[test]
fn a_folder_one_may_only_read_says_so() {
    let (temp, folder, _) = written();
    // The superuser may write anywhere: a plain user tries it, from where that user may look.
    let program = temp.path().join("program");
    let mut command = child("forbidden", folder.path());
    if geteuid().is_root() {
        fs::copy(command.get_program(), &program).unwrap();
        let mut plain = Command::new(&program);
        plain.args(command.get_args());
        plain.envs(command.get_envs().filter_map(|(key, value)| Some((key, value?))));
        plain.uid(65534).gid(65534).current_dir("/");
        command = plain;
    }
    for (path, mode) in
        [(temp.path(), 0o755), (folder.path(), 0o555), (&folder.path().join("sato.ron"), 0o444)]
    {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    succeeds(command.spawn().unwrap());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
}
