//! The history, as a command prints it.

use super::Home;

#[test]
fn the_history_is_narrowed_to_a_person_a_kind_and_a_record() {
    let home = Home::with_records();
    for (by, opinion) in [("sato", "ア-ア"), ("abe", "ア-イ")] {
        let words = ["--as", by, "link", opinion, "地域スタートアップ等支援事業"];
        home.run(&words).fine();
    }
    home.sato(&["undo"]).fine();
    for (words, lines) in [
        (&[][..], 3),
        (&["--person", "sato"], 2),
        (&["--kind", "対応付け", "--person", "abe"], 1),
        (&["--kind", "回答"], 0),
        (&["--record", "ア-イ"], 1),
        (&["--record", "地域スタートアップ等支援事業", "--limit", "2"], 2),
    ] {
        let ran = home.run(&[&["log", "--format", "json"], words].concat()).json();
        assert_eq!(super::length(&ran), lines, "{words:?}");
    }
    let ran = home.run(&["log", "--kind", "回答"]);
    assert_eq!(ran.out.trim(), "当てはまる操作はありません。");
    assert_eq!(home.run(&["log", "--record", "どこにもない記録"]).code, Some(1));
    assert_eq!(home.run(&["log", "--kind", "答え"]).code, Some(2));
}
