//! What stops a sync: a calm message each, the data as it was, no half-done merge.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Stdio};

use super::{Offices, has_git, opinions};

/// One clone in which something was written.
fn office() -> Option<Offices> {
    if !has_git() {
        return None;
    }
    let offices = Offices::new();
    offices.clone("a");
    offices.write("a/journal/sato.ron", "// 佐藤\n");
    Some(offices)
}

#[test]
fn without_git_the_record_is_used_as_ever() {
    let Some(offices) = office() else { return };
    let mut command = offices.shingi_command("a", "sato", &["sync"]);
    let ran: super::Ran = command.env("PATH", "/nowhere").output().unwrap().into();
    ran.stopped("git が入っていません。");
}

#[test]
fn a_folder_that_is_none_a_part_or_has_nowhere_to_send_to_is_told_how() {
    let Some(offices) = office() else { return };
    fs::create_dir_all(offices.path("plain/journal")).unwrap();
    let sync = |folder: &str| offices.shingi(folder, "sato", &["sync"]);
    sync("plain").stopped("まだ git のリポジトリーではありません。");
    fs::create_dir_all(offices.path("a/inner/journal")).unwrap();
    sync("a/inner").stopped("の一部です。");
    offices.git("plain", &["init", "-q"]);
    sync("plain").stopped("送り先（remote）が決まっていません。");
    offices.git("plain", &["remote", "add", "one", "../place.git"]);
    offices.git("plain", &["remote", "add", "two", "../place.git"]);
    sync("plain").stopped("送り先が 2 か所あり（one、two）");
    offices.git("a", &["checkout", "-q", "--detach"]);
    sync("a").stopped("枝（branch）の上にいません");
    // Nothing was saved anywhere.
    assert_eq!(offices.git("place.git", &["rev-list", "--count", "main"]), "1\n");
}

#[test]
fn the_only_place_is_the_place_to_send_to_and_the_first_to_send_begins_it() {
    if !has_git() {
        return;
    }
    let offices = Offices::bare();
    offices.git("", &["init", "-q", "-b", "main", "a"]);
    offices.git("a", &["remote", "add", "origin", "../place.git"]);
    offices.write("a/opinions.ron", &opinions(["い", "ろ", "は"]));
    let said = offices.shingi("a", "sato", &["sync"]).fine();
    assert!(
        said.contains("origin の main と同期しました。") && said.contains("opinions.ron"),
        "{said}"
    );
    assert!(offices.path("a/.gitattributes").exists());
    let clone = offices.clone("b");
    assert_eq!(
        fs::read_to_string(clone.join("opinions.ron")).unwrap(),
        opinions(["い", "ろ", "は"])
    );
    let log = offices.git("a", &["log", "-1", "--format=%an|%ae|%s|%b"]);
    assert!(log.starts_with("sato|sato@shingi.invalid|sato: 記録 2件を更新|"), "{log}");
    // And again, with nothing to do.
    let said = offices.shingi("a", "sato", &["sync"]).fine();
    assert_eq!(
        said,
        "origin の main と同期しました。\n送るものはありませんでした。\n届いたものはありませんでした。\n"
    );
}

#[test]
fn two_records_that_were_begun_apart_stay_apart() {
    let Some(offices) = office() else { return };
    offices.git("", &["init", "-q", "-b", "main", "other"]);
    offices.git("other", &["remote", "add", "origin", "../place.git"]);
    offices.write("other/opinions.ron", &opinions(["別", "別", "別"]));
    offices.shingi("other", "sato", &["sync"]).stopped("別々に作られたものです。");
    assert_eq!(offices.read("other/opinions.ron"), opinions(["別", "別", "別"]));
    offices.is_clean("other");
}

#[test]
fn a_place_that_cannot_be_reached_leaves_everything_saved_here() {
    let Some(offices) = office() else { return };
    for (place, what) in [
        ("/nowhere/place.git", "リポジトリーが見つかりません"),
        ("https://localhost:9/place.git", "送り先につながりません。"),
        ("https://host.invalid/place.git", "送り先につながりません。"),
    ] {
        offices.git("a", &["remote", "set-url", "origin", place]);
        let ran = offices.shingi("a", "sato", &["sync"]);
        ran.stopped(what);
        assert!(ran.err.contains("手元の git に控えたので、失われません。"), "{}", ran.err);
        offices.is_clean("a");
    }
    // Reached again, it goes on.
    let place = offices.path("place.git");
    offices.git("a", &["remote", "set-url", "origin", place.to_str().unwrap()]);
    let said = offices.shingi("a", "sato", &["sync"]).fine();
    assert!(said.contains("送りました: 前に控えた変更（1回分）"), "{said}");
}

#[test]
fn a_password_is_never_asked_for() {
    let Some(offices) = office() else { return };
    // An ssh that asks on whatever terminal it can find, unless it was told not to.
    let ssh = offices.path("ssh");
    let script = "#!/bin/sh\ncase \"$*\" in *BatchMode=yes*) echo 'git@x: Permission denied (publickey,password).' >&2; exit 255;; esac\nread x\n";
    fs::write(&ssh, script).unwrap();
    fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).unwrap();
    offices.git("a", &["remote", "set-url", "origin", "ssh://git@host.invalid/place.git"]);
    for (name, value) in [("GIT_SSH_COMMAND", Some(ssh.to_str().unwrap())), ("X", None)] {
        if value.is_none() {
            offices.git("a", &["config", "core.sshCommand", ssh.to_str().unwrap()]);
        }
        let mut command = offices.shingi_command("a", "sato", &["sync"]);
        command.env(name, value.unwrap_or_default()).stdin(Stdio::null());
        let ran: super::Ran = command.output().unwrap().into();
        ran.stopped("利用者の確認（パスワードか鍵）を求めました。");
    }
    offices.is_clean("a");
}

