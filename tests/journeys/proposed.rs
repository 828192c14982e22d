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
fn a_committee_member_reads_nothing_that_the_program_reckons() {
    let mut reader = Desk::open(120, 40).reader("mori");
    reader.press("2/メンター<Enter>");
    let screen = reader.screen();
    assert!(screen.contains("ア(イ)") && !screen.contains("候補"), "{screen}");
}
