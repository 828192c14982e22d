//! Proposals settled or turned down, relations, referrals, notes, and taking any of it back.

use serde_json::Value;

use super::{Home, length};

/// A home with a record and the first draft of its links.
fn drafted() -> Home {
    let home = Home::new();
    home.run(&["init", "records"]).fine();
    home
}

fn opinion(home: &Home, name: &str) -> Value {
    home.run(&["show", name, "--format", "json"]).json()
}

fn full(home: &Home) -> u64 {
    let covered = home.run(&["coverage", "--format", "json"]).json()["covered"].clone();
    covered["full"].as_u64().unwrap() + covered["partial"].as_u64().unwrap()
}

const STARTUP: &str = "city/地域スタートアップ等支援事業";
const SCHOOL: &str = "city/創業者チャレンジ支援・育成事業";

#[test]
fn a_proposal_says_what_it_is_until_somebody_settles_it() {
    let home = drafted();
    let sentence = "案（公表資料から作成。市の見解ではない）";
    let shown = home.run(&["show", "ア-ア"]).fine();
    assert!(shown.contains(&format!("    {sentence} 継続・一部 (付属の案) ")), "{shown}");
    assert!(shown.contains(&format!("関連なし:\n  {sentence} ")), "{shown}");
    assert!(shown.contains("        根拠: 令和7年度報告書 1(1)-2 内容"), "{shown}");
    assert_eq!(full(&home), 0);
    let said = home.sato(&["confirm", "ア-ア", SCHOOL, "--note", "確かめた"]).fine();
    assert_eq!(said, "保存しました: ア(ア) 確定 「創業者チャレンジ支援・育成事業」継続・一部\n");
    assert_eq!(full(&home), 1);
    let links = opinion(&home, "ア-ア")["links"].clone();
    let own = links.as_array().unwrap().iter().find(|link| link["by"] == "sato").unwrap();
    assert_eq!((&own["note"], &own["stage"]), (&"確かめた".into(), &"確定".into()));
    assert!(own["evidence"].as_str().unwrap().starts_with("令和7年度報告書"));
    // The rest of the opinion, 関連なし too; then there is nothing left.
    let said = home.sato(&["confirm", "ア-ア"]).fine();
    assert!(said.starts_with("保存しました: 確定 4件\n"), "{said}");
    assert!(said.contains("  ア(ア)  「地域スタートアップ等支援事業」関連なし\n"), "{said}");
    assert!(!home.run(&["show", "ア-ア"]).fine().contains(sentence));
    home.sato(&["confirm", "ア-ア"]).refused(1, "ア(ア) の案はありません。");
    home.sato(&["undo"]).fine();
    assert!(home.run(&["show", "ア-ア"]).fine().contains(sentence));
}

#[test]
fn every_proposal_can_be_settled_in_one_act() {
    let home = drafted();
    let said = home.sato(&["confirm", "--all"]).fine();
    assert!(said.starts_with("保存しました: 確定 1"), "{said}");
    let drafts = home.run(&["dump"]).json()["links"].clone();
    let drafts = drafts.as_array().unwrap().iter().filter(|link| link["by"] == "draft").count();
    let settled = said.lines().skip(1).filter(|line| !line.ends_with("関連なし")).count();
    assert_eq!(settled, drafts);
    home.sato(&["confirm", "--all"]).refused(1, "案はありません。");
    home.sato(&["undo"]).fine();
    assert_eq!(full(&home), 0);
    home.run(&["check"]).fine();
    for (words, why) in [
        (&["confirm"][..], "意見か --all か --area が足りません。"),
        (&["confirm", "ア-ア", "--all"], "は一緒に使えません。"),
        (&["confirm", "ア-ア", "--note", "メモ"], "--note は、意見と事業を一つずつ"),
    ] {
        home.sato(words).refused(2, why);
    }
}

#[test]
fn nothing_is_settled_that_nobody_proposed() {
    let home = Home::with_records();
    let missing = "ア(イ) と「地域スタートアップ等支援事業」の案はありません。";
    home.sato(&["confirm", "ア-イ", STARTUP]).refused(1, missing);
    assert_eq!(length(&home.run(&["log", "--format", "json"]).json()), 0);
}

#[test]
fn a_program_is_turned_down_for_a_reason() {
    let home = Home::with_records();
    home.sato(&["reject", "ア-イ", STARTUP]).refused(2, "--reason <理由> が足りません。");
    home.sato(&["reject", "ア-イ", STARTUP, "--reason", ""]).refused(2, "理由が要ります。");
    home.sato(&["link", "ア-イ", STARTUP]).fine();
    let said = home.sato(&["reject", "ア-イ", STARTUP, "--reason", "対象が違う"]).fine();
    assert_eq!(said, "保存しました: ア(イ) 関連なし 「地域スタートアップ等支援事業」\n");
    let now = opinion(&home, "ア-イ");
    assert_eq!((length(&now["links"]), &now["rejects"][0]["reason"]), (0, &"対象が違う".into()));
    // Whoever linked it keeps the link; both are told.
    home.run(&["--as", "abe", "link", "ア-ウ", STARTUP]).fine();
    let said = home.sato(&["reject", "ア-ウ", STARTUP, "--reason", "対象が違う"]).fine();
    assert!(said.contains("（abe さんは対応付けています: 食い違い）"), "{said}");
    assert!(home.run(&["show", "ア-ウ"]).fine().contains("食い違い: 関連なしとした人もいます。"));
    let said = home.sato(&["reject", "ア-エ", STARTUP, "--reason", "a", "--stage", "案"]).fine();
    assert!(said.ends_with("「地域スタートアップ等支援事業」（案）\n"), "{said}");
    assert!(home.sato(&["confirm", "ア-エ"]).fine().ends_with("」関連なし\n"));
}

