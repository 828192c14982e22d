//! `shingi suggest`: what may go together.

use super::{Home, keys, length};

#[test]
fn candidates_are_printed_with_the_words_they_share() {
    let home = Home::with_records();
    let text = home.run(&["suggest", "ア-イ", "--limit", "3"]).fine();
    assert!(text.contains("理由: ") && text.contains("メンター"), "{text}");
    let found = home.run(&["suggest", "ア-イ", "--limit", "3", "--format", "json"]).json();
    assert_eq!(length(&found), 3);
    assert_eq!(keys(&found[0]), ["name", "program", "reasons", "score", "weak"]);
    let scores: Vec<f64> =
        found.as_array().unwrap().iter().map(|it| it["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b) && scores[0] <= 1.0, "{scores:?}");
}

#[test]
fn what_is_linked_or_ruled_out_is_left_out() {
    let home = Home::with_records();
    let first = |home: &Home| {
        let found = home.run(&["suggest", "ア-イ", "--format", "json"]).json();
        found[0]["program"].as_str().unwrap().to_owned()
    };
    let linked = first(&home);
    home.sato(&["link", "ア-イ", &linked]).fine();
    let rejected = first(&home);
    assert_ne!(rejected, linked);
    home.sato(&["reject", "ア-イ", &rejected, "--reason", "別の話"]).fine();
    let found = home.run(&["suggest", "ア-イ", "--limit", "999"]).fine();
    assert!(!found.contains(&linked) && !found.contains(&rejected), "{found}");
}

#[test]
fn a_text_a_program_and_the_same_opinions_can_be_asked_for() {
    let home = Home::with_records();
    let found = home.run(&["suggest", "--text", "外国人観光客の受入れ", "--format", "json"]).json();
    assert!(length(&found) > 3 && found[0]["program"].is_string(), "{found}");
    let text = home.run(&["suggest", "--same", "--text", "外国人観光客の受入れ"]).fine();
    assert!(text.contains("city-r7/イ("), "{text}");
    let found = home.run(&["suggest", "地域スタートアップ等支援事業", "--format", "json"]).json();
    assert_eq!(keys(&found[0]), ["name", "opinion", "reasons", "score", "weak"]);
    let found = home.run(&["suggest", "ウ-ア", "--same", "--format", "json"]).json();
    assert!(found.as_array().unwrap().iter().all(|it| it["opinion"] != "city-r7/ウ(ア)"));
    let weak = |text: &str| home.run(&["suggest", "--text", text]).fine().contains("どれも弱い");
    assert!(weak("図書館の開館時間を延長してほしい。") && !weak("外国人観光客の受入れ"));
    assert_eq!(home.run(&["suggest", "--text", "。"]).fine().lines().count(), 1);
    home.run(&["suggest"]).refused(2, "意見か事業");
    home.run(&["suggest", "第1回"]).refused(1, "会議");
}