/// Every file of a folder but those of git, and what it holds.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.ends_with(".git") {
            continue;
        }
        if path.is_dir() {
            all.extend(contents(&path));
        } else {
            all.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    all.sort();
    all
}

#[test]
fn what_somebody_began_by_hand_is_theirs_to_end() {
    let Some(offices) = office() else { return };
    let before = contents(&offices.path("a"));
    for (file, what) in [
        ("MERGE_HEAD", "取り込み（merge）が、まだ終わっていません。"),
        ("rebase-merge", "付け替え（rebase）が、まだ終わっていません。"),
        ("index.lock", "git の鍵のファイル"),
    ] {
        let path = offices.path("a/.git").join(file);
        fs::write(&path, "").unwrap();
        let ran = offices.shingi("a", "sato", &["sync"]);
        ran.stopped(what);
        assert!(ran.err.contains("何も変えていません。"), "{}", ran.err);
        fs::remove_file(path).unwrap();
        assert_eq!(contents(&offices.path("a")), before);
    }
    offices.shingi("a", "sato", &["sync"]).fine();
}

#[test]
fn another_sync_is_waited_for_and_a_killed_one_leaves_nothing_in_the_way() {
    let Some(offices) = office() else { return };
    let lock = fs::File::create(offices.path("a/.git/shingi-sync.lock")).unwrap();
    lock.lock().unwrap();
    offices
        .shingi("a", "sato", &["sync"])
        .stopped("ほかの人が、ちょうど shingi sync を実行しています。");
    drop(lock);
    // Killed in the middle of a merge: its desk is still there.
    offices.clone("b");
    offices.write("b/journal/sato.ron", "// 別の所\n");
    offices.shingi("b", "sato", &["sync"]).fine();
    offices.git("a", &["worktree", "add", "-q", "--detach", ".git/shingi-merge", "HEAD"]);
    offices.shingi("a", "sato", &["sync"]).fine();
    assert_eq!(offices.read("a/journal/sato.ron"), "// 佐藤\n// 別の所\n");
    offices.is_clean("a");
}

#[test]
fn marks_and_vanished_journals_are_not_sent_to_everybody() {
    let Some(offices) = office() else { return };
    offices.shingi("a", "sato", &["sync"]).fine();
    let right = offices.read("a/opinions.ron");
    let marked = format!("<<<<<<< HEAD\n{right}=======\n{right}>>>>>>> x\n");
    offices.write("a/opinions.ron", &marked);
    offices.shingi("a", "sato", &["sync"]).stopped("競合の印（<<<<<<<）が残っています。");
    assert_eq!(offices.read("a/opinions.ron"), marked);
    offices.write("a/opinions.ron", &right);
    fs::remove_file(offices.path("a/journal/sato.ron")).unwrap();
    let ran = offices.shingi("a", "sato", &["sync"]);
    ran.stopped("前はあった日誌が、フォルダーにありません（journal/sato.ron）。");
    offices.git("a", &["checkout", "-q", "--", "journal/sato.ron"]);
    assert_eq!(offices.read("a/journal/sato.ron"), "// 佐藤\n");
}

#[test]
fn a_refusal_at_the_other_end_is_told_and_nothing_is_lost() {
    let Some(offices) = office() else { return };
    let hook = offices.path("place.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\nexit 1\n").unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let ran = offices.shingi("a", "sato", &["sync"]);
    ran.stopped("送り先が、受け取りを断りました。");
    assert!(ran.err.contains("失われません"), "{}", ran.err);
    offices.is_clean("a");
}

#[test]
fn whoever_is_faster_is_merged_and_sending_is_tried_again() {
    let Some(offices) = office() else { return };
    offices.clone("b");
    offices.write("b/journal/suzuki.ron", "// 鈴木\n");
    // The moment somebody sends, another is faster, once.
    let other = offices.path("b");
    let hook = offices.path("place.git/hooks/pre-receive");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    offices.git("b", &["add", "-A"]);
    offices.git("b", &["commit", "-qm", "鈴木"]);
    let script = format!(
        "#!/bin/sh\nrm -f hooks/pre-receive\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_DIR\ngit -C {} push -q origin HEAD:main\n",
        other.display()
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    offices.shingi("a", "sato", &["sync"]).fine();
    assert_eq!(offices.read("a/journal/suzuki.ron"), "// 鈴木\n");
    offices.shingi("b", "suzuki", &["sync"]).fine();
    assert_eq!(offices.read("b/journal/sato.ron"), "// 佐藤\n");
    offices.is_clean("a");
}

#[test]
fn what_is_no_part_of_a_record_stays_here() {
    let Some(offices) = office() else { return };
    offices.write("a/名簿（控え）.txt", "個人の電話番号");
    let said = offices.shingi("a", "sato", &["sync"]).fine();
    assert!(said.contains("送っていません: 名簿（控え）.txt"), "{said}");
    assert!(!offices.clone("b").join("名簿（控え）.txt").exists());
}

#[test]
fn whoever_only_looks_does_not_sync() {
    let Some(offices) = office() else { return };
    for flag in ["--readonly", "--reader"] {
        let ran = offices.shingi("a", "sato", &["sync", flag]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("閲覧のみ"), "{}", ran.err);
    }
    assert_eq!(offices.git("a", &["status", "--porcelain"]), "?? journal/\n");
}
