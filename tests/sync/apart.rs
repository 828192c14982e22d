//! Record files that two offices changed: merged record by record; what is left is a 食い違い that
//! anybody can choose, and never a mark in a file.

use super::{Offices, has_git, opinions};

/// Two clones that wrote different texts of three opinions; the second synced last.
fn apart(first: [&str; 3], second: [&str; 3]) -> (Offices, super::Ran) {
    let offices = Offices::new();
    offices.clone("a");
    offices.clone("b");
    offices.write("a/opinions.ron", &opinions(first));
    offices.write("b/opinions.ron", &opinions(second));
    offices.shingi("a", "sato", &["sync"]).fine();
    let ran = offices.shingi("b", "suzuki", &["sync"]);
    (offices, ran)
}

#[test]
fn different_records_merge_by_themselves_even_side_by_side() {
    if !has_git() {
        return;
    }
    // Neighbours: git alone would not.
    let (offices, ran) = apart(["い", "ろろ", "は"], ["いい", "ろ", "はは"]);
    ran.fine();
    offices.shingi("a", "sato", &["sync"]).fine();
    for clone in ["a", "b"] {
        assert_eq!(
            offices.read(&format!("{clone}/opinions.ron")),
            opinions(["いい", "ろろ", "はは"])
        );
        offices.is_clean(clone);
    }
}

#[test]
fn the_same_record_keeps_the_shared_side_and_shows_both() {
    if !has_git() {
        return;
    }
    let (offices, ran) = apart(["佐藤", "ろ", "は"], ["鈴木", "ろ", "はは"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{}", ran.out);
    assert!(ran.out.contains("食い違い: opinions.ron"), "{}", ran.out);
    offices.shingi("a", "sato", &["sync"]).fine();
    for clone in ["a", "b"] {
        offices.is_clean(clone);
        assert_eq!(
            offices.read(&format!("{clone}/opinions.ron")),
            opinions(["佐藤", "ろ", "はは"])
        );
        let shown = offices.shingi(clone, "sato", &["disagreements"]);
        assert_eq!(shown.code, Some(1));
        for part in [
            "意見 `s/1`（opinions.ron）",
            "いま: sato さん（",
            "控え: suzuki さん（",
            "text",
            "いま: 佐藤",
            "控え: 鈴木",
        ] {
            assert!(shown.out.contains(part), "{part}: {}", shown.out);
        }
        let checked = offices.shingi(clone, "sato", &["check"]);
        assert!(
            checked.out.contains("意見 `s/1`（`text`）に食い違いがあります。"),
            "{}",
            checked.out
        );
    }
    // Chosen at one place, it is chosen everywhere.
    let said = offices.shingi("a", "sato", &["disagreements", "1", "--take", "控え"]).fine();
    assert_eq!(said, "選びました: 意見 `s/1` を控えの方に\n");
    offices.shingi("a", "sato", &["sync"]).fine();
    offices.shingi("b", "suzuki", &["sync"]).fine();
    for clone in ["a", "b"] {
        assert_eq!(
            offices.read(&format!("{clone}/opinions.ron")),
            opinions(["鈴木", "ろ", "はは"])
        );
        let shown = offices.shingi(clone, "sato", &["disagreements"]).fine();
        assert_eq!(shown, "記録のファイルに食い違いはありません。\n");
        assert!(!offices.path(clone).join(".disagreements").join("about").exists());
    }
}

#[test]
fn one_of_several_is_chosen_and_the_rest_waits() {
    if !has_git() {
        return;
    }
    let (offices, _) = apart(["佐1", "佐2", "は"], ["鈴1", "鈴2", "は"]);
    offices.shingi("b", "suzuki", &["disagreements", "1", "--take", "いま"]).fine();
    let shown = offices.shingi("b", "suzuki", &["disagreements"]).out;
    assert!(
        shown.contains("食い違い 1件") && shown.contains("控え: 鈴2") && !shown.contains("鈴1"),
        "{shown}"
    );
    offices.shingi("b", "suzuki", &["disagreements", "1", "--take", "控え"]).fine();
    assert_eq!(offices.read("b/opinions.ron"), opinions(["佐1", "鈴2", "は"]));
    offices.shingi("b", "suzuki", &["disagreements"]).fine();
    let both = offices.shingi("b", "suzuki", &["disagreements", "7", "--take", "控え"]);
    assert_eq!(both.code, Some(1));
}

#[test]
fn a_file_deleted_there_and_changed_here_is_kept() {
    if !has_git() {
        return;
    }
    let offices = Offices::new();
    offices.clone("a");
    offices.clone("b");
    std::fs::remove_file(offices.path("a/opinions.ron")).unwrap();
    offices.write("b/opinions.ron", &opinions(["い", "ろ", "b"]));
    offices.shingi("a", "sato", &["sync"]).fine();
    assert_eq!(offices.shingi("b", "suzuki", &["sync"]).code, Some(1));
    assert!(!offices.path("b/opinions.ron").exists());
    offices.is_clean("b");
    let shown = offices.shingi("b", "suzuki", &["disagreements"]).out;
    assert!(shown.contains("ファイル全体（opinions.ron）") && shown.contains("/kept"), "{shown}");
    offices.shingi("b", "suzuki", &["disagreements", "1", "--take", "控え"]).fine();
    assert_eq!(offices.read("b/opinions.ron"), opinions(["い", "ろ", "b"]));
}

#[test]
fn a_journal_deleted_elsewhere_keeps_the_lines_written_here() {
    if !has_git() {
        return;
    }
    let offices = Offices::new();
    offices.clone("a");
    offices.write("a/journal/sato.ron", "// 一\n");
    offices.shingi("a", "sato", &["sync"]).fine();
    offices.clone("b");
    offices.git("b", &["rm", "-q", "journal/sato.ron"]);
    offices.shingi("b", "suzuki", &["sync"]).fine();
    offices.write("a/journal/sato.ron", "// 一\n// 二\n");
    offices.shingi("a", "sato", &["sync"]).fine();
    assert_eq!(offices.read("a/journal/sato.ron"), "// 一\n// 二\n");
    offices.is_clean("a");
}
