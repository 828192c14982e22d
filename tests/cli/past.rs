//! `--as-of`: every figure as it stood at the end of a day.

use std::fs;

use super::{
    Home,
    members::{answer, line, link},
};

/// A journal that grows over three months.
fn grown() -> Home {
    let home = Home::with_records();
    let said = [
        ("2026-01-10", link("ア(ア)", "創業者チャレンジ支援・育成事業", "stage:確定")),
        ("2026-02-10", link("ア(イ)", "地域スタートアップ等支援事業", "stage:確定")),
        ("2026-02-10", answer("ア(イ)", "公表", "窓口があります。", "")),
        ("2026-03-10", "Retract(event:\"sato1\",way:Remove)".to_owned()),
        ("2026-03-10", link("ア(オ)", "事業承継・引継ぎ支援事業", "stage:確定")),
        ("2026-03-10", link("ア(カ)", "事業承継・引継ぎ支援事業", "stage:確定")),
    ];
    let lines = (1..).zip(&said).map(|(n, (day, said))| line("sato", n, day, "", said));
    fs::create_dir_all(home.path("records/journal")).unwrap();
    fs::write(home.path("records/journal/sato.ron"), lines.collect::<String>()).unwrap();
    home
}

#[test]
fn figures_are_those_of_the_day() {
    let home = grown();
    for (typed, day, said, full) in [
        ("2026-01-09", "2026-01-09", "令和8年1月9日", 0),
        ("R8.1.10", "2026-01-10", "令和8年1月10日", 1),
        ("令和8年2月28日", "2026-02-28", "令和8年2月28日", 2),
        ("2026/3/10", "2026-03-10", "令和8年3月10日", 3),
    ] {
        let run = |words: &[&str]| home.run(&[words, &["--as-of", typed]].concat());
        let coverage = run(&["coverage", "--format", "json"]).json();
        assert_eq!((&coverage["as_of"], &coverage["covered"]["full"]), (&day.into(), &full.into()));
        let dump = run(&["dump"]).json();
        assert_eq!(dump["coverage"]["as_of"], day);
        assert_eq!(dump["coverage"]["covered"]["full"], full);
        assert_eq!(dump["links"].as_array().unwrap().len(), full);
        for words in [&["coverage"][..], &["list"], &["show", "ア-ア"], &["log"]] {
            let text = run(words).fine();
            assert!(text.starts_with(said), "{words:?}: {text}");
            assert!(text.lines().next().unwrap().contains("現在"), "{words:?}: {text}");
        }
        let covered = run(&["list"]).fine().matches("事業あり").count();
        assert_eq!(covered, full, "{typed}");
    }
    // Without it nothing is said but of today.
    assert!(!home.run(&["list"]).fine().contains("現在"));
}

#[test]
fn a_day_of_the_past_cannot_be_written_to_and_a_day_to_come_not_asked_for() {
    let home = grown();
    home.sato(&["--as-of", "R8.2.1", "link", "ア-ア", "利子補給金"])
        .refused(1, "令和8年2月1日現在の閲覧です。書くときは --as-of を外してください。");
    home.run(&["coverage", "--as-of", "2999-01-01"]).refused(2, "まだ来ていません。");
    home.run(&["coverage", "--as-of", "いつか"]).refused(2, "日付として読めません。");
}
