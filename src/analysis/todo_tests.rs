use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{
    analysis::{
        Coverage, Wish,
        sample::{Sample, answer, assign, draft, progress, reject, relate, review},
    },
    domain::{Addressee, AnswerKind, LinkKind, Relation},
    journal::{Refer, Saying},
};

const TODAY: Date = date(2026, 11, 21);

/// What waits, but for the opinions nobody has answered, as `種類 意見 事業`.
fn waiting(sample: &Sample) -> Vec<String> {
    let open = todo(&sample.council, TODAY).into_iter();
    open.filter(|open| open.kind != OpenKind::Unanswered)
        .map(|open| {
            let program = open.program.map(|id| id.to_string()).unwrap_or_default();
            let opinion = open.opinion.map(|id| id.to_string()).unwrap_or_default();
            format!("{} {opinion} {program}", open.kind).trim_end().to_owned()
        })
        .collect()
}

fn unanswered(sample: &Sample) -> usize {
    todo(&sample.council, TODAY).iter().filter(|open| open.kind == OpenKind::Unanswered).count()
}

fn evident() -> Wish {
    Wish { evidence: Some("報告 1(1)".to_owned()), ..Wish::default() }
}

fn published(opinion: &str, kind: AnswerKind) -> Saying {
    answer(opinion, kind, AnswerStage::Published)
}

#[test]
fn each_kind_is_raised_by_what_it_says_and_settled_by_what_mends_it() {
    let mut sample = Sample::new();
    assert_eq!((unanswered(&sample), waiting(&sample)), (3, vec![]));

    sample.links("draft", "o/1", "city/続く", &draft());
    assert_eq!(waiting(&sample), ["案 o/1 city/続く"]);
    let settled =
        sample.council.settle(&"sato".parse().unwrap(), &[("o/1".into(), "city/続く".into())]);
    sample.all("sato", settled);
    assert_eq!(waiting(&sample), ["根拠なし o/1 city/続く"]);
    sample.links("sato", "o/1", "city/続く", &evident());
    assert_eq!(waiting(&sample), [""; 0]);
    sample.links("yamada", "o/1", "city/続く", &Wish { kind: LinkKind::New, ..evident() });
    assert_eq!(waiting(&sample), ["食い違い o/1 city/続く"]);
    sample.links("yamada", "o/1", "city/続く", &evident());
    sample.says("ito", reject("o/1", "city/続く"));
    assert_eq!(waiting(&sample), ["食い違い o/1 city/続く"], "linked, and held for 関連なし");

    let mut sample = Sample::new();
    let existing = answer("o/2", AnswerKind::Existing, AnswerStage::Draft);
    sample.says("sato", existing.clone());
    assert_eq!((unanswered(&sample), waiting(&sample).len()), (2, 2));
    assert_eq!(waiting(&sample), ["事業なし回答 o/2", "下書き回答 o/2"]);
    sample.says("yamada", published("o/2", AnswerKind::Explained));
    assert_eq!(waiting(&sample), ["食い違い o/2"], "neither knew of the other's");
    assert_eq!(unanswered(&sample), 2, "a disagreement is an answer");

    let mut sample = Sample::new();
    sample.links("sato", "o/1", "city/分かれた", &evident());
    assert_eq!(waiting(&sample), ["要再確認 o/1 city/分かれた"]);
    let suspect = sample.council.suspects[0].clone();
    let confirmed = sample.council.confirm(&[(suspect.pair.clone(), suspect.fates())], "");
    sample.all("sato", confirmed);
    assert_eq!(waiting(&sample), [""; 0]);
}

#[test]
fn a_date_that_has_passed_is_overdue_and_todays_is_not() {
    for (until, due, waits) in [
        (None, None, &[][..]),
        (Some(TODAY), Some(TODAY), &[]),
        (Some(date(2026, 11, 20)), None, &["期限超過 o/1"]),
        (None, Some(date(2026, 11, 20)), &["期限超過 o/1"]),
        (Some(date(2026, 3, 31)), Some(date(2026, 11, 20)), &["期限超過 o/1", "期限超過 o/1"]),
    ] {
        let mut sample = Sample::new();
        if until.is_some() {
            sample.says("sato", progress("o/1", ProgressState::Considering, until));
        }
        sample.says("sato", assign("o/1", "商工課", due));
        assert_eq!(waiting(&sample), waits, "{until:?} {due:?}");
        let open = todo(&sample.council, TODAY);
        let one = open.iter().find(|open| open.opinion == Some("o/1".into())).unwrap();
        assert_eq!(one.department.as_deref(), Some("商工課"));
        sample.says("ito", published("o/1", AnswerKind::Other));
        let late = usize::from(until.is_some_and(|until| until < TODAY));
        assert_eq!(waiting(&sample).len(), late, "answered, but still 検討中");
    }
}

