//! `shingi doctor`: what it finds, what it says to do, and that it writes nothing. Rights are set and
//! read as modes, so that the superuser finds the same.

use std::{
    fs::{self, File},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        process::CommandExt,
    },
    path::Path,
    process::Command,
    time::{Duration, SystemTime},
};

use serde_json::Value;

use super::{Home, Ran};

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A home with a record where sato has written, set up as recommended.
fn office() -> Home {
    let home = Home::with_records();
    set_mode(&home.path("records"), 0o2775);
    home.sato(&["link", "ア-イ", "地域スタートアップ"]).fine();
    home
}

/// What sato is told: every finding by its subject.
fn findings(home: &Home) -> (Option<i32>, Vec<Value>) {
    let ran = home.sato(&["doctor", "--format", "json"]);
    assert_eq!(ran.err, "");
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

/// The one thing that is not well.
#[track_caller]
fn the_finding(home: &Home) -> Value {
    let (code, mut found) = findings(home);
    found.retain(|finding| finding["mark"] != "良");
    assert_eq!((code, found.len()), (Some(1), 1), "{found:?}");
    found.remove(0)
}

/// Every file below, with all that writing would change.
fn state(folder: &Path) -> Vec<(String, [i64; 4])> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stat = fs::symlink_metadata(&path).unwrap();
        let times = [stat.mtime(), stat.mtime_nsec(), stat.ctime(), stat.ctime_nsec()];
        found.push((path.display().to_string(), times));
        if stat.is_dir() {
            found.extend(state(&path));
        }
    }
    found.sort();
    found
}

#[test]
fn a_place_that_is_set_up_well_is_said_to_be_so() {
    let home = office();
    let text = home.sato(&["doctor"]).fine();
    for line in [
        "良    記録の場所        records（いまのフォルダーにあるもの）",
        "良    記入者            sato（--as で指定。",
        "良    記録のフォルダー  権限 2775、",
        "良    日誌のフォルダー  権限 3775、",
        "良    保存              自分の日誌に書き込めます",
        "良    自分の日誌        sato.ron（権限 640、",
        "良    空き容量          ",
        "良    ロック            自分の日誌をロックできます",
        "良    時計              ",
        "問題はありません。見ただけで、何も書き換えていません。",
    ] {
        assert!(text.lines().any(|found| found.starts_with(line)), "{line}\n{text}");
    }
    assert!(text.contains(" +09:00（Asia/Tokyo）"), "{text}");
    let (code, found) = findings(&home);
    assert_eq!(code, Some(0));
    assert!(found.iter().all(|finding| finding["mark"] == "良" && finding["remedy"] == ""));
}

#[test]
fn a_folder_as_init_makes_it_is_in_order() {
    let home = Home::new();
    home.run(&["init", "records"]).fine();
    let (code, found) = findings(&home);
    assert_eq!(code, Some(0), "{found:?}");
}

#[test]
fn a_fresh_folder_can_be_used_and_is_told_how_to_be_shared() {
    let home = Home::with_records();
    set_mode(&home.path("records"), 0o755);
    let finding = the_finding(&home);
    assert_eq!(
        (&finding["mark"], &finding["subject"]),
        (&"注意".into(), &"記録のフォルダー".into())
    );
    assert!(
        finding["meaning"].as_str().unwrap().contains("一人で使うなら、このままで構いません。")
    );
    assert!(finding["remedy"].as_str().unwrap().ends_with("chmod 2775 records"), "{finding}");
    let text = home.sato(&["doctor"]).out;
    assert!(text.contains("まだありません（最初の保存のときに作ります）"), "{text}");
    assert!(text.contains("自分の日誌はまだなく、記録のフォルダーで試しました。"), "{text}");
    assert!(!home.path("records/journal").exists());
}

