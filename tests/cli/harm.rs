//! Broken files, hostile text, closed doors, and two people at once.

use std::{
    fs,
    io::pipe,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

use super::{Home, Ran, length};

#[test]
fn a_broken_file_hides_no_other_and_is_a_finding() {
    let home = Home::with_records();
    fs::write(home.path("records/zz.ron"), "Opinions(\n    source: \"city-report-r7\"\n").unwrap();
    let ran = home.run(&["list", "--format", "json"]);
    assert_eq!((ran.code, length(&serde_json::from_str(&ran.out).unwrap())), (Some(0), 25));
    assert!(ran.err.contains("誤りが 1件あり、結果に入っていないものがあります。"), "{}", ran.err);
    let ran = home.run(&["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(ran.out.contains("zz.ron:") && ran.out.contains("誤り"), "{}", ran.out);
    let ran = home.run(&["check", "--format", "json"]);
    let findings: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &findings[0]["severity"]), (Some(1), &"誤り".into()));
    assert!(findings[0]["file"].as_str().unwrap().ends_with("zz.ron"));
    assert!(findings[0]["line"].is_u64(), "{findings}");
}

#[test]
fn a_wrong_total_is_found() {
    let home = Home::with_records();
    let file = home.path("records/000-programs.ron");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replacen("15232", "15233", 1)).unwrap();
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("144,843") || ran.out.contains("144,844"), "{}", ran.out);
}

#[test]
fn nothing_in_a_record_commands_the_terminal() {
    let home = Home::with_records();
    let file = home.path("records/000-opinions.ron");
    let text = fs::read_to_string(&file).unwrap();
    let poisoned = "\\u{1b}[2J\\u{9b}31m\\u{202e}スタートアップ支援について、基礎知識";
    assert!(text.contains("スタートアップ支援について、基礎知識"));
    fs::write(&file, text.replace("スタートアップ支援について、基礎知識", poisoned)).unwrap();
    let note = "\u{1b}]0;題\u{7}";
    home.sato(&["link", "ア-ア", "地域スタートアップ", "--note", note]);
    let every: &[&[&str]] = &[
        &["list"],
        &["show", "ア-ア"],
        &["search", "基礎知識"],
        &["check"],
        &["log"],
        &["coverage"],
        &["dump"],
        &["list", "--format", "json"],
        &["show", "ア-ア", "--format", "json"],
        &["search", "基礎知識", "--format", "json"],
        &["log", "--format", "json"],
        &["show", "\u{1b}[31m"],
        &["--records", "\u{1b}[31m", "list"],
        &["\u{1b}[31m"],
    ];
    let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
    for words in every {
        let ran = home.run(words);
        assert!(!ran.out.contains(acts), "{words:?}: {:?}", ran.out);
        assert!(!ran.err.contains(acts), "{words:?}: {:?}", ran.err);
    }
    let json = home.run(&["show", "ア-ア", "--format", "json"]).json();
    assert!(json["text"].as_str().unwrap().starts_with("\u{1b}[2J\u{9b}31m\u{202e}スタート"));
    assert!(home.run(&["show", "ア-ア"]).fine().contains("␛[2J⟨U+009B⟩31m⟨U+202E⟩スタート"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::new();
    for words in [&["list"][..], &["dump"], &["--help"]] {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let ran = Ran::of(&home.command(words).stdout(writer).output().unwrap());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{words:?}");
    }
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let ran = Ran::of(&home.command(&["dump"]).stdout(full).output().unwrap());
    assert_eq!(ran.code, Some(3));
    assert!(ran.err.contains("ディスクの空きがありません"), "{}", ran.err);
}

#[test]
fn a_folder_that_may_only_be_read_says_why_nothing_can_be_linked() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "地域スタートアップ"]).fine();
    // The superuser may write anywhere: a plain user tries it.
    let program = home.path("program");
    fs::copy(env!("CARGO_BIN_EXE_shingi"), &program).unwrap();
    let shut = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    shut(home.0.path(), 0o755);
    shut(&home.path("records/journal"), 0o555);
    shut(&home.path("records/journal/sato.ron"), 0o444);
    let plain = |words: &[&str]| {
        let mut command = Command::new(&program);
        command.args(words).env_clear().env("HOME", "/").current_dir(home.0.path());
        if rustix::process::geteuid().is_root() {
            command.uid(65534).gid(65534);
        }
        Ran::of(&command.stdin(Stdio::null()).output().unwrap())
    };
    for words in [
        &["--as", "abe", "link", "ア-ア", "地域スタートアップ"][..],
        &["--as", "abe", "undo"],
        &["--as", "sato", "unlink", "ア-イ", "地域スタートアップ"],
    ] {
        plain(words).refused(1, "閲覧のみです: ");
    }
    assert_eq!(length(&plain(&["--as", "abe", "log", "--format", "json"]).json()), 1);
    shut(&home.path("records/journal/sato.ron"), 0o000);
    let ran = plain(&["--as", "abe", "coverage"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("結果に入っていないものがあります。"), "{}", ran.err);
    shut(&home.path("records/journal"), 0o755);
    let asked = ["--readonly", "--as", "abe", "link", "ア-ア", "地域スタートアップ"];
    home.run(&asked).refused(1, "--readonly で開いたので閲覧のみです。");
}

