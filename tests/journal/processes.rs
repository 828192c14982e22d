//! Several processes, a full disk, a folder one may only read.

use std::{
    collections::BTreeSet,
    env, fs,
    io::{self, BufRead, BufReader, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, atomic::AtomicBool},
};

use rustix::process::{Resource, Rlimit, geteuid, getrlimit, setrlimit};
use shingi::{
    domain::Person,
    journal::{AppendError, Folder},
    problem::Severity,
};

use super::{clock, link, link_noted, person, worst, written};

/// Runs [`as_child`] in a process of its own.
fn child(role: &str, folder: &Path) -> Command {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["processes::as_child", "--exact", "--quiet"]);
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
        "report" => loop {
            let said = folder.append(&sato, &[link("city/a"), link("city/b")], &clock()).unwrap();
            let ids: Vec<_> = said.iter().map(|event| event.id.as_str()).collect();
            writeln!(io::stdout(), "saved {}", ids.join(" ")).unwrap();
        },
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
fn what_was_reported_as_saved_outlives_a_killed_writer() {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::new(temp.path().join("journal"));
    let mut saved = BTreeSet::new();
    for round in 0..8 {
        let mut writers: Vec<_> = (0..2)
            .map(|_| child("report", folder.path()).stdout(Stdio::piped()).spawn().unwrap())
            .collect();
        for writer in &mut writers {
            let out = BufReader::new(writer.stdout.take().unwrap()).lines().map_while(Result::ok);
            // A writer that is killed while it reports leaves half a line.
            let whole = |line: &String| line.len() == "saved 0123456789abc 0123456789abc".len();
            let mut told = out.filter(|line| line.starts_with("saved ")).filter(whole);
            let mut lines: Vec<_> = told.by_ref().take(round + 1).collect();
            assert_eq!(lines.len(), round + 1, "the writer ended by itself");
            writer.kill().unwrap();
            lines.extend(told);
            writer.wait().unwrap();
            saved.extend(lines.iter().flat_map(|line| line.split(' ').skip(1)).map(str::to_owned));
        }
    }
    let journal = folder.read();
    // An act may be cut short that was never reported as saved.
    let mut bad = journal.problems.iter().filter(|p| p.severity != Severity::Info);
    assert!(bad.all(|p| p.what.contains("一度の操作の 2 件のうち")), "{:?}", journal.problems);
    let read: BTreeSet<_> = journal.events.iter().map(|event| event.id.to_string()).collect();
    assert!(saved.len() > 100 && saved.is_subset(&read), "{} of {}", read.len(), saved.len());
    assert_eq!(read.len(), journal.events.len());
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