#[test]
fn wrong_rights_are_named_with_the_command_that_mends_them() {
    for (path, mode, mark, subject, command) in [
        ("records", 0o777, "問題", "記録のフォルダー", "chmod 2775 records"),
        ("records", 0o775, "注意", "記録のフォルダー", "chmod 2775 records"),
        ("records", 0o3775, "注意", "記録のフォルダー", "chmod 2775 records"),
        ("records", 0o750, "注意", "記録のフォルダー", "chmod 2770 records"),
        ("records/journal", 0o3777, "問題", "日誌のフォルダー", "chmod 3775 records/journal"),
        ("records/journal", 0o777, "問題", "日誌のフォルダー", "chmod 3775 records/journal"),
        ("records/journal", 0o2775, "注意", "日誌のフォルダー", "chmod 3775 records/journal"),
        ("records/journal", 0o1775, "注意", "日誌のフォルダー", "chmod 3775 records/journal"),
        ("records/journal", 0o755, "注意", "日誌のフォルダー", "chmod 3775 records/journal"),
        (
            "records/journal/sato.ron",
            0o666,
            "問題",
            "自分の日誌",
            "chmod 640 records/journal/sato.ron",
        ),
        (
            "records/journal/sato.ron",
            0o664,
            "注意",
            "自分の日誌",
            "chmod 640 records/journal/sato.ron",
        ),
        (
            "records/journal/sato.ron",
            0o600,
            "注意",
            "自分の日誌",
            "chmod 640 records/journal/sato.ron",
        ),
        (
            "records/000-opinions.ron",
            0o646,
            "問題",
            "記録のファイル",
            "chmod o-w records/000-opinions.ron",
        ),
    ] {
        let home = office();
        set_mode(&home.path(path), mode);
        let finding = the_finding(&home);
        assert_eq!((&finding["mark"], &finding["subject"]), (&mark.into(), &subject.into()));
        let remedy = finding["remedy"].as_str().unwrap();
        assert!(remedy.ends_with(command), "{path} {mode:o}: {remedy}");
        // The command does it, but for a group nobody can guess.
        let line = remedy.replace("chgrp グループ名 records", "true");
        let line = line.replace("true/journal", "true");
        let done = Command::new("sh").args(["-c", &line]).current_dir(home.0.path()).status();
        assert!(done.unwrap().success(), "{line}");
        home.sato(&["doctor"]).fine();
    }
}

#[test]
fn stricter_rights_for_strangers_are_the_offices_own_choice() {
    let home = office();
    set_mode(&home.path("records"), 0o2770);
    set_mode(&home.path("records/journal"), 0o3770);
    home.sato(&["doctor"]).fine();
}