#[test]
fn two_people_linking_at_once_lose_nothing() {
    let home = Home::with_records();
    let labels = ["ア-ア", "ア-イ", "ア-ウ", "ア-エ", "イ-ア", "イ-イ"];
    let link = |person: &'static str, label: &str| {
        let words = ["--as", person, "link", label, "地域スタートアップ"];
        home.command(&words).stdout(Stdio::null()).spawn().unwrap()
    };
    // Each of the two sits at three terminals.
    let mut children: Vec<_> =
        labels.iter().flat_map(|label| [link("sato", label), link("yamada", label)]).collect();
    for child in &mut children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(length(&home.run(&["dump"]).json()["links"]), 2 * labels.len());
    let log = home.run(&["log", "--format", "json"]).json();
    assert_eq!(length(&log), 2 * labels.len());
    let coverage = home.run(&["coverage", "--format", "json"]).json();
    assert_eq!(coverage["covered"]["full"], labels.len());
    home.run(&["check"]).fine();
}

#[test]
fn a_line_feed_and_a_huge_note_do_no_harm() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "地域スタートアップ", "--note", "一行目\n二行目"]).fine();
    let dump = home.run(&["dump"]).json();
    assert_eq!(dump["links"][0]["note"], "一行目\n二行目");
    let huge = "長".repeat(40_000);
    let ran = home.sato(&["link", "ア-ア", "地域スタートアップ", "--note", &huge]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("メモ"), "{}", ran.err);
    assert_eq!(length(&home.run(&["log", "--format", "json"]).json()), 1);
    home.run(&["check"]).fine();
}

#[test]
fn a_limit_of_file_size_is_an_error_and_not_the_end() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "地域スタートアップ"]).fine();
    let before = fs::read(home.path("records/journal/sato.ron")).unwrap();
    let limited = |words: &[&str]| {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -f 0; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_shingi")]);
        shell.args(words).env_clear().env("HOME", home.0.path()).current_dir(home.0.path());
        Ran::of(&shell.stdin(Stdio::null()).output().unwrap())
    };
    limited(&["--as", "sato", "link", "ア-ア", "地域スタートアップ"])
        .refused(1, "ファイルの大きさの上限を超えます。");
    assert_eq!(fs::read(home.path("records/journal/sato.ron")).unwrap(), before);
    limited(&["init", "other"]).refused(2, "ファイルの大きさの上限に達しました");
    assert!(!home.path("other").exists(), "what init made is cleaned up");
    home.run(&["check"]).fine();
}

#[test]
fn what_a_newer_version_wrote_is_told_once() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "地域スタートアップ"]).fine();
    let own = home.path("records/journal/sato.ron");
    let lines = fs::read_to_string(&own).unwrap();
    let next = lines.lines().count() + 1;
    fs::write(&own, format!("{lines}(v:2,n:{next},id:\"z\",do:Sing)\n")).unwrap();
    let ran = home.run(&["check"]);
    let told = ran.out.matches("新しい版の記録が").count();
    assert_eq!((ran.code, told), (Some(1), 1), "{}", ran.out);
}

#[test]
fn no_text_of_a_record_begins_a_line_of_its_own() {
    let home = Home::with_records();
    home.sato(&["link", "ア-ア", "city/地域スタートアップ等支援事業"]).fine();
    for entry in fs::read_dir(home.path("records")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // A line of the text itself, in every field that is printed.
        let mut forged = text;
        for field in ["text", "heading", "title", "held", "place", "agenda", "content", "remark"] {
            forged = forged.replace(&format!("{field}: \""), &format!("{field}: \"前\\n偽"));
        }
        for head in ["label: \"ア", "label: \"("] {
            forged = forged.replace(head, &head.replace('"', "\"前\\n偽"));
        }
        let listed = "            listed: ";
        let name = "            name: \"前\\n偽の名前\",\n            listed: ";
        if path.ends_with("000-programs.ron") {
            forged = forged.replacen(listed, name, 5);
        }
        fs::write(&path, forged).unwrap();
    }
    let journal = home.path("records/journal/sato.ron");
    assert!(journal.exists());
    for words in [
        &["list"][..],
        &["list", "事業"],
        &["list", "会議"],
        &["search", "支援"],
        &["search", "会議"],
        &["search", "偽"],
        &["show", "city-r7/ア(ア)"],
        &["show", "city-r7/第1回"],
        &["show", "city/地域スタートアップ等支援事業"],
        &["show", "支援"],
        &["show", "偽の名前"],
        &["log"],
        &["coverage"],
        &["check"],
    ] {
        let ran = home.run(words);
        let printed = ran.out + &ran.err;
        assert!(printed.contains("偽") || words == ["log"], "{words:?}: {printed}");
        let forged: Vec<_> = printed.lines().filter(|line| line.starts_with("偽")).collect();
        assert_eq!(forged, [""; 0], "{words:?}");
    }
}
