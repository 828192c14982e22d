//! `shingi search` and `shingi views`: kinds, conditions, searches that have a name.

use serde_json::Value;

use super::Home;

fn found(home: &Home, words: &[&str]) -> Vec<(String, String)> {
    let asked = [&["search", "--format", "json", "--limit", "500"], words].concat();
    let hits: Value = serde_json::from_str(&home.run(&asked).fine()).unwrap();
    let word = |hit: &Value, of: &str| hit[of].as_str().unwrap().to_owned();
    hits.as_array().unwrap().iter().map(|hit| (word(hit, "kind"), word(hit, "id"))).collect()
}

#[test]
fn everything_is_searched_kind_by_kind_under_conditions() {
    let home = Home::with_records();
    home.sato(&["answer", "ア-イ", "--kind", "2", "--text", "伴走型で応えます"]).fine();
    let kinds = |words: &[&str]| {
        let mut kinds: Vec<_> = found(&home, words).into_iter().map(|(kind, _)| kind).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&["伴走型で応えます"]), ["answer"]);
    assert_eq!(kinds(&["kind:意見", "創業"]), ["opinion"]);
    assert_eq!(kinds(&["種別:指標", "創業"]), ["indicator"]);
    let all = kinds(&["創業"]);
    assert!(all.len() > 2 && all.contains(&"program".to_owned()), "{all:?}: each kind once");
    // Words and kinds left out.
    let (with, without) = (found(&home, &["創業"]), found(&home, &["創業", "－融資"]));
    assert!(without.len() < with.len() && without.iter().all(|hit| with.contains(hit)));
    assert_eq!(found(&home, &["創業", "-融資"]), without, "a dash needs nothing round it");
    assert_eq!(found(&home, &["-融資", "創業"]), without);
    for words in [&["--", "創業", "-種別:事業"][..], &["-種別:事業", "創業"]] {
        assert!(!kinds(words).contains(&"program".to_owned()));
    }
    let text = home.run(&["search", "創業", "--limit", "3"]).fine();
    assert!(text.contains("創業") && !text.contains('\x1b'), "plain where no terminal is: {text}");
    // Year and status; those of one thing are alternatives.
    let r7 = found(&home, &["種別:意見", "年度:R7"]).len();
    let answered = found(&home, &["種別:意見", "年度:R7", "状態:既実施"]).len();
    let open = found(&home, &["種別:意見", "年度:R7", "状態:未回答"]).len();
    assert_eq!((answered, open), (1, r7 - 1));
    assert_eq!(found(&home, &["種別:意見", "年度:R7", "状態:未回答", "状態:既実施"]).len(), r7);
    assert!(home.run(&["search", "創業", "種別:意見"]).fine().starts_with("【意見】"));
    home.run(&["search", "創業", "--limt", "3"])
        .refused(2, "`--limt` というオプションはありません。");
}

#[test]
fn a_limit_keeps_the_best_of_all_kinds() {
    let home = Home::with_records();
    let hits: Value = serde_json::from_str(
        &home.run(&["search", "創業", "--limit", "4", "--format", "json"]).fine(),
    )
    .unwrap();
    let kinds: Vec<_> = hits.as_array().unwrap().iter().map(|hit| hit["kind"].clone()).collect();
    // The name of an indicator is a better place than what programs say of themselves.
    assert_eq!(kinds, ["program", "program", "program", "indicator"]);
}

#[test]
fn a_search_is_named_kept_used_and_dropped() {
    let home = Home::with_records();
    let said = home.sato(&["views", "--keep", "創業", "創業", "種別:意見"]).fine();
    assert!(said.contains("「創業」を残しました（自分だけ）"), "{said}");
    home.sato(&["views", "--keep", "未回答", "状態:未回答", "--shared"]).fine();
    assert!(
        std::fs::read_to_string(home.path("records/views.ron")).unwrap().contains("状態:未回答")
    );
    let views: Value =
        serde_json::from_str(&home.run(&["views", "--format", "json"]).fine()).unwrap();
    assert_eq!(views[0]["name"], "未回答");
    assert_eq!(
        (views[0]["shared"].clone(), views[1]["query"].clone()),
        (true.into(), "創業 種別:意見".into())
    );
    assert_eq!(found(&home, &["--view", "創業"]), found(&home, &["創業", "種別:意見"]));
    assert_eq!(found(&home, &["--view", "未回答", "創業"]), found(&home, &["状態:未回答", "創業"]));
    home.run(&["search", "--view", "ない"]).refused(2, "「ない」という検索は残っていません。");
    home.run(&["check"]).fine();
    home.sato(&["views", "--drop", "未回答"]).refused(2, "残っていません（自分だけ）");
    home.sato(&["views", "--drop", "未回答", "--shared"]).fine();
    home.sato(&["views", "--drop", "創業"]).fine();
    assert!(home.run(&["views"]).fine().contains("保存した検索はありません"));
    home.sato(&["views", "--keep", "空", " "]).refused(2, "探す言葉か条件が要ります");
    assert!(home.path(".config/shingi/views.ron").is_file());
}