#[test]
fn a_place_that_cannot_be_opened_is_a_finding() {
    let home = Home::new();
    fs::write(home.path("file"), "").unwrap();
    for (words, found) in [
        (
            &["--records", "nowhere", "doctor"][..],
            "nowhere（--records で指定したもの）: 見つかりません",
        ),
        (
            &["--records", "file", "doctor"],
            "file（--records で指定したもの）: フォルダーではありません",
        ),
    ] {
        let ran = home.sato(words);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
        assert!(
            ran.out.starts_with("問題  記録の場所        ") && ran.out.contains(found),
            "{}",
            ran.out
        );
    }
    let ran = home.sato(&["doctor"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.starts_with("注意  記録の場所        内蔵の写し"), "{}", ran.out);
    assert!(ran.out.contains("直し方: shingi init フォルダー名"), "{}", ran.out);
}

#[test]
fn a_journal_that_cannot_be_written_to_is_said_once() {
    for (spoil, said) in [
        (
            (|own, other| fs::hard_link(own, other).unwrap()) as fn(&Path, &Path),
            "sato.ron に、名前が 2 つあります",
        ),
        (
            |own, other| {
                fs::rename(own, other).unwrap();
                symlink(other, own).unwrap();
            },
            "sato.ron は普通のファイルではありません",
        ),
    ] {
        let home = office();
        spoil(&home.path("records/journal/sato.ron"), &home.path("other"));
        let finding = the_finding(&home);
        assert_eq!((&finding["mark"], &finding["subject"]), (&"問題".into(), &"自分の日誌".into()));
        assert!(finding["found"].as_str().unwrap().starts_with(said), "{finding}");
        assert!(finding["meaning"].as_str().unwrap().contains("保存はできません。"), "{finding}");
    }
}

#[test]
fn the_journals_of_others_are_looked_at_too() {
    let home = office();
    home.run(&["--as", "yamada", "link", "ア-ア", "地域スタートアップ"]).fine();
    let text = home.sato(&["doctor"]).fine();
    assert!(text.contains("ほかの人の日誌    1件、どれも持ち主だけが書き込めます"), "{text}");
    // Nothing says that these people share a login.
    let yamada = home.path("records/journal/yamada.ron");
    fs::copy(&yamada, home.path("kept")).unwrap();
    fs::write(&yamada, "").unwrap();
    let finding = the_finding(&home);
    assert!(finding["found"].as_str().unwrap().starts_with("yamada.ron（持ち主 "), "{finding}");
    assert_eq!(finding["mark"], "注意");
    fs::write(&yamada, fs::read(home.path("kept")).unwrap()).unwrap();
    for (mode, mark, said) in [
        (0o660, "注意", "持ち主でない人も書き込めます"),
        (0o666, "問題", "持ち主でない人も書き込めます"),
        (0o600, "注意", "グループの人が読めません"),
    ] {
        set_mode(&yamada, mode);
        let finding = the_finding(&home);
        assert_eq!(
            (&finding["mark"], &finding["subject"]),
            (&mark.into(), &"ほかの人の日誌".into())
        );
        assert!(finding["found"].as_str().unwrap().ends_with(said), "{finding}");
    }
}

#[test]
fn how_the_input_method_is_treated_is_told() {
    let home = office();
    assert!(home.sato(&["doctor"]).fine().contains("ime_control: off"));
    fs::create_dir_all(home.path(".config/shingi")).unwrap();
    fs::write(home.path(".config/shingi/config.ron"), "Config(ime_control: on)").unwrap();
    assert!(home.sato(&["doctor"]).fine().contains("ime_control: on"));
}

#[test]
fn a_clock_behind_what_was_written_is_found() {
    let home = office();
    let file = File::options().append(true).open(home.path("records/000-opinions.ron")).unwrap();
    for (ahead, code) in [(60, 0), (3600, 1)] {
        file.set_modified(SystemTime::now() + Duration::from_secs(ahead)).unwrap();
        assert_eq!(home.sato(&["doctor"]).code, Some(code), "{ahead} s ahead");
    }
    let finding = the_finding(&home);
    assert_eq!((&finding["mark"], &finding["subject"]), (&"注意".into(), &"時計".into()));
    assert!(
        finding["meaning"].as_str().unwrap().starts_with("records/000-opinions.ronの日時"),
        "{finding}"
    );
}

#[test]
fn nothing_is_ever_written() {
    let home = office();
    fs::create_dir(home.path("empty")).unwrap();
    let before = state(home.0.path());
    for words in
        [&["doctor"][..], &["--records", "empty", "doctor"], &["--records", "none", "doctor"]]
    {
        home.sato(words);
        // A name that has no journal yet.
        home.run(&[&["--as", "abe"], words].concat());
    }
    assert_eq!(state(home.0.path()), before);
}

#[test]
fn a_plain_user_is_told_whom_to_ask() {
    if !rustix::process::geteuid().is_root() {
        // Only the superuser can be somebody else.
        return;
    }
    let home = office();
    let program = home.path("program");
    fs::copy(env!("CARGO_BIN_EXE_shingi"), &program).unwrap();
    set_mode(home.0.path(), 0o755);
    set_mode(&home.path("records"), 0o2755);
    set_mode(&home.path("records/journal"), 0o2755);
    let mut command = Command::new(&program);
    command.args(["--as", "abe", "doctor"]).env_clear().env("HOME", "/").current_dir(home.0.path());
    command.uid(65534).gid(65534);
    let ran = Ran::of(&command.output().unwrap());
    assert_eq!(ran.code, Some(1));
    for said in [
        "問題  保存              日誌に書き込む権限がありません。",
        "直し方: 持ち主（root）か管理者に頼んでください: ",
        "良    ロック            自分の日誌はまだなく、日誌のフォルダーで試しました。",
    ] {
        assert!(ran.out.contains(said), "{said}\n{}", ran.out);
    }
}
