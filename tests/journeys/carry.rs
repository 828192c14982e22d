//! The first days of a new year: what became of the programs, what is lost, what goes on.

use super::*;
use crate::next_year::{self, ENDED, GONE, RENAMED, SPLIT};
use shingi::{
    app::filter::{Filter, TIES},
    domain::{Extent, LinkKind},
};

const FIRST: &str = "city-r7/ア(ア)";
const SECOND: &str = "city-r7/ア(イ)";

/// Links of last year, and the report of the new one.
fn april() -> Desk {
    let mut desk = Desk::open(80, 24);
    desk.turn_back(300);
    for (opinion, program) in [(FIRST, ENDED), (FIRST, RENAMED), (SECOND, GONE), (SECOND, SPLIT)] {
        let program = format!("city/{program}");
        desk.somebody_links("sato", opinion, &program, LinkKind::Continuing, Extent::Full);
    }
    desk.somebody_links(
        "sato",
        SECOND,
        "city/中小企業金融対策事業",
        LinkKind::Reference,
        Extent::Partial,
    );
    desk.turn_back(-300);
    next_year::report(desk.records(), "R8");
    desk.again("yamada")
}

fn opened() -> Desk {
    let mut desk = april();
    desk.press("<End>");
    seek(&mut desk, "<Up>", "への引き継ぎ");
    desk.press("<Enter>");
    desk
}

/// Presses a key until the selected row says something.
fn seek(desk: &mut Desk, key: &str, text: &str) {
    for _ in 0..200 {
        if desk.selected().is_some_and(|row| row.contains(text)) {
            return;
        }
        desk.press(key);
    }
    panic!("{text}\n{}", desk.screen());
}

fn lineage(desk: &Desk) -> String {
    std::fs::read_to_string(desk.records().join("lineage-r8.ron")).unwrap_or_default()
}

#[test]
fn what_is_proposed_is_written_into_the_record_only_after_a_yes() {
    let mut desk = opened();
    shows(&desk, "令和8年度への引き継ぎ");
    shows(&desk, "事業: 確かめて系譜に書き込む");
    let first = desk.selected().unwrap();
    assert!(first.starts_with("分割") && first.ends_with("明記"), "{first}");
    shows(&desk, "へ分割したため、令和7年度限りで終了");
    desk.press("<Enter>");
    shows(&desk, "この系譜を書き込みますか。");
    shows(&desk, "F9 では戻せません。");
    // Enter alone is no yes, however often.
    desk.press("<Enter><Enter><Esc><Enter>n<Enter><F7><Esc>");
    assert_eq!(lineage(&desk), "");
    desk.press("<Enter>y");
    assert!(desk.notice().starts_with("系譜に書き込みました（ファイルを直すまで残ります）: 分割"));
    assert!(lineage(&desk).contains("研究開発助成事業"));
    assert!(!desk.screen().contains("分割  「成長"), "{}", desk.screen());
    let next = desk.selected().unwrap();
    assert_ne!(next, first);
    let before = lineage(&desk);
    desk.press("<F7><F7>");
    assert_eq!(lineage(&desk), before);
    desk.press("<F8>");
    assert!(desk.notice().contains("件を書き込みました"), "{}", desk.notice());
    assert!(lineage(&desk).starts_with(before.trim_end_matches("    ],\n)\n")));
    desk.press("<F7>");
    assert_eq!(
        desk.notice(),
        "明記かほぼ確実な提案はありません。一件ずつ Enter で確かめてください。"
    );
}

#[test]
fn programs_that_are_not_one_are_parted_and_what_ties_none_is_passed_over() {
    let mut desk = opened();
    seek(&mut desk, "<Down>", "改称");
    desk.press("x");
    assert_eq!(desk.notice(), "別の事業とみて、提案し直しました。書き込むまで記録は変わりません。");
    shows(&desk, "新規  「地域スタートアップ成長支援事業」");
    shows(&desk, "終了  「地域スタートアップ等支援事業」");
    seek(&mut desk, "<Up>", "地域スタートアップ成長");
    shows(&desk, "とは別の事業と、担当者が判断した。");
    desk.press("x");
    assert_eq!(desk.notice(), "見送りました。開き直すと、また出ます。");
    assert!(!desk.screen().contains("新規  「地域スタートアップ成長"));
    assert_eq!(lineage(&desk), "");
    // Esc closes; opened anew, everything is proposed as at first.
    desk.press("<Esc><Enter>");
    shows(&desk, "改称  「地域スタートアップ等支援事業」");
}

#[test]
fn links_of_last_year_are_shown_so_until_somebody_looks_at_them() {
    let mut desk = opened();
    desk.press("<Esc>2<Tab><Down><Down><Down><Down>");
    shows(&desk, "前年度のまま  c で確かめる");
    desk.press("<Esc><Home>");
    desk.model.opinions.filter = Filter::only(TIES, "前年度のまま");
    desk.press("<Down>");
    assert_eq!(desk.model.opinions.list.rows(), [0, 1]);
    desk.press("<Esc>1<End>");
    seek(&mut desk, "<Up>", "への引き継ぎ");
    desk.press("<Enter><End>");
    shows(&desk, "対応付け: 前年度のまま 5件");
    // Undo reaches it: no question.
    desk.press("<Enter>");
    // What became of a program is looked into one by one.
    assert!(
        desk.notice().contains("件を再確認しました。異動やその提案のある"),
        "{}",
        desk.notice()
    );
    let left = desk.model.council.unrenewed.len();
    assert!(left > 0 && left < 5, "{left}");
    desk.press("<F9>");
    assert_eq!(desk.model.council.unrenewed.len(), 5);
}

#[test]
fn one_link_of_last_year_is_looked_at_by_itself() {
    let mut desk = april();
    assert_eq!(desk.model.council.unrenewed.len(), 5);
    desk.press("2<Down><Tab><Down><Down><Down>");
    desk.press("c<F7>");
    assert!(desk.notice().contains("を再確認しました"), "{}", desk.screen());
    assert_eq!(desk.model.council.unrenewed.len(), 4);
}

#[test]
fn what_is_lost_is_listed_and_leads_to_its_program() {
    let mut desk = opened();
    seek(&mut desk, "<Down>", &format!("「{ENDED}」 意見"));
    desk.press("<Enter>");
    assert!(desk.model.overlay.is_none());
    shows(&desk, "[3事業]");
    desk.press("<Esc>");
    shows(&desk, "[1概要]");
}

#[test]
fn whoever_may_only_read_writes_nothing() {
    let mut desk = opened();
    desk.model.access = shingi::app::Access::Read("閲覧のみです。".to_owned());
    desk.press("<Enter><Enter><F7><F7>");
    assert_eq!(desk.notice(), "閲覧のみです。");
    assert_eq!(lineage(&desk), "");
}
