//! How well 候補 and 似た意見 hold against what was judged by reading (`judged.tsv`, `invented.tsv`,
//! `reworded.tsv`; each tells how). One half was for tuning; the figures of the other half are the
//! ones to believe. `cargo test --test suggest -- --nocapture judged` prints both.

use std::collections::BTreeMap;

use shingi::analysis::{Candidate, Council};

use super::{council, mean, share};

/// How far a program answers an opinion.
type Grades = BTreeMap<usize, u8>;

/// The rows of a table.
fn table(text: &'static str) -> Vec<Vec<&'static str>> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect()).collect()
}

/// What was judged of each opinion, in the order of the record.
fn judged(council: &Council) -> Vec<(usize, Grades)> {
    let mut all: Vec<(usize, Grades)> = (0..25).map(|row| (row, Grades::new())).collect();
    for line in table(include_str!("judged.tsv")) {
        let [opinion, grade, program] = line[..] else { panic!("{line:?}") };
        let id = format!("city-r7/{opinion}").into();
        let row = council.records.opinion_row(&id).unwrap();
        let program = council.records.program_row(&program.into()).unwrap();
        assert_eq!(all[row].1.insert(program, grade.parse().unwrap()), None, "{line:?}");
    }
    all
}

/// What is reported of some opinions.
#[derive(Debug)]
struct Figures {
    /// Of the programs that answer, how many are among the first five, and the first ten.
    recall_5: f64,
    recall_10: f64,
    /// The mean of 1 / the place of the first that answers.
    reciprocal: f64,
    /// Of the programs that answer, how many are not 弱い.
    answers_kept: f64,
    /// Of all that is not 弱い, how much answers the opinion or touches it.
    kept_right: f64,
    /// Of the opinions that nothing answers, how many have none that is not 弱い, but such as touch them.
    silent: f64,
}

