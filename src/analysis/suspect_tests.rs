use super::*;
use crate::{
    analysis::{
        Wish,
        sample::{Sample, draft},
    },
    domain::Stage,
    records::{SHIPPED, load_texts},
};

const STARTUP: &str = "o/1";

fn linked(program: &str) -> Sample {
    let mut sample = Sample::new();
    sample.links("yamada", STARTUP, program, &Wish::default());
    sample
}

fn why(sample: &Sample) -> Vec<String> {
    sample.council.suspects.iter().map(Suspect::why).collect()
}

#[test]
fn each_fate_makes_a_link_doubtful_and_nothing_else_does() {
    for (program, doubts) in [
        ("city/続く", &[][..]),
        ("city/新しい", &[]),
        ("city/取組", &[]),
        ("city/分かれた", &["分割（R7）"]),
        ("city/予算のない", &["予算なし（R7）"]),
        ("city/結果のない", &["結果なし（R7）"]),
    ] {
        assert_eq!(why(&linked(program)), doubts, "{program}");
    }
}

#[test]
fn a_source_without_budgets_or_results_says_nothing_about_a_program() {
    let mut sample = linked("city/予算のない");
    sample.links("yamada", STARTUP, "city/結果のない", &Wish::default());
    for program in &mut sample.records().programs {
        program.entries[0].budget = None;
        program.entries[0].results.clear();
    }
    sample.look_again();
    let fates = sample.council.suspects.iter().flat_map(Suspect::fates);
    assert_eq!(fates.count(), 0);
}

#[test]
fn what_became_of_a_program_before_the_opinion_counts_only_if_it_is_gone() {
    let mut sample = linked("city/続く");
    assert_eq!(why(&sample), [""; 0], "renamed in R6, and still listed");
    let other = sample.council.records.sources[0].clone();
    sample.records().sources[0].fiscal_year = "R8".parse().unwrap();
    sample.records().sources.push(crate::domain::Source { id: "old".into(), ..other });
    let row = sample.records().program_row(&"city/続く".into()).unwrap();
    sample.records().programs[row].entries[0].source = "old".into();
    sample.look_again();
    let suspect = sample.council.suspect(&STARTUP.into(), &"city/続く".into()).unwrap();
    assert_eq!(suspect.why(), "改称（R6）");
    assert_eq!(suspect.successors(), [&ProgramId::from("city/新しい")]);
}

#[test]
fn a_program_that_has_ended_is_doubtful_for_every_later_opinion_though_it_is_listed() {
    let mut sample = linked("city/分かれた");
    sample.records().opinions[0].fiscal_year = "R9".parse().unwrap();
    sample.look_again();
    assert_eq!(why(&sample), [""; 0], "split before, and nothing says that it ended");
    let mut end = sample.council.records.successions[3].clone();
    end.kind = SuccessionKind::Ended;
    end.to.clear();
    sample.records().successions.push(end);
    sample.look_again();
    assert_eq!(why(&sample), ["分割（R7）・終了（R7）"]);
    assert_eq!(sample.council.suspects[0].successors().len(), 2);
}

#[test]
fn a_draft_is_not_doubted() {
    let mut sample = Sample::new();
    sample.links("draft", STARTUP, "city/分かれた", &draft());
    assert_eq!(why(&sample), [""; 0]);
    assert_eq!(draft().stage, Stage::Draft);
}

#[test]
fn changed_words_are_shown_before_and_after_and_spacing_does_not_count() {
    let mut sample = linked("city/続く");
    let row = sample.council.records.program_row(&"city/続く".into()).unwrap();
    sample.records().programs[row].entries[0].content = Some("窓 口を\n開く。".to_owned());
    sample.look_again();
    assert_eq!(why(&sample), [""; 0]);

    sample.records().programs[row].entries[0].content = Some("窓口を閉じる。".to_owned());
    sample.records().opinions[0].text = "起業の支援は要らない。".to_owned();
    sample.look_again();
    assert_eq!(why(&sample), ["意見の文言が変更・事業の記載が変更"]);
    let changes = &sample.council.suspects[0].changes;
    assert_eq!(changes[0].before.as_deref(), Some("起業の支援が必要である。"));
    assert_eq!(changes[0].after, "起業の支援は要らない。");
    let before = changes[1].before.as_deref().unwrap();
    assert!(before.contains("窓口を開く。") && changes[1].after.contains("窓口を閉じる。"));
}

#[test]
fn confirming_settles_the_fates_it_names_and_the_words_it_was_made_against() {
    let mut sample = linked("city/分かれた");
    sample.records().opinions[0].text = "起業の支援は要らない。".to_owned();
    sample.look_again();
    let suspect = sample.council.suspects[0].clone();
    assert_eq!(suspect.why(), "分割（R7）・意見の文言が変更");

    let unnamed = sample.council.confirm(&[(suspect.pair.clone(), Vec::new())], "");
    sample.all("sato", unnamed);
    assert_eq!(why(&sample), ["分割（R7）"], "nobody has said so of the split");
    let named = sample.council.confirm(&[(suspect.pair.clone(), suspect.fates())], "続ける");
    sample.all("sato", named);
    assert_eq!(why(&sample), [""; 0]);

    sample.records().opinions[0].text = "もう一度変わった。".to_owned();
    sample.look_again();
    assert_eq!(why(&sample), ["意見の文言が変更"]);
    assert_eq!(
        sample.council.suspects[0].changes[0].before.as_deref(),
        Some("起業の支援は要らない。"),
        "compared with what was looked at last"
    );
}

#[test]
fn in_the_real_record_only_what_has_ended_or_gone_on_as_another_is_doubtful() {
    let records = load_texts(SHIPPED).records;
    let listed = current(&records, Bodies::Both);
    let current_doubts: Vec<String> = (records.programs.iter().zip(&listed))
        .filter(|(_, listed)| **listed)
        .flat_map(|(program, _)| {
            let turns = Fates::of(&records).turns(program).into_iter();
            turns.map(|turn| format!("{} {}", turn.fate.kind, program.id))
        })
        .collect();
    let expected = [
        "分割 city/食の販路拡大事業",
        "終了 city/食の販路拡大事業",
        "終了 city/青少年地元定着促進事業",
    ];
    assert_eq!(current_doubts, expected);
    for program in &records.programs {
        let turns = Fates::of(&records).turns(program);
        assert!(turns.iter().all(|turn| !turn.basis.is_empty()), "{}", program.id);
    }
}