#[test]
fn opinions_are_related_and_never_in_a_ring() {
    let home = Home::with_records();
    let relate = |words: [&str; 3]| home.sato(&[&["relate"], &words[..]].concat());
    let said = relate(["ア-ア", "準用", "ア-イ"]).fine();
    assert_eq!(said, "保存しました: ア(ア) 意見の関係 準用 ア(イ)\n");
    assert!(relate(["ア-ア", "準用", "ア-イ"]).fine().starts_with("変わりません: "));
    relate(["ア-イ", "準用", "ア-ウ"]).fine();
    relate(["ア-ウ", "準用", "ア-ア"])
        .refused(1, "準用が一回りします（ア(ア) → ア(イ) → ア(ウ)）。何も書いていません。");
    relate(["ア-ウ", "継承", "ア-ア"]).fine();
    relate(["ア-ア", "同趣旨", "ア-ア"]).refused(1, "同じ意見どうしに、関係は書けません。");
    relate(["ア-ウ", "同趣旨", "ア-ア"]).fine();
    assert!(relate(["ア-ア", "同趣旨", "ア-ウ"]).fine().starts_with("変わりません: "));
    let shown = home.run(&["show", "ア-イ"]).fine();
    assert!(shown.contains("意見の関係:\n  準用元 ア(ア) (sato)"), "{shown}");
    assert!(shown.contains("\n  準用 ア(ウ) (sato)"), "{shown}");
    assert_eq!(length(&opinion(&home, "ア-イ")["relations"]), 2);
    // A note takes the place of one's own word without it.
    home.sato(&["relate", "ア-ア", "準用", "ア-イ", "--note", "第2段落"]).fine();
    assert_eq!(length(&opinion(&home, "ア-イ")["relations"]), 2);
    assert!(home.run(&["show", "ア-イ"]).fine().contains("      メモ: 第2段落"));
}

#[test]
fn opinions_are_passed_on_and_any_record_takes_a_note() {
    let home = Home::with_records();
    let said =
        home.sato(&["refer", "ア-ア", "ア-イ", "--to", "国へ要望", "--date", "R8.4.1"]).fine();
    assert!(said.contains("  ア(イ)  国へ要望（令和8年4月1日）\n"), "{said}");
    let again = ["refer", "ア-ア", "--to", "国へ要望", "--date", "R8.4.1"];
    assert!(home.sato(&again).fine().starts_with("変わりません: "));
    assert_eq!(opinion(&home, "ア-ア")["referrals"][0]["on"], "2026-04-01");
    for (name, on) in [
        ("ア-ア", "ア(ア)"),
        (STARTUP, "地域スタートアップ等支援事業"),
        ("第2回", "令和7年度第2回熊本市中小企業活性化会議"),
    ] {
        let said = home.sato(&["note", name, "--text", "確かめる\n二行目"]).fine();
        assert_eq!(said, format!("保存しました: {on} メモ\n"));
        assert_eq!(opinion(&home, name)["notes"][0]["text"], "確かめる\n二行目");
        let shown = home.run(&["show", name]).fine();
        assert!(shown.contains("メモ:\n  確かめる\n    二行目 (sato) "), "{shown}");
    }
    home.sato(&["note", "ア-ア", "--text", " "]).refused(2, "メモの言葉がありません。");
}

#[test]
fn whatever_was_said_is_withdrawn_by_its_id() {
    let home = Home::with_records();
    home.sato(&["relate", "ア-ア", "準用", "ア-イ"]).fine();
    home.sato(&["refer", "ア-ア", "--to", "県へ要望"]).fine();
    home.sato(&["note", "ア-ア", "--text", "メモ"]).fine();
    home.sato(&["reject", "ア-ア", STARTUP, "--reason", "違う"]).fine();
    home.sato(&["answer", "ア-ア", "--kind", "1"]).fine();
    home.sato(&["answer", "ア-ア", "--kind", "2"]).fine();
    let now = opinion(&home, "ア-ア");
    let id = |kind: &str| now[kind][0]["id"].as_str().unwrap().to_owned();
    let log = home.run(&["log"]).fine();
    let abe = |words: &[&str]| home.run(&[&["--as", "abe", "withdraw"], words].concat());
    for kind in ["relations", "referrals", "notes", "rejects"] {
        assert!(log.contains(&id(kind)), "{log}");
        let said = abe(&[&id(kind)]).fine();
        assert!(said.starts_with("保存しました: 取り消し "), "{said}");
        assert_eq!(length(&opinion(&home, "ア-ア")[kind]), 0, "{kind}");
    }
    abe(&[&id("notes")]).refused(1, "は、もう取り消されています。");
    abe(&["zzzzzzzzzzzzz"]).refused(1, "識別子 `zzzzzzzzzzzzz` はありません。");
    let deeds = home.run(&["log", "--format", "json"]).json();
    let deeds = deeds.as_array().unwrap();
    abe(&[deeds[0]["id"].as_str().unwrap()]).refused(1, "は取り消しです。");
    let first = deeds.iter().rfind(|deed| deed["kind"] == "回答").unwrap();
    abe(&[first["id"].as_str().unwrap()]).refused(1, "置き換わっています。");
    // Its beginning is enough; the answer before stands again.
    let answer = id("answers");
    abe(&[&answer[..3]]).refused(1, "はありません。");
    assert_eq!(
        abe(&[&answer[..8]]).fine(),
        "保存しました: 取り消し 回答 ア(ア)（既実施・下書き）\n"
    );
    home.run(&["--as", "abe", "undo"]).fine();
    assert_eq!(opinion(&home, "ア-ア")["answers"][0]["kind"], "既実施");
}
