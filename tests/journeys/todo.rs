//! What waits on the overview, and where it is mended.

use super::*;
use jiff::civil::date;
use shingi::{
    analysis::Council,
    app::screen::Part,
    domain::{AnswerKind, AnswerStage, Extent, LinkKind, Person, ProgressState, Relation},
    journal::{Answer, Progress, Relate, Saying},
};

const SOLD: &str = "city/食の販路拡大事業";
const SALES: &str = "city-r7/イ(ア)";

/// Selects the first row of a kind.
fn select(desk: &mut Desk, kind: &str) {
    desk.press("1<Home>");
    for _ in 0..desk.model.overview.list.rows().len() {
        if desk.selected().is_some_and(|row| row.starts_with(kind)) {
            return;
        }
        desk.press("<Down>");
    }
    panic!("{kind}\n{}", desk.screen());
}

fn waiting() -> Desk {
    let mut desk = Desk::open(80, 24);
    let sato: Person = "sato".parse().unwrap();
    let opinion = |id: &str| id.into();
    let text = "お答えします。".to_owned();
    let said = [
        Saying::Answer(Answer {
            opinion: opinion(MENTOR),
            kind: AnswerKind::Existing,
            text,
            stage: AnswerStage::Draft,
            replaces: Vec::new(),
        }),
        Saying::Progress(Progress {
            opinion: opinion("city-r7/ウ(ア)"),
            state: ProgressState::Considering,
            as_of: date(2026, 1, 1),
            until: Some(date(2026, 10, 31)),
            reason: String::new(),
            replaces: Vec::new(),
        }),
        Saying::Relate(Relate {
            opinion: opinion("city-r7/エ(ア)"),
            other: opinion("city-r7/エ(ア)"),
            relation: Relation::AsAnswered,
            note: String::new(),
        }),
    ];
    desk.somebody_says(&sato, &said);
    desk.somebody_links("sato", SALES, SOLD, LinkKind::Continuing, Extent::Full);
    desk.hear();
    desk
}

#[test]
fn each_row_opens_where_it_is_mended_and_esc_comes_back_to_it() {
    let mut desk = waiting();
    let sold = || Part::Tie(SOLD.into());
    for (kind, opinion, part) in [
        ("期限超過", "ウ(ア)", Part::Progress),
        ("要再確認", "イ(ア)", sold()),
        ("根拠なし", "イ(ア)", sold()),
        ("未回答", "ア(ア)", Part::Answer),
        ("事業なし回答", "ア(イ)", Part::Answer),
        ("下書き回答", "ア(イ)", Part::Answer),
    ] {
        select(&mut desk, kind);
        let row = desk.selected();
        desk.press("<Enter>");
        assert_eq!((desk.model.view, desk.model.focus), (View::Opinions, Focus::Detail), "{kind}");
        let at = desk.model.opinions.list.row().unwrap();
        assert_eq!(desk.model.council.records.opinions[at].label, opinion, "{kind}");
        assert_eq!(desk.model.opinions.detail.selected, Some(part.clone()), "{kind}");
        if part == sold() {
            shows(&desk, "食の販路拡大事業");
        }
        desk.press("<Esc><Esc>");
        assert_eq!((desk.model.view, desk.selected()), (View::Overview, row), "{kind}");
    }
    select(&mut desk, "記録の問題");
    desk.press("<Enter>");
    shows(&desk, "意見の準用が一巡しています: エ(ア)。");
}

#[test]
fn a_doubt_that_is_settled_goes_and_the_next_row_takes_its_place() {
    let mut desk = waiting();
    select(&mut desk, "要再確認");
    shows(&desk, "食の販路拡大事業: 予算なし（R7）");
    let council: &Council = &desk.model.council;
    let doubt = council.suspect(&SALES.into(), &SOLD.into()).unwrap();
    let confirmed = council.confirm(&[(doubt.pair.clone(), doubt.fates())], "分割後も続く");
    let before = desk.model.overview.open().count();
    desk.somebody_says(&"sato".parse().unwrap(), &confirmed);
    desk.hear();
    assert_eq!(desk.model.overview.open().count(), before - 1);
    assert!(desk.selected().unwrap().starts_with("未回答"), "{}", desk.screen());
    select(&mut desk, "根拠なし");
    let row = desk.selected();
    desk.somebody_links("ito", MENTOR, STARTUP, LinkKind::Continuing, Extent::Full);
    desk.hear();
    assert_eq!(desk.selected().unwrap()[..12], row.unwrap()[..12], "the same kind of row");
}

#[test]
fn the_list_is_narrowed_by_kind_and_says_so() {
    let mut desk = waiting();
    let all = desk.model.overview.open().count();
    desk.press("1<F4>");
    shows(&desk, "【種類】");
    shows(&desk, "【年度】");
    while !desk.selected().unwrap().contains("未回答") {
        desk.press("<Down>");
    }
    desk.press("<Enter><Esc>");
    let shown = desk.model.overview.open().count();
    assert!(shown < all && desk.model.overview.list.rows().len() == shown);
    shows(&desk, &format!("要対応 {shown}件（未回答）"));
    let kinds = desk.model.overview.by_kind();
    assert_eq!(kinds, [(shingi::analysis::OpenKind::Unanswered, shown)]);
    desk.press("<Esc>");
    assert_eq!(desk.model.overview.open().count(), all);
    assert_eq!(desk.model.view, View::Overview);
}
