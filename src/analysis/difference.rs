//! Before and after: what two readings of the same words have in common, and what they have not.

use crate::journal::Hash;

/// 一節. A sentence of two readings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both.
    Same(String),
    /// It stands in the first alone.
    Gone(String),
    /// It stands in the second alone.
    New(String),
    /// Something that stands in both was left out here.
    Left,
}

/// The sentences in which two readings differ, with one sentence of what is the same before and
/// after. Spacing and the width of letters do not count, as in what a link is made against.
#[must_use]
pub fn difference(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (sentences(before), sentences(after));
    let meant = |sentences: &[&str]| sentences.iter().map(|s| Hash::of(s)).collect::<Vec<_>>();
    let (old, new) = (meant(&before), meant(&after));
    // What both begin and end with need not be compared with everything else.
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);

    let common = longest_common(old, new);
    let mut pieces: Vec<Piece> =
        after[..head].iter().map(|text| Piece::Same((*text).to_owned())).collect();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let (gone, fresh) = (before.get(head + i), after.get(head + j));
        if i < old.len() && j < new.len() && old[i] == new[j] {
            pieces.extend(fresh.map(|text| Piece::Same((*text).to_owned())));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            pieces.extend(gone.map(|text| Piece::Gone((*text).to_owned())));
            i += 1;
        } else {
            pieces.extend(fresh.map(|text| Piece::New((*text).to_owned())));
            j += 1;
        }
    }
    pieces.extend(after[after.len() - tail..].iter().map(|text| Piece::Same((*text).to_owned())));
    near_changes(pieces)
}

/// Lines, and in a line its sentences: what the record joins into one line is long.
fn sentences(text: &str) -> Vec<&str> {
    let lines = text.lines().flat_map(|line| line.split_inclusive('。'));
    lines.map(str::trim).filter(|sentence| !sentence.is_empty()).collect()
}

/// How many sentences two readings have in common, from each pair of places on.
fn longest_common(old: &[Hash], new: &[Hash]) -> Vec<Vec<usize>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

/// Leaves out what is the same, but for the sentence next to a change.
fn near_changes(pieces: Vec<Piece>) -> Vec<Piece> {
    let changed: Vec<bool> = pieces.iter().map(|piece| !matches!(piece, Piece::Same(_))).collect();
    let near = |at: usize| {
        let from = at.saturating_sub(1);
        changed[from..(at + 2).min(changed.len())].contains(&true)
    };
    let mut shown = Vec::new();
    for (at, piece) in pieces.into_iter().enumerate() {
        if near(at) {
            shown.push(piece);
        } else if shown.last() != Some(&Piece::Left) {
            shown.push(Piece::Left);
        }
    }
    if shown == [Piece::Left] { Vec::new() } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let line = |piece: Piece| match piece {
            Piece::Same(text) => format!("={text}"),
            Piece::Gone(text) => format!("-{text}"),
            Piece::New(text) => format!("+{text}"),
            Piece::Left => "~".to_owned(),
        };
        difference(before, after).into_iter().map(line).collect()
    }

    #[test]
    fn only_what_differs_is_shown_with_one_sentence_around_it() {
        for (before, after, shown) in [
            ("甲。乙。丙。", "甲。乙。丙。", ""),
            ("甲 乙。丙。", "甲乙。　丙。", ""),
            ("Ａ。乙。", "A。　乙。", ""),
            ("甲。乙。丙。丁。戊。", "甲。乙。変。丁。戊。", "~=乙。-丙。+変。=丁。~"),
            ("甲。", "甲。乙。", "=甲。+乙。"),
            ("甲。乙。", "乙。", "-甲。=乙。"),
            ("", "甲。", "+甲。"),
            ("名\n内容。続き。\n額", "名\n内容。続き。\n別", "~=続き。-額+別"),
            ("一。二。三。四。五。", "二。三。六。五。", "-一。=二。=三。-四。+六。=五。"),
        ] {
            assert_eq!(marked(before, after), shown, "{before} → {after}");
        }
    }
}
