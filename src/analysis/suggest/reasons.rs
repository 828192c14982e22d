//! 理由: the words that two texts share, as the one that asks prints them.

use std::ops::Range;

use super::{index::Weights, terms::spots};
use crate::{
    analysis::Council,
    domain::{Opinion, OpinionId},
    search::fold_key,
};

/// How many reasons are named, and how much of what all come to one must at least be.
const MOST: usize = 4;
const LEAST: f64 = 0.08;

/// Words of the asking text that the other one shares.
struct Run {
    range: Range<usize>,
    words: String,
    counts: f64,
}

impl Council {
    /// Why each of some programs, by their rows, is proposed for an opinion: the shared words,
    /// weightiest first, and the much same opinion that it answers.
    #[must_use]
    pub fn reasons(&self, opinion: &OpinionId, programs: &[usize]) -> Vec<Vec<String>> {
        let Some(row) = self.records.opinion_row(opinion) else { return Vec::new() };
        let asked = (row, programs.to_vec());
        self.proposed
            .reasons(self.generation, asked, |(row, programs)| self.reasons_of(*row, programs))
    }

    fn reasons_of(&self, row: usize, programs: &[usize]) -> Vec<Vec<String>> {
        let own = &self.records.opinions[row];
        let akin = self.akin(self.suggestions().weights.of_row(row), Some(row));
        let of_program = |program: &usize| {
            let mut reasons = self.reasons_for_text(&own.text, *program);
            if reasons.is_empty() {
                reasons = self.reasons_for_text(&own.heading, *program);
            }
            if let Some((_, other)) = akin.get(program) {
                let other = &self.records.opinions[*other];
                reasons.push(format!("似た意見 {} に対応", self.records.label(&other.id)));
            }
            reasons
        };
        programs.iter().map(of_program).collect()
    }

    /// The words that a text shares with a program, weightiest first.
    #[must_use]
    pub fn reasons_for_text(&self, text: &str, program: usize) -> Vec<String> {
        let weights = &self.suggestions().weights;
        let program_row = &self.records.programs[program];
        let texts = program_row.entries.iter().flat_map(|entry| {
            let body = entry.content.iter().chain(&entry.results).chain(&entry.remark);
            let items = entry.items.iter().map(|item| &item.text);
            let area = self.records.area(&entry.listed.area).map(|area| &area.title);
            let body = body.chain(items).chain(area).map(String::as_str);
            std::iter::once(entry.name()).chain(body)
        });
        let other: Vec<String> = texts.map(fold_key).collect();
        reasons(weights, text, &weights.programs.rows[program], &other)
    }

    /// The words that two opinions share, weightiest first.
    #[must_use]
    pub fn reasons_alike(&self, text: &str, other: &Opinion) -> Vec<String> {
        let weights = &self.suggestions().weights;
        let Some(row) = self.records.opinion_row(&other.id) else { return Vec::new() };
        let texts = [fold_key(&other.text), fold_key(&other.heading)];
        reasons(weights, text, &weights.opinions.rows[row], &texts)
    }
}

fn reasons(weights: &Weights, text: &str, said: &[(u32, f64)], other: &[String]) -> Vec<String> {
    let is_said = |words: &str| {
        let key = fold_key(words);
        other.iter().any(|text| text.contains(&key))
    };
    let mut runs: Vec<Run> = Vec::new();
    let mut meanings = Vec::new();
    let mut common: Option<Range<usize>> = None;
    for spot in spots(text, &weights.thesaurus) {
        match (weights.counts(&spot.term, said), spot.group) {
            (Some(counts), Some(group)) => {
                meanings.push((group, spot.range, counts * spot.weight));
            }
            (Some(counts), None) => {
                // A word is quoted from where it begins, be that as common as it likes.
                let start = common.take().filter(|it| it.end > spot.range.start);
                let start = start.map_or(spot.range.start, |it| it.start);
                let longer = start..spot.range.end;
                let range = if is_said(&text[longer.clone()]) { longer } else { spot.range };
                add(&mut runs, text, &range, counts * spot.weight, &is_said);
            }
            (None, None) => {
                let last = runs.last_mut().filter(|last| spot.range.start < last.range.end);
                if last.is_none_or(|last| !last.grows(text, &spot.range, 0.0, &is_said)) {
                    common = Some(spot.range);
                }
            }
            (None, Some(_)) => {}
        }
    }
    // The end of a word in katakana is mostly that of many others: センター is no メンター.
    runs.retain(|run| !begins_within_katakana(text, run.range.start));
    for (group, range, counts) in meanings {
        let own = text[range.clone()].to_owned();
        if is_said(&own) {
            let touches =
                |run: &&mut Run| run.range.start < range.end && range.start < run.range.end;
            let beside = runs.iter_mut().find(touches);
            if !beside.is_some_and(|run| run.grows(text, &range, counts, &is_said)) {
                runs.push(Run { range, words: own, counts });
            }
            continue;
        }
        let words = &weights.thesaurus.groups[group];
        let there = words.iter().find(|(key, _)| other.iter().any(|text| text.contains(key)));
        let Some((_, there)) = there else { continue };
        let words = format!("{own}＝{there}");
        runs.push(Run { range, words, counts });
    }
    let mut each: Vec<Run> = Vec::new();
    for run in runs {
        match each.iter_mut().find(|other| other.words == run.words) {
            Some(same) => same.counts = same.counts.max(run.counts),
            None => each.push(run),
        }
    }
    let all: f64 = each.iter().map(|run| run.counts).sum();
    each.retain(|run| run.counts >= LEAST * all);
    each.sort_by(|one, other| {
        other.counts.total_cmp(&one.counts).then(one.range.start.cmp(&other.range.start))
    });
    let cut = |run: Run| {
        // The head of a longer word: メンター and メンタリング.
        let is_head = begins_within_katakana(text, run.range.end) && !run.words.contains('＝');
        if is_head { format!("{}…", run.words) } else { run.words }
    };
    each.into_iter().take(MOST).map(cut).collect()
}

fn begins_within_katakana(text: &str, at: usize) -> bool {
    let katakana = |c: Option<char>| c.is_some_and(|c| matches!(c, 'ァ'..='ヴ' | 'ー' | 'ｦ'..='ﾟ'));
    katakana(text[at..].chars().next()) && katakana(text[..at].chars().next_back())
}

/// Adds a term to the run that it overlaps, as long as the other text has that in one piece.
fn add(
    runs: &mut Vec<Run>,
    text: &str,
    range: &Range<usize>,
    counts: f64,
    is_said: &impl Fn(&str) -> bool,
) {
    let last = runs.last_mut().filter(|last| range.start < last.range.end);
    if !last.is_some_and(|last| last.grows(text, range, counts, is_said)) {
        let words = text[range.clone()].to_owned();
        runs.push(Run { range: range.clone(), words, counts });
    }
}

impl Run {
    /// Takes in what it overlaps; `false` where the other text does not have that in one piece.
    fn grows(
        &mut self,
        text: &str,
        with: &Range<usize>,
        counts: f64,
        is_said: &impl Fn(&str) -> bool,
    ) -> bool {
        let longer = self.range.start.min(with.start)..self.range.end.max(with.end);
        let grows = is_said(&text[longer.clone()]);
        if grows {
            text[longer.clone()].clone_into(&mut self.words);
            self.range = longer;
            self.counts += counts;
        }
        grows
    }
}
