//! `shingi changes`: from a day or a meeting, between the reports of two years, in three forms.

use super::Home;

/// A home where an opinion was answered and linked today.
fn answered() -> Home {
    let home = Home::with_records();
    home.sato(&["answer", "ア-イ", "--kind", "説明", "--text", "窓口を|開きます。"]).fine();
    home.sato(&["link", "ア-イ", "地域スタートアップ"]).fine();
    home
}

#[test]
fn what_was_said_since_a_meeting_is_told_in_every_form() {
    let home = answered();
    let text = home.run(&["changes", "--from", "第1回"]).fine();
    for part in [
        "前回からの変更: 令和7年7月2日現在 → ",
        "回答済: 0/25 → 1/25",
        "対応事業あり: 0/25 → 1/25",
        "ア(イ) スタートアップ支援について、",
        "回答: 未回答 → 3 説明（下書き）（sato、",
        "窓口を|開きます。",
        "対応付け「地域スタートアップ等支援事業」: なし → 継続・全部（sato、",
        "2件が変わりました。",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let handed = home.run(&["changes", "--from", "2025-07-02", "--format", "markdown"]).fine();
    for part in [
        "# 前回からの変更\n",
        "| 回答済 | 0/25 | 1/25 |",
        "## 意見\n",
        "  - 窓口を\\|開きます。",
        "## 読み方\n",
    ] {
        assert!(handed.contains(part), "{part}: {handed}");
    }
    let json = home.run(&["changes", "--from", "第1回", "--format", "json"]).json();
    assert_eq!(json["changes"][0]["aspect"], "回答");
    assert_eq!(json["changes"][0]["about"]["Opinion"], "city-r7/ア(イ)");
    assert!(json["changes"][0]["before"].is_null());
    assert_eq!(json["changes"][1]["with"], "地域スタートアップ等支援事業");
    // Members see no 下書き, and what they see says so.
    let seen = home.run(&["changes", "--from", "第1回", "--reader", "--format", "markdown"]).fine();
    assert!(!seen.contains("窓口") && seen.contains("（委員向け）"), "{seen}");
    let none = home.run(&["changes", "--from", "第1回", "--to", "第2回"]).fine();
    assert!(none.contains("変わったことはありません。"), "{none}");
}

#[test]
fn two_years_are_compared_as_printed() {
    let home = Home::new();
    let text = home.run(&["changes", "--year", "R5", "--to-year", "令和7年度"]).fine();
    for part in [
        "市の資料にある事業・取組: 59 → 66",
        "予算額: 15,285千円 → 16,152千円",
        "改称 ← ",
        "注: 市: 「",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let same = home.run(&["changes", "--year", "R7", "--to-year", "R7"]).fine();
    assert!(same.contains("変わったことはありません。"), "{same}");
}

#[test]
fn what_cannot_be_compared_is_refused_with_what_can() {
    let home = Home::new();
    for (words, said) in [
        (&["changes"][..], "--from"),
        (&["changes", "--year", "R5"], "--to-year"),
        (&["changes", "--year", "R20", "--to-year", "R7"], "資料がある年度: R4、R5、R7"),
        (&["changes", "--from", "きのうの朝"], "会議は「第1回」"),
        (&["changes", "--from", "2999-01-01"], "まだ来ていません"),
        (&["changes", "--from", "第2回", "--to", "第1回"], "より後です"),
    ] {
        home.run(words).refused(2, said);
    }
}

#[test]
fn a_meeting_of_several_years_is_asked_for_with_its_year() {
    let home = Home::with_records();
    home.sato(&["session", "add", "--date", "R8.7.1"]).fine();
    let both = "令和7年度第1回（令和7年7月2日）、令和8年度第1回（令和8年7月1日）";
    home.run(&["changes", "--from", "第1回"]).refused(2, both);
    home.run(&["changes", "--from", "R7第1回"]).fine();
}
