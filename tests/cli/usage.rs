//! Wrong command lines and the help: Japanese, and nothing else.

use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

use super::{Home, Ran};

/// Command lines that are wrong, and what is said about them.
const WRONG: &[(&[&str], &str)] = &[
    (&["--nope"], "`--nope` というオプションはありません。"),
    (&["-x"], "`-x` というオプションはありません。"),
    (&["lst"], "`lst` というコマンドはありません。"),
    (&["help"], "`help` というコマンドはありません。"),
    (&["list", "--fromat", "json"], "`--fromat` というオプションはありません。"),
    (&["list", "--format", "xml"], "`xml` は使えません。text・json のどれかを書きます。"),
    (&["list", "--format"], "--format <形> の値が足りません。"),
    (&["list", "何か"], "意見・事業・会議 のどれかを書きます。"),
    (&["list", "意見", "事業"], "`事業` は余分です。"),
    (&["show"], "<名前> が足りません。"),
    (&["search"], "<言葉>... が足りません。"),
    (&["search", "a", "--limit", "many"], "数字で書きます。"),
    (&["search", "a", "--limit", "-1"], "`-1`"),
    (&["link"], "<意見>・<事業> が足りません。"),
    (&["link", "ア-イ"], "<事業> が足りません。"),
    (&["link", "ア", "イ", "--kind", "全て"], "新規・拡充・継続・参考・関連 のどれかを書きます。"),
    (&["link", "ア", "イ", "--extent", "半分"], "全部・一部 のどれかを書きます。"),
    (&["answer"], "<意見>... が足りません。"),
    (&["answer", "ア-イ"], "--kind が足りません。"),
    (&["answer", "ア-イ", "--text", "a", "--text-file", "b"], "は一緒に使えません。"),
    (&["progress", "ア-イ"], "が足りません。"),
    (&["assign"], "<意見・担当課>... が足りません。"),
    (&["assign", "ア-イ", "--none", "--due", "7/1"], "は一緒に使えません。"),
    (&["reject", "ア-イ"], "--reason <理由>・<事業> が足りません。"),
    (&["relate", "ア-ア", "似", "ア-イ"], "同趣旨・準用・継承 のどれかを書きます。"),
    (&["refer", "ア-ア", "--to", "国"], "国へ要望・県へ要望・関係団体へ伝達 のどれかを書きます。"),
    (&["note", "ア-ア"], "--text <メモ> が足りません。"),
    (&["withdraw"], "<識別子>... が足りません。"),
    (&["dump", "--format", "text"], "`text` は使えません。"),
    (&["init"], "<フォルダー> が足りません。"),
    (&["init", "a", "b"], "`b` は余分です。"),
    (&["--records"], "--records <フォルダー> の値が足りません。"),
    (&["--records", "a", "--records", "b", "list"], "二度書かれています。"),
    (&["--records", "nowhere", "list"], "--records で指定したフォルダー `nowhere` がありません。"),
    (&["--as", "../sato", "list"], "記入者の名前 `../sato` は使えません。"),
    (&["--as", "", "list"], "記入者の名前 `` は使えません。"),
    (&["--readonly=yes", "list"], "--readonly"),
    (&["check", "extra"], "`extra` は余分です。"),
    (&["doctor", "extra"], "`extra` は余分です。"),
    (&["--as", "../sato", "doctor"], "記入者の名前 `../sato` は使えません。"),
    (&["--ascii"], "画面を表示できません。"),
    (&[], "画面を表示できません。"),
];

/// Words that only clap says.
const ENGLISH: [&str; 9] = [
    "Arguments",
    "Options",
    "Commands",
    "Usage",
    "default:",
    "possible",
    "error:",
    "tip:",
    "help for",
];

#[track_caller]
fn japanese(words: &[&str], text: &str) {
    for line in text.lines() {
        let english = line
            .split_whitespace()
            .any(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.len() > 1);
        assert!(!english || !line.is_ascii(), "{words:?}: an English line: {line}");
    }
    for word in ENGLISH {
        assert!(!text.contains(word), "{words:?}: {word} in\n{text}");
    }
}

#[test]
fn a_wrong_command_line_is_refused_in_japanese() {
    let home = Home::new();
    for (words, said) in WRONG {
        let ran = home.run(words);
        japanese(words, &ran.err);
        ran.refused(2, said);
    }
    let broken = OsStr::from_bytes(b"\xff");
    let output = home.command(&["show"]).arg(broken).output().unwrap();
    let ran = Ran::of(&output);
    japanese(&["show \\xff"], &ran.err);
    ran.refused(2, "読めない文字が含まれています。");
}

#[test]
fn the_help_is_japanese_throughout() {
    let home = Home::new();
    let main = home.run(&["--help"]).fine();
    let listed = main.lines().skip_while(|line| !line.starts_with("コマンド:")).skip(1);
    let listed = listed.take_while(|line| line.starts_with("  "));
    let commands: Vec<_> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    for command in [
        "check", "list", "show", "search", "coverage", "link", "unlink", "log", "undo", "dump",
        "init", "doctor", "answer", "progress", "assign", "reject", "confirm", "relate", "refer",
        "note", "withdraw",
    ] {
        assert!(commands.contains(&command), "{command}: {main}");
    }
    for flag in ["-h", "--help"] {
        japanese(&[flag], &home.run(&[flag]).fine());
        for command in &commands {
            let help = home.run(&[command, flag]).fine();
            assert!(help.contains("使い方: shingi "), "{help}");
            japanese(&[command, flag], &help);
        }
    }
    assert_eq!(home.run(&["-V"]).fine(), format!("shingi {}\n", env!("CARGO_PKG_VERSION")));
}
