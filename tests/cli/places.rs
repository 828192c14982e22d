//! Where the record is looked for, and how a new one comes about.

use std::{fs, process::Command};

use super::{Home, Ran, length};

#[test]
fn init_makes_a_record_and_refuses_a_folder_that_is_not_empty() {
    let home = Home::new();
    let said = home.run(&["init", "新しい記録"]).fine();
    assert!(said.contains("shingi --records 新しい記録"), "{said}");
    home.run(&["--records", "新しい記録", "check"]).fine();
    assert!(home.path("新しい記録/sources/000-city-report-r7.txt").is_file());
    for (folder, left) in [("新しい記録", true), ("mine", false)] {
        if !left {
            fs::create_dir(home.path(folder)).unwrap();
            fs::write(home.path(folder).join("メモ.txt"), "大切").unwrap();
        }
        home.run(&["init", folder]).refused(2, "このフォルダーは空ではありません。");
    }
    assert_eq!(fs::read_dir(home.path("mine")).unwrap().count(), 1);
    fs::create_dir(home.path("empty")).unwrap();
    home.run(&["init", "empty"]).fine();
    fs::write(home.path("file"), "").unwrap();
    home.run(&["init", "file"]).refused(2, "フォルダーを作れませんでした");
}

#[test]
fn the_built_in_copy_is_for_reading_and_says_how_to_get_another() {
    let home = Home::new();
    assert_eq!(length(&home.run(&["list", "--format", "json"]).json()), 25);
    for words in [&["link", "ア-イ", "地域スタートアップ"][..], &["undo"], &["redo"]] {
        home.sato(words).refused(1, "`shingi init フォルダー名` で書き込める記録を作れます。");
    }
    assert_eq!(fs::read_dir(home.0.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn the_record_is_looked_for_where_the_nearest_word_says() {
    let home = Home::new();
    // Each place has a record of its own: as many sessions as its name says.
    let place = |name: &str, sessions: usize| {
        home.run(&["init", name]).fine();
        let file = home.path(name).join("000-sessions.ron");
        let mut text = fs::read_to_string(&file).unwrap();
        for n in 0..sessions {
            let more = format!(
                "    Session(id: \"x/{n}\", title: \"会{n}\", fiscal_year: \"R7\", \
                number: {n}, date: \"2025-09-01\", held: \"\", place: \"\", agenda: \"\"),\n]"
            );
            let end = text.rfind(']').unwrap();
            text.replace_range(end..=end, &more);
        }
        fs::write(file, text).unwrap();
    };
    place("records", 1);
    place("by_config", 2);
    place("by_variable", 3);
    place("by_option", 4);
    fs::create_dir_all(home.path(".config/shingi")).unwrap();
    let sessions = |command: &mut Command| length(&Ran::of(&command.output().unwrap()).json());
    let words = ["list", "会議", "--format", "json"];
    assert_eq!(sessions(&mut home.command(&words)), 2 + 1);
    fs::write(home.path(".config/shingi/config.ron"), "Config(records: \"~/by_config\")").unwrap();
    assert_eq!(sessions(&mut home.command(&words)), 2 + 2);
    let variable = home.path("by_variable");
    assert_eq!(sessions(home.command(&words).env("SHINGI_RECORDS", &variable)), 2 + 3);
    let option = [&["--records", "by_option"], &words[..]].concat();
    assert_eq!(sessions(home.command(&option).env("SHINGI_RECORDS", &variable)), 2 + 4);
    let missing = Ran::of(&home.command(&words).env("SHINGI_RECORDS", "gone").output().unwrap());
    missing.refused(2, "環境変数 SHINGI_RECORDS で指定したフォルダー `gone` がありません。");
}

#[test]
fn a_wrong_configuration_is_said_and_stands_in_nobodys_way() {
    let home = Home::new();
    fs::create_dir_all(home.path(".config/shingi")).unwrap();
    fs::write(home.path(".config/shingi/config.ron"), "Config(reocrds: \"a\")").unwrap();
    let ran = home.run(&["list", "--format", "json"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("設定に `reocrds` という項目はありません。"), "{}", ran.err);
    assert_eq!(length(&serde_json::from_str(&ran.out).unwrap()), 25);
}
