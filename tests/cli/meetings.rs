//! A new meeting by commands: the session, its opinions, and the record files at year end.

use std::{fs, process::Command};

use super::{Home, Ran};

const LIST: &str = "ア 創業・事業承継の促進について\n(ア) 若者の創業を支援する\nことが必要である。\n(イ) 承継の相談が必要である。\nイ 新たな事業活動の促進について\n(ア) 販路の支援が必要である。\n- 3 -\n";

fn with_a_session() -> Home {
    let home = Home::with_records();
    let said = home.sato(&[
        "session",
        "add",
        "--date",
        "R8.7.2",
        "--start",
        "午前10時",
        "--place",
        "議会棟",
    ]);
    assert_eq!(said.fine(), "保存しました: 会議「令和8年度第1回熊本市中小企業活性化会議」を追加\n");
    fs::write(home.path("list.txt"), LIST).unwrap();
    home
}

/// Every file of the record but the journal, by its name.
fn files(home: &Home) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in ["records", "records/sources"] {
        for entry in fs::read_dir(home.path(folder)).unwrap().flatten() {
            if entry.path().is_file() {
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                files.push((name, fs::read(entry.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_list_is_shown_before_it_is_entered_and_entered_as_one_act() {
    let home = with_a_session();
    let add = ["opinions", "add", "list.txt", "--session", "令和8年度第1回"];
    let ran = home.sato(&add);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    for line in [
        "読み取れなかった行 7: - 3 -",
        "【創業・事業承継の促進について】 方向性: 創業・事業承継の促進",
        "  ア(ア) 若者の創業を支援することが必要である。",
        "3件の意見を入れます（まだ入れていません）。",
    ] {
        assert!(ran.out.contains(line), "{line}\n{}", ran.out);
    }
    let ran = home.sato(&[&add[..], &["--write"]].concat());
    assert_eq!((ran.code, ran.out.contains("3件の意見を追加")), (Some(0), true), "{ran:?}");
    assert!(home.run(&["list"]).fine().contains("若者の創業を支援する"));
    let ran = home.sato(&add);
    assert!(
        ran.out.contains("すでにあります: ア(ア)") && ran.err.contains("どの意見もすでに"),
        "{ran:?}"
    );
    home.sato(&["undo"]).fine();
    assert!(!home.run(&["list"]).fine().contains("若者の創業"));
}

#[test]
fn what_is_taken_or_unreadable_is_refused() {
    let home = with_a_session();
    for (words, why) in [
        (vec!["session", "add", "--date", "R8.7.2", "--number", "1"], "第1回は、すでにあります"),
        (vec!["session", "add", "--date", "32日"], "日付として読めません"),
        (
            vec!["session", "add", "--date", "R8.8.1", "--start", "10:00", "--end", "9:00"],
            "終わりの時刻",
        ),
        (vec!["opinions", "add", "none.txt", "--session", "令和8年度第1回"], "見つかりません"),
        (vec!["opinions", "add", "list.txt", "--session", "第9回"], "あたる"),
    ] {
        let ran = home.sato(&words);
        assert!(ran.code == Some(1) && ran.err.contains(why), "{words:?} {ran:?}");
    }
}

#[test]
fn consolidating_writes_what_was_entered_and_touches_nothing_else() {
    let home = with_a_session();
    home.sato(&["opinions", "add", "list.txt", "--session", "令和8年度第1回", "--write"]);
    let opinion =
        serde_json::from_str::<serde_json::Value>(&home.run(&["list", "--format", "json"]).fine())
            .unwrap();
    let id = opinion.as_array().unwrap().last().unwrap()["id"].as_str().unwrap().to_owned();
    home.sato(&["link", &id, "成長産業創出支援事業"]).fine();
    let (before, listed) = (files(&home), home.run(&["list"]).fine());
    let coverage = home.run(&["coverage"]).fine();

    let ran = home.sato(&["consolidate"]);
    assert_eq!(ran.code, Some(1));
    assert!(
        ran.out.contains("entered-r8-opinions.ron: 新しいファイル") && ran.out.contains("--write"),
        "{ran:?}"
    );
    assert_eq!(files(&home), before, "a preview writes nothing");
    let ran = home.sato(&["--readonly", "consolidate", "--write"]);
    assert!(ran.code == Some(1) && !ran.err.is_empty(), "{ran:?}");
    assert_eq!(files(&home), before);

    home.sato(&["consolidate", "--write"]).fine();
    let after = files(&home);
    assert_eq!(after.len(), before.len() + 4);
    assert!(before.iter().all(|file| after.contains(file)));
    home.run(&["check", "--all"]).fine();
    assert_eq!(home.run(&["list"]).fine(), listed);
    assert_eq!(home.run(&["coverage"]).fine(), coverage);
    assert!(home.sato(&["consolidate"]).fine().contains("ありません"));
    assert_eq!(files(&home), after, "a second run leaves everything");

    home.sato(&["session", "add", "--date", "R8.9.2"]).fine();
    let comment = "// 事務局の覚え書き\n";
    let path = home.path("records/entered-r8-sessions.ron");
    fs::write(&path, [comment.as_bytes(), &fs::read(&path).unwrap()].concat()).unwrap();
    home.sato(&["consolidate", "--write"]).fine();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(comment) && text.contains("第2回"), "{text}");
    home.run(&["check", "--all"]).fine();

    home.sato(&["undo"]).fine();
    let ran = home.run(&["check"]);
    assert!(ran.code == Some(1) && ran.out.contains("入力は取り消されています"), "{ran:?}");
}

#[test]
fn a_broken_record_file_stops_consolidating() {
    let home = with_a_session();
    fs::write(home.path("records/broken.ron"), "Sessions(").unwrap();
    let before = files(&home);
    let ran = home.sato(&["consolidate", "--write"]);
    assert!(ran.code == Some(1) && ran.err.contains("broken.ron"), "{ran:?}");
    assert_eq!(files(&home), before);
}

#[test]
fn a_disk_that_fills_up_half_way_leaves_every_file_as_it_was() {
    let home = with_a_session();
    let many = "（ア）承継の相談が必要である。\n（イ）販路の支援が必要である。\n";
    let many = ["ア 一", "イ 二", "ウ 三", "エ 四", "オ 五"].map(|it| format!("{it}\n{many}"));
    let many = many.concat();
    fs::write(home.path("list.txt"), many).unwrap();
    home.sato(&["opinions", "add", "list.txt", "--session", "令和8年度第1回", "--write"]).fine();
    let before = files(&home);
    let consolidate = |limit: &str| {
        let mut shell = Command::new("/bin/sh");
        shell.env_clear().env("HOME", home.path("")).current_dir(home.path(""));
        let line = format!("ulimit -f {limit}; exec \"$0\" \"$@\"");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_shingi")]);
        Ran::of(&shell.args(["--as", "sato", "consolidate", "--write"]).output().unwrap())
    };
    // Source and session have room, the opinions have not.
    let ran = consolidate("2");
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{ran:?}");
    assert!(ran.err.contains("何も書いていません"), "{ran:?}");
    assert_eq!(files(&home), before);
    consolidate("unlimited").fine();
    assert_eq!(files(&home).len(), before.len() + 4);
}

#[test]
fn only_the_secretariat_consolidates() {
    let home = with_a_session();
    let people = "People(people: [Profile(login: \"mori\", name: \"森 一郎\", role: 委員)])";
    fs::write(home.path("records/people.ron"), people).unwrap();
    let before = files(&home);
    let ran = home.run(&["--as", "mori", "consolidate", "--write"]);
    ran.refused(1, "委員の閲覧では、記録を変えられません");
    for words in [
        &["session", "add", "--date", "R8.8.1"][..],
        &["opinions", "add", "list.txt", "--session", "令和8年度第1回", "--write"],
    ] {
        let ran = home.run(&[&["--as", "mori"], words].concat());
        assert!(ran.code == Some(1) && !ran.err.is_empty(), "{words:?} {ran:?}");
    }
    assert_eq!(files(&home), before);
}
