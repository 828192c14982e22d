//! Things in the way: what is no file of one's own is neither read nor written.

use std::{
    fs,
    os::unix::fs::{MetadataExt, chown, symlink},
    path::Path,
    thread,
};

use rustix::{
    fs::{CWD, FileType, Mode, mknodat},
    process::geteuid,
};
use shingi::journal::{AppendError, Folder};

use super::{clock, link, person, written};

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