fn figures(council: &Council, opinions: &[(usize, Grades)]) -> Figures {
    let mut pairs = Vec::new();
    let (mut firsts, mut kept, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    for (row, grades) in opinions {
        let own = &council.records.opinions[*row];
        let found = council.programs_for(&own.id);
        let answering = grades.iter().filter(|(_, grade)| **grade == 2).map(|(row, _)| *row);
        let places: Vec<Option<usize>> =
            answering.map(|row| found.iter().position(|it| it.row == row)).collect();
        let strong: Vec<&Candidate> = found.iter().filter(|it| !it.weak).collect();
        let right = |it: &&Candidate| grades.contains_key(&it.row);
        kept.extend(strong.iter().map(right));
        if places.is_empty() {
            silent.push(strong.iter().all(right));
        } else {
            let first = places.iter().flatten().min();
            firsts.push(first.map_or(0.0, |at| 1.0 / f64::from(u32::try_from(at + 1).unwrap())));
        }
        println!("{} answered at {places:?}, not weak {}", own.label, strong.len());
        for it in found.iter().take(10) {
            let grade = *grades.get(&it.row).unwrap_or(&0);
            print(council, it, grade, &council.reasons(&own.id, &[it.row]).concat());
        }
        pairs.extend(places.into_iter().map(|at| (at, strong.len())));
    }
    let within = |most: usize| share(pairs.iter().map(|(at, _)| at.is_some_and(|at| at < most)));
    Figures {
        recall_5: within(5),
        recall_10: within(10),
        reciprocal: mean(firsts.into_iter()),
        answers_kept: share(pairs.iter().map(|(at, strong)| at.is_some_and(|at| at < *strong))),
        kept_right: share(kept.into_iter()),
        silent: share(silent.into_iter()),
    }
}

fn print(council: &Council, it: &Candidate, grade: u8, reasons: &[String]) {
    let (program, weak) = (&council.records.programs[it.row], if it.weak { "弱い" } else { "" });
    println!("    {grade} {:.2} {weak} {}: {}", it.score, program.id, reasons.join("・"));
}

/// Those for tuning and those held out: every other one.
fn halves<T: Clone>(all: &[T]) -> [Vec<T>; 2] {
    [0, 1].map(|from| all.iter().skip(from).step_by(2).cloned().collect())
}

#[test]
fn what_was_judged_to_answer_is_found_and_stands_above_the_cut() {
    let council = council();
    let [tuning, held_out] = halves(&judged(&council)).map(|half| figures(&council, &half));
    println!("-- tuning {tuning:#?}");
    println!("-- held out {held_out:#?}");
    for (found, least) in [
        (&tuning, [0.90, 0.95, 0.75, 0.65, 0.55, 0.0]),
        (&held_out, [0.80, 0.85, 0.75, 0.65, 0.65, 1.0]),
    ] {
        let Figures { recall_5, recall_10, reciprocal, answers_kept, kept_right, silent } = *found;
        let each = [recall_5, recall_10, reciprocal, answers_kept, kept_right, silent];
        assert!(each.iter().zip(least).all(|(found, least)| *found >= least), "{found:#?}");
    }
}

/// Which of some opinions that the record does not hold have only weak candidates though nothing
/// answers them; which have what answers them first; and which have it above the cut.
fn made_up(council: &Council, table_of: &'static str) -> [Vec<bool>; 3] {
    let [mut silent, mut first, mut kept] = [const { Vec::new() }; 3];
    for line in table(table_of) {
        let [answers, text] = line[..] else { panic!("{line:?}") };
        let found = council.programs_for_text(text);
        let row = |id: &str| council.records.program_row(&id.into()).unwrap();
        let answers: Vec<usize> = answers.split(' ').filter(|id| *id != "-").map(row).collect();
        println!("{text}");
        for it in found.iter().take(5) {
            let reasons = council.reasons_for_text(text, it.row);
            print(council, it, u8::from(answers.contains(&it.row)) * 2, &reasons);
        }
        if answers.is_empty() {
            silent.push(found.iter().all(|it| it.weak));
        } else {
            first.push(answers.contains(&found[0].row));
            kept.push(found.iter().any(|it| !it.weak && answers.contains(&it.row)));
        }
    }
    [silent, first, kept]
}

#[test]
fn what_nothing_answers_has_only_weak_candidates() {
    let council = council();
    for (of, least) in [
        (include_str!("invented.tsv"), [[0.8, 0.8, 1.0], [1.0, 0.8, 1.0]]),
        (include_str!("unseen.tsv"), [[1.0, 0.4, 0.4], [1.0, 0.6, 0.8]]),
    ] {
        hold(["silent", "first", "kept"], made_up(&council, of), least);
    }
}

#[test]
fn what_is_said_in_other_words_finds_the_opinion_that_says_it() {
    let council = council();
    let (mut first, mut kept, mut alone) = (Vec::new(), Vec::new(), Vec::new());
    for line in table(include_str!("reworded.tsv")) {
        let [own, text] = line[..] else { panic!("{line:?}") };
        let found = council.alike_text(text);
        let label = |it: &Candidate| council.records.opinions[it.row].label.as_str();
        println!("{own}: {} {:.3}, then {:.3}", label(&found[0]), found[0].score, found[1].score);
        first.push(label(&found[0]) == own);
        kept.push(found.iter().any(|it| !it.weak && label(it) == own));
        alone.push(found.iter().all(|it| it.weak || label(it) == own));
    }
    let least = [[0.8, 0.5, 1.0], [1.0, 0.8, 1.0]];
    hold(["first", "kept", "nothing else"], [first, kept, alone], least);
}

/// Read one by one, no two opinions of one report ask for the same: they share subjects (DX, M&A,
/// information for tourists), and each wants something of its own done.
#[test]
fn no_two_opinions_of_the_report_are_taken_for_the_same() {
    let council = council();
    for opinion in &council.records.opinions {
        let found = council.alike(&opinion.id);
        assert!(found.iter().all(|it| it.weak), "{} {:.2}", opinion.label, found[0].score);
    }
}

/// Prints the shares of both halves, and holds them to what they are at least.
fn hold(names: [&str; 3], found: [Vec<bool>; 3], least: [[f64; 3]; 2]) {
    for (at, (what, all)) in names.into_iter().zip(found).enumerate() {
        let halves = halves(&all).map(|half| share(half.into_iter()));
        println!("-- {what}: tuning {:.2}, held out {:.2}", halves[0], halves[1]);
        let held = halves.iter().zip(&least).all(|(found, least)| *found >= least[at]);
        assert!(held, "{what}: {halves:?}");
    }
}
