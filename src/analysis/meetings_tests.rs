//! Entering, proposing, amending, and what happens once it stands in a file.

use jiff::civil::date;

use super::*;
use crate::{
    journal::{Event, Journal, NewOpinion, Way},
    records::{Loaded, SHIPPED, load_texts},
};

fn council() -> Council {
    let loaded = load_texts(SHIPPED);
    Council::new(Loaded { problems: Vec::new(), ..loaded }, Journal::default())
}

/// Says something as somebody, and hears it.
fn say(council: &mut Council, by: &str, id: &str, saying: Saying) {
    let n = council.journal.events.len() as u64 + 1;
    let at = format!("2026-07-02T10:00:{n:02}+09:00").parse().unwrap();
    let event =
        Event { id: id.into(), n, at, by: by.parse().unwrap(), uid: None, act: None, saying };
    council.hear_more(vec![event]);
}

fn r8() -> FiscalYear {
    "R8".parse().unwrap()
}

#[test]
fn the_next_session_and_number_are_proposed() {
    let council = council();
    let session = council.proposed_session(date(2026, 7, 2));
    assert_eq!((session.fiscal_year, session.number), (r8(), 1));
    assert_eq!(session.title, "令和8年度第1回熊本市中小企業活性化会議");
    assert_eq!(council.proposed_session(date(2025, 12, 1)).number, 3);
    assert_eq!(council.proposed_label(r8()), "ア(ア)");
    assert_eq!(council.proposed_label("R7".parse().unwrap()), "エ(エ)");
    for (label, next) in [
        ("ア(ア)", Some("ア(イ)")),
        ("(9)", Some("(10)")),
        ("③", Some("④")),
        ("1(2)", Some("1(3)")),
        ("追加", None),
        ("", None),
    ] {
        assert_eq!(next_label(label).as_deref(), next, "{label}");
    }
}

#[test]
fn a_number_is_the_same_in_every_spelling_and_no_other() {
    for label in ["ア-イ", "ｱ(ｲ)", "ア（イ）", "アイ", "ア （イ）"] {
        assert_eq!(number_key(label), number_key("ア(イ)"), "{label}");
    }
    assert_ne!(number_key("1(12)"), number_key("11(2)"));
    assert_eq!(number_key("１（１２）"), number_key("1-12"));
}

#[test]
fn the_day_of_a_session_is_one_of_its_year() {
    let today = date(2026, 11, 21);
    assert_eq!(day_of(r8(), "7月2日", today), Ok(date(2026, 7, 2)));
    assert_eq!(day_of(r8(), "3/25", today), Ok(date(2027, 3, 25)));
    assert!(day_of(r8(), "R9.4.1", today).unwrap_err().contains("開催日は令和9年度ですが"));
}

#[test]
fn a_heading_finds_its_area() {
    let council = council();
    for (heading, area) in [
        ("創業・事業承継の促進について", Some("city-r7/1")),
        ("新たな事業活動の促進について", Some("city-r7/2")),
        ("経営基盤の強化について", Some("city-r7/3")),
        ("その他の事項について", None),
        ("", None),
    ] {
        assert_eq!(council.proposed_area(heading).as_ref().map(AreaId::as_str), area, "{heading}");
    }
}

fn opinion(text: &str) -> NewOpinion {
    NewOpinion {
        fiscal_year: r8(),
        label: "ア(ア)".to_owned(),
        heading: String::new(),
        area: None,
        text: text.to_owned(),
        sessions: Vec::new(),
    }
}

#[test]
fn an_area_is_called_with_its_year_once_there_are_opinions_of_several() {
    let area = "city-r7/1".into();
    let mut council = council();
    assert_eq!(council.records.area_name(&area), "1 創業・事業承継の促進");
    say(&mut council, "sato", "e1", Saying::AddOpinion(opinion("初め")));
    assert_eq!(council.records.area_name(&area), "R7 1 創業・事業承継の促進");
    assert_eq!(council.records.area_name(&"city-r9/1".into()), "city-r9/1（参照先なし）");
}

#[test]
fn an_amendment_takes_the_place_of_what_was_seen_and_two_that_did_not_see_each_other_halt() {
    let mut council = council();
    say(&mut council, "sato", "e1", Saying::AddOpinion(opinion("初め")));
    let first = council.amend(&"e1".into(), New::Opinion(opinion("佐藤")), &[]);
    let other = council.amend(&"e1".into(), New::Opinion(opinion("鈴木")), &[]);
    assert_eq!(council.amend(&"e1".into(), New::Opinion(opinion("初め")), &[]), []);
    say(&mut council, "sato", "a1", first[0].clone());
    assert_eq!(council.records.opinions.last().unwrap().text, "佐藤");
    assert_eq!(council.unsettled(), []);
    say(&mut council, "suzuki", "a2", other[0].clone());
    let halts = council.unsettled();
    assert!(halts.len() == 1 && halts[0].what.contains("sato・suzuki"), "{halts:?}");
    let seen = council.ledger.amendment(&"e1".into()).unwrap().ids();
    let settled = council.amend(&"e1".into(), New::Opinion(opinion("佐藤")), &seen);
    say(&mut council, "sato", "a3", settled[0].clone());
    assert_eq!(
        (council.unsettled(), &*council.records.opinions.last().unwrap().text),
        (vec![], "佐藤")
    );
}

#[test]
fn what_is_said_after_it_stands_in_a_file_is_a_finding() {
    let before = council().troubles.len();
    let filed = "Opinions(source: \"s\", fiscal_year: \"R8\", sessions: [], opinions: [\
        Opinion(id: \"e1\", label: \"ア(ア)\", heading: \"\", text: \"初め\", entered: \"e1\")])";
    let mut loaded = load_texts(&[SHIPPED, &[("entered.ron", filed)]].concat());
    loaded.problems.clear();
    let mut council = Council::new(loaded, Journal::default());
    let found = |council: &Council| -> Vec<String> {
        council.troubles[before..].iter().map(|it| it.what.clone()).collect()
    };
    say(&mut council, "sato", "e1", Saying::AddOpinion(opinion("初め")));
    assert_eq!(found(&council), [""; 0]);
    assert!(council.unfiled().1.is_empty(), "the event yields nothing");
    let amend = Saying::Amend(Amend {
        entered: "e1".into(),
        to: New::Opinion(opinion("次")),
        replaces: vec![],
    });
    say(&mut council, "sato", "a1", amend);
    assert!(
        found(&council)[0].contains("sato さんの訂正と文言が違います"),
        "{:?}",
        found(&council)
    );
    say(&mut council, "sato", "r1", Saying::Retract { event: "a1".into(), way: Way::Undo });
    assert_eq!(found(&council), [""; 0]);
    say(&mut council, "sato", "r2", Saying::Retract { event: "e1".into(), way: Way::Undo });
    assert!(found(&council)[0].contains("入力は取り消されています"));
}
