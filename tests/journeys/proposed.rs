//! 候補: what may answer an opinion, before anything is typed.

use super::*;

const HEAD: &str = "候補  F2 で選びます";

#[test]
fn the_picker_opens_on_the_best_candidate_with_its_reason() {
    let mut desk = Desk::open(120, 40);
    desk.press("2/メンター<Enter><F2>");
    let screen = desk.screen();
    let first = screen.lines().find(|line| line.contains("> ")).unwrap();
    assert!(first.contains("地域スタートアップ等支援事業"), "{screen}");
    assert!(first.contains("スタートアップ・"), "{screen}");
    desk.press("支援");
    assert!(!desk.screen().contains("スタートアップ・"), "what was typed stands alone");
    desk.press("<Esc>3/地域スタートアップ<Enter><F2>");
    let screen = desk.screen();
    let first = screen.lines().find(|line| line.contains("> ")).unwrap();
    assert!(first.contains("ア(イ)") || first.contains("ア(ウ)"), "{screen}");
}

#[test]
fn what_is_ruled_out_stands_last() {
    let mut desk = Desk::open(120, 40);
    desk.press("2/メンター<Enter><F2>");
    let Some(Overlay::Picker(picker)) = &desk.model.overlay else { panic!("the picker") };
    let pair = picker.pairs(&desk.model.council, picker.list.rows()[0])[0].clone();
    desk.press("<Esc>");
    let sato = "sato".parse().unwrap();
    let stage = shingi::domain::Stage::Confirmed;
    let sayings = desk.model.council.reject(&sato, std::slice::from_ref(&pair), stage, "別の話");
    desk.somebody_says(&sato, &sayings);
    desk.hear();
    desk.press("<F2>");
    let Some(Overlay::Picker(picker)) = &desk.model.overlay else { panic!("the picker") };
    let row = desk.model.council.records.program_row(&pair.1).unwrap();
    assert_eq!(picker.list.rows().last(), Some(&row));
}

#[test]
fn the_detail_proposes_until_something_is_confirmed() {
    let mut desk = Desk::open(120, 40);
    desk.press("2/メンター<Enter>");
    let screen = desk.screen();
    assert!(screen.contains(HEAD) && screen.contains("理由: "), "{screen}");
    desk.press("<F2><Enter>");
    assert_eq!(links(&desk, MENTOR).len(), 1);
    assert!(!desk.screen().contains(HEAD), "{}", desk.screen());
}

#[test]
fn a_candidate_is_opened_ruled_out_or_linked_where_it_stands() {
    let mut desk = Desk::whole(120, 40);
    desk.press("2/四季<Enter>");
    let likely = |desk: &Desk| {
        let council = &desk.model.council;
        let found = council.likely_programs(&"city-r7/イ(コ)".into());
        found
            .iter()
            .map(|it| council.records.programs[it.row].name().to_owned())
            .collect::<Vec<_>>()
    };
    let before = likely(&desk);
    desk.press("<Tab>");
    let first = format!("> 市 {}", before[0]);
    for _ in 0..9 {
        if !desk.screen().contains(&first) {
            desk.press("<Down>");
        }
    }
    shows(&desk, &first);
    desk.press("n別の話である。<F7>");
    let after = likely(&desk);
    assert!(!after.contains(&before[0]) && after.starts_with(&before[1..]), "{before:?} {after:?}");
    desk.press("<Enter>");
    assert_eq!(desk.model.view, shingi::app::View::Programs, "{}", desk.screen());
}

#[test]
fn a_program_proposes_the_opinions_that_it_may_answer() {
    let mut desk = Desk::open(120, 40);
    desk.press("3/地域スタートアップ<Enter>");
    shows(&desk, HEAD);
    shows(&desk, "ア(イ)  スタートアップ支援について");
    desk.press("<Tab>");
    let at = desk.model.programs.detail.selected.clone();
    assert!(matches!(at, Some(shingi::app::screen::Linked::Candidate(_))), "{at:?}");
    desk.press("<Enter>");
    assert_eq!(desk.model.view, shingi::app::View::Opinions);
}

#[test]
fn an_opinion_stands_beside_those_that_say_much_the_same() {
    let mut desk = Desk::open(120, 40);
    let session = shingi::domain::SessionId::from("city-r7/第2回");
    let new = shingi::journal::NewOpinion {
        fiscal_year: "R8".parse().unwrap(),
        label: "ア(ア)".to_owned(),
        heading: String::new(),
        area: None,
        text: "事業承継には長い準備の期間がかかるので、長期にわたる伴走型の支援をお願いしたい。"
            .to_owned(),
        sessions: vec![session],
    };
    desk.somebody_says(&"sato".parse().unwrap(), &[shingi::journal::Saying::AddOpinion(new)]);
    desk.hear();
    desk.press("2/お願いしたい<Enter>");
    shows(&desk, "似た意見");
    shows(&desk, "R7 ア(オ)  事業承継は");
    desk.press("<F8>");
    shows(&desk, "関係");
}

#[test]
fn a_committee_member_reads_nothing_that_the_program_reckons() {
    let mut reader = Desk::open(120, 40).reader("mori");
    reader.press("2/メンター<Enter>");
    let screen = reader.screen();
    assert!(screen.contains("ア(イ)") && !screen.contains("候補"), "{screen}");
}

#[test]
fn in_a_large_record_no_step_waits_for_candidates() {
    let mut desk = with_more_opinions(5_000);
    for (keys, shown) in
        [("2/メンター<Enter>", "スタートアップ"), ("3/地域スタートアップ<Enter>", "メンター")]
    {
        desk.press(keys);
        desk.press("<Tab><End>");
        assert!(!desk.screen().contains(HEAD), "{}", desk.screen());
        // The index is made beside the dashboard, once a detail asked for it.
        if let Some(work) = desk.model.council.look_ahead() {
            work();
        }
        assert!(desk.model.is_busy());
        while desk.model.is_busy() {
            desk.model.work();
        }
        desk.press("<End>");
        shows(&desk, HEAD);
        shows(&desk, shown);
        desk.press("<Esc><Esc>");
    }
}