#[test]
fn what_is_out_of_scope_passed_on_or_answered_elsewhere_is_not_unanswered() {
    let mut sample = Sample::new();
    sample.says("sato", progress("o/1", ProgressState::OutOfScope, None));
    sample.says(
        "sato",
        Saying::Refer(Refer {
            opinion: "o/3".into(),
            to: Addressee::State,
            on: TODAY,
            note: String::new(),
        }),
    );
    assert_eq!(unanswered(&sample), 1);
    sample.says("sato", relate("o/2", "o/1", Relation::AsAnswered));
    assert_eq!(unanswered(&sample), 1, "the other one is not answered");
    sample.says("sato", published("o/1", AnswerKind::Explained));
    assert_eq!(unanswered(&sample), 0);
    let total = sample.council.standing.total;
    assert_eq!((total.answered, total.through, total.referred), (3, 1, 1));
    assert_eq!(total.share(total.answered), "3/3（対象外1）");
    assert_eq!(total.kinds, [0, 0, 2, 0, 0]);
    assert_eq!((total.stages, total.unset), ([0, 0, 2], 2));
}

#[test]
fn an_answer_is_not_found_by_the_same_meaning_nor_round_a_ring() {
    let mut sample = Sample::new();
    sample.says("sato", published("o/1", AnswerKind::Explained));
    sample.says("sato", relate("o/2", "o/1", Relation::Same));
    sample.says("sato", relate("o/2", "o/3", Relation::AsAnswered));
    assert_eq!((unanswered(&sample), sample.council.troubles.len()), (2, 0));
    sample.says("sato", relate("o/3", "o/2", Relation::AsAnswered));
    assert_eq!(unanswered(&sample), 2);
    assert_eq!(waiting(&sample), ["記録の問題"]);
    let ring = &sample.council.troubles[0].what;
    assert_eq!(ring, "意見の準用が一巡しています: ア(イ)・ア(ウ)。");
    sample.says("sato", relate("o/3", "o/1", Relation::AsAnswered));
    assert_eq!(unanswered(&sample), 0, "both lead to the answer all the same");
    sample.says("sato", relate("o/1", "o/9", Relation::Continues));
    sample.says("sato", relate("o/1", "o/1", Relation::Continues));
    let troubles: Vec<_> = sample.council.troubles.iter().map(|p| p.what.as_str()).collect();
    assert!(troubles[0].contains("`o/9` は記録にありません"), "{troubles:?}");
    assert!(troubles[2].contains("継承が一巡しています: ア(ア)。"), "{troubles:?}");
    assert_eq!(troubles.len(), 3);
}

#[test]
fn a_draft_alone_is_a_proposal_and_none_once_it_is_turned_down() {
    let mut sample = Sample::new();
    sample.links("draft", "o/1", "city/続く", &draft());
    assert_eq!(sample.council.standing.opinions[0], Coverage::Proposed);
    sample.says("sato", reject("o/1", "city/続く"));
    assert_eq!(sample.council.standing.opinions[0], Coverage::None);
}

#[test]
fn a_member_who_asks_waits_until_something_new_is_answered_or_said() {
    let mut sample = Sample::new();
    let first = sample.says("sato", published("o/1", AnswerKind::Explained));
    sample.says("iin", review("o/1", Verdict::Explain, vec![first.clone()]));
    sample.says("iin2", review("o/1", Verdict::Agreed, vec![first.clone()]));
    assert_eq!(waiting(&sample), ["説明の求め o/1"]);
    let mut again = published("o/1", AnswerKind::Reference);
    if let Saying::Answer(answer) = &mut again {
        answer.replaces = vec![first];
    }
    let second = sample.says("sato", again);
    assert_eq!(waiting(&sample), [""; 0]);
    sample.says("iin", review("o/1", Verdict::Explain, vec![second.clone()]));
    assert_eq!(waiting(&sample), ["説明の求め o/1"]);
    sample.says("iin", review("o/1", Verdict::Agreed, vec![second]));
    assert_eq!(waiting(&sample), [""; 0], "the last word counts");
}

#[test]
fn the_most_urgent_stands_first_and_in_a_kind_the_oldest() {
    let mut sample = Sample::new();
    sample.records().opinions[1].fiscal_year = "R6".parse().unwrap();
    sample.says("sato", assign("o/3", "商工課", Some(date(2026, 12, 1))));
    sample.links("draft", "o/3", "city/続く", &draft());
    sample.says("sato", relate("o/1", "o/1", Relation::AsAnswered));
    let open = todo(&sample.council, TODAY);
    let order: Vec<_> = open
        .iter()
        .map(|open| (open.kind, open.opinion.as_ref().map_or("", OpinionId::as_str)))
        .collect();
    assert_eq!(
        order,
        [
            (OpenKind::Problems, ""),
            (OpenKind::Unanswered, "o/2"),
            (OpenKind::Unanswered, "o/3"),
            (OpenKind::Unanswered, "o/1"),
            (OpenKind::Draft, "o/3"),
        ]
    );
}

fn anything() -> impl Strategy<Value = (u8, usize, usize)> {
    (0..9_u8, 0..3_usize, 0..6_usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn counts_are_those_of_the_rows_and_of_the_figures(said in proptest::collection::vec(anything(), 0..16)) {
        let mut sample = Sample::new();
        for (what, opinion, other) in said {
            let id = format!("o/{}", opinion + 1);
            let program = sample.council.records.programs[other].id.to_string();
            let day = date(2026, 11, if other % 2 == 0 { 20 } else { 22 });
            match what {
                0 => sample.links("sato", &id, &program, &Wish::default()),
                1 => sample.links("draft", &id, &program, &draft()),
                2 => sample.links("ito", &id, &program, &Wish { kind: LinkKind::New, ..evident() }),
                3 => drop(sample.says("ito", reject(&id, &program))),
                4 => drop(sample.says("sato", answer(&id, AnswerKind::ALL[other % 5], AnswerStage::ALL[other % 3]))),
                5 => drop(sample.says("sato", progress(&id, ProgressState::ALL[other], Some(day)))),
                6 => drop(sample.says("sato", assign(&id, "商工課", Some(day)))),
                7 => drop(sample.says("sato", relate(&id, &format!("o/{}", other + 1), Relation::ALL[other % 3]))),
                _ => drop(sample.says("iin", review(&id, Verdict::ALL[other % 2], Vec::new()))),
            }
        }
        let open = todo(&sample.council, TODAY);
        let total = sample.council.standing.total;
        let of = |kind: OpenKind| open.iter().filter(|open| open.kind == kind).count();
        for (kind, count) in counted_by_kind(open.iter()) {
            prop_assert_eq!(of(kind), count);
        }
        let years: usize = counted_by_year(open.iter()).iter().map(|(_, count)| count).sum();
        prop_assert_eq!(years, open.len());
        prop_assert_eq!(of(OpenKind::Unanswered), total.unanswered);
        prop_assert_eq!(of(OpenKind::Suspect), total.suspects);
        prop_assert_eq!(of(OpenKind::Draft), total.drafts);
        // One that takes a disputed answer for its own is in dispute with it, and settled with it.
        let council = &sample.council;
        let own = council.records.opinions.iter().filter(|opinion| {
            council.ledger.answer(&opinion.id).is_some_and(|register| register.disagreement().is_some())
        });
        let own = own.count();
        prop_assert!(own <= of(OpenKind::Disagreement) && own <= total.disputed);
        let kinds: usize = total.kinds.iter().sum();
        let stages: usize = total.stages.iter().sum();
        let set: usize = total.progress.iter().sum();
        prop_assert_eq!(kinds, stages);
        prop_assert_eq!(set + total.unset + total.progress_disputed, total.opinions);
        prop_assert_eq!(kinds + total.disputed, total.answered, "nothing was passed on here");
        let mut sum = (0, 0, 0);
        for (_, tally) in &sample.council.standing.by_year {
            sum = (sum.0 + tally.answered, sum.1 + tally.suspects, sum.2 + tally.opinions);
        }
        prop_assert_eq!(sum, (total.answered, total.suspects, total.opinions));
    }
}
